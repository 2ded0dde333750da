"""What persons decided in a provider's place, what providers said otherwise later, and what wallets will not give back:
all of it is for somebody at head office. Everything else that providers say is kept as it came.
"""

from __future__ import annotations

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.tender_ops import PaymentMovedOp, RefundMovedOp
from posapp.domain.attempt import PAID_LATE
from posapp.domain.refund import DECIDED, FAILED, GIVEN_LATE

Origin = tuple[str, str, str]


def payment_moved(rows: Rows, origin: Origin, entry: WireEntry, said: PaymentMovedOp) -> None:
    """What a person decided is looked up in the provider's bill; what was paid after all is owed to the customer."""
    about: dict[str, str | int] = {"attempt": said.of, "state": said.state, "reference": said.reference}
    if said.asked:
        about["asked"] = said.asked
    if said.why == PAID_LATE:
        exceptions.note(rows, "payment_late", origin, entry, about, amount=said.amount)
    if said.why == DECIDED:
        about["said"] = said.reason[: exceptions.MOST_NOTE]
        people = (said.approver,) if said.approver else ()
        exceptions.note(rows, "payment_decided", origin, entry, about, amount=said.amount, people=people)


def refund_moved(rows: Rows, origin: Origin, entry: WireEntry, said: RefundMovedOp) -> None:
    """What a wallet will not give back is the customer's still: somebody pays it out in another way."""
    about: dict[str, str | int] = {"refund": said.of, "state": said.state, "reference": said.reference}
    if said.why == DECIDED:
        about["said"] = said.reason[: exceptions.MOST_NOTE]
        people = (said.approver,) if said.approver else ()
        exceptions.note(rows, "refund_decided", origin, entry, about, amount=said.amount, people=people)
    elif said.why == GIVEN_LATE:
        exceptions.note(rows, "refund_late", origin, entry, about, amount=said.amount)
    elif said.state in FAILED:
        exceptions.note(rows, "refund_failed", origin, entry, about | {"why": said.why}, amount=said.amount)
