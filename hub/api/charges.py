"""A till has a wallet's provider asked. Providers may take long, so these calls have threads of their own."""

from __future__ import annotations

from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter

from hub.api.calling import CallingTill, Hub, TheHub
from hub.charges import Charges
from hub.problems import documented
from hub.refunds import Refunds
from hub.storage.tills import Till
from posapp.contract import routes
from posapp.contract.charges import ChargeAnswer, ChargeQuestion
from posapp.contract.refunds import RefundRequest, RefundTold

router = APIRouter(tags=["charges"])

_AT_ONCE: Final = 64
"""Customers of one process who pay at the same moment; whoever comes then waits."""


@router.post(routes.CHARGES, responses=documented(400, 401, 403))
async def ask(hub: TheHub, till: CallingTill, asked: ChargeQuestion) -> ChargeAnswer:
    """What the provider says of the charge. Each id is charged once; asking again tells what became of it."""
    return await to_thread.run_sync(_answer, hub, till, asked, limiter=hub.paying)


@router.post(routes.REFUNDS, responses=documented(400, 401, 403))
async def give_back(hub: TheHub, till: CallingTill, asked: RefundRequest) -> RefundTold:
    """What the provider says of the refund. Each id is given back once; asking again tells what became of it."""
    return await to_thread.run_sync(_refund, hub, till, asked, limiter=hub.paying)


def paying() -> CapacityLimiter:
    """The threads of one hub."""
    return CapacityLimiter(_AT_ONCE)


def _refund(hub: Hub, till: Till, asked: RefundRequest) -> RefundTold:
    return Refunds(hub.database, hub.merchants, till.store, till.id, hub.clock()).answer(asked)


def _answer(hub: Hub, till: Till, asked: ChargeQuestion) -> ChargeAnswer:
    return Charges(hub.database, hub.merchants, till.store, till.id, hub.clock()).answer(asked)
