"""A till has a wallet's provider asked. Providers may take long, so these calls have threads of their own."""

from __future__ import annotations

from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request

from hub.api.calling import Hub, TheHub, bearer, caller
from hub.charges import Charges
from hub.problems import documented
from posapp.contract import routes
from posapp.contract.charges import ChargeAnswer, ChargeQuestion

router = APIRouter(tags=["charges"])

_AT_ONCE: Final = 64
"""Customers of one process who pay at the same moment; whoever comes then waits."""


@router.post(routes.CHARGES, dependencies=[Depends(bearer)], responses=documented(400, 401, 403))
async def ask(hub: TheHub, request: Request, asked: ChargeQuestion) -> ChargeAnswer:
    """What the provider says of the charge. Each id is charged once; asking again tells what became of it."""
    return await to_thread.run_sync(_answer, hub, request, asked, limiter=hub.paying)


def paying() -> CapacityLimiter:
    """The threads of one hub."""
    return CapacityLimiter(_AT_ONCE)


def _answer(hub: Hub, request: Request, asked: ChargeQuestion) -> ChargeAnswer:
    till = caller(hub, request)
    return Charges(hub.database, hub.merchants, till.store, till.id, hub.clock()).answer(asked)
