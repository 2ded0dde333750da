"""The first screen: who is it, and the PIN. It is painted before the till is loaded and takes keys at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui.kit.buttons import Button
from ui.kit.i18n import Languages
from ui.kit.keypads import PinPad
from ui.kit.scrolling import ScrollPlace
from ui.kit.status import Banner, Notice
from ui.kit.theme import Theme
from ui.sign_in.model import Person, SignInModel
from ui.sign_in.person_tile import PersonTile

WIDE, TALL, SHORT = 780, 460, 420
ARROWS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}

if TYPE_CHECKING:
    from posapp.domain.errors import Refused
    from posapp.domain.money import Currency
    from posapp.usecases.start_up import LeftBehind


class SignInScreen(QWidget):
    """People to choose from at the left, the PIN pad at the right, a sentence above about how the till was left."""

    print_now = Signal()

    def __init__(self, theme: Theme, languages: Languages, model: SignInModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._languages, self._model = theme, languages, model
        self._title, self._hint = QLabel(), QLabel()
        self._title.setProperty("type", "page")
        self._hint.setProperty("tone", "ink2")
        self._left: tuple[LeftBehind, Currency] | None = None
        self._columns = 0
        self._step = ""
        self._tiles = QButtonGroup(self)
        self._area, self._inside = ScrollPlace(), QWidget()
        self._people = QGridLayout(self._inside)
        self._locks: dict[str, QDeadlineTimer] = {}
        self._waiting = QTimer(self, interval=1000)
        self._waiting.timeout.connect(self._say_lock)
        self.pad = PinPad(theme)
        self.banner, self.notice = Banner(theme), Notice(theme)
        self.forgot = Button(theme, kind="quiet")
        self._forgot = QAction(self)
        self._forgot.setShortcut(QKeySequence("F2"))
        self._forgot.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._forgot.triggered.connect(model.forgot)
        self.addAction(self._forgot)
        self.forgot.follow(self._forgot)
        self._lay_out()
        self.pad.entered.connect(model.enter)
        self.banner.acted.connect(self._act)
        self.banner.dismissed.connect(self._dismiss)
        self.pad.typed.connect(self._typed)
        model.people_changed.connect(self._show_people)
        model.chosen_changed.connect(self._show_chosen)
        model.chosen_changed.connect(self._say_lock)
        model.checking.connect(self._show_checking)
        model.refused.connect(self._refused)
        model.nobody_chosen.connect(self._ask_who)
        self._tiles.idClicked.connect(self._chosen)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        card = QFrame(self)
        card.setProperty("look", "card")
        theme.fit(card, lambda w: w.setMaximumWidth(theme.px(WIDE)))
        halves = QHBoxLayout(card)
        theme.space(halves, (24, 20, 24, 20), 24)
        left = QVBoxLayout()
        theme.space(left, (0, 0, 0, 0), 10)
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            left.addWidget(label)
        left.addWidget(self._area, 1)
        left.addWidget(self.notice)
        left.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeft)
        halves.addLayout(left, 6)
        halves.addWidget(self.pad, 5)
        self._area.setWidget(self._inside)
        theme.space(self._people, (0, 2, 8, 2), 8)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        theme.space(outer, (24, 14, 24, 18), 14)
        outer.addWidget(self.banner)
        outer.addStretch(1)
        outer.addLayout(middle, 100)
        outer.addStretch(1)
        theme.fit(card, lambda w: w.setMaximumHeight(theme.px(TALL)))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Sign in"))
        self._forgot.setText(self.tr("PIN forgotten or locked"))
        self._hint.setText(self.tr("Choose your name (tap, or ↑ ↓), then type your PIN and press Enter."))
        self._say_left()
        self.show_progress(self._step)
        if self._model.people:
            self._show_people()
        if self._waiting.isActive():
            QTimer.singleShot(0, self, self._say_lock)  # after the notice has dropped the old words

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def take_keys(self) -> None:
        """The pad takes the keyboard."""
        if not self.isVisible():
            return  # a page in sight has the keyboard; a language change reaches hidden pages too
        self.pad.setFocus()

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

    def show_waiting(self, left: LeftBehind, currency: Currency) -> None:
        """What waits while the till is locked; a sale that is done and printed does not."""
        if left.state in ("fresh", "printed"):
            self._left = None
            self.banner.hide()
        else:
            self.show_left(left, currency)

    def _say_left(self) -> None:
        if self._left is None:
            return
        from ui.texts import money

        left, currency = self._left
        total, taken = money(left.total, currency), money(left.taken, currency)
        if left.change:
            total = self.tr("{0} (change {1})").format(total, money(left.change, currency))
        if left.state == "printed":
            words = self.tr("The last sale, {0} for {1}, is complete and its receipt was printed.")
            self.banner.show_words("good", words.format(left.receipt, total))
        elif left.state == "not_printed":
            words = self.tr("The last sale, {0} for {1}, is complete, but its receipt has not been printed.")
            self.banner.show_words("warn", words.format(left.receipt, total), action=self.tr("Print now"), key="Enter")
        elif left.state == "unfinished":
            words = self.tr(
                "A sale is unfinished: %n line(s) for {0}, nothing paid yet. Sign in to go on with it.", "", left.lines
            )
            self.banner.show_words("warn", words.format(total), closes=False)
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
        """Enter without a PIN is the key of the sentence above; arrows choose a name."""
        acts = self._left is not None and self._left[0].state == "not_printed"
        if acts and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act()
        elif event.key() in ARROWS:
            self._model.choose_next(ARROWS[event.key()])
        else:
            super().keyPressEvent(event)

    # -- people ---------------------------------------------------------------------------------------------------

    def _show_people(self) -> None:
        for tile in self._tiles.buttons():
            self._tiles.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        for number, person in enumerate(self._model.people):
            self._tiles.addButton(PersonTile(self._theme, person.name, self._role(person)), number)
        self._columns = 0
        self._arrange_people()
        self._show_chosen()

    def _arrange_people(self) -> None:
        """Two names side by side where both can be read, otherwise one under the other."""
        tiles = self._tiles.buttons()
        widest = max((tile.sizeHint().width() for tile in tiles), default=0)
        room = self._area.viewport().width() - self._theme.px(16)
        columns = 2 if 2 * widest <= room else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(tiles):
            self._people.addWidget(tile, number // columns, number % columns)
        for row in range(len(tiles) + 1):
            self._people.setRowStretch(row, int(row == len(tiles)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= self._theme.px(SHORT))
        QTimer.singleShot(0, self, self._arrange_people)

    def _show_chosen(self) -> None:
        """Mark who is chosen, or nobody; the pad keeps the keyboard."""
        self._tiles.setExclusive(False)  # or one of them would have to stay checked
        for number, person in enumerate(self._model.people):
            tile = self._tiles.button(number)
            tile.setChecked(person.id == self._model.chosen)
            if tile.isChecked():
                self._area.ensureWidgetVisible(tile)
        self._tiles.setExclusive(True)
        QTimer.singleShot(0, self, self.take_keys)

    def _role(self, person: Person) -> str:
        """By the shop's own name for it, else by ours."""
        named = {"cashier": self.tr("Cashier"), "clerk": self.tr("Store staff"), "manager": self.tr("Manager")}
        own = person.named[0 if self._languages.language == "zh" else 1]
        return own or named.get(person.role, person.role)

    def _chosen(self, number: int) -> None:
        self._model.choose(self._model.people[number].id)
        self.take_keys()

    def _typed(self, digits: int) -> None:
        """Digits without a name open nothing: say so at the first one."""
        if digits == 1 and self._model.people and not self._model.chosen:
            self._ask_who()

    def _show_checking(self, under_way: bool) -> None:
        """The PIN takes a moment: nobody is to type it again."""
        if under_way:
            self.notice.say("neutral", self.tr("The PIN is being checked…"), 20)
        else:
            self.notice.clear()

    def _ask_who(self) -> None:
        self.notice.say("warn", self.tr("Choose your name first."), 8)

    # -- five wrong PINs ------------------------------------------------------------------------------------------

    def _refused(self, refused: Refused) -> None:
        """Say why the PIN was not taken; the hands stay where they are."""
        self.pad.clear(wrong=True)
        if refused.code == "pin_locked":
            self._locks[self._model.chosen] = QDeadlineTimer(1000 * int(refused.facts["seconds"]))
            self._say_lock()
        else:
            self._say(refused, 8)
        self.take_keys()

    def _say_lock(self) -> None:
        """How long the person chosen is locked out, until it is over; of nobody else."""
        from posapp.domain.errors import Refused

        lock = self._locks.get(self._model.chosen)
        if lock is not None and not lock.hasExpired():
            left = -(-lock.remainingTime() // 1000)
            self._say(Refused("pin_locked", seconds=left), left + 1)
            self._waiting.start()
        else:
            self._waiting.stop()
            self.notice.clear()

    def _say(self, refused: Refused, seconds: int) -> None:
        from ui.texts import refusal

        self.notice.say("bad", refusal(refused, self._languages.language), seconds)
