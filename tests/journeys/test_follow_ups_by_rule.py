"""Follow-ups that the hub makes by the shops' rules, and messages that it sends: each once, and not against consent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.feeds import member_news
from hub.notices.senders import FILE
from hub.storage import notices
from hub.storage.records import change
from posapp.contract.feed_rows import StockRow
from posapp.devices.clock import StoppedClock
from posapp.domain.consent import Said
from posapp.domain.member_details import WISH
from tests.support.hub import ReadyHubs
from tests.support.refused import refused
from tests.support.shop import Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-followed.json"
RULES = [
    {"id": "birthday-7", "on": "birthday", "days": 7, "type": "call", "whose": "shop"},
    {"id": "again", "on": "back_in_stock", "days": 0, "whose": "shop"},
    {"id": "lapse-30", "on": "lapse", "days": 30, "type": "gift", "whose": "shop", "least": 2},
    {"id": "mine", "on": "purchase", "days": 2, "type": "visit"},
]
"""Long ago by the hub's own clock, which therefore makes nothing."""
MARCH = datetime(2025, 3, 11, 1, 0, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    whole = json.loads(SHOP_FILE.read_bytes())
    for store in whole["stores"]:
        store["clienteling"]["rules"] = RULES
        store["clienteling"]["contacts"] = {"most": 2, "days": 7}
    with ready_hubs.start(tmp_path / "hub", json.dumps(whole).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(MARCH))
        yield made
        made.close()


def by(shop: Shop, day: int, month: int = 3) -> int:
    """The rules, as of that day of 2025."""
    return member_news.make_follow_ups(shop.hub.hub.database, datetime(2025, month, day, 4, 0, tzinfo=UTC))


def until(true: Callable[[], bool]) -> None:
    """The hub sends on a thread of its own."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def rules_of(till: Till) -> list[tuple[str, str]]:
    till.sync()
    tasks = till.parts.app.follow_ups.tasks().lists
    found = [task.follow_up for when in ("overdue", "today", "upcoming") for task in tasks[when]]
    return sorted((one.rule, one.about) for one in found)


def test_each_rule_makes_its_follow_up_once(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    app = till.parts.app
    app.desk.till.members.edit("M1", {"birthday": "1990-03-20"}, {"birthday": ""}, app.follow_ups._when())
    app.member_details.add("M1", WISH, "H")
    for _ in range(2):
        till.member("M1")
        till.sell("A")
    till.sync()
    assert by(shop, 12) == 0, "the birthday is eight days off, and of the goods there are none"
    shop.hub.publish([change("stock", "S1", StockRow(sku="H", on_hand=2000))])
    assert (by(shop, 13), by(shop, 13)) == (2, 0)
    assert rules_of(till) == [("again", "耳机"), ("birthday-7", "")], "nobody has her in a book, so no visit"
    app.books.take("M1")
    till.sync()
    assert (by(shop, 14), by(shop, 15)) == (1, 0)
    assert ("mine", "T恤") in rules_of(till)
    assert (by(shop, 11, 4), by(shop, 12, 4)) == (1, 0), "two purchases in a year, none for a month"


def test_a_message_goes_out_unless_consent_was_withdrawn_meanwhile(shop: Shop) -> None:
    (shop.folder / "hub" / FILE).write_text('{"sms": "simulated"}', "utf-8")
    till = shop.till()
    till.sign_in()
    app, database = till.parts.app, shop.hub.hub.database
    words = app.contacting.words("M1", "thanks", "en", {"item": "jacket"})
    assert words.shown.startswith("Dear 王*"), "the queue reads along"
    with refused("note_phone"):
        app.contacting.words("M1", "thanks", "en", {"item": "打13800138000"})
    with refused("words_needed"):
        app.contacting.contact("M1", "sms")
    sent = app.contacting.contact("M1", "sms", words)
    till.sync()
    until(lambda: [row.state for row in notices.listed(database, None)] == ["sent"])
    page = (shop.folder / "hub" / "notices" / f"{sent}.html").read_text("utf-8")
    assert "Dear 王芳" in page
    assert "jacket" in page
    assert "To end these messages tell the shop." in page
    assert [touch.kind for touch in app.profiles.of("M1").touches] == ["contact"]
    app.contacting.contact("M1", "sms", words)
    app.member_changes.consent("M1", Said(withdrawn=("sms",)))
    with refused("no_consent"):
        app.contacting.contact("M1", "sms", words, confirmed=True)
    till.sync()
    until(
        lambda: (
            sorted((r.state, r.why) for r in notices.listed(database, None)) == [("failed", "no_consent"), ("sent", "")]
        )
    )
