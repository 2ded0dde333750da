"""What is on the simulated disk after a power cut: all that was synced, and of the rest what chance leaves."""

from __future__ import annotations

import random

from bench.disk import RENAME, SECTOR, SYNC, UNLINK, WRITE, Disk

CHANCE = random.Random(1)


def test_what_was_synced_is_there_and_the_rest_as_the_cut_leaves_it() -> None:
    disk = Disk({"a": b"old"})
    disk.take(WRITE, "a", 0, b"new")
    assert disk.cut(CHANCE, "none") == {"a": b"old"}
    assert disk.cut(CHANCE, "all") == {"a": b"new"}
    disk.take(SYNC, "a", 0, b"")
    disk.take(WRITE, "a", 3, b" and newer")
    assert disk.cut(CHANCE, "none") == {"a": b"new"}


def test_a_torn_write_is_in_part_there_sector_by_sector() -> None:
    disk = Disk({"a": bytes(64 * SECTOR)})
    disk.take(WRITE, "a", 0, b"x" * 64 * SECTOR)
    left = disk.cut(CHANCE, "torn")["a"]
    sectors = {left[at : at + SECTOR] for at in range(0, len(left), SECTOR)}
    assert sectors == {bytes(SECTOR), b"x" * SECTOR}


def test_names_last_from_the_next_sync_on_in_their_order() -> None:
    disk = Disk({"a": b"old"})
    disk.take(WRITE, "b", 0, b"new")
    disk.take(SYNC, "b", 0, b"")
    disk.take(RENAME, "b", 0, b"a")
    disk.take(WRITE, "c", 0, b"later")
    disk.take(UNLINK, "a", 0, b"")
    assert disk.cut(CHANCE, "none") == {"a": b"old", "b": b"new"}
    assert disk.cut(CHANCE, "all") == {"c": b"later"}
    left = [disk.cut(CHANCE, "torn") for _ in range(40)]
    assert {tuple(sorted(files)) for files in left} == {("a", "b"), ("a",), ("a", "c"), ("c",)}
    disk.take(SYNC, ".", 0, b"")
    assert set(disk.cut(CHANCE, "none")) == {"c"}
