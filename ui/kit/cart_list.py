"""The basket as the cashier sees it: one painted row a line, and a scan repaints only its own row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from ui.kit import paint
from ui.kit.painted_view import Cells, PaintedView, Spot
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, State, state_pair

ROW: Final = 52
NARROW: Final = 400
REMOVE, MINUS, PLUS, BODY = "remove", "minus", "plus", "body"


@dataclass(frozen=True, slots=True)
class CartRow:
    """One line, ready to be drawn; all figures are text in the shop's format."""

    key: str
    name: str
    detail: str
    quantity: str
    amount: str
    old_amount: str = ""
    old_name: str = ""
    """What the struck-through amount is: the list price."""
    note: str = ""
    note_state: State = "bad"
    state: State = "neutral"
    badge: str = ""
    steps: bool = True
    spoken: str = ""
    ends: bool = False
    """One less and the line is gone: the minus key says so."""
    looked: str = ""
    """What stands behind the note while somebody looks at the line: while it is the chosen one."""

    def words(self) -> str:
        """What a screen reader says for the line."""
        old = f"{self.old_name} {self.old_amount}" if self.old_amount else ""
        words = (self.name, self.detail, self.quantity, self.amount, old, self.note, self.looked)
        return self.spoken or ", ".join(w for w in words if w)


class CartList(PaintedView):
    """Signals carry the row number. `remove` and `step` ask; the basket answers with new rows."""

    remove = Signal(int)
    step = Signal(int, int)

    def __init__(self, theme: Theme, *, row_height: int = ROW) -> None:
        self._wide = True
        self._empty = ""
        self._cells: Cells[CartRow] = Cells(CartRow.words)
        super().__init__(theme, self._cells, row_height)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Basket lines"))

    def set_empty(self, words: str) -> None:
        """What stands in the middle while there are no lines."""
        self._empty = words
        self.viewport().update()

    # -- rows -----------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[CartRow]:
        return self._cells.rows

    def set_rows(self, rows: Sequence[CartRow], current: int | None = None) -> None:
        """Show these lines; only the difference is repainted. `current` moves the chosen line with it (-1: none)."""
        old = self._cells.rows
        new = list(rows)
        first = _same_head(old, new)
        last = _same_tail(old, new, first)
        if len(old) == len(new):
            self._cells.rows = new
            for row in range(first, len(new) - last):
                self.update_cell(row)
            if first < len(new) - last:
                self._cells.dataChanged.emit(self._cells.index(first), self._cells.index(len(new) - last - 1))
        else:
            self._replace(new, first, len(old) - last, len(new) - last)
        if current is not None:
            if new and new[-1].state == "bad":
                self.show_row(len(new) - 1)  # red lines come last: what follows scrolls them away only if it must
            self.set_current(current)
            self.show_row(self.current)

    def append(self, row: CartRow, *, choose: bool = True) -> None:
        """One more line at the end (a scan)."""
        self.set_rows([*self._cells.rows, row], len(self._cells.rows) if choose else None)

    def replace(self, index: int, row: CartRow) -> None:
        rows = list(self._cells.rows)
        rows[index] = row
        self.set_rows(rows)

    def _replace(self, new: list[CartRow], first: int, old_end: int, new_end: int) -> None:
        """Rows first..old_end become rows first..new_end of `new`."""
        model, parent = self._cells, self.rootIndex()
        old = list(model.rows)
        grew = old_end == first == len(old)
        if old_end > first:
            model.beginRemoveRows(parent, first, old_end - 1)
            model.rows = old[:first] + old[old_end:]
            model.endRemoveRows()
        if new_end > first:
            model.beginInsertRows(parent, first, new_end - 1)
            model.rows = new
            model.endInsertRows()
        self._keep_current(first, old_end, new_end)
        self.updateGeometries()
        if grew:
            self.show_row(len(new) - 1)
        self.update_from(first if grew or self.current < 0 else min(first, self.current))

    def _keep_current(self, first: int, old_end: int, new_end: int) -> None:
        """The chosen line stays chosen where it now stands; if it has gone, the line in its place is."""
        before = self.current
        if before >= old_end:
            self.current += new_end - old_end
        elif before >= first:
            self.current = min(before, len(self._cells.rows) - 1)
        if self.current != before:
            self.current_changed.emit(self.current)

    # -- where things lie -----------------------------------------------------------------------------------------

    def measure(self) -> None:
        self._wide = self.viewport().width() >= self.theme.px(NARROW)
        super().measure()

    def _tall(self, row: int) -> int:
        """In a narrow panel the chosen line gets a second band for its keys, so that its name keeps its place."""
        return 2 * self.row_height - self.theme.px(8) if row == self.current and not self._wide else self.row_height

    def _extra(self) -> int:
        return 0 if self._wide or self.current < 0 else self._tall(self.current) - self.row_height

    def cell_area(self, row: int) -> QRect:
        shift = self._extra() if 0 <= self.current < row else 0
        return QRect(0, row * self.row_height + shift, self.viewport().width(), self._tall(row))

    def content_height(self) -> int:
        return len(self._cells.rows) * self.row_height + self._extra()

    def cell_at(self, point: QPoint) -> int:
        y = point.y()
        if self.current >= 0 and y >= (self.current + 1) * self.row_height:
            y = max(self.current * self.row_height, y - self._extra())
        row = y // self.row_height
        return row if 0 <= row < len(self._cells.rows) and point.y() < self.content_height() else -1

    def cells_between(self, top: int, bottom: int) -> range:
        extra = self._extra()
        first = max(0, (top - extra) // self.row_height)
        return range(first, min(len(self._cells.rows), bottom // self.row_height + 1))

    def current_moved(self, before: int, after: int) -> None:
        if self._wide:
            super().current_moved(before, after)
            return
        self.updateGeometries()
        self.update_from(min(row for row in (before, after) if row >= 0))
        if after >= 0:
            self.show_row(after)

    def _keys_area(self, area: QRect) -> QRect:
        """The − quantity + block of the chosen line."""
        px = self.theme.px
        width = px(44 + 48 + 44)
        if self._wide:
            return QRect(area.right() - self._amount_width() - px(12) - width, area.top(), width, self.row_height)
        return QRect(area.right() - px(12) - width, area.bottom() - self.row_height + px(2), width, self.row_height)

    def _amount_width(self) -> int:
        return self.theme.px(98)

    def part_at(self, point: QPoint) -> tuple[int, str]:
        """(row, part) under a viewport point; part is one of remove, minus, plus, body."""
        row = self.cell_at(point + QPoint(0, self.offset()))
        if row < 0:
            return -1, ""
        area, px = self.visible_area(row), self.theme.px
        if point.x() < px(44) and point.y() < area.top() + self.row_height:
            return row, REMOVE
        if row == self.current and self._cells.rows[row].steps:
            keys = self._keys_area(area)
            if keys.contains(point):
                side = point.x() - keys.left()
                return row, MINUS if side < px(44) else PLUS if side >= keys.width() - px(44) else BODY
        return row, BODY

    # -- drawing --------------------------------------------------------------------------------------------------

    def paint_background(self, painter: QPainter, area: QRect) -> None:
        super().paint_background(painter, area)
        if not self._cells.rows and self._empty:
            room, px = self.viewport().rect(), self.theme.px
            middle = QPointF(room.center().x(), room.center().y() - px(24))
            paint.icon(painter, self.theme, "scan-barcode", 64, PALETTE.outline, middle)
            painter.setFont(self.theme.font("panel"))
            paint.text(painter, room.translated(0, px(40)), paint.CENTRE, self._empty, PALETTE.ink3)

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        line, px, theme = self._cells.rows[row], self.theme.px, self.theme
        chosen = row == self.current
        if chosen:
            tint = PALETTE.accent_soft if line.state == "neutral" else state_pair(line.state)[1]
            outline = None if line.state == "neutral" else state_pair(line.state)[0]
            paint.box(painter, area.adjusted(0, 0, 0, -1), px(RADIUS["button"]), tint, outline)
            if self.hasFocus():
                paint.focus_ring(painter, area.adjusted(0, 0, 0, -1), px(RADIUS["button"]))
        elif line.state != "neutral":
            painter.fillRect(area, state_pair(line.state)[1])
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), PALETTE.line)
        top = QRect(area.left(), area.top(), area.width(), self.row_height)
        faint = PALETTE.bad if self.finger == (row, REMOVE) else PALETTE.ink3
        paint.icon(painter, theme, "x", 18, faint, QPointF(area.left() + px(22), top.top() + self.row_height / 2))
        right = self._paint_amount(painter, line, top)
        if chosen and line.steps:
            keys = self._keys_area(area)
            self._paint_keys(painter, line, row, keys)
            right = keys.left() if self._wide else right
        elif line.quantity:
            right = self._paint_quantity(painter, line, top, right)
        words = QRect(px(44), top.top(), right - px(44) - px(8), self.row_height)
        taken = 0 if self._wide or chosen else self._quantity_width(line)
        self._paint_name(painter, line, words, taken, chosen)

    def _paint_amount(self, painter: QPainter, line: CartRow, top: QRect) -> int:
        """The net amount and, struck through, what it was; returns the left edge of the column."""
        px, theme = self.theme.px, self.theme
        column = QRect(top.right() - self._amount_width(), top.top(), self._amount_width() - px(12), top.height())
        painter.setFont(theme.font("line", numbers=True))
        ink = PALETTE.bad if line.amount.startswith("−") else PALETTE.ink
        if not line.old_amount:
            paint.text(painter, column, paint.RIGHT, line.amount, ink)
            return column.left()
        paint.text(painter, column.adjusted(0, px(7), 0, -px(23)), paint.RIGHT, line.amount, ink)
        painter.setFont(theme.font("meta", numbers=True, struck=True))
        lower = column.adjusted(0, px(28), 0, -px(6))
        paint.text(painter, lower, paint.RIGHT, line.old_amount, PALETTE.ink3)
        if line.old_name:
            taken = theme.metrics("meta", numbers=True).horizontalAdvance(line.old_amount) + px(5)
            painter.setFont(theme.font("meta"))
            paint.text(painter, lower.adjusted(-px(60), 0, -taken, 0), paint.RIGHT, line.old_name, PALETTE.ink3)
        return column.left()

    def _quantity_width(self, line: CartRow) -> int:
        width = self.theme.metrics("body", numbers=True).horizontalAdvance(line.quantity)
        return max(self.theme.px(56), width) if self._wide else width + self.theme.px(10)

    def _paint_quantity(self, painter: QPainter, line: CartRow, top: QRect, right: int) -> int:
        """A column of its own; in a narrow panel it stands in the lower line, so that names keep their length."""
        theme, px = self.theme, self.theme.px
        width = self._quantity_width(line)
        column = QRect(right - px(8) - width, top.top(), width, top.height())
        painter.setFont(theme.font("body", numbers=True))
        band = column if self._wide else column.adjusted(0, px(27), 0, -px(6))
        paint.text(painter, band, paint.RIGHT, line.quantity, PALETTE.ink2)
        return column.left() if self._wide else right

    def _paint_name(self, painter: QPainter, line: CartRow, area: QRect, taken: int, chosen: bool) -> None:
        """Name over number and note; `taken` is what the lower line gives to something else at its right."""
        theme, px = self.theme, self.theme.px
        upper = area.adjusted(0, px(6), 0, -px(24))
        lower = area.adjusted(0, px(27), -taken, -px(6))
        if line.badge:
            upper = self._paint_badge(painter, line, upper)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font("name"))
        name = theme.metrics("name").elidedText(line.name, elide, upper.width())
        paint.text(painter, upper, paint.LEFT, name, PALETTE.bad if line.state == "bad" else PALETTE.ink)
        note = " · ".join(filter(None, (line.note, line.looked if chosen else "")))
        self._paint_reason(painter, line, note, lower)

    def _paint_reason(self, painter: QPainter, line: CartRow, note: str, lower: QRect) -> None:
        """Number and unit price small; what was taken off, or why it is not sold, to be read at arm's length."""
        theme, px, elide = self.theme, self.theme.px, Qt.TextElideMode.ElideRight
        loud, plain = theme.metrics("note", numbers=True), theme.metrics("meta", numbers=True)
        note, ink = (line.detail, PALETTE.bad) if line.state == "bad" else (note, state_pair(line.note_state)[0])
        detail = "" if line.state == "bad" else line.detail
        note_width = loud.horizontalAdvance(note) + px(10) if note else 0
        if detail:
            painter.setFont(theme.font("meta", numbers=True))
            detail = plain.elidedText(detail, elide, max(px(40), lower.width() - note_width))
            paint.text(painter, lower, paint.LEFT, detail, PALETTE.ink3)
            lower = lower.adjusted(plain.horizontalAdvance(detail) + px(10), 0, 0, 0)
        if note:
            painter.setFont(theme.font("note", numbers=True))
            paint.text(painter, lower, paint.LEFT, loud.elidedText(note, elide, lower.width()), ink)

    def _paint_badge(self, painter: QPainter, line: CartRow, upper: QRect) -> QRect:
        theme, px = self.theme, self.theme.px
        fill, _ = state_pair(line.state)  # solid: the row itself has the tint
        width = theme.metrics("key").horizontalAdvance(line.badge) + px(12)
        pill = QRect(upper.left(), upper.center().y() - px(9), width, px(19))
        paint.box(painter, pill, px(RADIUS["key"]), fill)
        painter.setFont(theme.font("key"))
        paint.text(painter, pill, paint.CENTRE, line.badge, PALETTE.on_accent)
        return upper.adjusted(width + px(6), 0, 0, 0)

    def _paint_keys(self, painter: QPainter, line: CartRow, row: int, keys: QRect) -> None:
        theme, px = self.theme, self.theme.px
        side = px(44)
        y = keys.top() + (keys.height() - side) // 2
        for part, name, x in ((MINUS, "minus", keys.left()), (PLUS, "plus", keys.right() + 1 - side)):
            square = QRect(x, y, side, side)
            fill = PALETTE.line if self.finger == (row, part) else PALETTE.surface
            paint.box(painter, square.adjusted(1, 1, -1, -1), px(RADIUS["button"]), fill, PALETTE.outline)
            icon, ink = ("trash-2", PALETTE.bad) if part == MINUS and line.ends else (name, PALETTE.accent)
            paint.icon(painter, theme, icon, 18, ink, QPointF(x + side / 2, y + side / 2))
        painter.setFont(theme.font("line", numbers=True))
        paint.text(painter, keys, paint.CENTRE, line.quantity.lstrip("× "), PALETTE.ink)

    # -- hands ----------------------------------------------------------------------------------------------------

    def spot_at(self, point: QPoint) -> Spot | None:
        row, part = self.part_at(point)
        return (row, part) if row >= 0 else None

    def tapped(self, row: int, part: str) -> None:
        if part == REMOVE:
            self.remove.emit(row)
        elif part in (MINUS, PLUS):
            self.step.emit(row, 1 if part == PLUS else -1)
        elif row == self.current:
            self.chosen.emit(row)
        else:
            self.set_current(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; quantity and removal keys belong to the screen, which also works without focus here."""
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        count = len(self._cells.rows)
        key = Qt.Key(event.key())
        if key in moves and count:
            self.set_current(min(max(self.current + moves[key], 0), count - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self.set_current(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            event.ignore()


def _same_head(old: Sequence[CartRow], new: Sequence[CartRow]) -> int:
    if new[: len(old)] == old:  # one more line, the usual case: compared in C, by identity
        return len(old)
    count = 0
    for before, after in zip(old, new, strict=False):
        if before is not after and before != after:
            break
        count += 1
    return count


def _same_tail(old: Sequence[CartRow], new: Sequence[CartRow], head: int) -> int:
    most, count = min(len(old), len(new)) - head, 0
    while count < most and (old[-1 - count] is new[-1 - count] or old[-1 - count] == new[-1 - count]):
        count += 1
    return count
