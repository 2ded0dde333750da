"""The table of till.db about members: what was changed of them at this till."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.tables_of_people import (
    TILL as TILL,  # whoever makes the file takes it here, with this table in it
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


member_act = sa.Table(
    "member_act",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    _text("member"),
    _text("kind"),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("private", sa.LargeBinary, nullable=False),
    sa.Index("member_act_of", "member"),
    sqlite_strict=True,
)
"""Each with its entry's `body`; `private`: the personal fields that the entry only holds the seal of, or nothing."""
