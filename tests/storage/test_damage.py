"""Whatever happened to the files, the till says what, in a refusal, and touches nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, add
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.storage.driver import check_version
from posapp.storage.page_watch import PAGES_A_LOOK, mark_of_damage
from posapp.storage.rescue import set_aside
from posapp.storage.till import TillStore, open_till
from posapp.storage.verify import verify
from tests.storage import samples
from tests.storage.samples import ENROLLED, KEY, draft

PAGE = 4096


def refused_code(folder: Path, key: bytes = KEY) -> str:
    """The code of the refusal to open, whose sentence reads in both languages."""
    with pytest.raises(Refused) as refused:
        open_till(folder, key)
    assert all(refusal_text(refused.value, language) for language in ("zh", "en"))
    return refused.value.code


@pytest.fixture
def sold(store: TillStore) -> TillStore:
    """A closed till with forty sales."""
    for n in range(40):
        store.sales.complete_sale(draft(8, seed=n))
    store.close()
    return store


def test_a_wrong_key_is_refused(sold: TillStore) -> None:
    before = (sold.folder / "till.db").read_bytes()
    assert refused_code(sold.folder, bytes(32)) == "wrong_key"
    assert (sold.folder / "till.db").read_bytes() == before


def test_a_file_that_is_none_is_refused(sold: TillStore) -> None:
    (sold.folder / "till.db").write_bytes(b"hello" * PAGE)
    assert refused_code(sold.folder) == "wrong_key"


def test_a_truncated_file_is_refused(sold: TillStore) -> None:
    path = sold.folder / "till.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // PAGE * PAGE])
    assert refused_code(sold.folder) == "damaged_database"


def test_a_file_of_zeros_from_the_second_page_on_is_refused(sold: TillStore) -> None:
    path = sold.folder / "till.db"
    path.write_bytes(path.read_bytes()[:PAGE] + bytes(path.stat().st_size - PAGE))
    assert refused_code(sold.folder) == "damaged_database"


def test_one_flipped_bit_in_any_page_is_found(sold: TillStore) -> None:
    path = sold.folder / "till.db"
    whole = path.read_bytes()
    for page in range(len(whole) // PAGE):
        at = page * PAGE + (page * 997) % PAGE
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert found_damaged(sold.folder), f"page {page} of {len(whole) // PAGE}"
        path.write_bytes(whole)


def found_damaged(folder: Path) -> bool:
    """Whether opening or verifying says so."""
    try:
        store = open_till(folder, KEY)
    except Refused as refused:
        return refused.code in ("damaged_database", "wrong_key")
    try:
        verify(store)
    except Refused as refused:
        return refused.code == "damaged_database"
    finally:
        store.close()
    return False


def flip(path: Path, page: int) -> None:
    """One bit on the disk, in place, as the till has the file open."""
    with path.open("r+b") as file:
        file.seek(page * PAGE + page * 997 % PAGE)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def looked(store: TillStore) -> list[str]:
    """What an idle till says while it goes through its whole file, twice."""
    said = []
    for _ in range(2 * (store.database.path.stat().st_size // PAGE // PAGES_A_LOOK + 1)):
        try:
            store.look_for_damage()
        except Refused as refused:
            said.append(refused.code)
    return said


def test_an_idle_till_sees_every_flipped_bit_and_says_it_once(sold: TillStore) -> None:
    path = sold.folder / "till.db"
    whole, seen = path.read_bytes(), 0
    for page in range(1, len(whole) // PAGE):
        path.write_bytes(whole)
        flip(path, page)
        try:
            store = open_till(sold.folder, KEY)
        except Refused:
            continue
        assert looked(store) == ["damaged_pages"], page
        store.close()
        assert refused_code(sold.folder) == "damaged_database", "the next start leads on instead of selling"
        mark_of_damage(path).unlink()
        seen += 1
    assert seen > 10


def test_a_sound_till_that_sells_is_never_called_damaged(store: TillStore) -> None:
    for n in range(60):
        store.sales.complete_sale(draft(8, seed=n))
        assert looked(store) == []
        if n % 20 == 0:
            store.database._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    assert looked(store) == []


def test_a_page_whose_last_state_is_in_the_log_is_not_damaged(store: TillStore) -> None:
    """As after a power cut while the log was written back: what the file holds of it will be written again."""
    path, states = store.database.path, []
    for _ in range(2):
        store.sales.complete_sale(draft(8))
        store.database._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        states.append([path.read_bytes()[at : at + PAGE] for at in range(0, path.stat().st_size, PAGE)])
    store.sales.complete_sale(draft(8))  # rewrites what the one before rewrote, in the log so far
    flip(path, next(n for n, page in enumerate(states[1]) if n and page != states[0][n]))
    assert looked(store) == []


def test_a_second_till_on_the_same_folder_is_refused(store: TillStore) -> None:
    assert refused_code(store.folder) == "till_in_use"
    program = (
        "from pathlib import Path\n"
        "from posapp.domain.errors import Refused\n"
        "from posapp.storage.till import open_till\n"
        f"try: open_till(Path({str(store.folder)!r}), bytes(range(32)))\n"
        "except Refused as refused: print(refused.code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "till_in_use"
    store.sales.complete_sale(draft())


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "till").write_text("")
    assert refused_code(tmp_path / "till") == "folder_closed"


def test_the_folder_is_private(store: TillStore) -> None:
    if os.name != "posix":
        pytest.skip("folder modes are a matter of POSIX")
    assert store.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2)])
def test_a_sqlite_that_can_lose_sales_is_refused(version: tuple[int, int, int]) -> None:
    with pytest.raises(Refused) as refused:
        check_version(version)
    assert refused.value.code == "sqlite_unsafe"


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 4)])
def test_a_mended_sqlite_is_taken(version: tuple[int, int, int]) -> None:
    check_version(version)


def test_a_damaged_file_is_set_aside_for_a_fresh_one(sold: TillStore) -> None:
    path = sold.folder / "till.db"
    path.write_bytes(path.read_bytes()[: 3 * PAGE])
    place = set_aside(sold.folder, datetime(2026, 11, 21, 1, tzinfo=UTC))
    assert (place / "till.db").stat().st_size == 3 * PAGE
    fresh = open_till(sold.folder, KEY)
    assert fresh.enrolment.current() is None
    fresh.enrolment.save(replace(ENROLLED, till="S1-1-new"))
    assert fresh.sales.complete_sale(draft()).id == "S1-1-new.1"
    fresh.close()


# ---------------------------------------------------------------- disks of our own


def mount(folder: Path, options: str) -> None:
    """A small disk in memory at this folder; skips where that is not ours to do."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root of a Linux machine mounts a disk")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"mount is not allowed here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount(folder, "size=6m")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(store: TillStore) -> int:
    """Sell until the disk is full; how many sales were acknowledged."""
    done = 0
    while not (code := sell(store, done)):
        done += 1
    assert code == "disk_full"
    return done


def sell(store: TillStore, n: int) -> str:
    """The code of the refusal, "" when it was sold."""
    try:
        store.sales.complete_sale(draft(8, seed=n))
    except Refused as refused:
        return refused.code
    return ""


def test_a_full_disk_refuses_the_sale_and_keeps_all_before(small_disk: Path) -> None:
    store = open_till(small_disk / "till", KEY)
    store.enrolment.save(ENROLLED)
    with pytest.raises(Refused, match="disk_full"):
        store.check_room()
    store.baskets.save(Basket(cart=add(Cart(), samples.product())))
    done = fill(store)
    assert done > 100
    assert store.sales.count() == done
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    store.check_room()
    assert store.sales.complete_sale(draft(8)).id == f"{ENROLLED.till}.{done + 1}"
    assert verify(store).whole
    assert store.sales.count() == done + 1
    store.close()


def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    mount(folder, "size=6m")
    try:
        open_till(folder / "till", KEY).close()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        assert refused_code(folder / "till") == "folder_closed"
        assert refused_code(folder / "new") == "folder_closed"
    finally:
        subprocess.run(["umount", str(folder)], check=True)
