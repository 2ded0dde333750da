"""The feeds: every change once, in order, to the stores it concerns."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from hub.storage import tables
from hub.storage.database import renew_epoch
from hub.storage.records import Change
from posapp.contract import routes
from posapp.contract.feed_rows import MODELS
from posapp.contract.feeds import NOUNS, FeedPage
from posapp.contract.offer_terms import SINCE
from posapp.contract.version import HEADER, said
from posapp.domain.versions import Version
from tests.hub.conftest import SHOP, Clock
from tests.hub.test_shards import listened_to, touched
from tests.support.hub import RunningHub
from tests.support.people import with_people
from tests.support.till import BareTill


def shop(**tables_: Any) -> dict[str, Any]:
    return copy.deepcopy(SHOP) | tables_


def test_every_noun_comes_down_and_reads_back(hub: RunningHub, till: BareTill) -> None:
    hub.load(with_people(SHOP))
    for noun in set(NOUNS) - {
        "stop_sales",
        "holds",
        "pictures",
        "tags",
        "own_people",
        "set_aside",
        "appointments",
    }:  # which no shop file alone publishes
        page = FeedPage.model_validate_json(till.session.get(till.hub.url + routes.feed(noun), timeout=30).content)
        rows = [
            MODELS[noun].model_validate_json(MODELS[noun].model_validate(row, strict=False).model_dump_json())
            for row in page.rows
        ]
        assert rows, noun
        assert page.cursor == till.get(routes.TILL)["heads"][noun]
    products, _, _ = till.feed("products")
    assert [row["sku"] for row in products] == ["A", "B"]
    assert (products[0]["price"], products[0]["barcodes"], products[0]["prices"][0]["price"]) == (
        9900,
        ["6901234567892"],
        8900,
    )


def test_each_store_sees_its_own(enrolled: Callable[..., BareTill]) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    assert [s["id"] for s in one.feed("settings")[0]] == ["S1"]
    assert [s["id"] for s in two.feed("settings")[0]] == ["S2"]
    assert {p["id"] for p in one.feed("staff")[0]} == {"c1", "m1"}
    assert {p["id"] for p in two.feed("staff")[0]} == {"m1"}
    assert [s["on_hand"] for s in two.feed("stock")[0]] == [7000]


def test_pages_are_the_same_as_all_at_once(hub: RunningHub, till: BareTill) -> None:
    fresh = (Change("products", "", f"P{n:03d}", f'{{"sku":"P{n:03d}","price":1}}') for n in range(25))
    hub.publish(fresh)
    rows, _, cursor = till.feed("products")
    assert till.feed("products", limit=4) == (rows, [], cursor)
    assert len(rows) == 27
    assert till.feed("products", after=cursor) == ([], [], cursor)


def test_a_page_is_one_question(tmp_path: Path, clock: Clock) -> None:
    """What all shops get and what one gets share a cursor: were they asked for one after the other, a change that comes
    in between would be passed over for good."""
    with RunningHub(tmp_path / "hub", None, clock) as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        with listened_to(hub) as said:
            assert len(till.feed("staff")[0]) == 2
        till.close()
    assert len([statement for statement in said if "record" in touched(statement)]) == 1


def test_a_change_comes_once_and_last(hub: RunningHub, till: BareTill) -> None:
    _, _, cursor = till.feed("products")
    changed = shop()
    changed["products"][0]["price"] = "79.00"
    assert hub.load(changed) == 1
    rows, _, after = till.feed("products", after=cursor)
    assert [(row["sku"], row["price"]) for row in rows] == [("A", 7900)]
    assert after > cursor
    assert till.get(routes.TILL)["heads"]["products"] == after


def test_loading_the_same_file_again_publishes_nothing(hub: RunningHub) -> None:
    assert hub.load(SHOP) == 0


def test_a_row_that_is_gone_leaves_a_tombstone(hub: RunningHub, till: BareTill) -> None:
    _, _, cursor = till.feed("products")
    assert hub.publish([Change("products", "", "B", None), Change("products", "", "never", None)]) == 1
    assert till.feed("products", after=cursor)[:2] == ([], ["B"])
    rows, gone, _ = till.feed("products")
    assert ([row["sku"] for row in rows], gone) == (["A"], ["B"])
    hub.publish([Change("products", "", "B", '{"sku":"B","price":2}')])
    assert till.feed("products")[1] == []


def test_the_last_of_two_changes_in_one_go_counts(hub: RunningHub, till: BareTill) -> None:
    hub.publish(
        [Change("products", "", "C", '{"sku":"C","price":1}'), Change("products", "", "C", '{"sku":"C","price":2}')]
    )
    assert [row["price"] for row in till.feed("products")[0] if row["sku"] == "C"] == [2]


def test_a_person_who_moves_leaves_the_old_store(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    one, two = enrolled("S1"), enrolled("S2")
    _, _, at_one = one.feed("staff")
    moved = shop()
    moved["staff"][0]["stores"] = ["S2"]
    hub.load(moved)
    assert one.feed("staff", after=at_one)[:2] == ([], ["c1"])
    assert {p["id"] for p in two.feed("staff")[0]} == {"c1", "m1"}
    moved["staff"][0]["stores"] = []
    hub.load(moved)
    for till in (one, two):
        rows, gone, _ = till.feed("staff")
        assert ({p["id"] for p in rows}, gone) == ({"c1", "m1"}, [])


def test_pins_travel_and_lie_hashed(hub: RunningHub, till: BareTill) -> None:
    hashes = {p["id"]: p["pin_hash"] for p in till.feed("staff")[0]}
    assert PasswordHasher().verify(hashes["c1"], "1111")
    assert hashes["c1"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    with hub.database.read() as connection:
        rows = connection.execute(tables.record.select()).all()
    assert not [row for row in rows if row.noun == "staff" and "1111" in row.body.split('"pin_hash"')[0]]
    changed = shop()
    changed["staff"][0]["pin"] = "2222"
    assert hub.load(changed) == 1
    assert PasswordHasher().verify(next(p["pin_hash"] for p in till.feed("staff")[0] if p["id"] == "c1"), "2222")


def test_an_offer_on_terms_is_gone_for_a_till_that_would_pass_over_them(hub: RunningHub, till: BareTill) -> None:
    assert [p["id"] for p in till.feed("promotions")[0]] == ["p1"]
    changed = shop()
    changed["promotions"][0]["tier"] = "gold"
    hub.load(changed)
    (row,), gone, _ = till.feed("promotions")
    assert (row["kind"], row["gives"], row["tier"], gone) == ("on_terms", "percent", "gold", ["p1"])
    till.session.headers[HEADER] = said(Version("0", SINCE))
    assert till.feed("promotions")[:2] == ([row], [])


def test_a_till_that_is_ahead_is_told(hub: RunningHub, till: BareTill) -> None:
    problem = till.get(routes.feed("products"), 409, after=10**9)
    assert problem["code"] == "cursor_ahead"


def test_a_restored_hub_shows_another_epoch(hub: RunningHub, till: BareTill) -> None:
    before = till.get(routes.TILL)["epoch"]
    with hub.database.write() as connection:
        renew_epoch(connection)
    hub.stop()
    hub.start()
    assert till.get(routes.TILL)["epoch"] != before
    assert till.get(routes.feed("taxes"))["epoch"] != before


def test_a_question_that_makes_no_sense_is_refused(till: BareTill) -> None:
    assert till.get(routes.feed("secrets"), 422)["code"] == "bad_request"
    queries: list[dict[str, Any]] = [{"after": -1}, {"after": 2**63}, {"after": "x"}, {"limit": 0}, {"limit": 1001}]
    for query in queries:
        assert till.get(routes.feed("products"), 422, **query)["code"] == "bad_request"
