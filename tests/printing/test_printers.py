"""The printers behind the port: a file, the simulated one, and the addresses that name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from posapp.devices.printer_file import FilePrinter
from posapp.devices.printer_named import printer_at
from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.devices.printer_tcp import TcpPrinter
from posapp.domain.errors import Refused
from printing.escpos import CUT, EscPos
from printing.layout import PAPER_58, Cut, ReceiptLayout, Words


def job(words: str) -> bytes:
    return EscPos(PAPER_58).text(ReceiptLayout((Words(words), Cut())))


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_a_file_collects_jobs(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path / "out.bin")
    printer.check()
    printer.send(job("一"))
    printer.send(job("二"))
    assert (tmp_path / "out.bin").read_bytes() == job("一") + job("二")


def test_a_device_that_is_unplugged(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path / "gone" / "lp0")
    with pytest.raises(Refused) as checked:
        printer.check()
    with pytest.raises(Refused) as sent:
        printer.send(job("一"))
    assert (code_of(checked), code_of(sent)) == ("printer_off", "printer_off")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(Refused) as refused:
        FilePrinter(full).send(job("一"))
    assert code_of(refused) == "print_interrupted"


def test_the_simulated_printer_keeps_what_it_printed(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path / "paper")
    assert printer.simulated
    printer.send(job("静安店"))
    [text] = printer.jobs()
    assert text.read_text("utf-8") == "静安店\n"
    assert text.with_suffix(".bin").read_bytes().endswith(CUT)
    again = SimulatedPrinter(tmp_path / "paper")
    again.send(job("二"))
    assert [p.name for p in again.jobs()] == ["000001.txt", "000002.txt"]


def test_it_keeps_the_newest(tmp_path: Path) -> None:
    printer = SimulatedPrinter(tmp_path)
    for n in range(203):
        printer.send(job(str(n)))
    assert len(list(tmp_path.iterdir())) == 400
    assert printer.jobs()[0].read_text("utf-8") == "3\n"


@pytest.mark.parametrize("state,code", [("off", "printer_off"), ("paper_out", "printer_paper_out")])
def test_it_can_be_without(tmp_path: Path, state: str, code: str) -> None:
    printer = SimulatedPrinter(tmp_path)
    printer.set(state)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        printer.send(job("一"))
    assert code_of(refused) == code
    assert printer.jobs() == []
    printer.set("ready")
    printer.check()


def test_addresses(tmp_path: Path) -> None:
    assert isinstance(printer_at("tcp://192.168.1.50", tmp_path), TcpPrinter)
    assert isinstance(printer_at("tcp://printer.shop:9101?answers=no", tmp_path), TcpPrinter)
    assert isinstance(printer_at("file:/dev/usb/lp0", tmp_path), FilePrinter)
    assert isinstance(printer_at(" simulated ", tmp_path), SimulatedPrinter)


@pytest.mark.parametrize("address", ["", "192.168.1.50", "tcp://", "tcp://x:99999", "tcp://[::1", "usb:1"])
def test_addresses_that_make_no_sense(address: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        printer_at(address, tmp_path)
    assert code_of(refused) == "printer_address"


def test_nobodys_file_grows_receipts(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    for nowhere in (letter, tmp_path, Path("letter.bin"), Path()):
        with pytest.raises(Refused, check=lambda no: no.code == "printer_file"):
            FilePrinter(nowhere).send(b"receipt")
    assert letter.read_text() == "dear"
    with pytest.raises(Refused, check=lambda no: no.code == "printer_off"):
        FilePrinter(tmp_path / "lp0").send(b"receipt")
