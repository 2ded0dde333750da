"""Taking goods back: find the sale, choose goods and how many, say why, see how the money goes back, confirm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.errors import Refused
from posapp.domain.return_rules import REASONS
from posapp.domain.staff import Staff
from posapp.usecases.return_search import query_of
from ui.chip_row import ChipRow
from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.scrolling import ScrollPlace
from ui.kit.status import Notice
from ui.narrow import FittingScreen
from ui.returns.by_goods import ByGoods
from ui.returns.in_cash import InCash
from ui.returns.model import CONDITIONS, LineRow, ReturnsModel, Said, SaleRow
from ui.returns.reason_missing import said_why
from ui.returns.state_box import StateBox
from ui.returns.unproved import Unproved
from ui.returns.words import ReturnWords
from ui.screen import Place
from ui.texts import refusal


class ReturnsScreen(FittingScreen):
    """The sale at the left, why and how at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._sales: list[SaleRow] = []
        self._lines: list[LineRow] = []
        self._then = "payment"
        self.model, self.words = ReturnsModel(place, self), ReturnWords(self)
        self.in_cash = InCash(place, self._second, self)
        self.by_goods = ByGoods(place, self.model, self)
        self.unproved = Unproved(place, self._second, self._brought, self)
        theme = place.theme
        self.title, self.hint, self.of = QLabel(), QLabel(), QLabel()
        self.field = Field(theme, icon="scan-barcode", size="search")
        self.list = ResultList(theme, row_height=60)
        self.less, self.more = Button(theme, icon="minus", height=52), Button(theme, icon="plus", height=52)
        self.reason_words, self.condition_words, self.way_words = QLabel(), QLabel(), QLabel()
        self.reasons, self.conditions, self.ways = ChipRow(theme), ChipRow(theme), ChipRow(theme)
        self.state = StateBox(place)
        self.serial = Field(theme, icon="scan-barcode")
        self.rows = [TotalRow(theme, "name") for _ in range(8)]
        self.sum = TotalRow(theme, "panel")
        self.notice = Notice(theme)
        self.no_receipt = Button(theme, height=64)
        self.exchange, self.confirm = Button(theme, height=64), PrimaryButton(theme, key="F12")
        self._lay_out()
        self._make_actions()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._place.theme
        self.title.setProperty("type", "panel")
        for label in (self.hint, self.of, self.reason_words, self.condition_words, self.way_words):
            label.setProperty("tone", "ink2")
            label.setWordWrap(True)
        left, right = QFrame(), QFrame()
        for card in (left, right):
            card.setProperty("look", "card")
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        steps, keys = QHBoxLayout(), QHBoxLayout()
        for column in (self._left, self._right):
            theme.space(column, (20, 14, 20, 14), 8)
        for row in (steps, keys):
            theme.space(row, (0, 0, 0, 0), 8)
        steps.addWidget(self.less)
        steps.addWidget(self.more)
        keys.addWidget(self.no_receipt)
        keys.addStretch(1)
        keys.addWidget(self.exchange)
        keys.addWidget(self.confirm)
        for first in (self.title, self.field, self.hint, self.of):
            self._left.addWidget(first)
        self._left.addWidget(self.list, 1)
        self._left.addLayout(steps)
        inside, area = QWidget(), ScrollPlace()  # at twice the size there is more than fits
        area.setWidget(inside)
        theme.space(asked := QVBoxLayout(inside), (0, 0, 0, 0), 8)
        area.verticalScrollBar().rangeChanged.connect(lambda _, most: theme.space(asked, (0, 0, 10 * (most > 0), 0), 8))
        said: tuple[QWidget, ...] = (self.reason_words, self.reasons, self.condition_words, self.conditions)
        for widget in (*said, self.state, self.serial, self.way_words, self.ways, *self.rows):
            asked.addWidget(widget)
        asked.addStretch(1)
        self._right.addWidget(area, 1)
        self._right.addWidget(self.sum)  # what goes back is in sight however large the letters are
        self._right.addWidget(self.notice)
        cards, page = QHBoxLayout(), QVBoxLayout(self)
        theme.space(cards, (0, 0, 0, 0), 16)
        theme.space(page, (24, 6, 18, 16), 12)
        cards.addWidget(left, 52)
        cards.addWidget(right, 48)
        page.addLayout(cards, 1)
        page.addLayout(keys)

    def fit_in(self, narrow: bool, short: bool) -> None:
        for words in (self.title, self.hint):
            words.setVisible(not short)

    def _make_actions(self) -> None:
        self.leave = self.on_key("Esc", self._leave)
        self.refund = self.on_key("F12", partial(self._take, "payment"))
        self.swap = self.on_key("F8", partial(self._take, "checkout"))
        self.refund.setAutoRepeat(False)
        self.next_reason = self.on_key("Alt+1", lambda: self.reasons.choose_next(1))
        self.next_condition = self.on_key("Alt+2", lambda: self.conditions.choose_next(1))
        self.next_way = self.on_key("Alt+3", lambda: self.ways.choose_next(1))
        self.next_place = self.on_key("Alt+5", self.state.choose_next)
        self.picture = self.on_key("Alt+6", self.state.ask_photo)
        self.to_field = self.on_key("F2", self._to_field)
        self.without = self.on_key("Alt+4", self._without_receipt)
        self.no_receipt.follow(self.without)
        self.exchange.follow(self.swap)
        self.confirm.clicked.connect(self.refund.trigger)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._find)
        self.field.steered.connect(self._steer)
        self.list.chosen.connect(self._chosen)
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.reasons.chosen.connect(self._reason)
        self.conditions.chosen.connect(self._condition)
        self.ways.chosen.connect(self._way)
        self.serial.textEdited.connect(self._serial)
        self.state.chips.chosen.connect(self._goes)
        model = self.model
        model.cleared.connect(self.serial.clear)
        model.cleared.connect(self.state.clear)
        model.cleared.connect(self.in_cash.forget)
        model.found.connect(self._show_sales)
        model.opened_sale.connect(self._show_sale)
        model.changed.connect(self._show_lines)
        model.refused.connect(self._refused)
        model.taken.connect(self._taken)
        self.by_goods.chosen.connect(self._stand_on)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Returns and exchanges"))
        self.field.set_name(self.tr("Receipt, order, payment, phone or card"))
        self.hint.setText(self.tr("Scan the receipt, then the goods. Enter or a tap chooses them, + and − how many."))
        self.reason_words.setText(self.tr("Why does it come back? Alt+1"))
        self.condition_words.setText(self.tr("In which state is it? Alt+2"))
        self.way_words.setText(self.tr("How does the money go back? Alt+3"))
        self.serial.set_name(self.tr("Serial number on the goods"))
        for action, words in (
            (self.leave, self.tr("Back to selling")),
            (self.refund, self.tr("Refund")),
            (self.swap, self.tr("Exchange")),
            (self.next_reason, self.tr("Another reason")),
            (self.next_condition, self.tr("Another state")),
            (self.next_place, self.tr("Another place for the goods")),
            (self.picture, self.tr("A picture of the goods")),
            (self.next_way, self.tr("As paid, or in cash")),
            (self.to_field, self.tr("Another sale")),
            (self.without, self.tr("No receipt")),
        ):
            action.setText(words)
        self.confirm.set_label(self.refund.text())
        self.state.retranslate()
        self.less.set_label(self.tr("One less"))
        self.more.set_label(self.tr("One more"))
        self._say_chips()
        self._show_again()

    def _say_chips(self) -> None:
        names = [name for name, _, _ in REASONS]
        reason = names.index(self.model.reason) if self.model.reason in names else -1
        self.reasons.set_words(self.model.reasons(), reason)
        states = [self.tr("As new"), self.tr("Opened"), self.tr("Damaged"), self.tr("Defective")]
        self.conditions.set_words(states, CONDITIONS.index(self.model.condition))
        self.ways.set_words([self.tr("As it was paid"), self.tr("In cash")], int(self.model.cash))

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("Find, or choose the line")), ("+  −", self.tr("One more, one less")))

    # -- the page -------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.model.clear()
        self.field.clear()
        self.notice.clear()
        self._sales = []
        self._say_chips()
        self._show_again()
        self._to_field()
        if sought := self._place.app.return_search.sought_next():
            self.field.setText(sought)
            self._find()

    def scanned(self, code: str) -> None:
        if self.model.needs_serial and not self.serial.text().strip():
            self.serial.setText(code)
            self._serial(code)
            return
        if not self.by_goods.brought(code):
            self.field.setText(code)
            self._find()

    def _stand_on(self, line: int) -> None:
        """So that + and − go on from the goods that were scanned."""
        self.list.set_current([x.number for x in self._lines].index(line))

    def _to_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _leave(self) -> None:
        if self.model.sold is not None or self._sales:
            self.opened()
        else:
            self._place.go("checkout")

    # -- what no sale proves ----------------------------------------------------------------------------------------

    def _without_receipt(self, receipt: str = "") -> None:
        self.unproved.ask(receipt, self.model.reasons())

    def _brought(self) -> None:
        self._then = "payment"
        self._go_on()

    def _find(self) -> None:
        self.notice.clear()
        self.model.find(self.field.text())

    def _steer(self, event: QKeyEvent) -> None:
        self.list.setFocus()
        self.list.keyPressEvent(event)

    def lone_key(self, key: str) -> None:
        if key in "+-" and self.model.sold is not None:
            self._step(1 if key == "+" else -1)

    # -- what is found --------------------------------------------------------------------------------------------

    def _show_sales(self, sales: list[SaleRow]) -> None:
        self._sales = sales
        self._show_again()
        self.list.setFocus()

    def _show_sale(self) -> None:
        self._sales = []
        self._say_chips()
        self._show_again()
        self.list.setFocus()

    def _show_again(self) -> None:
        if self._sales:
            rows = [self.words.sale(row) for row in self._sales]
            self.list.set_results(rows)
            self.of.setText(self.tr("%n sale(s) fit: choose one", "", len(rows)))
            self._show_preview()
            return
        self._show_lines()

    def _show_lines(self) -> None:
        current, sold = self.list.current, self.model.sold
        self._lines = self.model.lines()
        self.list.set_results([self.words.line(x) for x in self._lines], max(0, min(current, len(self._lines) - 1)))
        self.of.setText(self.words.of(sold, self.model.as_of()) if sold is not None else "")
        owed, present = sold is not None and sold.kind == "owed", sold is not None and sold.kind == "gift"
        for choice in (self.way_words, self.ways):  # store credit is all that there is for a present
            choice.setVisible(not present)
        for asked in (self.reason_words, self.reasons, self.condition_words, self.conditions, self.state):
            asked.setVisible(not owed)  # nothing comes back over the counter
        self.serial.setVisible(self.model.needs_serial)
        self._show_preview()

    def _show_preview(self) -> None:
        try:
            seen = self.model.preview()
        except Refused as no:
            self._refused(no)
            seen = None
        for row, way in zip(self.rows, [*self.words.ways(seen), *[("", "")] * len(self.rows)], strict=False):
            row.set(*way)
            row.setVisible(bool(way[0]))
        self.sum.set(self.tr("Goes back"), seen.worth if seen is not None else "")
        self.sum.setVisible(seen is not None)
        language, chosen = self._place.languages.language, seen is not None
        ready = said_why(self.notice, self.model.reason, language, chosen=chosen)
        for key in (self.exchange, self.confirm):
            key.setEnabled(ready)
        for key in (self.less, self.more):
            key.setEnabled(self.model.sold is not None and self.model.sold.kind != "owed")

    # -- what the person says -------------------------------------------------------------------------------------

    def _chosen(self, row: int) -> None:
        if self._sales:
            self.model.open(row)
        elif 0 <= row < len(self._lines):
            self.model.toggle(self._lines[row].number)

    def _step(self, by: int) -> None:
        row = self.list.current
        if not self._sales and 0 <= row < len(self._lines):
            self.model.step(self._lines[row].number, by)

    def _reason(self, number: int) -> None:
        self.model.reason = REASONS[number][0]
        self.notice.clear()
        self._show_preview()

    def _condition(self, number: int) -> None:
        self.model.condition = CONDITIONS[number]
        self.state.follow(CONDITIONS[number])
        self._goes()

    def _goes(self) -> None:
        self.model.said = Said(self.state.disposition)
        self._show_again()

    def _way(self, number: int) -> None:
        self.model.cash = number == 1
        self.in_cash.forget()
        self._show_preview()

    def _serial(self, text: str) -> None:
        self.model.serial = text.strip()

    def _take(self, then: str, approver: Staff | None = None) -> None:
        if not self.model.wanted:
            self._refused(Refused("return_nothing"))
        elif not self.model.reason:
            self._refused(Refused("return_reason_missing"))
        elif self.model.cash and not self.in_cash.reason:
            self.in_cash.ask(partial(self._take, then, approver))
        else:
            self._then = then
            state = self.state
            self.model.said = Said(state.disposition, state.note.text().strip(), state.photo)
            self.model.take(approver)

    def _taken(self) -> None:
        if self.model.cash:
            self.in_cash.give(self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        app = self._place.app
        if self._then == "payment":
            try:
                app.payment.pay()
            except Refused as no:
                self._place.go("checkout")
                self._refused(no)
                return
        self._place.go(self._then)

    def _second(self, no: Refused, act: str, then: Callable[[Staff], None]) -> None:
        words = refusal(no, self._place.languages.language)
        self._place.second(act, words, then, -self._place.app.desk.priced.total)

    def _refused(self, no: Refused) -> None:
        if no.code.startswith("return_exception_"):
            self._second(no, "return_exception", partial(self._take, self._then))
            return
        if no.code in ("not_permitted", "amount_beyond") and self.model.wanted:
            self._second(no, str(no.facts.get("act", "return")), partial(self._take, self._then))
            return
        receipt = self.unproved.model.unknown_receipt(query_of(self.field.text()), no)
        if receipt:
            self._without_receipt(receipt)
        self._place.sounds.play("refused")
        self.notice.say("bad", refusal(no, self._place.languages.language), 12)
