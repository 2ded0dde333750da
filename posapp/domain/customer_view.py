"""What the customer sees of a sale, on a second screen or a pole: goods, sums, what is asked of them, the change.

The value has no place for anything that concerns the staff: who sells, whose PIN is asked for, what the hub says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from posapp.domain.money import Currency, format_amount, format_quantity, grouped, money
from posapp.domain.pricing.values import PricedCart, PricedLine
from posapp.domain.sale_words import SALE_WORDS
from posapp.domain.tender import Settlement, Tender, TenderType

ViewState = Literal["idle", "basket", "paying", "waiting", "done", "trial"]
"""waiting: a provider is being asked, so the customer acts on a terminal or telephone; done: paid, until goods come."""
ViewLanguage = Literal["zh", "en", "both"]


WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "idle": ("欢迎光临", "Welcome"),
    "trial": ("顾客屏正常", "The customer display works"),
    "pieces": ("件数", "Items"),
    "saved": ("已优惠", "You save"),
    "total": ("合计", "Total"),
    "asked": ("请付款", "Please pay"),
    "waiting": ("请在设备上完成付款", "Please complete the payment on the device"),
    "rounding": ("现金舍入", "Cash rounding"),
    "change": ("找零", "Change"),
    "earns": ("本单积分", "Points earned"),
    "points_left": ("积分余额", "Points balance"),
    "done": ("谢谢惠顾", "Thank you"),
    **{tender: SALE_WORDS[tender] for tender in get_args(TenderType)},
}


def say(word: str, language: ViewLanguage) -> str:
    """The word as customers read it; a tender that is not known here goes by its own name."""
    zh, en = WORDS.get(word, (word, word))
    return zh if language == "zh" else en if language == "en" or zh == en else f"{zh} {en}"


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line of goods, in words: its Chinese and English name; `quantity`: "× 2" or "1.230 kg"; `before`: the price
    struck through, "" where none is."""

    names: tuple[str, str]
    quantity: str
    amount: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """Amounts are ready words. `asked`: what the state asks of the customer, "" where nothing."""

    state: ViewState
    shop: str
    lines: tuple[ViewLine, ...] = ()
    pieces: str = ""
    saved: str = ""
    total: str = ""
    paid: tuple[tuple[str, str], ...] = ()
    """(kind of tender, amount), in the order in which they were taken."""
    asked: str = ""
    change: str = ""
    points: tuple[tuple[str, str], ...] = ()
    """(word, number): what a member's sale earns, and what they have after it."""


def idle(shop: str) -> CustomerView:
    """Nobody is served."""
    return CustomerView("idle", shop)


def view(
    state: ViewState,
    shop: str,
    priced: PricedCart,
    tenders: tuple[Tender, ...],
    at: Settlement,
    currency: Currency,
    earns: int = 0,
    left: int | None = None,
) -> CustomerView:
    """A basket, a payment or a finished sale. The total is rounded for cash once it is paid; `earns` and `left` are
    points."""
    due = at.due if state == "done" else priced.total
    open_ = state in ("paying", "waiting")
    return CustomerView(
        state,
        shop,
        tuple(_line(line, currency) for line in priced.lines),
        format_quantity(priced.units),
        grouped(priced.discount, currency) if priced.discount > 0 else "",
        money(due, currency),
        tuple((tender.type, grouped(tender.amount, currency)) for tender in tenders),
        money(at.remaining, currency) if open_ else "",
        money(at.change, currency) if state == "done" and any(t.type == "cash" for t in tenders) else "",
        (*([("earns", str(earns))] if earns > 0 else []), *([("points_left", str(left))] if left is not None else [])),
    )


def _line(priced: PricedLine, currency: Currency) -> ViewLine:
    line, product = priced.line, priced.line.product
    count = (
        f"{format_amount(line.quantity, 3)} {product.unit}"
        if product.weighed
        else f"× {format_quantity(line.quantity)}"
    )
    before = grouped(priced.gross, currency) if priced.gross > priced.net else ""
    return ViewLine((product.name("zh"), product.name("en")), count, grouped(priced.net, currency), before)
