"""Copies of every feed at a real till: what comes and goes, what is not believed, what stops, what a restore undoes."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hub.__main__ import main as hub_command
from hub.clock import system_clock
from hub.feeds.keys import rotate
from hub.feeds.removal import remove
from hub.storage import records
from hub.storage.records import Change
from posapp.contract.feeds import CATALOGUE, NOUNS
from posapp.domain.errors import Refused
from posapp.storage.catalog_install import no_pace
from sync.client import HubAway
from sync.pull import Pull
from tests.support.people import order, with_people
from tests.support.shop import Shop, Till
from tests.sync.conftest import SHOP_FILE

FILE: dict[str, Any] = json.loads(SHOP_FILE.read_text("utf-8"))
OTHER = {"id": "S2", "name": "徐汇店", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1"]}


def shop_file(**changed: Any) -> dict[str, Any]:
    """The scenarios' shop with another shop, its stock, members, coupons, orders."""
    two = {**FILE, "stores": [*FILE["stores"], OTHER]}
    whole = with_people(two, **changed)
    return whole | {"stock": [*FILE.get("stock", ()), {"store": "S2", "sku": "A", "on_hand": "7"}]}


@pytest.fixture
def till(shop: Shop) -> Till:
    """A till of S1 that has fetched everything, a manager at it."""
    shop.clock.set(datetime.now(UTC).replace(microsecond=0))
    shop.hub.load(shop_file())
    till = shop.till()
    till.sign_in("m1", "9999")
    return till


def refusal(do: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as no:
        do()
    return no.value


def test_every_feed_comes_and_is_found_as_people_look_for_it(till: Till) -> None:
    store = till.parts.till
    assert [m.id for m in store.known_members.all()] == ["M1"], "members of the other shop are none of ours"
    for word in ("+8613800138000", "8000", "CARD1"):
        assert [m.name for m in store.known_members.found(word)] == ["王芳"], word
    assert [o.id for o in store.orders.all()] == ["W1"]
    assert [o.name for o in store.orders.found("CODE-W1")] == ["赵敏"]
    assert [(s.store, s.on_hand) for s in store.elsewhere.found("A")] == [("S2", 7000)]
    assert till.parts.app.desk.store.near == (("S2", "徐汇店"),)
    assert till.parts.app.coupons.find("TEN").amount == 1000
    assert refusal(lambda: till.parts.app.coupons.find("PAST")).code == "coupon_not_now"
    assert refusal(lambda: till.parts.app.coupons.find("NONE")).code == "coupon_unknown"
    assert till.parts.app.wallets.usable("M1", "stored_value") == 20000, "of 500.00 the cap"
    assert refusal(lambda: till.parts.app.wallets.usable("M9", "points")).code == "no_wallet"
    assert set(store.cursors.as_of()) == set(NOUNS)


def test_people_lie_in_the_encrypted_file_only(till: Till) -> None:
    till.parts.close()
    files = [path for path in till.folder.rglob("*") if path.is_file()]
    assert {"copies.db", "catalog.db"} <= {path.name for path in files}
    for path in files:
        held = path.read_bytes()
        for private in ("王芳", "13800138000", "赵敏", "13600136000", "CODE-W1"):
            assert private.encode() not in held, f"{private} in {path.name}"
    till.restart_closed()


def test_what_is_removed_goes_and_who_moves_goes(shop: Shop, till: Till) -> None:
    store = till.parts.till
    for noun, key in (("coupons", "TEN"), ("orders", "W1"), ("members", "M1")):
        remove(shop.hub.database, noun, key, "", system_clock, "test")  # type: ignore[arg-type]
    remove(shop.hub.database, "stock", "A", "S2", system_clock, "test")
    till.sync()
    for copied in (store.orders, store.known_members, store.wallets.copied, store.elsewhere):
        assert copied.count() == 0, copied.noun
    assert store.known_members.found("8000") == ()
    assert store.coupons.by_key("TEN") is None
    shop.hub.load(shop_file(orders=[order("S1", "W7")]))
    till.sync()
    shop.hub.load(shop_file(orders=[order("S2", "W7")]))
    till.sync()
    assert store.orders.by_key("W7") is None


def test_a_role_that_changes_changes_for_who_has_it(shop: Shop, till: Till) -> None:
    row = '{"id":"cashier","may":["sell","coupon"]}'
    shop.hub.publish([Change("roles", "", "cashier", row)])
    till.sync()
    person = till.parts.till.staff.by_id("c1")
    assert person is not None
    assert (person.may("coupon"), person.may("hold")) == (True, False)


def test_a_balance_that_was_changed_on_its_way_is_refused_and_told(shop: Shop, till: Till) -> None:
    [good] = records.scopes(shop.hub.database, "wallets", "M1").values()
    forged = json.dumps(json.loads(good) | {"stored_value": 99_999_00})
    shop.hub.publish([Change("wallets", "S1", "M1", forged), Change("coupons", "", "NEW", '{"code":"NEW","amount":1}')])
    assert till.sync().state == "online"
    assert refusal(lambda: till.parts.app.wallets.usable("M1", "stored_value")).code == "no_wallet"
    assert told(till) == {"wallets": 1}
    assert till.parts.app.coupons.find("NEW"), "it holds up nothing else"
    shop.hub.publish([Change("wallets", "S1", "M1", good)])
    till.sync()
    assert (till.parts.app.wallets.usable("M1", "stored_value"), told(till)) == (20000, {})


def test_a_balance_that_was_changed_in_the_file_is_refused_when_it_is_used(till: Till) -> None:
    with till.parts.till.copies.transaction() as tx:
        tx.execute("UPDATE copied SET body = cast(replace(body, '50000', '10000') AS BLOB) WHERE noun = 'wallets'")
    assert refusal(lambda: till.parts.app.wallets.usable("M1", "points")).code == "wallet_forged"


def test_balances_under_a_key_that_is_not_here_wait_for_it(shop: Shop, till: Till) -> None:
    [key] = records.keys(shop.hub.database, "keys", "")
    body = records.scopes(shop.hub.database, "keys", key)[""]
    shop.hub.publish([Change("keys", "", key, None)])
    shop.hub.load(shop_file(members=[{"id": "M1", "store": "S1", "points": 7}]))  # which tells of the key again
    shop.hub.publish([Change("keys", "", key, None), Change("coupons", "", "NEW", '{"code":"NEW","amount":1}')])
    status = till.sync()
    assert (status.state, status.reason) == ("behind", "wallet_key_unknown")
    assert till.parts.till.coupons.by_key("NEW"), "it holds up nothing else"
    shop.hub.publish([Change("keys", "", key, body)])
    assert till.sync().state == "online"
    assert till.parts.till.wallets.of("M1").points == 7  # type: ignore[union-attr]


def test_another_key_of_the_hub_is_believed_without_a_break(shop: Shop, till: Till) -> None:
    for _ in range(3):
        rotate(shop.hub.database, shop.hub.signer, system_clock, "test")
        assert till.sync().state == "online"
        assert till.parts.app.wallets.usable("M1", "stored_value") == 20000
    assert till.parts.till.wallets.keys.count() == 2


def told(till: Till) -> dict[str, int]:
    from posapp.storage.copied import refused_copies

    return refused_copies(till.parts.till.copies)


# ---------------------------------------------------------------- how old


def test_what_a_rule_names_stops_and_goes_on_by_itself(shop: Shop, till: Till) -> None:
    app = till.parts.app
    shop.advance(hours=23)
    assert app.wallets.usable("M1", "stored_value") == 20000
    shop.advance(hours=2)
    no = refusal(lambda: app.wallets.usable("M1", "stored_value"))
    assert (no.code, no.facts["feed"], no.facts["hours"]) == ("copies_too_old", "wallets", 24)
    assert app.coupons.find("TEN"), "coupons are good for three days"
    shop.advance(hours=48)
    assert refusal(lambda: app.coupons.find("TEN")).facts["feed"] == "coupons"
    till.open_shift()
    assert till.sell(), "and selling never stops"
    till.parts.till.cursors.heard(NOUNS, shop.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert app.wallets.usable("M1", "stored_value") == 20000


def test_an_exchange_without_news_makes_the_copies_fresh(shop: Shop, till: Till) -> None:
    before = till.parts.till.cursors.as_of()
    later = till.parts.engine.hub.till().at
    till.sync()
    after = till.parts.till.cursors.as_of()
    assert set(after) == set(NOUNS)
    assert all(after[noun] >= later >= before[noun] for noun in NOUNS)


def test_a_shop_names_its_own_hours(shop: Shop, till: Till) -> None:
    strict = shop_file()
    strict["stores"][0] = {**strict["stores"][0], "freshness": {"products": {"hours": 48, "stops": ["sell"]}}}
    shop.hub.load(strict)
    till.sync()
    till.parts.app.desk.settings_changed()
    till.open_shift()
    assert till.sell()
    shop.advance(hours=49)
    assert refusal(lambda: till.add("A")).facts["feed"] == "products"


# ---------------------------------------------------------------- a restored hub


def test_after_a_restore_every_feed_is_what_the_hub_has_now(shop: Shop, till: Till, tmp_path: Path) -> None:
    """What was published after the copy was made does not linger, also where the restored hub has nothing at all."""
    where = ["--data-dir", str(tmp_path / "hub")]
    assert hub_command(["backup", *where, "--to", str(tmp_path / "copy.db")]) == 0
    news = shop_file(orders=[order("S1", "W9")])
    news["coupons"].append({"code": "LATE", "amount": "1.00"})
    news["members"].append({"id": "M8", "name": "周杰", "store": "S1", "points": 4})
    shop.hub.load(news)
    till.sync()
    store = till.parts.till
    assert (store.coupons.by_key("LATE"), store.known_members.by_key("M8")) != (None, None)
    shop.hub.stop()
    assert hub_command(["restore", *where, "--from", str(tmp_path / "copy.db")]) == 0
    shop.hub.start()
    assert till.sync().state == "online"
    assert (store.coupons.by_key("LATE"), store.known_members.by_key("M8"), store.orders.by_key("W9")) == (None,) * 3
    assert [o.id for o in store.orders.all()] == ["W1"]
    assert till.parts.app.wallets.usable("M1", "stored_value") == 20000


def test_a_feed_that_the_restored_hub_never_had_is_empty(shop: Shop, tmp_path: Path) -> None:
    where = ["--data-dir", str(tmp_path / "hub")]
    till = shop.till()
    assert hub_command(["backup", *where, "--to", str(tmp_path / "copy.db")]) == 0
    shop.hub.load(shop_file())
    till.sync()
    store = till.parts.till
    copied = (store.coupons, store.known_members, store.orders, store.wallets.copied, store.elsewhere)
    assert all(feed.count() for feed in copied)
    shop.hub.stop()
    assert hub_command(["restore", *where, "--from", str(tmp_path / "copy.db")]) == 0
    shop.hub.start()
    assert till.sync().state == "online"
    assert [feed.count() for feed in copied] == [0, 0, 0, 0, 0]


def test_a_restore_between_two_questions_is_noticed(shop: Shop, till: Till, tmp_path: Path) -> None:
    """Rows after a cursor of the hub as it was would be mixed with those of the hub as it is."""
    where, store = ["--data-dir", str(tmp_path / "hub")], till.parts.till
    shop.hub.load(shop_file(orders=[order("S1", "W2")]))
    assert hub_command(["backup", *where, "--to", str(tmp_path / "copy.db")]) == 0
    at = till.parts.engine.hub.till()
    shop.hub.stop()
    assert hub_command(["restore", *where, "--from", str(tmp_path / "copy.db")]) == 0
    shop.hub.start()
    parts = till.parts
    with ThreadPoolExecutor(1) as ahead, pytest.raises(HubAway, match="restored meanwhile"):
        Pull(store, parts.catalog, parts.engine.hub, no_pace, parts.engine.now, ahead).pull(at)
    assert [o.id for o in store.orders.all()] == ["W1"], "nothing was touched"
    assert till.sync().state == "online"
    assert {o.id for o in store.orders.all()} == {"W1", "W2"}


def test_a_cursor_ahead_of_the_hub_begins_the_copy_afresh(shop: Shop, till: Till) -> None:
    """As where a database was put back by its own tools and nobody said so."""
    store = till.parts.till
    epoch = till.parts.engine.hub.till().epoch
    for noun in set(NOUNS) - set(CATALOGUE) - {"settings", "staff", "stop_sales"}:
        with store.copies.transaction() as tx:
            tx.execute("UPDATE feed SET cursor = cursor + 1000 WHERE noun = ?", (noun,))
            tx.execute("DELETE FROM copied WHERE noun = ?", (noun,))
    assert till.sync().state == "online"
    assert till.parts.app.wallets.usable("M1", "stored_value") == 20000
    assert store.cursors.all(epoch)["orders"] == till.parts.engine.hub.till().heads["orders"]
