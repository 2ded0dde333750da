"""Every feed of a shop: to whom each row goes, what leaves with its tombstone, and what the hub signs."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from hub.feeds import arrivals
from hub.feeds.keys import rotate
from hub.feeds.removal import remove
from hub.storage import audit, tables
from hub.storage.consent_words import agreed_to
from hub.storage.member_history import history
from posapp.contract import routes
from posapp.contract.feed_wallets import WalletRow
from posapp.domain.consent import ConsentText
from posapp.domain.errors import Refused
from posapp.storage.wallets import holds
from tests.hub.conftest import SHOP, Clock
from tests.support.hub import RunningHub
from tests.support.people import order, with_people
from tests.support.refused import refused
from tests.support.till import BareTill

Enrolled = Callable[..., BareTill]


@pytest.fixture
def shop(hub: RunningHub) -> dict[str, Any]:
    """The shop file with people and papers, loaded."""
    whole = with_people(SHOP)
    hub.load(whole)
    return whole


def keys(till: BareTill, noun: str, after: int = 0) -> tuple[set[str], set[str]]:
    """What is there and what is gone."""
    names = {"members": "id", "orders": "id", "roles": "id", "coupons": "code", "wallets": "member", "keys": "id"}
    rows, gone, _ = till.feed(noun, after)
    return {row[names[noun]] for row in rows}, set(gone)


def head(till: BareTill, noun: str) -> int:
    return int(till.get(routes.TILL)["heads"][noun])


def wallets(till: BareTill) -> dict[str, WalletRow]:
    return {row["member"]: WalletRow.model_validate(row) for row in till.feed("wallets")[0]}


def public_keys(till: BareTill) -> dict[str, str]:
    return {row["id"]: row["public"] for row in till.feed("keys")[0]}


def test_each_shop_gets_its_own_members_balances_and_orders(shop: dict[str, Any], enrolled: Enrolled) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    for noun in ("members", "wallets"):
        assert (keys(one, noun)[0], keys(two, noun)[0]) == ({"M1"}, {"M2"}), noun
    assert (keys(one, "orders")[0], keys(two, "orders")[0]) == ({"W1"}, {"W2"})
    for till in (one, two):
        assert keys(till, "coupons")[0] == {"TEN", "PAST"}
        assert keys(till, "roles")[0] == {"cashier", "manager"}
    [member] = one.feed("members")[0]
    assert (member["phone"], member["code"], member["consent"]) == ("+8613800138000", "CARD1", ["sms"])
    [wanted] = one.feed("orders")[0]
    assert (wanted["placed"], wanted["lines"][0]["quantity"]) == ("2026-11-21T01:00:00Z", 2000)
    assert (wanted["lines"][0]["discount"], wanted["tenders"]) == (2000, [{"type": "wechat", "amount": 17800}])


def test_the_same_file_again_is_no_news(hub: RunningHub, shop: dict[str, Any], clock: Clock) -> None:
    clock.pass_by(days=1)
    assert hub.load(shop) == 0
    _words_that_were_agreed_to_stay(hub, shop)


def _words_that_were_agreed_to_stay(hub: RunningHub, shop: dict[str, Any]) -> None:
    """Other words are another version, and what an older one said can still be read."""

    def said(version: str, words: str) -> dict[str, Any]:
        stores = [store | {"consent": {"version": version, "words": {"zh": words}}} for store in shop["stores"]]
        return shop | {"stores": stores}

    hub.load(said("2026-1", "我同意收到短信"))
    with refused("consent_words_changed"):
        hub.load(said("2026-1", "我同意收到一切"))
    hub.load(said("2026-2", "我同意收到一切"))
    with hub.database.read() as connection:
        kept = agreed_to(connection, [{"store": "S1", "text": text} for text in ("2026-1", "2026-2", "standard-1")])
    assert [row["zh"] for row in kept] == ["我同意收到短信", "我同意收到一切", ConsentText().zh]


def test_what_members_bought_before_there_was_a_hub(
    hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled, clock: Clock
) -> None:
    """It stands in their history and counts for client books, beside what tills sell; in no total."""
    sold: dict[str, Any] = {
        "store": "S1", "till": "1", "at": "2026-11-02T20:30:00+08:00", "staff": "c1", "total": "99.00",
        "lines": [{"sku": "A", "qty": "1", "amount": "99.00", "tax": "11.39"}],
        "tenders": [{"type": "cash", "amount": "99.00"}],
    }  # fmt: skip
    first = sold | {"id": "old-1", "receipt": "R-1", "member": "M1"}
    long_ago = first | {"id": "old-2", "receipt": "R-2", "at": "2024-11-02T20:30:00+08:00"}
    file = shop | {"sales": [first, long_ago, sold | {"id": "old-3"}]}
    hub.load(file)
    till = enrolled()

    def counted() -> tuple[object, ...]:
        [row] = till.feed("members")[0]
        return tuple(row[name] for name in ("last_bought", "visits", "spent", "categories"))

    assert counted() == ("2026-11-02", 1, 9900, ["apparel"])
    assert hub.load(file) == 0, "the same file again is no news"
    till.sell(member="M1")
    till.push()
    assert counted() == ("2026-11-21", 2, 19800, ["apparel"])
    touches = history(hub.database, "M1", clock(), "S1").touches
    assert [(touch.what, touch.sku, touch.total) for touch in touches if touch.kind == "sale"] == [
        ("S1-1-20261121-0001", "A", 9900),
        ("R-1", "A", 9900),
        ("R-2", "A", 9900),
    ]


def test_who_moves_leaves_the_shop_before(hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    moved = copy.deepcopy(shop)
    moved["members"][0]["store"] = "S2"
    moved["orders"] = [order("S2", "W1"), order("S2", "W2")]
    hub.load(moved)
    for noun, key in (("members", "M1"), ("wallets", "M1"), ("orders", "W1")):
        assert keys(one, noun) == (set(), {key}), noun
        assert key in keys(two, noun)[0], noun


def test_who_buys_elsewhere_is_known_there_for_ninety_days(
    hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled, clock: Clock
) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    two.sell(member="M1")
    two.push()
    assert keys(two, "members")[0] == keys(two, "wallets")[0] == {"M1", "M2"}
    assert keys(one, "members")[0] == {"M1"}, "and it tells the other shop nothing"
    clock.pass_by(days=80)
    two.sell(member="M1")
    two.push(two.entries[1:])
    clock.pass_by(days=80)
    two.sell(member="M3")
    two.push(two.entries[2:])
    assert "M1" in keys(two, "members")[0], "eighty days after the last visit"
    clock.pass_by(days=11)
    one.sell(member="M2")
    one.push()
    two.sell(member="M1x")
    two.push(two.entries[3:])
    there, gone = keys(two, "members")
    assert (there, gone) == ({"M2", "M3"}, {"M1"})
    assert hub.load(shop) == 0, "nor does the file bring it back"


def test_who_is_enrolled_at_a_till_is_known_in_that_shop(hub: RunningHub, enrolled: Enrolled) -> None:
    everywhere = copy.deepcopy(SHOP)
    everywhere["staff"][0]["stores"] = []
    hub.load(everywhere)
    one, two = enrolled("S1"), enrolled("S2")
    one.enrol_member("+8613500135000", "孙悦")
    one.push()
    [row] = one.feed("members")[0]
    assert (row["id"], row["name"], row["phone"]) == (f"{one.id}.1", "孙悦", "+8613500135000")
    assert two.feed("members")[0] == []
    two.enrol_member("+8613500135000", "孙悦")
    two.push()
    rows = {row["id"]: row for row in two.feed("members")[0]}
    assert rows[f"{two.id}.1"]["same_as"] == f"{one.id}.1"
    assert "phone" not in rows[f"{two.id}.1"], "one member has the number"
    assert rows[f"{one.id}.1"]["name"] == "孙悦", "the one who remains is known here too"


def test_who_was_enrolled_while_nobody_could_tell_is_told_of_later(hub: RunningHub, enrolled: Enrolled) -> None:
    till = enrolled()
    till.enrol_member()
    till.push()
    with hub.database.write() as connection:
        connection.execute(tables.record.delete().where(tables.record.c.noun.in_(("members", "member_kept"))))
    hub.stop()
    hub.start()
    assert keys(till, "members")[0] == {f"{till.id}.1"}
    arrivals.keep_enrolled(hub.database, None, hub.hub.clock)
    assert head(till, "members") == till.feed("members")[2]


def test_stock_of_the_shops_near_and_of_no_other(hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    assert one.feed("elsewhere")[0] == [{"store": "S2", "sku": "A", "on_hand": 7000}]
    assert two.feed("elsewhere")[0] == [{"store": "S1", "sku": "A", "on_hand": 5000, "reserved": 2000}]
    assert one.feed("settings")[0][0]["near"] == [{"id": "S2", "name": "徐汇店"}]
    sold = copy.deepcopy(shop)
    sold["stock"][1]["on_hand"] = "6"
    hub.load(sold)
    assert one.feed("elsewhere")[0][0]["on_hand"] == 6000
    sold["stores"][0]["near"] = []
    hub.load(sold)
    assert one.feed("elsewhere")[:2] == ([], ["S2/A"])
    assert two.feed("elsewhere")[0]


def test_what_is_removed_leaves_a_tombstone_everywhere(
    hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled, clock: Clock
) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    two.sell(member="M1")
    two.push()
    cases: list[tuple[Any, str]] = [("coupons", "TEN"), ("roles", "cashier"), ("orders", "W1"), ("members", "M1")]
    for noun, key in cases:
        remove(hub.database, noun, key, "", clock, "test")
        assert key in keys(one, noun)[1], noun
    assert "M1" in keys(one, "wallets")[1]
    assert keys(two, "members") == ({"M2"}, {"M1"})
    remove(hub.database, "stock", "A", "S2", clock, "test")
    assert (two.feed("stock")[1], one.feed("elsewhere")[1]) == (["A"], ["S2/A"])
    two.sell(member="M1")
    two.push(two.entries[1:])
    assert keys(two, "members") == ({"M2"}, {"M1"}), "a removed member does not come back by buying"
    with pytest.raises(Refused, match="no_row"):
        remove(hub.database, "coupons", "TEN", "", clock, "test")
    acts = [act for act in audit.acts(hub.database) if act["act"] == "remove"]
    assert len(acts) == 5


def test_what_a_hub_of_before_kept_goes_to_no_till_and_comes_when_the_file_is_loaded_again(
    hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled
) -> None:
    till = enrolled("S1")
    with hub.database.write() as connection:
        connection.execute(tables.visit.delete())
        tables.visit.drop(connection)
        tables.leaving.drop(connection)
        connection.execute(text("ALTER TABLE till DROP COLUMN receipt"))
        nouns = ("members", "coupons", "orders", "wallets", "member_kept", "wallet_kept")
        for table in (tables.record, tables.head):
            connection.execute(table.delete().where(table.c.noun.in_(nouns)))
        old = {"noun": "members", "store": "", "key": "M1", "cursor": 2, "body": '{"id":"M1","phone":"13800138000"}'}
        connection.execute(tables.record.insert().values(**old))
        connection.execute(tables.head.insert().values(noun="members", store="", cursor=2))
        connection.execute(tables.hub.update().values(schema=4))
    hub.stop()
    hub.start()
    assert (head(till, "members"), till.feed("members")[0]) == (0, [])
    hub.load(shop)
    assert keys(till, "members")[0] == {"M1"}
    assert till.get(routes.feed("before_members"), 422)["code"] == "bad_request"
    assert till.get(routes.feed("member_kept"), 422)["code"] == "bad_request"


def test_a_balance_is_signed_with_the_caps_of_its_shop(
    hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled
) -> None:
    till = enrolled("S1")
    row = wallets(till)["M1"]
    assert (row.stored_value, row.points, row.cap_value, row.cap_points) == (50000, 300, 20000, 0)
    public = public_keys(till)[row.signed_by]
    assert holds(row.value(), public)
    for changed in (
        {"stored_value": 50001},
        {"points": 301},
        {"cap_value": 50000},
        {"cap_points": 1},
        {"member": "M2"},
        {"at": "2027-01-01T00:00:00Z"},
    ):
        assert not holds(row.model_copy(update=changed).value(), public), changed
    shop["stores"][0] |= {"limits": {"stored_value_offline": "50.00"}, "points": {"per": "1.00", "value": "0.01"}}
    hub.load(shop)
    assert (wallets(till)["M1"].cap_value, wallets(till)["M1"].cap_points) == (5000, 5000)
    shop["members"][0] |= {"stored_value": "0", "points": 0}
    hub.load(shop)
    assert keys(till, "wallets") == (set(), {"M1"}), "who has nothing has no row"


def test_another_key_signs_and_the_one_before_is_good_until_the_next_time(
    hub: RunningHub, shop: dict[str, Any], enrolled: Enrolled, clock: Clock
) -> None:
    till = enrolled("S1")
    first = wallets(till)["M1"]
    rotate(hub.database, hub.signer, clock, "test")
    second = wallets(till)["M1"]
    assert second.signed_by != first.signed_by
    assert set(public_keys(till)) == {first.signed_by, second.signed_by}
    assert holds(second.value(), public_keys(till)[second.signed_by])
    assert holds(first.value(), public_keys(till)[first.signed_by]), "a till that is away goes on"
    rotate(hub.database, hub.signer, clock, "test")
    third = wallets(till)["M1"]
    assert set(public_keys(till)) == {second.signed_by, third.signed_by}
    assert hub.load(shop) == 0, "the file is read with the key of now"
