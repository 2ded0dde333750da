"""Calls about online orders: a till that is about to do something with one, a channel that places one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from posapp.contract.calls import Message, Text
from posapp.contract.feed_figures import Minor, Thousandths
from posapp.contract.feed_orders import OrderRow, OrderTenderRow

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f/]+$")]
Positive = Annotated[int, Field(gt=0, le=10**9)]
Amount = Annotated[int, Field(ge=0, le=10**12)]


class ClaimOrderRequest(Message):
    """A till is about to take or hand over an order, or, of itself, to print what is to be picked (`slip`); `at`: its
    own moment. The answer is the OrderRow as the hub has it, kept for this till for two minutes."""

    order: Id
    act: Literal["take", "hand_over", "slip"]
    staff: Text = ""
    at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class LookRequest(Message):
    """Whose order is this? `text`: its number, or the customer's whole telephone number."""

    text: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]


class LookedUp(Message):
    """Orders of other shops, to be read: without code, without the telephone number but its last four digits."""

    orders: tuple[OrderRow, ...] = ()


class WantedLine(Message):
    """Goods that a customer ordered: `quantity` in thousandths; minor units before and after what was taken off.
    `final`: the customer confirmed that they come back for a fault only; without it no category of a shop is excluded
    from the seven days of goods sold at a distance."""

    sku: Id
    quantity: Positive
    amount: Amount
    discount: Amount = 0
    tax: Amount = 0
    final: bool = False


class PlaceOrderRequest(Message):
    """An order for pickup, as a web shop places it. `id` is the channel's own number: the same again is the same order.
    `store`: the shop that the customer chose; where it has not all of the goods, the next of the shops near it that has
    them. Paid before: `tenders`; what they leave is paid in the shop."""

    id: Id
    store: Id
    elsewhere: bool = True
    name: Text = ""
    phone: Annotated[str, Field(max_length=20, pattern=r"^[+0-9]*$")] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^[^\x00-\x20\x7f]*$")] = ""
    member: Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    lines: Annotated[tuple[WantedLine, ...], Field(strict=False, min_length=1, max_length=200)]
    shipping: Amount = 0
    tenders: Annotated[tuple[OrderTenderRow, ...], Field(strict=False, max_length=10)] = ()
    promised: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$")] = ""
    note: Text = ""


class OrderLineSaid(Message):
    """What became of a line, thousandths; `instead`: other goods, with the customer's consent."""

    sku: str
    quantity: Thousandths
    picked: Thousandths = 0
    short: Thousandths = 0
    handed: Thousandths = 0
    instead: str = ""


class OrderSaid(Message):
    """Where an order stands, for its channel. `code` collects it: the customer says it, or shows a QR whose text it is
    (that of the order's number finds it and collects nothing). `refund`: minor units that go back to the customer the
    way they came, of which `refunded` have; `refund_state` is "none", "queued" (it may still change), "due" (pay it) or
    "paid"."""

    id: str
    store: str
    state: str
    code: str
    promised: str = ""
    until: str = ""
    lines: tuple[OrderLineSaid, ...]
    total: Minor
    paid: Minor
    balance: Minor
    refund: Minor = 0
    refunded: Minor = 0
    refund_state: str = "none"


class CancelOrderRequest(Message):
    """The customer, or the channel, does not want it any more."""

    reason: Text = ""


class ArrivedRequest(Message):
    """The customer says "I am here". `place`: where they wait, a bay or a number plate, as they typed it."""

    place: Text = ""


class RefundedRequest(Message):
    """So much has the channel paid back, in all."""

    amount: Amount
