"""Printers on a serial plug, on USB and behind the operating system's own queue, each with a real one at the other end:
a terminal pair whose far side answers as a printer does, and an `lp` program in the PATH."""

from __future__ import annotations

import os
import threading
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from posapp.devices.display_pole import pole_at
from posapp.devices.printer_device import DevicePrinter
from posapp.devices.printer_lp import LpPrinter
from posapp.devices.printer_named import printer_at
from posapp.devices.printer_talk import Patience
from posapp.domain.customer_view import view
from posapp.domain.errors import Refused
from posapp.domain.tender import Tender, settle
from printing.escpos import EscPos
from printing.layout import PAPER_80
from printing.receipt import receipt
from tests.printing import sales
from tests.printing.reading import read
from tests.printing.sales import SHOP
from tests.support import goods

QUICK = Patience(connect=1, answer=0.3, piece=2, all=2)
JOB = EscPos(PAPER_80).text(receipt(sales.scenario_1(), SHOP, "zh"))


class Plug:
    """The far end of a serial line. `ends`: the paper ends after so many bytes of a job; `mute`: it answers nothing."""

    def __init__(self) -> None:
        self._far, near = os.openpty()
        tty.setraw(near)
        self.path = Path(os.ttyname(near))
        self._near = near  # kept open: the line stays up between two jobs
        self.ends = 10**9
        self.mute = False
        self.took = bytearray()
        self.came = threading.Condition()
        self._thread = threading.Thread(target=self._serve, name="plug")
        self._thread.start()

    def _serve(self) -> None:
        waiting = b""
        while got := self._read():
            waiting += got
            waiting = self._take(waiting)

    def _take(self, waiting: bytes) -> bytes:
        """Answer what is asked at once, keep the rest as the job; a question may arrive in two parts."""
        with self.came:
            while waiting:
                asked = waiting[:2] == b"\x10\x04" or waiting[:2] == b"\x1dr"
                if waiting[:1] in b"\x10\x1d" and len(waiting) < 3:
                    break
                if asked:
                    self._answer(waiting[:3])
                else:
                    self.took += waiting[:1]
                waiting = waiting[3 if asked else 1 :]
            self.came.notify_all()
        return waiting

    def wait(self, data: bytes) -> None:
        """Until this has come."""
        with self.came:
            assert self.came.wait_for(lambda: data in self.took, 10), bytes(self.took)

    def _read(self) -> bytes:
        try:
            return os.read(self._far, 4096)
        except OSError:  # the near end was closed
            return b""

    def _answer(self, question: bytes) -> None:
        empty = len(self.took) >= self.ends
        said = (0x0C if empty else 0) if question[:1] == b"\x1d" else 0x7E if empty and question[2] == 4 else 0x12
        if not self.mute:
            os.write(self._far, bytes([said]))

    def close(self) -> None:
        os.close(self._near)
        self._thread.join(10)
        os.close(self._far)


@pytest.fixture
def plug() -> Iterator[Plug]:
    made = Plug()
    yield made
    made.close()


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_a_receipt_over_a_serial_line(plug: Plug) -> None:
    DevicePrinter(plug.path, 115200, patience=QUICK).send(JOB)
    assert bytes(plug.took) == JOB
    assert read(JOB).receipts[0].codes == ["posapp:S1-1-20261121-0007"]


def test_paper_that_ends_on_a_serial_line(plug: Plug) -> None:
    plug.ends = 200
    printer = DevicePrinter(plug.path, patience=QUICK)
    with pytest.raises(Refused) as torn:
        printer.send(JOB)
    assert code_of(torn) == "print_paper_ended"
    with pytest.raises(Refused) as out:
        printer.send(JOB)
    assert code_of(out) == "printer_paper_out"
    assert bytes(plug.took) == JOB, "nothing more went out"


def test_one_that_never_answers_or_is_not_plugged_in(plug: Plug, tmp_path: Path) -> None:
    plug.mute = True
    with pytest.raises(Refused) as silent:
        DevicePrinter(plug.path, patience=QUICK).check()
    assert code_of(silent) == "printer_silent"
    DevicePrinter(plug.path, answers=False, patience=QUICK).send(b"\x1b@x\n")
    with pytest.raises(Refused) as away:
        DevicePrinter(tmp_path / "ttyUSB9").check()
    assert code_of(away) == "printer_off"
    (tmp_path / "letter").write_text("dear all")
    with pytest.raises(Refused) as wrong:
        DevicePrinter(tmp_path / "letter").send(b"receipt")
    assert code_of(wrong) == "printer_file"


def test_a_pole_shows_the_newest_view(plug: Plug) -> None:
    priced = goods.priced(goods.ring(goods.A, (goods.B, 2)))
    cash = (Tender(1, "cash", 20_000),)
    open_, paid = (settle(priced.total, taken, SHOP.cash_rounding) for taken in ((), cash))
    basket = view("basket", "Shop", priced, (), open_, SHOP.currency)
    done = view("done", "Shop", priced, cash, paid, SHOP.currency)
    pole = pole_at(f"pole:{plug.path}?speed=9600")
    pole.show_view(basket)
    plug.wait(b"\x0cMug            71.00TOTAL         170.00")
    pole.show_view(done)
    plug.wait(b"\x0cTOTAL         170.00CHANGE         30.00")
    pole.end()
    plug.wait(b"\x0c" + b" " * 40)


@pytest.mark.parametrize(
    "address", ["pole:", "pole:ttyS1", "pole:/etc/passwd", "pole:/dev/ttyS1?speed=3", "tcp:/dev/x"]
)
def test_no_address_of_a_pole(address: str) -> None:
    with pytest.raises(Refused) as no:
        pole_at(address)
    assert code_of(no) == "display_address"


# ---------------------------------------------------------------- the system's queue

LP = """#!/bin/sh
echo "$@" >>"$SPOOL/asked"
cat >>"$SPOOL/job"
exit $(cat "$SPOOL/exit" 2>/dev/null || echo 0)
"""
LPSTAT = """#!/bin/sh
[ "$3" = Receipts ] || { echo "lpstat: Invalid destination name in list \\"$3\\"!" >&2; exit 1; }
echo "printer Receipts is $(cat "$SPOOL/state" 2>/dev/null || echo idle).  enabled since today"
cat "$SPOOL/alerts" 2>/dev/null || true
"""


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, script in (("lp", LP), ("lpstat", LPSTAT)):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("SPOOL", str(tmp_path))
    return tmp_path


def test_the_systems_queue_takes_receipts_raw_and_sheets_as_they_are(spool: Path) -> None:
    printer = LpPrinter("Receipts")
    printer.send(JOB)
    assert (spool / "job").read_bytes() == JOB
    (spool / "job").unlink()
    printer.send(b"%PDF-1.4 x")
    assert (spool / "job").read_bytes() == b"%PDF-1.4 x"
    assert (spool / "asked").read_text().splitlines() == ["-s -d Receipts -o raw -- -", "-s -d Receipts -- -"]


@pytest.mark.parametrize(
    "file,said,code",
    [
        ("state", "disabled", "printer_off"),
        ("alerts", "\tAlerts: media-empty-error", "printer_paper_out"),
        ("exit", "1", "printer_off"),
    ],
)
def test_what_the_system_says_is_told(spool: Path, file: str, said: str, code: str) -> None:
    (spool / file).write_text(said)
    with pytest.raises(Refused) as no:
        LpPrinter("Receipts").send(JOB)
    assert code_of(no) == code
    assert file == "exit" or not (spool / "job").exists()


def test_a_queue_that_is_not_there_and_a_system_without_queues(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused) as none:
        LpPrinter("Elsewhere").check()
    assert code_of(none) == "printer_queue"
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refused) as no_lp:
        LpPrinter("Receipts").check()
    assert code_of(no_lp) == "printer_no_lp"


def test_their_addresses(tmp_path: Path) -> None:
    assert isinstance(printer_at("serial:/dev/ttyUSB0?speed=19200", tmp_path), DevicePrinter)
    assert isinstance(printer_at("usb:/dev/usb/lp0?answers=no", tmp_path), DevicePrinter)
    assert isinstance(printer_at("lp:Receipts", tmp_path), LpPrinter)
    for wrong in ("serial:/dev/ttyS0?speed=17", "lp:", "lp:-o", "lp:a;b", "lp:../x"):
        with pytest.raises(Refused) as no:
            printer_at(wrong, tmp_path)
        assert code_of(no) == "printer_address"
