"""verify finds what does not agree; the backup is a till; the rescue brings out what can be read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from posapp.domain.errors import Refused
from posapp.domain.pricing.values import Discount
from posapp.domain.store import CashRounding
from posapp.domain.tender import Tender, settle
from posapp.storage.backup import back_up
from posapp.storage.driver import connect
from posapp.storage.rescue import Wreck, export_journal
from posapp.storage.till import TillStore, open_till
from posapp.storage.verify import Verdict, verify
from tests.storage.samples import AT, DATE, KEY, draft, line, priced, product

PAGE = 4096


@pytest.fixture
def busy(store: TillStore) -> TillStore:
    """A till with twelve sales and other entries between them."""
    store.shifts.open_shift("c1", AT, DATE)
    for n in range(12):
        store.sales.complete_sale(draft(n % 5 + 1, seed=n))
    store.facts.record("drawer_opened", b'{"reason":"change"}', AT, DATE, "c1")
    return store


def tamper(store: TillStore, change: str) -> None:
    """Change the file from outside, with the key, as somebody might who has both."""
    outside = connect(store.database.path, KEY)
    assert outside.execute(change).rowcount > 0
    outside.close()


def test_whole_books(busy: TillStore) -> None:
    assert verify(busy) == Verdict(entries=14, sales=12)
    assert verify(busy).whole


def test_a_long_history_is_read_in_pages(busy: TillStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posapp.storage.verify.PAGE", 4)
    assert verify(busy) == Verdict(entries=14, sales=12)
    assert verify(busy, 3, 9) == Verdict(entries=9, sales=9)
    tamper(busy, "UPDATE journal SET at = '2026-11-20T00:00:00Z' WHERE seq = 9")
    tamper(busy, "UPDATE tender SET amount = 0 WHERE sale = 11")
    assert verify(busy) == Verdict(entries=14, sales=12, broken_at=9, differing=(9, 11))


def test_goods_of_every_kind_are_told_as_they_are_stored(store: TillStore) -> None:
    """Not listed, weighed with a rounded amount, a label's amount, one name only, no reduction, taken out again."""
    apples = product("W1", 1_333, weighed=True, unit="kg")
    label = replace(line(3, apples, 1_500), gross=2_001, net=2_001)
    found = replace(product("unlisted", 500), name_zh="", name_en="Found")
    goods = (
        line(1, found, unlisted=True),
        line(2, apples, 455, code="2100001004555"),
        label,
        line(4, product("A1", item="17"), 3_000, (Discount("promotion", "P1", 15), Discount("manual", "", 7))),
    )
    cart = priced(*goods)
    tenders = (Tender(1, "cash", cart.total + 5_000),)
    paid = replace(
        draft(), priced=cart, tenders=tenders, settlement=settle(cart.total, tenders, CashRounding(10, "up"))
    )
    store.sales.complete_sale(replace(paid, member=None, removed=(label.line,)))
    assert verify(store) == Verdict(entries=1, sales=1)
    for change in ("name_en = 'Lost'", "category = 'other'", "kind = 0"):
        tamper(store, f"UPDATE sale_line SET {change} WHERE number = 1")
        assert verify(store).differing == (1,), change


def test_books_are_checked_in_slices_too(busy: TillStore) -> None:
    assert verify(busy, 0, 5) == Verdict(entries=5, sales=4)
    assert verify(busy, 5, 5) == Verdict(entries=5, sales=5)
    assert verify(busy, 0, 1_000) == Verdict(entries=14, sales=12)
    assert verify(busy, 14, 5) == Verdict(entries=0, sales=0)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sale SET rounding = rounding + 1 WHERE seq = 5",
        "UPDATE sale SET staff = 'c2' WHERE seq = 5",
        "UPDATE sale SET total = total - 1 WHERE seq = 5",
        "UPDATE sale SET gross = gross + 1 WHERE seq = 5",
        "UPDATE sale SET discount = discount + 1 WHERE seq = 5",
        "UPDATE sale SET tax = tax + 1 WHERE seq = 5",
        "UPDATE sale SET units = units + 1 WHERE seq = 5",
        "UPDATE sale SET paid = paid + 1 WHERE seq = 5",
        "UPDATE sale_line SET net = net + 1 WHERE sale = 5 AND number = 1",
        "UPDATE sale_line SET tax = tax + 1 WHERE sale = 5 AND number = 1",
        "UPDATE sale_line SET quantity = 9000 WHERE sale = 5 AND number = 1",
        "UPDATE sale_discount SET amount = 16 WHERE sale = 5 AND number = 0",
        "DELETE FROM sale_discount WHERE sale = 5 AND number = 1",
        "UPDATE tender SET type = 'card' WHERE sale = 5",
        "UPDATE sale_tax SET base = 0 WHERE sale = 5",
        "UPDATE stock_move SET quantity = 0 WHERE seq = 5 AND number = 1",
        "DELETE FROM stock_move WHERE seq = 5",
    ],
)
def test_rows_that_differ_from_the_journal_are_found(busy: TillStore, change: str) -> None:
    tamper(busy, change)
    verdict = verify(busy)
    assert (verdict.differing, verdict.broken_at, verdict.whole) == ((5,), None, False)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE shift SET float_amount = 1 WHERE seq = 1",
        "UPDATE shift SET staff = 'c2' WHERE seq = 1",
        "UPDATE shift SET opened_at = '2026-11-20T00:00:00Z' WHERE seq = 1",
        "DELETE FROM shift WHERE seq = 1",
    ],
)
def test_a_shift_that_differs_from_the_journal_is_found(busy: TillStore, change: str) -> None:
    tamper(busy, change)
    assert verify(busy).differing == (1,)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'S1-1', 'S9-1') AS BLOB) WHERE seq = 5",
        "UPDATE journal SET at = '2026-11-20T00:00:00Z' WHERE seq = 5",
        "UPDATE journal SET hash = zeroblob(32) WHERE seq = 5",
        "DELETE FROM journal WHERE seq = 5",
        "UPDATE journal SET kind = 'sail' WHERE seq = 5",
    ],
)
def test_a_changed_journal_is_found(busy: TillStore, change: str) -> None:
    tamper(busy, change)
    assert verify(busy).broken_at == 5


def test_a_missing_receipt_is_found(busy: TillStore) -> None:
    tamper(busy, "UPDATE sale SET receipt_no = 90 WHERE receipt_no = 12")
    assert verify(busy).gaps == (DATE,)


def test_a_backup_is_the_till_at_that_moment(busy: TillStore, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    back_up(busy.database, copy / "till.db")
    busy.sales.complete_sale(draft())
    restored = open_till(copy, KEY)
    assert restored.sales.count() == 12
    assert verify(restored).whole
    restored.close()
    assert sorted(p.name for p in copy.iterdir()) == ["copies.db", "till.db", "till.lock"]


def test_a_backup_never_overwrites(busy: TillStore, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(Refused) as refused:
        back_up(busy.database, tmp_path / "there.db")
    assert refused.value.code == "file_exists"
    assert (tmp_path / "there.db").read_text() == "mine"


def test_a_backup_into_nowhere_is_refused(busy: TillStore, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        back_up(busy.database, tmp_path / "no" / "there.db")
    assert refused.value.code == "folder_closed"


def rescued_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_rescue_of_a_whole_file_brings_out_all(busy: TillStore, tmp_path: Path) -> None:
    entries = list(busy.journal.all())
    busy.close()
    before = (busy.folder / "till.db").read_bytes()
    found = export_journal(busy.folder, KEY, tmp_path / "out.jsonl")
    assert (found.entries, found.lost, found.broken_at) == (14, (), None)
    lines = rescued_lines(tmp_path / "out.jsonl")
    assert [line["seq"] for line in lines] == list(range(1, 15))
    assert [str(line["body"]).encode() for line in lines] == [e.body for e in entries]
    assert {line["till"] for line in lines} == {"S1-1-k3f9"}
    assert (busy.folder / "till.db").read_bytes() == before
    with pytest.raises(Refused) as refused:
        export_journal(busy.folder, KEY, tmp_path / "out.jsonl")
    assert refused.value.code == "file_exists"


def root_page(path: Path, table: str) -> int:
    file = connect(path, KEY)
    row = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    file.close()
    assert row is not None
    return int(row[0])


def readable(path: Path, seq: int) -> bool:
    """Whether somebody who opens the file for this entry alone can read it."""
    wreck = Wreck(path, KEY)
    try:
        return bool(wreck.entries(seq, seq))
    finally:
        wreck.close()


def test_the_rescue_goes_around_damaged_pages(store: TillStore, tmp_path: Path) -> None:
    for n in range(250):
        store.sales.complete_sale(draft(6, seed=n))
    store.close()
    path = store.folder / "till.db"
    root = root_page(path, "journal")
    whole = bytearray(path.read_bytes())
    pages = len(whole) // PAGE
    for page in range(pages // 2, pages // 2 + 40):
        if page + 1 != root:
            whole[page * PAGE + 500] ^= 0x10
    path.write_bytes(whole)
    found = export_journal(store.folder, KEY, tmp_path / "out.jsonl")
    lines = rescued_lines(tmp_path / "out.jsonl")
    lost = [seq for first, last in found.lost for seq in range(first, last + 1)]
    assert 0 < len(lost) < 125
    assert [seq for seq in lost if readable(path, seq)] == []
    assert sorted(lost + [int(str(line["seq"])) for line in lines]) == list(range(1, 251))
    assert found.broken_at is None


def test_the_rescue_with_another_key_is_refused(busy: TillStore, tmp_path: Path) -> None:
    busy.close()
    with pytest.raises(Refused) as refused:
        export_journal(busy.folder, bytes(32), tmp_path / "out.jsonl")
    assert refused.value.code == "wrong_key"
    assert not (tmp_path / "out.jsonl").exists()
