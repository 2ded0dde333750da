"""A till takes a basket that lies aside in its shop: of several that ask, one has it."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import holds
from posapp.contract import routes
from posapp.contract.feed_holds import HoldRow, TakeHoldRequest

router = APIRouter(tags=["holds"])


@router.post(routes.TAKE_HOLD, responses=documented(400, 401, 404))
def take(hub: TheHub, till: CallingTill, asked: TakeHoldRequest) -> HoldRow:
    """The hold, and in `taken` who has it now: the calling till, unless another asked first. Asking again is safe."""
    return holds.take(hub.database, till.store, till.id, asked.hold, asked.staff, hub.clock())
