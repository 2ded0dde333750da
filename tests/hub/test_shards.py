"""The tables can be spread by store: each says by which column, and what a till does all day stays with its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from hub.storage import tables
from posapp.contract import routes
from tests.hub.conftest import SHOP, Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill

SHARDS = {name: table.info.get("shard") for name, table in tables.metadata.tables.items()}
BY_TOKEN = ("token_hash", "next_hash")
"""Who calls: the one question that names no till, answered by an index over all of them."""


@pytest.mark.parametrize("name", sorted(SHARDS))
def test_every_table_has_a_shard_key(name: str) -> None:
    table, shard = tables.metadata.tables[name], SHARDS[name]
    assert shard, f"say in hub/storage/tables.py by what {name} is spread"
    if shard != tables.CHAIN:
        assert shard in ("store", "till", "id")
        assert shard in table.primary_key.columns, "what is unique in one shard only must be told apart by its key"


def test_who_makes_a_database_knows_every_table() -> None:
    """Whichever command comes first makes the database by what `tables` leads to, without a server's other modules."""
    folder = Path(tables.__file__).parent
    makes = re.compile(r"^\w+ = _?table\(", re.MULTILINE)
    defining = {file.stem for file in folder.glob("*.py") if makes.search(file.read_text("utf-8"))}
    led, waiting = set[str](), ["tables"]
    while waiting:
        led.add(name := waiting.pop())
        text = (folder / f"{name}.py").read_text("utf-8")
        found = re.findall(r"^from hub\.storage(?:\.| import )(\w+)", text, re.MULTILINE)
        waiting += set(found) - led
    assert len(defining) > 10
    assert defining <= led


def test_no_table_numbers_its_rows_by_itself() -> None:
    """A sequence would be one for all tills."""
    for table in tables.metadata.tables.values():
        assert table.autoincrement_column is None or table.autoincrement_column.autoincrement is False, table.name
        assert not any(column.identity for column in table.columns), table.name


def test_what_is_the_till_of_a_store_is_so_by_its_id(enrolled: Callable[..., BareTill]) -> None:
    for store in ("S1", "S2"):
        assert enrolled(store).id.startswith(f"{store}-")


KEPT = 8
"""More connections than the hub keeps out of its pool."""


@contextmanager
def listened_to(hub: RunningHub) -> Iterator[list[str]]:
    """Every statement that the hub's database is given."""
    said: list[str] = []

    def listen(connection: Any, *_: Any) -> None:
        connection.set_trace_callback(said.append)

    event.listen(hub.database.engine, "checkout", listen)
    with ExitStack() as kept:
        for _ in range(KEPT):
            listen(kept.enter_context(hub.database.raw()))
    yield said
    event.remove(hub.database.engine, "checkout", listen)


def test_a_till_that_sells_touches_its_own_rows_only(tmp_path: Path, clock: Clock) -> None:
    with RunningHub(tmp_path / "hub", None, clock) as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        till.sell()
        till.push()
        with listened_to(hub) as said:
            for _ in range(3):
                till.sell()
            till.sell(lines=())
            till.push()
            till.get(routes.TILL)
        till.close()
    asked = [statement for statement in said if touched(statement)]
    assert {"till", "entry", "sale", "sale_line", "exception"} <= {name for text in asked for name in touched(text)}
    for statement in asked:
        for name in touched(statement):
            assert SHARDS[name] != tables.CHAIN, f"all tills of all stores meet in {name}: {statement}"
            assert names(statement, str(SHARDS[name])), f"the question goes to every shard of {name}: {statement}"


def touched(statement: str) -> list[str]:
    """The tables that a statement reads or writes."""
    found = re.findall(r"(?:FROM|INTO|UPDATE|JOIN)\s+\"?(\w+)", statement, re.IGNORECASE)
    return [name for name in found if name in SHARDS]


def names(statement: str, shard: str) -> bool:
    """Whether it says which shard it is about; a whole row does."""
    if statement.lstrip().upper().startswith("INSERT"):
        return True
    where = statement.upper().partition("WHERE")[2]
    return shard.upper() in where or all(column.upper() in where for column in BY_TOKEN)
