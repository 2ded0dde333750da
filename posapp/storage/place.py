"""The key of the rows that belong to a journal entry: the entry's number and the row's own in one integer.

Such rows are only ever appended. SQLite fills the last page of the table and begins another; under a key of two columns
it shifts rows between neighbouring pages at each split, three more pages to encrypt and sync in every sale of eight
lines.
"""

from __future__ import annotations

from typing import Final

PLACES: Final = 100_000
"""No entry has so many rows in one table."""

OF_ENTRY: Final = f"place BETWEEN :seq * {PLACES} AND :seq * {PLACES} + {PLACES - 1}"
OF_ENTRIES: Final = f"place BETWEEN :first * {PLACES} AND :last * {PLACES} + {PLACES - 1}"


def place(seq: int, number: int) -> int:
    """Where row `number` of journal entry `seq` lies."""
    if number >= PLACES:
        raise ValueError("an entry has fewer rows")
    return seq * PLACES + number


def number_at(place: int) -> int:
    """The row's own number again."""
    return place % PLACES
