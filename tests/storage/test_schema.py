"""Versions of till.db: a new file is at head, an older one is copied and migrated, a newer one is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from posapp.domain.errors import Refused
from posapp.domain.pin_tries import PinTries
from posapp.storage.database import open_database
from posapp.storage.migrations.upgrade import revisions, upgrade
from posapp.storage.schema import REVISIONS, backup_path, migrate
from posapp.storage.till import TillStore, open_till
from posapp.storage.verify import Verdict, verify
from tests.storage.samples import ENROLLED, KEY, draft

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What SQLite knows of every table and index, without the spelling of the statements."""
    database = open_database(path, KEY)
    with database.transaction() as tx:
        names = [
            row[0] for row in tx.execute("SELECT name FROM sqlite_master WHERE name <> 'alembic_version'").fetchall()
        ]
        found = {
            name: [
                *(
                    row
                    for pragma in ("table_xinfo", "foreign_key_list", "index_xinfo")
                    for row in tx.execute(f'PRAGMA {pragma}("{name}")').fetchall()
                ),
                # in whatever order they were made
                *sorted(row[1:] for row in tx.execute(f'PRAGMA index_list("{name}")').fetchall()),
            ]
            for name in sorted(names)
        }
        options = tx.execute("SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' ORDER BY name")
        found["options"] = [row for row in options if row[0] != "alembic_version"]
    database.close()
    return found


def test_a_migrated_file_has_the_shape_of_a_new_one(store: TillStore, tmp_path: Path) -> None:
    old = open_database(tmp_path / "old.db", KEY)
    upgrade(old)
    old.close()
    store.close()
    assert shape(tmp_path / "old.db") == shape(store.folder / "till.db")


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    old = open_database(tmp_path / "old.db", KEY)
    with old.transaction() as tx:
        tx.execute("CREATE TABLE sale (id INTEGER PRIMARY KEY)")
    with pytest.raises(sa.exc.OperationalError):
        upgrade(old)
    assert old.select(TABLES) == [("sale",)]
    old.close()


def test_the_file_is_copied_before_it_is_migrated(store: TillStore) -> None:
    sold = store.sales.complete_sale(draft())
    migrate(store.database, "0001")
    store.close()
    aside = store.folder / "aside"
    aside.mkdir()
    backup_path(store.folder / "till.db", "0001").rename(aside / "till.db")
    before = open_till(aside, KEY)
    assert before.sales.last_sale() == sold
    before.close()


def test_a_file_of_the_first_version_opens_with_its_books_and_keeps_wrong_pins(tmp_path: Path) -> None:
    old = open_database(tmp_path / "till.db", KEY)
    upgrade(old, "0001")
    with old.transaction() as tx:
        tx.execute("INSERT INTO basket VALUES (1, ?)", (b'{"cart":{"member":"M7"}}',))
    old.close()
    store = open_till(tmp_path, KEY)
    basket = store.baskets.load()
    assert basket is not None
    assert (basket.cart.member, basket.cart.removed) == ("M7", ())
    store.pin_tries.keep("m1", PinTries(4))
    store.close()
    assert backup_path(tmp_path / "till.db", "0001").exists()
    store = open_till(tmp_path, KEY)
    assert store.pin_tries.of("m1") == PinTries(4)
    store.pin_tries.forget("m1")
    assert store.pin_tries.of("m1") == PinTries()
    store.close()


def test_the_rows_of_a_sale_move_to_their_places(store: TillStore, tmp_path: Path) -> None:
    sold = [store.sales.complete_sale(draft(lines, seed=lines, reduced=2)) for lines in (3, 1, 12)]
    (tmp_path / "old").mkdir()
    old = open_database(tmp_path / "old" / "till.db", KEY)
    upgrade(old, "0002")
    for table in ("journal", "sale", "sale_line", "sale_discount", "tender", "sale_tax", "stock_move"):
        columns = ", ".join(row[0] for row in old.select(f"SELECT name FROM pragma_table_info('{table}')"))
        rows = store.database.select(f"SELECT {columns} FROM {table}")
        with old.transaction() as tx:
            tx.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", rows)
    old.close()
    migrated = open_till(tmp_path / "old", KEY)
    assert migrated.sales.after(0, 10) == sold
    migrated.enrolment.save(ENROLLED)
    migrated.close()
    migrated = open_till(tmp_path / "old", KEY)
    assert verify(migrated) == Verdict(entries=3, sales=3)
    migrated.close()


def test_a_file_without_a_version_is_not_ours_to_change(tmp_path: Path) -> None:
    odd = open_database(tmp_path / "till.db", KEY)
    with odd.transaction() as tx:
        tx.execute("CREATE TABLE something (id INTEGER PRIMARY KEY)")
    odd.close()
    with pytest.raises(Refused) as refused:
        open_till(tmp_path, KEY)
    assert refused.value.code == "damaged_database"


def test_the_known_revisions_are_the_migrations() -> None:
    assert revisions() == REVISIONS


def set_version(path: Path, version: str) -> None:
    database = open_database(path, KEY)
    with database.transaction() as tx:
        tx.execute("UPDATE alembic_version SET version_num = ?", (version,))
    database.close()


def test_a_newer_file_is_refused_and_untouched(store: TillStore) -> None:
    store.sales.complete_sale(draft())
    store.close()
    path = store.folder / "till.db"
    set_version(path, "9999")
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        open_till(store.folder, KEY)
    assert (refused.value.code, refused.value.facts) == ("newer_database", {"version": "9999"})
    assert path.read_bytes() == before


def test_opening_a_till_again_imports_nothing_it_does_not_need(tmp_path: Path) -> None:
    open_till(tmp_path / "till", bytes(32)).close()
    program = (
        "import sys; from pathlib import Path\n"
        "from posapp.storage.till import open_till\n"
        f"open_till(Path({str(tmp_path / 'till')!r}), bytes(32)).close()\n"
        "unwanted = {'alembic', 'keyring', 'pydantic', 'argon2', 'sqlalchemy', 'sqlite3', 'requests'}\n"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
