"""What comes out of a printer: bytes read back into a picture, its code scanned, its columns measured."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QFont, QRawFont

from posapp.devices.printer_paper import read_paper
from printing.escpos import EscPos, device_sign, without_real_time
from printing.fonts import font_file
from printing.layout import PAPER_58, PAPER_80, Cut, Pair, Paper, ReceiptLayout, Words
from printing.raster import Raster
from printing.receipt import drawer_only, receipt
from tests.printing import sales
from tests.printing.reading import Piece, read
from tests.printing.sales import SHOP

layout_of = partial(receipt, store=SHOP, language="zh")


def drawn(raster: Raster, layout: ReceiptLayout, paper: Paper = PAPER_80) -> bytes:
    return EscPos(paper).raster(layout, raster.draw(layout, paper))


def printed(raster: Raster, layout: ReceiptLayout, paper: Paper = PAPER_80) -> Piece:
    [piece] = read(drawn(raster, layout, paper)).receipts
    return piece


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("paper", [PAPER_58, PAPER_80], ids=["58", "80"])
def test_the_printed_code_scans(raster: Raster, paper: Paper) -> None:
    piece = printed(raster, layout_of(sales.everything()), paper)
    assert {p.width for p in piece.pictures} == {paper.dots}
    assert piece.scanned == ["posapp:S1-1-20261121-0007"]


def test_dots_go_in_pieces_that_every_printer_takes(raster: Raster) -> None:
    piece = printed(raster, layout_of(sales.everything()))
    heights = [p.height for p in piece.pictures]
    assert set(heights[:-1]) == {256}
    assert sum(heights) == raster.draw(layout_of(sales.everything()), PAPER_80).height


def test_the_drawer_opens_before_the_paper(raster: Raster) -> None:
    layout = layout_of(sales.scenario_1(), drawer=True)
    assert read(drawn(raster, layout)).order == ["pulse", "picture", "cut"]
    assert read(EscPos(PAPER_80).text(layout)).order[0] == "pulse"
    assert drawn(raster, layout).startswith(b"\x1b@\x1bp\x00\x19\xfa")
    assert EscPos(PAPER_80, pin=5).text(drawer_only()) == b"\x1b@\x1bp\x01\x19\xfa\x1c&\x1c."


@pytest.mark.parametrize("paper", [PAPER_58, PAPER_80], ids=["58", "80"])
def test_amounts_end_in_one_column(raster: Raster, paper: Paper) -> None:
    """Figures of one width: every amount ends at the same dot, whatever name stands before it."""
    names = ("䶮㛃喆牌 ¥1", "Coca-Cola Zero 330ml", "农夫山泉", "x")
    edges = set()
    for name in names:
        picture = raster.draw(ReceiptLayout((Pair(name, "1234.50"),)), paper)
        edges.add(ink(printed(raster, ReceiptLayout((Pair(name, "1234.50"), Cut())), paper).picture)[2])
        assert picture.width == paper.dots
    assert len(edges) == 1
    assert paper.dots + 16 - 3 <= edges.pop() <= paper.dots + 16


@pytest.mark.parametrize("figure", "0123456789")
def test_figures_have_one_width(raster: Raster, figure: str) -> None:
    narrow = ink(printed(raster, ReceiptLayout((Words(f"|{figure * 20}|"), Cut()))).picture)
    assert narrow == ink(printed(raster, ReceiptLayout((Words("|" + "8" * 20 + "|"), Cut()))).picture)


@pytest.mark.parametrize("sign", "䶮㛃喆¥￥−×静é€")
@pytest.mark.parametrize("size", ["normal", "bold", "large"])
def test_the_font_has_the_sign(raster: Raster, sign: str, size: Any) -> None:
    font = QRawFont(str(font_file(size)), 24, QFont.HintingPreference.PreferFullHinting)
    assert font.glyphIndexesForString(sign) != [0]
    box = printed(raster, ReceiptLayout((Words("\U000f0000"), Words("\uab30", size=size), Cut()))).picture
    assert ImageChops.difference(
        box, printed(raster, ReceiptLayout((Words("\U000f0000"), Words(sign, size=size), Cut()))).picture
    ).getbbox()


@pytest.mark.parametrize("name", sales.HOSTILE, ids=range(len(sales.HOSTILE)))
@pytest.mark.parametrize("mode", ["dots", "text"])
def test_names_that_mean_harm_print_as_names(raster: Raster, name: str, mode: str) -> None:
    """Nothing in a name becomes a command: no pulse, one cut, nothing unknown, and the code still scans."""
    layout = receipt(sales.hostile(name), SHOP, "both", cashier=name)
    data = drawn(raster, layout) if mode == "dots" else EscPos(PAPER_80).text(layout)
    reading = read(data)
    assert reading.pulses == []
    assert reading.order[-1] == "cut"
    [piece] = reading.receipts
    assert (piece.scanned or piece.codes) == ["posapp:S1-1-20261121-0007"]
    assert len(data) < 400_000


def test_dots_never_read_as_a_command_that_printers_obey_at_once() -> None:
    dots = b"\x00\x10\x14\x01\x00\x01\xff\x10\x04\x04\x10\x05\x01\x10\x10\x04\x10"
    safe = without_real_time(dots)
    assert len(safe) == len(dots)
    assert not any(safe[i] == 0x10 and safe[i + 1] in (4, 5, 0x14) for i in range(len(safe) - 1))
    assert all(a & b == b for a, b in zip(safe, dots, strict=True)), "only adds black"


def test_a_receipt_of_a_thousand_lines(raster: Raster) -> None:
    layout = ReceiptLayout((*(Pair(f"商品 {n}", f"{n}.00") for n in range(1000)), Cut()))
    piece = printed(raster, layout)
    assert sum(p.height for p in piece.pictures) == 33_000
    first, last = piece.picture.crop((16, 16, 592, 49)), piece.picture.crop((16, 16 + 32_967, 592, 33_016))
    assert ink(first)[3] == ink(last)[3], "bands join without a shift"


# ---------------------------------------------------------------- text mode


@pytest.mark.parametrize("paper", [PAPER_58, PAPER_80], ids=["58", "80"])
def test_text_mode_says_the_same_in_columns(paper: Paper) -> None:
    reading = read(EscPos(paper).text(layout_of(sales.everything(), cashier="林晓")))
    [piece] = reading.receipts
    assert piece.codes == ["posapp:S1-1-20261121-0007"]
    amounts = [line for line in piece.text if line[-3:-2] == "." and "  " in line.strip() and "￥" not in line]
    assert len(amounts) > 12
    assert {len(line.encode("gb18030")) for line in amounts} == {paper.columns}
    [total] = [line for line in piece.text if "￥" in line and line.startswith("合计")]
    assert len(total.encode("gb18030")) == paper.columns // 2, "twice as wide"


def test_text_mode_frames_chinese_and_has_no_yen_of_four_bytes() -> None:
    data = EscPos(PAPER_80).text(layout_of(sales.everything()))
    assert data.startswith(b"\x1b@\x1c&")
    assert data.endswith(b"\x1c.\x1dV\x42\x00")
    assert "合计".encode("gb18030") in data
    assert "￥179.06".encode("gb18030") in data
    assert "¥".encode("gb18030") not in data


def test_signs_that_the_device_lacks() -> None:
    assert "".join(map(device_sign, "静¥−×éñ䶮㛃😀")) == "静￥-×én䶮〓〓"


# ---------------------------------------------------------------- other ways to the same paper


@pytest.mark.parametrize("paper", [PAPER_58, PAPER_80], ids=["58", "80"])
def test_the_simulated_printer_shows_what_was_printed(raster: Raster, paper: Paper) -> None:
    data = drawn(raster, layout_of(sales.everything(), drawer=True), paper)
    paper_read = read_paper(data)
    assert (paper_read.pulses, paper_read.cuts) == ([2], 1)
    shown = Image.open(BytesIO(paper_read.png())).convert("L")
    [piece] = read(data).receipts
    whole = piece.picture
    assert not ImageChops.difference(shown, whole.crop((16, 16, 16 + shown.width, 16 + shown.height))).getbbox()
    with pytest.raises(ValueError, match="no such command"):
        read_paper(b"\x1b@\x1bZ")


def test_drawing_needs_no_window_program() -> None:
    """In a process where nobody has started Qt, the drawing starts it without a screen and without a word on stderr."""
    code = (
        "from printing.raster import Raster; from printing.layout import *;"
        "r = Raster(); b = r.draw(ReceiptLayout((Words('静安店', 'centre', 'large'),)), PAPER_58);"
        "assert (b.width, b.height) == (384, 52) and any(b.dots)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={}, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
