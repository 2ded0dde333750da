"""The tables of copies.db: what the hub can send again."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

COPIES: Final = sa.MetaData()
"""A change of it raises COPIES_VERSION; unless only tables came, the file is fetched anew."""


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


feed = sa.Table(
    "feed",
    COPIES,
    sa.Column("noun", sa.Text, primary_key=True),
    sa.Column("epoch", sa.Text, nullable=False),
    sa.Column("cursor", sa.Integer, nullable=False),
    sa.Column("as_of", sa.Text, nullable=False),
    sqlite_strict=True,
)
hub_seen = sa.Table(
    "hub_seen",
    COPIES,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("epoch", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("clock_offset", sa.Integer, nullable=False),
    sqlite_strict=True,
)
skipped = sa.Table(
    "skipped",
    COPIES,
    sa.Column("noun", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("contract", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Rows of a newer hub that this program could not read."""
staff = sa.Table(
    "staff",
    COPIES,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
copied = sa.Table(
    "copied",
    COPIES,
    sa.Column("noun", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Rows of every feed of people and papers but staff and settings; see `storage.copied`."""

copied_word = sa.Table(
    "copied_word",
    COPIES,
    sa.Column("noun", sa.Text, primary_key=True),
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Index("copied_word_by_key", "noun", "key"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""By what else such a row is found: a telephone number, a code."""

refused_copy = sa.Table(
    "refused_copy",
    COPIES,
    sa.Column("noun", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    _text("code"),
    _text("at"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Rows that the hub sent and this till does not believe, and why."""

heard = sa.Table(
    "heard",
    COPIES,
    sa.Column("noun", sa.Text, primary_key=True),
    _text("at"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""The hub's time at which the copy of each feed, changed or not, was last known to be all there is."""

settings = sa.Table(
    "settings",
    COPIES,
    sa.Column("store", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
stop_sale = sa.Table(
    "stop_sale",
    COPIES,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
