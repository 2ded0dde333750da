"""Baskets set aside for customers who come back: at one till, over a restart, at another till of the shop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hub.storage.exceptions import every
from hub.storage.holds import free
from hub.storage.records import Change
from hub.storage.tokens import revoke
from posapp.commands.verify import check
from posapp.contract.exceptions import ExceptionRow
from posapp.contract.ops import decode_basket_held, decode_hold_recalled
from posapp.domain.errors import Refused
from posapp.domain.hold import MOST_LINES, Hold
from posapp.usecases.holds import Word
from sync.holds import take_hold
from tests.support.refused import refused
from tests.support.shop import Shop, Till
from tests.sync.test_dated_prices import announce, hear


def at_work(shop: Shop, register: str = "1") -> Till:
    """A till with somebody at it."""
    till = shop.till(register)
    till.sign_in()
    till.open_shift()
    return till


def offer(percent: str) -> dict[str, Any]:
    return {"id": f"p{percent}", "name": {"en": "Less"}, "kind": "percent", "percent": percent, "items": ["A"]}


def test_a_basket_is_set_aside_and_comes_back_as_it_was(shop: Shop) -> None:
    till = at_work(shop)
    till.add("A", "2")
    till.add("B")
    till.parts.app.checkout.remove(2)
    before = till.cart
    held = till.parts.app.holds.hold("  red\ncoat ")
    assert (held.label, held.staff, held.total) == ("red coat", "c1", before.total)
    assert [(goods.sku, goods.quantity) for goods in held.goods] == [("A", 2000)]
    assert till.parts.app.desk.basket.cart.empty
    till.sell("B")
    assert not till.parts.app.checkout.can_undo
    till.recall(held.id)
    assert till.cart == before
    assert till.parts.app.holds.listed() == ()
    assert [line.product.sku for line in till.parts.app.desk.basket.cart.removed] == ["B"]
    kinds = [(e.kind, e.body) for e in till.parts.till.journal.all()]
    (told,) = [decode_basket_held(body) for kind, body in kinds if kind == "basket_held"]
    assert (told.label, told.total, [(x.sku, x.qty) for x in told.lines]) == ("red coat", before.total, [("A", 2000)])
    (back,) = [decode_hold_recalled(body) for kind, body in kinds if kind == "hold_recalled"]
    assert back.hold == held.id
    till.pay_cash("1000.00")
    assert till.sync().unsent == 0


def test_held_baskets_survive_a_restart(shop: Shop) -> None:
    till = at_work(shop)
    one, two = till.hold("A", label="one"), till.hold("B", "A")
    till.add("B")
    till.restart()
    assert [h.id for h in till.parts.app.holds.listed()] == [one, two]
    till.sign_in()
    till.parts.app.checkout.remove(1)
    till.recall(two)
    till.restart()
    assert [line.line.product.sku for line in till.cart.lines] == ["B", "A"]
    assert [h.id for h in till.parts.app.holds.listed()] == [one]


def test_what_cannot_be_set_aside_or_called_back(shop: Shop) -> None:
    till = at_work(shop)
    holds = till.parts.app.holds
    with refused("empty_basket"):
        holds.hold()
    one = till.hold("A")
    till.add("A")
    with refused("counter_not_empty"):
        till.recall(one)
    with refused("unknown_code"):
        till.scan("6900000000007")
    with refused("unresolved_scan"):
        holds.hold()
    till.parts.app.checkout.remove(-1)
    till.parts.app.payment.pay()
    with refused("payment_open"):
        holds.hold()
    till.pay_card("1.00")
    with refused("tenders_taken"):
        holds.hold()
    till.parts.app.payment.take_back(1, till.parts.app.sign_in.approve("withdraw_tender", "m1", "9999"))
    till.parts.app.payment.back()
    till.parts.app.checkout.clear()
    with refused("hold_unknown"):
        till.recall("S1-9.1")
    till.parts.app.sign_in.lock()
    with refused("not_signed_in"):
        till.recall(one)
    assert [h.id for h in holds.listed()] == [one]


def test_a_basket_of_more_lines_than_a_shop_can_keep_is_not_set_aside(shop: Shop) -> None:
    till = at_work(shop)
    desk = till.parts.app.desk
    till.parts.app.checkout.sell_unlisted(0, "stone", "apparel", "13", 100)
    cart = desk.basket.cart
    stones = tuple(replace(cart.lines[0], number=number) for number in range(1, MOST_LINES + 1))
    desk.lay(replace(cart, lines=stones, next_number=MOST_LINES + 1))
    till.add("A")
    with refused("hold_too_large"):
        till.parts.app.holds.hold()
    assert len(till.cart.lines) == MOST_LINES + 1
    desk.lay(replace(desk.basket.cart, lines=desk.basket.cart.lines[1:]))
    till.parts.app.holds.hold()
    assert till.sync().parked == 0


def test_a_price_that_changed_meanwhile_is_asked_about(shop: Shop) -> None:
    till = at_work(shop)
    announce(shop, promotions=(offer("10"),))
    hear(till)
    one = till.hold("A")
    old = till.parts.app.holds.listed()[0].total
    assert old == 8910
    announce(shop, price="109.00", promotions=(offer("20"),))
    hear(till)
    till.recall(one)
    assert till.cart.total == old
    with refused("prices_changed"):
        till.parts.app.payment.pay()
    found = till.parts.app.repricing.found()
    assert found is not None
    assert found.new == 8720
    till.parts.app.repricing.keep(found)
    assert till.pay_cash("1000.00").settlement.total == old


def two(shop: Shop) -> tuple[Till, Till]:
    return at_work(shop, "1"), at_work(shop, "2")


def seen(till: Till) -> list[tuple[str, str]]:
    """Label of each hold in the list, and at which till somebody took it."""
    till.sync()
    return [(h.label, h.taken.register if h.taken else "") for h in till.parts.app.holds.listed()]


def exceptions(shop: Shop) -> list[ExceptionRow]:
    return list(every(shop.hub.database))


def test_another_till_recalls_it_at_the_prices_of_that_moment(shop: Shop) -> None:
    here, there = two(shop)
    announce(shop, promotions=(offer("10"),))
    hear(here)
    here.add("A", "2")
    here.add("B")
    here.parts.app.checkout.remove(2)
    here.parts.app.checkout.add("C")
    before = here.cart
    one = here.hold(label="red coat")
    here.sync()
    announce(shop, price="109.00", promotions=(offer("50"),))
    hear(there)
    (shown,) = there.parts.app.holds.listed()
    assert (shown.label, shown.staff, shown.register, shown.total) == ("red coat", "c1", "1", before.total)
    assert [goods.sku for goods in shown.goods] == ["A", "C"]
    there.recall(one)
    assert [(x.line.product.sku, x.line.quantity) for x in there.cart.lines] == [("A", 2000), ("C", 1000)]
    assert there.cart.total == 10900 + 1280 < before.total
    assert there.pay_cash("1000.00").settlement.total == 12180
    assert seen(there) == []
    assert seen(here) == []
    with refused("hold_taken"):
        here.recall(one)
    assert exceptions(shop) == []


def test_one_of_two_has_it_and_the_other_is_told_who(shop: Shop) -> None:
    owner, (second, third) = at_work(shop, "1"), (at_work(shop, "2"), at_work(shop, "2"))
    one = owner.hold("A", label="red coat")
    for till in (owner, second, third):
        till.sync()
    second.parts.app.sign_in.sign_in("m1", "9999")
    won = second.parts.app.holds.ask(one, second._take_hold)
    name = second.parts.app.desk.staff
    assert name is not None
    for loser in (third, owner):
        with refused("hold_taken") as no:
            loser.recall(one)
        assert no.value.facts == {"person": name.name, "till": "2"}
        assert loser.parts.app.desk.basket.cart.empty
    assert seen(owner) == [("red coat", "2")]
    second.restart()  # before it was on the counter
    second.sign_in()
    assert won.hold is not None
    second.recall(one)
    assert second.cart.total == won.hold.total
    second.sync()
    assert seen(third) == seen(owner) == []
    assert exceptions(shop) == []


def test_away_from_the_hub_a_till_has_its_own_only(shop: Shop) -> None:
    here, there = two(shop)
    one, other = here.hold("A", label="here"), there.hold("B", label="there")
    here.sync()
    there.sync()
    assert seen(here) == [("here", ""), ("there", "")]
    here.online = False
    with refused("hold_needs_hub") as no:
        here.recall(other)
    assert no.value.facts == {"till": "2"}
    here.recall(one)
    assert here.cart.total == 9900
    shop.hub.stop()
    there.recall(other)
    shop.hub.start()
    here.online = True
    for till in (here, there, here):
        assert till.sync().state in ("online", "behind")
    assert seen(here) == seen(there) == []
    assert exceptions(shop) == []


def test_a_late_answer_is_not_taken_for_none(shop: Shop) -> None:
    """The hub heard it and gave the basket to the till that asked: whoever asks there once more has it."""
    here, there = two(shop)
    other = there.hold("B", label="there")
    there.sync()
    here.sync()

    def late(hold: str, staff: str) -> Hold:
        take_hold(here.parts.engine.hub, 20, hold, staff)
        raise Refused("hub_late", seconds="2")

    with refused("hold_asked"):
        here.parts.app.holds.ask(other, late)
    here.recall(other)
    assert [priced.line.product.sku for priced in here.cart.lines] == ["B"]


def test_a_basket_whose_till_broke_comes_back_when_head_office_frees_it(shop: Shop) -> None:
    here, there = two(shop)
    one = here.hold("A", label="red coat")
    here.sync()
    there.sync()
    there.parts.app.holds.ask(one, there._take_hold)
    with refused("hold_taken"):
        here.recall(one)
    free(shop.hub.database, one, "till 2 is broken", shop.clock.now(), "ann")
    here.sync()
    (shown,) = here.parts.app.holds.listed()
    assert (shown.taken, shown.freed) == (None, "2")
    here.recall(one)
    here.pay_cash("100.00")
    here.sync()
    assert exceptions(shop) == []


def test_why_the_hub_says_no_is_not_made_into_silence(shop: Shop) -> None:
    here, there = two(shop)
    other = there.hold("B", label="there")
    there.sync()
    here.sync()
    revoke(shop.hub.database, here.parts.till.enrolment.required().till, shop.clock.now(), "test")
    with refused("token_revoked"):
        here.recall(other)


def test_a_basket_on_two_counters_is_an_exception(shop: Shop) -> None:
    here, there = two(shop)
    one = here.hold("A", label="red coat")
    here.sync()
    there.sync()
    here.online = False
    here.recall(one)
    there.recall(one)
    there.pay_cash("100.00")
    there.sync()
    here.pay_cash("100.00")
    here.online = True
    here.sync()
    here.sync()
    (found,) = exceptions(shop)
    ids = [till.parts.till.enrolment.required().till for till in (here, there)]
    assert (found.kind, found.amount, found.people) == ("held_twice", 9900, ("c1",))
    assert [d.till for d in found.documents] == [ids[0], ids[1], ids[0]]
    assert found.facts == {"hold": one, "first": ids[1], "alone": 1}
    assert seen(here) == seen(there) == []


def test_what_the_hub_has_not_heard_of_needs_no_word(shop: Shop) -> None:
    till = at_work(shop)
    one = till.hold("A")
    asked: list[str] = []
    word = till.parts.app.holds.ask(one, lambda hold, staff: asked.append(hold))  # type: ignore[arg-type,return-value]
    assert (asked, word) == ([], Word())
    till.parts.app.holds.lay(one, word)
    till.sync()
    till.sync()
    assert exceptions(shop) == []


def test_goods_that_this_till_does_not_have_are_not_taken(shop: Shop) -> None:
    here, there = two(shop)
    one = here.hold("A", label="red coat")
    here.sync()
    there.sync()
    shop.hub.publish([Change("products", "", "A", None)])
    there.sync()
    with refused("unknown_sku"):
        there.recall(one)
    here.recall(one)
    assert here.cart.total == 9900


def work_of_holds(shop: Shop) -> tuple[Till, str, str]:
    """A till at which one basket lies aside, one was recalled, and one was recalled elsewhere; the first two."""
    here, there = two(shop)
    announce(shop, promotions=(offer("10"),))
    hear(here)
    back, lying, gone = here.hold("A"), here.hold("A", "B", label="red coat"), here.hold("C")
    here.recall(back)
    here.pay_cash("100.00")
    here.sync()
    there.sync()
    there.recall(gone)
    there.sync()
    here.sync()
    assert [hold.id for hold in here.parts.app.holds.listed()] == [lying]
    return here, lying, back


def test_held_baskets_are_compared_with_the_journal(shop: Shop) -> None:
    here, *_ = work_of_holds(shop)
    here.restart()
    assert check(here.parts, online=True)["ok"]


LIES = (
    "DELETE FROM hold WHERE id = '{lying}'",
    "UPDATE hold SET label = 'blue coat' WHERE id = '{lying}'",
    "UPDATE hold SET total = total - 1 WHERE id = '{lying}'",
    "UPDATE hold SET staff = 'm1' WHERE id = '{lying}'",
    "UPDATE hold SET body = CAST(replace(CAST(body AS TEXT), '9900', '9800') AS BLOB) WHERE id = '{lying}'",
    "UPDATE hold SET body = x'00' WHERE id = '{lying}'",
    "DELETE FROM hold_over WHERE id = '{back}'",
    "INSERT INTO hold SELECT '{back}', staff, at, label, total, body FROM hold",
    "INSERT INTO hold SELECT '{lying}9', staff, at, label, total, body FROM hold",
    "INSERT INTO hold SELECT 'x', staff, at, label, total, body FROM hold",
)


def test_a_held_basket_that_is_not_as_the_journal_tells_is_found(shop: Shop) -> None:
    """Each lie alone: what there was is put back after it."""
    till, lying, back = work_of_holds(shop)
    database, tables = till.parts.till.database, ("hold", "hold_over")
    with database.transaction() as tx:
        for table in tables:
            tx.execute(f"CREATE TEMP TABLE true_{table} AS SELECT * FROM {table}")
    for lie in LIES:
        with database.transaction() as tx:
            tx.execute(lie.format(lying=lying, back=back))
        checked = check(till.parts, online=False)
        found = (checked["ok"], checked["journal"]["broken_at"], bool(checked["books"]["differing"]))
        assert found == (False, None, True), lie
        with database.transaction() as tx:
            for table in tables:
                tx.execute(f"DELETE FROM {table}")
                tx.execute(f"INSERT INTO {table} SELECT * FROM true_{table}")
        assert check(till.parts, online=False)["ok"], lie
