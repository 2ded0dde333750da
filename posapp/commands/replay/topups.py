"""The verbs of a script about money on balances: put on, given back; and points for an earlier receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay import payments
from posapp.commands.replay.arguments import approver, cart, minor, text
from posapp.commands.replay.purses import LIVE
from posapp.commands.replay.script import Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount
from posapp.domain.sale import Sale
from posapp.domain.times import to_text
from posapp.usecases.topups import BackWish

Shown = dict[str, Any]


def top_up(world: World, till: StagedTill, step: Step) -> Shown:
    """`amount` onto the stored value of a `member`, or onto a `card`; it is paid by `tender` and `complete`."""
    card, topups = text(step, "card", ""), till.app.topups
    account = card or till.app.members.find(text(step, "member"))[0].id
    second, amount = approver(till, step, "top_up"), minor(till, step, "amount")
    wish = topups.wish("gift_card" if card else "stored_value", account, amount, second)
    found = topups.offer(wish, world.ask_balance(till))
    topups.lay(found)
    digits = till.app.desk.store.currency.digits
    return cart(till) | {"bonus": format_amount(found.bonus, digits), "asked": found.asked}


def topup_refund(world: World, till: StagedTill, step: Step) -> Shown:
    """`amount` of principal back to a `member`, whose `code` releases it ("live": what their telephone shows); in cash,
    or as the top-up `of` was paid, with the `reference` of that machine's slip."""
    member = till.app.members.find(text(step, "member"))[0].id
    code, second = text(step, "code", ""), approver(till, step, "topup_refund")
    code = world.central.live_code(member, to_text(world.clock.now())) if code == LIVE else code
    said = (text(step, "reason", ""), text(step, "of", ""), text(step, "reference", ""))
    wish = till.app.topups.back_wish(BackWish(member, minor(till, step, "amount"), code, *said), second)
    given = till.app.topups.give_back(till.app.topups.back_offer(wish, world.ask_purse(till), second), second)
    for refund in till.app.refunds.going():
        till.app.refunds.put(world.ask_refund(till), refund)
    return topped_up_shown(given, till)


def late_points(world: World, till: StagedTill, step: Step) -> Shown:
    """The points of a completed sale for a `member`; `receipt`: the last one where none is named."""
    last = till.running.till.sales.last_sale()
    if last is None:
        raise Refused("no_sale_yet")
    member = till.app.late_points.find(text(step, "member"))
    second = approver(till, step, "late_points")
    given = till.app.late_points.give(text(step, "receipt", last.receipt), member, second)
    return {"receipt": given.receipt, "member": given.member, "points": given.points}


def topped_up_shown(paid: Sale, till: StagedTill) -> Shown:
    """A completed top-up, or what was given back."""
    topup, digits = paid.topup, till.app.desk.store.currency.digits
    if topup is None:
        return {}
    balance, bonus = topup.after, topup.of_it + topup.bonus
    figures = {"principal": topup.principal, "bonus": topup.bonus}
    figures |= {"balance": balance, "balance_bonus": bonus} if balance is not None else {}
    figures |= {"change": paid.settlement.change, "rounding": paid.settlement.rounding}
    tenders = [{"type": t.type, "amount": format_amount(t.amount, digits)} for t in paid.tenders]
    return {
        "topup": paid.receipt,
        "purse": topup.purse,
        **{name: format_amount(amount, digits) for name, amount in figures.items()},
        "tenders": tenders,
    } | payments.attempt_shown(till, till.app.desk.attempt)


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "top_up": top_up,
    "topup_refund": topup_refund,
    "late_points": late_points,
}
