"""A till is updated while sales wait to be sent: they arrive as they were sealed, and it sells on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.storage import tables
from posapp.commands.till_parts import open_parts
from posapp.contract import envelope
from posapp.domain.journal import Entry, broken_at
from posapp.storage.database import open_database
from posapp.storage.schema import REVISIONS, backup_path
from posapp.storage.verify import verify
from sync.client import HubClient
from tests.support.known import KEY, lay_out, make_known
from tests.support.shop import Shop, Till

FIRST = Path(__file__).parents[1] / "storage" / "till-0001.sql"
"""Written by the program of revision 0001: five entries, two of them sent, a basket on the counter."""
TILL, TOKEN = "S1-1-vat2", "k1FIKqjpLFvuw0LKNOwNXxrl6hVqiaX7tsA_hw3TaxQ"
ENTRIES = "SELECT seq, kind, at, business_date, staff, body, hash FROM journal ORDER BY seq"


def entries_in(path: Path) -> list[Entry]:
    database = open_database(path, KEY)
    found = [Entry(*row) for row in database.select(ENTRIES)]
    database.close()
    return found


@pytest.fixture
def left(shop: Shop) -> list[Entry]:
    """The folder of a till of the first revision, the hub that has its first two entries; all that it had written."""
    lay_out(FIRST, shop.folder / "old")
    make_known(shop.hub, TILL, TOKEN)
    written = entries_in(shop.folder / "old" / "till.db")
    client = HubClient(shop.hub.url, TOKEN)
    client.push(envelope.pack("b", TILL, written[:2]))
    client.close()
    return written


@pytest.fixture
def till(shop: Shop, left: list[Entry]) -> Iterator[Till]:
    """The same till, opened by the program of now."""
    assert left
    parts = open_parts(shop.folder / "old", shop.clock, hub_url=shop.hub.url)
    yield (till := Till(shop.folder / "old", shop.clock, shop.hub.url, parts))
    till.parts.close()


def at_hub(shop: Shop) -> list[tuple[int, bytes, bytes, str]]:
    with shop.hub.database.read() as connection:
        rows = connection.execute(tables.entry.select().where(tables.entry.c.till == TILL).order_by("seq")).all()
    return [(row.seq, bytes(row.body), bytes(row.hash), row.refusal) for row in rows]


def test_sales_of_the_first_revision_that_were_not_sent_arrive_unchanged(
    shop: Shop, till: Till, left: list[Entry]
) -> None:
    journal = till.parts.till.journal
    assert (journal.acknowledged(), journal.unsent_count()) == (2, 3)
    assert list(journal.all()) == left, "an update rewrites nothing"
    status = till.sync()
    assert (status.state, status.pushed, status.unsent, status.parked) == ("online", 3, 0, 0)
    assert at_hub(shop) == [(e.seq, e.body, e.hash, "") for e in left]
    assert till.parts.engine.hub.totals().total == 9900 + 3550 + 3840


def test_it_sells_on_from_the_basket_that_was_open_and_the_chain_goes_on(shop: Shop, till: Till) -> None:
    till.sync()
    till.parts.app.desk.resume()
    till.sign_in()
    assert [line.line.product.sku for line in till.cart.lines] == ["A"]
    assert till.pay_cash("100.00").receipt == "S1-1-20261121-0004"
    assert till.sync().unsent == 0
    assert broken_at(TILL, till.parts.till.journal.all()) is None
    assert verify(till.parts.till).whole
    assert at_hub(shop)[-1][0] == 6


def test_the_file_before_the_update_is_kept(till: Till, left: list[Entry]) -> None:
    assert till.parts.till.database.first("SELECT version_num FROM alembic_version") == (REVISIONS[-1],)
    assert entries_in(backup_path(till.folder / "till.db", "0001")) == left


def test_an_update_far_from_the_hub_knows_its_people(shop: Shop) -> None:
    """copies.db of the program before lacks tables; what it holds stays."""
    till = shop.till()
    with till.parts.till.copies.transaction() as tx:
        tx.execute("DROP TABLE skipped")
        tx.execute("PRAGMA user_version=1")
    till.online = False
    till.restart()
    till.sign_in()
    till.open_shift()
    assert till.sell("A").receipt.endswith("0001")
