"""A till asks how its shop's day stands."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BeforeValidator

from hub.api.calling import CallingTill, TheHub
from hub.entry_body import countable
from hub.problems import documented
from hub.storage import shop_day
from posapp.contract import routes
from posapp.contract.shop_day import ShopDay
from posapp.domain.times import is_day

router = APIRouter(tags=["figures"])


def _written(said: str) -> str:
    """As "2026-11-21": the library would take a number of seconds for a day too."""
    if not (is_day(said) and countable(said)):
        raise ValueError(said)
    return said


Day = Annotated[date, BeforeValidator(_written), Query(alias="date")]


@router.get(routes.SHOP_DAY, responses=documented(400, 401))
def of_day(hub: TheHub, till: CallingTill, day: Day) -> ShopDay:
    """The figures of all tills of the calling till's store on a business date, and which of them are lacking."""
    return shop_day.shop_day(hub.database, till.store, day.isoformat(), hub.clock())
