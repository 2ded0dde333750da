"""Who may do what, who lets them, and who stands at the till, all of it without a line."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from posapp.contract.people_ops import DeputyNamedOp, PinChangedOp, TelephonedOp, TemporaryPersonOp
from posapp.domain.staff import Role, Staff
from posapp.domain.telephone import OFFICE, code_of
from tests.support.refused import refused
from tests.support.shop import Shop, Till


@pytest.fixture
def till(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.online = False
    return till


def approve(till: Till, act: str) -> Staff:
    return till.parts.app.sign_in.approve(act, "m1", "9999")


def read_out(till: Till, approver: str = OFFICE, **other: Any) -> str:
    """What head office would say."""
    asked = till.parts.till.telephone.current()
    assert asked is not None
    (known, *_) = till.parts.till.enrolment.token_hashes()
    return code_of(known, till.parts.till.journal.till, replace(asked, **other), approver)


def last(till: Till) -> tuple[str, Any]:
    entry = till.parts.till.journal.last()
    assert entry is not None
    return entry.kind, json.loads(entry.body)


def test_a_code_over_the_telephone_is_for_one_act_one_amount_and_one_time(till: Till) -> None:
    app = till.parts.app
    till.add("A")
    plan = app.reductions.price(1, 85_00, "划痕")
    with refused("challenge_none"):
        app.telephone.answer("override_price", 14_00, "12345678")
    app.telephone.ask("override_price", 14_00)
    for other in ({"act": "discount"}, {"amount": 15_00}, {"number": "000000"}, {"about": "c2"}):
        with refused("telephone_code_wrong"):
            app.telephone.answer("override_price", 14_00, read_out(till, **other))
    with refused("challenge_over"):
        app.telephone.answer("override_price", 15_00, read_out(till))
    code = read_out(till)
    person = app.telephone.answer("override_price", 14_00, f"{code[:4]} {code[4:]}")
    kind, body = last(till)
    asked = TelephonedOp("override_price", body["number"], OFFICE, 14_00)
    assert (kind, body) == ("approved_by_telephone", json.loads(json.dumps(_plain(asked))))
    with refused("challenge_none"):
        app.telephone.answer("override_price", 14_00, code)
    with refused("amount_beyond"):
        app.reductions.give(app.reductions.price(1, 84_00, "划痕"), person)
    with refused("not_permitted"):
        app.receipts.open_drawer("零钱", person)
    app.reductions.give(plan, person)
    assert till.cart.total == 85_00
    assert last(till)[1]["approver"] == OFFICE


def _plain(op: Any) -> dict[str, Any]:
    return {name: value for name in op.__struct_fields__ if (value := getattr(op, name)) not in (0, "")}


def test_a_number_is_over_after_a_while_and_after_five_wrong_codes(till: Till, shop: Shop) -> None:
    app = till.parts.app
    app.telephone.ask("void")
    code = read_out(till, "m1")
    shop.advance(minutes=14)
    till.restart()  # a power cut between the two
    app = till.parts.app
    till.sign_in()
    assert app.telephone.answer("void", 0, code).id == "m1", "the person who said yes is known by the code"
    app.telephone.ask("void")
    code = read_out(till)
    shop.advance(minutes=16)
    with refused("challenge_over"):
        app.telephone.answer("void", 0, code)
    app.telephone.ask("void")
    for _ in range(4):
        with refused("telephone_code_wrong"):
            app.telephone.answer("void", 0, "00000000")
    with refused("pin_locked"):
        app.telephone.answer("void", 0, "00000000")
    shop.advance(minutes=2)
    with refused("challenge_none"):
        app.telephone.answer("void", 0, code)


def test_a_deputy_approves_for_some_hours_but_does_nothing_alone(till: Till, shop: Shop) -> None:
    app, deputies = till.parts.app, till.parts.app.sign_in.deputies
    with refused("not_permitted"):
        app.sign_in.approve("no_sale", "c2", "2222")
    with refused("not_permitted"):
        deputies.name("c2", 4)
    manager = approve(till, "name_deputy")
    for person, hours, code in (("x", 4, "not_staff"), ("c2", 0, "deputy_hours"), ("m1", 4, "deputy_self")):
        with refused(code):
            deputies.name(person, hours, manager)
    until = deputies.name("c2", 4, manager).until
    assert last(till) == ("deputy_named", _plain(DeputyNamedOp("c2", "m1", until)))
    app.receipts.open_drawer("零钱", app.sign_in.approve("no_sale", "c2", "2222"))
    assert last(till)[1]["approver"] == "c2"
    for act in ("name_deputy", "reset_pin", "temporary_pin"):
        with refused("not_permitted"):
            app.sign_in.approve(act, "c2", "2222")
    till.sign_in("c2", "2222")
    with refused("not_permitted"):
        app.receipts.open_drawer("零钱")
    till.sign_in()
    shop.advance(hours=4)
    with refused("not_permitted"):
        app.sign_in.approve("no_sale", "c2", "2222")
    deputies.name("c2", 4, replace(manager, id=OFFICE))  # over the telephone: nobody of the shop stands behind it
    app.sign_in.approve("no_sale", "c2", "2222")
    deputies.end("c2", manager)
    with refused("not_permitted"):
        app.sign_in.approve("no_sale", "c2", "2222")


def test_a_forgotten_pin_is_made_anew_and_then_chosen(till: Till) -> None:
    app = till.parts.app
    app.sign_in.lock()
    for _ in range(4):
        with refused("pin_wrong"):
            till.sign_in("c1", "0000")
    with refused("pin_locked"):
        till.sign_in("c1", "0000")
    manager = approve(till, "reset_pin")
    for new, again, code in (("12", "12", "pin_form"), ("3333", "3333", "pin_easy"), ("2468", "2467", "pin_differs")):
        with refused(code):
            app.people.reset("c1", new, again, manager)
    with refused("approval_own_pin"):
        app.people.reset("m1", "2468", "2468", manager)
    with refused("not_permitted"):  # or a supervisor would be the manager from tomorrow on
        app.people.reset("m1", "2468", "2468", Staff("c2", "", Role("supervisor", frozenset({"reset_pin"}))))
    app.people.reset("c1", "2468", "2468", manager)
    assert unsealed(till) == ("pin_changed", _plain(PinChangedOp("c1", "m1")))
    assert "argon2" not in str(last(till))
    assert "2468" not in str(last(till))
    with refused("pin_wrong"):
        till.sign_in("c1", "1111")
    with refused("pin_must_change"):
        till.sign_in("c1", "2468")
    with refused("pin_same"):
        app.people.change_own("c1", "2468", "2468", "2468")
    app.sign_in.enter(app.people.change_own("c1", "2468", "1357", "1357"))
    assert app.desk.staff is not None
    assert app.desk.staff.id == "c1"
    till.restart()
    till.sign_in("c1", "1357")
    till.online = True
    till.sync()
    till.sign_in("c1", "1357")


def test_a_manager_who_is_locked_out_has_a_way_back_by_telephone(till: Till) -> None:
    app = till.parts.app
    app.sign_in.lock()
    for code in (*["pin_wrong"] * 4, "pin_locked"):
        with refused(code):
            till.sign_in("m1", "0000")
    app.telephone.ask("reset_pin", about="m1")
    with refused("telephone_code_wrong"):
        app.telephone.answer("reset_pin", 0, read_out(till, "m1"), "m1")
    person = app.telephone.answer("reset_pin", 0, read_out(till), "m1")
    app.people.reset("m1", "8642", "8642", person)
    app.people.change_own("m1", "8642", "9753", "9753")
    kinds = [(entry.kind, entry.staff) for entry in till.parts.till.journal.all()][-3:]
    assert kinds == [("approved_by_telephone", ""), ("pin_changed", ""), ("pin_changed", "m1")]


def unsealed(till: Till) -> tuple[str, object]:
    """The last entry without what stands for the PIN."""
    kind, body = last(till)
    assert isinstance(body, dict)
    return kind, {name: value for name, value in body.items() if name not in ("seal", "instead_of")}


def test_somebody_lent_sells_until_the_last_day(till: Till, shop: Shop) -> None:
    app = till.parts.app
    with refused("not_permitted"):
        app.people.let_in("示范借调", "2468", "2468", 2)
    manager = approve(till, "temporary_pin")
    for name, days, code in ((" ", 2, "person_name_missing"), ("示范借调", 32, "until_past")):
        with refused(code):
            app.people.let_in(name, "2468", "2468", days, manager)
    person = app.people.let_in("示范借调", "2468", "2468", 2, manager)
    body = TemporaryPersonOp(person.id, "示范借调", "cashier", person.until, "m1")
    assert unsealed(till) == ("temporary_person", _plain(body))
    assert person.until.endswith("T20:00:00Z"), "the day ends when the shop's day does"
    app.sign_in.enter(app.people.change_own(person.id, "2468", "1357", "1357"))
    till.sell()
    sale = till.parts.till.sales.last_sale()
    assert sale is not None
    assert sale.staff == person.id
    shop.advance(days=2)
    with refused("person_over"):
        till.sign_in(person.id, "1357")
