"""Every test of the hub that asks for `hub` runs twice: over SQLite and over PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.hub import RunningHub
from tests.support.postgres import PostgresCluster, cluster
from tests.support.till import BareTill

SHOP: dict[str, Any] = {
    "stores": [
        {"id": "S1", "name": "静安店", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1", "2"]},
        {"id": "S2", "name": "徐汇店", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1"]},
    ],
    "roles": [{"id": "cashier", "may": ["sell"]}, {"id": "manager", "may": ["sell", "confirm_date"]}],
    "staff": [
        {"id": "c1", "name": "林晓", "role": "cashier", "pin": "1111", "stores": ["S1"]},
        {"id": "m1", "name": "周敏", "role": "manager", "pin": "9999"},
    ],
    "taxes": [{"id": "13", "kind": "rate", "percent": "13", "from": "2019-04-01"}],
    "categories": [{"id": "apparel", "name": {"zh": "服装", "en": "Apparel"}}],
    "products": [
        {
            "sku": "A",
            "name": {"zh": "T恤", "en": "T-shirt"},
            "barcodes": ["6901234567892"],
            "price": "99.00",
            "tax": "13",
            "category": "apparel",
            "prices": [{"list": "member", "price": "89.00"}],
        },
        {"sku": "B", "name": {"zh": "袜子", "en": "Socks"}, "price": "9.90", "tax": "13", "category": "apparel"},
    ],
    "promotions": [{"id": "p1", "kind": "percent", "percent": "10", "name": {"zh": "九折"}, "items": ["A"]}],
    "stock": [
        {"store": "S1", "sku": "A", "on_hand": "5", "reserved": "2"},
        {"store": "S2", "sku": "A", "on_hand": "7"},
    ],
}


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: int) -> None:
        """Moves it on."""
        self.at += timedelta(**span)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    """A PostgreSQL server for the length of the run. Its own folder: a socket's path may not be long."""
    parent = Path(tempfile.mkdtemp(prefix="posapp-pg-"))
    parent.chmod(0o755)
    with cluster(parent / "pg") as running:
        yield running
    shutil.rmtree(parent)


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Numbers for the names of schemas."""
    return itertools.count()


class Schemas:
    """Copies of a filled schema, one after the other: as long as a test has left its shape alone, the next one has the
    same copy with the rows put back, which takes a tenth of the time of another copy."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers, self._last = numbers, ""

    def filled(self, server: PostgresCluster, source: str) -> str:
        """The URL of one that holds what `source` does."""
        if self._last and server.reset_schema(source, self._last):
            return server.schema_url(self._last)
        self._last = f"hub{next(self._numbers)}"
        return server.copy_schema(source, self._last)


@pytest.fixture(scope="session")
def schemas(numbers: Iterator[int]) -> Schemas:
    """One keeper for the run."""
    return Schemas(numbers)


@pytest.fixture
def clock() -> Clock:
    """The hub's clock."""
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a hub over SQLite that holds SHOP, to be copied."""
    folder = tmp_path_factory.mktemp("filled") / "hub"
    with RunningHub(folder, clock=Clock()) as running:
        running.load(SHOP)
    return folder


@pytest.fixture(scope="session")
def filled_postgres(postgres: PostgresCluster, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder and the schema of a hub over PostgreSQL that holds SHOP, to be copied."""
    folder, schema = tmp_path_factory.mktemp("filled") / "hub", "filled"
    with RunningHub(folder, postgres.new_schema(schema), Clock()) as running:
        running.load(SHOP)
    return folder, schema


@pytest.fixture
def database(request: pytest.FixtureRequest, engine: str, numbers: Iterator[int], schemas: Schemas) -> str | None:
    """The URL of the test's database; None is SQLite in the hub's folder. Empty in a test without `hub`."""
    if engine == "sqlite":
        return None
    running: PostgresCluster = request.getfixturevalue("postgres")
    if "hub" not in request.fixturenames:
        return running.new_schema(f"hub{next(numbers)}")
    _folder, schema = request.getfixturevalue("filled_postgres")
    return schemas.filled(running, schema)


@pytest.fixture
def hub(request: pytest.FixtureRequest, tmp_path: Path, database: str | None, clock: Clock) -> Iterator[RunningHub]:
    """A running hub that holds SHOP."""
    folder = request.getfixturevalue("filled_postgres")[0] if database else request.getfixturevalue("filled")
    shutil.copytree(folder, tmp_path / "hub")
    with RunningHub(tmp_path / "hub", database, clock) as running:
        yield running


@pytest.fixture
def enrolled(hub: RunningHub) -> Iterator[Callable[..., BareTill]]:
    """Makes enrolled tills."""
    made: list[BareTill] = []

    def make(store: str = "S1", register: str = "1") -> BareTill:
        made.append(BareTill(hub, store, register))
        return made[-1]

    yield make
    for till in made:
        till.close()


@pytest.fixture
def till(enrolled: Callable[..., BareTill]) -> BareTill:
    """An enrolled till of S1."""
    return enrolled()
