"""Money that goes back to a customer's wallet. It is never called done before the provider says so.

A refund is on disk before it is asked for, and its id is the one name under which its provider is ever asked: asked
again, it gives nothing back again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

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
    def owed(self) -> bool:
        """Whether the customer has to get it in another way: the wallet failed after the sale was complete."""
        return self.state in FAILED and self.off and not self.paid_out


def refund_told(refund: Refund, answer: RefundAnswer) -> Refund:
    """The refund after this answer. What was accepted can still fail; what has arrived or failed stays so."""
    if not refund.going:
        return refund
    said = answer.state
    if said == "silent" or said == "unreached" or said == "unheard":
        return refund if refund.state == "accepted" else replace(refund, why=said)
    reference = answer.reference or refund.reference
    return replace(refund, state=said, reference=reference, why=answer.why, off=refund.off or said in GIVEN)


WHY_REFUND: Final[dict[str, tuple[str, str]]] = {
    "silent": ("{who}没有回答", "{who} gave no answer"),
    "unreached": ("连不上{who}", "{who} could not be reached"),
    "unheard": ("{who}没有收到过这笔退款", "{who} has not heard of this refund"),
    "no_funds": ("商户余额不足", "the merchant's balance is too small"),
    "account_closed": ("顾客的账户收不了款", "the customer's account takes no money"),
    "too_old": ("超过可退款期限", "the payment is too old to be refunded"),
    "over_refund": ("超过付款金额", "it is more than was paid"),
    "wallet_not_set_up": ("总部还没有接入{who}", "head office has not set up {who}"),
}
"""Why a refund is as it is, in Chinese and English; a provider's own other codes are shown as they are."""
