"""The steps of closing a shift, each a part of the page: what stands open, what the count came to, the end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.hold import Hold
from posapp.domain.money import format_amount
from posapp.domain.sale_words import sale_word
from posapp.domain.shift import Closed
from posapp.usecases.closing import Outcome
from ui.chip_row import ChipRow
from ui.controls import Picture
from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Banner
from ui.kit.tokens import PALETTE
from ui.receipts.paper_view import PaperView
from ui.screen import Place
from ui.shift.close_model import Before
from ui.texts import money, plain, refusal

REASONS = (
    ("找零有误", "Wrong change given"),
    ("漏记", "Not noted"),
    ("假币", "Counterfeit note"),
    ("原因不明", "Unknown"),
)
"""Why a drawer differs, as the sheet offers it; any other is typed."""


class BeforeStep(QWidget):
    """`keep(row)`, `discard(row)`: what becomes of a basket; `go_on` when nothing stands in the way."""

    keep = Signal(int)
    discard = Signal(int)
    go_on = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        theme = place.theme
        self._place = place
        self.late, self.blocked = Banner(theme), Banner(theme)
        self.holds_words, self.unsent = QLabel(), QLabel()
        for label in (self.holds_words, self.unsent):
            label.setWordWrap(True)
            label.setProperty("tone", "ink2")
        self.list = ResultList(theme)
        self.keeps, self.discards = Button(theme, icon="archive", height=52), Button(theme, kind="danger", height=52)
        self.next = PrimaryButton(theme, icon="calculator", key="Enter")
        keys, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(keys, (0, 0, 0, 0), 8)
        theme.space(column, (0, 0, 0, 0), 10)
        for button in (self.discards, self.keeps):
            keys.addWidget(button, 1)
        for widget in (self.late, self.blocked, self.unsent, self.holds_words):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(keys)
        column.addStretch(0)
        column.addWidget(self.next)
        self.keeps.clicked.connect(lambda: self.keep.emit(self.list.current))
        self.discards.clicked.connect(lambda: self.discard.emit(self.list.current))
        self.list.chosen.connect(self.keep)
        self.next.clicked.connect(self.go_on)

    def retranslate(self) -> None:
        """Every word."""
        self.next.set_label(self.tr("Count the drawer"))
        self.keeps.set_label(self.tr("Keep it aside"))
        self.discards.set_label(self.tr("Discard it…"))

    def show_before(self, now: Before, kept: set[str]) -> None:
        """What stands open."""
        standing, language = now.standing, self._place.languages.language
        if standing.overdue:
            words = self.tr("The day of this shift, {0}, is over; it is closed under its own date.")
            self.late.show_words("warn", words.format(standing.shift.business_date), closes=False)
        else:
            self.late.hide()
        if now.blocked is not None:
            words = refusal(now.blocked, language)
            self.blocked.show_words("bad", words, action=self.tr("To the counter"), key="Esc", closes=False)
        else:
            self.blocked.hide()
        self.unsent.setText(
            self.tr(
                "%n entries wait for the hub. They are sent by themselves, before or after the close.",
                "",
                standing.unsent,
            )
            if standing.unsent
            else self.tr("Everything was sent to the hub.")
        )
        self._show_holds(standing.held, kept, now.people)
        undecided = any(hold.id not in kept for hold in standing.held)
        self.next.setEnabled(now.blocked is None and not undecided)

    def take_keys(self) -> None:
        """What is next takes the keyboard: without it in here the page's own keys are dead."""
        if self.next.isEnabled():
            self.next.setFocus()
        elif self.blocked.isVisible():
            self.blocked.take_keys()
        else:
            self.list.setFocus()

    def _show_holds(self, held: tuple[Hold, ...], kept: set[str], people: dict[str, str]) -> None:
        current = max(0, self.list.current)
        rows = []
        for hold in held:
            stays = hold.id in kept
            note = self.tr("stays aside") if stays else self.tr("keep or discard?")
            goods = self.tr("%n item(s)", "", len(hold.goods))
            amount = plain(hold.total, self._place.app.desk.store.currency)
            name = hold.label or goods
            who = people.get(hold.staff, hold.staff)
            detail = f"{goods} · {who}" if hold.label else who
            rows.append(Result(hold.id, name, detail, amount, note, "good" if stays else "warn", icon="archive"))
        self.list.set_results(rows, min(current, len(rows) - 1))
        for widget in (self.list, self.keeps, self.discards):
            widget.setVisible(bool(rows))
        open_ = sum(1 for hold in held if hold.id not in kept)
        self.holds_words.setText(
            self.tr("%n basket(s) lie aside. Say of each whether it stays for the next shift.", "", len(held))
            if open_
            else self.tr("No basket waits for a decision.")
        )


class ResultStep(QWidget):
    """What the count came to: only now anybody sees what must be there. `finish` closes, `again` counts once more."""

    finish = Signal()
    again = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        theme = place.theme
        self._place = place
        self.expected, self.counted, self.off = (TotalRow(theme, "panel") for _ in range(3))
        self.others = [TotalRow(theme) for _ in range(4)]
        self.ask, self._start = QLabel(), ""
        self.ask.setWordWrap(True)
        self.ask.setProperty("type", "strong")
        self.usual, self.reason = ChipRow(theme), Field(theme, icon="pencil-line")
        self.left, self.stays = Field(theme, numbers=True, input_method=False), ChipRow(theme)
        self.recount, self.end = (
            Button(theme, icon="refresh-cw", height=52),
            PrimaryButton(theme, icon="lock", key="Enter"),
        )
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 8)
        for row in (self.expected, self.counted, self.off, *self.others):
            column.addWidget(row)
        for widget in (self.ask, self.usual, self.reason, self.stays, self.left):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.recount)
        column.addWidget(self.end)
        self.usual.chosen.connect(self._choose)
        self.stays.chosen.connect(self._choose_left)
        self.reason.returnPressed.connect(self.finish)
        self.left.returnPressed.connect(self.finish)
        self.recount.clicked.connect(self.again)
        self.end.clicked.connect(self.finish)

    def retranslate(self) -> None:
        """Every word."""
        self.recount.set_label(self.tr("Count once more"))
        self.end.set_label(self.tr("Close and print the Z"))
        self.reason.set_name(self.tr("Why does it differ? Choose above or type"))
        self.left.set_name(self.tr("What stays in the drawer (empty: all of it)"))
        self.usual.set_words(self._reasons(), -1)

    def _reasons(self) -> list[str]:
        zh = self._place.languages.language == "zh"
        return [pair[0 if zh else 1] for pair in REASONS]

    def _choose(self, number: int) -> None:
        self.reason.setText(self._reasons()[number])
        self.end.setFocus()

    def _offer_left(self, came: Outcome) -> None:
        """All of it, or no more than there was at the start: the rest goes to the safe."""
        shift, currency = self._place.app.desk.shift, self._place.app.desk.store.currency
        start = shift.float_amount if shift is not None else 0
        self._start = format_amount(start, currency.digits)
        words = (
            self.tr("All of it stays"),
            self.tr("{0} stay, the rest goes to the safe").format(money(start, currency)),
        )
        self.stays.set_words(words, 1 if self.left.text() else 0)
        self.stays.setVisible(0 < start < came.counted)

    def _choose_left(self, number: int) -> None:
        self.left.setText(self._start if number else "")
        self.end.setFocus()

    def show_outcome(self, came: Outcome) -> None:
        """Both figures and the difference; the reason is asked for above the shop's limit."""
        currency, language = self._place.app.desk.store.currency, self._place.languages.language
        self.expected.set(self.tr("Must be there"), money(came.expected, currency))
        self.counted.set(self.tr("Counted"), money(came.counted, currency))
        name = self.tr("Over") if came.difference > 0 else self.tr("Short") if came.difference else self.tr("Even")
        ink = PALETTE.bad if came.unexplained else PALETTE.ink
        self.off.set(name, money(came.difference, currency), ink)
        for row, other in zip(self.others, (*came.declared, *[None] * len(self.others)), strict=False):
            row.setVisible(other is not None)
            if other is not None:
                kind, taken, said = other
                told = self.tr("{0} by the receipts, {1} declared").format(
                    plain(taken, currency), plain(said, currency)
                )
                row.set(sale_word(kind, language), told, PALETTE.ink if taken == said else PALETTE.bad)
        self.ask.setText(self.tr("The difference is above the shop's limit: say why.") if came.unexplained else "")
        for widget in (self.ask, self.usual, self.reason):
            widget.setVisible(came.unexplained)
        self.recount.setVisible(came.may_recount)
        self._offer_left(came)
        (self.reason if came.unexplained else self.end).setFocus()


class DoneStep(QWidget):
    """The shift is over. `out` signs out, `next` opens another."""

    out = Signal()
    next = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        theme = place.theme
        self._place = place
        self.words, self.told = QLabel(), QLabel()
        self.words.setProperty("type", "large")
        for label in (self.words, self.told):
            label.setWordWrap(True)
        self.told.setProperty("tone", "ink2")
        self.figures = [TotalRow(theme, "panel") for _ in range(3)]
        self.again, self.leave = (
            Button(theme, icon="lock-open", height=52),
            PrimaryButton(theme, icon="log-out", key="Enter"),
        )
        self.paper = PaperView(theme)
        self._narrow, self._drawn = False, False
        self._lay_out()
        self.again.clicked.connect(self.next)
        self.leave.clicked.connect(self.out)

    def retranslate(self) -> None:
        """Every word."""
        self.again.set_label(self.tr("Open the next shift"))
        self.leave.set_label(self.tr("Sign out"))

    def _lay_out(self) -> None:
        theme = self._place.theme
        row, column = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (0, 0, 0, 0), 24)
        theme.space(column, (0, 0, 0, 0), 10)
        for widget in (self.words, self.told, *self.figures):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.again)
        column.addWidget(self.leave)
        row.addLayout(column, 55)
        row.addWidget(self.paper, 45)
        self.paper.hide()

    def set_narrow(self, narrow: bool) -> None:
        """Little width: the paper is read under Z reports."""
        self._narrow = narrow
        self.paper.setVisible(self._drawn and not narrow)

    def _show_paper(self, picture: Picture) -> None:
        self._drawn = True
        self.paper.show_paper(picture)
        self.set_narrow(self._narrow)

    def show_closed(self, closed: Closed) -> None:
        """Its Z, as it is on paper."""
        picture, language = self._place.controls.shift_picture, self._place.languages.language
        draw = partial(picture, "z", closed.name, language)
        self._place.tasks.ask(draw, self._show_paper, lambda _: self.paper.hide())
        currency = self._place.app.desk.store.currency
        self.words.setText(closed.name)
        self.told.setText(
            self.tr("The Z is printing and cannot be changed any more. It is under Z reports at any time, as a copy.")
        )
        rows = (
            (self.tr("Counted"), closed.counted),
            (self.tr("Left in the drawer"), closed.left),
            (self.tr("To the safe"), closed.counted - closed.left),
        )
        for row, (name, amount) in zip(self.figures, rows, strict=True):
            row.set(name, money(amount, currency))
        self.leave.setFocus()
