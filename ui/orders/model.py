"""Online orders as ready words. Lists are read on the worker, steps are small entries, and the hub is asked aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.log_words import log_word
from posapp.domain.member import masked_name
from posapp.domain.money import format_quantity
from posapp.domain.order import TRANSFERS, Order, OrderStep
from posapp.domain.order_refunds import owed_at_counter
from posapp.domain.order_words import CHANNELS, REASONS, STATES, STEPS, refund_words, word
from posapp.domain.pickup import balance_of, hold_until, left_to_hand, left_to_pick, refunds_of, sku_of
from posapp.domain.times import from_text
from posapp.domain.typed import shown
from posapp.usecases.pickup import OrderView
from ui.screen import Place
from ui.texts import date_clock_text, money

BETWEEN_SHOPS: Final = frozenset({"transfer", "no_transfer", "sent", "reroute"})
T = TypeVar("T")
View = Literal["open", "mine", "READY", "list", "found"]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of the list. `minutes` are left until it was promised, below zero it is late; None where nobody was
    promised a time, or it is ready."""

    id: str
    channel: str
    name: str
    goods: str
    state: str
    state_word: str
    minutes: int | None
    promised: str
    taker: str = ""
    arrived: str = ""
    """Where its customer waits outside; "" while nobody does."""
    shop: str = ""
    """Where it lies, if not here: it is read and not collected."""
    transfer: bool = False
    """Goods for another shop."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an order; quantities are words, `left` is thousandths still to be found."""

    number: int
    sku: str
    name: str
    group: str
    wanted: str
    found: str
    left: int
    short: str
    moved: str
    handed: str
    ready: int
    coming: int = 0
    """Thousandths that another shop sends."""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class OrderShown:
    """All that is to be seen of one order."""

    row: OrderRow
    phone: str
    lines: tuple[LineRow, ...]
    steps: tuple[tuple[str, str, str], ...]
    """(time, what, who and where), the newest first."""
    total: str
    balance: str
    refund: str
    shelf: str
    until: str
    note: str
    shut: bool
    mine: bool
    owed: str = ""
    """What a counter gives back of what it took for goods that nobody will be given."""
    notices: int = 0
    """How often the customer was told that it is ready."""
    name: str = ""
    """In full: only where a person compares it with who stands there."""
    too_late: bool = False
    """Its goods were given out here when, elsewhere, it was over already."""


@dataclass(frozen=True, slots=True)
class PickRow:
    """Goods to be fetched for several orders at once."""

    sku: str
    name: str
    group: str
    wanted: str
    orders: str


class OrdersModel(QObject):
    """What the page shows; `view` and `typed` say which orders."""

    listed = Signal(list)
    picks = Signal(list)
    opened = Signal(object)
    done = Signal(str, str)
    """A step is in the journal: its act, and the order that was in sight when it was asked for."""
    asking = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._pickup = place.app.pickup
        self.view: View = "open"
        self.typed = ""
        self.chosen = ""
        self._busy = False
        self._elsewhere: dict[str, OrderView] = {}
        """What other shops have of what was looked for last."""

    # -- looking ----------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list, and the order in sight, again."""
        if self.view == "list":
            self._place.tasks.run(self._to_fetch, self.picks.emit, self.refused.emit)
        else:
            typed = self.typed
            self._place.tasks.run(self._read, self.listed.emit, lambda no: self._not_found(no, typed))
        if self.chosen:
            self.choose(self.chosen)

    def find(self, typed: str) -> None:
        """Orders by whatever a customer can say, or all that are to be done."""
        self.typed, self.view = typed.strip(), "found" if typed.strip() else "open"
        self.chosen = ""  # of several that fit none is chosen before a person has looked at them
        self._elsewhere = {}
        self.reload()

    def look_at(self, id_: str) -> None:
        """This order next, whatever was searched for."""
        self.chosen = id_
        if self.view == "found":
            self.typed, self.view, self._elsewhere = "", "open", {}

    def _not_found(self, no: Refused, sought: str) -> None:
        if sought != self.typed:
            return  # nobody asks for that any more
        self.listed.emit([])
        if no.code != "order_unknown" or self.view != "found":
            self.refused.emit(no)
            return
        typed, search, look = self.typed, self._place.app.order_search, self._place.controls.look_orders
        self._place.tasks.ask(
            lambda: search.elsewhere(typed, look),
            lambda views: self._found_elsewhere(views, typed),
            lambda no: self._unknown(no, typed),
        )

    def _unknown(self, no: Refused, sought: str) -> None:
        if sought == self.typed:
            self.refused.emit(no)

    def _found_elsewhere(self, views: tuple[OrderView, ...], sought: str) -> None:
        """A single one is shown at once: nothing can be done with it here."""
        if sought != self.typed:
            return
        self._elsewhere = {view.order.id: view for view in views}
        self.listed.emit([self._row(view) for view in views])
        if len(views) == 1:
            self.choose(views[0].order.id)

    def choose(self, id_: str) -> None:
        """Show one."""
        self.chosen = id_
        try:
            self.opened.emit(self._shown(self._elsewhere.get(id_) or self._pickup.view(id_)))
        except Refused:
            self.chosen = ""
            self.opened.emit(None)

    def _read(self) -> list[OrderRow]:
        if self.view == "found":
            views = tuple(self._elsewhere.values()) or self._place.app.order_search.find(self.typed)
        elif self.view == "mine":
            views = self._pickup.in_hands()
        else:
            views = self._pickup.listed("READY" if self.view == "READY" else "")
        return [self._row(view) for view in views]

    def _to_fetch(self) -> list[PickRow]:
        """By shelf group, over all orders in one's hands; where there are none, over the new ones."""
        views = self._pickup.in_hands() or self._pickup.listed("NEW")
        wanted: dict[str, tuple[int, list[str]]] = {}
        for view in views:
            for n in range(1, len(view.order.lines) + 1):
                if left := left_to_pick(view.order, view.stand, n):
                    units, ids = wanted.get(sku_of(view.order, view.stand, n), (0, []))
                    wanted[sku_of(view.order, view.stand, n)] = (units + left, [*ids, view.order.id])
        rows = [
            PickRow(sku, self._name(sku), self._group(sku), self._units(sku, units), " · ".join(dict.fromkeys(ids)))
            for sku, (units, ids) in wanted.items()
        ]
        return sorted(rows, key=lambda row: (row.group, row.name))

    def _row(self, view: OrderView) -> OrderRow:
        order, stand, language = view.order, view.stand, self._place.languages.language
        app = self._place.app
        lock = stand.locked(app.desk.now_text())
        names = [
            f"{self._name(sku_of(order, stand, n))} × {self._units(line.sku, line.quantity)}"
            for n, line in enumerate(order.lines, 1)
        ]
        waits = bool(order.promised) and stand.state in ("NEW", "PICKING", "PICKED", "SHORT")
        left = from_text(order.promised) - app.clock.now() if waits else None
        return OrderRow(
            order.id,
            word(CHANNELS, order.channel, language),
            _called(order) or order.id,
            (", " if language == "en" else "、").join(names),
            stand.state,
            word(STATES, stand.state, language),
            int(left.total_seconds() // 60) if left is not None else None,
            self._time(order.promised or order.placed),
            self._person(lock.staff) if lock is not None else "",
            stand.arrived if view.open else "",
            order.store if order.id in self._elsewhere else "",
            order.channel == TRANSFERS,
        )

    def _shown(self, view: OrderView) -> OrderShown:
        order, stand, desk = view.order, view.stand, self._place.app.desk
        lock, now = stand.locked(desk.now_text()), desk.now_text()
        me = desk.staff.id if desk.staff is not None else ""
        currency = desk.store.currency
        balance, refund, owed = balance_of(order, stand), refunds_of(order, stand), owed_at_counter(order, stand)
        balance = 0 if balance and self._pickup.paid_here(view) else balance
        return OrderShown(
            self._row(view),
            f"****{order.phone[-4:]}" if order.phone else "",
            tuple(self._line(view, n) for n in range(1, len(order.lines) + 1)),
            tuple(self._step(view, step) for step in reversed((*order.steps, *view.own, *view.too_late))),
            money(order.total, currency),
            money(balance, currency) if balance else "",
            refund_words(order.refunds, currency, self._place.languages.language)
            or (money(refund, currency) if refund else ""),
            stand.shelf,
            self._time(hold_until(order, stand)) if stand.state == "READY" else "",
            shown(order.note),
            bool(stand.shut_until) and now < stand.shut_until,
            lock is not None and lock.staff == me,
            money(owed, currency) if owed else "",
            stand.notices,
            shown(order.name),
            any(step.act == "hand_over" for step in view.too_late),
        )

    def _line(self, view: OrderView, number: int) -> LineRow:
        order, stand = view.order, view.stand
        x, sku = stand.lines[number - 1], sku_of(order, stand, number)

        def units(thousandths: int) -> str:
            return self._units(sku, thousandths) if thousandths else ""

        return LineRow(
            number,
            sku,
            self._name(sku),
            self._group(sku),
            self._units(sku, order.lines[number - 1].quantity),
            self._units(sku, x.picked),
            left_to_pick(order, stand, number),
            units(x.short),
            units(x.moved),
            units(x.handed),
            dict(left_to_hand(stand)).get(number, 0),
            x.moved,
            units(x.sent),
        )

    def _step(self, view: OrderView, step: OrderStep) -> tuple[str, str, str]:
        language = self._place.languages.language
        about = self._name(sku_of(view.order, view.stand, step.line)) if step.line else step.place
        more = shown(word(REASONS, step.reason, language)) or about
        if step.act in BETWEEN_SHOPS:
            more = self._shop(step.place)
        where = f"{log_word('where', language)} {step.number}" if step.number else ""
        offline = log_word("offline", language) if step.offline else ""
        late = word(STEPS, "too_late", language) if step in view.too_late else ""
        what = " · ".join(part for part in (word(STEPS, step.act, language), late, more) if part)
        return (
            self._time(step.at),
            what,
            " · ".join(part for part in (self._person(step.staff), where, offline) if part),
        )

    def _name(self, sku: str) -> str:
        product = self._place.app.catalog.by_sku(sku)
        return product.name(self._place.languages.language) if product is not None else shown(sku)

    def _group(self, sku: str) -> str:
        """Where its shelf is, as far as the catalogue says: its group."""
        catalog, language = self._place.app.catalog, self._place.languages.language
        product = catalog.by_sku(sku)
        if product is None:
            return ""
        named = {c.id: (c.name_zh if language == "zh" else c.name_en) or c.id for c in catalog.categories()}
        return named.get(product.category, product.category)

    def _units(self, sku: str, thousandths: int) -> str:
        product = self._place.app.catalog.by_sku(sku)
        unit = product.unit if product is not None and product.weighed else ""
        return f"{format_quantity(thousandths)} {unit}".strip()

    def _shop(self, id_: str) -> str:
        store = self._place.app.desk.store
        return shown(dict(store.near).get(id_) or (store.name if id_ == store.id else id_))

    def _person(self, staff: str) -> str:
        known = self._place.app.till.staff.by_id(staff) if staff else None
        return known.name if known is not None else shown(staff)

    def _time(self, at: str) -> str:
        return date_clock_text(at, self._place.app.desk.store.timezone) if at else ""

    # -- steps ------------------------------------------------------------------------------------------------------

    def act(self, name: str, do: Callable[[], object]) -> None:
        """A small entry of the journal, at once."""
        self._act(name, self.chosen, do)

    def _act(self, name: str, order: str, do: Callable[[], object]) -> None:
        try:
            do()
        except Refused as no:
            self._said_no(no)
        else:
            self.reload()
            self.done.emit(name, order)

    def ask(self, name: str, do: Callable[[], object], order: str = "") -> None:
        """The same where the hub is asked first. `order`: where it is not the one in sight."""
        self.ask_then(name, do, lambda _view: None, order)

    def ask_then(self, name: str, question: Callable[[], T], do: Callable[[T], object], order: str = "") -> None:
        """What is done with the hub's answer lies on the counter, which is the window's alone."""
        if self._busy:
            return
        self._busy, of = True, order or self.chosen  # the list goes on meanwhile, and may show another
        self.asking.emit()
        self._place.tasks.ask(question, lambda answer: self._answered(name, of, lambda: do(answer)), self._no_answer)

    def _answered(self, name: str, order: str, do: Callable[[], object]) -> None:
        self._busy = False
        self._act(name, order, do)

    def _no_answer(self, no: Refused) -> None:
        self._busy = False
        self._said_no(no)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.reload()
        self.refused.emit(no)


def _called(order: Order) -> str:
    """As the queue may read it; a transfer's is a shop."""
    return shown(order.name) if order.channel == TRANSFERS else masked_name(shown(order.name))
