"""The catalogue file that the hub builds: hashed, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from hub.pinyin import all_readings
from hub.snapshot import Goods, Rows, build
from posapp.contract.snapshot import APPLICATION, SCHEMA
from posapp.domain.catalog import Product
from posapp.domain.pinyin import SYLLABLES
from tests.support.catalogue import COLA, build_small, few_readings, heading, unpacked


def opened(folder: Path, data: bytes) -> sqlite.Connection:
    path = folder / "plain.db"
    path.write_bytes(data)
    return sqlite.connect(str(path))


def test_hashes_and_sizes_are_of_what_they_say(tmp_path: Path) -> None:
    built = build_small(tmp_path)
    packed, plain = built.path.read_bytes(), unpacked(built)
    assert (len(packed), hashlib.sha256(packed).hexdigest()) == (built.compressed_size, built.compressed_sha256)
    assert (len(plain), hashlib.sha256(plain).hexdigest()) == (built.size, built.sha256)


def test_only_the_finished_file_is_left(tmp_path: Path) -> None:
    build_small(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["snapshot.db.zst"]


def test_a_failed_build_leaves_the_last_file(tmp_path: Path) -> None:
    before = build_small(tmp_path).path.read_bytes()

    def broken() -> Iterator[Goods]:
        yield Goods(COLA, ("1",))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build(tmp_path / "snapshot.db.zst", Rows(broken()), heading(2), few_readings())
    assert [p.name for p in tmp_path.iterdir()] == ["snapshot.db.zst"]
    assert (tmp_path / "snapshot.db.zst").read_bytes() == before


def test_two_products_of_one_number_are_an_error_of_the_hub(tmp_path: Path) -> None:
    twins = [Goods(COLA), Goods(COLA)]
    with pytest.raises(sqlite.IntegrityError):
        build(tmp_path / "snapshot.db.zst", Rows(twins), heading(), few_readings())


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    connection = opened(tmp_path, unpacked(build_small(tmp_path, heading(7, "S9", "e2", {"products": 70, "stock": 8}))))
    pragmas = ("application_id", "user_version", "journal_mode", "integrity_check")
    assert [connection.execute(f"PRAGMA {p}").fetchone()[0] for p in pragmas] == [APPLICATION, SCHEMA, "wal", "ok"]
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    assert len(meta.pop("goods")) == 32
    assert meta == {
        "version": "7",
        "store": "S9",
        "epoch": "e2",
        "built_at": "2026-11-21T01:00:00Z",
        "as_of": "2026-11-21T01:00:00Z",
        "cursors": '{"products": 70, "stock": 8}',
    }
    connection.close()


def test_products_keep_the_order_of_their_popularity(tmp_path: Path) -> None:
    goods = (Goods(Product(sku, sku, "", 1, "13", "c"), (f"{i:013d}",)) for i, sku in enumerate("zmaqb"))
    connection = opened(tmp_path, unpacked(build_small(tmp_path, goods=goods)))
    assert [sku for (sku,) in connection.execute("SELECT sku FROM product ORDER BY id")] == list("zmaqb")
    connection.close()


def test_all_readings_are_syllables_people_type() -> None:
    readings = all_readings()
    assert set(readings.syllables["乐"]) >= {"le", "yue"}
    assert set(readings.syllables["单"]) >= {"dan", "shan", "chan"}
    assert set(readings.syllables["绿"]) >= {"lv", "lu"}
    assert set(readings.syllables["略"]) == {"lve", "lue"}
    assert readings.initials["乐"] == "ly"
    odd = {s for found in readings.syllables.values() for s in found} - SYLLABLES
    assert odd == {"n", "ng", "m", "hm", "hng", "wong", "biang", "bong"}, "sounds that nobody types as syllables"
