"""Who may do what: every act by every role, with the line and without it, and every other role by way of it: an act is
the business of its own right alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

import pytest

from posapp.app import App
from posapp.contract.members import Private
from posapp.domain.drawer import Count
from posapp.domain.figures import Selection
from posapp.domain.reduction import WHOLE
from posapp.domain.staff import ACTS, IMPLIED, MANAGER, Role, Staff
from posapp.storage.members import When
from posapp.usecases.audit import Wanted
from resources.demo.made_up import ROLES
from tests.support.refused import refused
from tests.support.shop import Shop, Till

Act = Callable[[App, Staff | None], object]
MEMBERS: Final = 2 * (len(ROLES) + 3)
"""Enough for each to merge one."""


@pytest.fixture
def till(shop: Shop) -> Till:
    """With a sale behind it and the shift of c1."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell()
    for number in range(MEMBERS):
        person = Private("0" * 32, f"+86137{number:08}", "示范" if number else "全")
        till.parts.till.members.enrol(person, When("2026-11-21T01:00:00Z", "2026-11-21", "c1"))
    return till


def _price(app: App, by: Staff | None, tag: bool = False) -> object:
    return app.reductions.give(app.reductions.price(_line(app), 98_00, "" if tag else "划痕", tag=tag), by)


def _line(app: App) -> int:
    return app.desk.basket.cart.lines[0].number


def _discount(app: App, by: Staff | None) -> object:
    return app.reductions.give(app.reductions.line_discount(_line(app), "熟客", percent=5_000), by)


def _withdraw(app: App, by: Staff | None) -> object:
    app.payment.pay()
    app.payment.take("card", 1_00, "SLIP-1")
    return app.payment.take_back(app.desk.basket.tenders[0].number, by)


def _copies(app: App, by: Staff | None) -> object:
    sale = app.till.sales.last_sale()
    app.receipts.lay_down(sale.receipt if sale is not None else "", by)
    return app.receipts.reprint_last(by)


def _refund(app: App, by: Staff | None) -> object:
    sale = app.till.sales.last_sale()
    assert sale is not None
    return app.cash.move("refund", 1, "多收", by, sale.receipt)


def _count(app: App, by: Staff | None) -> object:
    return app.closing.count(Count(app.till.cash.sums(app.desk.open_shift()).expected), by)


WITH_GOODS: Final[Mapping[str, Act]] = {
    "sell": lambda app, by: app.checkout.add("B", 1000),
    "hold": lambda app, by: app.holds.hold(),
    "void": lambda app, by: app.checkout.clear("不要了", by),
    "withdraw_tender": _withdraw,
    "decide_payment": lambda app, by: app.attempts.decide(False, "", "没有回音", by),
    "override_price": _price,
    "tag_price": lambda app, by: _price(app, by, tag=True),
    "discount": _discount,
    "round_off": lambda app, by: app.reductions.give(app.reductions.round_off(None), by),
    "member": lambda app, by: app.members.enrol(f"138{app.till.journal.unsent_count():08}"),
}


def _somebody(app: App) -> str:
    """A member of this till who is nobody else yet."""
    there = app.till.members.found("", "", "示范")
    return next(id_ for id_ in there if app.members.known(id_).id == id_)


def _merge(app: App, by: Staff | None) -> object:
    whole = next(iter(app.till.members.found("", "", "全")))
    return app.member_changes.merge(_somebody(app), whole, "同一个人", by)


def _change(app: App, by: Staff | None) -> object:
    return app.member_changes.edit(_somebody(app), {"note": f"{app.till.journal.unsent_count()}"}, by)


EMPTY: Final[Mapping[str, Act]] = {
    "no_sale": lambda app, by: app.receipts.open_drawer("零钱", by),
    "reprint": _copies,
    "go_offline": lambda app, by: app.line.go_offline(by),
    "cash_in": lambda app, by: app.cash.move("paid_in", 1, "零钱", by),
    "cash_out": lambda app, by: app.cash.move("paid_out", 1, "水费", by),
    "safe_drop": lambda app, by: app.cash.move("safe_drop", 1, "入柜", by),
    "cash_refund": _refund,
    "x_report": lambda app, by: app.closing.x(by),
    "close_shift": _count,
    "force_close": _count,
    "name_deputy": lambda app, by: app.sign_in.deputies.name("m1", 1, by),
    "temporary_pin": lambda app, by: app.people.let_in("示范借调", "2468", "2468", 1, by),
    "training": lambda app, by: app.training.begin(by),
    "reports": lambda app, by: app.reports.report("summary", Selection("2026-11-21", "2026-11-21"), "zh"),
    "orders": lambda app, by: app.pickup.listed(""),
    "member_edit": _change,
    "reveal": lambda app, by: app.member_changes.reveal(_somebody(app), "phone", by),
    "merge": _merge,
    "privacy": lambda app, by: app.privacy.ask(_somebody(app), "access", "self", "code", by),
    "books": lambda app, by: app.client_search.listed("all", approver=by),
    "assign": lambda app, by: app.books.assign(app.books.plan([_somebody(app)], "m1"), "", by),
    "top_up": lambda app, by: app.topups.wish("stored_value", _somebody(app), 1, by),
    "audit": lambda app, by: app.audit.page(Wanted(), "zh"),
}
"""What is done once by each; what needs no second person at hand is in ALONE."""
ALONE: Final = {"sell", "hold", "member", "reports", "audit", "orders"}
"""Nobody else is asked: who may not, does not."""
ELSEWHERE: Final = {
    "open_shift": "goes with selling",
    "coupon": "tests/ui/test_permissions.py and tests/commands/test_replay_permissions.py",
    "coupon_offline": "tests/journeys/test_coupons.py",
    "correct_tender": "takes two people always: tests/commands/test_replay_permissions.py, tests/scenarios",
    "wallet_outside": "takes two people always: tests/ui/payment/test_wallets.py",
    "confirm_date": "is what its person says: tests/faults/test_clock.py",
    "reset_pin": "nobody need be signed in: tests/journeys/test_people.py",
    "return": "tests/commands/test_replay_permissions.py",
    "return_without_receipt": "tests/commands/test_replay_permissions.py",
    "return_exception": "beyond the rules of returns: tests/scenarios",
    "unlock_order": "tests/scenarios, 31",
    "topup_refund": "the member releases it: tests/scenarios, top-up",
    "late_points": "once a receipt: tests/scenarios, top-up, and tests/commands/test_replay_permissions.py",
    "settings": "of the machine: tests/ui/test_permissions.py",
    "start_fresh": "before the till is open: tests/ui/trouble/test_trouble.py",
}
"""Where the acts are tried that have no such one way."""
NOT_OFFERED: Final = {
    "stock",
    *("receive", "count", "transfer", "adjust"),
}
"""Acts that a role can name and nothing in a till does yet."""


def role(id_: str, may: Iterable[str]) -> Role:
    """One that is limited in no amount."""
    return Role(id_, frozenset(may), WHOLE, WHOLE)


def roles(act: str) -> list[Role]:
    """Those of the demonstration shop; what may all but the act, and what may only it beside selling."""
    shop = [role(row["id"], row["may"]) for row in ROLES]
    return [*shop, role("all_but", {*ACTS} - {act}), role("only", {"sell", act})]


@pytest.mark.parametrize("online", [True, False])
def test_every_act_by_every_role(till: Till, online: bool) -> None:
    """Alone as the role has it; else refused, and done with a second person who has it; never with one's own word, nor
    with somebody's who has it not."""
    app, tried = till.parts.app, 0
    till.online = online
    app.desk.is_offline = lambda: not online
    for act, do in {**WITH_GOODS, **EMPTY}.items():
        for of in roles(act):
            stand = Stand(app, act, of)
            stand.by_everybody(do)
            tried += 1
    assert tried == len([*WITH_GOODS, *EMPTY]) * (len(ROLES) + 2)


class Stand:
    """Somebody of a role at the counter, for one act."""

    def __init__(self, app: App, act: str, of: Role) -> None:
        self.app, self.act, self.of = app, act, of
        first, second = app.till.staff.by_id("c1"), app.till.staff.by_id("c2")
        assert first is not None
        assert second is not None
        here, other = (second, first) if act == "force_close" else (first, second)
        self.person = replace(here, role=of)
        self.other = replace(other, role=role("all_but", {*ACTS} - {act}))
        self.approver = replace(other, role=role("only", {"sell", act}))

    def by_everybody(self, do: Act) -> None:
        person, act = self.person, self.act
        if person.may(act):
            self.ready(person)
            do(self.app, None)
        else:
            self.no("not_permitted", do, person, None)
        if act not in ALONE:
            self.no("approval_own_pin", do, person, person)
            self.no("not_permitted", do, person, self.other)
            self.ready(person)
            do(self.app, self.approver)
        self.no("not_signed_in", do, None, None if act in ALONE else self.approver)

    def no(self, code: str, do: Act, person: Staff | None, by: Staff | None) -> None:
        self.ready(person)
        before = self.app.till.journal.last()
        with refused(code):
            do(self.app, by)
        after = self.app.till.journal.last()
        assert before is not None
        assert after is not None
        assert after.seq == before.seq, "nothing is written"

    def ready(self, person: Staff | None) -> None:
        """A basket, or none; then the person."""
        app = self.app
        app.desk.staff = app.till.staff.by_id("m1")
        if app.desk.attempt is not None:
            app.attempts.decide(False, "", "x")
        for tender in app.desk.basket.tenders:
            app.payment.take_back(tender.number)
        if app.desk.basket.paying:
            app.payment.back()
        if app.desk.basket.cart.lines:
            app.checkout.clear("x")
        if self.act in WITH_GOODS:
            app.checkout.add("A", 1000)
            app.checkout.add("B", 1000)
        if self.act == "decide_payment":
            app.payment.pay()
            app.attempts.begin("terminal", "card", 1_00)
            app.attempts.give_up_waiting()
        app.desk.staff = person


def test_every_act_has_its_place() -> None:
    placed = [*WITH_GOODS, *EMPTY, *ELSEWHERE, *NOT_OFFERED]
    assert sorted(placed) == sorted(ACTS), "a new act has its place in one of them"
    assert IMPLIED == {"open_shift": "sell"}
    assert MANAGER in {row["id"] for row in ROLES}
