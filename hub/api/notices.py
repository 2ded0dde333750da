"""A till asks what became of the messages to the customer of a sale."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import notices
from posapp.contract import routes
from posapp.contract.notices import NoticeSaid, NoticesSaid

router = APIRouter(tags=["notices"])


@router.get(routes.NOTICES, responses=documented(400, 401))
def of_sale(hub: TheHub, till: CallingTill, about: str) -> NoticesSaid:
    """The messages of a sale of the till's store; none of a sale that nobody knows. Addresses are masked."""
    rows = notices.of(hub.database, till.store, about) if "\0" not in about else []
    said = [
        NoticeSaid(id=r.id, to=r.masked, state=r.state, why=r.why, at=r.moved_at, simulated=bool(r.simulated))  # type: ignore[arg-type]
        for r in rows
    ]
    return NoticesSaid(about=about, notices=tuple(said))
