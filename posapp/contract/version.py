"""The number of the contract, and how each side tells the other which one it speaks.

Both sides go by what they know: unknown fields are passed over or kept, a kind of entry that the hub does not know is
kept as it came, a feed or a row that the till does not know is skipped and told of. So the number seldom matters:

- CONTRACT is raised with a change that the other side should know of: a feed, a kind of entry or a value of a choice
  that older ones do not know; once for all of them between two programs that leave the house.
  `tests/contract/wire-N.json` keeps the schema of each, and its test says when it is due.
- LEAST is raised when an older till could not go on, for instance with `snapshot.SCHEMA`. Below it a till gets no
  feeds any more; its entries are taken all the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from posapp.domain.versions import Version

CONTRACT: Final = 2
LEAST: Final = 1
FIRST: Final = 1
"""What is spoken by whoever does not say: the header came later than the first contract."""

HEADER: Final = "Posapp-Version"
"""In every request of a till and every answer of a hub."""

NEWEST: Final = "Posapp-Newest"
"""In a till's question where it stands: the number of its newest entry, by which head office sees how many wait."""

_MOST: Final = 200


def said(version: Version) -> str:
    """The header's value: "contract=1; program=0.1.0; least=1; update_by=2026-12-31"."""
    fields = (("contract", version.contract), ("program", version.program), ("least", version.least))
    by = f"; update_by={version.update_by}" if version.update_by else ""
    return "; ".join(f"{name}={value}" for name, value in fields) + by


@lru_cache(64)  # each call and each answer says it, and they seldom say anything new
def heard(text: str) -> Version | None:
    """What such a value says; None for anything else. Fields of a newer other side are passed over."""
    if len(text) > _MOST or not (text.isascii() and text.isprintable()):
        return None
    fields = dict(part.strip().partition("=")[::2] for part in text.split(";"))
    contract, least = _number(fields.get("contract", "")), _number(fields.get("least", str(FIRST)))
    if contract is None or least is None:
        return None
    return Version(fields.get("program", ""), contract, least, fields.get("update_by", ""))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
