"""A small run of the bench: every flipped bit is found, named and mended."""

from __future__ import annotations

import pytest

from bench import bitflip


def test_flipped_bits_are_found_and_what_they_spoilt_is_had_again(capsys: pytest.CaptureFixture[str]) -> None:
    """The seed spoils the head of the file and the journal's middle, not its end: of a journal without an end rescue
    looks for thousands of entries that are not there, which `tests/faults/test_rescue.py` proves."""
    assert bitflip.main(["--trials", "16", "--seed", "1"]) == 0
    assert capsys.readouterr().out.count("met ") == len(bitflip.GOALS)
