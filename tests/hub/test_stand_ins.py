"""The hub knows whom a till let in and made a deputy, and which codes it gave over the telephone."""

from __future__ import annotations

import secrets

import pytest

from hub.__main__ import main as hub_command
from hub.storage.exceptions import every
from posapp.app import App
from posapp.contract.exceptions import ExceptionRow
from posapp.domain.money import format_amount
from posapp.domain.staff import Staff
from posapp.domain.telephone import OFFICE, code_of
from posapp.usecases.deputies import HEAD_OFFICE
from tests.support.shop import Shop, Till
from tests.sync.conftest import shop

__all__ = ["shop"]


@pytest.fixture
def till(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    return till


def new(shop: Shop, till: Till, seen: set[str]) -> list[ExceptionRow]:
    """What head office sees since it looked last, after the till has sent everything."""
    till.sync()
    found = [one for one in every(shop.hub.database) if one.id not in seen]
    seen |= {one.id for one in found}
    return found


def cheaper(till: Till, by: Staff | None) -> None:
    """A sale with half off, which nobody but a manager gives alone."""
    app = till.parts.app
    till.add("A")
    app.reductions.give(app.reductions.price(1, 50_00, "划痕"), by)
    till.pay_cash("1000.00")


def test_who_was_lent_is_known_until_the_last_day(shop: Shop, till: Till) -> None:
    app, seen = till.parts.app, set[str]()
    person = app.people.let_in("示范借调", "2468", "2468", 1, app.sign_in.approve("temporary_pin", "m1", "9999"))
    app.sign_in.enter(app.people.change_own(person.id, "2468", "1357", "1357"))
    till.sell()
    assert new(shop, till, seen) == [], "in one batch with the entry that let them in"
    till.sell()
    assert new(shop, till, seen) == [], "and in a later one"
    cheaper(till, app.sign_in.approve("override_price", "m1", "9999"))
    assert new(shop, till, seen) == []
    shop.advance(days=2)
    till.sell()  # who never signed out
    (late,) = new(shop, till, seen)
    assert (late.kind, late.facts["left_at"]) == ("unknown_staff", person.until)
    other = shop.till("2")
    other.sign_in()
    other.open_shift()
    other.parts.app.desk.staff = Staff(person.id, "", person.role)
    other.sell()
    assert [one.kind for one in new(shop, other, seen)] == ["unknown_staff"], "their days are over at every till"


def test_a_deputy_goes_as_far_as_whoever_named_them(shop: Shop, till: Till) -> None:
    app, seen = till.parts.app, set[str]()
    app.sign_in.deputies.name("c2", 4, app.sign_in.approve("name_deputy", "m1", "9999"))
    deputy = app.sign_in.approve("override_price", "c2", "2222")
    cheaper(till, deputy)
    assert new(shop, till, seen) == []
    cheaper(till, deputy)
    assert new(shop, till, seen) == []
    shop.advance(hours=4, minutes=5)
    cheaper(till, deputy)
    assert new(shop, till, seen) == [], "the basket may have been under way"
    shop.advance(minutes=10)
    cheaper(till, deputy)
    (late,) = new(shop, till, seen)
    assert (late.kind, late.facts["why"]) == ("price_by_hand", "approval_needed")
    app.sign_in.deputies.name("c2", 4, app.sign_in.approve("name_deputy", "m1", "9999"))
    app.sign_in.deputies.end("c2", app.sign_in.approve("name_deputy", "m1", "9999"))
    shop.advance(minutes=11)
    cheaper(till, deputy)
    (ended,) = new(shop, till, seen)
    assert ended.kind == "price_by_hand"


def test_a_code_that_the_hub_never_gave_is_seen(
    shop: Shop, till: Till, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, seen = till.parts.app, set[str]()
    cheaper(till, _office(shop, app, "override_price", 49_00, capsys))
    assert new(shop, till, seen) == []
    app.telephone.ask("override_price", 49_00)
    asked = till.parts.till.telephone.current()
    assert asked is not None
    (known, *_) = till.parts.till.enrolment.token_hashes()
    made_up = code_of(known, till.parts.till.journal.till, asked, OFFICE)
    app.telephone.answer("override_price", 49_00, made_up)
    (odd,) = new(shop, till, seen)
    assert (odd.kind, odd.amount, odd.facts["act"]) == ("telephone_unknown", 49_00, "override_price")
    monkeypatch.setattr(secrets, "choice", lambda _digits: "7")
    _office(shop, app, "void", 0, capsys)
    assert new(shop, till, seen) == []
    _office(shop, app, "void", 0, capsys)
    (twice,) = new(shop, till, seen)
    assert (twice.kind, twice.facts["number"]) == ("telephone_unknown", "777777"), "a code is good once"
    till.add("A")
    app.reductions.give(app.reductions.line_discount(1, "熟客", percent=50_000), HEAD_OFFICE)
    till.pay_cash("1000.00")
    (given,) = new(shop, till, seen)
    assert (given.kind, given.facts["why"]) == ("price_by_hand", "telephone_unknown")


def _office(shop: Shop, app: App, act: str, amount: int, capsys: pytest.CaptureFixture[str]) -> Staff:
    """Head office looks at what the till asks, and says yes."""
    asked = app.telephone.ask(act, amount)
    said = [
        "--till",
        app.till.journal.till,
        "--number",
        asked.number,
        "--act",
        act,
        "--amount",
        format_amount(amount, 2),
    ]
    capsys.readouterr()
    assert hub_command(["approve", "--data-dir", str(shop.folder / "hub"), *said, "--office", "ann"]) == 0
    return app.telephone.answer(act, amount, capsys.readouterr().out.strip())
