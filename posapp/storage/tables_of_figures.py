"""The tables of till.db that reports are read from; the journal tells them again at any time."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.tables_of_shifts import TILL as TILL

figure_sum = sa.Table(
    "figure_sum",
    TILL,
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("business_date", "shift", "staff")),
    sa.Column("hour", sa.Integer, primary_key=True, autoincrement=False),
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("measure", "name")),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("count", "amount", "more")),
    sa.Index("figure_sum_shift", "shift"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""What entries up to `figures_up_to` come to, see `domain.figures`; the journal tells it again at any time."""

figures_up_to = sa.Table(
    "figures_up_to",
    TILL,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sqlite_strict=True,
)
