"""The digits that people read out stand for one trouble each."""

from __future__ import annotations

from posapp.commands.doctor import OWN
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.spoken import meant_by, spoken


def test_no_two_troubles_share_their_digits() -> None:
    digits = [spoken(code) for code in (*TEXTS, *OWN)]
    assert len(set(digits)) == len(digits)
    assert all(len(one) == 5 and one.isdecimal() for one in digits)


def test_every_code_is_found_again_as_it_is_read_out() -> None:
    for code in (*TEXTS, *OWN):
        assert meant_by(" ".join(spoken(code)), OWN) == code
    assert meant_by("", OWN) is None
