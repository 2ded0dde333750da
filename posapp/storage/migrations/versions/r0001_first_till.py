"""The first till file."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE acknowledged (
        id INTEGER NOT NULL CHECK (id = 1),
        seq INTEGER NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE basket (
        id INTEGER NOT NULL CHECK (id = 1),
        body BLOB NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE enrolment (
        id INTEGER NOT NULL CHECK (id = 1),
        till TEXT NOT NULL,
        store TEXT NOT NULL,
        register TEXT NOT NULL,
        hub TEXT NOT NULL,
        token TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        business_date TEXT NOT NULL,
        staff TEXT NOT NULL,
        body BLOB NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE parked (
        seq INTEGER NOT NULL,
        code TEXT NOT NULL,
        zh TEXT NOT NULL,
        en TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE print_job (
        id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        document TEXT NOT NULL,
        at TEXT NOT NULL,
        copies INTEGER DEFAULT '1' NOT NULL,
        tries INTEGER DEFAULT '0' NOT NULL,
        printed_at TEXT,
        failure TEXT,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE INDEX print_job_waiting ON print_job (id) WHERE printed_at IS NULL
    """,
    """
    CREATE TABLE sale (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        receipt TEXT NOT NULL,
        receipt_no INTEGER NOT NULL,
        shift TEXT NOT NULL,
        staff TEXT NOT NULL,
        business_date TEXT NOT NULL,
        at TEXT NOT NULL,
        currency TEXT NOT NULL,
        member TEXT,
        ref TEXT NOT NULL,
        gross INTEGER NOT NULL,
        discount INTEGER NOT NULL,
        total INTEGER NOT NULL,
        tax INTEGER NOT NULL,
        units INTEGER NOT NULL,
        rounding INTEGER NOT NULL,
        paid INTEGER NOT NULL,
        change INTEGER NOT NULL,
        PRIMARY KEY (seq),
        UNIQUE (business_date, receipt_no),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    """
    CREATE UNIQUE INDEX sale_ref ON sale (ref) WHERE ref <> ''
    """,
    """
    CREATE TABLE shift (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        staff TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        business_date TEXT NOT NULL,
        float_amount INTEGER NOT NULL,
        closed_at TEXT,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE stock_move (
        seq INTEGER NOT NULL,
        number INTEGER NOT NULL,
        sku TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        PRIMARY KEY (seq, number),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE sale_discount (
        sale INTEGER NOT NULL,
        line INTEGER NOT NULL,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (sale, line, number),
        FOREIGN KEY(sale) REFERENCES sale (seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE sale_line (
        sale INTEGER NOT NULL,
        number INTEGER NOT NULL,
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
        override INTEGER,
        PRIMARY KEY (sale, number),
        FOREIGN KEY(sale) REFERENCES sale (seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE sale_tax (
        sale INTEGER NOT NULL,
        number INTEGER NOT NULL,
        tax_id TEXT NOT NULL,
        percent INTEGER NOT NULL,
        base INTEGER NOT NULL,
        tax INTEGER NOT NULL,
        PRIMARY KEY (sale, number),
        FOREIGN KEY(sale) REFERENCES sale (seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE tender (
        sale INTEGER NOT NULL,
        number INTEGER NOT NULL,
        type TEXT NOT NULL,
        amount INTEGER NOT NULL,
        reference TEXT NOT NULL,
        PRIMARY KEY (sale, number),
        FOREIGN KEY(sale) REFERENCES sale (seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
)


def upgrade() -> None:
    """Make every table."""
    for statement in TABLES:
        op.execute(statement)
