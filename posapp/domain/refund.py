"""Money that goes back to a customer's wallet. It is never called done before the provider says so.

A refund is on disk before it is asked for, and its id is the one name under which its provider is ever asked: asked
again, it gives nothing back again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.payment_code import WalletType
from posapp.domain.tender import TenderType

RefundState = Literal["asked", "accepted", "arrived", "failed", "too_old"]
"""`asked`: the provider was asked or was about to be; `accepted`: it says that it gives it back; `arrived`: that the
customer has it; `failed` and `too_old`: that it will not, and somebody pays it out in another way."""

RefundQuestion = Literal["refund", "query"]

RefundSaid = Literal["accepted", "arrived", "failed", "too_old", "silent", "unreached", "unheard"]

GOING: Final[frozenset[RefundState]] = frozenset({"asked", "accepted"})
"""Its provider is to be asked on."""
GIVEN: Final[frozenset[RefundState]] = frozenset({"accepted", "arrived"})
"""The customer gets it this way."""
FAILED: Final[frozenset[RefundState]] = frozenset({"failed", "too_old"})
"""The wallet will not give it."""


@dataclass(frozen=True, slots=True)
class RefundAnswer:
    """What a provider says. `reference`: its own name for the refund; `why`: why not."""

    state: RefundSaid
    reference: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Refund:
    """`id` is the till's id, a dot and the number of the journal entry that told of it first; `of` the payment attempt
    whose money it is, `whole` what that took."""

    id: str
    of: str
    wallet: WalletType
    amount: int
    whole: int
    currency: str
    state: RefundState
    at: str
    staff: str
    reference: str = ""
    why: str = ""
    off: bool = False
    """Whether the payment counts less by it: the wallet accepted it, or the sale went on without its answer."""
    paid_out: TenderType | Literal[""] = ""
    """By what the customer got it instead, since the wallet failed."""

    @property
    def going(self) -> bool:
        """Whether something is still to be heard of it."""
        return self.state in GOING

    @property
    def waits(self) -> bool:
        """Whether the payment cannot be counted before there is an answer."""
        return self.state == "asked" and not self.off

    @property
    def unanswered(self) -> bool:
        """Whether its wallet was asked in vain: a person who may can decide what became of it."""
        return self.state == "asked" and bool(self.why)

    @property
    def in_doubt(self) -> bool:
        """Whether a person said that the wallet did not give it, and the wallet has said nothing since: it is asked on,
        and nothing more of that payment goes back to it meanwhile."""
        return self.state in FAILED and self.why == DECIDED

    @property
    def owed(self) -> bool:
        """Whether the customer has to get it in another way: the wallet failed after the sale was complete."""
        return self.state in FAILED and self.off and not self.paid_out


def refund_told(refund: Refund, answer: RefundAnswer) -> Refund:
    """The refund after this answer. What was accepted can still fail; what has arrived or failed stays so."""
    if refund.in_doubt:
        return _told_late(refund, answer)
    if not refund.going:
        return refund
    said = answer.state
    if said == "silent" or said == "unreached" or said == "unheard":
        return refund if refund.state == "accepted" else replace(refund, why=said)
    reference = answer.reference or refund.reference
    return replace(refund, state=said, reference=reference, why=answer.why, off=refund.off or said in GIVEN)


def _told_late(refund: Refund, answer: RefundAnswer) -> Refund:
    """What the wallet says after a person had decided. Its word counts where nothing was done about it; where the
    customer has had it in another way, the books stay, and that it was given twice is for head office."""
    if answer.state in FAILED:
        return replace(refund, why="agreed")
    if answer.state not in GIVEN:
        return refund
    reference = answer.reference or refund.reference
    if refund.owed:
        return replace(refund, state="accepted", reference=reference, why="")
    return replace(refund, reference=reference, why=GIVEN_LATE)


def refund_decided(refund: Refund, given: bool, reference: str) -> Refund:
    """A person says what became of it, by the provider's bill; Refused unless its wallet was asked in vain."""
    if not refund.unanswered:
        raise Refused("refund_answered")
    if given:
        return replace(refund, state="arrived", reference=reference, why=DECIDED, off=True)
    return replace(refund, state="failed", why=DECIDED)


DECIDED: Final = "decided"
"""A person's word in the wallet's place."""
GIVEN_LATE: Final = "given_late"
"""The wallet gave it after all, although a person had said that it did not and it was paid out in another way."""

WHY_REFUND: Final[dict[str, tuple[str, str]]] = {
    "silent": ("{who}没有回答", "{who} gave no answer"),
    "unreached": ("连不上{who}", "{who} could not be reached"),
    "unheard": ("{who}没有收到过这笔退款", "{who} has not heard of this refund"),
    "no_funds": ("商户余额不足", "the merchant's balance is too small"),
    "account_closed": ("顾客的账户收不了款", "the customer's account takes no money"),
    "too_old": ("超过可退款期限", "the payment is too old to be refunded"),
    "over_refund": ("超过付款金额", "it is more than was paid"),
    DECIDED: ("由人按{who}的账单确认", "a person decided by the bill of {who}"),
    "agreed": ("由人确认未退，{who}后来也这样说", "a person decided, and {who} said the same later"),
    GIVEN_LATE: (
        "{who}后来也退了：顾客拿到两次",
        "{who} gave it back later as well: the customer has it twice",
    ),
    "wallet_not_set_up": ("总部还没有接入{who}", "head office has not set up {who}"),
}
"""Why a refund is as it is, in Chinese and English; a provider's own other codes are shown as they are."""
