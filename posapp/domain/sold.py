"""What was sold, as far as it can come back: its lines with what is left of them, and what was paid for it.

Also the goods of it that lie in a basket. Quantities are thousandths, amounts minor units; what comes back is counted
here as positive, and becomes negative lines of the sale that takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.catalog import Product
from posapp.domain.money import divide
from posapp.domain.points_rule import Earning
from posapp.domain.promotion import Promotion
from posapp.domain.tender import OF_THE_SHOP, TenderType

Condition = Literal["as_new", "opened", "damaged", "defective"]
Disposition = Literal["sellable", "damaged", "warehouse", "supplier", "never_out"]
"""Where goods that came back go: on the shelf again, aside as damaged, to the warehouse, to who supplied them; of an
order's that were paid for and not given out: nowhere, they never left."""

Kind = Literal["sale", "order", "owed", "gift", "unseen", "none"]
"""sale: its entry or the hub tells what it was; order: an online order; owed: what was paid at a counter for goods of
an order that nobody will be given; gift: a sale, by its gift receipt; unseen: a receipt that nobody here knows and the
hub could not be asked about; none: there is no proof at all."""

Off = tuple[str, str, int]
"""(kind, rule id, amount) of a discount."""

ORDER: Final = "order:"
"""Before the id of an online order, where sales have their own."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """`number`: its place in the sale, 1 is the first. `back`, `back_net`, `back_tax`: what has come back of it, and
    what was given for that; `pending`: what another till is just taking back; `never`: what of an order was not given
    out, which counts as back: the hub pays it back."""

    number: int
    product: Product
    quantity: int
    unit: int
    gross: int
    off: tuple[Off, ...]
    net: int
    tax: int
    percent: int = 0
    serial: str = ""
    back: int = 0
    back_net: int = 0
    back_tax: int = 0
    pending: int = 0
    unlisted: bool = False
    shipping: bool = False
    """No goods: what was paid for sending them."""
    never: int = 0
    final: bool = False
    """The customer confirmed when ordering that these come back for a fault only."""

    @property
    def never_net(self) -> int:
        """What that is worth."""
        return divide(self.net * self.never, self.quantity)

    @property
    def left(self) -> int:
        """What may still come back."""
        return max(0, self.quantity - self.back - self.pending)


@dataclass(frozen=True, slots=True)
class Paid:
    """A tender of the sale: `due` what it paid before cash rounding, of which `back` was given back; `cash`,
    `cash_back` the same as it really went over the counter. `whole`: what the payment `attempt` took in all."""

    number: int
    type: TenderType
    due: int
    back: int = 0
    cash: int = 0
    cash_back: int = 0
    reference: str = ""
    attempt: str = ""
    whole: int = 0
    account: str = ""
    points: int = 0
    points_back: int = 0
    bonus: int = 0
    bonus_back: int = 0
    online: bool = False
    """The channel of an order took it, not a counter."""

    @property
    def left(self) -> int:
        """What may still be given back."""
        return max(0, self.due - self.back)

    @property
    def at_its_shop(self) -> bool:
        """Whether it lies in the merchant account of the shop that took it, so that only that shop gives it back."""
        return bool(self.left) and (bool(self.attempt) or (self.type in OF_THE_SHOP and not self.online))


@dataclass(frozen=True, slots=True)
class Limited:
    """What a sale had of which there is only so much: coupons of so many uses by their codes, and offers for so many
    baskets of a member by their ids."""

    coupons: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


NOTHING_LIMITED: Final = Limited()


@dataclass(frozen=True, slots=True)
class Sold:
    """A completed sale or order. `id`: the sale's, or `ORDER` and the order's; `since`: the moment its days count from,
    which for goods that were sent is the hand-over; `earned`, `reversed`: points of `member`; `as_of`: when the hub
    said how much of it is left (""): this till's own books say so; `entity`, `seller`: tax number and name of
    the legal entity that sold it."""

    id: str
    receipt: str
    kind: Kind
    store: str
    since: str
    currency: str
    lines: tuple[SoldLine, ...]
    paid: tuple[Paid, ...]
    member: str | None = None
    earned: int = 0
    reversed: int = 0
    channel: str = ""
    state: str = ""
    as_of: str = ""
    entity: str = ""
    seller: str = ""
    offers: tuple[Promotion, ...] = ()
    """Those of then by which the rest is priced when something comes back; none where all shares are kept."""
    earning: Earning | None = None
    """By which it earned; None where it does not say so, and the shop's plain rule counts."""
    refunded: int = 0
    """Minor units of cash that other tills gave back for it without goods."""
    limited: Limited = NOTHING_LIMITED
    bought: tuple[Paid, ...] = ()
    """Of a present (kind "gift") what its buyer had paid with; `paid` is the card that the bringer gets."""

    @property
    def stands(self) -> str:
        """Its state, and whether it came back: RETURNED when none of the goods are left, PARTLY_RETURNED."""
        goods = [line for line in self.lines if not line.shipping]
        if not any(line.back > line.never for line in goods):
            return self.state
        return "RETURNED" if all(line.back >= line.quantity for line in goods) else "PARTLY_RETURNED"

    @property
    def distance(self) -> bool:
        """Whether it was sold without the customer standing before the goods."""
        return self.kind == "order"


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """Goods of a sale that lie in a basket to be taken back. `of`: the line there; `approver`: who allowed what the
    rules do not."""

    number: int
    of: int
    product: Product
    quantity: int
    unit: int
    gross: int
    off: tuple[Off, ...]
    net: int
    tax: int
    percent: int = 0
    serial: str = ""
    reason: str = ""
    condition: Condition = "as_new"
    disposition: Disposition = "sellable"
    note: str = ""
    approver: str = ""
    unlisted: bool = False
    excepted: str = ""
    """What the approver let by: "late", "excluded", "serial", "refunded" (cash went back for its receipt before)."""
    photo: str = ""
    """The hash of a picture that shows them."""


@dataclass(frozen=True, slots=True)
class RefundChoice:
    """How money goes back: over the tenders that paid (`by` None), or all of it that is money by one, which somebody
    chose for a reason and somebody else may have allowed. `person`: who brings goods without a receipt."""

    by: TenderType | None = None
    reason: str = ""
    approver: str = ""
    person: str = ""
    account: str = ""
    """Of store credit the code that it is paid with."""
    alone: bool = False
    """Without a receipt and without the hub, whose count of the person's times nobody could ask for."""


AS_PAID: Final = RefundChoice()


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What a return gave back of one tender of the sale (`tender`: its number there): `amount` before cash rounding,
    `cash` as it left the drawer; points and bonus of it."""

    tender: int
    amount: int
    cash: int = 0
    points: int = 0
    bonus: int = 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a completed sale tells of the goods that it takes back: `lines` are its own negative ones. `reversed`: of
    the points that the sale `of` had earned so many are gone."""

    of: str
    receipt: str
    kind: Kind
    lines: tuple[ReturnLine, ...]
    given: tuple[GivenBack, ...] = ()
    refund: RefundChoice = AS_PAID
    reversed: int = 0
    credit: tuple[Paid, ...] = ()
    """What of the tenders of the sale `of` (`number`) pays for goods of this one, see `exchange`."""
    carried: int = 0
    """Points that the sale `of` had earned with that, which count as earned by this one."""
    channel: str = ""
    """By which the goods were sold, and in which shop."""
    store: str = ""
    again: Limited = NOTHING_LIMITED
    """What of the sale `of` the customer may have once more, now that all of it has come back."""
