"""Goods that no sale proves, while nobody can be asked: no other number of a receipt, and no other person, opens the
cap of a till anew. Why goods came back is a report that adds up."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain.figures import Selection
from posapp.domain.sold import ReturnLine
from posapp.usecases.return_search import Query
from posapp.usecases.returns import Wish
from tests.support.refused import refused
from tests.support.shop import Shop, Till


def brought(till: Till, receipt: str, person: str, *skus: str) -> tuple[ReturnLine, ...]:
    """With a receipt of another shop, and the hub away."""
    goods = tuple((sku, Wish(0, 1000, "changed_mind")) for sku in skus)
    allowed = till.parts.app.sign_in.approve("return_without_receipt", "m1", "9999")
    return till.parts.app.no_receipt.take_unseen(receipt, goods, allowed, person)


def given(till: Till) -> None:
    till.parts.app.payment.pay()
    till.parts.app.payment.complete()


def test_a_cap_is_a_persons_and_the_tills_whatever_number_is_invented(shop: Shop, till: Till) -> None:
    app, first, wish = till.parts.app, "13500135000", Wish(0, 1000, "changed_mind")
    till.online = False
    brought(till, "S9-1-20261120-0001", first, "A")
    with refused("return_other_person"):
        brought(till, "S9-1-20261120-0001", "13500135001", "B")
    given(till)
    brought(till, "S9-1-20261120-0002", first, "A")
    given(till)
    with refused("return_offline_cap"):  # 198.00 of 200.00 are gone, by whatever receipts
        brought(till, "S9-1-20261120-0003", first, "B")
    with refused("return_offline_cap"):  # nor by none at all, for the hub counts nobody's times now
        app.no_receipt.take(wish, "B", first, None, app.sign_in.approve("return_without_receipt", "m1", "9999"))
    for n in range(4):
        brought(till, f"S9-1-20261120-001{n}", f"1350013501{n}", "A", "A")
        given(till)
    with refused("return_offline_limit"):  # five persons' worth a day
        brought(till, "S9-1-20261120-0020", "13500135020", "B")
    with refused("serial_needed_back"):
        brought(till, "S9-1-20261120-0021", "13500135021", "H")
    shop.advance(days=1)
    till.close_shift(app.sign_in.approve("close_shift", "m1", "9999"))
    till.open_shift()
    assert [x.net for x in brought(till, "S9-1-20261120-0022", first, "A")] == [9900]
    app.checkout.clear("")

    sale = till.sell("B")
    (sold,) = app.return_search.here(Query(receipt=sale.receipt))
    other = replace(sold, store="S9", entity="00000000000000000Y", seller="Another")
    with refused("other_entity"):  # its own merchant account alone gives that money back
        app.returns.take(other, [Wish(1, 1000, "defective")])
    app.returns.take(sold, [Wish(1, 1000, "defective")], app.sign_in.approve("return", "m1", "9999"))
    given(till)
    till.sign_in("m1", "9999")
    report = app.reports.report("returned", Selection("2026-11-21", "2026-11-22"), "en")
    assert report.sound
    rows = [(row.label, row.cells[0], row.cells[2]) for row in report.rows if not row.head]
    both, unproven, mug = (11, 99000 + 3550), (10, 99000), (1, 3550)
    assert rows == [
        ("Changed mind", *unproven),
        ("Defective", *mug),
        ("apparel", *unproven),
        ("home", *mug),
        ("T-shirt · A", *unproven),
        ("Mug · B", *mug),
        ("T-shirt · A · Changed mind", *unproven),
        ("Mug · B · Defective", *mug),
        ("Receipt not yet seen by the hub", *unproven),
        ("Shop", *mug),
        ("No proof", *unproven),
        ("静安店", *mug),
        ("Back on the shelf", *both),
        ("In all", *both),
    ]
    behind = {row.label: row.behind for row in report.rows if row.behind is not None}
    assert [len(app.reports.receipts(behind[name])) for name in ("Changed mind", "Mug · B", "In all")] == [6, 1, 7]
    _clock_set_back(shop, till)


def _clock_set_back(shop: Shop, till: Till) -> None:
    """Nine days later the seven are over, and a clock that goes back into them does not bring them again."""
    till.sign_in()
    app, kept = till.parts.app, till.sell("B")
    shop.advance(days=9)
    app.shifts.confirm_date(app.sign_in.approve("confirm_date", "m1", "9999"))
    till.close_shift(app.sign_in.approve("close_shift", "m1", "9999"))
    till.open_shift()
    till.sell("A")
    till.close_shift(app.sign_in.approve("close_shift", "m1", "9999"))
    shop.advance(days=-5)
    till.restart()
    till.sign_in()
    app = till.parts.app
    app.shifts.confirm_date(app.sign_in.approve("confirm_date", "m1", "9999"))
    till.open_shift()
    (sold,) = app.return_search.here(Query(receipt=kept.receipt))
    with refused("return_exception_late"):
        app.returns.take(sold, [Wish(1, 1000, "changed_mind")])
    manager = app.sign_in.approve("return_exception", "m1", "9999")
    app.returns.take(sold, [Wish(1, 1000, "changed_mind")], manager)
    given(till)
    late = app.till.sales.last_sale()
    assert late is not None
    assert late.back is not None
    assert [(x.excepted, x.approver) for x in late.back.lines] == [("late", "m1")]
