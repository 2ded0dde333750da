"""A payment attempt: money asked of a provider (a card terminal, a wallet), whose answer may be late or never come.

An attempt is on disk before its provider is asked, and its id is the one name under which the provider is ever asked:
it is charged once, and everything after that is a question about that charge, or its reversal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.payment_code import provider_name
from posapp.domain.tender import TenderType

AttemptState = Literal["asked", "pending", "unknown", "paid", "refused", "reversing", "reversed"]
"""`asked`: the provider was asked or was about to be; `pending`: it says that the customer is paying; `unknown`: it
does not say; `reversing`: it was asked to take the payment back; `paid`, `refused` and `reversed` are the ends, but
that what was paid can be reversed."""

Question = Literal["charge", "query", "reverse"]

AnswerState = Literal["paid", "pending", "refused", "reversed", "unheard", "silent", "unreached"]
"""`unheard`: the provider has never heard of it; `silent`: no answer came, and nobody knows what was done;
`unreached`: not a byte of the question went out."""

OPEN: Final[frozenset[AttemptState]] = frozenset({"asked", "pending", "unknown", "reversing"})
"""Nobody may hand over goods, complete the sale or ask for other money meanwhile."""

UNCLEAR: Final[frozenset[AttemptState]] = frozenset({"unknown", "reversing"})
"""A person who may can decide what became of it."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What a provider is asked about: minor units of the currency under a name that is never used twice."""

    id: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider says. `reference`: its own name for the payment; `why`: its code for a refusal; `amount` of what
    was paid."""

    state: AnswerState
    reference: str = ""
    why: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """`id` is the till's id, a dot and the number of the journal entry that told of it first. `why` explains the state:
    a code of the provider, or one of ours: the keys of WHY below."""

    id: str
    provider: str
    type: TenderType
    amount: int
    currency: str
    state: AttemptState
    at: str
    staff: str
    reference: str = ""
    why: str = ""
    taken: int = 0
    """What the provider says late that it took, where that is another amount than was asked; else 0."""

    @property
    def has(self) -> int:
        """What the provider has of the customer's, where it has any."""
        return self.taken or self.amount

    @property
    def open(self) -> bool:
        """Whether its end is not known yet."""
        return self.state in OPEN

    @property
    def in_doubt(self) -> bool:
        """Whether a person said that it was not paid, and the provider has said nothing since: it is asked on."""
        return self.why == "decided" and self.state != "paid"

    @property
    def charge(self) -> Charge:
        """As its provider is asked about it."""
        return Charge(self.id, self.amount, self.currency)

    @property
    def next_question(self) -> Question:
        """What its provider is to be asked next. Never "charge": that is asked once, where the attempt begins. What the
        provider has never heard of is reversed, so that a charge that is still on its way will not be taken."""
        return "reverse" if self.why == "unheard" else "query"


def told(attempt: Attempt, question: Question, answer: Answer) -> Attempt:
    """The attempt after this answer to this question. An attempt that has ended stays as it is, whatever comes late."""
    if not attempt.open or attempt.state == "reversing" and question == "charge":
        return attempt
    if answer.state == "paid" and answer.amount != attempt.amount:
        return _unclear(attempt, "amount_differs")
    if answer.state == "paid":
        why = {"query": "not_reversed", "reverse": "not_reversible"}.get(question, "")
        return _ended(attempt, "paid", answer.reference, why if attempt.state == "reversing" else "")
    if answer.state == "refused" or answer.state == "reversed":
        return _ended(attempt, answer.state, answer.reference or attempt.reference, answer.why)
    if answer.state == "pending":
        return attempt if attempt.state == "reversing" else replace(attempt, state="pending", why="")
    if answer.state == "unreached" and question == "charge":
        return _ended(attempt, "refused", "", "unreached")
    return _unclear(attempt, answer.state)


def _unclear(attempt: Attempt, why: str) -> Attempt:
    return replace(attempt, state="reversing" if attempt.state == "reversing" else "unknown", why=why)


def _ended(attempt: Attempt, state: AttemptState, reference: str, why: str) -> Attempt:
    return replace(attempt, state=state, reference=reference, why=why)


def given_up(attempt: Attempt) -> Attempt:
    """The customer takes too long: from now on it counts as unknown until the provider says otherwise."""
    return replace(attempt, state="unknown", why="late") if attempt.state in ("asked", "pending") else attempt


def decided(attempt: Attempt, paid: bool, reference: str) -> Attempt:
    """A person says what became of it, by what the provider's own paper says; Refused unless it is unclear."""
    if attempt.state not in UNCLEAR:
        raise Refused("payment_clear")
    if paid:
        return _ended(attempt, "paid", reference, "decided")
    return _ended(attempt, "reversed" if attempt.state == "reversing" else "refused", attempt.reference, "decided")


def told_late(attempt: Attempt, answer: Answer) -> Attempt:
    """What its provider says after all of an attempt in doubt. The decision stands, for goods and books followed it:
    "paid" is money of the customer's that somebody must give back, and a refusal leaves nothing to ask."""
    if not attempt.in_doubt:
        return attempt
    if answer.state == "paid":
        taken = answer.amount if answer.amount not in (0, attempt.amount) else 0
        return replace(attempt, reference=answer.reference or attempt.reference, why=PAID_LATE, taken=taken)
    return replace(attempt, why="agreed") if answer.state in ("refused", "reversed") else attempt


PAID_LATE: Final = "paid_late"
PAID_LATE_READ: Final = "paid_late_read"
"""The same, once somebody who may decide has read of it."""

WHY: Final[Mapping[str, tuple[str, str]]] = {
    "declined": ("银行拒绝了这张卡", "the bank declined the card"),
    "cancelled": ("顾客取消了付款", "the customer cancelled the payment"),
    "unreached": ("连不上{who}", "{who} could not be reached"),
    "silent": ("{who}没有回答", "{who} gave no answer"),
    "unheard": ("{who}没有收到过这笔付款", "{who} has never heard of this payment"),
    "late": ("顾客付款超过了时限", "the customer took longer than the time limit"),
    "amount_differs": ("{who}回答的金额不同", "{who} answered with another amount"),
    "not_reversed": ("没有撤销，款项仍在", "it was not reversed, the money is still taken"),
    "not_reversible": ("{who}说不能撤销", "{who} says that it cannot be reversed"),
    "decided": ("由人按凭条确认", "a person decided by the slip"),
    "agreed": ("由人确认未付款，{who}后来也这样说", "a person decided, and {who} said the same later"),
    PAID_LATE: (
        "由人确认未付款，{who}后来说已付款",
        "a person decided that it was not paid, {who} said later that it was",
    ),
    PAID_LATE_READ: (
        "由人确认未付款，{who}后来说已付款",
        "a person decided that it was not paid, {who} said later that it was",
    ),
    "code_expired": (
        "付款码已过期，请顾客刷新后再扫",
        "the payment code has expired: have the customer show a new one",
    ),
    "code_wrong": (
        "付款码无效，请顾客重新打开付款码",
        "the payment code is not valid: have the customer open it again",
    ),
    "not_enough": ("顾客的余额或额度不足", "the customer's balance or limit is too small"),
    "wallet_declined": ("{who}拒绝了这笔付款", "{who} declined the payment"),
    "wallet_not_set_up": ("总部还没有接入{who}", "head office has not set up {who}"),
    "hub_said_no": ("总部没有接受，款项没有收", "the hub did not take it, nothing was charged"),
}
"""Why an attempt is as it is, in Chinese and English; a provider's own other codes are shown as they are."""


def why_text(why: str, language: str, provider: str = "terminal") -> str:
    """The reason in words, of this provider."""
    zh, en = WHY.get(why, (why, why))
    return (zh if language == "zh" else en).replace("{who}", provider_name(provider, language))


_NUMBERED: Final = re.compile(r"([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)__([0-9]+)")


def attempt_numbered(number: str) -> str:
    """The attempt that a provider knows under this order number of ours, which its bill and the customer's telephone
    show too; "" of a number that is none of them."""
    found = _NUMBERED.fullmatch(number)
    return f"{found[1].replace('_', '-')}.{found[2]}" if found else ""
