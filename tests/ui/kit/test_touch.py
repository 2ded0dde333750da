"""A finger on the lists: every quick tap counts, a drag scrolls and sells nothing, a glide stops under the finger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.kit.rendering import settle
from ui.kit.cart_list import CartList, CartRow
from ui.kit.drag import Drag
from ui.kit.painted_view import PaintedView
from ui.kit.result_list import Result, ResultList
from ui.kit.theme import Theme
from ui.kit.tile_grid import Tile, TileGrid


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


class Finger:
    def __init__(self, screen: QPointingDevice, view: PaintedView) -> None:
        self.screen, self.view = screen, view

    def _send(self, kind: str, point: QPoint) -> None:
        handle = self.view.windowHandle()
        assert handle is not None
        sequence = QTest.touchEvent(handle, self.screen, False)
        getattr(sequence, kind)(0, self.view.viewport().mapTo(self.view, point))
        sequence.commit()
        settle()

    def tap(self, point: QPoint) -> None:
        self._send("press", point)
        self._send("release", point)

    def drag(self, start: QPoint, by: int) -> None:
        self._send("press", start)
        for step in range(1, 11):
            self._send("move", start + QPoint(0, by * step // 10))
        QTest.qWait(80)  # the hand rests, so that nothing glides on
        self._send("release", start + QPoint(0, by))


def tiles(theme: Theme) -> PaintedView:
    view = TileGrid(theme)
    view.set_tiles([Tile(str(n), f"Product {n}", "1.00") for n in range(200)])
    return view


def results(theme: Theme) -> PaintedView:
    view = ResultList(theme)
    view.set_results([Result(str(n), f"Product {n}") for n in range(200)], -1)
    return view


@pytest.mark.parametrize("make", [tiles, results])
def test_quick_taps_all_count_and_a_drag_does_not(
    qtbot: QtBot, theme: Theme, screen: QPointingDevice, make: Callable[[Theme], PaintedView]
) -> None:
    view = make(theme)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    settle()
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    finger = Finger(screen, view)
    spot = view.visible_area(1).center()
    for _ in range(5):
        finger.tap(spot)
    assert chosen == [1] * 5
    finger.drag(QPoint(100, 400), -300)
    assert view.offset() == pytest.approx(300, abs=40)
    finger.drag(QPoint(100, 100), 900)
    assert view.offset() == 0
    assert chosen == [1] * 5


def test_plus_tapped_four_times_is_four_steps(qtbot: QtBot, theme: Theme, screen: QPointingDevice) -> None:
    view = CartList(theme)
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    view.set_rows([CartRow("1", "Tea", "SKU", "× 1", "1.00")], 0)
    settle()
    steps: list[int] = []
    view.step.connect(lambda row, by: steps.append(by))
    plus = next(QPoint(x, 26) for x in range(790, 0, -1) if view.part_at(QPoint(x, 26)) == (0, "plus")) - QPoint(20, 0)
    finger = Finger(screen, view)
    for _ in range(4):
        finger.tap(plus)
    assert steps == [1] * 4


def test_a_glide_goes_on_and_stops_under_the_finger(qtbot: QtBot, theme: Theme) -> None:
    view = tiles(theme)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    settle()
    drag = Drag(view.verticalScrollBar(), view)
    assert not drag.begin(400, at=0)
    assert not drag.move(395, at=8, slop=10)
    for step in range(1, 8):
        assert drag.move(380 - 20 * step, at=8 + 8 * step, slop=10)
    drag.end(at=70)
    left_at = view.offset()
    qtbot.waitUntil(lambda: view.offset() > left_at + 20, timeout=20_000)
    assert drag.begin(100, at=900)
    stopped = view.offset()
    QTest.qWait(60)
    assert view.offset() == stopped
