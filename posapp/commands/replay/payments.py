"""The verbs of a script that are about money asked of a card terminal or a wallet; none waits longer than a till."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.attempt import Attempt, Question
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount
from posapp.domain.payment_code import WalletType, digits_of
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.ports.provider import Provider

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


def play(world: World, answers: str, wallet: str = "") -> Shown:
    """What the simulated terminal, or a simulated wallet, does about the next charge; "off" switches it off."""
    try:
        if wallet:
            world.wallets(wallet, answers)
        else:
            world.terminal(answers)
    except KeyError:
        raise Refused("nothing_to_show", what=answers) from None
    return {"provider": answers} | ({"wallet": wallet} if wallet else {})


def scan(till: StagedTill, code: str) -> Shown:
    """A scan at the payment: the code that pays chooses the wallet, and is kept for the tender only."""
    till.shown = None
    wallet = till.app.attempts.wallet_of(code)
    till.shown = (wallet, digits_of(code))
    return {"wallet": wallet}


def charge(world: World, till: StagedTill, amount: int) -> Attempt:
    """Ask the terminal for the amount, then look a few times what became of it."""
    return _begin(world, till, world.asked, "card", amount)


def charge_wallet(world: World, till: StagedTill, wallet: WalletType, amount: int, code: str) -> Attempt:
    """The same of a wallet, by the code of the step or the one that was scanned."""
    if code:
        scan(till, code)
    shown, till.shown = till.shown, None
    if shown is None or shown[0] != wallet:
        raise Refused("wallet_code_missing")
    return _begin(world, till, world.wallet(till, wallet, shown[1]), wallet, amount)


def _begin(world: World, till: StagedTill, provider: Provider, kind: TenderType, amount: int) -> Attempt:
    attempts = till.app.attempts
    attempts.begin(provider.name, kind, amount)
    return _look(world, till, attempts.put(provider, "charge"))


def follow(world: World, till: StagedTill, question: Question) -> Attempt:
    """One question about the payment that waits, and more while nothing is known."""
    attempts = till.app.attempts
    current = attempts.current
    if current is None:
        raise Refused("payment_none")
    return _look(world, till, attempts.put(world.provider_of(till, current), question))


def _look(world: World, till: StagedTill, attempt: Attempt) -> Attempt:
    """While the answer is that the customer pays, or that nothing was heard of it."""
    for _ in range(QUERIES):
        if attempt.state != "pending" and not (attempt.open and attempt.why == "unheard"):
            break
        attempt = till.app.attempts.put(world.provider_of(till, attempt), attempt.next_question)
    return attempt


def give_back(world: World, till: StagedTill, number: int, approver: Staff | None) -> Attempt:
    """Have a tender that came of a provider reversed by it."""
    till.app.attempts.take_back(number, approver)
    return follow(world, till, "reverse")


def decide(till: StagedTill, step: Step, approver: Staff | None) -> Attempt:
    """A person's word in the provider's place."""
    paid = step.args.get("paid")
    if not isinstance(paid, bool):
        raise NotAScript(f"line {step.line}: 'paid' must be true or false")
    reference, reason = str(step.args.get("reference", "")), str(step.args.get("reason", ""))
    return till.app.attempts.decide(paid, reference, reason, approver)
