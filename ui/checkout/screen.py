"""The register: goods at the left, the basket at the right. Works by scanner, keyboard and finger alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout

from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from ui.checkout.basket_panel import BasketPanel
from ui.checkout.by_hand import ByHand
from ui.checkout.customer import Customer
from ui.checkout.explained import ExplainedOffers
from ui.checkout.goods_panel import GoodsPanel
from ui.checkout.goods_questions import GoodsQuestions
from ui.checkout.goods_side import GoodsSide
from ui.checkout.model import CheckoutModel, LastScan, Totals
from ui.checkout.questions import Questions
from ui.checkout.quick_keys import QuickKeys
from ui.checkout.rows import Words
from ui.kit.cart_list import CartRow
from ui.paper_pill import PaperPill
from ui.screen import Place, Screen
from ui.shift.date_question import DateQuestion
from ui.texts import money, refusal

NARROW = 860
"""Token pixels below which goods and basket take turns instead of standing side by side."""
OPEN, FOLDED = (44, 56), (26, 74)
"""Shares of goods and basket with tiles in sight, and with them folded away."""


class CheckoutScreen(Screen):
    """Joins the panels, the model and the keys. The focus always comes back to the search field."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.model = CheckoutModel(place, self)
        self.goods, self.basket = GoodsPanel(place.theme, self), BasketPanel(place.theme, self)
        self.side = GoodsSide(place, self.model, self.goods)
        self.questions = Questions(place, self.model, self.side)
        self.by_hand = ByHand(place, self.model, self.questions)
        self.customer = Customer(place, self.model, self.questions)
        self.explained = ExplainedOffers(place, self.model, self.questions)
        self.goods_questions = GoodsQuestions(place, self.model, self.questions, self)
        self.date = DateQuestion(place, self)
        self.basket.add_above_pay(PaperPill(place))
        self._paying = False
        self._narrow = False
        self._head: Callable[[], None] = self._show_large
        self._grid = QGridLayout(self)
        place.theme.space(self._grid, (0, 0, 0, 0), 0)
        self._make_actions()
        self._connect()
        self._arrange()
        self.retranslate()

    # -- wiring ---------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.pay = self.on_key("F12", self._pay)
        self.pay.setAutoRepeat(False)
        self.search = self.on_key("F2", self._search)
        self.search.setShortcutContext(Qt.ShortcutContext.WindowShortcut)  # the way back, wherever the keyboard is
        self.amount = self.on_key("F6", self._ask_quantity)
        self.remove = self.on_key("Del", self._remove)
        self.undo = self.on_key("Ctrl+Z", self._undo)
        self.unlisted = self.on_key("Ctrl+U", self._ask_unlisted)
        self.empty = self.on_key("Ctrl+Shift+Del", self.questions.ask_empty)
        self.hold = self.on_key("F8", self._hold)
        self.price = self.on_key("F7", lambda: self.by_hand.ask(self.basket.list.current))
        self.round_off = self.on_key("F5", self.by_hand.round_off)
        self.member = self.on_key("F3", self.customer.ask)
        self.offers = self.on_key("F4", self.explained.ask)
        self.fold = self.on_key("Ctrl+T", self._fold)
        self.back = self.on_key("Esc", self.side.clear_search)
        self.basket.pay.follow(self.pay)
        for row in (self.basket.keys, self.goods.keys):
            row.add(self.amount, "calculator")
            if row is self.goods.keys:  # under the basket each line has its own
                row.add(self.remove, "x")
            row.add(self.price, "tag")
            row.add(self.undo, "undo-2")
            row.add(self.unlisted, "package-plus")
            row.add(self.hold, "archive")
            if row is self.goods.keys:
                self.quick = QuickKeys(self._place, self, self.model, self.side, self.questions, self.basket)
            row.add(self.empty, "trash-2", danger=True)
        self.goods.fold.clicked.connect(self.fold.trigger)
        self.goods.customer.clicked.connect(self.member.trigger)
        self.basket.customer.chosen.connect(lambda _chip: self.member.trigger())
        self.basket.totals.asked.connect(self.offers.trigger)

    def _connect(self) -> None:
        model, basket = self.model, self.basket
        model.basket.connect(self._show_basket)
        model.totals.connect(self._show_totals)
        model.last_scan.connect(self._rung)
        model.refused.connect(self._refused)
        model.removed.connect(self._removed)
        model.cleared.connect(self._cleared)
        model.held.connect(self._held)
        model.sold_last.connect(self._sold_last)
        model.pay_opened.connect(self._to_payment)
        model.date_asked.connect(self.date.ask)
        self.date.confirmed.connect(model.pay)
        self.date.refused.connect(model.say_no)
        self.side.wanted.connect(self.questions.ring_up)
        self.side.style_wanted.connect(self.questions.ring_up_style)
        self.side.steered.connect(self._steer)
        self.questions.over.connect(self._focus)
        self.by_hand.said.connect(self._given)
        self.customer.said.connect(self._given)
        self.customer.changed.connect(self._show_customer)
        self.explained.member_wanted.connect(self.customer.ask)
        basket.list.remove.connect(self._remove_row)
        basket.list.step.connect(self._step)
        basket.list.chosen.connect(self._row_chosen)
        basket.list.current_changed.connect(self._show_row_keys)
        self._place.bridge.changed.connect(self._changed)
        self.goods.view_changed.connect(self._take_turns)

    def retranslate(self) -> None:
        for action, words in (
            (self.pay, self.tr("Pay")),
            (self.search, self.tr("Search")),
            (self.amount, self.tr("Quantity")),
            (self.undo, self.tr("Undo")),
            (self.remove, self.tr("Remove")),
            (self.unlisted, self.tr("Unlisted")),
            (self.empty, self.tr("Empty")),
            (self.hold, self.tr("Hold")),
            (self.price, self.tr("Price")),
            (self.round_off, self.tr("Round off, or not")),
            (self.member, self.tr("Member, coupon")),
            (self.offers, self.tr("Offers")),
            (self.fold, self.tr("Tiles away or back")),
            (self.back, self.tr("Leave the search")),
        ):
            action.setText(words)
        self.goods.fold.set_label(f"{self.fold.text()} Ctrl+T")
        self.goods.customer.set_label(f"{self.member.text()} F3")
        self.quick.retranslate()
        self.basket.last.set_hint(self.tr("Ready"))
        self.basket.list.set_empty(self.tr("Scan the first item"))
        self.basket.totals.set_words(self.tr("Subtotal"), self.tr("Discounts"), self.tr("Amount due"))
        self.side.retranslate()
        self.model.set_words(
            Words(
                self._place.languages.language,
                self.tr("Unlisted"),
                self.tr("Member price"),
                self.tr("Discount"),
                self.tr("Not sold"),
                self.tr("Price change"),
                self.tr("Shelf tag price"),
                self.tr("Rounded off"),
                self.tr("Coupon"),
                self.tr("List"),
                self.customer.coupon_words,
            )
        )
        self._head()
        self.by_hand.retranslate()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("+  −", self.tr("One more, one less")),
            ("↑  ↓", self.tr("Another line or result")),
            ("1 … 9", self.tr("Choose a result")),
            ("Enter", self.tr("Ring up what was found")),
        )

    # -- where things lie -----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._place.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """Side by side; in a narrow window the field stands on top, and tiles and basket take turns below it."""
        goods, basket, grid = self.goods, self.basket, self._grid
        goods.set_narrow(self._narrow)
        basket.last.set_narrow(self._narrow)
        for widget in (goods, basket):
            grid.removeWidget(widget)
        if self._narrow:
            grid.addWidget(goods, 0, 0)
            grid.addWidget(basket, 1, 0)
        else:
            grid.addWidget(goods, 0, 0)
            grid.addWidget(basket, 0, 1)
        shares = FOLDED if goods.is_folded else OPEN
        for column, share in enumerate(shares):
            grid.setColumnStretch(column, share if not self._narrow or column == 0 else 0)
        basket.keys.setVisible(not goods.is_folded or self._narrow)
        self._take_turns()

    def _take_turns(self) -> None:
        """In a narrow window the basket makes room while something is looked for."""
        self.basket.setVisible(not self._narrow or self.goods.at_rest)
        self._grid.setRowStretch(0, 0 if self._narrow and self.goods.at_rest else 1)
        self._grid.setRowStretch(1, 1 if self._narrow and self.goods.at_rest else 0)

    def _fold(self) -> None:
        self.goods.set_folded(not self.goods.is_folded)
        self._arrange()
        self._focus()

    # -- the page -------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        if self._paying and self._place.app.desk.basket.cart.empty:
            self.model.begin_anew()
            self._say(self._show_large)
        else:
            self.model.resume()
        self._paying = False
        self._focus()

    def _focus(self) -> None:
        if not self.questions.open and self.isVisible():
            self.goods.field.setFocus()

    def scanned(self, code: str) -> None:
        self.model.scan(code)

    def scan_lost(self, no: Refused) -> bool:
        self.model.say_no(no)
        return True

    def lone_key(self, key: str) -> None:
        if self.questions.choosing:
            self.questions.choice.digit(key)
        elif self.questions.open or self.side.digit(key):
            return
        elif key in "+-" and self.goods.field.text() == key:
            self.goods.field.clear()
            self._step(self.basket.list.current, 1 if key == "+" else -1)

    def _changed(self, topic: str) -> None:
        if topic in ("catalog", "settings"):
            self.model.catalog_changed()
            self.side.goods_changed()
            self.quick.show_bag()

    # -- basket ---------------------------------------------------------------------------------------------------

    def _show_basket(self, rows: list[CartRow], current: int | None) -> None:
        self.basket.list.set_rows(rows, current)
        self.undo.setEnabled(self.model.can_undo)
        self.empty.setEnabled(bool(rows))
        self._show_row_keys()

    def _show_customer(self, chips: list[str]) -> None:
        self.basket.customer.set_words(chips, -1, self.customer.icons)
        self.basket.customer.setVisible(bool(chips))

    def _show_row_keys(self) -> None:
        row = self._row()
        self.amount.setEnabled(row is not None and row.state != "bad")
        self.remove.setEnabled(row is not None)

    def _row(self) -> CartRow | None:
        rows, current = self.basket.list.rows, self.basket.list.current
        return rows[current] if 0 <= current < len(rows) else None

    def _show_totals(self, totals: Totals) -> None:
        self.basket.totals.show_totals(totals, self.tr("%n item(s)", "", totals.units))
        unsold = self.tr("{0} not sold").format(totals.unsold)
        self.basket.pay.set_label(unsold if totals.unsold else self.pay.text())
        self.basket.pay.set_alarm(totals.unsold > 0)

    # -- what stands large, said again in another language ----------------------------------------------------------

    def _say(self, head: Callable[[], None]) -> None:
        self._head = head
        head()

    def _show_large(self) -> None:
        self.basket.last.show_scan(self.model.large())

    def _rung(self, scan: LastScan) -> None:
        self._head = self._show_large
        self.basket.last.show_scan(scan)

    def _say_no(self, words: Callable[[], str]) -> None:
        self._say(lambda: self.basket.last.show_scan(LastScan(words(), "", "", good=False)))
        self._focus()

    def _refused(self, no: Refused) -> None:
        languages = self._place.languages
        if not self.questions.refused(refusal(no, languages.language)):
            self._say_no(lambda: refusal(no, languages.language))

    def _removed(self, product: Product | None) -> None:
        def words() -> str:
            if product is None:
                return self.tr("Dismissed.")
            name = product.name(self._place.languages.language)
            return self.tr("Removed: {0}. Ctrl+Z brings it back.").format(name)

        self._say(lambda: self.basket.last.show_words(words()))
        self._focus()

    def _cleared(self) -> None:
        self._say(lambda: self.basket.last.show_words(self.tr("The basket was emptied.")))
        self._focus()

    def _hold(self) -> None:
        """Set the basket aside; with nothing on the counter one wants back what lies aside."""
        if self.model.rows:
            self.questions.ask_hold()
        else:
            self._place.go("holds")

    def _held(self) -> None:
        self._say(lambda: self.basket.last.show_words(self.tr("The basket lies aside. F8 shows it again.")))
        self._focus()

    def _given(self, words: Callable[[], str]) -> None:
        """A price by hand: what it came to, until the next scan."""
        self._say(lambda: self.basket.last.show_words(words()))
        self._focus()

    def _sold_last(self, sale: Sale | None) -> None:
        """What the last customer paid and got back, until the next one's first item."""
        if sale is None or self.model.rows:
            return
        currency, at = self._place.app.desk.store.currency, sale.settlement
        due, change = money(at.due, currency), money(at.change, currency)
        self._say(lambda: self.basket.last.show_words(self.tr("Last sale {0}, change {1}").format(due, change)))

    def _pay(self) -> None:
        """On to payment, or to the first red line that stands in the way (the next one at each press)."""
        red = [n for n, row in enumerate(self.basket.list.rows) if row.state == "bad"]
        if not red:
            if self.goods_questions.ask_on():
                self._place.sounds.play("refused")
            else:
                self.customer.then(self.model.pay)
            return
        current = self.basket.list.current
        self.basket.list.set_current(red[(red.index(current) + 1) % len(red)] if current in red else red[0])
        self._place.sounds.play("refused")
        self._say_no(lambda: self.tr("{0} not sold: Ctrl+U sells as unlisted, Del takes out.").format(len(red)))

    def _search(self) -> None:
        self._focus()
        self.goods.field.selectAll()

    def _steer(self, event: QKeyEvent) -> None:
        """Arrow keys in the field move along the basket while nothing is searched for."""
        self.basket.list.keyPressEvent(event)

    def _remove(self) -> None:
        self._remove_row(self.basket.list.current)

    def _remove_row(self, row: int) -> None:
        self.model.remove(row)
        self._focus()

    def _undo(self) -> None:
        self.model.undo()
        self._focus()

    def _step(self, row: int, by: int) -> None:
        if 0 <= row < len(self.basket.list.rows) and self.basket.list.rows[row].steps:
            self.model.step(row, by)
        self._focus()

    def _row_chosen(self, row: int) -> None:
        if self.basket.list.rows[row].state == "bad":
            self.questions.ask_unlisted(row)
        elif not self.goods_questions.ask_serial_of(row):
            self.questions.ask_quantity(row)

    def _ask_quantity(self) -> None:
        if self._row() is not None:
            self._row_chosen(self.basket.list.current)

    def _ask_unlisted(self) -> None:
        rows = self.basket.list.rows
        red = [n for n, row in enumerate(rows) if row.state == "bad"]
        current = self.basket.list.current
        self.questions.ask_unlisted(current if current in red else red[-1] if red else -1)

    def _to_payment(self) -> None:
        self._paying = True
        self._place.go("payment")
