"""The verbs of a script for goods that come back: found, laid into the basket, given back as it is completed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from posapp.commands.replay.arguments import Shown, approver, cart, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.money import Currency, format_amount, format_quantity, parse_quantity
from posapp.domain.receipt_code import is_gift_code, read_receipt_code
from posapp.domain.sold import NOTHING_LIMITED, Condition, Disposition, Limited, Sold, SoldLine, TakenBack
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.usecases.return_search import Query, query_of
from posapp.usecases.returns import Wish

NOTHING_KNOWN = Sold("", "", "none", "", "", "", (), ())


def find(world: World, till: StagedTill, step: Step) -> Shown:
    """The sales that fit what the customer has."""
    found = _found(world, till, step)
    return {"found": [sold_shown(sold, till.app.desk.store.currency) for sold in found]}


def _found(world: World, till: StagedTill, step: Step) -> tuple[Sold, ...]:
    args = {name: text(step, name, "") for name in ("receipt", "order", "payment", "member", "phone", "sale")}
    shown = args.pop("sale")
    query = query_of(shown) if shown else replace(Query(), **_coded(args))
    return till.app.return_search.find(query, world.ask_returns(till))


def _coded(args: dict[str, str]) -> dict[str, Any]:
    """A receipt may be named by its code too."""
    receipt = args["receipt"]
    return args | {"receipt": read_receipt_code(receipt) or receipt, "gift": is_gift_code(receipt)}


def take_back(world: World, till: StagedTill, step: Step) -> Shown:
    """Into the basket, so that an exchange is `return`, `scan` and `complete`. No `lines`: all that is left."""
    try:
        found = _found(world, till, step)
    except Refused as no:
        if no.code != "return_unknown_offline" or not any("sku" in x for x in _told(step)):
            raise
        return _unseen(till, step)
    owed = tuple(sold for sold in found if sold.kind == "owed")
    found = owed if step.args.get("owed") is True else tuple(sold for sold in found if sold not in owed) or owed
    if len(found) != 1:
        raise Refused("return_several", number=len(found))
    sold, told, who = found[0], step.args.get("lines"), approver(till, step, "return")
    wishes = [
        Wish(x.number, reason=text(step, "reason", "changed_mind"), serial=x.serial)
        for x in sold.lines
        if x.left and not x.shipping
    ]
    if told is not None:
        if not isinstance(told, list):
            raise NotAScript(f"line {step.line}: 'lines' must be a list")
        wishes = [_wish(sold, line, step) for line in told]
    before = till.app.desk.basket.cart
    till.app.returns.take(sold, wishes, who)
    try:
        till.app.return_search.keep(sold, till.app.desk.basket.cart.returns, world.ask_returns(till))
        _refund(till, step, who)
    except Refused:
        till.app.desk.lay(before)
        raise
    return cart(till) | _by_shares(till, sold) | _restored(till, sold)


def _restored(till: StagedTill, sold: Sold) -> Shown:
    """What of its coupons and limited offers the customer may have once more after this."""
    if sold.limited == NOTHING_LIMITED:
        return {}
    told = till.app.returns.restored(sold, _wanted(till))
    return {"restored": {"again": [*_ids(told.again)], "gone": [*_ids(told.gone)]}}


def _ids(limited: Limited) -> tuple[str, ...]:
    return (*limited.coupons, *limited.offers)


def _wanted(till: StagedTill) -> dict[int, int]:
    """Thousandths of each line of the sale that lie in the basket."""
    wanted = Counter[int]()
    for line in till.app.desk.basket.cart.returns:
        wanted[line.of] += line.quantity
    return {n: many for n, many in wanted.items() if many}


def _by_shares(till: StagedTill, sold: Sold) -> Shown:
    """What the goods in the basket would come to by their shares, where an offer has the rest priced again."""
    desk = till.app.desk
    if not sold.offers:
        return {}
    kept = till.app.returns.worth(sold, _wanted(till)).kept
    return {"by_shares": format_amount(kept, desk.store.currency.digits)}


def without_receipt(world: World, till: StagedTill, step: Step) -> Shown:
    """`person` is the telephone number, or {"phone": …}; with a `receipt` that nobody could be asked about, `lines`."""
    phone = _person(step)
    sku, who = text(step, "sku"), approver(till, step, "return_without_receipt")
    no_receipt = till.app.no_receipt
    told = no_receipt.asked(no_receipt.question(sku, phone), world.ask_returns(till))
    condition: Condition = _one(step.args, "condition", get_args(Condition), "as_new", step)
    quantity = parse_quantity(str(step.args.get("qty", "1")))
    wish = Wish(0, quantity, text(step, "reason", "changed_mind"), condition, serial=text(step, "serial", ""))
    no_receipt.take(wish, sku, phone, told, who)
    return cart(till)


def _told(step: Step) -> list[Any]:
    told = step.args.get("lines", [])
    if not isinstance(told, list) or not all(isinstance(x, Mapping) for x in told):
        raise NotAScript(f"line {step.line}: 'lines' must be a list of objects")
    return told


def _unseen(till: StagedTill, step: Step) -> Shown:
    """A receipt that this till has not sold, while the hub is away."""
    goods = tuple((str(x["sku"]), _wish(NOTHING_KNOWN, x, step)) for x in _told(step) if "sku" in x)
    shown = text(step, "sale", text(step, "receipt", ""))
    receipt, who = read_receipt_code(shown) or shown, approver(till, step, "return")
    till.app.no_receipt.take_unseen(receipt, goods, who, _person(step))
    return cart(till)


def _person(step: Step) -> str:
    """A telephone number, as such or as {"phone": …}."""
    person = step.args.get("person", "")
    return str(person.get("phone", "")) if isinstance(person, dict) else str(person)


def _refund(till: StagedTill, step: Step, who: Staff | None) -> None:
    refund = text(step, "refund", "plan")
    if refund == "plan":
        return
    by = next((kind for kind in get_args(TenderType) if kind == refund), None)
    if by is None:
        raise NotAScript(f'line {step.line}: "refund" is "plan" or a tender')
    reason = text(step, "refund_reason", text(step, "reason", "asked for"))
    till.app.returns.refund_by(by, reason, who)


def _wish(sold: Sold, told: Any, step: Step) -> Wish:
    if not isinstance(told, Mapping):
        raise NotAScript(f"line {step.line}: each of 'lines' must be an object")
    line = told.get("line")
    if line is None:
        line = _line_of(sold, str(told.get("sku", "")))
    quantity = parse_quantity(str(told["qty"])) if "qty" in told else None
    condition: Condition = _one(told, "condition", get_args(Condition), "as_new", step)
    disposition: Disposition | None = _one(told, "disposition", get_args(Disposition), None, step)
    reason, serial = str(told.get("reason", step.args.get("reason", "changed_mind"))), str(told.get("serial", ""))
    return Wish(int(line), quantity, reason, condition, disposition, serial, str(told.get("note", "")))


def _line_of(sold: Sold, sku: str) -> int:
    """The first line of these goods of which something is left, or the first at all."""
    lines = [x for x in sold.lines if x.product.sku == sku and not x.shipping]
    return next((x.number for x in (*(x for x in lines if x.left), *lines)), 0)


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
        "state": sold.stands,
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
    told: Shown = {"sale": back.of, "receipt": back.receipt, "lines": lines, "reversed": back.reversed}
    return {"returned": told | {"again": [*_ids(back.again)]}}
