"""A manager reads the day: each figure is that of the receipts, each identity holds, and the receipts are behind it."""

from __future__ import annotations

from posapp.domain.figures import Figures, Selection, Sum
from posapp.domain.report import CUTS, Behind
from posapp.storage.verify import verify
from posapp.usecases.audit import Wanted
from tests.support.refused import refused
from tests.support.shop import Shop, Till

DAY = Selection("2026-11-21", "2026-11-21")


def a_morning(shop: Shop, till: Till) -> None:
    """Four receipts of two people and two hours, a price by hand, a card that was cash, an emptied basket."""
    app = till.parts.app
    till.sell("A", "100")
    till.add("B")
    till.add("E", "1.23")
    till.pay_card("56.16", "SLIP-1")
    app.payment.complete()
    shop.advance(hours=1)
    till.sign_in("m1", "9999")
    till.add("A")
    till.add("D", "2")
    app.reductions.give(app.reductions.line_discount(1, "破损", percent=50_000))
    app.checkout.remove(2)
    till.pay_cash("50")
    till.add("C")
    app.checkout.clear("客人走了")
    till.sell("B", "40")
    app.receipts.reprint_last()
    app.receipts.open_drawer("换零")
    till.sign_in()
    card = app.till.sales.newest("2026-11-21", 9)[2]
    sale = app.receipts.find(card.receipt)
    app.corrections.correct(sale, 1, "cash", "", "点错了", app.sign_in.approve("correct_tender", "m1", "9999"))


def test_a_day_adds_up_and_leads_to_its_receipts(shop: Shop, till: Till) -> None:
    a_morning(shop, till)
    app = till.parts.app
    till.sign_in("m1", "9999")
    sales = app.till.sales.after(0, 10)
    figures = app.reports.figures(DAY)
    assert figures.sound, figures.checks
    assert figures.transactions == len(sales) == 4
    assert figures.total == sum(s.priced.total for s in sales)
    assert figures.gross == sum(s.priced.gross for s in sales)
    assert figures.tax == sum(s.priced.tax for s in sales)
    assert figures.units == sum(s.priced.units for s in sales)
    assert [(t.type, t.count, t.net) for t in figures.tenders] == [("cash", 4, figures.total)]
    assert {d.name: d.amount for d in figures.discounts} == {"manual": till.money("49.50")}
    assert {t.tax_id: t.tax for t in figures.taxes}["9"] == till.money("1.71")
    assert (figures.sum("void").count, figures.sum("removed").count, figures.sum("no_sale").count) == (1, 1, 1)
    assert figures.sum("approval", "tender_corrected@m1").count == 1
    assert figures.average == figures.total // 4

    for cut in CUTS:
        report = app.reports.report(cut, DAY, "zh")
        assert (report.sound, report.provisional) == (True, True), cut
    by_person = app.reports.report("cashier", DAY, "en")
    assert [row.cells[0] for row in by_person.rows] == [2, 2, 4]
    hours = app.reports.report("hour", DAY, "en")
    assert [row.label for row in hours.rows] == ["09:00–10:00", "10:00–11:00", "In all"]
    for cut in ("hour", "discount", "members"):
        for row in app.reports.report(cut, DAY, "en").rows:
            assert row.behind is not None
            assert len(app.reports.receipts(row.behind)) == row.cells[0], (cut, row.label)
    for behind, count in (
        (Behind(DAY, "discount", "manual"), 1),
        (Behind(DAY, "tax", "9@9000"), 1),
        (Behind(DAY, "tender", "cash"), 4),
        (Behind(DAY, "category", "home"), 2),
        (Behind(DAY, "member"), 0),
    ):
        assert len(app.reports.receipts(behind)) == count, behind

    (opened,) = app.audit.behind(Behind(DAY, "no_sale"), "zh")
    assert (opened.what, opened.reason, opened.unsent) == ("不销售开钱箱", "换零", True)
    (price,) = [line for line in app.audit.found(Wanted(group="prices"), "en") if line.kind == "price_act"]
    assert (price.before, price.after, price.reason) == ("99.00", "49.50", "破损")
    assert [line.kind for line in app.audit.found(Wanted(text="slip-1"), "en")] == ["sale"]
    assert app.audit.exported(Wanted(), "en")
    assert app.audit.found(Wanted(), "en")[0].what.startswith("Exported audit (csv)")
    till.sign_in()
    with refused("not_permitted"):
        app.reports.report("day", DAY, "zh")
    with refused("not_permitted"):
        app.audit.found(Wanted(), "zh")

    assert verify(app.till).sums
    with app.till.database.transaction() as tx:
        tx.execute("UPDATE figure_sum SET amount = amount + 1 WHERE measure = 'sale' AND hour = 9")
    assert not verify(app.till).whole
    a_cent_more = figures.sum("sale").plus(Sum(amount=1))
    assert not Figures({**figures.sums, ("sale", ""): a_cent_more}).sound
