"""What an auditor asks a till: who tried PINs, what left the basket, which money went back, when was the line off?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from posapp.commands.verify import check
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.storage.verify import verify
from tests.support.refused import refused
from tests.support.shop import Shop, Till

SHIRT, MUG = "6901234567892", "6901234567014"


def entries(till: Till, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """(who, body) of every entry of the kind."""
    return [(e.staff, msgspec.json.decode(e.body)) for e in till.parts.till.journal.all() if e.kind == kind]


def type_wrong_pins(till: Till, times: int = 5) -> None:
    for _ in range(times - 1):
        with refused("pin_wrong"):
            till.sign_in("m1", "0000")
    with refused("pin_locked"):
        till.sign_in("m1", "0000")


# ---------------------------------------------------------------- PINs


def test_switching_off_and_on_gives_nobody_more_tries(shop: Shop, till: Till) -> None:
    for _ in range(4):
        with refused("pin_wrong"):
            till.sign_in("m1", "0000")
    till.restart()
    with refused("pin_locked"):
        till.sign_in("m1", "0000")
    till.restart()
    with refused("pin_locked"):
        till.sign_in("m1", "9999")
    till.sign_in("c1", "1111")
    shop.advance(seconds=60)
    till.sign_in("m1", "9999")
    with refused("pin_wrong") as no:
        till.sign_in("m1", "0000")
    assert no.value.facts == {"left": 4}, "a right PIN makes good"


def test_each_lock_lasts_longer_and_is_told(shop: Shop, till: Till) -> None:
    for minutes in (1, 5, 15):
        type_wrong_pins(till)
        till.restart()
        shop.advance(minutes=minutes, seconds=-1)
        with refused("pin_locked"):
            till.sign_in("m1", "9999")
        shop.advance(seconds=1)
    told = entries(till, "pin_locked")
    assert [body for _, body in told] == [
        {"person": "m1", "wrong": 5, "seconds": 60},
        {"person": "m1", "wrong": 10, "seconds": 300},
        {"person": "m1", "wrong": 15, "seconds": 900},
    ]
    assert [who for who, _ in told] == ["c1", "", ""], "who stood there, if anybody was signed in"
    assert till.sync().unsent == 0
    assert not till.parts.till.journal.parked()


def test_wrong_pins_of_an_approval_count_too(till: Till) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            till.parts.app.sign_in.approve("void", "m1", "0000")
    with refused("pin_locked"):
        till.parts.app.sign_in.approve("void", "m1", "9999")


def test_a_clock_set_back_neither_frees_nor_locks_for_days(shop: Shop, till: Till) -> None:
    type_wrong_pins(till)
    shop.clock.set(shop.clock.now() - timedelta(days=30))
    with refused("pin_locked") as no:
        till.sign_in("m1", "9999")
    assert no.value.facts == {"seconds": 60}
    shop.advance(seconds=61)
    till.sign_in("m1", "9999")
    assert len(entries(till, "pin_locked")) == 1


# ---------------------------------------------------------------- what left the basket


def test_removed_lines_go_with_the_sale(shop: Shop, till: Till) -> None:
    till.scan(SHIRT, MUG, SHIRT)
    till.parts.app.checkout.remove(1)
    till.restart()
    till.sign_in()
    till.add("C")
    till.pay_cash("100.00")
    [(who, sale)] = entries(till, "sale")
    assert who == "c1"
    assert [(line["sku"], line["qty"]) for line in sale["removed"]] == [("A", 2000)]
    assert verify(till.parts.till).whole
    assert till.sync().unsent == 0
    assert till.parts.engine.hub.totals().count == 1


def test_a_sale_from_which_nothing_was_taken_says_nothing_of_it(till: Till) -> None:
    till.scan(SHIRT)
    till.parts.app.checkout.set_quantity(1, 3000)
    till.pay_cash("1000.00")
    [(_, sale)] = entries(till, "sale")
    assert "removed" not in sale


def test_a_lowered_quantity_is_taken_out_too(till: Till) -> None:
    till.scan(SHIRT)
    till.parts.app.checkout.set_quantity(1, 5000)
    till.parts.app.checkout.set_quantity(1, 2000)
    till.pay_cash("1000.00")
    [(_, sale)] = entries(till, "sale")
    assert [(line["sku"], line["qty"]) for line in sale["removed"]] == [("A", 3000)]


def test_undo_takes_the_line_off_the_removed_ones(till: Till) -> None:
    till.scan(SHIRT, MUG)
    till.parts.app.checkout.remove(1)
    till.parts.app.checkout.undo()
    till.pay_cash("1000.00")
    [(_, sale)] = entries(till, "sale")
    assert "removed" not in sale


def test_a_basket_emptied_line_by_line_is_told(till: Till) -> None:
    till.scan(SHIRT, MUG)
    till.parts.app.checkout.remove(1)
    assert not entries(till, "basket_cleared")
    till.parts.app.checkout.remove(2)
    [(who, cleared)] = entries(till, "basket_cleared")
    assert who == "c1"
    assert cleared["lines"] == []
    assert [line["sku"] for line in cleared["removed"]] == ["A", "B"]
    till.sell("C")
    assert "removed" not in entries(till, "sale")[0][1], "the next customer's sale has nothing to do with it"


def test_a_red_line_does_not_hide_what_was_removed(till: Till) -> None:
    till.scan(SHIRT)
    with refused("unknown_code"):
        till.scan("4006381333931")
    till.parts.app.checkout.remove(1)
    assert not entries(till, "basket_cleared")
    till.parts.app.checkout.remove(-1)
    [(_, cleared)] = entries(till, "basket_cleared")
    assert [line["sku"] for line in cleared["removed"]] == ["A"]


def test_the_last_line_comes_back_into_a_basket_with_other_goods(till: Till) -> None:
    till.scan(SHIRT)
    till.parts.app.checkout.remove(1)
    till.scan(MUG)
    till.parts.app.checkout.undo()
    till.scan("6901234567892")
    assert [(p.line.number, p.line.product.sku) for p in till.cart.lines] == [(1, "B"), (2, "A")]


def test_emptying_keeps_what_was_removed_before(till: Till) -> None:
    till.scan(SHIRT, MUG)
    till.parts.app.checkout.remove(1)
    till.parts.app.checkout.clear("customer left")
    [(_, cleared)] = entries(till, "basket_cleared")
    assert [line["sku"] for line in cleared["lines"]] == ["B"]
    assert [line["sku"] for line in cleared["removed"]] == ["A"]


def test_a_basket_of_the_version_before_still_lies_there(till: Till) -> None:
    till.scan(SHIRT)
    database = till.parts.till.database
    body = msgspec.json.decode(database.select("SELECT body FROM basket")[0][0])
    del body["cart"]["removed"]
    with database.transaction() as tx:
        tx.execute("UPDATE basket SET body = ?", (msgspec.json.encode(body),))
    till.restart()
    assert [p.line.product.sku for p in till.cart.lines] == ["A"]


# ---------------------------------------------------------------- money that went back


def test_cash_that_goes_back_is_told(till: Till) -> None:
    till.add("A")
    till.parts.app.payment.pay()
    till.parts.app.payment.take("cash", 2000)
    till.parts.app.payment.take_back(1)
    assert entries(till, "tender_withdrawn") == [("c1", {"type": "cash", "amount": 2000})]
    till.restart()
    assert till.parts.app.desk.basket.tenders == ()


def test_a_card_goes_back_only_with_somebody_who_may(till: Till) -> None:
    till.add("A")
    till.pay_card("50.00", "R12345")
    app = till.parts.app
    with refused("not_permitted") as no:
        app.payment.take_back(1)
    assert "withdraw_tender" not in refusal_text(no.value, "en") + refusal_text(no.value, "zh")
    assert "take a card payment back" in refusal_text(no.value, "en")
    with refused("not_permitted"):
        app.sign_in.approve("withdraw_tender", "c2", "2222")
    assert app.desk.basket.tenders
    app.payment.take_back(1, app.sign_in.approve("withdraw_tender", "m1", "9999"))
    told = {"type": "card", "amount": 5000, "reference": "R12345", "approver": "m1"}
    assert entries(till, "tender_withdrawn") == [("c1", told)]
    till.restart()
    assert till.parts.app.desk.basket.tenders == ()


def test_a_tender_goes_back_with_its_entry_or_not_at_all(till: Till) -> None:
    till.add("A")
    till.parts.app.payment.pay()
    till.parts.app.payment.take("cash", 2000)
    with till.parts.till.database.transaction() as tx:
        tx.execute("CREATE TRIGGER no_entry BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        till.parts.app.payment.take_back(1)
    assert [t.amount for t in till.parts.app.desk.basket.tenders] == [2000]
    till.restart()
    assert [t.amount for t in till.parts.app.desk.basket.tenders] == [2000]


def test_nobody_takes_money_at_a_locked_till(till: Till) -> None:
    app = till.parts.app
    till.add("A")
    app.payment.pay()
    app.sign_in.lock()
    with refused("not_signed_in"):
        app.payment.take("cash", 100)
    with refused("not_signed_in"):
        app.payment.back()
    assert app.desk.basket.tenders == ()


# ---------------------------------------------------------------- printer, drawer and line


def test_giving_up_on_a_receipt_that_waits_leaves_a_trace(till: Till) -> None:
    sale = till.sell()
    jobs = till.parts.till.print_jobs
    waiting = jobs.waiting()[0]
    till.parts.app.sign_in.lock()
    with refused("not_signed_in"):
        till.parts.app.receipts.give_up(waiting.id, waiting.kind, waiting.document)
    till.sign_in()
    till.parts.app.receipts.give_up(waiting.id, waiting.kind, waiting.document)
    assert jobs.waiting() == []
    assert entries(till, "print_dropped") == [("c1", {"what": "receipt", "document": sale.receipt})]


def test_books_are_held_against_what_the_hub_holds_even_while_some_are_unsent(shop: Shop, till: Till) -> None:
    till.sell()
    till.sync()
    till.sell()
    found = check(till.parts, online=True)
    assert (found["ok"], found["hub"]["equal"], found["hub"]["unsent"]) == (True, True, 1)
    with shop.hub.database.raw() as connection:
        connection.execute("UPDATE sale SET total = total + 1")
    found = check(till.parts, online=True)
    assert (found["ok"], found["hub"]["equal"]) == (False, False)


def test_the_drawer_names_who_asked_and_who_allowed_it(till: Till) -> None:
    app = till.parts.app
    with refused("not_permitted"):
        app.receipts.open_drawer("change")
    app.receipts.open_drawer("change", app.sign_in.approve("no_sale", "m1", "9999"))
    assert entries(till, "drawer_opened") == [("c1", {"reason": "change", "approver": "m1"})]
    till.sign_in("m1", "9999")
    app.receipts.open_drawer("float")
    assert entries(till, "drawer_opened")[1] == ("m1", {"reason": "float"})


def test_the_line_switched_off_and_on_is_told_to_the_hub(shop: Shop, till: Till) -> None:
    line, sign_in = till.parts.app.line, till.parts.app.sign_in
    with refused("not_permitted"):
        line.go_offline()
    line.go_offline(sign_in.approve("go_offline", "m1", "9999"))
    line.go_online()
    assert entries(till, "went_offline") == [("c1", {"approver": "m1"})]
    assert entries(till, "went_online") == [("c1", {})]
    type_wrong_pins(till)
    till.add("A")
    till.parts.app.payment.pay()
    till.parts.app.payment.take("cash", 100)
    till.parts.app.payment.take_back(1)
    assert till.sync().unsent == 0
    assert not till.parts.till.journal.parked()
    with shop.hub.database.raw() as connection:
        kept = [row[0] for row in connection.execute("SELECT kind FROM entry WHERE refusal = '' ORDER BY seq")]
    assert kept == ["shift_opened", "went_offline", "went_online", "pin_locked", "tender_withdrawn"]
