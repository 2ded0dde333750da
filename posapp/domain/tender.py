"""Paying: tenders, what is still due, cash rounding and change (money rules M5 and M6). Amounts are minor units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.money import Currency, money, round_to_step
from posapp.domain.payment_code import WALLETS, CodeRange, WalletType, check_kept, holds_payment_code, is_card_number
from posapp.domain.store import CashRounding
from posapp.domain.typed import seen

TenderType = Literal["cash", "card", "voucher", "wallet_outside", WalletType, "points", "stored_value", "gift_card"]
"""Every way of paying that there is, at the counter and in a shop file's orders and earlier sales. `wallet_outside`:
wallet money that was taken on a device of its own, or by the shop's printed code."""

PURSES: Final[frozenset[TenderType]] = frozenset({"points", "stored_value", "gift_card"})
"""Paid out of what the shop owes the customer already: the hub keeps the balance (`domain.wallet`)."""


@dataclass(frozen=True, slots=True)
class Tender:
    """One way of paying; of cash `amount` is what was handed over; `reference`: the slip of a card terminal, or a
    wallet's own number."""

    number: int
    type: TenderType
    amount: int
    reference: str = ""
    attempt: str = ""
    """The payment attempt that it came of; "" where a person took it and typed what they had."""
    account: str = ""
    """Of PURSES whose it is: the code of a gift card, or a member's id."""
    points: int = 0
    bonus: int = 0
    """Of stored value what was a present, not paid in."""
    reserved: str = ""
    """The name under which the hub keeps it for this sale; "" where it could not be asked."""
    proof: str = ""
    """Of a member's purse what released it: their live code, or "pin"; the journal tells it to the hub."""
    named: str = ""
    """The name under which the hub was, or would have been, asked."""
    whole: int = 0
    """Of money that goes back to a wallet (an amount below zero) what the payment `attempt` took in all."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where a payment stands: `due` = total + rounding, `change` only from cash (M6), `complete`: nothing is left."""

    total: int
    rounding: int
    due: int
    paid: int
    change: int
    remaining: int
    """Still to pay if cash settles it: rounded."""
    remaining_exact: int
    """Still to pay by anything but cash: not rounded."""
    complete: bool
    surplus: int = 0
    """Taken by anything but cash beyond the total, since goods were left out: it goes back the way it came first."""


def settle(total: int, tenders: Sequence[Tender], rounding: CashRounding) -> Settlement:
    """Where the payment of `total` stands. Only the cash part is rounded, and only when cash settles the rest (M5)."""
    other = sum(t.amount for t in tenders if t.type != "cash")
    handed = [t.amount for t in tenders if t.type == "cash"]
    cash, cash_part = sum(handed), total - other
    if other and cash_part < 0:
        return Settlement(total, 0, total, other + cash, 0, 0, 0, False, -cash_part)
    cash_due = round_to_step(cash_part, rounding.step, rounding.mode)
    if cash_part == 0 and not handed or handed and cash >= cash_due:
        rounded = cash_due - cash_part
        return Settlement(total, rounded, total + rounded, other + cash, cash - cash_due, 0, 0, True)
    return Settlement(total, 0, total, other + cash, 0, max(0, cash_due - cash), max(0, cash_part - cash), False)


def check_tender(
    total: int,
    tenders: Sequence[Tender],
    new: Tender,
    rounding: CashRounding,
    currency: Currency,
    ranges: Sequence[CodeRange] = (),
) -> None:
    """Refused unless the tender may join: positive, not absurd, and no more than is due for anything but cash (M6).
    `ranges`: the payment codes of the shop's settings."""
    at = settle(total, tenders, rounding)
    if at.complete:
        raise Refused("already_paid")
    if at.surplus:
        raise Refused("surplus_waits", amount=money(at.surplus, currency))
    due = money(at.remaining_exact, currency)
    if new.type != "cash" and new.amount <= 0 or new.amount < 0:
        raise Refused("amount_format")
    if new.amount == 0 and at.remaining:  # 0.00 in cash pays only what is rounded away
        raise Refused("too_little", missing=money(at.remaining, currency))
    if new.type != "cash" and new.amount > at.remaining_exact:
        raise Refused("over_due", due=due)
    if not new.attempt:
        check_reference(new.type, new.reference, ranges)
    if new.type in WALLETS and not new.attempt:
        raise Refused("tender_not_offered", tender=new.type)
    if new.type == "cash" and new.amount > max(at.remaining_exact * 100, 100_000 * 10**currency.digits):
        raise Refused("cash_absurd", due=due)


def less(tender: Tender, surplus: int) -> tuple[Tender | None, int]:
    """The tender without the surplus, or None where nothing of it is left; and what goes back of it. Points go back
    whole: where one pays more than is too much, a little is to be paid again."""
    back = min(tender.amount, surplus)
    points = 0
    if tender.points:
        value = tender.amount // tender.points
        points = -(-back // value)
        back = points * value
    left = tender.amount - back
    if left <= 0:
        return None, back
    bonus = tender.bonus * left // tender.amount
    rest = replace(tender, amount=left, points=tender.points - points, bonus=bonus)
    return (replace(rest, reference=str(rest.points)) if points else rest), back


def check_change(change: int, currency: Currency) -> None:
    """Refused("much_change") when no note explains so much change: a figure too many was typed. That is 1,000 units of
    a currency with decimals, and 50,000 of one without (whose notes go up to there)."""
    if change >= (1_000 * 10**currency.digits if currency.digits else 50_000):
        raise Refused("much_change", change=money(change, currency))


OPENS_DRAWER: Final[Mapping[TenderType, bool]] = {
    "cash": True,
    "card": False,
    "voucher": True,
    "wallet_outside": False,
    "wechat": False,
    "alipay": False,
    "unionpay": False,
    "ecny": False,
    "points": False,
    "stored_value": False,
    "gift_card": False,
}
"""Whether the tender goes into the drawer; every type has its place here."""

BY_HAND: Final[frozenset[TenderType]] = frozenset({"cash", "card", "voucher", "wallet_outside"})
"""What a person takes and says so, without anybody who could be asked: its type may have been a slip of the hand."""
OF_THE_SHOP: Final[frozenset[TenderType]] = frozenset({"card", "wallet_outside"})
"""Of these what lies in the merchant account of the shop whose own machine took it."""


def check_reference(kind: TenderType, reference: str, ranges: Sequence[CodeRange] = ()) -> None:
    """Refused unless it is what such a tender is known by, where a person types it."""
    if kind == "card":
        check_slip(reference, ranges)
    if kind == "wallet_outside":
        check_outside(reference, ranges)
    if kind == "voucher":
        if not seen(reference):
            raise Refused("voucher_number_missing")
        try:
            check_kept(reference, ranges)
        except Refused as no:
            raise Refused("voucher_like_card") if no.code == "card_number" else no from None


NO_VOUCHER_NUMBER: Final = frozenset({"", "IMPORT"})
"""What imported sales say, whose source knew none."""


def voucher_number(reference: str) -> str:
    """The number as vouchers are compared, whatever its spaces and capitals."""
    return "".join(reference.split()).upper()


def check_slip(reference: str, ranges: Sequence[CodeRange] = ()) -> None:
    """Refused unless it is a slip's reference: not missing, and not the number of a card, which no till may keep."""
    if not seen(reference):
        raise Refused("card_reference_missing")
    check_kept(reference, ranges)
    if is_card_number("".join(c for c in reference if c.isdigit())):  # with whatever stands between its digits
        raise Refused("card_number")


def check_outside(reference: str, ranges: Sequence[CodeRange] = ()) -> None:
    """Refused unless it is what the wallet wrote of the payment: not missing, and not the code that pays, which no till
    may keep."""
    if not seen(reference):
        raise Refused("outside_reference_missing")
    if holds_payment_code(reference, ranges):
        raise Refused("outside_reference_pays")
    check_kept(reference, ranges)


NOTES = (10, 50, 100)
"""What people hold out, in whole units of the currency."""


def likely_cash(due: int, currency: Currency) -> tuple[int, ...]:
    """The amounts that a customer probably hands over for `due`: exact, then the next round ones, ascending."""
    unit = 10**currency.digits
    rounded = {-(-due // (note * unit)) * note * unit for note in NOTES}
    return tuple(sorted({due, *rounded})) if due > 0 else ()
