"""The rows of a sale lie under one growing number, so that a commit writes fewer pages."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_TABLES = {
    "sale_line": (
        "sale",
        "number",
        """
        sku TEXT NOT NULL,
        name_zh TEXT NOT NULL,
        name_en TEXT NOT NULL,
        size TEXT,
        colour TEXT,
        category TEXT NOT NULL,
        tax_id TEXT NOT NULL,
        tax_code TEXT NOT NULL,
        unit_word TEXT NOT NULL,
        kind INTEGER NOT NULL,
        code TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        price INTEGER NOT NULL,
        unit INTEGER NOT NULL,
        gross INTEGER NOT NULL,
        net INTEGER NOT NULL,
        tax INTEGER NOT NULL,
        amount INTEGER,
        given INTEGER NOT NULL,
        override INTEGER""",
    ),
    "sale_discount": (
        "sale",
        "row_number() OVER (PARTITION BY sale ORDER BY line, number) - 1",
        """
        line INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        amount INTEGER NOT NULL""",
    ),
    "tender": (
        "sale",
        "number",
        """
        type TEXT NOT NULL,
        amount INTEGER NOT NULL,
        reference TEXT NOT NULL""",
    ),
    "sale_tax": (
        "sale",
        "number",
        """
        tax_id TEXT NOT NULL,
        percent INTEGER NOT NULL,
        base INTEGER NOT NULL,
        tax INTEGER NOT NULL""",
    ),
    "stock_move": (
        "seq",
        "number",
        """
        sku TEXT NOT NULL,
        quantity INTEGER NOT NULL""",
    ),
}


def upgrade() -> None:
    """Make each table anew and bring its rows over."""
    for table, (of, number, columns) in _TABLES.items():
        parent = {"sale": "sale", "seq": "journal"}[of]
        names = ", ".join(line.split()[0] for line in columns.strip().splitlines())
        op.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
        op.execute(
            f"""
    CREATE TABLE {table} (
        place INTEGER NOT NULL,
        {of} INTEGER GENERATED ALWAYS AS (place / 100000) VIRTUAL,
        number INTEGER GENERATED ALWAYS AS (place % 100000) VIRTUAL,{columns},
        PRIMARY KEY (place),
        FOREIGN KEY({of}) REFERENCES {parent} (seq)
    )
     STRICT
    """
        )
        op.execute(
            f"INSERT INTO {table} (place, {names}) "
            f"SELECT {of} * 100000 + {number}, {names} FROM {table}_before ORDER BY 1"
        )
        op.execute(f"DROP TABLE {table}_before")
