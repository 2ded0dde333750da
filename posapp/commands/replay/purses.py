"""The verbs of a script that are about gift cards, stored value, points and vouchers."""

from __future__ import annotations

from typing import Any, Final

from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount, parse_amount
from posapp.domain.staff import Staff
from posapp.domain.tender import BY_HAND, PURSES, TenderType
from posapp.domain.times import to_text
from posapp.domain.wallet import Purse
from posapp.usecases.wallets import Wish

Shown = dict[str, Any]

LIVE: Final = "live"
"""In the place of a code: the one that the member's telephone shows at this moment."""
CREDIT: Final = "credit"
"""In the place of a card: the store credit that a return gave out last, at whichever till."""


def take(world: World, till: StagedTill, step: Step, type_: TenderType) -> None:
    """Out of a purse: `amount`, or of points their number, or as much as there is where neither is said."""
    kind: Purse = "gift_card" if type_ == "gift_card" else "points" if type_ == "points" else "stored_value"
    wallets, text = till.app.wallets, str(step.args.get("code", ""))
    member = till.app.desk.basket.cart.member
    if text == LIVE and member is not None:
        text = world.central.live_code(member, to_text(world.clock.now()))
    text = world.credit if kind == "gift_card" and text == CREDIT else text
    wallets.pay(kind, _units(till, step, kind), text, world.ask_purse(till))


def _units(till: StagedTill, step: Step, kind: Purse) -> int | None:
    points, amount = step.args.get("points"), step.args.get("amount")
    if kind == "points" and points is not None:
        if not str(points).isascii() or not str(points).isdecimal():
            raise NotAScript(f"line {step.line}: 'points' must be a whole number")
        return int(str(points))
    if amount is None:
        return None
    units = parse_amount(str(amount), till.app.desk.store.currency.digits)
    return till.app.wallets.points_of(units) if kind == "points" else units


def give_back(world: World, till: StagedTill, number: object) -> None:
    """What was kept for the tender is free again."""
    gone = next((t for t in till.app.desk.basket.tenders if t.number == number and t.type in PURSES), None)
    if gone is not None:
        till.app.payment.take_back(gone.number)
        till.app.wallets.let_go(gone, world.ask_purse(till))


def balance_shown(world: World, till: StagedTill, step: Step) -> Shown:
    """What the hub says that a card or a member has; offline what the member may use alone."""
    digits, card, member = till.app.desk.store.currency.digits, step.args.get("card"), str(step.args.get("member", ""))
    ask = world.ask_purse(till)
    if isinstance(card, str):
        card = world.credit if card == CREDIT else card
        return {"gift_card": format_amount(ask(Wish("gift_card", card, "look", 0)).balance, digits)}
    try:
        value, points = ask(Wish("stored_value", member, "look", 0)), ask(Wish("points", member, "look", 0))
    except Refused as no:
        if no.code != "hub_away":
            raise
        usable = till.app.wallets.usable
        return {
            "stored_value": format_amount(usable(member, "stored_value"), digits),
            "points": usable(member, "points"),
            "offline": True,
        }
    both = {"stored_value": format_amount(value.balance, digits), "bonus": format_amount(value.bonus, digits)}
    return {**both, "points": points.balance}


def correct(till: StagedTill, step: Step, approver: Staff | None) -> Shown:
    """A tender of a completed sale was of another type; `receipt`: none is the last one."""
    receipt, number = str(step.args.get("receipt", "")), step.args.get("tender", 1)
    sale = till.app.receipts.find(receipt) if receipt else till.app.till.sales.last_sale()
    if sale is None:
        raise Refused("no_sale_yet")
    kind, reference = str(step.args.get("type")), str(step.args.get("reference", ""))
    to = next((type_ for type_ in BY_HAND if type_ == kind), None)
    if to is None or not isinstance(number, int):
        raise Refused("correction_not_by_hand")
    till.app.corrections.correct(sale, number, to, reference, str(step.args.get("reason", "")), approver)
    return shift_taken(till)


def shift_taken(till: StagedTill) -> Shown:
    """What the open shift took, by tender."""
    desk = till.app.desk
    taken = till.app.till.corrections.taken_in(desk.shift.id) if desk.shift is not None else {}
    return {"taken": {kind: format_amount(amount, desk.store.currency.digits) for kind, amount in taken.items()}}
