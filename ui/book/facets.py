"""The filters at the left: each value with how many there would be; a tap or Space turns one on and off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ui.kit import paint
from ui.kit.painted_view import Cells, PaintedView
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TARGET


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A facet's own word, or with `value` one of its values; `on`: it is wanted."""

    facet: str
    word: str
    value: str | None = None
    count: int = 0
    on: bool = False

    def words(self) -> str:
        return self.word if self.value is None else f"{'✓ ' if self.on else ''}{self.word}, {self.count}"


class FacetList(PaintedView):
    """`chosen(row)`: it is to be turned over."""

    def __init__(self, theme: Theme) -> None:
        self._facets: Cells[FacetRow] = Cells(FacetRow.words)
        super().__init__(theme, self._facets, TARGET)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Filters"))

    @property
    def facets(self) -> Sequence[FacetRow]:
        return self._facets.rows

    def set_facets(self, rows: Sequence[FacetRow]) -> None:
        """Other counts; one stays where one was."""
        there = self._facets.rows
        held = there[self.current] if 0 <= self.current < len(there) else None
        at = self.verticalScrollBar().value()
        self._facets.beginResetModel()
        self._facets.rows = list(rows)
        self._facets.endResetModel()
        self.current = -1
        self.measure()
        self.verticalScrollBar().setValue(at)
        names = [(row.facet, row.value) for row in rows]
        if held is not None and (held.facet, held.value) in names:
            self.set_current(names.index((held.facet, held.value)))

    def paint_background(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, PALETTE.canvas)

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        found, theme, px = self._facets.rows[row], self.theme, self.theme.px
        if found.value is None:
            painter.setFont(theme.font("note"))
            paint.text(painter, area.adjusted(px(6), px(14), 0, 0), paint.LEFT, found.word, PALETTE.ink2)
            return
        box = area.adjusted(px(2), px(2), -px(6), -px(2))
        pressed = self.finger is not None and self.finger[0] == row
        if found.on or pressed:
            paint.box(painter, box, px(RADIUS["button"]), PALETTE.ink if found.on else PALETTE.accent_soft)
        ink = PALETTE.on_accent if found.on else PALETTE.ink if found.count else PALETTE.ink3
        count = f"{found.count:,}"
        painter.setFont(theme.font("body", numbers=True))
        room = theme.metrics("body", numbers=True).horizontalAdvance(count) + px(16)
        words = theme.metrics("body").elidedText(found.word, Qt.TextElideMode.ElideRight, box.width() - room - px(14))
        paint.text(painter, box.adjusted(px(12), 0, -room, 0), paint.LEFT, words, ink)
        paint.text(painter, box.adjusted(0, 0, -px(10), 0), paint.RIGHT, count, ink)
        if row == self.current and self.hasFocus():
            paint.focus_ring(painter, box, px(RADIUS["button"]))

    # -- hands ----------------------------------------------------------------------------------------------------

    def tapped(self, row: int, part: str) -> None:
        if self._facets.rows[row].value is not None:
            super().tapped(row, part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = Qt.Key(event.key()), {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in step:
            self._go(step[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            event.ignore()

    def _go(self, step: int) -> None:
        """To the next value; words alone are passed over."""
        rows, at = self._facets.rows, self.current + step
        while 0 <= at < len(rows) and rows[at].value is None:
            at += step
        if 0 <= at < len(rows):
            self.set_current(at)
