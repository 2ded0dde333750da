"""What the hub does about balances, in both databases: keeps, books once, and tells what was not there."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from hub.storage.exceptions import every
from posapp.contract import routes
from posapp.contract.ops import TenderOp
from posapp.contract.tender_ops import DrawnOp
from tests.hub.conftest import SHOP, Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill

Make = Callable[..., BareTill]


@pytest.fixture
def cards(hub: RunningHub) -> RunningHub:
    """A hub with two gift cards, one of them over."""
    shop: dict[str, Any] = copy.deepcopy(SHOP)
    shop["gift_cards"] = [{"code": "GC-1", "balance": "60.00"}, {"code": "GC-0", "balance": "5.00", "to": "2020-01-01"}]
    hub.load(shop)
    return hub


def ask(till: BareTill, account: str, amount: int = 0, name: str = "n", status: int = 200, **more: Any) -> Any:
    asked = {"purse": "gift_card", "account": account, "reserve": name, "amount": amount, **more}
    answer = till.session.post(till.hub.url + routes.PURSE, json=asked)
    assert answer.status_code == status, answer.text
    said = answer.json()
    assert said.pop("sent_to", "") == ""
    return said


def spend(till: BareTill, account: str, amount: int, name: str = "") -> Any:
    return till.sell(amount, tenders=(TenderOp("gift_card", amount),), drawn=(DrawnOp(1, account, reserved=name),))


def test_kept_for_one_sale_booked_by_its_entry_and_free_again_by_itself(
    cards: RunningHub, enrolled: Make, clock: Clock
) -> None:
    first, second = enrolled(), enrolled(register="2")
    assert ask(first, "GC-1", 4000, "a") == {"balance": 6000, "free": 6000, "bonus": 0, "reserved": 4000, "told": True}
    assert ask(first, "GC-1", 4000, "a")["reserved"] == 4000, "asking again changes nothing"
    assert ask(second, "GC-1", 4000, "b") == {"balance": 6000, "free": 2000, "bonus": 0, "reserved": 0, "told": True}
    assert ask(second, "GC-1", 4000, "b", up_to=True)["reserved"] == 2000
    ask(second, "GC-1", 0, "b")
    sold = spend(first, "GC-1", 4000, "a")
    first.push([sold])
    first.push([sold])
    assert ask(first, "GC-1", 1000, "a")["reserved"] == 0, "a killed till's question, heard after its sale"
    assert ask(second, "GC-1") == {"balance": 2000, "free": 2000, "bonus": 0, "reserved": 0, "told": True}
    ask(first, "GC-1", 2000, "c")
    assert ask(second, "GC-1")["free"] == 0
    clock.pass_by(minutes=31)
    assert ask(second, "GC-1")["free"] == 2000
    assert ask(first, "GC-9", status=404)["code"] == "purse_unknown"
    assert ask(first, "GC-0", status=409)["code"] == "purse_over"


def test_more_than_there_was_is_booked_and_told_with_both_tills(cards: RunningHub, enrolled: Make) -> None:
    first, second = enrolled(), enrolled(register="2")
    first.push([spend(first, "GC-1", 5000)])
    second.push([spend(second, "GC-1", 3000), spend(second, "NO-CARD", 100)])
    found = {row.kind: row for row in every(cards.database, None)}
    assert found.keys() == {"overdrawn", "unknown_account"}
    row = found["overdrawn"]
    assert (row.amount, row.facts["balance"], row.facts["account"]) == (3000, -2000, "••••GC-1")
    assert {document.till for document in row.documents} == {first.id, second.id}
    assert ask(first, "GC-1")["balance"] == -2000


def test_what_makes_no_sense_is_refused(cards: RunningHub, enrolled: Make) -> None:
    till, whole = enrolled(), DrawnOp(1, "GC-1")
    wrong = ((), (DrawnOp(2, "GC-1"),), (whole, whole), (DrawnOp(1, ""),), (DrawnOp(1, "GC-1", bonus=9901),))
    sold = [till.sell(tenders=(TenderOp("gift_card", 9900),), drawn=drawn) for drawn in wrong]
    sold.append(till.sell(earned=10**9, member="M1"))
    assert [result.outcome for result in till.push(sold).results] == ["refused"] * len(sold)
    assert ask(till, "GC-1")["balance"] == 6000


def test_guessing_numbers_of_cards_gets_nowhere(cards: RunningHub, enrolled: Make) -> None:
    till = enrolled()
    for number in range(10):
        ask(till, f"GUESS-{number}", status=404)
    assert ask(till, "GC-1", status=429)["code"] == "too_many_attempts"


def test_a_token_reads_the_balances_of_its_own_stores_members_only(hub: RunningHub, enrolled: Make) -> None:
    shop: dict[str, Any] = copy.deepcopy(SHOP)
    shop["members"] = [
        {"id": "M1", "phone": "13800000001", "stored_value": "80.00", "points": 7, "store": "S1"},
    ]
    hub.load(shop)
    here, there = enrolled(), enrolled(store="S2")
    about: dict[str, Any] = {"purse": "stored_value", "name": "look"}
    assert ask(here, "M1", **about)["balance"] == 8000
    assert ask(there, "M1", status=403, **about)["code"] == "release_needed"
