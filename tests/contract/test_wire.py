"""The wire is what was agreed: a change shows in the difference of wire.json, and one that an older till or hub would
not survive is red with its reason.

`wire.json` is today's; POSAPP_UPDATE_GOLDEN=1 writes it anew, and with it that of the newest contract, `wire-N.json`,
as long as no program that speaks it has left the house. An earlier one is never written again: whoever speaks it must
be understood as long as `posapp.contract.version.LEAST` says so.
"""

from __future__ import annotations

import copy
import importlib
import json
import os
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import posapp.contract
from posapp.contract import ops
from posapp.contract.feeds import NOUNS
from posapp.contract.op import Op
from posapp.contract.version import CONTRACT
from tests.contract.wire import Wire, breaks, text_of, wire, words

TODAY = Path(__file__).with_name("wire.json")
NEWEST = TODAY.with_name(f"wire-{CONTRACT}.json")
KEPT = sorted(Path(__file__).parent.glob("wire-*.json"))
OUT = 1
"""The newest contract that a program speaks which has left the house; raised with each release."""


def test_it_is_the_one_that_was_agreed() -> None:
    text = text_of(wire())
    if os.environ.get("POSAPP_UPDATE_GOLDEN"):
        TODAY.write_text(text, "utf-8")
        if CONTRACT > OUT:
            NEWEST.write_text(text, "utf-8")
    assert text == TODAY.read_text("utf-8")


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_who_speaks_an_earlier_version_is_still_understood(kept: Path) -> None:
    assert breaks(json.loads(kept.read_text("utf-8")), wire()) == []


def test_every_version_that_may_still_be_spoken_is_kept() -> None:
    assert [path.name for path in KEPT] == [f"wire-{number}.json" for number in range(1, CONTRACT + 1)]
    held = json.loads(KEPT[0].read_text("utf-8"))
    assert {"calls", "envelope", "feed_rows", "feeds", "members", "ops"} <= held.keys()
    assert {"SaleOp", "MemberEnrolledOp"} <= held["ops"].keys()


def unheard_of(known: Wire, now: Wire) -> set[str]:
    """Feeds, kinds of entries and values of choices that who knows only `known` has not heard of."""
    return words(now) - words(known)


def test_the_contract_is_raised_for_what_the_other_side_should_know_of() -> None:
    """Red: raise `CONTRACT` if it is OUT, write its wire with POSAPP_UPDATE_GOLDEN=1, record it with `record_wire`."""
    assert unheard_of(json.loads(NEWEST.read_text("utf-8")), wire()) == set()
    assert OUT <= CONTRACT <= OUT + 1, "one number for all changes between two releases"


def test_each_contract_was_recorded() -> None:
    """What its tills and hubs say, to the byte; both test_versions.py, of hub and sync, say it again."""
    for number in range(1, CONTRACT + 1):
        said = json.loads(TODAY.with_name(f"recorded-{number}.json").read_text("utf-8"))
        assert said.get("contract", 1) == number
    assert set(NOUNS) <= {path.removeprefix("/v1/feeds/").removesuffix("?after=0") for path in said["answers"]}


def test_a_feed_a_kind_or_a_word_that_nobody_has_heard_of_is_noticed() -> None:
    grown = copy.deepcopy(wire())
    grown["feeds"]["FeedPage"]["properties"]["noun"]["enum"].append("moons")
    grown["kinds"]["Entry"]["enum"].append("teleported")
    grown["feed_promotions"]["PromotionRow"]["properties"]["mode"]["enum"].append("lottery")
    heard = unheard_of(wire(), grown)
    assert {word.rpartition(" ")[2] for word in heard} == {"'moons'", "'teleported'", "'lottery'"}


def gone(w: Wire) -> None:
    del w["calls"]["TillAnswer"]["properties"]["heads"]
    w["calls"]["TillAnswer"]["required"].remove("heads")


def added(w: Wire) -> None:
    w["ops"]["SaleOp"]["properties"]["mood"] = {"type": "string"}
    w["ops"]["SaleOp"]["required"].append("mood")


def text_instead(w: Wire) -> None:
    w["ops"]["LineOp"]["properties"]["unit"] = {"type": "string"}


def never_none(w: Wire) -> None:
    w["feed_rows"]["ProductRow"]["properties"]["style"] = {"type": "string", "default": None}


def fewer_words(w: Wire) -> None:
    w["feed_promotions"]["PromotionRow"]["properties"]["mode"]["enum"].remove("exclusive")


def another_word(w: Wire) -> None:
    w["envelope"]["Result"]["prefixItems"][1]["enum"].append("perhaps")


def shorter(w: Wire) -> None:
    w["envelope"]["WireEntry"]["prefixItems"][1]["maxLength"] = 8


def in_the_middle(w: Wire) -> None:
    w["envelope"]["WireEntry"]["prefixItems"].insert(1, {"type": "boolean"})
    w["envelope"]["WireEntry"]["minItems"] += 1


def other_default(w: Wire) -> None:
    w["ops"]["LineOp"]["properties"]["qty"]["default"] = 1


def no_longer_sent(w: Wire) -> None:
    w["calls"]["EnrolAnswer"]["required"].remove("token")


def without_model(w: Wire) -> None:
    del w["feeds"]["FeedPage"]


BROKEN: list[tuple[Callable[[Wire], None], str]] = [
    (gone, "calls.TillAnswer.heads: field removed"),
    (added, "ops.SaleOp.mood: required field added, nobody sends it yet; give it a default"),
    (text_instead, "ops.LineOp.unit: type narrowed, it takes no integer any more"),
    (never_none, "feed_rows.ProductRow.style: type narrowed, it takes no null any more"),
    (fewer_words, "feed_promotions.PromotionRow.mode: type narrowed, it takes no 'exclusive' any more"),
    (another_word, "envelope.Result.1: type widened, who knows only the old one refuses 'perhaps'"),
    (shorter, "envelope.WireEntry.1: maxLength narrowed from 64 to 8"),
    (in_the_middle, "envelope.WireEntry.1: type narrowed, it takes no string any more"),
    (other_default, "ops.LineOp.qty: what a left-out field means changed from 1000 to 1"),
    (no_longer_sent, "calls.EnrolAnswer.token: may be left out now, older ones need it"),
    (without_model, "feeds.FeedPage is gone"),
]


@pytest.mark.parametrize("change, reason", BROKEN, ids=[change.__name__ for change, _ in BROKEN])
def test_a_change_that_breaks_old_tills_is_named(change: Callable[[Wire], None], reason: str) -> None:
    changed = copy.deepcopy(wire())
    change(changed)
    assert reason in breaks(wire(), changed)


def test_what_only_adds_breaks_nobody() -> None:
    grown = copy.deepcopy(wire())
    grown["ops"]["SaleOp"]["properties"]["mood"] = {"type": "string", "default": ""}
    grown["envelope"]["Result"]["prefixItems"].append({"type": "string", "default": ""})
    grown["feed_promotions"]["PromotionRow"]["properties"]["mode"]["enum"].append("lottery")
    grown["calls"]["Weather"] = {"type": "object"}
    grown["shop_store"]["ShopStore"]["properties"]["pickup"]["default"]["shelf"] = "A"
    assert breaks(wire(), grown) == []


def test_every_body_belongs_to_a_kind_that_the_hub_knows() -> None:
    """A hub would count entries of any other kind as not understood."""
    modules = [m.name for m in pkgutil.iter_modules(posapp.contract.__path__) if m.name.endswith("ops")]
    bodies = [body for name in modules for body in vars(importlib.import_module(f"posapp.contract.{name}")).values()]
    told = [body.__doc__ or "" for body in bodies if isinstance(body, type) and issubclass(body, Op)]
    heads = [text.partition(":")[0].partition(".")[0] for text in told if text.startswith("Kind")]
    assert {kind for head in heads for kind in re.findall('"([a-z_]+)"', head)} == ops.KINDS
