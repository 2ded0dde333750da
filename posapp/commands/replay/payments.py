"""The verbs of a script that are about money asked of a card terminal; none waits longer than a till."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.attempt import Attempt, Question
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount
from posapp.domain.staff import Staff

Shown = dict[str, Any]

QUERIES = 3
"""So often a script looks whether the customer has paid by now."""


def attempt_shown(till: StagedTill, attempt: Attempt | None) -> Shown:
    """How the payment that was asked for stands; nothing where none was."""
    if attempt is None:
        return {}
    amount = format_amount(attempt.amount, till.app.desk.store.currency.digits)
    told = {"type": attempt.type, "amount": amount, "state": attempt.state, "why": attempt.why}
    return {"attempt": {**told, "reference": attempt.reference}}


def play(world: World, answers: str) -> Shown:
    """What the simulated terminal does about the next charge; "off" switches it off."""
    try:
        world.terminal(answers)
    except KeyError:
        raise Refused("nothing_to_show", what=answers) from None
    return {"provider": answers}


def charge(world: World, till: StagedTill, amount: int) -> Attempt:
    """Ask for the amount, then look a few times what became of it."""
    attempts = till.app.attempts
    attempts.begin(world.asked.name, "card", amount)
    return follow(world, till, "charge")


def follow(world: World, till: StagedTill, question: Question) -> Attempt:
    """One question, and more while the answer is that the customer pays, or that nothing was heard of it."""
    attempts = till.app.attempts
    attempt = attempts.put(world.asked, question)
    for _ in range(QUERIES):
        if attempt.state != "pending" and not (attempt.open and attempt.why == "unheard"):
            break
        attempt = attempts.put(world.asked, attempt.next_question)
    return attempt


def give_back(world: World, till: StagedTill, number: int, approver: Staff | None) -> Attempt:
    """Have a tender that came of the terminal reversed by it."""
    till.app.attempts.take_back(number, approver)
    return follow(world, till, "reverse")


def decide(till: StagedTill, step: Step, approver: Staff | None) -> Attempt:
    """A person's word in the terminal's place."""
    paid = step.args.get("paid")
    if not isinstance(paid, bool):
        raise NotAScript(f"line {step.line}: 'paid' must be true or false")
    reference, reason = str(step.args.get("reference", "")), str(step.args.get("reason", ""))
    return till.app.attempts.decide(paid, reference, reason, approver)
