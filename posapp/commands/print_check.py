"""`posapp print-check ADDRESS`: ask a printer how it is and print a page that shows whether everything comes out."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from posapp.commands.till_command import add_language
from posapp.devices.printer_named import printer_at
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from printing.escpos import EscPos
from printing.layout import PAPER_58, PAPER_80
from printing.trial import trial_page

EX_UNAVAILABLE = 69
ADDRESSES = "tcp://HOST[:9100][?answers=no], serial:PATH[?speed=9600], usb:PATH, lp:QUEUE, file:PATH or simulated"


def main(argv: list[str]) -> int:
    """Exit code 0: it printed; 69: the printer cannot be used, and the sentence says why."""
    parser = argparse.ArgumentParser(prog="./run print-check", description="Print a test page.")
    parser.add_argument(
        "address",
        help=ADDRESSES,
    )
    parser.add_argument("--paper", choices=["58", "80"], default="80", help="width of the roll in mm")
    parser.add_argument("--text", action="store_true", help="the printer's own characters instead of drawn ones")
    parser.add_argument("--drawer", choices=["2", "5"], help="open the drawer on this pin too")
    add_language(parser)
    options = parser.parse_args(argv)
    paper = PAPER_58 if options.paper == "58" else PAPER_80
    page = trial_page(drawer=bool(options.drawer))
    escpos = EscPos(paper, 5 if options.drawer == "5" else 2)
    try:
        printer = printer_at(options.address, Path(tempfile.gettempdir(), "posapp-paper"))
        if options.text:
            printer.send(escpos.text(page))
        else:
            from printing.raster import Raster

            printer.send(escpos.raster(page, Raster().draw(page, paper)))
    except Refused as refused:
        print(refusal_text(refused, options.language), file=sys.stderr)
        return EX_UNAVAILABLE
    print("已打印。" if options.language == "zh" else "printed")
    return 0
