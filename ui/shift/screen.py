"""The page that opens a shift: one amount, one key. A clock that stands behind is settled here, with a manager."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.drawer import Count, Pieces
from posapp.domain.money import format_amount
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.status import Banner, Notice
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.shift.count_sheet import CountSheet
from ui.shift.date_question import DateQuestion
from ui.shift.model import ShiftModel
from ui.shift.resume_sheet import ResumeSheet
from ui.texts import money

WIDE, TALL = 780, 480
GRACE_MS = 800


class ShiftScreen(FittingScreen):
    """Field with keypad; Enter opens the shift and goes on to selling."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        theme = place.theme
        self._place = place
        self.model = ShiftModel(place, self)
        self._title, self._hint = QLabel(), QLabel()
        self._title.setProperty("type", "page")
        self._hint.setProperty("tone", "ink2")
        self._hint.setWordWrap(True)
        self.field = Field(theme, size="amount", numbers=True, input_method=False)
        self.keypad = Keypad(theme, point=place.app.desk.store.currency.digits > 0)
        self.keypad.types_into(self.field)
        self.notice = Notice(theme)
        self.off, self.reason = Banner(theme), Field(theme, icon="pencil-line")
        self.by_notes = Button(theme, icon="banknote", key="Ctrl+N")
        self.resumes = Button(theme, icon="log-in", key="Ctrl+R")
        self._pieces: Pieces = ()
        self.start = PrimaryButton(theme, icon="lock-open", key="Enter")
        self.date = DateQuestion(place, self)
        self._since = QElapsedTimer()
        self._lay_out()
        self.count_notes = self.on_key("Ctrl+N", self._count)
        self.by_notes.follow(self.count_notes)
        self.resume = self.on_key("Ctrl+R", lambda: self.resuming.ask())
        self.resumes.follow(self.resume)
        self.field.textEdited.connect(self._typed)
        self.keypad.pressed.connect(self._typed)
        self.model.differs.connect(self._differs)
        self.reason.returnPressed.connect(self._start)
        self.field.returnPressed.connect(self._start)
        self.start.clicked.connect(self._start)
        self.model.opened.connect(self._opened)
        self.model.refused.connect(self._refused)
        self.model.date_asked.connect(self.date.ask)
        self.date.confirmed.connect(self.field.setFocus)
        self.date.refused.connect(self.model.say_no)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._place.theme
        card = QFrame()
        card.setProperty("look", "card")
        theme.fit(card, lambda w: w.setMaximumSize(theme.px(WIDE), theme.px(TALL)))
        self._halves = halves = QHBoxLayout(card)
        theme.space(halves, (24, 20, 24, 20), 24)
        left = QVBoxLayout()
        theme.space(left, (0, 0, 0, 0), 10)
        for widget in (
            self._title,
            self._hint,
            self.field,
            self.by_notes,
            self.resumes,
            self.off,
            self.reason,
            self.notice,
        ):
            left.addWidget(widget)
        left.addStretch(1)
        left.addWidget(self.start)
        halves.addLayout(left, 6)
        halves.addWidget(self.keypad, 5)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        theme.space(outer, (24, 14, 24, 18), 0)
        outer.addStretch(1)
        outer.addLayout(middle, 100)
        outer.addStretch(1)

    def fit_in(self, narrow: bool, short: bool) -> None:
        """Little width: the keys give way to the words."""
        self._halves.setStretch(0, 12 if narrow else 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= self._place.theme.px(TALL))

    def retranslate(self) -> None:
        code = self._place.app.desk.store.currency.code
        self._title.setText(self.tr("Open shift"))
        self._hint.setText(
            self.tr("Count the cash in the drawer and type the float. Every sale belongs to this shift.")
        )
        self.field.set_name(self.tr("Float in {0}").format(code))
        self.start.set_label(self.tr("Open shift"))
        self.count_notes.setText(self.tr("Count by notes and coins"))
        self.resume.setText(self.tr("Resume a suspended shift"))
        self.reason.set_name(self.tr("Why is it different? (if you know)"))

    def opened(self) -> None:
        self._since.start()
        self.notice.clear()
        self.resume.setEnabled(self._place.app.suspending.offered())
        self._typed()
        self.field.setFocus()
        self.model.check()

    def scanned(self, code: str) -> None:
        self._place.sounds.play("refused")
        self.notice.say("bad", self.tr("Open the shift first; the scan was not counted."))

    def _start(self) -> None:
        """The Enter that ended the PIN, pressed twice or held down, is no answer to this page."""
        if self.field.text() or self._since.hasExpired(GRACE_MS):
            self.model.open_shift(self.field.text(), self._pieces, self.reason.text())

    def _typed(self) -> None:
        """Another amount than was counted by notes, or than was said to differ."""
        self._pieces = ()
        self.off.hide()
        self.reason.hide()
        self.by_notes.show()
        self.resumes.setVisible(self._place.app.suspending.offered())
        self.reason.clear()

    def _count(self) -> None:
        self.counting.ask()

    @cached_property
    def counting(self) -> CountSheet:
        """Counting the float by notes and coins."""
        sheet = CountSheet(self._place)
        sheet.counted.connect(self._counted)
        return sheet

    @cached_property
    def resuming(self) -> ResumeSheet:
        """A shift that was suspended at another till, or here."""
        sheet = ResumeSheet(self._place)
        sheet.resumed.connect(self._opened)
        return sheet

    def _counted(self, count: Count) -> None:
        self.field.setText(format_amount(count.amount, self._place.app.desk.store.currency.digits))
        self._typed()
        self._pieces = count.pieces
        self._start()

    def _differs(self, before: int, off: int) -> None:
        currency = self._place.app.desk.store.currency
        words = self.tr("The last shift left {0} in the drawer; {1} is off. It is noted with the shift.")
        self.off.show_words("warn", words.format(money(before, currency), money(off, currency)), closes=False)
        self.by_notes.hide()  # there is room for one of both
        self.resumes.hide()
        self.reason.show()
        self.reason.setFocus()

    def _opened(self) -> None:
        self.field.clear()
        self._place.go("checkout")

    def _refused(self, words: str) -> None:
        self.notice.say("bad", words, 8)
        self.field.setFocus()
