"""The table of till.db that finds what this till has taken back of a sale."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.table_parts import text
from posapp.storage.tables import sale
from posapp.storage.tables_of_people import TILL as TILL

sale_return = sa.Table(
    "sale_return",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(sale.c.seq), primary_key=True, autoincrement=False),
    *map(text, ("of", "kind", "person", "business_date")),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("sale_return_of", "of"),
    sa.Index("sale_return_person", "person", sqlite_where=sa.text("person <> ''")),
    sqlite_strict=True,
)
"""Sales that take goods back; `of` is the id of the sale that those were sold by, `body` what the journal entry tells
of it (`contract.return_ops`)."""
