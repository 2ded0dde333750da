"""Painted buttons: secondary, primary (pay), chip, rail and icon buttons.

They are real QAbstractButtons (role, name, press by Space or Enter), but a tap leaves the focus where the hands are:
only Tab moves it here. All draw themselves, so one scale factor holds for everything in them.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit import paint
from ui.kit.theme import Theme
from ui.kit.tokens import CHIP_HEIGHT, PALETTE, PAY_HEIGHT, RADIUS, RAIL, RAIL_LOW, TARGET

Kind = Literal["plain", "accent", "danger", "soft", "quiet"]

# kind -> (fill, fill under the pointer, fill pressed, outline, ink)
LOOKS: Final[dict[Kind, tuple[str, str, str, str | None, str]]] = {
    "plain": (PALETTE.surface, PALETTE.sunken, PALETTE.line, PALETTE.outline, PALETTE.ink),
    "accent": (PALETTE.accent, PALETTE.accent_hover, PALETTE.accent_pressed, None, PALETTE.on_accent),
    "danger": (PALETTE.surface, PALETTE.bad_tint, PALETTE.bad_pressed, PALETTE.outline, PALETTE.bad),
    "soft": (PALETTE.accent_soft, PALETTE.accent_soft, PALETTE.line, None, PALETTE.accent),
    "quiet": (PALETTE.canvas, PALETTE.neutral_tint, PALETTE.line, None, PALETTE.ink2),
}


class PaintedButton(QAbstractButton):
    """What all painted buttons share: label, icon, key hint, hover, keyboard press and a least size."""

    def __init__(self, theme: Theme, label: str = "", *, icon: str = "", key: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.icon_name = icon
        self.key = ""
        self.label = ""
        self.hovered = False
        self._action: QAction | None = None
        self._pressed_here = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_label(label)
        self.set_key(key)
        theme.fit(self, _resized)

    def set_label(self, label: str) -> None:
        if label == self.label:
            return
        self.label = label
        key = self.shortcut()
        self.setText(label.replace("&", "&&"))  # Qt would take a single & for a shortcut
        self.setShortcut(key)  # which setText takes away
        self.setAccessibleName(self.spoken())
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        if key == self.key:
            return
        self.key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        return self.label

    def follow(self, action: QAction) -> None:
        """Show and trigger a QAction: its text, first shortcut, enabled and visible state."""
        self._action = action
        self._read_action()
        action.changed.connect(self._read_action)
        self.clicked.connect(action.trigger)

    def _read_action(self) -> None:
        if self._action is not None:
            self.set_key(self._action.shortcut().toString())
            self.set_label(self._action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"))
            self.setEnabled(self._action.isEnabled())
            if self.parent() is not None or not self._action.isVisible():  # shown alone it would be a window
                self.setVisible(self._action.isVisible())

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = False
        self.update()
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._pressed_here = False
        super().showEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_here = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick taps are two presses; the second must not fall through to a button that came up under it.
        if self._pressed_here:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        least = self.theme.px(TARGET)
        return QSize(least, max(least, self.sizeHint().height()))


def _resized(button: QWidget) -> None:
    button.updateGeometry()
    button.update()


class Button(PaintedButton):
    """Secondary action: icon, label and key hint in a 44 px box. `kind` chooses the colours."""

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = "plain",
        height: int = TARGET,
    ) -> None:
        self.kind: Kind = kind
        self._height = max(height, TARGET)
        super().__init__(theme, label, icon=icon, key=key)

    def set_kind(self, kind: Kind) -> None:
        self.kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        px, theme = self.theme.px, self.theme
        width = 2 * px(14) + theme.metrics("strong").horizontalAdvance(self.label)
        if self.icon_name:
            width += px(18) + (px(10) if self.label else 0)
        if self.key:
            width += paint.key_width(theme, self.key) + px(10)
        return QSize(max(px(TARGET), width), px(self._height))

    def minimumSizeHint(self) -> QSize:
        """A button may lose its key hint when space is short, then its picture, never its words."""
        full = self.sizeHint()
        spare = paint.key_width(self.theme, self.key) + self.theme.px(10) if self.key else 0
        spare += self.theme.px(28) if self.icon_name and self.label else 0
        return QSize(max(self.theme.px(TARGET), full.width() - spare), full.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, under, pressed, outline, ink = LOOKS[self.kind]
        if not self.isEnabled():
            fill, outline, ink = PALETTE.sunken, PALETTE.line, PALETTE.disabled
            if self.kind == "quiet":
                fill, outline = LOOKS["quiet"][0], None
        elif self.isDown():
            fill = pressed
        elif self.hovered:
            fill = under
        painter = QPainter(self)
        radius = self.theme.px(RADIUS["button"])
        paint.box(painter, self.rect(), radius, fill, outline)
        self._words(painter, ink)
        if self.hasFocus():
            colour = PALETTE.pay_ring if self.kind == "accent" else PALETTE.accent
            paint.focus_ring(painter, self.rect(), radius, colour)
        painter.end()

    def _words(self, painter: QPainter, ink: str) -> None:
        theme, px, area = self.theme, self.theme.px, self.rect()
        word = theme.metrics("strong").horizontalAdvance(self.label)
        icon = px(18) if self.icon_name else 0
        gap = px(10) if icon and self.label else 0
        hint = paint.key_width(theme, self.key)
        wanted = word + hint + px(10) + px(16) if self.key and self.label else 0
        if wanted <= area.width() < wanted + icon + gap:
            icon = gap = 0  # the key is worth more than the picture
        elif icon + gap + word + px(16) > area.width():
            icon = gap = 0
        full = icon + gap + word
        shows_hint = bool(self.key) and full + hint + px(10) + px(16) <= area.width()
        if shows_hint:
            full += px(10) + hint
        x = max(px(8), (area.width() - full) // 2)
        if icon:
            paint.icon(painter, theme, self.icon_name, 18, ink, QPointF(x + icon / 2, area.height() / 2))
            x += icon + gap
        painter.setFont(theme.font("strong"))
        paint.text(painter, QRect(x, 0, area.width() - x, area.height()), paint.LEFT, self.label, ink)
        if shows_hint:
            on_dark = self.kind == "accent" and self.isEnabled()
            colours = (PALETTE.key_on_accent, PALETTE.on_accent) if on_dark else (PALETTE.neutral_tint, PALETTE.ink2)
            paint.key_hint(painter, theme, self.key, x + word + px(10) + hint, area, *colours)


class PrimaryButton(PaintedButton):
    """The one next step of a screen: icon, words, the amount inside, the key at the right edge."""

    def __init__(self, theme: Theme, label: str = "", *, icon: str = "", key: str = "", amount: str = "") -> None:
        self.amount = amount
        self._alarm = False
        super().__init__(theme, label, icon=icon, key=key)

    def set_alarm(self, alarm: bool) -> None:
        """Red while something stands in the way of the step; the label says what."""
        if alarm != self._alarm:
            self._alarm = alarm
            self.update()

    def set_amount(self, amount: str) -> None:
        if amount != self.amount:
            self.amount = amount
            self.setAccessibleName(self.spoken())
            self.update()

    def spoken(self) -> str:
        return f"{self.label} {self.amount}".strip()

    def sizeHint(self) -> QSize:
        px, theme = self.theme.px, self.theme
        width = 2 * px(20) + theme.metrics("panel").horizontalAdvance(self.label)
        width += px(24) + px(12) if self.icon_name else 0
        width += px(24) + theme.metrics("page", numbers=True).horizontalAdvance(self.amount) if self.amount else 0
        width += px(12) + paint.key_width(theme, self.key) if self.key else 0
        return QSize(width, px(PAY_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(2 * TARGET), self.theme.px(PAY_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self.theme, self.theme.px, self.rect()
        enabled = self.isEnabled()
        fill = PALETTE.accent_pressed if self.isDown() else PALETTE.accent_hover if self.hovered else PALETTE.accent
        fill = PALETTE.bad if self._alarm else fill
        ink = PALETTE.on_accent if enabled else PALETTE.disabled
        painter = QPainter(self)
        radius = px(RADIUS["card"])
        paint.box(painter, area, radius, fill if enabled else PALETTE.line)
        left, right = area.left() + px(20), area.right() - px(16)
        if self.icon_name:
            icon = "octagon-alert" if self._alarm else self.icon_name
            paint.icon(painter, theme, icon, 24, ink, QPointF(left + px(12), area.height() / 2))
            left += px(24) + px(12)
        if self.key:
            pill = (PALETTE.key_on_accent, PALETTE.on_accent) if enabled else (PALETTE.neutral_tint, PALETTE.disabled)
            pill = (PALETTE.surface, PALETTE.bad) if self._alarm else pill
            paint.key_hint(painter, theme, self.key, right, area, *pill)
            right -= paint.key_width(theme, self.key) + px(12)
        if self.amount:
            painter.setFont(theme.font("page", numbers=True))
            paint.text(painter, QRect(left, 0, right - left, area.height()), paint.RIGHT, self.amount, ink)
            right -= theme.metrics("page", numbers=True).horizontalAdvance(self.amount) + px(12)
        painter.setFont(theme.font("panel"))
        words = theme.metrics("panel").elidedText(self.label, Qt.TextElideMode.ElideRight, right - left)
        paint.text(painter, QRect(left, 0, right - left, area.height()), paint.LEFT, words, ink)
        if self.hasFocus():
            paint.focus_ring(painter, area, radius, PALETTE.pay_ring, 3)
        painter.end()


class Chip(PaintedButton):
    """A filter pill; checked ones are dark. Put several into an exclusive QButtonGroup. A key stands small under the
    word: beside it half of a row of them would have no room for theirs."""

    def __init__(self, theme: Theme, label: str = "", *, icon: str = "") -> None:
        super().__init__(theme, label, icon=icon)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        word = self.theme.metrics("strong").horizontalAdvance(self.label)
        width = max(word, self.theme.metrics("key").horizontalAdvance(self.key)) + 2 * px(17)
        return QSize(max(px(TARGET), width + (px(24) if self.icon_name else 0)), px(TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self.theme, self.rect()
        spare = (area.height() - theme.px(CHIP_HEIGHT)) // 2  # the pill is 40 px high, the target 44
        pill = area.adjusted(0, spare, 0, -spare)
        chosen = self.isChecked()
        fill = PALETTE.ink if chosen else PALETTE.line if self.isDown() else PALETTE.surface
        ink = PALETTE.surface if chosen else PALETTE.ink if self.isEnabled() else PALETTE.disabled
        painter = QPainter(self)
        paint.box(painter, pill, theme.px(RADIUS["chip"]), fill, None if chosen else PALETTE.outline)
        words = area
        if self.icon_name:
            paint.icon(painter, theme, self.icon_name, 16, ink, QPointF(theme.px(23), area.height() / 2))
            words = area.adjusted(theme.px(24), 0, 0, 0)
        painter.setFont(theme.font("strong"))
        if self.key:
            half = spare + theme.px(15)
            paint.text(painter, words.adjusted(0, spare, 0, -half), paint.CENTRE, self.label, ink)
            painter.setFont(theme.font("key"))
            paler = ink if chosen or not self.isEnabled() else PALETTE.ink3
            paint.text(
                painter,
                words.adjusted(0, area.height() - half - theme.px(4), 0, -half // 3),
                paint.CENTRE,
                self.key,
                paler,
            )
        else:
            paint.text(painter, words, paint.CENTRE, self.label, ink)
        if self.hasFocus():
            paint.focus_ring(painter, pill, theme.px(RADIUS["chip"]), PALETTE.pay_ring if chosen else PALETTE.accent)
        painter.end()


class RailButton(PaintedButton):
    """A section of the dark rail: icon over a word; the checked one is the section shown."""

    def __init__(self, theme: Theme, icon: str, label: str = "", *, key: str = "") -> None:
        super().__init__(theme, label, icon=icon, key=key)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(RAIL[0]), self.theme.px(RAIL[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self.theme, self.theme.px, self.rect()
        chosen = self.isChecked()
        ink = PALETTE.surface if chosen or self.hovered else PALETTE.rail_ink
        ink = ink if self.isEnabled() else PALETTE.ink3
        painter = QPainter(self)
        if chosen or self.isDown():
            paint.box(painter, area, px(RADIUS["field"]), PALETTE.rail_chosen)
        lift = max(0, px(RAIL[1]) - area.height()) // 2  # on a low screen the rail leaves less than was asked for
        low = area.height() < px(RAIL_LOW)  # at twice the size picture and word stand closer, so that both are whole
        side, middle, below = (16, px(10), px(17)) if low else (22, px(23) - lift, px(36) - lift)
        paint.icon(painter, theme, self.icon_name, side, ink, QPointF(area.width() / 2, middle))
        painter.setFont(theme.font("key"))
        words = theme.metrics("key").elidedText(self.label, Qt.TextElideMode.ElideRight, area.width() - px(4))
        paint.text(painter, QRect(0, below, area.width(), px(20)), paint.CENTRE, words, ink)
        if self.hasFocus():
            paint.focus_ring(painter, area, px(RADIUS["field"]), PALETTE.pay_ring)
        painter.end()


class IconButton(PaintedButton):
    """A square 44 px button with an icon only; `name` is what a screen reader says and the tooltip shows."""

    def __init__(self, theme: Theme, icon: str, name: str = "", *, kind: Kind = "plain", size: int = TARGET) -> None:
        self.kind: Kind = kind
        self._size = max(size, TARGET)
        super().__init__(theme, name, icon=icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, label: str) -> None:
        super().set_label(label)
        self.setToolTip(label)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._size), self.theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, under, pressed, outline, ink = LOOKS[self.kind]
        now: str | None = pressed if self.isDown() else under if self.hovered else fill
        if self.kind == "quiet" and not (self.isDown() or self.hovered):
            now = None
        radius = self.theme.px(RADIUS["button"])
        painter = QPainter(self)
        paint.box(painter, self.rect(), radius, now, outline)
        colour = ink if self.isEnabled() else PALETTE.disabled
        centre = QPointF(self.width() / 2, self.height() / 2)
        paint.icon(painter, self.theme, self.icon_name, 20, colour, centre)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius)
        painter.end()
