"""The test page that a shop prints when it sets a printer up."""

from __future__ import annotations

from pathlib import Path

import pytest

from posapp.commands import print_check
from tests.printing.reading import read
from tests.printing.sink import PrinterSink


@pytest.mark.parametrize("options", [["--text"], ["--text", "--paper", "58", "--drawer", "5"], []])
def test_the_page_comes_out(
    tmp_path: Path, qapp: object, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.bin"
    assert print_check.main([f"file:{file}", "--language", "en", *options]) == 0
    reading = read(file.read_bytes())
    [piece] = reading.receipts
    assert (piece.scanned or piece.codes) == ["6901234567892", "posapp:TEST"]
    assert reading.pulses == ([5] if "--drawer" in options else [])
    assert capsys.readouterr().out == "printed\n"


def test_trouble_is_said_in_the_language_asked_for(sink: PrinterSink, capsys: pytest.CaptureFixture[str]) -> None:
    sink.mood = "paper_out"
    assert print_check.main([f"tcp://127.0.0.1:{sink.port}", "--text", "--language", "zh"]) == 69
    said = capsys.readouterr().err
    assert "没纸" in said
    assert "out of paper" not in said
    assert print_check.main(["usb:1", "--text"]) == 69
