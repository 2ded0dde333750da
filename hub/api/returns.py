"""A till asks what was sold and what of it came back, before it takes goods back itself."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import sold
from posapp.contract import routes
from posapp.contract.returns import ReturnAnswer, ReturnQuestion

router = APIRouter(tags=["returns"])


@router.post(routes.RETURNS, responses=documented(400, 401, 403, 404))
def ask(hub: TheHub, till: CallingTill, asked: ReturnQuestion) -> ReturnAnswer:
    """The sales that fit, or the one of which these lines are kept from now on. Asking again is safe."""
    return sold.answer(hub.database, till.store, till.id, asked, hub.clock())
