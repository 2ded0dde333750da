"""Money that a customer puts onto a balance: what the shop gives with it, how much a balance may hold, and what becomes
of the present when some of the money goes back. Amounts are minor units.

`principal` is what was paid in, `bonus` what was a present; the two are told apart wherever the balance is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.money import Currency, money
from posapp.domain.wallet import SpendOrder

TopUpPurse = Literal["stored_value", "gift_card"]
"""A registered member's stored value, or a card that pays for whoever bears it."""

MEMBER_USUAL: Final = 5_000
BEARER_USUAL: Final = 1_000
"""What a balance may hold, in whole units of the currency, where the shop says nothing: the limits of registered and
of bearer cards (单用途商业预付卡管理办法, article 18)."""

NOT_FOR_TOPUPS: Final = frozenset({"points", "stored_value", "gift_card", "voucher"})
"""What pays for no top-up: it would only move what the shop owes already."""
BACK_REASONS: Final = (("不再需要", "Not needed any more"), ("搬家", "Moves away"), ("多充了", "Too much put in"))
"""Why principal goes back, in Chinese and English; any other reason is typed."""


@dataclass(frozen=True, slots=True)
class BonusStep:
    """Whoever pays in `least` or more gets `bonus`, between `starts` and `ends` (UTC ISO texts; None: at any time)."""

    least: int
    bonus: int
    starts: str | None = None
    ends: str | None = None

    def holds(self, at: str) -> bool:
        """Whether it is given at that moment."""
        return (self.starts is None or self.starts <= at) and (self.ends is None or at < self.ends)


@dataclass(frozen=True, slots=True)
class TopUpRules:
    """What a shop's settings say. `member_most` and `bearer_most`: what a balance may hold, None as is usual;
    `offline_most`: how much one member puts in at a till in a day while the hub cannot be asked, 0 nothing."""

    member_most: int | None = None
    bearer_most: int | None = None
    offline_most: int = 0
    steps: tuple[BonusStep, ...] = ()
    order: SpendOrder = "share"


@dataclass(frozen=True, slots=True)
class TopUp:
    """One that is being paid. `asked`: the hub was; `balance`: what it said was there before (`of_it` bonus), None
    where it did not say."""

    purse: TopUpPurse
    account: str
    principal: int
    bonus: int = 0
    asked: bool = False
    balance: int | None = None
    of_it: int = 0
    approver: str = ""

    @property
    def after(self) -> int | None:
        """What the balance is then, None where nobody here knows."""
        return None if self.balance is None else self.balance + self.principal + self.bonus


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a refund takes from a balance: the principal that the customer gets, and the bonus that goes with it."""

    principal: int
    bonus: int

    @property
    def units(self) -> int:
        """Both."""
        return self.principal + self.bonus


def most_of(rules: TopUpRules, purse: TopUpPurse, currency: Currency) -> int:
    """What such a balance may hold."""
    said, usual = (rules.member_most, MEMBER_USUAL) if purse == "stored_value" else (rules.bearer_most, BEARER_USUAL)
    whole: int = 10**currency.digits
    return usual * whole if said is None else said


def bonus_for(rules: TopUpRules, purse: TopUpPurse, principal: int, at: str) -> int:
    """What is given with so much: the best of the steps that are reached. A bearer's card gets no present: nobody could
    say later whose it was."""
    if purse != "stored_value":
        return 0
    return max((step.bonus for step in rules.steps if step.least <= principal and step.holds(at)), default=0)


def check_most(rules: TopUpRules, purse: TopUpPurse, currency: Currency, balance: int, units: int) -> None:
    """Refused("topup_over_limit") where the balance would hold more than it may."""
    most = most_of(rules, purse, currency)
    if balance + units > most:
        raise Refused("topup_over_limit", most=money(most, currency), room=money(max(0, most - balance), currency))


def withdrawn(balance: int, bonus: int, principal: int) -> Withdrawn:
    """What goes when so much principal is given back: of the bonus its share, rounded up, so that no part of a present
    outlives the money that it was given with. Refused("topup_short")."""
    paid_in = balance - bonus
    if not 0 < principal <= paid_in:
        raise Refused("topup_short")
    return Withdrawn(principal, -(-bonus * principal // paid_in))


def number_of(receipt: str) -> tuple[str, int] | None:
    """(ISO business date, running number) of a printed number; None of what is none, a sale's for instance."""
    head, _, last = receipt.strip().upper().rpartition("-")
    day, digits = head.rpartition("-")[2], last.removeprefix("T")
    plain = all(part.isascii() and part.isdigit() for part in (day, digits))
    if not last.startswith("T") or not plain or len(day) != 8 or len(digits) > 9:
        return None
    return f"{day[:4]}-{day[4:6]}-{day[6:]}", int(digits)


def topup_number(store: str, register: str, date: str, sequence: int) -> str:
    """The printed number, for instance "S1-1-20261123-T0001": counted apart from receipts, without gaps."""
    return f"{store}-{register}-{date.replace('-', '')}-T{sequence:04d}"
