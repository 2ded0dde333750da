"""The wire is what was agreed: a change shows in the difference of wire.json, and one that an older till or hub would
not survive is red with its reason.

`wire.json` is today's; POSAPP_UPDATE_GOLDEN=1 writes it anew. `wire-1.json` is the first version, which is never
written again: whoever speaks it must be understood as long as `posapp.contract.version.LEAST` says so.
"""

from __future__ import annotations

import copy
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from posapp.contract import ops
from tests.contract.wire import Wire, breaks, text_of, wire

TODAY = Path(__file__).with_name("wire.json")
KEPT = sorted(Path(__file__).parent.glob("wire-*.json"))


def test_it_is_the_one_that_was_agreed() -> None:
    text = text_of(wire())
    if os.environ.get("POSAPP_UPDATE_GOLDEN"):
        TODAY.write_text(text, "utf-8")
    assert text == TODAY.read_text("utf-8")


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_who_speaks_an_earlier_version_is_still_understood(kept: Path) -> None:
    assert breaks(json.loads(kept.read_text("utf-8")), wire()) == []


def test_every_version_that_may_still_be_spoken_is_kept() -> None:
    assert [path.name for path in KEPT] == ["wire-1.json"]
    held = json.loads(KEPT[0].read_text("utf-8"))
    assert {"calls", "envelope", "feed_rows", "feeds", "members", "ops"} <= held.keys()
    assert {"SaleOp", "MemberEnrolledOp"} <= held["ops"].keys()


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
    w["feed_rows"]["PromotionRow"]["properties"]["mode"]["enum"].remove("exclusive")


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
    (fewer_words, "feed_rows.PromotionRow.mode: type narrowed, it takes no 'exclusive' any more"),
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
    grown["feed_rows"]["PromotionRow"]["properties"]["mode"]["enum"].append("lottery")
    grown["calls"]["Weather"] = {"type": "object"}
    assert breaks(wire(), grown) == []


def test_every_body_belongs_to_a_kind_that_the_hub_knows() -> None:
    """A hub would count entries of any other kind as not understood."""
    told = [body.__doc__ or "" for body in vars(ops).values() if isinstance(body, type) and issubclass(body, ops.Op)]
    heads = [text.partition(":")[0].partition(".")[0] for text in told if text.startswith("Kind")]
    assert {kind for head in heads for kind in re.findall('"([a-z_]+)"', head)} == ops.KINDS
