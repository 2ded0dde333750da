"""The basket list repaints what changed and nothing else, and every line can be reached by hand, key and voice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import tap
from tests.ui.kit.rendering import colours, settle, watched
from ui.kit.cart_list import BODY, MINUS, PLUS, REMOVE, ROW, CartList, CartRow
from ui.kit.theme import Theme


def line(n: int, **more: Any) -> CartRow:
    return CartRow(str(n), f"农夫山泉 {n}", f"SKU-{n} · 2.00", "× 1", f"{n}.00", **more)


def shown(qtbot: QtBot, theme: Theme, width: int = 800, height: int = 560, count: int = 0) -> Any:
    cart = watched(CartList)(theme)
    qtbot.addWidget(cart)
    cart.resize(width, height)
    cart.show()
    cart.set_rows([line(n) for n in range(count)])
    settle()
    cart.painted = []
    return cart


def height_painted(cart: Any) -> int:
    settle()
    return sum(area.height() for area in cart.painted)


@pytest.mark.parametrize("count", [3, 60, 200])
def test_a_scan_repaints_the_new_row_and_the_one_chosen_before(qtbot: QtBot, theme: Theme, count: int) -> None:
    cart = shown(qtbot, theme, count=count)
    cart.append(line(900))
    settle()
    cart.painted = []
    cart.append(line(901))
    blank = 560 - (count + 2) * ROW if count < 10 else 0  # below a short list the empty ground comes with the row
    assert height_painted(cart) <= 2 * ROW + max(0, blank)
    assert cart.current == count + 1


def test_one_more_of_the_same_repaints_one_row(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=8)
    cart.replace(4, line(4, note="again"))
    assert height_painted(cart) == ROW


def test_the_same_rows_again_repaint_nothing(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=8)
    cart.set_rows([line(n) for n in range(8)])
    assert height_painted(cart) == 0


def test_the_scroll_bar_takes_no_room_when_it_comes(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=2)
    width = cart.viewport().width()
    cart.set_rows([line(n) for n in range(50)])
    settle()
    assert cart.viewport().width() == width


def test_removal_moves_the_rows_below(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=6)
    rows = [line(n) for n in range(6) if n != 2]
    cart.set_rows(rows)
    assert list(cart.rows) == rows
    assert height_painted(cart) <= 560 - 2 * ROW


def test_ten_lines_and_more_at_1366_by_768_in_scan_mode(theme: Theme) -> None:
    """The frame's bars take about 200 px of 768; what is left must hold ten lines of full height."""
    assert (768 - 200) // theme.px(ROW) >= 10
    assert ROW >= 44


def centre(cart: Any, row: int, part: str) -> QPoint:
    found = [
        QPoint(x, y)
        for y in range(cart.visible_area(row).top(), cart.visible_area(row).bottom(), 8)
        for x in range(0, cart.viewport().width(), 8)
        if cart.part_at(QPoint(x, y)) == (row, part)
    ]
    assert found, f"no place for {part}"
    return found[len(found) // 2]


def extent(cart: Any, row: int, part: str) -> tuple[int, int]:
    """Width and height of a part, measured through its middle."""
    middle, area = centre(cart, row, part), cart.visible_area(row)
    across = [x for x in range(cart.viewport().width()) if cart.part_at(QPoint(x, middle.y())) == (row, part)]
    down = [y for y in range(area.top(), area.bottom() + 1) if cart.part_at(QPoint(middle.x(), y)) == (row, part)]
    return len(across), len(down)


@pytest.mark.parametrize("width", [380, 800], ids=["narrow", "wide"])
def test_keys_of_a_line_by_touch(qtbot: QtBot, theme: Theme, width: int) -> None:
    cart = shown(qtbot, theme, width=width, count=5)
    removed: list[int] = []
    steps: list[tuple[int, int]] = []
    cart.remove.connect(removed.append)
    cart.step.connect(lambda row, by: steps.append((row, by)))
    tap(cart, centre(cart, 3, BODY))
    assert cart.current == 3
    tap(cart, centre(cart, 3, PLUS))
    tap(cart, centre(cart, 3, MINUS))
    tap(cart, centre(cart, 1, REMOVE))
    tap(cart, centre(cart, 4, REMOVE))
    assert (steps, removed) == ([(3, 1), (3, -1)], [1, 4])


@pytest.mark.parametrize("width", [380, 800], ids=["narrow", "wide"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_each_key_of_a_line_is_a_full_target(qtbot: QtBot, theme: Theme, width: int, scale: float) -> None:
    theme.set_scale(scale)
    cart = shown(qtbot, theme, width=round(width * scale), height=900, count=4)
    cart.set_current(1)
    for part in (REMOVE, MINUS, PLUS):
        wide, high = extent(cart, 1, part)
        assert min(wide, high) >= round(44 * scale), part


def test_a_finger_that_slides_off_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=5)
    removed: list[int] = []
    cart.remove.connect(removed.append)
    QTest.mousePress(cart.viewport(), Qt.MouseButton.LeftButton, pos=centre(cart, 2, REMOVE))
    QTest.mouseMove(cart.viewport(), centre(cart, 3, BODY))
    QTest.mouseRelease(cart.viewport(), Qt.MouseButton.LeftButton, pos=centre(cart, 3, BODY))
    assert removed == []


def test_weighed_goods_have_no_steps(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme)
    cart.set_rows([CartRow("1", "Apples", "16.80/kg", "1.230 kg", "20.66", steps=False)], 0)
    parts = {cart.part_at(QPoint(x, 20))[1] for x in range(0, 790, 5)}
    assert parts == {REMOVE, BODY}


def test_a_narrow_list_gives_the_chosen_line_a_second_band(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, width=372, count=5)
    cart.set_current(2)
    assert cart.cell_area(2).height() > ROW
    assert cart.cell_area(3).top() == cart.cell_area(2).bottom() + 1
    for row in range(5):
        area = cart.visible_area(row)
        assert cart.part_at(QPoint(200, area.top()))[0] == row
        assert cart.part_at(QPoint(200, area.bottom()))[0] == row


def test_arrow_keys_move_and_the_line_comes_into_sight(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=60)
    cart.set_current(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_End):
        QTest.keyClick(cart, key)
    assert cart.current == 59
    assert cart.viewport().rect().contains(cart.visible_area(59))
    QTest.keyClick(cart, Qt.Key.Key_Home)
    assert (cart.current, cart.offset()) == (0, 0)


def test_every_line_has_its_words_for_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=3)
    cart.append(line(7, note="20% off"))
    spoken = QAccessible.queryAccessibleInterface(cart)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "Basket lines"
    assert spoken.childCount() == 4
    words = [spoken.child(n).text(QAccessible.Text.Name) for n in range(4)]
    assert words[3] == "农夫山泉 7, SKU-7 · 2.00, × 1, 7.00, 20% off"
    assert spoken.child(3).role() == QAccessible.Role.ListItem
    assert spoken.child(1).rect().isValid()


def on_screen(view: QWidget) -> QImage:
    """What stands on the screen now; unlike grab() it asks for no repaint."""
    screen = view.screen()
    return screen.grabWindow(view.winId()).toImage()


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Lines before and after: some taken out and some put in at one place, as a cashier does."""
    before = list(range(draw(st.integers(0, 12))))
    start = draw(st.integers(0, len(before)))
    end = draw(st.integers(start, min(len(before), start + 2)))
    return before, before[:start] + list(range(50, 50 + draw(st.integers(0, 2)))) + before[end:]


places = st.integers(-1, 12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=edits(), first=places, then=places | st.none(), width=st.sampled_from([372, 600]))
def test_any_change_leaves_the_screen_as_if_drawn_anew(
    qtbot: QtBot, theme: Theme, lines: tuple[list[int], list[int]], first: int, then: int | None, width: int
) -> None:
    before, after = lines
    cart = CartList(theme)
    cart.resize(width, 400)
    cart.show()
    cart.set_rows([line(n) for n in before], first)
    settle()
    cart.set_rows([line(n) for n in after], then)
    settle()
    kept = on_screen(cart)
    assert cart.model().rowCount() == len(after) == len(cart.rows)
    if then is not None:
        assert cart.current == (then if 0 <= then < len(after) else -1)
    assert -1 <= cart.current < max(1, len(after))
    cart.viewport().update()
    settle()
    assert kept == on_screen(cart)
    assert (colours(kept) > 8) == bool(after)
    cart.close()
    cart.deleteLater()
    settle()


def test_taking_out_the_chosen_last_line_chooses_the_one_above(qtbot: QtBot, theme: Theme) -> None:
    cart = shown(qtbot, theme, count=3)
    cart.set_current(2)
    cart.set_rows([line(0), line(1)])
    assert cart.current == 1
    cart.set_rows([])
    assert cart.current == -1
