"""A panel over the window for one question or task. The window behind is dimmed and rests; nothing blocks.

Not a modal dialog: scans still arrive (and are refused here, in words), the event loop stays the one. While a sheet
is open nothing behind it gets the keyboard, whoever gives it away; closing gives it to whatever asked for it last.
There is one sheet at a time: the next one takes the place of the one before.
"""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.buttons import Button, IconButton, Kind
from ui.kit.keypads import PadKey
from ui.kit.scrolling import ScrollPlace
from ui.kit.status import announce
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE

NARROW: Final = 440
WIDE: Final = 500
EDGE, BAR, LOW = 16, 8, 480


class Sheet(QWidget):
    """Put widgets into `body` (a QVBoxLayout), then `open()`. Esc or the cross closes; `closed` tells."""

    closed = Signal()
    gives_way = False
    """It asks nothing: a key of the window's own may put something else in its place."""

    def __init__(self, theme: Theme, host: QWidget, *, width: int = NARROW, closes: bool = True) -> None:
        super().__init__(host)
        self.theme = theme
        self._host = host
        self._width = width
        self._closes = closes
        self._before: QWidget | None = None
        self._inside: QWidget = self
        self._area = ScrollPlace()  # a card that is higher than the window scrolls
        self._area.setParent(self)
        self._area.setWidgetResizable(False)
        self.card = QFrame()
        self.card.setProperty("look", "card")
        self._area.setWidget(self.card)
        self._area.viewport().installEventFilter(self)
        self.title = QLabel()
        self.title.setProperty("type", "panel")
        self.title.setWordWrap(True)
        self._cross = IconButton(theme, "x", kind="quiet")
        self._cross.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        theme.space(head, (0, 0, 0, 0), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        self._no = QLabel()
        self._no.setProperty("type", "strong")
        self._no.setProperty("tone", "bad")
        self._no.setWordWrap(True)
        self._no.hide()
        self.body = QVBoxLayout()
        theme.space(self.body, (0, 0, 0, 0), 12)
        whole = QVBoxLayout(self.card)
        theme.space(whole, (20, 16, 20, 20), 12)
        whole.addLayout(head)
        whole.addWidget(self._no)
        whole.addLayout(self.body, 1)
        self._cross.setVisible(closes)  # only now: shown without a parent it would be a window for a moment
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click beside the card leaves the keyboard in it
        theme.fit(self, Sheet.place)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._cross.set_label(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_title(self, words: str) -> None:
        self.title.setText(words)
        self.setAccessibleName(words)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet and move the keyboard into it (to `focus`, or the sheet itself)."""
        self._no.hide()
        if not self.isVisible():
            close_sheets(self._host)
            self._before = self.window().focusWidget()
            self._watch(True)
        self.setVisible(True)
        self.raise_()
        self.place()
        self._inside = focus or self
        self._inside.setFocus(Qt.FocusReason.PopupFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def close_sheet(self) -> None:
        if not self.isVisible():
            return
        self._watch(False)
        self.setVisible(False)
        before, self._before = self._before, None
        heir = _heir(before if before is not None and shiboken6.isValid(before) else self._host)
        if heir is not None:
            heir.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def take_scan(self, code: str) -> bool:
        """A scan came while the sheet is open: whether it answers it. It says so where it does not."""
        self.refuse_scan()
        return False

    def refuse_scan(self) -> None:
        """A scan came while the question stands here: say that it did not count."""
        self._no.setText(self.tr("The scan was not counted: answer or close this first."))
        self._no.show()
        announce(self._no, self._no.text(), urgent=True)

    def refuse_key(self) -> None:
        """A key of the window's own was pressed that would take the place of the question."""
        self._no.setText(self.tr("Answer this first, or close it with Esc."))
        self._no.show()
        announce(self._no, self._no.text(), urgent=True)

    def _watch(self, on: bool) -> None:
        """Who has the keyboard, and how large the window is: only while the sheet is open, for there are many."""
        if on:
            self._host.installEventFilter(self)
        else:
            self._host.removeEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication) and on:
            app.focusChanged.connect(self._keep_keyboard)
        elif isinstance(app, QApplication):
            app.focusChanged.disconnect(self._keep_keyboard)

    def _keep_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Whatever behind the sheet asks for the keyboard gets it when the sheet is closed."""
        if now is None or now.window() is not self.window():
            return
        if now is self or self.isAncestorOf(now):
            self._inside = now
            return
        self._before = now
        usable = shiboken6.isValid(self._inside) and self._inside.isVisible() and self._inside.isEnabled()
        (self._inside if usable else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Fill the window, the card in its middle; what does not fit even squeezed is reached by scrolling."""
        px, host = self.theme.px, self._host
        self.setGeometry(host.rect())
        for key in self.card.findChildren(PadKey):
            key.low = host.height() < px(LOW)
            key.updateGeometry()
        room_w, room_h = host.width() - px(32), host.height() - px(EDGE)
        width = min(px(self._width), room_w)
        wanted, least = self._heights(width)
        height = max(least, min(wanted, room_h))
        shown = min(height, room_h)
        self._area.setGeometry((host.width() - width) // 2, (host.height() - shown) // 2, width, shown)
        bar = px(BAR) if height > shown else 0
        self.card.resize(width - bar, self._heights(width - bar)[1] if bar else height)

    def _heights(self, width: int) -> tuple[int, int]:
        """What the card would like to have at this width, and the least it can do with."""
        inside = self.card.layout()
        if inside is not None and inside.hasHeightForWidth():
            return inside.totalHeightForWidth(width), inside.totalMinimumHeightForWidth(width)
        return self.card.sizeHint().height(), self.card.minimumSizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        resized = watched is self._host and event.type() == QEvent.Type.Resize
        grown = watched is self._area.viewport() and event.type() == QEvent.Type.LayoutRequest
        if (resized or grown) and self.isVisible():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor(PALETTE.veil)
        shade.setAlpha(120)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing behind may be tapped

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._closes:
            self.close_sheet()
        event.accept()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes round inside the sheet."""
        inside = [
            child
            for child in self.card.findChildren(QWidget)
            if child.isVisibleTo(self) and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not inside:
            return True
        now = QApplication.focusWidget()
        at = inside.index(now) if now in inside else (-1 if following else 0)
        to = inside[(at + (1 if following else -1)) % len(inside)]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(to, 0, self.theme.px(EDGE))
        return True


def open_sheet(host: QWidget) -> Sheet | None:
    """The sheet that is open over `host`."""
    return next((sheet for sheet in _sheets(host) if sheet.isVisible()), None)


def stands_in_the_way(host: QWidget) -> bool:
    """Whether a question is open over `host` that comes first; where it does, it says so."""
    sheet = open_sheet(host)
    if sheet is None or sheet.gives_way:
        return False
    sheet.refuse_key()
    return True


def close_sheets(host: QWidget) -> None:
    """What a sheet asked about is over."""
    for sheet in _sheets(host):
        sheet.close_sheet()


def _sheets(host: QWidget) -> list[Sheet]:
    """They lie on `host` itself: to look through all pages below it would take a scan longer with each page visited."""
    return host.findChildren(Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _heir(start: QWidget) -> QWidget | None:
    """`start` if it can take the keyboard, or else what can and lies nearest: in its own part of the page first."""
    place: QWidget | None = start
    while place is not None:
        for widget in (place, *place.findChildren(QWidget)):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                return widget
        place = place.parentWidget()
    return None


class ConfirmSheet(Sheet):
    """A question with two answers. Enter confirms, Esc does not; `confirmed` or `cancelled` follows."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, host: QWidget, *, width: int = NARROW, read_ms: int = 0) -> None:
        """`read_ms`: a yes within this time is the end of a double press, not an answer."""
        super().__init__(theme, host, width=width)
        self._read_ms = read_ms
        self._asked = QElapsedTimer()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("type", "body")
        self._words.setProperty("tone", "ink2")
        self.yes = Button(theme, kind="accent", key="Enter", height=52)
        self.no = Button(theme, key="Esc", height=52)
        answers = QHBoxLayout()
        theme.space(answers, (0, 8, 0, 0), 12)
        answers.addWidget(self.no, 1)
        answers.addWidget(self.yes, 1)
        self.body.addWidget(self._words)
        self.body.addLayout(answers)
        self._answered = False
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.close_sheet)
        self.closed.connect(self._closed)

    def ask(self, title: str, words: str, *, yes: str, no: str, kind: Kind = "accent") -> None:
        """Put the question. `kind="danger"` when yes destroys something."""
        self.set_title(title)
        self.setAccessibleDescription(words)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.yes.set_label(yes)
        self.yes.set_kind(kind)
        self.no.set_label(no)
        self._answered = False
        self._asked.start()
        self.open()

    @property
    def rested(self) -> bool:
        """Whether the question has stood long enough to be answered."""
        return self._asked.isValid() and self._asked.elapsed() >= self._read_ms

    def _confirm(self) -> None:
        if self.isVisible() and self.rested:
            self._answered = True
            self.close_sheet()
            self.confirmed.emit()

    def _closed(self) -> None:
        if not self._answered:
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._confirm()
            event.accept()
        else:
            super().keyPressEvent(event)
