"""Journal up and feeds down between a real till and a real hub, on good lines and bad ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from bench.fault_proxy import Choose, Fault, FaultProxy, steady, weather
from posapp.contract import routes
from sync.push import BATCH
from tests.faults.nonsense import Nonsense, answer
from tests.support.hub import RunningHub
from tests.support.shop import Shop, Till

ASKED = UUID(int=7)


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """Here each till enrols itself and fetches everything from the hub."""
    shop.hub.like = None
    return shop


def at_work(till: Till) -> Till:
    till.sign_in()
    till.open_shift()
    return till


def hub_count(till: Till) -> tuple[int, int]:
    totals = till.parts.engine.hub.totals()
    return totals.count, totals.total


def where_entries_go(fault: Fault) -> Choose:
    """The hub says how it stands with the till, and the line fails at what follows: the push."""
    fates: Iterator[Fault] = iter(["ok"])
    return lambda _: next(fates, fault)


@contextmanager
def between(shop: Shop, till: Till, choose: Choose) -> Iterator[FaultProxy]:
    """A line that misbehaves; afterwards the till has a good one."""
    proxy = FaultProxy(shop.hub.url, choose)
    till.parts.engine.hub.url = proxy.url
    yield proxy
    till.parts.engine.hub.url = shop.hub.url
    proxy.close()


def restorer(shop: Shop, tmp_path: Path) -> Callable[[], None]:
    """What the hub holds now, to be put back later."""
    shop.hub.stop()
    saved = (tmp_path / "hub" / "hub.db").read_bytes()
    shop.hub.start()

    def restore() -> None:
        shop.hub.stop()
        for left in (tmp_path / "hub").glob("hub.db*"):
            left.unlink()
        (tmp_path / "hub" / "hub.db").write_bytes(saved)
        shop.hub.start()

    return restore


def test_sales_made_offline_reach_the_hub_once_when_the_line_is_back(shop: Shop) -> None:
    till = at_work(shop.till())
    till.online = False
    for _ in range(3):
        till.sell("A")
    assert till.sync().state == "offline"
    till.online = True
    status = till.sync()
    assert (status.state, status.pushed, status.unsent) == ("online", 4, 0)
    assert till.sync().pushed == 0
    assert hub_count(till) == (3, 29700)


def test_a_cut_answer_does_not_double_a_sale(shop: Shop) -> None:
    till = at_work(shop.till())
    till.sell("A")
    with between(shop, till, where_entries_go("cut_answer")):
        assert till.sync().state == "offline"
    assert till.parts.till.journal.unsent_count() == 2
    assert hub_count(till) == (1, 9900), "it did arrive"
    assert till.sync().state == "online"
    assert hub_count(till) == (1, 9900)


@pytest.mark.parametrize("fault", ["captive", "refuse", "cut_request"])
def test_nothing_counts_as_sent_when_something_else_answers(shop: Shop, fault: Fault) -> None:
    till = at_work(shop.till())
    till.sell("A")
    for choose in (steady(fault), where_entries_go(fault)):
        with between(shop, till, choose):
            status = till.sync()
        assert (status.state, status.unsent) == ("offline", 2)


@pytest.mark.parametrize(
    "batch, results", [("another", [[1, "accepted"], [2, "accepted"]]), (ASKED.hex, [[2, "accepted"]]), (ASKED.hex, [])]
)
def test_an_answer_to_another_push_acknowledges_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, batch: str, results: list[object]
) -> None:
    monkeypatch.setattr("sync.push.uuid4", lambda: ASKED)
    till = at_work(shop.till())
    till.sell("A")
    said = {"batch": batch, "epoch": "e", "next_seq": 3, "at": "2026-11-21T01:00:00Z", "results": results}
    other = Nonsense(shop.hub.url, {routes.ENTRIES: answer(json.dumps(said).encode())})
    till.parts.engine.hub.url = other.url
    status = till.sync()
    other.close()
    assert routes.ENTRIES in other.paths
    assert (status.state, status.unsent, status.parked) == ("offline", 2, 0)


def test_every_sale_arrives_exactly_once_through_bad_weather(shop: Shop) -> None:
    till = at_work(shop.till())
    proxy = FaultProxy(
        shop.hub.url, weather(ok=4, cut_request=1, cut_answer=2, twice=2, garble=1, refuse=1, captive=1), seed=7
    )
    till.parts.engine.hub.url = proxy.url
    for number in range(60):
        till.sell("A" if number % 2 else "C")
        if number % 5 == 4:
            till.sync()
    tries = 0
    while till.sync().state != "online" or till.parts.till.journal.unsent_count():
        tries += 1
        assert tries < 300, proxy.seen
    till.parts.engine.hub.url = shop.hub.url
    proxy.close()
    assert hub_count(till) == (60, 30 * 9900 + 30 * 1280)
    assert {"cut_answer", "twice"} <= proxy.seen.keys()


def test_a_hub_restored_from_yesterday_gets_what_it_lost_again(shop: Shop, tmp_path: Path) -> None:
    till = at_work(shop.till())
    till.sell("A")
    till.sync()
    restore = restorer(shop, tmp_path)
    till.sell("B")
    till.sync()
    restore()
    till.sell("C")
    status = till.sync()
    assert (status.state, status.unsent) == ("online", 0)
    assert hub_count(till) == (3, 9900 + 3550 + 1280)


def test_a_till_that_sells_nothing_more_tells_a_restored_hub_again(shop: Shop, tmp_path: Path) -> None:
    till = at_work(shop.till())
    restore = restorer(shop, tmp_path)
    till.sell("A")
    till.sync()
    restore()
    status = till.sync()
    assert (status.state, status.unsent) == ("online", 0)
    assert hub_count(till) == (1, 9900)


@pytest.mark.parametrize("asked", [1, 2], ids=["before-the-first-batch", "before-the-second"])
def test_a_hub_restored_while_it_is_asked_gets_what_it_lost_again(shop: Shop, tmp_path: Path, asked: int) -> None:
    """Also where the next batch lay ready already."""
    till = at_work(shop.till())
    restore = restorer(shop, tmp_path)
    till.sell("A")
    till.sync()
    for _ in range(BATCH + 1):
        till.sell("B")

    def restored_before_a_push(_: object) -> Fault:
        if proxy.seen.total() == asked:
            restore()
        return "ok"

    with between(shop, till, restored_before_a_push) as proxy:
        status = till.sync()
    assert (status.state, status.unsent) == ("online", 0)
    assert hub_count(till) == (BATCH + 2, 9900 + (BATCH + 1) * 3550)


def test_a_price_changed_centrally_is_the_price_at_the_till(shop: Shop) -> None:
    till = at_work(shop.till())
    changed = (Path(__file__).parents[1] / "scenarios" / "shop.json").read_text("utf-8").replace('"99.00"', '"95.00"')
    shop.hub.load(changed.encode())
    till.sync()
    till.parts.app.desk.settings_changed()
    till.add("A")
    assert till.cart.total == 9500


def test_a_till_whose_catalogue_is_damaged_fetches_it_again(shop: Shop) -> None:
    till = at_work(shop.till())
    till.parts.close()
    catalogue = till.folder / "catalog.db"
    catalogue.write_bytes(b"no database at all" * 100)
    till.restart_closed()
    till.sign_in()
    assert till.sync().state == "online"
    till.parts.app.desk.resume()
    till.add("A")
    assert till.cart.total == 9900


def test_a_hub_that_stops_in_the_middle_is_only_away(shop: Shop, tmp_path: Path) -> None:
    till = at_work(shop.till())
    till.sell("A")
    assert isinstance(shop.hub, RunningHub)
    shop.hub.stop()
    assert till.sync().state == "offline"
    till.sell("A")
    shop.hub.start()
    assert till.sync().unsent == 0
    assert hub_count(till) == (2, 19800)
