"""What a till asks the hub before goods come back: what was sold, what of it has come back anywhere, and to keep the
rest for the return under way, so that no other till takes it back meanwhile. Asking again is safe.

Nothing is booked by it: that is what the sale's journal entry does that takes the goods back.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_orders import OrderRow

Key = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Count = Annotated[int, Field(ge=0, le=10**12)]
MOST_FOUND: Final = 20


class KeepLine(Message):
    """So many thousandths of a line (1 is the first)."""

    line: Annotated[int, Field(ge=1, le=100_000)]
    quantity: Count


class ReturnQuestion(Message):
    """`find`: by one of the rest; a member by `phone` too, and with `sku` only what has these goods. `payment`: the
    number of a wallet's payment, as the customer's telephone or the bill shows it. `keep`: these lines of `sale` (an id
    of a sale, or "order:" and an order's) for half an hour; none lets go what was kept. `price`: the lowest at which
    the store has sold `sku` since the business date `since`, and how often `person` (sealed) has brought goods without
    a receipt since `person_since`."""

    do: Literal["find", "keep", "price"] = "find"
    sale: Key = ""
    receipt: Key = ""
    order: Key = ""
    payment: Key = ""
    member: Key = ""
    phone: Key = ""
    lines: Annotated[tuple[KeepLine, ...], Field(max_length=500, strict=False)] = ()
    sku: Key = ""
    person: Key = ""
    since: Key = ""
    person_since: Key = ""


class BackSaid(Message):
    """A later sale that took goods back: the till's entry, and its `body` as JSON."""

    till: str
    seq: int
    body: str


class PendingSaid(Message):
    """What another till keeps for a return under way."""

    line: int
    quantity: int


class WholeSaid(Message):
    """What a payment attempt took in all."""

    attempt: str
    amount: int


class CorrectedSaid(Message):
    """A tender that was another, see contract.tender_ops."""

    tender: int
    type: str
    reference: str = ""


class SoldSaid(Message):
    """A sale as its entry told it (`body`, JSON), with the `order` that it is for; or an `order`, which its id begins
    with "order:" of. With all that came back of it."""

    id: str
    store: str
    entity: str = ""
    """The tax number of who sold it."""
    seller: str = ""
    """The name of who sold it."""
    receipt: str = ""
    at: str = ""
    body: str = ""
    order: OrderRow | None = None
    backs: Annotated[tuple[BackSaid, ...], Field(strict=False)] = ()
    pending: Annotated[tuple[PendingSaid, ...], Field(strict=False)] = ()
    wholes: Annotated[tuple[WholeSaid, ...], Field(strict=False)] = ()
    corrected: Annotated[tuple[CorrectedSaid, ...], Field(strict=False)] = ()
    balance: SoldSaid | None = None
    """Of an order the sale that paid its balance at a counter, with what came back by that one's own receipt."""
    late: str = ""
    """The entry (JSON) that gave its points to a member after it was complete."""
    refunded: int = 0
    """Minor units of cash that went back for it without goods, at whatever till."""


class PhotoKept(Message):
    """The hash under which a picture of goods that came back is kept."""

    id: str


class ReturnAnswer(Message):
    """What was found, the newest first; `as_of`: the hub's time. Of `keep` it is the one sale; `kept`: whether there
    was enough left of every line."""

    found: Annotated[tuple[SoldSaid, ...], Field(strict=False)] = ()
    as_of: str = ""
    kept: bool = False
    lowest: int | None = None
    times: int = 0
