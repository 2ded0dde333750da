"""Copies of people and settings follow the hub's feeds, cursor and rows together, and can be thrown away."""

from __future__ import annotations

from datetime import time

import pytest

from posapp.contract.feed_rows import SettingsRow, StaffRow, StockRow
from posapp.domain.errors import Refused
from posapp.domain.money import currency
from posapp.domain.staff import Role, Staff
from posapp.domain.store import CashRounding, LegalEntity, Store
from posapp.storage.till import TillStore, open_till
from tests.storage.samples import AT, KEY

LIN = Staff("c1", "林晓", Role("cashier", frozenset({"sell", "hold"})), "$argon2id$v=19$…")
WU = Staff("m1", "吴敏", Role("manager", frozenset({"sell", "confirm_date"})))
SHOP = Store(
    "S1",
    "静安店",
    currency("CNY"),
    "Asia/Shanghai",
    time(4, 30),
    "inclusive",
    CashRounding(10, "down"),
    (("21IIIIIWWWWWC", 3, 0),),
    LegalEntity("上海静安商贸有限公司", "91310000000000000X", "general"),
    {"cash_refund": "500.00"},
)


def test_people_follow_the_feed(store: TillStore) -> None:
    store.copy("staff", [StaffRow.of(LIN), StaffRow.of(WU)], (), 7, "e1", AT)
    assert store.staff.all() == (WU, LIN)
    assert store.staff.by_id("c1") == LIN
    assert store.staff.by_id("nobody") is None
    store.copy("staff", [], ("c1",), 8, "e1", AT)
    assert store.staff.all() == (WU,)
    assert store.cursors.all("e1") == {"staff": 8}
    assert store.cursors.as_of() == {}, "a page is not all"
    store.cursors.heard(["staff"], AT)
    assert store.cursors.as_of() == {"staff": AT}


def test_another_hub_replaces_everyone(store: TillStore) -> None:
    store.copy("staff", [StaffRow.of(LIN)], (), 7, "e1", AT)
    assert store.cursors.all("e2") == {}
    store.copy("staff", [StaffRow.of(WU)], (), 1, "e2", AT)
    assert store.staff.all() == (WU,)
    assert (store.cursors.all("e1"), store.cursors.all("e2")) == ({}, {"staff": 1})


def test_settings_are_one_shop(store: TillStore) -> None:
    with pytest.raises(Refused) as refused:
        store.settings.store()
    assert refused.value.code == "no_settings"
    store.copy("settings", [SettingsRow.of(SHOP)], (), 1, "e1", AT)
    assert store.settings.store() == SHOP


def test_goods_do_not_belong_here(store: TillStore) -> None:
    with pytest.raises(ValueError, match="catalogue"):
        store.copy("stock", [StockRow(sku="A")], (), 1, "e1", AT)


def test_when_the_hub_was_heard(store: TillStore) -> None:
    assert store.cursors.last_success() is None
    store.cursors.saw_hub("e1", "2026-11-21T01:00:30Z", own_at="2026-11-21T01:00:00Z")
    assert (store.cursors.last_success(), store.cursors.clock_offset()) == ("2026-11-21T01:00:30Z", 30)
    store.cursors.saw_hub("e1", AT)
    assert (store.cursors.last_success(), store.cursors.clock_offset()) == (AT, 0)


@pytest.mark.parametrize("damage", ["wrong key", "garbage", "other version"])
def test_a_useless_file_of_copies_is_fetched_anew(store: TillStore, damage: str) -> None:
    store.copy("staff", [StaffRow.of(LIN)], (), 7, "e1", AT)
    if damage == "other version":
        with store.copies.transaction() as tx:
            tx.execute("PRAGMA user_version=99")
    store.close()
    path = store.folder / "copies.db"
    if damage == "garbage":
        path.write_bytes(b"\x5a" * 8192)
    if damage == "wrong key":
        path.write_bytes(b"\x00" * 100 + path.read_bytes())
    again = open_till(store.folder, KEY)
    assert again.staff.all() == ()
    assert again.cursors.all("e1") == {}
    again.copy("staff", [StaffRow.of(WU)], (), 1, "e1", AT)
    assert again.staff.by_id("m1") == WU
    again.close()
