"""What a person typed, without what cannot be seen."""

from __future__ import annotations

import pytest

from posapp.domain.typed import seen


@pytest.mark.parametrize(
    "typed, read",
    [
        ("  123 ", "123"),
        ("a\u202e321\u202c\u2066b\u200f", "a321b"),
        ("line\r\nbreak\u2028too\ttab", "line break too tab"),
        ("\x1b@\x00\x9b\ufeff\u200b", "@"),
        ("<b>é 杯子 👩\u200d🍳</b>", "<b>é 杯子 👩\u200d🍳</b>"),
    ],
)
def test_control_and_direction_signs_are_dropped(typed: str, read: str) -> None:
    assert seen(typed) == read
