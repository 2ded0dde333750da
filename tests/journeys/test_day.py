"""A day at the counter, through the use cases, with real files and a real hub."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posapp.usecases.checkout import Added, Choice
from tests.support.refused import refused
from tests.support.shop import Shop, Till
from tests.ui.till_window import TillWindow

MUG = "6901234567014"


def test_receipt_numbers_count_without_gaps_and_start_anew_each_business_date(shop: Shop, till: Till) -> None:
    first, second = till.sell("A"), till.sell("B")
    till.close_shift()
    shop.advance(hours=24)
    till.open_shift()
    third = till.sell("C")
    assert [first.receipt, second.receipt] == ["S1-1-20261121-0001", "S1-1-20261121-0002"]
    assert third.receipt == "S1-1-20261122-0001"


def test_a_sale_after_midnight_belongs_to_the_day_before_until_the_cut_over(shop: Shop, till: Till) -> None:
    shop.advance(hours=15, minutes=20)  # 00:20 in Shanghai
    assert till.sell("A").business_date == "2026-11-21"


def test_an_unfinished_basket_comes_back_after_the_till_was_killed(till: Till) -> None:
    till.scan("6901234567892", "6901234567892")
    till.restart()
    assert [(p.line.product.sku, p.line.quantity) for p in till.cart.lines] == [("A", 2000)]
    assert till.parts.app.start_up.left_behind().state == "unfinished"


def test_a_card_payment_that_was_taken_is_still_there_after_the_till_was_killed(till: Till) -> None:
    till.add("A")
    till.pay_card("50.00")
    till.restart()
    left = till.parts.app.start_up.left_behind()
    assert (left.state, left.taken) == ("paying", 5000)
    till.sign_in()
    assert till.pay_cash("49.00").settlement.change == 0


def test_the_first_screen_says_whether_the_last_receipt_printed(till: Till) -> None:
    sale = till.sell("A")
    assert till.parts.app.start_up.left_behind().state == "not_printed"
    jobs = till.parts.till.print_jobs
    jobs.printed(jobs.waiting()[0].id, sale.at)
    assert till.parts.app.start_up.left_behind().state == "printed"


def test_an_unknown_code_stays_red_until_it_is_sold_as_unlisted(till: Till) -> None:
    with refused("unknown_code"):
        till.scan("4006381333931")
    with refused("empty_basket"):
        till.parts.app.payment.pay()
    till.scan(MUG)
    with refused("unresolved_scan"):
        till.parts.app.payment.pay()
    added = till.parts.app.checkout.sell_unlisted(-1, "雨伞", "home", "13", 2500)
    assert isinstance(added, Added)
    sale = till.pay_cash("100.00")
    assert sale.priced.total == 6050
    till.sync()
    assert till.parts.engine.hub.totals().total == 6050


def test_a_removed_line_comes_back_in_its_place(till: Till) -> None:
    till.scan("6901234567892", MUG)
    till.parts.app.checkout.remove(1)
    till.parts.app.checkout.undo()
    assert [p.line.product.sku for p in till.cart.lines] == ["A", "B"]


def test_emptying_the_basket_is_a_fact_with_its_lines(till: Till) -> None:
    till.scan("6901234567892")
    till.parts.app.checkout.clear("customer left")
    last = till.parts.till.journal.last()
    assert last is not None
    assert (last.kind, last.staff) == ("basket_cleared", "c1")
    assert b'"A"' in last.body
    till.restart()
    assert till.cart.lines == ()


def test_a_clock_that_went_back_needs_a_manager_before_the_next_sale(shop: Shop, till: Till) -> None:
    till.sell("A")
    shop.advance(hours=-30)
    till.add("A")
    with refused("clock_behind"):
        till.parts.app.payment.pay()
    manager = till.parts.app.sign_in.approve("confirm_date", "m1", "9999")
    till.parts.app.shifts.confirm_date(manager)
    assert till.pay_cash("100.00").receipt == "S1-1-20261121-0002"


@pytest.mark.parametrize(
    "amount,code", [("98.99", "too_little"), ("99999999999.00", "cash_absurd"), ("0.00", "too_little")]
)
def test_cash_that_cannot_be_leaves_the_payment_open(till: Till, amount: str, code: str) -> None:
    till.add("A")
    with refused(code):
        till.pay_cash(amount)
    assert till.parts.app.desk.basket.tenders == ()
    assert till.pay_cash("99.00").settlement.change == 0


def test_a_card_needs_its_slip_and_never_gives_change(till: Till) -> None:
    till.add("A")
    with refused("card_reference_missing"):
        till.pay_card("99.00", " ")
    with refused("over_due"):
        till.pay_card("100.00")


def test_one_code_for_several_products_asks_which(shop: Shop, till: Till) -> None:
    blue = {"sku": "B2", "name": {"zh": "马克杯（蓝）", "en": "Mug blue"}, "price": "36.00", "tax": "13"}
    publish(shop, {**blue, "category": "home", "barcodes": [MUG]})
    till.sync()
    choice = till.scan(MUG)
    assert isinstance(choice, Choice)
    assert {p.sku for p in choice.products} == {"B", "B2"}
    till.parts.app.checkout.choose(choice, next(p for p in choice.products if p.sku == "B2"))
    assert till.cart.total == 3600


def publish(shop: Shop, product: dict[str, object]) -> None:
    """Head office adds products to the shop file."""
    import json
    from pathlib import Path

    whole = json.loads((Path(__file__).parents[1] / "scenarios" / "shop.json").read_text("utf-8"))
    whole["products"].append(product)
    shop.hub.load(whole)


def test_nobody_sells_without_signing_in_or_a_shift(shop: Shop) -> None:
    till = shop.till()
    with refused("not_signed_in"):
        till.scan("6901234567892")
    till.sign_in()
    till.scan("6901234567892")
    with refused("no_shift"):
        till.parts.app.payment.pay()


def test_the_first_screen_says_what_change_was_owed(shop: Shop, till: Till, qapp: QApplication, qtbot: QtBot) -> None:
    till.sell("A", cash="100.00")
    till.parts.app.sign_in.lock()
    made = TillWindow(till, qapp, (1366, 768), "en")
    try:
        assert "¥ 99.00 (change ¥ 1.00)" in made.window.sign_in.banner.words
        made.languages.set("zh")
        made.settle()
        assert "找零 ¥ 1.00" in made.window.sign_in.banner.words
    finally:
        made.close()
