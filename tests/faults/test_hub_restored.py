"""A hub whose books come back from a backup: noticed, filled up again by the tills, nothing lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.clock import system_clock
from hub.storage import tills, tokens
from hub.storage.backup import back_up, restore
from hub.storage.records import Change
from hub.storage.totals import totals
from posapp.commands.verify import check
from posapp.domain.errors import Refused
from tests.support.shop import Shop, Till


def selling(shop: Shop, register: str) -> Till:
    till = shop.till(register)
    till.sign_in()
    till.open_shift()
    till.sell()
    assert till.sync().state == "online"
    return till


def copied(shop: Shop, tmp_path: Path) -> Path:
    """A backup taken while the hub answers."""
    back_up(shop.hub.database, tmp_path / "copy.db", system_clock(), "test")
    return tmp_path / "copy.db"


def put_back(shop: Shop, tmp_path: Path, copy: Path) -> None:
    """Stop, restore, start."""
    shop.hub.stop()
    try:
        restore(copy, tmp_path / "hub" / "hub.db", system_clock(), "test")
    finally:
        shop.hub.start()


def sold_at_hub(shop: Shop) -> int:
    return totals(shop.hub.database, "S1", "").count


def test_tills_send_again_what_the_restored_hub_lacks_and_each_sale_is_there_once(shop: Shop, tmp_path: Path) -> None:
    one, two = selling(shop, "1"), selling(shop, "2")
    copy = copied(shop, tmp_path)
    for till in (one, two, one):
        till.sell("B")
    one.sync()
    two.sync()
    two.sell("C")
    assert sold_at_hub(shop) == 5
    epoch = one.parts.engine.hub.till().epoch
    put_back(shop, tmp_path, copy)
    assert sold_at_hub(shop) == 2
    for till in (two, one, two, one):
        assert till.sync().state == "online"
    assert sold_at_hub(shop) == 6
    for till in (one, two):
        edition = till.parts.catalog.edition()
        assert edition is not None
        assert edition.epoch == one.parts.engine.hub.till().epoch != epoch, "the catalogue was fetched afresh"
        shown = check(till.parts, online=True)
        assert (shown["ok"], shown["hub"]["equal"], shown["hub"]["unsent"]) == (True, True, 0)


def test_what_the_hub_published_after_the_backup_does_not_linger_at_the_tills(shop: Shop, tmp_path: Path) -> None:
    till = selling(shop, "1")
    copy = copied(shop, tmp_path)
    known = till.parts.catalog.by_sku("A")
    assert known is not None
    shop.hub.publish([Change("products", "", "A", None)])
    till.sync()
    assert till.parts.catalog.by_sku("A") is None
    put_back(shop, tmp_path, copy)
    till.sync()
    assert till.parts.catalog.by_sku("A") == known


def test_a_till_whose_token_was_replaced_after_the_backup_is_known_by_the_one_before(
    shop: Shop, tmp_path: Path
) -> None:
    till = selling(shop, "1")
    copy = copied(shop, tmp_path)
    id_ = till.parts.till.enrolment.required().till
    tokens.rotate(shop.hub.database, id_, system_clock(), "test")
    till.sync()
    till.sell()
    till.sync()
    put_back(shop, tmp_path, copy)
    till.restart()
    assert till.sync().state == "online"
    assert sold_at_hub(shop) == 2
    till.restart()
    assert till.sync().state == "online"


def test_codes_that_were_out_are_void(shop: Shop, tmp_path: Path) -> None:
    code = shop.hub.code()
    put_back(shop, tmp_path, copied(shop, tmp_path))
    with pytest.raises(Refused) as no:
        tills.enrol(shop.hub.database, code, "", system_clock())
    assert no.value.code == "code_wrong"


def test_a_hub_that_runs_is_not_restored_over(shop: Shop, tmp_path: Path) -> None:
    till, copy = selling(shop, "1"), copied(shop, tmp_path)
    till.sell()
    with pytest.raises(Refused) as no:
        restore(copy, tmp_path / "hub" / "hub.db", system_clock(), "test")
    assert no.value.code == "hub_running"
    assert till.sync().state == "online"
    assert sold_at_hub(shop) == 2


def test_the_books_that_were_there_are_kept_beside(shop: Shop, tmp_path: Path) -> None:
    till, copy = selling(shop, "1"), copied(shop, tmp_path)
    till.sell()
    till.sync()
    put_back(shop, tmp_path, copy)
    [before] = (tmp_path / "hub").glob("hub.before-*.db")
    put_back(shop, tmp_path, before)
    assert sold_at_hub(shop) == 2


@pytest.mark.parametrize("part", [0, 0.3, 0.7, 0.99])
def test_a_damaged_copy_is_refused_and_nothing_is_touched(shop: Shop, tmp_path: Path, part: float) -> None:
    selling(shop, "1")
    copy = copied(shop, tmp_path)
    data = bytearray(copy.read_bytes())
    at = int(len(data) * part)
    copy.write_bytes(bytes(data[:at]) if part else b"not a database at all")
    shop.hub.stop()
    held = (tmp_path / "hub" / "hub.db").read_bytes()
    with pytest.raises(Refused) as no:
        restore(copy, tmp_path / "hub" / "hub.db", system_clock(), "test")
    assert no.value.code == "backup_damaged"
    assert (tmp_path / "hub" / "hub.db").read_bytes() == held
    shop.hub.start()


def test_a_hub_whose_own_file_is_damaged_is_restored_too(shop: Shop, tmp_path: Path) -> None:
    till, copy = selling(shop, "1"), copied(shop, tmp_path)
    till.sell()
    till.sync()
    shop.hub.stop()
    own = tmp_path / "hub" / "hub.db"
    own.write_bytes(b"\xff" * 8192)
    own.with_name("hub.db-wal").write_bytes(b"\x37\x7f\x06\x82" * 2000)
    restore(copy, own, system_clock(), "test")
    assert not own.with_name("hub.db-wal").exists()
    shop.hub.start()
    assert till.sync().state == "online"
    assert sold_at_hub(shop) == 2


def test_a_backup_never_writes_over_a_file(shop: Shop, tmp_path: Path) -> None:
    copy = copied(shop, tmp_path)
    with pytest.raises(Refused) as no:
        back_up(shop.hub.database, copy, system_clock(), "test")
    assert no.value.code == "file_exists"
    assert (copy.stat().st_mode & 0o077) == 0
    assert not list(tmp_path.glob("*.part"))
