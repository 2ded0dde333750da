"""One theme for the whole window: tokens times one scale, fonts, icons and the style sheet made of them.

Painted widgets ask the theme for pixels, fonts and icons; everything else is styled by `styles.sheet`. Changing the
scale emits `changed`; sizes that were given through `fit` are worked out again by themselves.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.kit.files import resources
from ui.kit.fonts import load_fonts, make_font
from ui.kit.icons import Icons
from ui.kit.styles import sheet
from ui.kit.tokens import PALETTE, TYPES

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

SMALLEST, LARGEST = 1.0, 2.0
LEAST_WIDE, LEAST_HIGH = 660, 380
"""The screen that the pages need, in token pixels: a size that would leave less is not offered."""
Fitted = TypeVar("Fitted", bound=QObject)


class Theme(QObject):
    """Scale, fonts and icons of one application. Made once, right after the QApplication."""

    changed = Signal()

    def __init__(self, app: QApplication, scale: float = 1.0) -> None:
        super().__init__()
        self._app = app
        self._scale = min(max(scale, SMALLEST), LARGEST)
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._metrics: dict[tuple[str, bool, bool], QFontMetrics] = {}
        self._fitted: list[tuple[weakref.ref[QObject], Callable[..., object]]] = []
        self._swept = 64
        self._icons = Icons(resources() / "icons", PALETTE.disabled)

    # -- application ----------------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Load the fonts and dress the application."""
        load_fonts(resources() / "fonts")
        self._app.setPalette(application_palette())
        self._dress()

    def set_scale(self, scale: float) -> None:
        """Scale all sizes by one factor, 1.0 to 2.0, while running."""
        wanted = min(max(scale, SMALLEST), LARGEST)
        if wanted == self._scale:
            return
        self._scale = wanted
        self._fonts.clear()
        self._metrics.clear()
        self._dress()
        self._fit_again()
        self.changed.emit()

    def _dress(self) -> None:
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(sheet(self.px))

    # -- sizes ----------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        return self._scale

    def px(self, size: float) -> int:
        """Token pixels to pixels at the present scale."""
        return round(size * self._scale)

    def fit(self, thing: Fitted, apply: Callable[[Fitted], object]) -> None:
        """Run `apply(thing)` now and again after each change of scale, as long as `thing` lives."""
        apply(thing)
        if len(self._fitted) > self._swept:
            self._fitted = [pair for pair in self._fitted if _living(pair[0]) is not None]
            self._swept = 2 * len(self._fitted) + 64
        self._fitted.append((weakref.ref(thing), apply))

    def space(self, layout: QLayout, margins: tuple[int, int, int, int], spacing: int) -> None:
        """Margins (left, top, right, bottom) and spacing of a layout in token pixels, kept at every scale."""

        def apply(target: QLayout) -> None:
            left, top, right, bottom = margins
            target.setContentsMargins(self.px(left), self.px(top), self.px(right), self.px(bottom))
            target.setSpacing(self.px(spacing))

        self.fit(layout, apply)

    def _fit_again(self) -> None:
        for reference, apply in list(self._fitted):
            thing = _living(reference)
            if thing is not None:
                apply(thing)

    # -- type and drawings ----------------------------------------------------------------------------------------

    def font(self, kind: str, *, numbers: bool = False, struck: bool = False) -> QFont:
        """The font of a type token (`tokens.TYPES`); `numbers` for amounts and quantities (equally wide digits)."""
        key = (kind, numbers, struck)
        found = self._fonts.get(key)
        if found is None:
            token = TYPES[kind]
            found = make_font(self.px(token.size), token.weight, numbers=numbers, struck=struck)
            self._fonts[key] = found
        return found

    def metrics(self, kind: str, *, numbers: bool = False) -> QFontMetrics:
        key = (kind, numbers, False)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(self.font(kind, numbers=numbers))
        return found

    def pixmap(self, name: str, size: float, colour: str, ratio: float) -> QPixmap:
        """An icon of `size` token pixels for a device pixel ratio (`widget.devicePixelRatioF()`)."""
        return self._icons.pixmap(name, self.px(size), colour, ratio)

    def icon(self, name: str, size: float, colour: str) -> QIcon:
        return self._icons.icon(name, self.px(size), colour)


def room_of(widget: QWidget) -> QSize:
    """The screen it stands on; a window that is larger counts instead."""
    return widget.screen().size().expandedTo(widget.window().size())


def fits(scale: int, room: QSize) -> bool:
    """Whether a screen of this size leaves room to work where everything has this size (percent)."""
    return room.width() * 100 >= LEAST_WIDE * scale and room.height() * 100 >= LEAST_HIGH * scale


def fitting_scale(wished: int, room: QSize, offered: Sequence[int]) -> int:
    """The size wished for, or the largest offered one below it that this screen has room for (percent)."""
    return max((scale for scale in offered if scale <= wished and fits(scale, room)), default=min(offered))


def _living(reference: weakref.ref[QObject]) -> QObject | None:
    thing = reference()
    return thing if thing is not None and shiboken6.isValid(thing) else None


def application_palette() -> QPalette:
    """Colours for what the style sheet does not reach (standard dialogs, selections, disabled text)."""
    roles = QPalette.ColorRole
    palette = QPalette(QColor(PALETTE.canvas))
    pairs = {
        roles.Window: PALETTE.canvas,
        roles.WindowText: PALETTE.ink,
        roles.Base: PALETTE.surface,
        roles.AlternateBase: PALETTE.sunken,
        roles.Text: PALETTE.ink,
        roles.Button: PALETTE.surface,
        roles.ButtonText: PALETTE.ink,
        roles.Highlight: PALETTE.accent,
        roles.HighlightedText: PALETTE.on_accent,
        roles.PlaceholderText: PALETTE.placeholder,
        roles.Link: PALETTE.accent,
        roles.ToolTipBase: PALETTE.ink,
        roles.ToolTipText: PALETTE.surface,
    }
    for role, colour in pairs.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(PALETTE.disabled))
    return palette
