"""The verbs of a script that are about refunds to wallets which nobody answers for, or which failed."""

from __future__ import annotations

from typing import Any, get_args

from posapp.commands.replay.arguments import Shown, approver, cart, choice, text
from posapp.commands.replay.payments import refund_shown
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.tender import TenderType
from posapp.usecases.payouts import act_of


def refunds(world: World, till: StagedTill, step: Step) -> Shown:
    """Those of which something is still to be heard are asked about; all of them, as they stand then."""
    for refund in till.app.refunds.going():
        till.app.refunds.put(world.ask_refund(till), refund)
    return {"refunds": [_shown(till, number) for number in range(len(till.running.till.refunds.all()))]}


def _shown(till: StagedTill, number: int) -> dict[str, Any]:
    kept = till.running.till.refunds
    refund = kept.all()[number]
    told = {"receipt": kept.receipt_of(refund.of), "owed": refund.owed, "paid_out": refund.paid_out}
    return refund_shown(till, refund) | told


def go_on(world: World, till: StagedTill, step: Step) -> Shown:
    """Without the answer of the wallet that was asked in vain."""
    till.app.refunds.leave()
    return cart(till)


def decide_refund(world: World, till: StagedTill, step: Step) -> Shown:
    """A person's word about the oldest refund that its wallet was asked for in vain."""
    given = step.args.get("given")
    if not isinstance(given, bool):
        raise NotAScript(f"line {step.line}: 'given' must be true or false")
    waits = next((refund for refund in till.app.refunds.going() if refund.unanswered), None)
    if waits is None:
        raise Refused("refund_answered")
    said, reason, who = text(step, "reference", ""), text(step, "reason", ""), approver(till, step, "decide_payment")
    decided = till.app.refunds.decide(waits.id, given, said, reason, who)
    return cart(till) | {"refund": refund_shown(till, decided) | {"owed": decided.owed}}


def pay_out(world: World, till: StagedTill, step: Step) -> Shown:
    """The oldest refund that is owed is given in another way."""
    owed = till.app.payouts.owed()
    by = next((kind for kind in get_args(TenderType) if kind == choice(step, "type")), None)
    if not owed or by is None:
        raise Refused("refund_not_owed")
    reference, reason = text(step, "reference", ""), text(step, "reason", "")
    paid = till.app.payouts.pay_out(owed[0].id, by, reference, reason, approver(till, step, act_of(by)))
    return {"refund": refund_shown(till, paid) | {"paid_out": paid.paid_out}}
