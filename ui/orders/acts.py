"""What a person does with the order in sight: the steps, and the questions before them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject

from posapp.domain.cart import UNIT
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.usecases.pickup import OrderView
from ui.approval import Approval
from ui.kit.words_sheet import WordsSheet
from ui.orders.hand_over_sheet import HandOver, HandOverSheet
from ui.orders.line_sheets import Instead, Missing, ShortSheet, SubstituteSheet
from ui.orders.model import LineRow, OrderShown, OrdersModel
from ui.screen import Place
from ui.texts import refusal

Current = Callable[[], LineRow | None]


class OrderActs(QObject):
    """`order` is the one in sight, None where none is; `current` says which of its lines."""

    def __init__(self, place: Place, model: OrdersModel, current: Current, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self.model, self._current = place, model, current
        self.order: OrderShown | None = None
        self._then: Callable[[str], object] = str
        self._dearer: Callable[[Staff], None] = lambda _who: None

    @cached_property
    def hand_over(self) -> HandOverSheet:
        """Code, name, signature."""
        sheet = HandOverSheet(self._place.theme, self._place.host)
        sheet.said.connect(self._hand_over)
        return sheet

    @cached_property
    def short_sheet(self) -> ShortSheet:
        """How many are missing."""
        sheet = ShortSheet(self._place.theme, self._place.host)
        sheet.said.connect(self._missing)
        return sheet

    @cached_property
    def substitute_sheet(self) -> SubstituteSheet:
        """What instead."""
        sheet = SubstituteSheet(self._place.theme, self._place.host)
        sheet.said.connect(self._instead)
        return sheet

    @cached_property
    def words(self) -> WordsSheet:
        """A shelf, a kerb, a reason."""
        sheet = WordsSheet(self._place.theme, self._place.host, needed=False)
        sheet.entered.connect(lambda words: self._then(words))
        return sheet

    @cached_property
    def approval(self) -> Approval:
        """A manager's PIN."""
        return Approval(self._place)

    def next(self) -> None:
        """What the large key says."""
        order, app = self.order, self._place.app
        if order is None:
            return
        id_, claim = order.row.id, self._place.controls.claim_order
        if order.owed:
            app.return_search.seek_next(id_)
            self._place.go("returns")
        elif order.row.state in ("NEW", "PICKING"):
            self.model.ask("take", lambda: app.pickup.take(id_, claim))
        elif order.row.state == "READY" and order.row.transfer:
            self._ask_words(
                self.tr("Who takes it along?"),
                self.tr("{0} sees that it is on its way.").format(order.row.name),
                self.tr("Name or company"),
                lambda carrier: self.act("send", lambda id_: app.pickup.send(id_, carrier)),
            )
        elif order.row.state == "READY" and order.balance:
            self.model.ask_then("balance", lambda: app.order_balances.owed(id_, claim), self._lay_balance)
        elif order.row.state == "READY":
            self.hand_over.ask(order)
        else:
            self._ask_words(
                self.tr("On which shelf is it?"),
                self.tr("The customer is told that it is ready."),
                self.tr("Shelf"),
                lambda shelf: self.act("ready", lambda id_: app.pickup.ready(id_, shelf)),
            )

    def _lay_balance(self, view: OrderView) -> None:
        self._place.app.order_balances.lay(view)
        self._place.app.order_visits.begin(view.order.id)

    def sell_more(self) -> None:
        """The customer buys something else too."""
        self.act("sell_more", self._place.app.order_visits.begin)

    def act(self, name: str, do: Callable[[str], object]) -> None:
        """A step that needs no question."""
        order = self.order
        if order is not None:
            self.model.act(name, lambda: do(order.row.id))

    def _ask_words(self, title: str, words: str, name: str, then: Callable[[str], object]) -> None:
        self._then = then
        self.words.ask(title, words, name, self.tr("Done"))

    def short(self) -> None:
        """Some of the line are not there."""
        lines = self.order.lines if self.order is not None else ()
        line = self._current()
        if line is None or not line.left:
            line = next((x for x in lines if x.left), None)
        if line is not None:
            self.short_sheet.ask(line)

    def _missing(self, said: Missing) -> None:
        pickup = self._place.app.pickup
        self.act("short", lambda id_: pickup.short(id_, said.line, said.quantity, said.reason, said.way))

    def substitute(self) -> None:
        """The customer takes other goods."""
        line = self._current()
        if line is not None:
            self.substitute_sheet.ask(line)

    def _instead(self, said: Instead) -> None:
        self._dearer = partial(self._change, said)
        self._change(said)

    def _change(self, said: Instead, approver: Staff | None = None) -> None:
        app = self._place.app

        def change(id_: str) -> None:
            found = app.checkout.find(said.code)
            app.pickup.substitute(id_, said.line, found[0].product.sku, said.consent, approver)

        self.act("substitute", change)

    def unpick(self) -> None:
        """One of the line back."""
        line = self._current()
        if line is not None:
            self.act("unpick", lambda id_: self._place.app.pickup.unpick(id_, line.number, UNIT))

    def receive(self) -> None:
        """What another shop sent is here: of the line, else of the first that waits for something."""
        line = self._current()
        if line is None or not line.coming:
            line = next((x for x in self.order.lines if x.coming), None) if self.order is not None else None
        if line is not None:
            number, units = line.number, line.coming
            self.act("receive", lambda id_: self._place.app.pickup.receive(id_, number, units))

    def arrived(self) -> None:
        """The customer waits outside."""
        pickup = self._place.app.pickup
        words = self.tr("Every till of the shop shows that the customer waits outside.")
        title, name = self.tr("Where does the customer wait?"), self.tr("Car, number plate, place")
        self._ask_words(title, words, name, lambda where: self.act("arrive", lambda id_: pickup.arrive(id_, where)))

    def reject(self) -> None:
        """The shop cannot do it."""
        pickup = self._place.app.pickup
        words = self.tr("Another shop gets it if one has all of it, else all that was paid goes back.")
        title = self.tr("Why can the shop not do it?")
        self._ask_words(
            title, words, self.tr("Reason"), lambda why: self.act("reject", lambda id_: pickup.reject(id_, why))
        )

    def unlock(self, approver: Staff | None = None) -> None:
        """Codes may be tried again."""
        order, pickup = self.order, self._place.app.pickup
        if order is None:
            return
        try:
            pickup.unlock(order.row.id, approver)
        except Refused as no:
            if no.code == "not_permitted":
                self.approval.ask_for("unlock_order", self.tr("Unlock {0}").format(order.row.id), self.unlock)
            else:
                self.model.refused.emit(no)
            return
        self.model.reload()

    def _hand_over(self, said: HandOver) -> None:
        place, claim = self._place, self._place.controls.claim_order
        self.model.ask(
            "hand_over",
            lambda: place.app.pickup.hand_over(
                said.order,
                said.code,
                claim,
                collector=said.collector,
                signature=said.signature,
                handed=said.handed,
                also=said.also,
            ),
            said.order,
        )

    def refused(self, no: Refused) -> bool:
        """Whether the hand-over's own sheet has said so, or a second person is asked."""
        if no.code == "substitute_dearer":
            self._place.second("discount", refusal(no, self._place.languages.language), self._dearer, 0)
            return True
        if "hand_over" not in self.__dict__ or not self.hand_over.isVisible():
            return False
        if no.code in ("pickup_shut", "order_over", "order_claimed"):
            self.hand_over.close_sheet()
            return False
        words = refusal(no, self._place.languages.language)
        self.hand_over.wrong(words, second=no.code == "pickup_second_check")
        return True
