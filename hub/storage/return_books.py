"""Goods that come back as a batch finds them, inside its transaction: the same statements to both drivers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from pydantic_core import from_json

from hub.cash_refunds import CashRefund
from hub.returns import Back, Line
from posapp.contract.feed_orders import OrderRow
from posapp.domain.order_balance import balance_paid
from posapp.domain.return_rules import ReturnRules
from posapp.domain.sold import ORDER

Ask = Callable[[str, tuple[object, ...]], list[Any]]
_NAMED: Final = "SELECT till, seq FROM sale WHERE store = ? AND business_date = ? AND receipt = ? ORDER BY seq LIMIT 1"
_LINES: Final = "SELECT line, quantity, gross - discount, sku FROM sale_line WHERE till = ? AND seq = ?"
_ORDER: Final = "SELECT body FROM record WHERE noun = 'orders' AND key = ? AND body IS NOT NULL"
_BACK: Final = (
    "SELECT r.till, r.seq, r.of_line, r.quantity, r.net, r.staff, r.sku FROM sale_return r"
    " LEFT JOIN entry e ON e.till = r.till AND e.seq = r.seq WHERE r.of = ? ORDER BY e.received_at, r.till, r.seq"
)
_SALE_OF: Final = "SELECT store, source, receipt FROM sale WHERE till = ? AND seq = ?"
_REFUNDED: Final = "SELECT till, seq, amount, staff FROM cash_refund WHERE of = ? ORDER BY till, seq"
_INVOICE: Final = "SELECT number, amount FROM invoice WHERE till = ? AND seq = ?"
_LET_GO: Final = "DELETE FROM return_hold WHERE of = ? AND till = ? RETURNING line"

_TIMES: Final = (
    "SELECT till, seq, min(staff) FROM sale_return WHERE person = ? AND business_date >= ?"
    " GROUP BY till, seq ORDER BY till, seq"
)
_RULES: Final = "SELECT body FROM record WHERE noun = 'settings' AND store = ? AND body IS NOT NULL"


class _Settings(msgspec.Struct):
    """What counts here of a store's settings."""

    returns: dict[str, Any] = {}


_settings: Final = msgspec.json.Decoder(_Settings).decode


def day_of(receipt: str) -> tuple[str, str] | None:
    """Store and business date of a printed number ("S1-1-20261121-0007"), or None."""
    parts = receipt.rsplit("-", 3)
    if len(parts) != 4 or len(parts[2]) != 8 or not (parts[2].isascii() and parts[2].isdigit()):
        return None
    day = parts[2]
    return parts[0], f"{day[:4]}-{day[4:6]}-{day[6:]}"


def sale_named(ask: Ask, receipt: str) -> str:
    """By the index of the days."""
    known = day_of(receipt)
    found = ask(_NAMED, (*known, receipt)) if known else []
    return f"{found[0][0]}.{found[0][1]}" if found else ""


def lines_of(ask: Ask, of: str) -> dict[int, Line]:
    """Of a sale by its rows, of an order by its record."""
    if of.startswith(ORDER):
        found = ask(_ORDER, (of.removeprefix(ORDER),))
        return _ordered(from_json(found[0][0])) if found else {}
    found = ask(_LINES, place_of(of))
    return {int(n): Line(int(quantity), int(net), str(sku)) for n, quantity, net, sku in found}


def paid_by(ask: Ask, order: str) -> str:
    """By the steps that its tills are told of."""
    found = ask(_ORDER, (order,))
    paid = balance_paid(OrderRow.model_validate_json(found[0][0]).value()) if found else None
    return paid.receipt if paid is not None else ""


def place_of(of: str) -> tuple[str, int]:
    """Till and number of a sale by its id; ("", 0) for what is none."""
    till, _, seq = of.rpartition(".")
    return (till, int(seq)) if seq.isascii() and seq.isdecimal() and len(seq) <= 18 else ("", 0)


def sale_of(ask: Ask, of: str) -> tuple[str, str, str] | None:
    """Store, source and receipt of a sale by its id."""
    found = ask(_SALE_OF, place_of(of))
    return (str(found[0][0]), str(found[0][1]), str(found[0][2])) if found else None


def _ordered(order: dict[str, Any]) -> dict[int, Line]:
    """What was paid for sending is the last line."""
    lines = order.get("lines", ())
    told = [Line(int(x["quantity"]), int(x["amount"]) - int(x.get("discount", 0)), str(x["sku"])) for x in lines]
    sending = int(order.get("shipping", 0))
    return dict(enumerate([*told, *([Line(1000, sending)] if sending else [])], 1))


def came_back(ask: Ask, of: str) -> list[Back]:
    """In the order in which the hub heard of it."""
    found = ask(_BACK, (of,))
    return [
        Back(str(t), int(seq), int(n), int(q), int(net), str(who), str(sku)) for t, seq, n, q, net, who, sku in found
    ]


def refunded(ask: Ask, of: str) -> list[CashRefund]:
    """By the index of the sales."""
    return [CashRefund(str(till), int(seq), int(amount), str(who)) for till, seq, amount, who in ask(_REFUNDED, (of,))]


def invoice_of(ask: Ask, of: str) -> tuple[str, int]:
    """Asked for counts: its provider may have given the number already."""
    found = ask(_INVOICE, place_of(of))
    return (str(found[0][0]), int(found[0][1])) if found else ("", 0)


def let_go(ask: Ask, of: str, till: str) -> None:
    """Whatever the till kept of it."""
    ask(_LET_GO, (of, till))


def times_allowed(ask: Ask, store: str) -> tuple[int, int]:
    """Where nobody says otherwise, what the rules say by themselves."""
    found, usual = ask(_RULES, (store,)), ReturnRules()
    said = _settings(found[0][0]).returns if found else {}
    return int(said.get("per_person", usual.per_person)), int(said.get("person_days", usual.person_days))


def times_of(ask: Ask, person: str, since: str) -> list[tuple[str, int, str]]:
    """At whatever till."""
    return [(str(till), int(seq), str(staff)) for till, seq, staff in ask(_TIMES, (person, since))]
