"""Money of online orders goes back through the provider that took it: once, asked on while it is silent, told at the
order, and to head office where it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from hub.providers.merchants import Merchants
from hub.storage import web_refunds
from hub.storage.return_tables import web_refund
from hub.web_refunds import WebRefunds
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import LineOp, SaleOp, TenderOp, encode
from posapp.contract.return_ops import CreditOp, GivenBackOp, ReturnLineOp, ReturnOp
from posapp.domain.attempt import Charge
from posapp.domain.journal import Entry
from tests.hub.conftest import Clock
from tests.hub.test_orders import WebShop, step
from tests.support.hub import RunningHub
from tests.support.till import BareTill
from tests.support.wallets import ALIPAY, InsideWallets


@pytest.fixture
def paid(tmp_path: Path) -> Merchants:
    """The provider took two orders' payments for the web shop."""
    wallets = InsideWallets(tmp_path, tmp_path)
    wallets.start()
    merchants = Merchants(tmp_path)
    provider = merchants.get("alipay")
    assert provider is not None
    for number in ("PAY1", "PAY2"):
        said = provider.charge(number, Charge(number, 18_000, "CNY"), f"{ALIPAY[:-1]}{number[-1]}")
        assert said.state == "paid"
    merchants.wallets = wallets  # type: ignore[attr-defined]
    return merchants


def taken_back(till: BareTill, order: str, amount: int) -> WireEntry:
    """A sale that gave so much of the order's payment back."""
    back = ReturnOp(f"order:{order}", (ReturnLineOp(1, 1, "changed_mind"),), order, "order", (GivenBackOp(1, amount),))
    lines, tenders = (LineOp("A", amount, qty=-1000),), (TenderOp("alipay", -amount),)
    entry = till.note(
        "sale", encode(SaleOp(f"{till.id}.9", "S1-1-20261121-0009", "", lines, -amount, tenders, back=back))
    )
    return wired(entry)


def wired(entry: Entry) -> WireEntry:
    """As it travels."""
    return WireEntry(entry.seq, entry.kind, entry.at, entry.business_date, entry.staff, msgspec.Raw(entry.body))


def test_asked_once_until_it_answers_and_told_where_it_fails(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill], paid: Merchants
) -> None:
    wallets: InsideWallets = paid.wallets  # type: ignore[attr-defined]
    asks, shop, till = WebRefunds(hub.database, paid, clock), WebShop(hub, clock), enrolled()
    try:
        for n in (1, 2):
            shop.place(f"W{n}", tenders=[{"type": "alipay", "amount": 18_000, "code": f"PAY{n}"}])
        shop.post("/v1/web/orders/W1/cancel", reason="not wanted")
        assert shop.look()["refund_state"] == "due"
        wallets.play("alipay", "refund_silent")
        assert asks.work() == 1
        assert (shop.look()["refund_state"], shop.look()["refunded"]) == ("asked", 0)
        assert shop.post("/v1/web/orders/W1/refunded", 409, amount=18_000)["code"] == "refund_with_provider"
        assert asks.work() == 0, "it is let be for a while"
        clock.pass_by(seconds=40)
        assert asks.work() == 1
        assert (shop.look()["refund_state"], shop.look()["refunded"]) == ("paid", 18_000)
        told = {row["id"]: row.get("refunds") for row in till.feed("orders")[0]}
        assert told["W1"] in ([["accepted", 18_000]], [["arrived", 18_000]])
        step(till, "W1", "take")  # too late: it is left out, and nothing of what is told of the refund with it
        till.push()
        assert {row["id"]: row.get("refunds") for row in till.feed("orders")[0]}["W1"] == told["W1"]
        given = [row for row in wallets.books("alipay") if "refund_of" in row]
        assert {row["order"] for row in given} == {"h" + row["order"][1:] for row in given}, "under one number of ours"
        assert len({row["order"] for row in given}) == 1

        one, over = taken_back(till, "W2", 9_000), taken_back(till, "W2", 9_001)
        asks.follow(till.id, [one])
        asks.follow(till.id, [one])
        assert len(web_refunds.due(hub.database, clock())) == 1, "however often its batch comes"
        wallets.play("alipay", "refund_no_funds")
        asks.work()
        (failed,) = till_exceptions(hub)
        assert (failed["amount"], failed["facts"]["why"], failed["facts"]["order"]) == (9_000, "no_funds", "W2")
        asks.follow(till.id, [over])
        clock.pass_by(hours=1)
        asks.work()
        assert len(till_exceptions(hub)) == 1, "what failed counts for nothing"
        again = taken_back(till, "W2", 9_000)
        asks.follow(till.id, [again])
        assert [x["facts"]["why"] for x in till_exceptions(hub)] == ["no_funds", "over_refund"]
        clock.pass_by(hours=1)
        asks.work()
        wallets.stop()
        third = taken_back(till, "W2", 100)
        asks.follow(till.id, [third])
        for _ in range(3):
            asks.work()
            clock.pass_by(hours=13)
        asks.work()
        assert till_exceptions(hub)[-1]["amount"] == 100, "never answered: a person looks"
        clock.pass_by(hours=13)
        assert asks.work() == 0
    finally:
        wallets.stop()


def till_exceptions(hub: RunningHub) -> list[dict[str, Any]]:
    """Of refunds of online orders, in the order of their entries."""
    from hub.storage import exceptions

    found = [row.model_dump() for row in exceptions.every(hub.database) if row.kind == "web_refund"]
    return sorted(found, key=lambda row: str(row["id"]))


def refunds_of(hub: RunningHub, order: str) -> list[tuple[str, str, int]]:
    """(payment, state, minor units) of an order."""
    w = web_refund.c
    with hub.database.read() as connection:
        query = select(w.payment, w.state, w.amount).where(w.order_id == order).order_by(w.id)
        return [(str(x.payment), str(x.state), int(x.amount)) for x in connection.execute(query)]


def test_what_paid_in_an_exchange_and_over_two_payments_goes_back_to_the_order_it_came_from(
    hub: RunningHub, clock: Clock, enrolled: Callable[..., BareTill], paid: Merchants
) -> None:
    wallets: InsideWallets = paid.wallets  # type: ignore[attr-defined]
    asks, shop, till = WebRefunds(hub.database, paid, clock), WebShop(hub, clock), enrolled()
    two = [{"type": "alipay", "amount": 9_001, "code": "PAY1"}, {"type": "alipay", "amount": 8_999, "code": "PAY2"}]
    try:
        shop.place("W1", tenders=two)
        lines, tenders = (LineOp("A", 8_000, qty=-1000), LineOp("B", 5_000)), (TenderOp("alipay", -3_000),)
        back = ReturnOp(
            "order:W1",
            (ReturnLineOp(1, 1, "changed_mind"),),
            "W1",
            "order",
            (GivenBackOp(1, 3_000),),
            credit=(CreditOp(1, "alipay", 2_000, reference="PAY1"), CreditOp(2, "alipay", 3_000, reference="PAY2")),
        )
        op = SaleOp(f"{till.id}.1", "S1-1-20261121-0001", "", lines, -3_000, tenders, back=back)
        exchange = till.note("sale", encode(op))
        till.push()
        asks.follow(till.id, [wired(exchange)])
        asks.work()
        assert [x[::2] for x in refunds_of(hub, "W1")] == [("PAY1", 3_000)]
        of = ReturnOp(
            f"{till.id}.{exchange.seq}",
            (ReturnLineOp(1, 2, "changed_mind"),),
            "S1-1-20261121-0001",
            "sale",
            (GivenBackOp(2, 2_000), GivenBackOp(3, 3_000)),
        )
        given = (TenderOp("alipay", -2_000), TenderOp("alipay", -3_000))
        op = SaleOp(f"{till.id}.2", "S1-1-20261121-0002", "", (LineOp("B", 5_000, qty=-1000),), -5_000, given, back=of)
        asks.follow(till.id, [wired(till.note("sale", encode(op)))])
        asks.work()
        told = refunds_of(hub, "W1")
        assert sorted(x[::2] for x in told) == [("PAY1", 2_000), ("PAY1", 3_000), ("PAY2", 3_000)]
        assert {state for _, state, _ in told} <= {"accepted", "arrived"}, "its provider was asked"
        shop.post("/v1/web/orders/W1/cancel", reason="the rest")
        asks.work()
        whole = [sum(x[2] for x in refunds_of(hub, "W1") if x[0] == pay) for pay in ("PAY1", "PAY2")]
        assert whole == [9_001, 8_999], "to the cent of each payment, and never more"
        assert till_exceptions(hub) == []
    finally:
        wallets.stop()
