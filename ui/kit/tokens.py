"""The look as numbers: colours, type sizes, spacing and corners. Everything drawn takes its value from here.

Sizes are pixels at scale 1; `Theme.px` multiplies them. Contrast of the pairs is checked in tests/ui/kit/test_theme.py.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

State = Literal["good", "warn", "bad", "neutral"]


class Palette:
    """Names of colours."""

    canvas: Final = "#F5F4F1"
    surface: Final = "#FFFFFF"
    sunken: Final = "#FAF9F7"
    line: Final = "#E7E4DE"
    outline: Final = "#D5D1C9"
    input_outline: Final = "#8C877E"
    ink: Final = "#1B1A18"
    ink2: Final = "#57534C"
    ink3: Final = "#6F6A62"
    placeholder: Final = "#77726A"
    disabled: Final = "#A5A099"
    accent: Final = "#0B5D51"
    accent_hover: Final = "#094C43"
    accent_pressed: Final = "#073C35"
    accent_soft: Final = "#E4F1EE"
    on_accent: Final = "#FFFFFF"
    key_on_accent: Final = "#2A7469"
    pay_ring: Final = "#7FD1C1"
    rail: Final = "#16211F"
    rail_ink: Final = "#A9B8B4"
    rail_chosen: Final = "#25413C"
    good: Final = "#166B45"
    good_tint: Final = "#E5F5EC"
    warn: Final = "#8A5A00"
    warn_tint: Final = "#FBF1DC"
    bad: Final = "#B42318"
    bad_tint: Final = "#FDECEA"
    bad_pressed: Final = "#F9D9D5"
    neutral: Final = "#57534C"
    neutral_tint: Final = "#EEECE7"
    veil: Final = "#16211F"


class Type(NamedTuple):
    size: int
    weight: int


PALETTE: Final = Palette()

TYPES: Final[dict[str, Type]] = {
    "meta": Type(12, 400),
    "key": Type(12, 500),
    "second": Type(13, 400),
    "note": Type(13, 600),
    "body": Type(14, 500),
    "strong": Type(14, 600),
    "line": Type(15, 600),
    "name": Type(15, 500),
    "card": Type(16, 700),
    "search": Type(16, 400),
    "panel": Type(18, 700),
    "page": Type(20, 700),
    "keypad": Type(22, 500),
    "large": Type(24, 700),
    "due": Type(30, 700),
    "halt": Type(38, 700),
    "change": Type(56, 700),
}

# Soft pairs (top, bottom, drawing) behind the line drawing that stands for a missing product picture.
TINTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("#E9F1EC", "#DCE7E1", "#2E6B57"),
    ("#F3EBE3", "#E7DDD1", "#7A5A34"),
    ("#F9E8DB", "#F0DCCB", "#8A4B1F"),
    ("#E9EDF6", "#DFE4F0", "#3F4E74"),
    ("#F8E4E7", "#EFDADD", "#93323F"),
    ("#F3EBD8", "#EAE1CA", "#6E5A14"),
    ("#E4EBF3", "#DAE2EB", "#2D4F73"),
    ("#EFE7F6", "#E5DCEE", "#65408A"),
)

RADIUS: Final = {"chip": 20, "card": 14, "field": 12, "button": 10, "key": 6}
TARGET: Final = 44
RAIL: Final = (68, 64)
RAIL_LOW: Final = 46
SEARCH_HEIGHT: Final = 52
CHIP_HEIGHT: Final = 40
PAY_HEIGHT: Final = 64


def state_pair(state: State) -> tuple[str, str]:
    """(ink, tint) of a state; a word or icon always stands beside it, colour alone says nothing."""
    pairs = {
        "good": (PALETTE.good, PALETTE.good_tint),
        "warn": (PALETTE.warn, PALETTE.warn_tint),
        "bad": (PALETTE.bad, PALETTE.bad_tint),
        "neutral": (PALETTE.neutral, PALETTE.neutral_tint),
    }
    return pairs[state]
