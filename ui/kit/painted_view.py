"""A list view that paints its own cells and repaints only those that changed.

A usual table repaints every visible cell on each scan (7 to 11 ms); this one repaints one row (well under 1 ms). It is
still a QListView over a real model, so a screen reader finds a list with rows and their texts; everything Qt would do
for layout (which costs the time) is replaced by arithmetic in `cell_area` and `cells_between`.

Fingers: Qt's QScroller swallows the second of two quick taps (the double click never arrives), which on a till is one
piece too few. So pressing, dragging and gliding are done here, the same for mouse and touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QScroller, QScrollerProperties, QWidget

from ui.kit import paint
from ui.kit.drag import SLOP, Drag
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, TARGET

Cell = TypeVar("Cell")
Spot = tuple[int, str]
AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class Cells(QAbstractListModel, Generic[Cell]):
    """The rows as the accessibility layer sees them. The painted view reads `rows` directly."""

    def __init__(self, spoken: Any) -> None:
        super().__init__()
        self.rows: Sequence[Cell] = []
        self._spoken = spoken

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        if role != DISPLAY and role != SPOKEN:
            return None
        row = index.row()
        return self._spoken(self.rows[row]) if 0 <= row < len(self.rows) else None


class PaintedView(QListView):
    """Base of the painted lists. A child says where a cell lies and how it is drawn."""

    chosen = Signal(int)
    current_changed = Signal(int)

    def __init__(self, theme: Theme, model: Cells[Any], row_height: int = TARGET) -> None:
        super().__init__()
        self.token_height = row_height
        self.row_height = row_height
        self.theme = theme
        self.cells = model
        self.current = -1
        self.finger: Spot | None = None
        self._drag = Drag(self.verticalScrollBar(), self)
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Its place is always kept: a bar that comes and goes would repaint every row in the middle of a sale.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.fit(self, PaintedView.measure)

    # -- cells: even rows over the whole width, unless a child says otherwise -------------------------------------

    def cell_area(self, row: int) -> QRect:
        """Where a cell lies, in content coordinates (before scrolling)."""
        return QRect(0, row * self.row_height, self.viewport().width(), self.row_height)

    def cells_between(self, top: int, bottom: int) -> range:
        """The rows that touch content heights top..bottom."""
        return range(max(0, top // self.row_height), min(len(self.cells.rows), bottom // self.row_height + 1))

    def cell_at(self, point: QPoint) -> int:
        """The row at a content point, or -1."""
        row = point.y() // self.row_height
        return row if 0 <= row < len(self.cells.rows) else -1

    def content_height(self) -> int:
        return len(self.cells.rows) * self.row_height

    def paint_background(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, PALETTE.surface)

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        painter.setFont(self.theme.font("body"))
        paint.text(painter, area, paint.LEFT, str(self.cells.data(self.cells.index(row))), PALETTE.ink)

    def measure(self) -> None:
        """Work out sizes again after a change of scale or width; children extend it."""
        self.row_height = self.theme.px(self.token_height)
        self.updateGeometries()
        self.viewport().update()

    # -- geometry -------------------------------------------------------------------------------------------------

    def offset(self) -> int:
        return self.verticalScrollBar().value()

    def visible_area(self, row: int) -> QRect:
        return self.cell_area(row).translated(0, -self.offset())

    def update_cell(self, row: int) -> None:
        if 0 <= row < len(self.cells.rows):
            self.viewport().update(self.visible_area(row))

    def update_from(self, row: int) -> None:
        """Repaint a row and everything below it."""
        top = self.visible_area(row).top() if row < len(self.cells.rows) else self.content_height() - self.offset()
        area = self.viewport().rect()
        self.viewport().update(QRect(0, top, area.width(), max(0, area.height() - top)))

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        bar.setRange(0, max(0, self.content_height() - page))
        bar.setEnabled(bar.maximum() > 0)
        bar.setPageStep(page)
        bar.setSingleStep(max(1, self.cell_area(0).height() // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def verticalScrollbarValueChanged(self, value: int) -> None:
        """No hovered row to find again: it would repaint a row at every scroll."""

    def verticalOffset(self) -> int:
        return self.offset()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: AnyIndex) -> QRect:
        return self.visible_area(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.cell_at(point + QPoint(0, self.offset()))
        return self.cells.index(row) if row >= 0 else QModelIndex()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Dragging selects nothing: there is one current row."""

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if index.isValid():
            self.show_row(index.row())

    def show_row(self, row: int) -> None:
        area, bar, page = self.cell_area(row), self.verticalScrollBar(), self.viewport().height()
        if area.top() < bar.value():
            bar.setValue(area.top())
        elif area.bottom() + 1 > bar.value() + page:
            bar.setValue(area.bottom() + 1 - page)

    # -- nothing to lay out ---------------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        self.updateGeometries()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        """The child has already repainted what changed."""

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        """The current row is kept by the child."""

    def dataChanged(self, topLeft: AnyIndex, bottomRight: AnyIndex, roles: Any = ()) -> None:
        """The child has already repainted what changed."""

    # -- current row ----------------------------------------------------------------------------------------------

    def set_current(self, row: int) -> None:
        """Make a row the current one (-1: none): the row keys act on."""
        row = row if 0 <= row < len(self.cells.rows) else -1
        if row == self.current:
            return
        before, self.current = self.current, row
        self.current_moved(before, row)
        self.selectionModel().setCurrentIndex(
            self.cells.index(row) if row >= 0 else QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.current_changed.emit(row)

    def current_moved(self, before: int, after: int) -> None:
        """Repaint what the move changed; children with uneven rows extend it."""
        self.update_cell(before)
        self.update_cell(after)
        if after >= 0:
            self.show_row(after)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        if current.isValid() and self.hasFocus() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)

    # -- hands: a spot is whatever of a row can be tapped ----------------------------------------------------------

    def spot_at(self, point: QPoint) -> Spot | None:
        """What lies under a viewport point: (row, part); children with several keys in a row name more parts."""
        row = self.cell_at(point + QPoint(0, self.offset()))
        return (row, "") if row >= 0 else None

    def tapped(self, row: int, part: str) -> None:
        """A finger went down and up on the same spot."""
        self.set_current(row)
        self.chosen.emit(row)

    def _press(self, spot: Spot | None) -> None:
        before, self.finger = self.finger, spot
        for changed in (before, spot):
            if changed is not None:
                self.update_cell(changed[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            gliding = self._drag.begin(event.position().y(), event.timestamp())
            self._press(None if gliding else self.spot_at(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick taps are two taps

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = self._drag.move(event.position().y(), event.timestamp(), self.theme.px(SLOP))
        if moved or self.spot_at(event.position().toPoint()) != self.finger:
            self._press(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot = self.finger
        self._press(None)
        self._drag.end(event.timestamp())
        if spot is not None:
            self.tapped(*spot)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = self.offset()
        # Piece by piece: after a scroll the changed rows may lie far apart, and their common box is the whole list.
        # Each piece is clipped, or a row that touches two pieces would be drawn twice and its soft edges turn dark.
        for area in event.region():  # type: ignore[attr-defined]  # PySide6's annotations omit QRegion.__iter__
            painter.setClipRect(area)
            self.paint_background(painter, area)
            for row in self.cells_between(area.top() + offset, area.bottom() + offset):
                self.paint_cell(painter, row, self.cell_area(row).translated(0, -offset))
        painter.end()


def touch_scrolling(target: QWidget) -> None:
    """Finger scrolling without overshoot for a plain scroll area (pass its viewport); painted views have their own."""
    QScroller.grabGesture(target, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(target)
    properties = scroller.scrollerProperties()
    for metric in (
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
    ):
        properties.setScrollMetric(metric, QScrollerProperties.OvershootPolicy.OvershootAlwaysOff)
    scroller.setScrollerProperties(properties)
