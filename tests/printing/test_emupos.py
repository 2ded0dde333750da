"""Our receipts on a printer simulator that others wrote: it must see the same dots, text, drawer and faults."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageChops

from posapp.devices.printer_tcp import TcpPrinter
from posapp.domain.errors import Refused
from printing.escpos import EscPos
from printing.layout import PAPER_80
from printing.raster import Raster
from printing.receipt import drawer_only, receipt
from tests.printing import sales
from tests.printing.emulator import Emulator
from tests.printing.reading import read
from tests.printing.sales import SHOP


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    emulator = Emulator(tmp_path_factory.mktemp("emupos") / "run")
    yield emulator
    emulator.close()


@pytest.fixture
def emulator(running: Emulator) -> Emulator:
    for fault in running.state()["faults"]:
        running.fault(fault, active=False)
    return running


def test_dots(emulator: Emulator, raster: Raster) -> None:
    layout = receipt(sales.everything(), SHOP, "zh", cashier="林晓")
    data = EscPos(PAPER_80).raster(layout, raster.draw(layout, PAPER_80))
    TcpPrinter("127.0.0.1", emulator.port).send(data)
    theirs = Image.open(BytesIO(emulator.picture(emulator.receipts()[-1]))).convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(theirs)] == ["posapp:S1-1-20261121-0007"]
    ours = read(data).receipts[0].picture.crop((16, 16, 16 + 576, theirs.height))
    box = ImageChops.invert(theirs).getbbox()
    assert box is not None
    assert theirs.width == 576
    same = ImageChops.invert(ours).getbbox()
    assert same is not None
    assert not ImageChops.difference(theirs.crop(box), ours.crop(same)).getbbox()


def test_text(emulator: Emulator) -> None:
    layout = receipt(sales.scenario_1(), SHOP, "zh", cashier="林晓")
    TcpPrinter("127.0.0.1", emulator.port).send(EscPos(PAPER_80).text(layout))
    lines = emulator.text(emulator.receipts()[-1]).splitlines()
    said = [line.encode("cp437", "replace").decode("gb18030", "replace") for line in lines]
    assert "[qr posapp:S1-1-20261121-0007]" in lines
    assert ["合计", "￥256.40"] in [line.split() for line in said]
    assert ["2", "×", "35.50", "71.00"] in [line.split() for line in said]


def test_the_drawer(emulator: Emulator) -> None:
    before = len(emulator.receipts())
    TcpPrinter("127.0.0.1", emulator.port).send(EscPos(PAPER_80).text(drawer_only()))
    assert emulator.state()["drawer"] == "open"
    assert len(emulator.receipts()) == before


@pytest.mark.parametrize(
    "fault,code",
    [("paper-out", "printer_paper_out"), ("cover-open", "printer_cover_open"), ("offline", "printer_off")],
)
def test_faults(emulator: Emulator, fault: str, code: str) -> None:
    printer = TcpPrinter("127.0.0.1", emulator.port)
    printer.check()
    emulator.fault(fault)
    with pytest.raises(Refused) as refused:
        printer.send(b"\x1b@nothing of this may print\n\x1dV\x42\x00")
    assert refused.value.code == code
    before = emulator.receipts()
    emulator.fault(fault, active=False)
    printer.check()
    assert emulator.receipts() == before
