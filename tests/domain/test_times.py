"""Moments and days in the one form that travels."""

from __future__ import annotations

import pytest

from posapp.domain.times import from_text, is_text, to_text


@pytest.mark.parametrize("text", ["2026-11-21T01:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_moment_in_our_form(text: str) -> None:
    assert is_text(text)
    assert to_text(from_text(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T01:00:00",
        "2026-11-21T01:00:00+00:00",
        "2026-11-21T01:00:00+08:00",
        "2026-11-21T01:00:00+00:00Z",
        "2026-11-21T01:00:00.500000Z",
        "2026-11-21T01:00:00,0Z",
        "2026-11-21T01:00Z",
        "2026-11-21 01:00:00Z",
        "2026-11-21T01:00:00z",
        "20261121T010000Z",
        "2026-W47-6T01:00:00Z",
        "2026-11-21T24:00:00Z",
        "２026-11-21T01:00:00Z",
        "2026-11-21",
        "",
    ],
)
def test_other_forms_are_none(text: str) -> None:
    assert not is_text(text)
