"""The verbs of a script that take money: tenders, what goes back, the attempt under way, the completed sale."""

from __future__ import annotations

from typing import get_args

from posapp.commands.replay import payments, purses
from posapp.commands.replay.arguments import Shown, approver, cart, choice, minor, text
from posapp.commands.replay.render import sale_shown
from posapp.commands.replay.returns import returned_shown
from posapp.commands.replay.script import Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.commands.replay.topups import topped_up_shown
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount
from posapp.domain.payment_code import WALLETS, WalletType
from posapp.domain.refund import Refund
from posapp.domain.tender import BY_HAND, PURSES


def tender(world: World, till: StagedTill, step: Step) -> Shown:
    """One more tender; a card without a reference is asked of the terminal."""
    kind = text(step, "type")
    _keep_again(world, till)
    wallet = next((w for w in get_args(WalletType) if w == kind), None)
    if wallet is not None and not world.imported:
        return _wallet(world, till, step, wallet)
    if kind in PURSES:
        purses.take(world, till, step, kind)
        return cart(till)
    if kind not in BY_HAND:
        raise Refused("tender_not_offered", tender=kind)
    reference = text(step, "code", text(step, "reference", "import" if world.imported and kind == "voucher" else ""))
    if kind == "card" and not reference and world.has_terminal:
        attempt = payments.charge(world, till, minor(till, step, "amount"))
        return cart(till) | payments.attempt_shown(till, attempt)
    second = approver(till, step, "wallet_outside") if kind == "wallet_outside" else None
    till.app.payment.take(kind, minor(till, step, "amount"), reference, second)
    return cart(till)


def _wallet(world: World, till: StagedTill, step: Step, wallet: WalletType) -> Shown:
    """`amount`: the rest where none is named; `code`: where it was not scanned before."""
    rest = format_amount(till.app.desk.settlement().remaining_exact, till.app.desk.store.currency.digits)
    amount, code = minor(till, step, "amount", rest), text(step, "code", "")
    attempt = payments.charge_wallet(world, till, wallet, amount, code)
    return cart(till) | payments.attempt_shown(till, attempt)


def untender(world: World, till: StagedTill, step: Step) -> Shown:
    """A tender goes back."""
    number = step.args.get("tender")
    who = approver(till, step, "withdraw_tender")
    if any(t.number == number and t.attempt for t in till.app.desk.basket.tenders):
        attempt = payments.give_back(world, till, int(str(number)), who)
        return cart(till) | payments.attempt_shown(till, attempt)
    if any(t.number == number and t.type in PURSES for t in till.app.desk.basket.tenders):
        purses.give_back(world, till, number)
        return cart(till)
    till.app.payment.take_back(number if isinstance(number, int) else 0, who)
    return cart(till)


def surplus(world: World, till: StagedTill, step: Step) -> Shown:
    """What is too much goes back, to one tender a step."""
    slip, who = text(step, "reference", ""), approver(till, step, "withdraw_tender")
    found = till.app.leaving_out.surplus()
    if not slip and found is not None and found[0].type in WALLETS:
        refund = till.app.refunds.begin(found[0].attempt, found[1], text(step, "reason", ""), who)
        return refunded(world, till, refund)
    till.app.leaving_out.give_back(slip, who)
    return cart(till)


def refunded(world: World, till: StagedTill, refund: Refund) -> Shown:
    """A wallet is asked to give it back, or what became of that."""
    stands = till.app.refunds.put(world.ask_refund(till), refund)
    return cart(till) | {"refund": payments.refund_shown(till, stands)}


def correct_tender(world: World, till: StagedTill, step: Step) -> Shown:
    """A tender of a completed sale was another."""
    return purses.correct(till, step, approver(till, step, "correct_tender"))


def provider(world: World, till: StagedTill, step: Step) -> Shown:
    """What the simulated terminal, or the wallet that is named, does next."""
    return payments.play(world, choice(step, "answers"), text(step, "wallet", ""))


def ask(world: World, till: StagedTill, step: Step) -> Shown:
    """What became of the payment? Its terminal is asked again, never to charge again."""
    current = till.app.attempts.current
    if current is None:
        raise Refused("payment_none")
    attempt = payments.follow(world, till, current.next_question)
    return cart(till) | payments.attempt_shown(till, attempt)


def cancel(world: World, till: StagedTill, step: Step) -> Shown:
    """Take back the payment that has no result."""
    till.app.attempts.cancel()
    attempt = payments.follow(world, till, "reverse")
    return cart(till) | payments.attempt_shown(till, attempt)


def decide(world: World, till: StagedTill, step: Step) -> Shown:
    """A person's word about it."""
    attempt = payments.decide(till, step, approver(till, step, "decide_payment"))
    return cart(till) | payments.attempt_shown(till, attempt)


def _keep_again(world: World, till: StagedTill) -> None:
    """What comes back and lay here for long may have been taken by another till: asked before money moves."""
    cart_, search = till.app.desk.basket.cart, till.app.return_search
    if cart_.sold is not None and search.keep_again() is not None:
        search.keep(cart_.sold, cart_.returns, world.ask_returns(till))


def complete(world: World, till: StagedTill, step: Step) -> Shown:
    """The sale is committed, and its receipt printed."""
    desk = till.app.desk
    if desk.basket.cart.returns and not desk.basket.paying:  # what comes back may be all there is to settle
        till.app.payment.pay()
    _keep_again(world, till)
    sale = till.app.payment.complete(ref=world.ref(step))
    till.app.checkout.forget_undo()
    if till.paper is not None:
        till.paper.work()
    if sale.topup is not None:
        return topped_up_shown(sale, till)
    if sale.back is None:
        return sale_shown(sale, desk.store.currency)
    world.credit = next((t.account for t in sale.tenders if t.type == "gift_card" and t.amount < 0), world.credit)
    for refund in till.app.refunds.going():
        till.app.refunds.put(world.ask_refund(till), refund)
    return sale_shown(sale, desk.store.currency) | returned_shown(sale.back, desk.store.currency)
