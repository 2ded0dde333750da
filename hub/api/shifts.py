"""A till goes on with a shift that was suspended in its shop: of several that ask, one has it."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import suspensions
from posapp.contract import routes
from posapp.contract.suspensions import ResumeRequest, SuspendedRow, SuspendedShifts

router = APIRouter(tags=["shifts"])


@router.get(routes.SUSPENDED, responses=documented(401))
def standing_still(hub: TheHub, till: CallingTill) -> SuspendedShifts:
    """The shifts of the calling till's store that stand still."""
    return SuspendedShifts(shifts=suspensions.listed(hub.database, till.store))


@router.post(routes.RESUME, responses=documented(400, 401, 404))
def resume(hub: TheHub, till: CallingTill, asked: ResumeRequest) -> SuspendedRow:
    """The shift, and in `taken` who has it now: the calling till, unless another asked first. Asking again is safe."""
    return suspensions.take(hub.database, till.store, till.id, asked.shift, asked.staff, hub.clock())
