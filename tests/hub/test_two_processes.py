"""Two processes of the hub over one PostgreSQL behind one address: whoever is asked, the answer is the same.

Each call of a till goes to the other process than its last one, so nothing that one of them keeps to itself can help.
What is imported are tests of the inbox and of the exchange: they hold here as they do for one hub.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from bench.intake import server
from hub import load as loading
from hub.clock import system_clock
from hub.signing import signer_in
from hub.storage import audit, records, tables, tills, tokens
from hub.storage.database import Database, open_database
from posapp.contract import envelope, routes
from posapp.contract.shop_file import read_shop_file
from posapp.devices.clock import StoppedClock
from tests.hub.test_events import listening, product
from tests.hub.test_inbox import (  # noqa: F401 - run here too
    outcomes,
    test_a_changed_entry_breaks_the_chain_and_nothing_is_taken,
    test_a_gap_names_the_entry_to_go_on_with,
    test_any_order_of_pieces_ends_in_the_same_books,
    test_entries_of_another_till_are_refused,
    test_one_batch_from_two_threads_arrives_once,
    test_other_bytes_under_a_known_number_are_refused,
    test_the_same_again_is_repeated_and_changes_nothing,
    test_what_no_database_holds_is_refused_not_a_failure,
)
from tests.support.balancer import Balancer
from tests.support.postgres import PostgresCluster
from tests.support.shop import Shop
from tests.support.till import BareTill
from tests.sync.test_exchange import (  # noqa: F401 - run here too
    test_a_cut_answer_does_not_double_a_sale,
    test_every_sale_arrives_exactly_once_through_bad_weather,
    test_nothing_counts_as_sent_when_something_else_answers,
    test_sales_made_offline_reach_the_hub_once_when_the_line_is_back,
)

pytestmark = pytest.mark.postgres

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop.json"
STORES = 40
"""One for each test: what it counts is its own."""


@dataclass
class Chain:
    """Two processes, their database and the address that tills know."""

    database: Database
    hubs: tuple[str, str]
    balancer: Balancer
    url: str
    like: None = None
    """No copy of one that was made ready."""

    def publish(self, *changes: records.Change) -> None:
        """Feed rows as they are."""
        records.publish(self.database, changes)

    def code(self, store: str = "S1", register: str = "1") -> str:
        """A one-time code for a new till."""
        return tills.new_code(self.database, store, register, system_clock(), "test")


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, postgres: PostgresCluster, numbers: Any) -> Iterator[Chain]:
    """Both start at the same moment on an empty database. The folder of built catalogues is theirs together."""
    url, folder = postgres.new_schema(f"hub{next(numbers)}"), tmp_path_factory.mktemp("chain")
    serve = ("hub", "serve", "--port", "0", "--data-dir", str(folder), "--database", url)
    with ExitStack() as stack:
        with ThreadPoolExecutor(2) as starting:
            ports = list(starting.map(lambda _: stack.enter_context(server(*serve)), range(2)))
        database = open_database(url)
        stack.callback(database.close)
        read = read_shop_file(json.dumps(shop_file()).encode())
        assert not read.problems, [str(problem) for problem in read.problems]
        loading.load(database, read, signer_in(folder))
        hubs = (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}")
        balancer = Balancer(*hubs)
        stack.callback(balancer.close)
        yield Chain(database, hubs, balancer, balancer.url)


def shop_file() -> dict[str, Any]:
    """The shop of the scenarios in many towns, its people at home everywhere."""
    shop: dict[str, Any] = json.loads(SHOP_FILE.read_text("utf-8"))
    (store,) = shop["stores"]
    shop["stores"] = [store | {"id": f"S{number}"} for number in range(STORES)]
    shop["staff"] = [{key: value for key, value in person.items() if key != "stores"} for person in shop["staff"]]
    return shop


_free = itertools.count()


@pytest.fixture
def hub(chain: Chain) -> Chain:
    """What the imported tests call their hub."""
    return chain


@pytest.fixture
def store() -> str:
    """A store that no other test has."""
    return f"S{next(_free)}"


@pytest.fixture
def enrolled(chain: Chain, store: str) -> Iterator[Callable[..., BareTill]]:
    """Makes enrolled tills of the test's store."""
    made: list[BareTill] = []

    def make(register: str = "1") -> BareTill:
        made.append(BareTill(cast(Any, chain), store, register))  # an address and codes are all it wants
        return made[-1]

    yield make
    for till in made:
        till.close()


@pytest.fixture
def shop(tmp_path: Path, chain: Chain, store: str) -> Iterator[Shop]:
    """Real tills of the test's store."""
    shop = Shop(tmp_path, cast(Any, chain), StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)), store)
    yield shop
    shop.close()


def test_entries_of_two_tills_interleaved_over_both_arrive_once(
    chain: Chain, enrolled: Callable[..., BareTill]
) -> None:
    one, other = enrolled("1"), enrolled("2")
    before = list(chain.balancer.calls)
    for number in range(12):
        till = (one, other)[number % 2]
        till.sell(100 + number)
        till.sell(1000 + number)
        assert outcomes(till.push(till.entries[-2:])) == ["accepted"] * 2
        assert outcomes(till.push(till.entries[-3:])) == ["repeated"] * min(3, len(till.entries))
    assert all(now - then >= 10 for now, then in zip(chain.balancer.calls, before, strict=True))
    for till in (one, other):
        assert till.get(routes.TILL)["last_hash"] == till.entries[-1].hash.hex()
    totals = one.get(routes.TOTALS)
    assert (totals["count"], totals["total"]) == (24, sum(1100 + 2 * number for number in range(12)))


def test_the_same_batch_at_both_at_once_arrives_once(chain: Chain, enrolled: Callable[..., BareTill]) -> None:
    till = enrolled()
    for _ in range(20):
        till.sell()
    packed = envelope.pack("b", till.id, till.entries)
    start = [url + routes.ENTRIES for url in chain.hubs] * 6
    headers = {"Content-Encoding": envelope.ENCODING}
    with ThreadPoolExecutor(len(start)) as callers:
        answers = list(callers.map(lambda url: till.session.post(url, packed, headers=headers, timeout=30), start))
    accepted = [outcomes(envelope.read_answer(answer.content)).count("accepted") for answer in answers]
    assert sorted(accepted) == [0] * (len(start) - 1) + [20]


def test_real_tills_sell_and_the_books_agree(chain: Chain, shop: Shop) -> None:
    tills_ = [shop.till("1"), shop.till("2")]
    for till in tills_:
        till.sign_in()
        till.open_shift()
    for number in range(10):
        for till in tills_:
            till.sell("A" if number % 2 else "C")
            assert till.sync().unsent == 0
    totals = tills_[0].parts.engine.hub.totals()
    assert (totals.count, totals.total) == (20, 10 * 9900 + 10 * 1280)


def test_new_tills_get_a_catalogue_and_every_price_whoever_they_ask(chain: Chain, shop: Shop) -> None:
    """The file that one process has built is sent by the other; a change that one publishes comes from both."""
    sku = f"{shop.store}-new"
    for price in (100, 200, 300):
        chain.publish(product(sku, price))
        till = shop.till()
        till.parts.app.desk.settings_changed()
        for earlier in shop.tills:
            earlier.sync()
            found = earlier.parts.catalog.by_sku(sku)
            assert found is not None
            assert found.price == price


def test_feeds_read_page_by_page_over_both_miss_nothing(chain: Chain, enrolled: Callable[..., BareTill]) -> None:
    till = enrolled()
    after = till.get(routes.TILL)["heads"]["products"]
    chain.publish(*(product(f"{till.store}-{number:02d}", number) for number in range(23)))
    rows, gone, cursor = till.feed("products", after, limit=5)
    mine = [row["sku"] for row in rows if row["sku"].startswith(f"{till.store}-")]
    assert (mine, gone) == ([f"{till.store}-{number:02d}" for number in range(23)], [])
    assert cursor == till.get(routes.TILL)["heads"]["products"]


def test_news_reach_the_listeners_of_both(chain: Chain, enrolled: Callable[..., BareTill]) -> None:
    tills_ = [enrolled("1"), enrolled("2")]
    with listening(tills_[0], url=chain.hubs[0]) as here, listening(tills_[1], url=chain.hubs[1]) as there:
        here.heads(), there.heads()
        chain.publish(product(f"{tills_[0].store}-news", 100))
        assert here.heads().keys() >= {"products"}
        assert there.heads().keys() >= {"products"}


def test_a_token_revoked_or_replaced_is_so_at_both(chain: Chain, enrolled: Callable[..., BareTill]) -> None:
    till = enrolled()
    before = till.token
    till.use(till.session.post(chain.hubs[0] + routes.TOKEN, timeout=30).json()["token"])
    for url in chain.hubs * 2:
        assert till.session.get(url + routes.TILL, timeout=30).status_code == 200
    fresh = till.token
    till.use(before)
    assert [till.session.get(url + routes.TILL, timeout=30).status_code for url in chain.hubs] == [401, 401]
    till.use(fresh)
    tokens.revoke(chain.database, till.id, system_clock(), "test")
    codes = [till.session.get(url + routes.TILL, timeout=30).json()["code"] for url in chain.hubs]
    assert codes == ["token_revoked"] * 2
    revoked = {"act": "revoke", "till": till.id}.items()
    assert any(revoked <= act.items() for act in audit.acts(chain.database)), "of acts in one second any may be last"


def test_a_code_makes_one_till_whoever_is_asked(chain: Chain, store: str, enrolled: Callable[..., BareTill]) -> None:
    session, code = enrolled().session, chain.code(store, "2")
    urls = [url + routes.ENROL for url in chain.hubs] * 4
    said = {"code": code, "name": "test"}
    with ThreadPoolExecutor(len(urls)) as callers:
        answers = list(callers.map(lambda url: session.post(url, json=said, timeout=30).status_code, urls))
    assert sorted(answers) == [200] + [403] * (len(urls) - 1)


def test_many_processes_begin_on_an_empty_database_at_once(postgres: PostgresCluster, numbers: Any) -> None:
    for _ in range(5):
        url = postgres.new_schema(f"hub{next(numbers)}")
        with ThreadPoolExecutor(4) as starting:
            opened = list(starting.map(open_database, [url] * 4))
        with opened[0].read() as connection:
            assert len(connection.execute(tables.hub.select()).all()) == 1
        for database in opened:
            database.close()
