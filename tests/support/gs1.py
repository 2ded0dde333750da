"""GS1's test vectors, their notation, and the list of those that the till does not handle."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from posapp.domain.barcode import Element
from posapp.domain.barcode.gs1 import FNC1
from posapp.domain.barcode.identifiers import identifiers
from tests.support.shared import ROOT, shared

Case = dict[str, Any]


def vectors(name: str) -> list[Case]:
    """`name` is "engine" or "linter"."""
    with shared(f"data/gs1/gs1_{name}_vectors.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def from_caret(text: str) -> str:
    """The vectors write FNC1 as ^."""
    return text.replace("^", FNC1)


def not_handled(kind: str) -> dict[str, str]:
    """Rows of docs/gs1-not-handled.md whose first column looks like `kind`: first column -> reason."""
    rows = re.findall(
        r"^\| (\S+) \|(?: [0-9]+ \|)? (.+) \|$", (ROOT / "docs/gs1-not-handled.md").read_text("utf-8"), re.M
    )
    return {name: reason for name, reason in rows if re.fullmatch(kind, name) and name not in ("case", "check")}


def element_string(elements: Iterable[Element]) -> str:
    """The message that carries these elements: FNC1 first, and after each value of open length but the last."""
    message = ""
    for ai, value in elements:
        entry = identifiers().get(ai)
        message += f"{ai}{value}" + (FNC1 if entry is None or entry.length is None else "")
    return FNC1 + message.removesuffix(FNC1)
