"""The window on the customer's screen: goods as they are rung up, the total large, what is asked, the change."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from posapp.domain.customer_view import CustomerView, ViewLanguage, ViewLine, idle, say
from ui.kit import paint
from ui.kit.fonts import make_font
from ui.kit.tokens import PALETTE

DESIGN = (1024, 600)
"""The smallest screen on which everything has room at its drawn size; larger ones show it larger."""
ROW, HEAD, FOOT = 64, 64, 190
BARE = frozenset({"idle", "trial"})
"""Without goods."""
WINDOW = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus


class CustomerWindow(QWidget):
    """Never takes the keyboard, and closes only when the settings say so. On a second screen it fills it."""

    def __init__(self, language: ViewLanguage) -> None:
        super().__init__(None, WINDOW)
        self._view, self._language = idle(""), language
        self._ended = False
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def open(self) -> None:
        """On the screen where the till is not, or beside it where there is only one."""
        active, other = QApplication.activeWindow(), second_screen()
        if other is None:
            self.resize(*DESIGN)
            self.show()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        if active is not None:
            active.activateWindow()  # where windows take the keyboard unasked, it goes back to the till

    def show_view(self, view: CustomerView) -> None:
        """From now on the customer sees this."""
        self._view = view
        self.setWindowTitle(say("total", self._language))
        self.setAccessibleName(" · ".join(self.words))
        self.update()

    def end(self) -> None:
        """Away with it."""
        self._ended = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._ended:
            event.ignore()

    @property
    def words(self) -> list[str]:
        """All that it says, top to bottom."""
        view = self._view
        goods = [
            " ".join(filter(None, (*self._names(line), line.quantity, line.before, line.amount))) for line in view.lines
        ]
        return [view.shop, *goods, *(f"{name} {amount}" for name, amount in self._sums()), self._message()]

    # -- words --------------------------------------------------------------------------------------------------------

    def _names(self, line: ViewLine) -> tuple[str, str]:
        zh, en = line.names
        first = en if self._language == "en" else zh
        return first, en if self._language == "both" and en != zh else ""

    def _sums(self) -> list[tuple[str, str]]:
        """What stands beside the total: pieces, savings, what was paid how."""
        view = self._view
        if view.state in BARE:
            return []
        sums = [("pieces", view.pieces), ("saved", view.saved), *view.paid, *view.points]
        said = [(say(word, self._language), amount) for word, amount in sums if amount]
        return [*said, (say("total", self._language), view.total)]

    def _message(self) -> str:
        view = self._view
        if view.state == "paying":
            return f"{say('asked', self._language)} {view.asked}"
        if view.state == "done" and view.change:
            return f"{say('change', self._language)} {view.change}"
        return "" if view.state == "basket" else say(view.state, self._language)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _px(self, size: float) -> int:
        return max(1, round(size * min(self.width() / DESIGN[0], self.height() / DESIGN[1])))

    def _font(self, size: float, weight: int = 600, *, struck: bool = False) -> QFont:
        return make_font(self._px(size), weight, numbers=True, struck=struck)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px, edge = QPainter(self), self._px, self._px(32)
        painter.fillRect(self.rect(), PALETTE.canvas)
        if self._view.state in BARE:
            self._say_large(painter, self.rect().adjusted(edge, edge, -edge, -edge))
        else:
            painter.setFont(self._font(24, 700))
            paint.text(
                painter, QRect(edge, 0, self.width() - 2 * edge, px(HEAD)), paint.LEFT, self._view.shop, PALETTE.ink2
            )
            self._goods(painter, QRect(edge, px(HEAD), self.width() - 2 * edge, self.height() - px(HEAD + FOOT)))
            self._foot(painter, QRect(0, self.height() - px(FOOT), self.width(), px(FOOT)))
        painter.end()

    def _say_large(self, painter: QPainter, room: QRect) -> None:
        upper, lower = QRect(room), QRect(room)
        upper.setBottom(room.center().y())
        lower.setTop(room.center().y())
        painter.setFont(paint.shrunk(self._font(56, 700), self._message(), room.width(), 12))
        paint.text(
            painter,
            upper,
            int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom),
            self._message(),
            PALETTE.accent,
        )
        painter.setFont(paint.shrunk(self._font(32), self._view.shop, room.width(), 12))
        paint.text(painter, lower, paint.CENTRE, self._view.shop, PALETTE.ink2)

    def _goods(self, painter: QPainter, room: QRect) -> None:
        """The newest lines that have room; the newest stands at the bottom, and says so by its ground."""
        high = self._px(ROW)
        fit = max(1, room.height() // high)
        lines = self._view.lines[-fit:]
        for number, line in enumerate(lines):
            row = QRect(room.left(), room.top() + number * high, room.width(), high)
            if number == len(lines) - 1 and self._view.state == "basket":
                paint.box(painter, row.adjusted(-self._px(16), 2, self._px(16), -2), self._px(10), PALETTE.accent_soft)
            self._row(painter, row, line)

    def _row(self, painter: QPainter, row: QRect, line: ViewLine) -> None:
        px = self._px
        right = QRect(row)
        self._at_right(painter, right, line.amount, self._font(26, 700), PALETTE.ink)
        if line.before:
            self._at_right(painter, right, line.before, self._font(18, 400, struck=True), PALETTE.ink3)
        right.setRight(min(right.right(), row.right() - px(230)))
        self._at_right(painter, right, line.quantity, self._font(22), PALETTE.ink2)
        first, second = self._names(line)
        upper = QRect(row.left(), row.top(), right.width(), row.height() if not second else row.height() * 6 // 10)
        self._elided(painter, upper, first, self._font(24), PALETTE.ink)
        if second:
            lower = QRect(row.left(), upper.bottom(), right.width(), row.height() - upper.height())
            self._elided(painter, lower, second, self._font(15, 500), PALETTE.ink2)

    def _at_right(self, painter: QPainter, room: QRect, words: str, font: QFont, ink: str) -> None:
        """Draws it and takes its width from the room."""
        painter.setFont(font)
        paint.text(painter, room, paint.RIGHT, words, ink)
        room.setRight(room.right() - QFontMetrics(font).horizontalAdvance(words) - self._px(16))

    def _elided(self, painter: QPainter, room: QRect, words: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        paint.text(painter, room, paint.LEFT, cut, ink)

    def _foot(self, painter: QPainter, room: QRect) -> None:
        px, edge = self._px, self._px(32)
        painter.fillRect(room, PALETTE.rail)
        inside = room.adjusted(edge, px(14), -edge, -px(14))
        *small, (name, total) = self._sums()
        left = QRect(inside.left(), inside.top(), inside.width() * 45 // 100, inside.height())
        high = min(px(34), left.height() // max(1, len(small)))
        for number, (words, amount) in enumerate(small):
            line = QRect(left.left(), left.top() + number * high, left.width(), high)
            painter.setFont(self._font(20))
            paint.text(painter, line, paint.LEFT, words, PALETTE.rail_ink)
            paint.text(painter, line, paint.RIGHT, amount, PALETTE.on_accent)
        right = QRect(left.right() + edge, inside.top(), inside.right() - left.right() - edge, inside.height())
        self._large_sums(painter, right, name, total)

    def _large_sums(self, painter: QPainter, room: QRect, name: str, total: str) -> None:
        """The total, and below it what is asked or given back; that is larger than what is known already."""
        message, third = self._message(), room.height() * 4 // 10
        top = QRect(room.left(), room.top(), room.width(), third if message else room.height())
        painter.setFont(self._font(22))
        paint.text(painter, top, paint.LEFT, name, PALETTE.rail_ink)
        font = self._font(34 if message else 60, 700)
        painter.setFont(paint.shrunk(font, total, room.width() * 6 // 10, 12))
        paint.text(painter, top, paint.RIGHT, total, PALETTE.on_accent)
        if message:
            below = QRect(room.left(), top.bottom(), room.width(), room.height() - third)
            painter.setFont(paint.shrunk(self._font(50, 700), message, room.width(), 12))
            paint.text(painter, below, paint.RIGHT, message, PALETTE.pay_ring)


def second_screen() -> QScreen | None:
    """The first screen that is not the till's, or None."""
    main = QGuiApplication.primaryScreen()
    return next((screen for screen in QGuiApplication.screens() if screen is not main), None)
