"""A copy of the till's folder was put back: the window stops selling, says so, and leads to a file with new numbers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.hands import tap
from tests.ui.trouble.test_trouble import Machine, start

__all__ = ["shop", "start"]


def old_copy(shop: Shop, tmp_path: Path) -> Path:
    """The folder as it was before the last sale, which is at the hub."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    till.sync()
    till.parts.close()
    shutil.copytree(till.folder, tmp_path / "copy")
    till.restart_closed()
    till.sign_in()
    till.sell("A")
    till.sync()
    till.parts.close()
    shutil.rmtree(till.folder)
    shutil.copytree(tmp_path / "copy", till.folder)
    return till.folder


def test_an_old_copy_says_so_while_it_runs(shop: Shop, tmp_path: Path, start: Callable[..., Machine]) -> None:
    till = start(old_copy(shop, tmp_path))
    till.until(till.at_sign_in)
    till.until(lambda: TEXTS["old_copy"][1] in till.window.warning.accessibleName())
    assert till.window.warning.isVisible()
    assert "start it again" in till.window.warning.accessibleName()
    assert till.window.place is not None
    app = till.window.place.app
    app.sign_in.sign_in("c1", "1111")
    app.checkout.add("A")
    with pytest.raises(Refused, match="old_copy"):
        app.payment.pay()


def test_the_next_start_shows_the_way_on(shop: Shop, tmp_path: Path, start: Callable[..., Machine]) -> None:
    folder = old_copy(shop, tmp_path)
    shop.tills[0].restart_closed()
    assert shop.tills[0].sync().reason == "old_copy"
    shop.tills[0].parts.close()
    till = start(folder)
    till.until(till.troubled)
    screen = till.trouble
    assert screen.words.text().startswith(TEXTS["old_copy"][1])
    assert "numbers of its own" in screen.next.text()
    assert screen.export_key.isVisible()
    tap(screen.fresh_key)
    till.until(screen.approval.isVisible)
    till.type("9999")
    till.key(Qt.Key.Key_Return)
    till.until(lambda: till.troubled() and till.trouble.model.can_enrol)
    assert next(folder.glob("damaged-*/till.db")).exists(), "nothing is deleted"
    screen.hub.setText(shop.hub.url)
    screen.code.setText(shop.hub.code("S1", "1"))
    till.key(Qt.Key.Key_F12)
    till.until(till.at_sign_in)
    assert till.window.place is not None
    app = till.window.place.app
    app.sign_in.sign_in("c1", "1111")
    app.shifts.open_shift(0)
    app.checkout.add("A")
    app.payment.pay()
    assert app.payment.take_cash_and_complete(100_00).receipt.startswith("S1-1B-")
