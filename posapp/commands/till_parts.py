"""The working parts of one till without its window: files, use cases, and the exchange with the hub."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posapp import __version__
from posapp.app import App
from posapp.domain.errors import Refused
from posapp.late import Late
from posapp.ports.clock import Clock
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_install import no_pace
from posapp.storage.enrolment import Enrolment
from posapp.storage.goods import GoodsWatch
from posapp.storage.key import till_key
from posapp.storage.till import TillStore, open_till
from posapp.usecases.desk import Later

if TYPE_CHECKING:
    from sync.engine import Engine

CATALOG_FILE = "catalog.db"


@dataclass(slots=True)
class TillParts:
    """One till, switched on. `key_warning` is a code for people when the key lies in a file instead of a keyring."""

    till: TillStore
    catalog: Catalog
    app: App
    key_warning: str | None
    exchange: Late[Engine]
    goods: GoodsWatch

    @property
    def engine(self) -> Engine:
        """The exchange with the hub. Its libraries take a third of a start: they are imported when it is first used."""
        return self.exchange()

    def close(self) -> None:
        """Switch off: nothing is pending in memory."""
        if self.exchange.here is not None:
            self.exchange.here.close()
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
    key: bytes | None = None,
) -> TillParts:
    """Open a till's folder (made when missing) and wire its parts; `hub_url` wins over the one it was enrolled with,
    `key` over the folder's own."""
    warning = None
    if key is None:
        key, warning = till_key(folder)
    till = open_till(folder, key)
    with ExitStack() as undo:  # a till that could not be opened whole must not keep its folder
        undo.callback(till.close)
        catalog = Catalog(folder / CATALOG_FILE, till.changes, key)
        undo.callback(catalog.close)
        engine = Late(lambda: connect(till, catalog, hub_url, clock, pace))
        goods = catalog.goods_watch(key)
        parts = TillParts(till, catalog, App(till, catalog, clock, later), warning, engine, goods)
        undo.pop_all()
        return parts


def connect(till: TillStore, catalog: Catalog, hub_url: str, clock: Clock, pace: Callable[[], None]) -> Engine:
    """The till's exchange with its hub, or with the one at `hub_url`."""
    from sync.client import HubClient
    from sync.engine import Engine
    from sync.trust import authority_in

    known = till.enrolment.current()
    hub = HubClient(hub_url or (known.hub if known else ""), known.token if known else "", authority_in(till.folder))
    return Engine(till, catalog, hub, clock, pace)


def enrol(parts: TillParts, code: str, name: str = "") -> None:
    """Become a till of the hub's store with a one-time code; the hub gives the name and the token.

    A till that has a name keeps it: its code must be one that connects it again.
    Refused with what the hub says (code_wrong …), or hub_away.
    """
    from posapp.contract.calls import EnrolRequest
    from sync.client import HubAway, HubSaid

    hub, known = parts.engine.hub, parts.till.enrolment.current()
    try:
        answer = hub.enrol(EnrolRequest(code=code, name=name, version=__version__, till=known.till if known else ""))
    except ValueError as error:  # no code of any hub is so long, or empty
        raise Refused("code_wrong") from error
    except HubAway as error:
        raise Refused(error.code or "hub_away", hub=hub.url) from error
    except HubSaid as said:
        facts: dict[str, str | int] = {"seconds": said.problem.retry_after or 60, "reason": said.problem.zh}
        raise Refused(said.problem.code, till=known.till if known else "…", **facts) from said
    series = answer.series or answer.register_
    parts.till.enrolment.save(Enrolment(answer.till, answer.store, series, hub.url, answer.token))
