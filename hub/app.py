"""The hub as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from hub import links, problems, rates
from hub.access import Attempts
from hub.api import (
    charges,
    coupons,
    enrolment,
    entries,
    events,
    exceptions,
    feeds,
    holds,
    members,
    notices,
    orders,
    pictures,
    purses,
    receipts,
    return_photos,
    returns,
    shifts,
    shop_day,
)
from hub.api.calling import Hub
from hub.catalogues import Catalogues
from hub.clock import system_clock
from hub.contacts import Contacts
from hub.feeds import arrivals
from hub.feeds import orders as order_feed
from hub.late import book_kept
from hub.limits import BodyLimit
from hub.listeners import Listeners
from hub.notices.delivery import Delivery
from hub.notices.senders import Senders
from hub.order_clock import OrderClock
from hub.providers.merchants import Merchants
from hub.rates import Rates
from hub.retention import RetentionClock
from hub.signing import signer_within_reach
from hub.storage import erasing, return_stock
from hub.storage.database import Database, epoch
from hub.storage.intake import intake_of
from hub.versions import SaysVersion, Spoken
from hub.web_refunds import WebRefunds
from posapp import __version__

_ROUTES: Final = tuple(
    route
    for part in (
        enrolment,
        entries,
        feeds,
        events,
        exceptions,
        holds,
        members,
        coupons,
        purses,
        charges,
        receipts,
        returns,
        return_photos,
        notices,
        orders,
        pictures,
        shop_day,
        shifts,
    )
    for route in part.router.routes
)
"""As they were made at import. `include_router` would make each one again for every application, at its first request,
and look through them twice for each request."""


def create_app(
    database: Database,
    snapshots: Path,
    clock: Callable[[], datetime] = system_clock,
    spoken: Spoken | None = None,
    still: bool = False,
) -> FastAPI:
    """The application over an open database; `snapshots` is the folder of built catalogues. `still`: nothing is done
    because time has passed (no order ends, nobody is followed up, nothing is forgotten) until a command says so."""
    spoken = spoken or Spoken(clock)
    number = epoch(database)
    arrivals.keep_enrolled(database, None, clock)  # whose batch came in while nobody was left to tell of it
    intake = intake_of(database)
    book_kept(database, intake, clock)
    erasing.follow(database, clock)
    order_feed.keep_up(database, clock)
    return_stock.keep_up(database, clock())
    catalogues = Catalogues(snapshots, database, number, clock)
    delivery = Delivery(database, Senders(snapshots.parent), clock)
    merchants = Merchants(snapshots.parent)
    web_refunds = WebRefunds(database, merchants, clock)

    def wake() -> None:
        delivery.wake()
        web_refunds.wake()

    signer = partial(signer_within_reach, snapshots.parent)
    order_clock, retention_clock = OrderClock(database, clock, wake, signer), RetentionClock(database, clock)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        delivery.start()
        if not still:
            order_clock.start()
            retention_clock.start()
        web_refunds.start()
        yield
        web_refunds.stop()
        retention_clock.stop()
        order_clock.stop()
        delivery.stop()
        catalogues.close()

    app = FastAPI(
        title="posapp hub",
        version=__version__,
        description="What till and hub say to each other. Every error is a Problem with a code and a sentence.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=life,
        routes=list(_ROUTES),
        telemetry={"tracing": False, "metrics": False, "logs": False},  # or each call would look whether there is any
    )
    app.state.hub = Hub(
        database,
        number,
        intake,
        catalogues,
        Attempts(clock),
        Attempts(clock),
        Rates(rates.TILL, clock),
        Rates(rates.ADDRESS, clock),
        Listeners(database),
        clock,
        spoken,
        Contacts(database, clock),
        merchants,
        charges.paying(),
        delivery,
        web_refunds,
        signer,
    )
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SaysVersion, spoken=spoken)
    _name_schemas(app)
    return app


def _name_schemas(app: FastAPI) -> None:
    """Adds the push's msgspec schemas and what events carry to the document's components, and links to its answers."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        document = plain()
        document["components"]["schemas"] |= entries.SCHEMAS | events.SCHEMAS
        links.add(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
