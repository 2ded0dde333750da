"""The first screen: who is it, and the PIN. It is painted before the till is loaded and takes keys at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.buttons import Chip
from ui.kit.i18n import Languages
from ui.kit.keypads import PinPad
from ui.kit.status import Banner, Notice
from ui.kit.theme import Theme
from ui.sign_in.model import SignInModel

if TYPE_CHECKING:
    from posapp.domain.errors import Refused
    from posapp.domain.money import Currency
    from posapp.usecases.start_up import LeftBehind


class SignInScreen(QWidget):
    """People to choose from on top, the PIN pad below; `tell` shows how the till was left or how a start goes on."""

    print_now = Signal()

    def __init__(self, theme: Theme, languages: Languages, model: SignInModel) -> None:
        super().__init__()
        self._theme, self._languages, self._model = theme, languages, model
        self._title, self._hint = QLabel(), QLabel()
        self._title.setProperty("type", "page")
        self._hint.setProperty("tone", "ink2")
        self._left: tuple[LeftBehind, Currency] | None = None
        self._step = ""
        self._chips = QButtonGroup(self)
        self._people = QHBoxLayout()
        self.pad = PinPad(theme)
        self.banner, self.notice = Banner(theme), Notice(theme)
        self._lay_out()
        self.pad.entered.connect(model.enter)
        self.banner.acted.connect(self._act)
        self.banner.dismissed.connect(self._dismiss)
        model.people_changed.connect(self._show_people)
        model.refused.connect(self._refused)
        self._chips.buttonClicked.connect(self._chosen)
        self.retranslate()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        self._theme.fit(card, lambda w: w.setFixedWidth(self._theme.px(420)))
        inside = QVBoxLayout(card)
        self._theme.space(inside, (24, 24, 24, 24), 12)
        for widget in (self._title, self._hint):
            widget.setWordWrap(True)
            inside.addWidget(widget)
        inside.addLayout(self._people)
        inside.addWidget(self.notice)
        inside.addWidget(self.pad, 1)
        outer = QVBoxLayout(self)
        self._theme.space(outer, (24, 18, 24, 24), 14)
        outer.addWidget(self.banner)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self._theme.space(self._people, (0, 0, 0, 0), 8)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Sign in"))
        self._hint.setText(self.tr("Choose your name, then type your PIN and press Enter."))
        self._say_left()
        self.show_progress(self._step)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def take_keys(self) -> None:
        """The pad takes the keyboard."""
        self.pad.setFocus()

    def _refused(self, refused: Refused) -> None:
        """Say why the PIN was not taken; the hands stay where they are."""
        from ui.texts import refusal

        self.pad.clear(wrong=True)
        self.notice.say("bad", refusal(refused, self._languages.language), 8)
        self.take_keys()

    # -- what the first screen says -------------------------------------------------------------------------------

    def show_progress(self, step: str) -> None:
        """Which step of a start is under way; "" when there is nothing to wait for."""
        if not step and not self._step:
            return
        self._step = step
        words = {
            "hub": self.tr("First start: the demonstration shop's hub is being set up. About ten seconds."),
            "till": self.tr("First start: the till is being enrolled."),
            "catalogue": self.tr("First start: goods and prices are being fetched."),
            "damaged": self.tr(
                "The file of the goods was damaged. Goods and prices are being fetched again; sales are safe."
            ),
            "waiting": self.tr("Waiting for the shop's settings and goods from the hub."),
        }.get(step, "")
        if words:
            self.banner.show_words("neutral", words, closes=False)
        else:
            self.banner.hide()

    def show_left(self, left: LeftBehind, currency: Currency) -> None:
        """How the till was left, in one sentence with one key."""
        self._left = (left, currency)
        self._say_left()

    def _say_left(self) -> None:
        if self._left is None:
            return
        from ui.texts import money

        left, currency = self._left
        total, taken = money(left.total, currency), money(left.taken, currency)
        if left.state == "printed":
            words = self.tr("The last sale, {0} for {1}, is complete and its receipt was printed.")
            self.banner.show_words("good", words.format(left.receipt, total))
        elif left.state == "not_printed":
            words = self.tr("The last sale, {0} for {1}, is complete, but its receipt has not been printed.")
            self.banner.show_words("warn", words.format(left.receipt, total), action=self.tr("Print now"), key="Enter")
        elif left.state == "unfinished":
            words = self.tr("A sale is unfinished: {0} lines for {1}, nothing paid yet. Sign in to go on with it.")
            self.banner.show_words("warn", words.format(left.lines, total), closes=False)
        elif left.state == "paying":
            words = self.tr("A sale is unfinished: {0} of {1} has been taken. Sign in to go on with the payment.")
            self.banner.show_words("warn", words.format(taken, total), closes=False)

    def _act(self) -> None:
        self.print_now.emit()
        self._dismiss()

    def _dismiss(self) -> None:
        self._left = None
        self.banner.hide()
        self.take_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter without a PIN is the key of the sentence above."""
        acts = self._left is not None and self._left[0].state == "not_printed"
        if acts and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act()
        else:
            super().keyPressEvent(event)

    # -- people ---------------------------------------------------------------------------------------------------

    def _show_people(self) -> None:
        while (item := self._people.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, Chip):
                self._chips.removeButton(widget)
                widget.deleteLater()
        for person in self._model.people:
            chip = Chip(self._theme, person.name)
            chip.setProperty("person", person.id)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setChecked(person.id == self._model.chosen)
            self._chips.addButton(chip)
            self._people.addWidget(chip)
        self._people.addStretch(1)
        QTimer.singleShot(0, self, self.take_keys)

    def _chosen(self, chip: Chip) -> None:
        self._model.choose(str(chip.property("person")))
        self.take_keys()
