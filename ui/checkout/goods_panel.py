"""The left side of the register: the search field, categories and tiles, or what the search found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posapp.domain.catalog import Category
from ui.checkout.key_row import KeyRow
from ui.chip_row import ChipRow
from ui.kit.buttons import IconButton
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.theme import Theme
from ui.kit.tile_grid import Tile, TileGrid


class GoodsPanel(QFrame):
    """`typed` after a pause in typing, `entered` on Enter, `tile`/`result` when one is chosen (its number)."""

    typed = Signal(str)
    entered = Signal(str)
    tile = Signal(int)
    result = Signal(int)
    category = Signal(int)
    view_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "canvas")
        self.field = Field(theme, icon="scan-barcode", size="search", clears=True)
        self.customer = IconButton(theme, "user-round", size=52)
        self.fold = IconButton(theme, "panel-left-close", size=52)
        self.bag, self.look, self.tell = (IconButton(theme, icon) for icon in ("shopping-bag", "info", "pencil-line"))
        self.chips = ChipRow(theme)
        self.grid = TileGrid(theme)
        self.results = ResultList(theme)
        self.nothing = QLabel()
        self.nothing.setProperty("type", "panel")
        self.nothing.setProperty("tone", "ink2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.hint = QLabel()
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self.keys = KeyRow(theme, upright=True)
        self.views = QStackedWidget(self)
        self._browsing = QWidget(self.views)
        self._folded = self._narrow = self._before = False
        self._lay_out()
        self.field.settled.connect(self.typed)
        self.field.returnPressed.connect(self._enter)
        self.grid.chosen.connect(self.tile)
        self.results.chosen.connect(self.result)
        self.chips.chosen.connect(self.category)

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        theme.space(head, (0, 0, 0, 0), 8)
        head.addWidget(self.field, 1)
        head.addWidget(self.customer)
        head.addWidget(self.fold)
        column, quick = QVBoxLayout(self._browsing), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 8)
        theme.space(quick, (0, 0, 0, 0), 4)
        quick.addWidget(self.chips, 1)
        for key in (self.bag, self.look, self.tell):
            quick.addWidget(key)
        column.addLayout(quick)
        column.addWidget(self.grid, 1)
        for view in (self._browsing, self.results, self.nothing, self.keys):
            self.views.addWidget(view)
        self.views.setMinimumHeight(1)  # or the tallest view, seen or not, would be the least height of the window
        outer = QVBoxLayout(self)
        theme.space(outer, (12, 8, 10, 10), 8)
        outer.addLayout(head)
        outer.addWidget(self.hint)
        outer.addWidget(self.views, 1)

    def hasHeightForWidth(self) -> bool:
        """The wrapped hint would otherwise have the page claim more height than the window has."""
        return False

    def _enter(self) -> None:
        self.entered.emit(self.field.text())

    def steer(self, event: QKeyEvent) -> bool:
        """Arrow keys of the field move along the results, when there are any."""
        return self.views.currentWidget() is self.results and self.results.steer(event)

    # -- what is in sight -----------------------------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Whether the tiles are put away."""
        return self._folded

    @property
    def at_rest(self) -> bool:
        """Nothing is looked for: in a narrow window the basket may stand here."""
        return self._folded and self.views.currentWidget() not in (self.results, self.nothing)

    def set_folded(self, folded: bool) -> None:
        """Put the tiles away, or bring them back."""
        self._folded = folded
        self.fold.set_icon("panel-left-open" if folded else "panel-left-close")
        if self.views.currentWidget() not in (self.results, self.nothing):
            self.browse()

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the tiles stay away until they are asked for; a wide one is as it was before."""
        if narrow != self._narrow:
            self._before, before = self._folded, self._before
            self.set_folded(True if narrow else before)
        self._narrow = narrow
        self._show(self.views.currentWidget() or self._browsing)

    def browse(self) -> None:
        """Nothing is searched for."""
        self._show(self.keys if self._folded else self._browsing)

    def show_tiles(self, tiles: Sequence[Tile], *, stay: bool = False) -> None:
        """Another category, or (stay) the same one read again."""
        bar = self.grid.verticalScrollBar()
        place = bar.value() if stay else 0
        self.grid.set_tiles(tiles)
        bar.setValue(place)

    def show_results(self, results: Sequence[Result], nothing: str, current: int = 0, hint: str = "") -> None:
        """What was found, or a sentence; `current` (-1: none) is under the Enter key, the hint stands above."""
        self.results.set_results(results, current)
        self.nothing.setText(nothing)
        self.hint.setText(hint)
        self._show(self.results if results else self.nothing)

    def _show(self, view: QWidget) -> None:
        self.views.setCurrentWidget(view)
        self.hint.setVisible(view is self.results and bool(self.hint.text()))
        self.views.setVisible(not (self._narrow and self.at_rest))
        self.view_changed.emit()

    def show_categories(self, everything: str, categories: Sequence[Category], language: str, chosen: int) -> None:
        """All goods first, then the categories in their order."""
        names = [(c.name_zh or c.name_en) if language == "zh" else (c.name_en or c.name_zh) for c in categories]
        self.chips.set_words([everything, *names], chosen)
