"""The list of labels to replace: from what head office sent to the paper and the tick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from posapp.commands.replay.paper import Paper
from posapp.domain.errors import Refused
from posapp.storage.catalog_feed import CatalogChange
from tests.support.shop import Shop, Till
from tests.sync.test_dated_prices import TURN, announce, at_work, hear


def due(till: Till) -> list[tuple[str, int, int, str]]:
    return [(c.product.sku, c.old, c.new, c.since) for c in till.parts.app.shelf_labels.due()]


def test_prices_of_tomorrow_are_listed_today_and_ticked_off_for_good(shop: Shop) -> None:
    till = at_work(shop.till())
    announce(shop, {"price": "109.00", "from": TURN}, {"price": "79.00", "from": "2026-11-24"})
    hear(till)
    assert due(till) == [("A", 9900, 10900, "2026-11-21T16:00:00Z")]
    (change,) = till.parts.app.shelf_labels.due()
    till.parts.app.shelf_labels.replaced(change)
    assert due(till) == []
    till.restart()
    shop.advance(days=2)
    assert due(till) == [("A", 10900, 7900, "2026-11-23T16:00:00Z")]
    *_, entry = till.parts.till.journal.all()
    assert (entry.kind, entry.staff) == ("label_replaced", "c1")
    assert msgspec.json.decode(entry.body) == {"sku": "A", "price": 10900, "since": "2026-11-21T16:00:00Z"}
    shop.advance(days=3)
    assert due(till) == [("A", 10900, 7900, "2026-11-23T16:00:00Z")], "nobody replaced it: it stays on the list"


def changed(till: Till, price: int, at: str) -> None:
    """A feed brings another price without having said so ahead."""
    product = till.parts.catalog.by_sku("B")
    assert product is not None
    till.parts.catalog.apply(CatalogChange(products=[(replace(product, price=price), ())], at=at))


def test_a_price_that_changed_at_once_is_listed_too(shop: Shop) -> None:
    till = at_work(shop.till())
    changed(till, 4000, "2026-11-20T22:00:00Z")
    assert due(till) == [("B", 3550, 4000, "2026-11-20T22:00:00Z")]
    changed(till, 4000, "2026-11-20T23:00:00Z")
    assert due(till) == [("B", 3550, 4000, "2026-11-20T22:00:00Z")], "the same price again is no change"


def test_a_tag_is_everybodys_until_somebody_at_any_till_hung_the_right_one(shop: Shop) -> None:
    one, two = at_work(shop.till("1")), at_work(shop.till("2"))
    shop.hub.clock = shop.clock.now
    sold_by_tag(one, 9500)
    assert due(two) == []
    one.sync()
    two.sync()
    at = due(one)[0][3]
    assert due(two) == due(one) == [("A", 9500, 9900, at)]
    one.parts.app.shelf_labels.replaced(one.parts.app.shelf_labels.due()[0])
    assert (due(one), len(due(two))) == ([], 1)
    one.sync()
    two.sync()
    assert due(two) == []
    [row] = two.parts.till.tags.all()
    assert (row.done_by, row.till) == ("c1", one.parts.till.enrolment.required().till)
    shop.advance(minutes=5)
    sold_by_tag(two, 9400)
    two.sync()
    one.sync()
    assert [row[1] for row in due(one)] == [9400], "another tag, seen later, comes again"
    for days in range(3):
        shop.advance(days=3)
        one.parts.app.shifts.confirm_date(next(p for p in one.parts.till.staff.all() if p.id == "m1"))
        sold_by_tag(one, 9300 + days)
        one.sync()
    two.sync()
    assert sorted(tag.tag for tag in two.parts.till.tags.all()) == [9300, 9301, 9302], "what is old is forgotten"


def sold_by_tag(till: Till, tag: int) -> None:
    till.add("A")
    by_hand = till.parts.app.reductions
    by_hand.give(by_hand.price(1, tag, "", tag=True))
    till.pay_cash("1000.00")


def test_a_tag_that_a_customer_showed_is_on_the_list(shop: Shop) -> None:
    """What was sold at the tag's price says which tag to look after; another one seen later comes again."""
    till = at_work(shop.till())
    by_hand = till.parts.app.reductions
    for tag in (9500, 9000):
        till.add("A")
        by_hand.give(by_hand.price(1, tag, "", tag=True))
        till.pay_cash("100.00")
        shop.advance(minutes=1)
    assert due(till) == [("A", 9000, 9900, "2026-11-21T01:01:00Z")]
    (change,) = till.parts.app.shelf_labels.due()
    assert change.seen
    till.parts.app.shelf_labels.replaced(change)
    assert due(till) == []


def test_nobody_ticks_off_without_signing_in(shop: Shop) -> None:
    till = shop.till()
    changed(till, 4000, "2026-11-20T22:00:00Z")
    (change,) = till.parts.app.shelf_labels.due()
    with pytest.raises(Refused, match="not_signed_in"):
        till.parts.app.shelf_labels.replaced(change)
    with pytest.raises(Refused, match="not_signed_in"):
        till.parts.app.shelf_labels.print_list()


def test_the_list_comes_out_of_the_printer(shop: Shop, tmp_path: Path) -> None:
    till = at_work(shop.till())
    announce(shop, {"price": "109.00", "from": TURN})
    hear(till)
    till.parts.app.shelf_labels.print_list()
    paper = Paper(till.parts, tmp_path / "paper", shop.clock)
    assert paper.work()["waiting"] == 0
    (printed,) = (tmp_path / "paper").glob("*.txt")
    text = printed.read_text("utf-8")
    for words in ("待换价签", "T恤", "99.00 → 109.00", "11-22 00:00"):
        assert words in text
