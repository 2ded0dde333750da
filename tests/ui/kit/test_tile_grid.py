"""Tiles: any number of them, drawn only where they are seen, columns that fill the width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hands import tap
from tests.ui.kit.rendering import settle, watched
from ui.kit.grid_view import GAP
from ui.kit.theme import Theme
from ui.kit.tile_grid import Tile, TileGrid


class Lazy(Sequence[Tile]):
    """A million tiles made on demand; counts how many were asked for."""

    def __init__(self, count: int) -> None:
        self.length = count
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> Tile: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Tile]: ...
    def __getitem__(self, index: int | slice) -> Tile | Sequence[Tile]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(self.length))]
        self.asked.add(index)
        return Tile(
            str(index), f"商品 {index}", f"¥ {index}.00", f"Product {index}", f"SKU-{index}", "余 5", tint=index
        )


def shown(qtbot: QtBot, theme: Theme, count: int, width: int = 820, height: int = 600) -> Any:
    grid = watched(TileGrid)(theme)
    qtbot.addWidget(grid)
    grid.resize(width, height)
    grid.show()
    grid.set_tiles(Lazy(count))
    settle()
    return grid


def test_a_million_tiles_read_only_what_is_seen(qtbot: QtBot, theme: Theme) -> None:
    grid = shown(qtbot, theme, 1_000_000)
    assert len(grid.cells.rows.asked) <= 4 * 4
    grid.set_current(999_999)
    settle()
    assert 999_999 in grid.cells.rows.asked
    assert len(grid.cells.rows.asked) <= 8 * 4


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("spare", [0, 1, 40])
def test_a_column_that_just_fits_is_used(qtbot: QtBot, theme: Theme, columns: int, spare: int) -> None:
    grid = TileGrid(theme)
    qtbot.addWidget(grid)
    bar = 8
    grid.resize(columns * (TileGrid.wide + GAP) - GAP + bar + spare, 500)
    grid.show()
    grid.set_tiles(Lazy(100))
    assert grid.viewport().width() == columns * (TileGrid.wide + GAP) - GAP + spare
    assert grid.columns == columns
    last = grid.cell_area(columns - 1)
    assert grid.viewport().width() - columns <= last.right() + 1 <= grid.viewport().width()
    assert last.width() >= TileGrid.wide


def test_tap_chooses_the_tile_under_the_finger(qtbot: QtBot, theme: Theme) -> None:
    grid = shown(qtbot, theme, 50)
    chosen: list[int] = []
    grid.chosen.connect(chosen.append)
    tap(grid, grid.visible_area(5).center())
    tap(grid, QPoint(grid.visible_area(0).right() + 6, 30))  # the gap between two tiles
    grid.verticalScrollBar().setValue(grid.cell_area(8).top())
    tap(grid, grid.visible_area(9).center())
    spot = grid.visible_area(9).center()
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)  # sends the second press only
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen == [5, 9, 9]


def test_keys(qtbot: QtBot, theme: Theme) -> None:
    grid = shown(qtbot, theme, 50)
    chosen: list[int] = []
    grid.chosen.connect(chosen.append)
    columns = grid.columns
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(grid, key)
    QTest.keyClick(grid, Qt.Key.Key_End)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert chosen == [columns + 1, 49]
    assert grid.viewport().rect().contains(grid.visible_area(49))


def test_moving_on_repaints_two_tiles(qtbot: QtBot, theme: Theme) -> None:
    grid = shown(qtbot, theme, 50)
    grid.set_current(0)
    settle()
    grid.painted = []
    grid.set_current(1)
    settle()
    tile = grid.cell_area(0)
    assert 0 < sum(area.width() * area.height() for area in grid.painted) <= 2.2 * tile.width() * tile.height()


def test_words_for_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    grid = shown(qtbot, theme, 10_000)
    spoken = QAccessible.queryAccessibleInterface(grid)
    assert spoken is not None
    assert spoken.childCount() == 10_000
    assert spoken.child(7777).text(QAccessible.Text.Name) == "商品 7777, SKU-7777, ¥ 7777.00, 余 5"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_tiles_are_large_enough_at_every_scale(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    grid = shown(qtbot, theme, 30, width=round(820 * scale), height=round(600 * scale))
    area = grid.cell_area(0)
    assert grid.columns == 4
    assert area.width() >= round(184 * scale)
    assert area.height() >= round(208 * scale) - 1


def test_a_photograph_takes_the_place_of_the_drawing(qtbot: QtBot, theme: Theme) -> None:
    photo = QPixmap(300, 200)
    photo.fill(Qt.GlobalColor.magenta)
    grid = TileGrid(theme)
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.show()
    grid.photos = {"1": photo}.get
    grid.set_tiles([Tile("1", "Tea", "9.00", badge="-20%"), Tile("2", "Cup", "3.00")])
    image = grid.grab().toImage()
    seen = {image.pixelColor(x, 50).name() for x in range(grid.cell_area(0).width())}
    assert "#ff00ff" in seen
