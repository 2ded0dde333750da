"""Goods that come back as ready words: the sales that fit, the lines of one, and what goes back for what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from posapp.contract.returns import ReturnAnswer
from posapp.domain.cart import UNIT
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.domain.order_words import CHANNELS, word
from posapp.domain.return_rules import NEVER_OUT, REASONS
from posapp.domain.return_window import GOES
from posapp.domain.returning import NO_PLAN, back_of, refund_plan
from posapp.domain.sale_words import sale_word
from posapp.domain.sold import Condition, Disposition, Limited, ReturnLine, Sold, SoldLine
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.domain.typed import shown
from posapp.usecases.return_search import AWAY, Query, query_of
from posapp.usecases.returns import Wish
from ui.screen import Place
from ui.texts import MINUS, date_clock_text, money, plain, quantity


def signed(count: int) -> str:
    """With a true minus."""
    return f"{MINUS}{-count}" if count < 0 else str(count)


CONDITIONS: Final[tuple[Condition, ...]] = ("as_new", "opened", "damaged", "defective")


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale that fits what the customer has."""

    receipt: str
    detail: str
    total: str
    owed: bool = False
    """What a counter still owes for an order."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the sale; `chosen`: how many come back, "" none; `left`: of how many they may be."""

    number: int
    name: str
    detail: str
    worth: str
    chosen: str
    left: int
    serial: bool
    shelf: str = ""
    """How many are on the shelf then, of what is chosen and goes there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of the goods beside why and in which state they came: where they go, a note, a picture."""

    disposition: Disposition | None = None
    note: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What goes back for the lines that are chosen: the sum, and (tender, amount) of each way. `kept`: where an
    offer has the rest priced again, what their shares come to, and by how much the sum differs."""

    worth: str
    ways: tuple[tuple[str, str], ...]
    reversed: int
    kept: tuple[str, ...] = ()
    points: str = ""
    """What the member has then; below zero where they had spent them."""
    again: tuple[str, ...] = ()
    """Coupons and offers of the sale that the customer may have once more."""
    gone: tuple[str, ...] = ()
    """Those that stay used."""


class ReturnsModel(QObject):
    """The hub is asked on a thread of its own; everything else is keyed reads and memory."""

    cleared = Signal()
    """Nothing that was said of goods holds any more."""
    found = Signal(list)
    opened_sale = Signal()
    changed = Signal()
    refused = Signal(object)
    taken = Signal()

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._asking = self._finding = False
        self._meanwhile = ""
        self.query = Query()
        """What was looked for last."""
        self.sales: tuple[Sold, ...] = ()
        self.sold: Sold | None = None
        self.wanted: dict[int, int] = {}
        self.reason, self.condition = "", CONDITIONS[0]
        self.serial = ""
        self.said = Said()
        self.cash = False

    def clear(self) -> None:
        """Nothing was found yet."""
        self.sales, self.sold, self.wanted, self.reason, self.serial = (), None, {}, "", ""
        self.condition, self.cash, self.said = CONDITIONS[0], False, Said()
        self.cleared.emit()

    # -- which sale -----------------------------------------------------------------------------------------------

    def find(self, typed: str) -> None:
        """By whatever the customer has; what is typed while the hub is asked is looked for next."""
        query = query_of(typed)
        if not query.text:
            self.refused.emit(Refused("return_find_what"))
            return
        if self._asking:
            self._meanwhile = typed if self._finding else ""
            return
        self._guard(lambda: self._ask(query))

    def _ask(self, query: Query, sku: str = "") -> None:
        question = self._place.app.return_search.question(query, sku)
        self._asking = self._finding = True
        self.query = query
        ask = partial(self._place.controls.ask_returns, question)
        self._place.tasks.ask(ask, partial(self._told, query), partial(self._no_answer, query))

    def _found_out(self) -> bool:
        """The hub has answered: whether it matters still."""
        self._asking = self._finding = False
        typed, self._meanwhile = self._meanwhile, ""
        if typed:
            self.find(typed)
        return not typed

    def _told(self, query: Query, answer: ReturnAnswer) -> None:
        if self._found_out():
            search = self._place.app.return_search
            self._guard(lambda: self.show(search.told(answer, query) or search.here(query)))

    def _no_answer(self, query: Query, no: Refused) -> None:
        if not self._found_out():
            return
        if no.code not in AWAY:
            self.refused.emit(no)
            return
        self._guard(lambda: self.show(self._place.app.return_search.here(query, away=True)))

    def show(self, found: tuple[Sold, ...]) -> None:
        """These fit; a single one is opened."""
        self.clear()
        self.sales = found
        if len(found) == 1:
            self.open(0)
        else:
            self.found.emit([self._sale_row(sold) for sold in found])

    def _sale_row(self, sold: Sold) -> SaleRow:
        store, total = self._place.app.desk.store, sum(line.net for line in sold.lines)
        at = date_clock_text(sold.since, store.timezone)
        language = self._place.languages.language
        names = (x.product.name(language) for x in sold.lines if not x.shipping)
        goods = ("、" if language == "zh" else ", ").join(names)
        shop = dict(self._place.app.desk.store.near).get(sold.store) or sold.store
        detail = " · ".join(x for x in (goods, at, shop, word(CHANNELS, sold.channel, language)) if x)
        return SaleRow(sold.receipt, detail, money(total, store.currency), sold.kind == "owed")

    def open(self, number: int) -> None:
        """This one of the sales that were found."""
        self.sold, self.wanted = self.sales[number], {}
        if self.sold.kind == "owed":
            self.wanted, self.reason = {line.number: line.left for line in self.sold.lines}, NEVER_OUT
        self.opened_sale.emit()

    # -- which goods ----------------------------------------------------------------------------------------------

    def lines(self) -> list[LineRow]:
        """The goods of the sale in order."""
        return [self._row(line) for line in self.sold.lines if not line.shipping] if self.sold is not None else []

    def _row(self, line: SoldLine) -> LineRow:
        place, product = self._place, line.product
        language, currency = place.languages.language, place.app.desk.store.currency

        def many(count: int) -> str:
            return quantity(count, weighed=product.weighed, unit=product.unit)

        chosen = self.wanted.get(line.number, 0)
        worth = max(0, back_of(line, chosen or min(UNIT, line.left)).net) if line.left else 0
        goes = self.said.disposition or GOES[self.condition]
        if self.sold is not None and self.sold.kind == "owed":
            goes = "never_out"
        here = place.app.returns.on_shelf(product.sku) if chosen and goes == "sellable" else None
        detail = " · ".join(x for x in (product.sku, many(line.quantity), line.serial) if x)
        shown = many(chosen) if chosen else ""
        return LineRow(
            line.number,
            product.name(language),
            detail,
            plain(worth, currency) if chosen or self.sold is None or self.sold.kind != "gift" else "",
            shown,
            line.left,
            bool(line.serial),
            format_quantity(here + chosen) if here is not None else "",
        )

    def step(self, number: int, by: int) -> None:
        """So many more of that line, between none and all that is left; what is weighed goes as a whole."""
        line = self._line(number)
        if line is None or not line.left:
            return
        now = self.wanted.get(number, 0)
        whole = line.product.weighed or line.left % UNIT
        then = (line.left if by > 0 else 0) if whole else min(line.left, max(0, now + by * UNIT))
        self._want(number, then)

    def toggle(self, number: int) -> None:
        """All that is left of that line, or none."""
        line = self._line(number)
        if line is not None and line.left:
            self._want(number, 0 if self.wanted.get(number) else line.left)

    def _want(self, number: int, count: int) -> None:
        if self.sold is not None and self.sold.kind == "owed":
            return  # all of it, or nothing
        self.wanted = {n: many for n, many in {**self.wanted, number: count}.items() if many}
        self.changed.emit()

    def _line(self, number: int) -> SoldLine | None:
        return next((x for x in self.sold.lines if x.number == number), None) if self.sold is not None else None

    @property
    def needs_serial(self) -> bool:
        """Whether one of the chosen goods was sold by its serial number."""
        return any(line is not None and line.serial for line in map(self._line, self.wanted))

    # -- what goes back -------------------------------------------------------------------------------------------

    def as_of(self) -> str:
        """When the hub said what is left of the sale; "" where this till's own books say it."""
        known = self.sold.as_of if self.sold is not None else ""
        return date_clock_text(known, self._place.app.desk.store.timezone) if known else ""

    def reasons(self) -> list[str]:
        """In the language of now."""
        return [zh if self._place.languages.language == "zh" else en for _, zh, en in REASONS]

    def preview(self) -> Preview | None:
        """For what is chosen now, beside nothing else; None while nothing is."""
        if self.sold is None or not self.wanted:
            return None
        store, desk = self._place.app.desk.store, self._place.app.desk
        told = self._place.app.returns.worth(self.sold, self.wanted, self.reason)
        worth = told.given
        by: TenderType | None = "cash" if self.cash else None
        how = (desk.store.cash_rounding, store.points, by, told.lines)
        plan = refund_plan(self.sold, worth, *how) if worth else NO_PLAN
        language = self._place.languages.language
        ways = tuple((sale_word(t.type, language), plain(-t.amount, store.currency)) for t in plan.tenders)
        figures = (told.kept, worth - told.kept) if told.kept != worth else ()
        kept = tuple(plain(figure, store.currency) for figure in figures)
        then = self._place.app.returns.points_then(self.sold, plan)
        more = self._place.app.returns.restored(self.sold, self.wanted)
        points = "" if then is None else signed(then)
        names = (self._names(more.again), self._names(more.gone))
        return Preview(money(worth, store.currency), ways, plan.reversed, kept, points, *names)

    def _names(self, limited: Limited) -> tuple[str, ...]:
        app, language = self._place.app, self._place.languages.language
        told = {p.id: (p.name_zh, p.name_en) for p in app.catalog.promotions()} if limited.offers else {}
        for code in limited.coupons:
            known = app.coupons.named(code)
            told[code] = (known.name_zh, known.name_en) if known is not None else ("", "")
        named = {id_: (zh or en) if language == "zh" else (en or zh) for id_, (zh, en) in told.items()}
        return tuple(shown(named.get(id_) or id_) for id_ in (*limited.coupons, *limited.offers))

    # -- into the basket ------------------------------------------------------------------------------------------

    def wishes(self) -> list[Wish]:
        """What the person said of the goods."""
        said = self.said
        return [
            Wish(n, many, self.reason, self.condition, said.disposition, self._serial(n), said.note, said.photo)
            for n, many in sorted(self.wanted.items())
        ]

    def _serial(self, number: int) -> str:
        line = self._line(number)
        return self.serial if line is not None and line.serial else ""

    def take(self, approver: Staff | None = None) -> None:
        """Lay them into the basket, kept for this till by the hub where it answers; pressed again meanwhile they are
        not laid twice."""
        app, sold = self._place.app, self.sold
        if sold is None or self._asking:
            return

        def act() -> None:
            laid = app.returns.take(sold, self.wishes(), approver)
            question = app.return_search.keep_question(sold, app.desk.basket.cart.returns)
            if question is None:
                self.taken.emit()
                return
            ask = partial(self._place.controls.ask_returns, question)
            self._asking = True
            self._place.tasks.ask(ask, partial(self._kept, sold, laid), self._not_asked)

        self._guard(act)

    def _not_asked(self, _no: Refused) -> None:
        self._asking = False
        self.taken.emit()

    def _kept(self, sold: Sold, laid: Sequence[ReturnLine], answer: ReturnAnswer) -> None:
        self._asking = False
        app = self._place.app
        if answer.kept:
            app.return_search.kept(sold)
            self.taken.emit()
            return
        lies = app.desk.basket.cart.sold
        if lies is not None and lies.id == sold.id:  # else the counter is somebody else's by now
            self._guard(lambda: app.returns.leave(*(line.number for line in laid)))  # what was scanned meanwhile stays
        self.refused.emit(Refused("return_kept_elsewhere", receipt=sold.receipt))

    def _guard(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Refused as no:
            self.refused.emit(no)
