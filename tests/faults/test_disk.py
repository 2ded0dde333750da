"""A full disk: no money is taken for a sale that cannot be kept, what was taken stays, and room makes it work again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posapp.domain.errors import Refused
from posapp.storage import till as tills
from posapp.storage.verify import verify
from tests.support.shop import Shop, Till
from tests.ui.till_window import TillWindow


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk in memory, where the tills of the shop stand; skips where that is not ours to make."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root of a Linux machine mounts a disk")
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mount is not allowed here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def on_small_disk(shop: Shop, disk: Path) -> Till:
    shop.folder = disk
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    return till


def fill(disk: Path, leave: int) -> Path:
    """Leave this many bytes free."""
    path = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with path.open("wb") as file:
        file.write(b"\0" * max(0, free - leave))
    return path


def test_with_little_room_payment_does_not_even_open(shop: Shop, small_disk: Path) -> None:
    till = on_small_disk(shop, small_disk)
    till.add("B")
    ballast = fill(small_disk, tills.ROOM_BYTES // 2)
    with pytest.raises(Refused, match="disk_full"):
        till.parts.app.payment.pay()
    assert not till.parts.app.desk.basket.paying
    assert len(till.cart.lines) == 1
    ballast.unlink()
    assert till.pay_cash("100.00").receipt.endswith("0002")
    shop.close()
    shop.tills.clear()


def test_a_disk_that_fills_while_money_is_taken_loses_nothing(shop: Shop, small_disk: Path) -> None:
    till = on_small_disk(shop, small_disk)
    app = till.parts.app
    till.add("B")
    app.payment.pay()
    app.payment.take("card", 1000, "SLIP-1")
    before = app.desk.basket
    ballast = fill(small_disk, 0)
    with pytest.raises(Refused, match="disk_full"):
        use_up(till)
    with pytest.raises(Refused, match="disk_full"):
        app.payment.take_cash_and_complete(10_000)
    assert app.desk.basket.cart == before.cart
    assert before.tenders[0] in app.desk.basket.tenders
    assert till.parts.till.sales.count() == 1
    ballast.unlink()
    for tender in app.desk.basket.tenders[1:]:
        app.payment.take_back(tender.number)
    app.payment.take("cash", 10_000)
    sale = app.payment.complete()
    assert [tender.type for tender in sale.tenders] == ["card", "cash"]
    assert sale.receipt.endswith("0002")
    assert verify(till.parts.till).whole
    assert till.sync().unsent == 0
    shop.close()
    shop.tills.clear()


def use_up(till: Till) -> None:
    """Until what SQLite had in reserve is gone too."""
    payment = till.parts.app.payment
    for _ in range(200):
        payment.take("card", 1, "SLIP-2")
        payment.take_back(till.parts.app.desk.basket.tenders[-1].number)


def test_the_commit_itself_meets_a_full_disk(shop: Shop, small_disk: Path) -> None:
    till = on_small_disk(shop, small_disk)
    app = till.parts.app
    for sku in ("A", "B", "C"):
        till.add(sku)
    app.payment.pay()
    app.payment.take("cash", 100_000)
    draft = app.payment.draft()
    first = draft.priced.lines[0]
    lines = tuple(replace(first, line=replace(first.line, number=number)) for number in range(1, 5_000))
    large = replace(draft, priced=replace(draft.priced, lines=lines))
    ballast = fill(small_disk, 0)
    with pytest.raises(Refused, match="disk_full"):
        app.payment.commit(large)
    assert till.parts.till.sales.count() == 1
    saved = till.parts.till.baskets.load()
    assert saved is not None
    assert saved.tenders == app.desk.basket.tenders
    ballast.unlink()
    till.restart()
    till.sign_in()
    app = till.parts.app
    assert app.desk.basket.paying, "the money that was taken is still on the counter after a restart"
    assert app.payment.complete().receipt.endswith("0002")
    assert verify(till.parts.till).whole
    shop.close()
    shop.tills.clear()


def test_a_download_that_fills_the_disk_leaves_the_goods_in_place(shop: Shop, small_disk: Path) -> None:
    till = on_small_disk(shop, small_disk)
    till.parts.close()
    (till.folder / "catalog.db").unlink()
    till.restart_closed()
    ballast = fill(small_disk, 8 * 1024)
    status = till.sync()
    assert status.state == "behind"
    assert status.reason in ("disk_full", "disk_failed")
    ballast.unlink()
    assert till.sync().state == "online"
    assert till.parts.catalog.by_sku("A") is not None
    shop.close()
    shop.tills.clear()


def test_a_scan_that_cannot_be_saved_is_no_fault_and_says_what_is_not_on_disk(
    shop: Shop, small_disk: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    made = TillWindow(on_small_disk(shop, small_disk), qapp, (1366, 768), "en")
    try:
        made.enter()
        ballast = fill(small_disk, 0)
        for _ in range(40):
            made.scan("6901234567892")
            if made.window.warning.isVisible():
                break
        said = made.window.warning.words
        assert "The disk is full" in said
        assert "last change of the basket is not on disk" in said
        assert "fault" not in said
        ballast.unlink()
        made.scan("6901234567892")
        saved = made.app.till.baskets.load()
        assert saved is not None
        assert saved.cart == made.app.desk.basket.cart
    finally:
        made.close()
    shop.tills.clear()
