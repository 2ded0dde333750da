"""Goods that may not be sold, as the cashier meets them: red, heard, with the reason, and no way round."""

from __future__ import annotations

import pytest

from hub import stop_sales
from hub.clock import system_clock
from posapp.domain.stop_sale import StopSale
from tests.support.shop import Shop
from tests.ui.checkout.test_ringing import CTRL, T_SHIRT, Key, names, page
from tests.ui.till_window import TillWindow

GLASS = StopSale("A", "有玻璃碎片", "Glass inside")


def stop(shop: Shop, counter: TillWindow, said: StopSale = GLASS) -> None:
    stop_sales.stop_sale(shop.hub.hub.database, said, system_clock(), "head office")
    counter.till.sync()
    counter.settle()


@pytest.mark.parametrize(
    "language, name, says",
    [("en", "T-shirt", "May not be sold: Glass inside"), ("zh", "T恤", "已停售：有玻璃碎片")],
)
def test_a_stopped_scan_is_a_red_line_with_its_reason(
    shop: Shop, counter: TillWindow, language: str, name: str, says: str
) -> None:
    counter.languages.set(language)  # type: ignore[arg-type]
    stop(shop, counter)
    counter.scan(T_SHIRT)
    (row,) = page(counter).basket.list.rows
    assert (row.state, row.detail, row.name) == ("bad", says, name)
    assert page(counter).basket.last.words.startswith(name), "read alone, it says which goods are meant"
    assert counter.sounds.names[-1] == "refused"
    counter.key(Key.Key_U, CTRL)
    assert not page(counter).questions.open, "what may not be sold is not sold under another name"
    counter.key(Key.Key_Delete)
    assert names(counter) == []


def test_a_code_that_does_not_tell_the_batch_is_sold_with_a_warning(shop: Shop, counter: TillWindow) -> None:
    stop(shop, counter, StopSale("A", "召回", "Recalled", batch="L1"))
    counter.scan(T_SHIRT)
    assert names(counter) == ["T-shirt"]
    assert counter.sounds.names[-1] == "refused"
    assert "T-shirt: L1" in page(counter).basket.last.words
