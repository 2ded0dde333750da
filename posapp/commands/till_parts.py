"""The working parts of one till without its window: files, use cases, and the exchange with the hub."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from posapp import __version__
from posapp.app import App
from posapp.contract.calls import EnrolRequest
from posapp.ports.clock import Clock
from posapp.storage.catalog import Catalog
from posapp.storage.enrolment import Enrolment
from posapp.storage.key import till_key
from posapp.storage.till import TillStore, open_till
from posapp.usecases.desk import Later
from sync.client import HubClient
from sync.engine import Engine, no_pace

CATALOG_FILE = "catalog.db"


@dataclass(slots=True)
class TillParts:
    """One till, switched on. `key_warning` is a code for people when the key lies in a file instead of a keyring."""

    till: TillStore
    catalog: Catalog
    app: App
    engine: Engine
    key_warning: str | None

    def close(self) -> None:
        """Switch off: nothing is pending in memory."""
        self.engine.close()
        self.catalog.close()
        self.till.close()


def at_once(job: Callable[[], None]) -> None:
    """Writes happen where they are asked for."""
    job()


def open_parts(
    folder: Path,
    clock: Clock,
    *,
    hub_url: str = "",
    later: Later = at_once,
    pace: Callable[[], None] = no_pace,
) -> TillParts:
    """Open a till's folder (made when missing) and wire its parts; `hub_url` wins over the one it was enrolled with."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key, warning = till_key(folder)
    till = open_till(folder, key)
    catalog = Catalog(folder / CATALOG_FILE, till.changes)
    known = till.enrolment.current()
    hub = HubClient(hub_url or (known.hub if known else ""), known.token if known else "")
    engine = Engine(till, catalog, hub, clock, pace)
    return TillParts(till, catalog, App(till, catalog, clock, later), engine, warning)


def enrol(parts: TillParts, code: str, name: str = "") -> None:
    """Become a till of the hub's store with a one-time code; the hub gives the name and the token."""
    hub = parts.engine.hub
    answer = hub.enrol(EnrolRequest(code=code, name=name, version=__version__))
    parts.till.enrolment.save(Enrolment(answer.till, answer.store, answer.register_, hub.url, answer.token))
