"""PINs changed at one till, people let in there and deputies are known at the shop's others with the next exchange."""

from __future__ import annotations

import json

import pytest

from hub.storage import exceptions
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import encode
from posapp.contract.people_ops import PinChangedOp
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.storage.verify import verify
from tests.support.shop import Shop, Till
from tests.support.till import BareTill
from tests.sync.conftest import SHOP_FILE, shop

__all__ = ["shop"]


def manager(till: Till) -> Staff:
    return till.parts.app.sign_in.approve("reset_pin", "m1", "9999")


def exchange(*tills: Till) -> None:
    for till in (*tills, *tills):
        assert till.sync().state == "online"


def knows(till: Till, person: str, pin: str) -> str:
    """Why the PIN does not let the person in; "" where it does."""
    try:
        till.parts.app.sign_in.identify(person, pin)
    except Refused as no:
        return no.code
    return ""


def test_what_one_till_says_of_people_holds_at_the_others(shop: Shop) -> None:
    one, two = shop.till("1"), shop.till("2")
    people, other = one.parts.app.people, two.parts.app.people
    people.reset("c2", "2580", "2580", manager(one))
    assert (knows(one, "c2", "2580"), knows(two, "c2", "2222")) == ("pin_must_change", ""), "not told yet"
    exchange(one, two)
    assert (knows(two, "c2", "2222"), knows(two, "c2", "2580")) == ("pin_wrong", "pin_must_change")
    other.change_own("c2", "2580", "1470", "1470")
    assert knows(two, "c2", "1470") == "", "at once where it was chosen"
    exchange(two, one)
    assert (knows(one, "c2", "1470"), knows(one, "c2", "2580")) == ("", "pin_wrong")
    people.change_own("c2", "1470", "3690", "3690")
    other.change_own("c2", "1470", "7410", "7410")
    exchange(one, two)
    assert [knows(till, "c2", "7410") for till in (one, two)] == ["", ""], "what the hub heard last"

    one.sign_in("m1", "9999")
    lent = people.let_in("示范借调", "2468", "2468", 3)
    one.parts.app.sign_in.deputies.name("c1", 4)
    exchange(one, two)
    assert knows(two, lent.id, "2468") == "pin_must_change"
    other.change_own(lent.id, "2468", "8520", "8520")
    two.sign_in(lent.id, "8520")
    assert [d.person for d in two.parts.app.sign_in.deputies.now()] == ["c1"]
    two.sign_in("c1", "1111")
    two.parts.app.sign_in.deputies.end("c1")
    exchange(two, one)
    assert knows(one, lent.id, "8520") == ""
    assert one.parts.app.sign_in.deputies.now() == ()
    for till in (one, two):
        assert verify(till.parts.till).whole
        assert not any(b"argon2" in entry.body for entry in till.parts.till.journal.all()), "only a seal is journalled"
    shop_file = json.loads(SHOP_FILE.read_text("utf-8"))
    next(person for person in shop_file["staff"] if person["id"] == "c2")["pin"] = "6420"
    shop.hub.load(json.dumps(shop_file).encode())
    exchange(one, two)
    assert [knows(till, "c2", "6420") for till in (one, two)] == ["", ""], "head office sent another since"
    assert _exceptions(shop) == []
    people.change_own("m1", "9999", "8642", "8642")
    exchange(one, two)
    assert knows(two, "m1", "8642") == ""
    assert _exceptions(shop) == [("manager_pin", {"person": "m1"})], "head office asks the manager"


def _exceptions(shop: Shop) -> list[tuple[str, dict[str, str | int]]]:
    return [(one.kind, one.facts) for one in exceptions.every(shop.hub.database)]


@pytest.mark.parametrize("approver", ["c1", "nobody", "office"])
def test_a_pin_that_nobody_entitled_allowed_stays_where_it_was_made(shop: Shop, approver: str) -> None:
    two, forger = shop.till("2"), BareTill(shop.hub, "S1", "1")
    private = Private("ab" * 16, "", pin=two.parts.till.staff.all()[0].pin_hash)
    said = PinChangedOp("m1", approver, seal_of(private))
    entry = forger.note("pin_changed", encode(said))
    forger.private[f"{forger.id}.{entry.seq}"] = private
    forger.push()
    exchange(two)
    assert knows(two, "m1", "9999") == ""
    assert two.parts.till.people_told.all() == ()
