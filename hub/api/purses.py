"""A till asks what a gift card or a member has, and has it kept for a sale."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.one_time import send
from hub.problems import documented
from hub.storage import proofs, purses
from posapp.contract import routes
from posapp.contract.purses import PurseAnswer, PurseRequest
from posapp.domain.errors import Refused

router = APIRouter(tags=["purses"])


@router.post(routes.PURSE, responses=documented(400, 401, 403, 404, 409))
def ask(hub: TheHub, till: CallingTill, asked: PurseRequest) -> PurseAnswer:
    """The balance, and what is kept for the calling till: of a member's purse only with what releases it, but that a
    store whose tills have the member's signed balance may read it. Who guesses numbers of cards, or PINs, is made to
    wait."""
    hub.guesses.check(till.id)
    try:
        if asked.send_code:
            return send(hub.database, hub.delivery.sms(), till.store, asked.account, hub.clock())
        if asked.deposit and not asked.amount:
            return purses.fits(hub.database, till.store, till.id, asked, hub.clock())
        proofs.prove(hub.database, till.store, till.id, asked, hub.clock())
        return purses.ask(hub.database, till.store, till.id, asked, hub.clock())
    except Refused as refused:
        if refused.code == "purse_unknown":
            hub.guesses.note_wrong(till.id)
        raise
