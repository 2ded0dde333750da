"""Swapping the catalogue: only a whole, right and newer snapshot gets in; whatever else happens, the old one stays."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from sqlcipher3 import dbapi2 as sqlite

from hub.snapshot import Built, Goods
from posapp.domain.errors import Refused
from posapp.storage import catalog_install
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import CatalogChange
from posapp.storage.changes import Changes, Topic
from tests.support.catalogue import COLA, WATER, build_small, heading, install, product, small_catalog, unpacked

NEW = product("N1", "新品")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = small_catalog(tmp_path)
    yield made
    made.close()


@pytest.fixture
def newer(tmp_path: Path) -> Built:
    folder = tmp_path / "newer"
    folder.mkdir()
    return build_small(folder, heading(2), [Goods(NEW, ("2000000000015",))])


def repacked(built: Built, plain: bytes) -> Built:
    """The same snapshot with other contents and honest hashes: what a faulty hub would send."""
    packed = zstandard.ZstdCompressor().compress(plain)
    built.path.write_bytes(packed)
    return replace(built, compressed_sha256=hashlib.sha256(packed).hexdigest(), size=len(plain))


def edited(built: Built, statement: str) -> Built:
    path = built.path.with_suffix(".plain")
    path.write_bytes(unpacked(built))
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute(statement)
    connection.close()
    return repacked(built, path.read_bytes())


def refused(catalog: Catalog, act: Callable[[], object]) -> str:
    """The code of the refusal, after a look that the old catalogue is in place and nothing lies about."""
    with pytest.raises(Refused) as caught:
        act()
    assert catalog.by_sku(COLA.sku) == COLA
    assert catalog.by_sku(NEW.sku) is None
    assert not catalog_leftovers(catalog)
    return caught.value.code


def catalog_leftovers(catalog: Catalog) -> list[str]:
    folder = catalog._file.path.parent
    return [p.name for p in folder.glob("catalog.db.*")]


def test_a_newer_snapshot_takes_the_place_while_connections_are_open(catalog: Catalog, newer: Built) -> None:
    assert catalog.by_sku(COLA.sku) == COLA
    catalog.apply(CatalogChange(stock=[(WATER.sku, 1, 0)]))
    edition = catalog.install(newer.path, store="S1", sha256=newer.compressed_sha256, size=newer.size)
    assert (edition.version, catalog.edition()) == ("2", edition)
    assert catalog.by_sku(COLA.sku) is None
    assert catalog.by_code("2000000000015") == (NEW,)
    assert [x.product for x in catalog.search("xp")] == [NEW]


def test_it_comes_from_a_stream_too(catalog: Catalog, newer: Built) -> None:
    stream = io.BytesIO(newer.path.read_bytes())
    catalog.install(stream, store="S1", sha256=newer.compressed_sha256, size=newer.size)
    assert catalog.by_sku(NEW.sku) == NEW


def test_listeners_hear_of_it(tmp_path: Path, newer: Built) -> None:
    told: list[frozenset[Topic]] = []
    changes = Changes()
    changes.subscribe(told.append)
    catalog = Catalog(tmp_path / "catalog.db", changes)
    install(catalog, newer)
    assert told == [{"catalog"}]
    catalog.apply(CatalogChange(cursors={"stock": 9}))
    assert told == [{"catalog"}] * 2
    catalog.close()


@pytest.mark.parametrize("at", [0, 5, 100, 0.5, -5])
def test_a_flipped_bit_on_the_way(catalog: Catalog, newer: Built, at: float) -> None:
    packed = bytearray(newer.path.read_bytes())
    packed[int(at * len(packed)) if isinstance(at, float) else at] ^= 4
    newer.path.write_bytes(packed)
    assert refused(catalog, lambda: install(catalog, newer)) == "snapshot_damaged"


@pytest.mark.parametrize("kept", [0, 3, 4000, -20])
def test_a_download_cut_short(catalog: Catalog, newer: Built, kept: int) -> None:
    newer.path.write_bytes(newer.path.read_bytes()[:kept])
    assert refused(catalog, lambda: install(catalog, newer)) == "snapshot_damaged"


def test_a_bomb_is_not_unpacked(catalog: Catalog, newer: Built) -> None:
    bomb = replace(repacked(newer, bytes(1 << 28)), size=newer.size)
    assert bomb.path.stat().st_size < 1 << 16
    assert refused(catalog, lambda: install(catalog, bomb)) == "snapshot_damaged"


@pytest.mark.parametrize("size", [0, -1, catalog_install.MOST + 1])
def test_an_absurd_size_is_not_begun(catalog: Catalog, newer: Built, size: int) -> None:
    assert refused(catalog, lambda: install(catalog, replace(newer, size=size))) == "snapshot_damaged"


def test_no_room_for_it(catalog: Catalog, newer: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_install, "SPARE", 1 << 60)
    assert refused(catalog, lambda: install(catalog, newer)) == "disk_full"


def test_no_such_file_is_the_disks_fault(catalog: Catalog, newer: Built) -> None:
    newer.path.unlink()
    assert refused(catalog, lambda: install(catalog, newer)) == "disk_failed"


@pytest.mark.parametrize("contents", [b"", b"<html>", bytes(8192), b"SQLite format 3\0" + bytes(8000)])
def test_something_else_with_an_honest_hash(catalog: Catalog, newer: Built, contents: bytes) -> None:
    wrong = replace(repacked(newer, contents), size=max(1, len(contents)))
    assert refused(catalog, lambda: install(catalog, wrong)) == "snapshot_damaged"


def test_a_torn_database_with_an_honest_hash(catalog: Catalog, newer: Built) -> None:
    plain = bytearray(unpacked(newer))
    plain[len(plain) // 2 : len(plain) // 2 + 4096] = bytes(4096)
    assert refused(catalog, lambda: install(catalog, repacked(newer, bytes(plain)))) == "snapshot_damaged"


@pytest.mark.parametrize(
    "statement, code",
    [
        ("PRAGMA application_id=7", "snapshot_damaged"),
        ("PRAGMA user_version=999", "snapshot_damaged"),
        ("DELETE FROM meta WHERE key = 'epoch'", "snapshot_damaged"),
        ("UPDATE meta SET value = '{' WHERE key = 'cursors'", "snapshot_damaged"),
        ("DROP TABLE meta", "snapshot_damaged"),
        ("UPDATE meta SET value = 'S2' WHERE key = 'store'", "snapshot_wrong_store"),
        ("UPDATE meta SET value = '{\"products\": 1, \"stock\": 2}' WHERE key = 'cursors'", "snapshot_older"),
        ("UPDATE meta SET value = '{\"products\": 2}' WHERE key = 'cursors'", "snapshot_older"),
    ],
)
def test_a_wrong_snapshot_with_an_honest_hash(catalog: Catalog, newer: Built, statement: str, code: str) -> None:
    wrong = edited(newer, statement)
    assert refused(catalog, lambda: install(catalog, wrong)) == code


def test_older_than_what_the_feeds_brought(catalog: Catalog, newer: Built) -> None:
    catalog.apply(CatalogChange(cursors={"products": 3}))
    assert refused(catalog, lambda: install(catalog, newer)) == "snapshot_older"


def test_a_restored_hub_may_start_lower(catalog: Catalog, tmp_path: Path) -> None:
    catalog.apply(CatalogChange(cursors={"products": 300}))
    install(catalog, build_small(tmp_path, heading(1, epoch="e2"), [Goods(NEW)]))
    assert catalog.by_sku(NEW.sku) == NEW


def test_paced_it_goes_in_small_pieces(catalog: Catalog, newer: Built) -> None:
    pieces: list[int] = []
    incoming = Path(f"{catalog._file.path}{'.incoming'}")

    def pace() -> None:
        pieces.append(incoming.stat().st_size)
        assert catalog.by_sku(COLA.sku) == COLA, "the till goes on selling meanwhile"

    catalog.install(newer.path, store="S1", sha256=newer.compressed_sha256, size=newer.size, pace=pace)
    assert catalog.by_sku(NEW.sku) == NEW
    steps = [b - a for a, b in zip([0, *pieces], pieces, strict=False)]
    assert max(steps) <= 512 << 10
    assert pieces[-1] == newer.size


def test_whoever_paces_may_give_up(catalog: Catalog, newer: Built) -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        catalog.install(newer.path, store="S1", sha256=newer.compressed_sha256, size=newer.size, pace=stop)
    assert catalog.by_sku(COLA.sku) == COLA
    assert not catalog_leftovers(catalog)


def test_readers_never_see_anything_but_the_old_or_the_new(catalog: Catalog, newer: Built, tmp_path: Path) -> None:
    done, seen = threading.Event(), set[tuple[bool, bool]]()
    wrong: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                skus = {x.product.sku for x in catalog.browse()}
                seen.add((COLA.sku in skus, NEW.sku in skus))
        except BaseException as error:
            wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    folder = tmp_path / "third"
    folder.mkdir()
    third = build_small(folder, heading(2))
    for built in (newer, third) * 10:
        install(catalog, built)
    done.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert seen <= {(True, False), (False, True)}


# ---------------------------------------------------------------- damage of the file in place


def damage(path: Path, at: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * length)


@pytest.mark.parametrize("how", ["empty", "short", "head", "text", "no meta"])
def test_a_damaged_file_is_set_aside_at_the_start(tmp_path: Path, newer: Built, how: str) -> None:
    small_catalog(tmp_path).close()
    path = tmp_path / "catalog.db"
    if how == "head":
        damage(path, 0, 100)
    elif how == "no meta":
        connection = sqlite.connect(str(path), isolation_level=None)
        connection.execute("DROP TABLE meta")
        connection.close()
    else:
        path.write_bytes({"empty": b"", "short": path.read_bytes()[:-5000], "text": b"not a database" * 999}[how])
    catalog = Catalog(path)
    assert (catalog.state, catalog.edition()) == ("damaged", None)
    with pytest.raises(Refused) as caught:
        catalog.by_code("1")
    assert caught.value.code == "catalog_damaged"
    assert path.with_name("catalog.db.damaged").exists()
    install(catalog, newer)
    assert (catalog.state, catalog.by_sku(NEW.sku)) == ("ready", NEW)
    catalog.close()


def test_damage_found_while_selling(tmp_path: Path, newer: Built) -> None:
    small_catalog(tmp_path).close()
    path = tmp_path / "catalog.db"
    told: list[frozenset[Topic]] = []
    changes = Changes()
    changes.subscribe(told.append)
    catalog = Catalog(path, changes)
    assert catalog.state == "ready"
    damage(path, 4096, path.stat().st_size - 4096)
    with pytest.raises(Refused) as caught:
        catalog.browse()
    assert (caught.value.code, catalog.state) == ("catalog_damaged", "damaged")
    assert told == [{"catalog"}], "so that a new one is fetched at once"
    with pytest.raises(Refused) as again:
        catalog.apply(CatalogChange(stock=[("W1", 1, 0)]))
    assert again.value.code == "catalog_damaged"
    install(catalog, newer)
    assert catalog.by_sku(NEW.sku) == NEW
    catalog.close()


def test_damage_of_a_file_that_is_gone_does_not_touch_the_new_one(catalog: Catalog, newer: Built) -> None:
    met_at = catalog._file._swaps
    install(catalog, newer)
    catalog._file._set_aside(met_at)
    assert (catalog.state, catalog.by_sku(NEW.sku)) == ("ready", NEW)


def test_rubbish_of_a_killed_installation_is_removed(tmp_path: Path) -> None:
    small_catalog(tmp_path).close()
    (tmp_path / "catalog.db.incoming").write_bytes(b"half")
    catalog = Catalog(tmp_path / "catalog.db")
    assert not catalog_leftovers(catalog)
    assert catalog.by_sku(COLA.sku) == COLA
    catalog.close()
