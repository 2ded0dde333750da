"""Snapshots: built once a change, whole, checked by their hashes, fetched in pieces if need be."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zstandard
from sqlcipher3 import dbapi2 as sqlite

from hub.storage.records import Change
from posapp.contract import routes
from posapp.contract.feeds import CATALOGUE, SnapshotInfo
from tests.support.hub import RunningHub
from tests.support.till import BareTill


def info(till: BareTill) -> SnapshotInfo:
    answer = till.session.get(till.hub.url + routes.SNAPSHOT, timeout=30)
    assert answer.status_code == 200, answer.text
    return SnapshotInfo.model_validate_json(answer.content)


def fetch(till: BareTill, version: str, status: int = 200, **headers: str) -> bytes:
    answer = till.session.get(till.hub.url + routes.snapshot_file(version), headers=headers, timeout=30)
    assert answer.status_code == status, answer.text
    return answer.content


def query(content: bytes, folder: Path, sql: str) -> list[tuple[Any, ...]]:
    path = folder / "fetched.db"
    path.write_bytes(zstandard.ZstdDecompressor().decompress(content))
    connection = sqlite.connect(str(path))
    try:
        return list(connection.execute(sql))
    finally:
        connection.close()
        path.unlink()


def test_the_file_is_what_its_info_says(till: BareTill, tmp_path: Path) -> None:
    about = info(till)
    packed = fetch(till, about.version)
    plain = zstandard.ZstdDecompressor().decompress(packed)
    assert (hashlib.sha256(packed).hexdigest(), len(packed)) == (about.compressed_sha256, about.compressed_size)
    assert (hashlib.sha256(plain).hexdigest(), len(plain)) == (about.sha256, about.size)
    assert (about.store, about.epoch) == ("S1", till.hub.hub.epoch)
    heads = till.get(routes.TILL)["heads"]
    assert about.cursors == {noun: heads[noun] for noun in CATALOGUE}
    assert query(packed, tmp_path, "SELECT sku, price FROM product ORDER BY sku") == [("A", 9900), ("B", 990)]
    assert query(packed, tmp_path, "SELECT on_hand, reserved FROM stock") == [(5000, 2000)]
    assert [row[0] for row in query(packed, tmp_path, "SELECT id FROM promotion")] == ["p1"]


def test_it_is_built_once_a_change(hub: RunningHub, till: BareTill, tmp_path: Path) -> None:
    first = info(till)
    assert info(till) == first
    hub.publish([Change("staff", "S1", "x", '{"id":"x","name":"x","role":{"id":"r"}}')])
    assert info(till) == first, "people are not in the catalogue"
    hub.publish([Change("products", "", "B", None)])
    hub.hub.catalogues.build("S1")
    second = info(till)
    assert second.version != first.version
    assert query(fetch(till, second.version), tmp_path, "SELECT sku FROM product") == [("A",)]
    assert fetch(till, first.version), "whoever was fetching the one before may finish"


def test_an_old_one_is_given_while_the_next_is_built(hub: RunningHub, till: BareTill) -> None:
    first = info(till)
    hub.publish([Change("products", "", "B", None)])
    assert info(till) == first
    assert till.feed("products", after=first.cursors["products"])[:2] == ([], ["B"])


def test_each_store_has_its_own(enrolled: Callable[..., BareTill], tmp_path: Path) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    mine, theirs = info(one), info(two)
    assert mine.version != theirs.version
    assert query(fetch(two, theirs.version), tmp_path, "SELECT on_hand FROM stock") == [(7000,)]
    fetch(two, mine.version, 404)


def test_a_till_that_has_it_is_told_so(till: BareTill) -> None:
    tag = f'"{info(till).version}"'
    answer = till.session.get(till.hub.url + routes.SNAPSHOT, headers={"If-None-Match": tag}, timeout=30)
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


def test_a_broken_download_goes_on(till: BareTill) -> None:
    version = info(till).version
    whole = fetch(till, version)
    rest = fetch(till, version, 206, Range=f"bytes={len(whole) // 3}-", **{"If-Range": f'"{version}"'})
    assert whole[: len(whole) // 3] + rest == whole
    fetch(till, version, 416, Range=f"bytes={len(whole) + 5}-")


def test_a_hub_that_was_restarted_need_not_build_again(hub: RunningHub, till: BareTill) -> None:
    before = info(till)
    hub.stop()
    hub.start()
    assert info(till) == before


def test_what_a_killed_build_left_goes_with_the_next(hub: RunningHub, till: BareTill, tmp_path: Path) -> None:
    info(till)
    (note,) = tmp_path.glob("hub/catalogues/*/current.json")
    killed, running = note.with_name("building-killed"), note.with_name("building-beside-ours")
    for left in (killed, running):
        left.mkdir()
        (left / "catalogue.loose").write_bytes(b"half")
    os.utime(killed, (0, 0))
    hub.publish([Change("products", "", "B", None)])
    hub.hub.catalogues.build("S1")
    assert [left.exists() for left in (killed, running)] == [False, True]


def test_a_missing_or_spoiled_note_means_a_new_build(hub: RunningHub, till: BareTill, tmp_path: Path) -> None:
    before = info(till)
    (note,) = tmp_path.glob("hub/catalogues/*/current.json")
    note.write_text("nonsense", "utf-8")
    assert info(till).version == before.version


def test_no_path_leads_out_of_the_folder(till: BareTill) -> None:
    for version in ("..%2f..%2fhub.db", "../../hub.db", "0" * 15, "0" * 17, "%00", "g" * 16):
        answer = till.session.get(f"{till.hub.url}{routes.SNAPSHOT}/{version}", timeout=30)
        assert answer.status_code in (404, 422), version
        assert answer.json()["code"] in ("not_found", "bad_request")


def test_what_sells_best_comes_first(hub: RunningHub, till: BareTill, tmp_path: Path) -> None:
    hub.publish([Change("products", "", "ZZ", '{"sku":"ZZ","name_en":"Z","price":1,"tax":"13","category":"apparel"}')])
    till.note("sale", till.sell(100).body.replace(b'"sku":"A"', b'"sku":"ZZ"').replace(b".1", b".2"))
    till.note("sale", till.entries[1].body.replace(b".2", b".3"))
    till.push()
    about = hub.hub.catalogues.build("S1")
    rows = query(fetch(till, about.version), tmp_path, "SELECT sku FROM product ORDER BY id")
    assert rows == [("ZZ",), ("A",), ("B",)]
