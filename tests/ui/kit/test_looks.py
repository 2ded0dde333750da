"""Every widget of the kit draws itself sharp and whole at each scale and in both scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.rendering import colours, settle
from ui.kit.amounts import AmountLabel, TotalRow
from ui.kit.buttons import Button, Chip, PrimaryButton, RailButton
from ui.kit.cart_list import CartList, CartRow
from ui.kit.fields import Field
from ui.kit.keypads import Keypad, PinPad
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Banner, Notice, ProgressLine, StatusPill
from ui.kit.theme import Theme
from ui.kit.tile_grid import Tile, TileGrid


def cart(theme: Theme) -> QWidget:
    view = CartList(theme)
    view.set_rows(
        [
            CartRow("1", "亚麻古巴领衬衫", "TS-2041 · M · 白", "× 1", "459.00"),
            CartRow("2", "羊毛混纺大衣", "OC-1188", "× 1", "1,919.20", "2,399.00", note="换季八折 −479.80"),
            CartRow("3", "Unknown", "6901234567899", "", "", state="bad", badge="Unknown"),
        ],
        1,
    )
    return view


def tiles(theme: Theme) -> QWidget:
    view = TileGrid(theme)
    view.set_tiles([Tile(str(n), "小白鞋", "¥ 799.00", "Court Sneaker", "SH-5120", "余 3", "warn") for n in range(9)])
    return view


def results(theme: Theme) -> QWidget:
    view = ResultList(theme)
    view.set_results([Result("1", "矿泉水", "550 ml", "2.00", "余 24", "good", digit="1")])
    return view


def amount(theme: Theme) -> QWidget:
    view = AmountLabel(theme)
    view.set_amount("¥ 3,157.20")
    return view


def total(theme: Theme) -> QWidget:
    view = TotalRow(theme)
    view.set("小计（3 件）", "¥ 3,657.20")
    return view


def banner(theme: Theme) -> QWidget:
    view = Banner(theme)
    view.show_words("bad", "未知条码", action="按未列商品出售", key="F6")
    return view


def notice(theme: Theme) -> QWidget:
    view = Notice(theme)
    view.say("good", "已保存")
    return view


def progress(theme: Theme) -> QWidget:
    view = ProgressLine(theme)
    view.show_progress("正在下载商品", 0.4)
    return view


MAKERS: dict[str, tuple[Callable[[Theme], QWidget], tuple[int, int]]] = {
    "cart": (cart, (424, 260)),
    "tiles": (tiles, (820, 440)),
    "results": (results, (420, 120)),
    "amount": (amount, (220, 44)),
    "total": (total, (300, 28)),
    "banner": (banner, (620, 56)),
    "notice": (notice, (300, 32)),
    "progress": (progress, (420, 50)),
    "pill": (lambda theme: StatusPill(theme, "warn", "打印机缺纸"), (140, 28)),
    "secondary": (lambda theme: Button(theme, "折扣", icon="plus", key="F4"), (140, 44)),
    "primary": (lambda theme: PrimaryButton(theme, "收款", key="F12", amount="¥ 3,157.20"), (384, 64)),
    "chip": (lambda theme: Chip(theme, "上装"), (70, 44)),
    "rail": (lambda theme: RailButton(theme, "shopping-bag", "收银"), (68, 64)),
    "field": (lambda theme: Field(theme, "扫描条码", icon="search", size="search"), (420, 52)),
    "keypad": (lambda theme: Keypad(theme), (320, 260)),
    "pin": (lambda theme: PinPad(theme), (260, 300)),
}


def rendered(widget: QWidget, ratio: float) -> QImage:
    size = widget.size()
    image = QImage((QSize(size.width(), size.height()) * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("make, size", MAKERS.values(), ids=MAKERS.keys())
def test_drawn_at_every_device_ratio(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget], size: tuple[int, int], ratio: float
) -> None:
    widget = make(theme)
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    settle()
    image = rendered(widget, ratio)
    assert image.width() == round(widget.width() * ratio)
    assert colours(image) > 12
    assert image == rendered(widget, ratio)


@pytest.mark.parametrize("make, size", MAKERS.values(), ids=MAKERS.keys())
def test_doubling_the_scale_doubles_the_widget(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget], size: tuple[int, int]
) -> None:
    widget = make(theme)
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    settle()
    before, least = widget.sizeHint(), widget.minimumSizeHint()
    theme.set_scale(2.0)
    settle()
    after = widget.sizeHint()
    if widget.metaObject().className() not in ("CartList", "TileGrid", "ResultList"):  # these fill what they get
        assert abs(after.height() - 2 * before.height()) <= 6
        assert after.width() >= 1.7 * before.width()
    assert widget.minimumSizeHint().width() >= least.width()
    assert colours(rendered(widget, 1.0)) > 12
