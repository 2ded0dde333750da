"""What comes down: one feed per noun with a rising cursor, and the catalogue snapshot a new till starts from.

A till asks for the rows after its cursor until `more` is false. When `epoch` is not the one its cursors belong to, or
the hub answers 409 `cursor_ahead`, the hub is another or was restored: the till forgets its cursors and starts again.
"""

from __future__ import annotations

from typing import Any, Final, Literal, get_args

from pydantic import ConfigDict

from posapp.contract.calls import Hex32, Message

Noun = Literal[
    "stop_sales",
    "settings",
    "keys",
    "roles",
    "staff",
    "own_people",
    "taxes",
    "categories",
    "products",
    "promotions",
    "stock",
    "coupons",
    "members",
    "wallets",
    "orders",
    "holds",
    "elsewhere",
    "pictures",
    "tags",
    "appointments",
    "set_aside",
]
"""In the order in which a till asks: what may not be sold, then what others rest on (the keys that signed the wallets)
come first."""
NOUNS: Final[tuple[Noun, ...]] = get_args(Noun)
FIRST: Final[tuple[Noun, ...]] = ("stop_sales",)
"""The nouns that a till asks for before anything else, its own entries included."""
CATALOGUE: Final[tuple[Noun, ...]] = ("taxes", "categories", "products", "promotions", "stock")
"""The nouns that the snapshot carries; the others are fetched as feeds into the encrypted copies."""

PAGE: Final = 1_000
"""Rows a page unless the till asks for fewer."""


class FeedPage(Message):
    """Rows changed after the cursor that was asked for, oldest change first; `cursor` is where to go on.

    `rows` are objects of the noun's model in `feed_rows`, `tombstones` the keys of rows that are gone. A row is all
    that is known of its key: the till replaces what it has.
    """

    noun: Noun
    epoch: str
    cursor: int
    more: bool
    as_of: str
    rows: tuple[dict[str, Any], ...]
    tombstones: tuple[str, ...] = ()

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class SnapshotInfo(Message):
    """A built catalogue of one store: a zstd-compressed SQLite file.

    `sha256` and `size` are of the unpacked file, `compressed_sha256` and `compressed_size` of what travels. `cursors`
    says per noun where the feeds go on from.
    """

    version: str
    store: str
    epoch: str
    sha256: Hex32
    size: int
    compressed_sha256: Hex32
    compressed_size: int
    cursors: dict[str, int]
    built_at: str
