"""The tables of till.db about online orders: what was done with them at this till."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.tables_of_people import (
    TILL as TILL,  # whoever makes the file takes it here, with these tables in it
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


order_step = sa.Table(
    "order_step",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    _text("order_id"),
    sa.Column("step", sa.LargeBinary, nullable=False),
    _text("salt"),
    _text("name"),
    _text("signature"),
    sa.Index("order_step_of", "order_id"),
    sqlite_strict=True,
)
"""Each step with whoever collected the goods, whose name and signature the entry only holds the seal of; the three are
"" where nobody did."""
