"""Online orders at the hub: placed by a web shop, moved by tills, once each; over both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import requests

from hub.storage import notices, order_books, orders, web_orders
from posapp.contract import routes
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import encode
from posapp.contract.order_ops import OrderStepOp
from posapp.domain.errors import Refused
from posapp.domain.pickup import code_proof
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.times import to_text
from sync.client import HubClient
from sync.orders import claim_order
from tests.hub.conftest import SHOP, Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill

SHIRTS = {"sku": "A", "quantity": 2000, "amount": 19800, "discount": 1800}


class WebShop:
    """A real client of the documented calls."""

    def __init__(self, hub: RunningHub, clock: Clock, name: str = "web") -> None:
        self.url = hub.url
        self.headers = {"Authorization": f"Bearer {web_orders.new_token(hub.database, name, clock(), 'test')}"}

    def post(self, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
        answer = requests.post(self.url + path, json=body, headers=self.headers, timeout=30)
        assert answer.status_code == status, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def place(self, id_: str = "W1", status: int = 200, **more: Any) -> dict[str, Any]:
        paid = [{"type": "alipay", "amount": 18000}]
        wanted = {
            "id": id_,
            "store": "S1",
            "name": "王芳",
            "phone": "+8613800138000",
            "lines": [SHIRTS],
            "tenders": paid,
        }
        return self.post(routes.WEB_ORDERS, status, **wanted | more)

    def look(self, id_: str = "W1", status: int = 200) -> dict[str, Any]:
        path = routes.WEB_ORDER.format(order=id_)
        answer = requests.get(self.url + path, headers=self.headers, timeout=30)
        assert answer.status_code == status, answer.text
        said: dict[str, Any] = answer.json()
        return said


def step(till: BareTill, order: str, act: str, **told: Any) -> None:
    """One more step in the till's journal."""
    till.note("order_step", encode(OrderStepOp(order, act, **told)))


def proof_of(hub: RunningHub, code: str, id_: str = "W1") -> str:
    found = orders.by_id(hub.database, id_)
    assert found is not None
    return code_proof(found[0].value(), code)


def stock(till: BareTill) -> tuple[int, int]:
    rows = {row["sku"]: row for row in till.feed("stock")[0]}
    return rows["A"]["on_hand"], rows["A"].get("reserved", 0)


def look_up(till: BareTill, text: str) -> list[dict[str, Any]]:
    answer = till.session.post(till.hub.url + routes.LOOK_ORDERS, json={"text": text}, timeout=30)
    assert answer.ok, answer.text
    rows: list[dict[str, Any]] = answer.json()["orders"]
    return rows


def test_from_the_web_shop_to_the_customers_hands(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]
) -> None:
    shop, till, other = WebShop(hub, clock), enrolled(), enrolled("S1", "2")
    placed = shop.place()
    assert (placed["store"], placed["state"], placed["balance"]) == ("S1", "NEW", 0)
    assert shop.place() == placed, "the same again is the same order"
    assert shop.place(lines=[SHIRTS | {"quantity": 1000}], status=409)["code"] == "order_differs"
    assert stock(till) == (5000, 4000), "promised to the customer"
    (row,) = till.feed("orders")[0]
    assert (row["id"], row["code"], row["promised"]) == ("W1", placed["code"], "2026-11-21T03:00:00Z")
    assert till.session.post(hub.url + routes.CLAIM_ORDER, json={"order": "W1", "act": "take", "at": row["placed"]}).ok
    asked = {"order": "W1", "act": "take", "staff": "c1", "at": row["placed"]}
    refused = other.session.post(hub.url + routes.CLAIM_ORDER, json=asked, timeout=30)
    assert (refused.status_code, refused.json()["code"]) == (409, "order_claimed")
    with pytest.raises(Refused) as no:
        claim_order(HubClient(hub.url, other.token), 30, "W1", "take", "c1", row["placed"])
    said = refusal_text(no.value, "en")
    assert said.startswith("Till 1 is busy with this order"), "the till says which, in its own words"
    step(till, "W1", "take")
    step(till, "W1", "pick", line=1, quantity=2000)
    step(till, "W1", "ready", place="A-3")
    private = Private("ab" * 16, "", "王莉", signature="1,1 2,2")
    till.private[f"{till.id}.4"] = private
    proof = proof_of(hub, placed["code"])
    step(till, "W1", "hand_over", proof=proof, alternate=True, signed=True, seal=seal_of(private))
    assert {result.outcome for result in till.push().results} == {"accepted"}
    till.push()  # the answer was lost: said again, done once
    assert shop.look()["state"] == "HANDED_OVER"
    assert stock(till) == (3000, 2000)
    hub.load(SHOP)
    assert stock(till) == (3000, 2000), "the file says what it said before"
    told = sorted(row.kind for row in notices.of(hub.database, "S1", "W1"))
    assert told == ["order_handed", "order_placed", "order_ready"]
    step(other, "W1", "hand_over", proof=proof, offline=True)
    other.push()
    (found,) = _exceptions(hub)
    assert (found["kind"], found["amount"], found["facts"]["why"]) == ("handed_twice", 18000, "order_over")
    assert {document["till"] for document in found["documents"]} == {till.id, other.id}
    assert stock(till) == (1000, 2000), "two documents say that two left"
    (row,) = other.feed("orders")[0]
    assert row["left_out"] == [[other.id, 1]]


def _exceptions(hub: RunningHub) -> list[dict[str, Any]]:
    from hub.storage import exceptions

    return [row.model_dump() for row in exceptions.every(hub.database)]


def test_one_number_is_one_order_of_one_channel(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]
) -> None:
    shop, other, till = WebShop(hub, clock), WebShop(hub, clock, "other"), enrolled()
    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(lambda _: shop.place(), range(4)))
    assert answers.count(answers[0]) == 4
    with hub.database.read() as connection:
        mine = [order_books.is_free(connection, store, answers[0]["code"]) for store in ("S1", "S2")]
    assert mine == [False, True], "no open order of the shop has the same code"
    assert stock(till) == (5000, 4000), "promised once"
    others: list[dict[str, Any]] = [{"phone": "+8613900139000"}, {"name": "李强"}, {"tenders": []}, {"shipping": 100}]
    for told in others:
        assert shop.place(**told, status=409)["code"] == "order_differs"
    assert other.place(status=409)["code"] == "order_differs"
    assert other.look(status=404)["code"] == "not_found"
    assert other.post(routes.WEB_CANCEL.format(order="W1"), 404)["code"] == "not_found"
    assert other.post(routes.WEB_REFUNDED.format(order="W1"), 404, amount=1)["code"] == "not_found"
    for wrong in ({"quantity": 0}, {"quantity": -1000}, {"amount": -1}, {"amount": 10**18}, {"discount": -1}):
        shop.place("W9", lines=[SHIRTS | wrong], status=422)
    for paid in (-1, 0, 10**15, 10**30):
        answer = requests.post(
            hub.url + routes.WEB_ORDERS,
            json={"id": "W9", "store": "S1", "lines": [SHIRTS], "tenders": [{"type": "alipay", "amount": paid}]},
            headers=shop.headers,
            timeout=30,
        )
        assert answer.status_code == 422, (paid, answer.text)


def test_what_is_being_given_out_is_not_cancelled(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]
) -> None:
    shop, till = WebShop(hub, clock), enrolled()
    code = shop.place()["code"]
    for act, told in (("take", {}), ("pick", {"line": 1, "quantity": 2000}), ("ready", {"place": "A-1"})):
        step(till, "W1", act, **told)
    till.push()
    clock.pass_by(days=7)
    asked = {"order": "W1", "act": "hand_over", "staff": "c1", "at": "2026-11-28T01:00:00Z"}
    assert till.session.post(hub.url + routes.CLAIM_ORDER, json=asked, timeout=30).ok
    assert shop.post(routes.WEB_CANCEL.format(order="W1"), 409)["code"] == "order_claimed"
    assert orders.sweep(hub.database, clock()) == 0, "nor does its time end"
    step(till, "W1", "hand_over", proof=proof_of(hub, code))
    till.push()
    assert (shop.look()["state"], shop.look()["refund"], _exceptions(hub)) == ("HANDED_OVER", 0, [])
    shop.place("W2", lines=[SHIRTS | {"quantity": 1000}])
    claimed = asked | {"order": "W2", "act": "take"}
    assert till.session.post(hub.url + routes.CLAIM_ORDER, json=claimed, timeout=30).ok
    clock.pass_by(minutes=3)
    assert shop.post(routes.WEB_CANCEL.format(order="W2"))["state"] == "CANCELLED", "a till that went away"


def test_allocation_cancelling_and_what_goes_back(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]
) -> None:
    shop, here, there = WebShop(hub, clock), enrolled(), enrolled("S2", "1")
    six = [SHIRTS | {"quantity": 6000, "amount": 59400, "discount": 0}]
    assert shop.place("W2", lines=six)["store"] == "S2", "S1 has three free"
    assert shop.place("W3", lines=six, status=409)["code"] == "no_shop_has_it"
    assert shop.place("W3", lines=[SHIRTS], elsewhere=False)["store"] == "S1"
    assert shop.place("W4", lines=[SHIRTS | {"discount": 20000}], status=422)["code"] == "order_sums"
    assert {row["id"] for row in here.feed("orders")[0]} == {"W3"}
    (seen,) = (row for row in here.feed("elsewhere")[0] if row["sku"] == "A")
    assert (seen["store"], seen["on_hand"], seen["reserved"]) == ("S2", 7000, 6000), "as the shops near it see it"
    step(here, "W3", "take")
    step(here, "W3", "pick", line=1, quantity=1000)
    step(here, "W3", "short", line=1, quantity=1000, reason="没有")
    here.push()
    said = shop.look("W3")
    assert (said["state"], said["refund"], said["refund_state"]) == ("SHORT", 9000, "queued")
    assert stock(here) == (5000, 3000), "what is missing is promised to nobody"
    shop.post(routes.WEB_CANCEL.format(order="W3"), reason="改主意")
    said = shop.look("W3")
    assert (said["state"], said["refund"], said["refund_state"]) == ("CANCELLED", 18000, "due")
    assert shop.post(routes.WEB_CANCEL.format(order="W3"), 409)["code"] == "order_over"
    assert shop.post(routes.WEB_REFUNDED.format(order="W3"), amount=18000)["refund_state"] == "paid"
    assert stock(here) == (5000, 2000)
    step(here, "W3", "ready")
    here.push()
    assert [row["kind"] for row in _exceptions(hub)] == ["order_conflict"]
    assert shop.look("nothing", 404)["code"] == "not_found"
    assert there.feed("orders")[0][0]["id"] == "W2"
    (seen,) = look_up(here, "W2")
    assert (seen["store"], seen["state"], seen["name"], seen["phone"]) == ("徐汇店", "NEW", "王芳", "8000")
    assert not any(seen.get(name) for name in ("code", "salt", "tenders", "member"))
    assert [row["id"] for row in look_up(there, "13800138000")] == ["W3"], "its own it has itself"
    assert look_up(here, "8000") == look_up(here, "W2%") == []
    asked = {"order": "W2", "act": "hand_over", "staff": "c1", "at": "2026-11-21T01:00:00Z"}
    no = here.session.post(hub.url + routes.CLAIM_ORDER, json=asked, timeout=30)
    assert (no.status_code, no.json()["code"]) == (409, "order_elsewhere")
    assert "徐汇店" in no.text


def test_reminders_and_the_end_of_a_ready_orders_time(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]
) -> None:
    shop, till = WebShop(hub, clock), enrolled()
    shop.place()
    for act, told in (("take", {}), ("pick", {"line": 1, "quantity": 2000}), ("ready", {"place": "A-1"})):
        step(till, "W1", act, **told)
    till.push()
    done = []
    for _day in range(8):
        clock.pass_by(days=1)
        done.append(orders.sweep(hub.database, clock()))
    assert done == [0, 0, 1, 0, 0, 1, 1, 0]
    assert (shop.look()["state"], shop.look()["refund"]) == ("EXPIRED", 18000)
    kinds = sorted(row.kind for row in notices.of(hub.database, "S1", "W1"))
    assert kinds.count("order_reminder") == 2
    assert "order_expired" in kinds
    assert stock(till) == (5000, 2000)
    shop.place("W2")
    for act, told in (("take", {}), ("pick", {"line": 1, "quantity": 2000}), ("ready", {"place": "A-2"})):
        step(till, "W2", act, **told)
    till.push()
    assert orders.sweep(hub.database, clock()) == 0, "its clock, eight days behind, ends nothing that was just told"
    assert shop.look("W2")["until"] == to_text(clock() + timedelta(days=7))
    clock.pass_by(days=7)
    assert (orders.sweep(hub.database, clock()), shop.look("W2")["state"]) == (1, "EXPIRED")


def test_what_one_shop_cannot_do_another_does(hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]) -> None:
    """A rejected order goes to the next shop that has it, once; then the money goes back."""
    shop, here, there = WebShop(hub, clock), enrolled(), enrolled("S2", "1")
    code = shop.place()["code"]
    step(here, "W1", "take")
    step(here, "W1", "reject", reason="货架空了")
    here.push()
    said = shop.look()
    assert (said["store"], said["state"], said["code"], said["refund"]) == ("S2", "NEW", code, 0)
    assert (stock(here), stock(there)) == ((5000, 2000), (7000, 2000)), "promised there, free here"
    (gone,) = here.feed("orders")[1]
    assert gone == "W1", "its first shop forgets it"
    (row,) = there.feed("orders")[0]
    assert [x["act"] for x in row["steps"]] == ["take", "reject", "reroute"]
    kinds = [row.kind for row in notices.listed(hub.database, None)]
    assert sorted(kinds) == ["order_moved", "order_placed"]
    hub.load(SHOP)
    step(here, "W1", "hand_over", proof=proof_of(hub, code), offline=True)
    here.push()
    (found,) = _exceptions(hub)
    assert (found["kind"], found["facts"]["why"]) == ("handed_though_over", "order_elsewhere")
    assert stock(here) == (5000, 2000), "nothing had been picked there"
    step(there, "W1", "reject", reason="也没有")
    there.push()
    said = shop.look()
    assert (said["state"], said["refund"], said["refund_state"]) == ("REJECTED", 18000, "due")
    assert stock(there) == (7000, 0)


def test_goods_come_from_another_shop(hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill]) -> None:
    shop, here, there = WebShop(hub, clock), enrolled(), enrolled("S2", "1")
    shop.place()
    step(here, "W1", "take")
    step(here, "W1", "pick", line=1, quantity=1000)
    step(here, "W1", "short", line=1, quantity=1000, reason="empty_shelf", place="transfer")
    here.push()
    assert shop.look()["refund"] == 0
    assert (stock(here), stock(there)) == ((5000, 3000), (7000, 1000))
    (asked,) = there.feed("orders")[0]
    told = (asked["id"], asked["channel"], asked["name"], asked["for_order"], asked["lines"][0]["quantity"])
    assert told == ("W1-T1", "transfer", "静安店", "W1", 1000)
    (row,) = here.feed("orders")[0]
    assert (row["state"], row["steps"][-1]["act"], row["steps"][-1]["place"]) == ("SHORT", "transfer", "S2")
    for act, told_ in (("take", {}), ("pick", {"line": 1, "quantity": 1000}), ("ready", {"place": "X"})):
        step(there, "W1-T1", act, **told_)
    step(there, "W1-T1", "hand_over", proof="-")
    there.push()
    assert stock(there) == (6000, 0), "on its way"
    assert here.feed("orders")[0][0]["steps"][-1]["act"] == "sent"
    step(here, "W1", "receive", line=1, quantity=1000)
    here.push()
    assert (shop.look()["state"], stock(here)) == ("PICKED", (6000, 4000))
    # asked for again, taken back, asked for once more, and no shop sends it
    step(here, "W1", "unpick", line=1, quantity=1000)
    step(here, "W1", "short", line=1, quantity=1000, reason="damaged", place="transfer")
    step(here, "W1", "unpick", line=1, quantity=1000)
    step(here, "W1", "short", line=1, quantity=1000, reason="damaged", place="transfer")
    here.push()
    states = {row["id"]: row["state"] for row in there.feed("orders")[0]}
    assert states == {"W1-T1": "HANDED_OVER", "W1-T2": "CANCELLED", "W1-T3": "NEW"}
    assert stock(there) == (6000, 1000)
    step(there, "W1-T3", "reject", reason="没有")
    there.push()
    assert (shop.look()["refund"], shop.look()["refund_state"]) == (9000, "queued")
    assert here.feed("orders")[0][0]["steps"][-1]["act"] == "no_transfer"
    assert (stock(there), _exceptions(hub)) == ((6000, 0), [])
