"""The verbs of a script for goods that come back: found, laid into the basket, given back as it is completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from posapp.commands.replay.arguments import Shown, approver, cart, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.money import Currency, format_amount, format_quantity, parse_quantity
from posapp.domain.sold import Condition, Disposition, Sold, SoldLine, TakenBack
from posapp.domain.tender import TenderType
from posapp.usecases.returns import Wish


def find(world: World, till: StagedTill, step: Step) -> Shown:
    """The sales that fit what the customer has."""
    found = _found(world, till, step)
    return {"found": [sold_shown(sold, till.app.desk.store.currency) for sold in found]}


def _found(world: World, till: StagedTill, step: Step) -> tuple[Sold, ...]:
    known = till.app.returns.known(text(step, "sale", text(step, "receipt", "")))
    if known is None:
        raise Refused("no_such_receipt", receipt=text(step, "sale", text(step, "receipt", "")))
    return (known,)


def take_back(world: World, till: StagedTill, step: Step) -> Shown:
    """Into the basket, so that an exchange is `return`, `scan` and `complete`. No `lines`: all that is left."""
    found = _found(world, till, step)
    if len(found) != 1:
        raise Refused("no_such_receipt", receipt=text(step, "sale", ""))
    sold = found[0]
    told = step.args.get("lines")
    wishes = [Wish(line.number, reason=text(step, "reason", "")) for line in sold.lines if line.left]
    if told is not None:
        if not isinstance(told, list):
            raise NotAScript(f"line {step.line}: 'lines' must be a list")
        wishes = [_wish(sold, line, step) for line in told]
    who = approver(till, step, "return")
    till.app.returns.take(sold, wishes, who)
    refund = text(step, "refund", "plan")
    if refund != "plan":
        by = next((kind for kind in get_args(TenderType) if kind == refund), None)
        if by is None:
            raise NotAScript(f'line {step.line}: "refund" is "plan" or a tender')
        till.app.returns.refund_by(by, text(step, "refund_reason", text(step, "reason", "")), who)
    return cart(till)


def _wish(sold: Sold, told: Any, step: Step) -> Wish:
    if not isinstance(told, Mapping):
        raise NotAScript(f"line {step.line}: each of 'lines' must be an object")
    line = told.get("line")
    if line is None:
        line = next((x.number for x in sold.lines if x.product.sku == told.get("sku") and x.left), 0)
    quantity = parse_quantity(str(told["qty"])) if "qty" in told else None
    condition: Condition = _one(told, "condition", get_args(Condition), "as_new", step)
    disposition: Disposition | None = _one(told, "disposition", get_args(Disposition), None, step)
    reason, serial = str(told.get("reason", step.args.get("reason", ""))), str(told.get("serial", ""))
    return Wish(int(line), quantity, reason, condition, disposition, serial, str(told.get("note", "")))


def _one(told: Mapping[str, Any], key: str, known: tuple[str, ...], usual: Any, step: Step) -> Any:
    said = told.get(key)
    if said is None:
        return usual
    if said not in known:
        raise NotAScript(f"line {step.line}: {key!r} is one of {', '.join(known)}")
    return said


def sold_shown(sold: Sold, currency: Currency) -> Shown:
    """A sale with what is left of it."""
    return {
        "sale": sold.id,
        "receipt": sold.receipt,
        "kind": sold.kind,
        "store": sold.store,
        "channel": sold.channel,
        "member": sold.member,
        "as_of": sold.as_of,
        "lines": [_line(line, currency) for line in sold.lines],
        "paid": [
            {"tender": p.number, "type": p.type, "amount": format_amount(p.due, currency.digits)}
            | {"left": format_amount(p.left, currency.digits)}
            for p in sold.paid
        ],
    }


def _line(line: SoldLine, currency: Currency) -> Shown:
    shown: Shown = {"line": line.number, "sku": line.product.sku, "qty": format_quantity(line.quantity)}
    shown |= {"net": format_amount(line.net, currency.digits), "returned": format_quantity(line.back)}
    return shown | {"pending": format_quantity(line.pending), "left": format_quantity(line.left)}


def returned_shown(back: TakenBack, currency: Currency) -> Shown:
    """What a completed sale took back."""
    lines = [
        {"line": x.number, "of": x.of, "qty": format_quantity(x.quantity), "reason": x.reason}
        | {"condition": x.condition, "disposition": x.disposition, "refund": format_amount(x.net, currency.digits)}
        for x in back.lines
    ]
    return {"returned": {"sale": back.of, "receipt": back.receipt, "lines": lines, "reversed": back.reversed}}
