"""Our reader of receipt bytes against what an independent simulator (emupos 0.4.0) read from others' receipts."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.printing.reading import read
from tests.support.shared import shared

ENCODINGS = {"python-escpos-cn": "gb18030"}
"""The others print in the Western code page 437."""
NOT_COMPARED = {
    "escpos-php-character-encodings": "switches between code pages that we never send",
    "escpos-php-unifont-print-buffer": "prints with characters that it defines itself",
    "receiptline-cn": "sets widths by moving the head; the simulator shows its commands FS S and FS C as text",
}


def readings() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("data/escpos/emupos_readings.json").read_text("utf-8"))
    return found


def squeezed(lines: list[str]) -> str:
    return re.sub(r"\s", "", "".join(line for line in lines if not line.startswith("[")))


def test_other_programs_receipts_are_read_alike() -> None:
    compared = 0
    for file, theirs in readings().items():
        name = file.removesuffix(".bin")
        if name in NOT_COMPARED:
            continue
        encoding = ENCODINGS.get(name, "cp437")
        ours = read(shared(f"data/escpos/samples/{file}").read_bytes(), encoding)
        key = "text_gb18030" if encoding == "gb18030" else "text"
        assert [squeezed(p.text) for p in ours.receipts] == [
            squeezed(w.get(key, w["text"])) for w in theirs["receipts"]
        ], name
        assert bool(ours.pulses) == (theirs["drawer_after"] == "open"), name
        compared += 1
    assert compared == 12


@pytest.mark.parametrize(
    "file", ["escpos-php-graphics", "escpos-php-bit-image", "escpos-tools-receipt-with-logo", "python-escpos-cn"]
)
def test_pictures_and_codes_are_found_alike(file: str) -> None:
    [theirs] = readings()[f"{file}.bin"]["receipts"]
    [ours] = read(shared(f"data/escpos/samples/{file}.bin").read_bytes()).receipts
    assert len(ours.pictures) == sum(line.startswith("[image") for line in theirs["text"])
    marked = [line[1:-1].split()[-1] for line in theirs["text"] if line.startswith(("[qr", "[barcode EAN"))]
    assert ours.codes == marked
