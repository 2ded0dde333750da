"""The feeds, the catalogue snapshot and the totals of the calling till's store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import FileResponse

from hub.api.calling import CallingTill, Hub, TheHub, caller
from hub.api.quick import number, quick
from hub.problems import documented
from hub.storage import records
from hub.storage.totals import totals
from posapp.contract import routes
from posapp.contract.calls import Totals
from posapp.contract.feeds import NOUNS, PAGE, FeedPage, Noun, SnapshotInfo
from posapp.contract.offer_terms import ON_TERMS, SINCE
from posapp.contract.version import HEADER, heard
from posapp.domain.errors import Refused

router = APIRouter(tags=["feeds"])

Cursor = Annotated[int, Query(ge=0, le=2**53, description="Where the till's copy stands; 0 for all.")]
Limit = Annotated[int, Query(ge=1, le=PAGE)]
Word = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]
Version = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


def _page(hub: Hub, store: str, noun: Noun, after: int, limit: int, spoken: str) -> bytes:
    if after > records.newest_cursor(hub.database):
        raise Refused("cursor_ahead")
    page = records.page(hub.database, noun, store, after, limit)
    body = {
        "noun": noun,
        "epoch": hub.epoch,
        "cursor": page.cursor,
        "more": page.more,
        "as_of": hub.now(),
        "rows": [msgspec.Raw(row) for row in page.rows],
        "tombstones": [*page.gone, *_unreadable(page.rows, spoken)] if noun == "promotions" else page.gone,
    }
    return msgspec.json.encode(body)


class _Offer(msgspec.Struct):
    id: str
    kind: str


_offer = msgspec.json.Decoder(_Offer).decode


def _unreadable(rows: Iterable[str], spoken: str) -> list[str]:
    """Offers that a till of the first contract passes over: it must not go on with what they were before."""
    version = heard(spoken)
    if version is not None and version.contract >= SINCE:
        return []
    return [offer.id for offer in map(_offer, rows) if offer.kind == ON_TERMS]


def _quick_page(request: Request) -> bytes | None:
    hub: Hub = request.app.state.hub
    noun, asked = request.path_params["noun"], request.query_params
    after, limit = number(asked.get("after", "0")), number(asked.get("limit", str(PAGE)))
    if noun not in NOUNS or after is None or limit is None or not 1 <= limit <= PAGE:
        return None
    return _page(hub, caller(hub, request).store, noun, after, limit, request.headers.get(HEADER, ""))


pages = APIRouter(tags=["feeds"], route_class=quick(_quick_page))


@pages.get(routes.FEED, responses=documented(401, 409, 426, ok={"model": FeedPage}), response_class=Response)
def feed(
    hub: TheHub, till: CallingTill, request: Request, noun: Noun, after: Cursor = 0, limit: Limit = PAGE
) -> Response:
    """Rows of a noun changed after the cursor."""
    page = _page(hub, till.store, noun, after, limit, request.headers.get(HEADER, ""))
    return Response(page, media_type="application/json")


router.routes.extend(pages.routes)  # see _ROUTES in hub/app.py


@router.get(routes.TOTALS, responses=documented(401))
def counted(hub: TheHub, caller: CallingTill, till: Word = None, date: Word = None) -> Totals:
    """What the hub counted of the store: of one till or business date, or of all."""
    return totals(hub.database, caller.store, hub.now(), till, date)


@router.get(routes.SNAPSHOT, responses=documented(304, 401, 426))
def snapshot(
    hub: TheHub, till: CallingTill, response: Response, if_none_match: Annotated[str | None, Header()] = None
) -> SnapshotInfo:
    """The newest built catalogue of the till's store; the feeds go on from its cursors."""
    info = hub.catalogues.newest(till.store)
    if info is None:
        raise Refused("hub_busy")
    response.headers["ETag"] = f'"{info.version}"'
    if if_none_match == response.headers["ETag"]:
        response.status_code = 304
    return info


@router.get(
    routes.SNAPSHOT_FILE,
    response_class=FileResponse,
    responses=documented(
        206, 400, 401, 404, 416, 426, ok={"description": "The file", "content": {"application/zstd": {}}}
    ),
)
def snapshot_file(hub: TheHub, till: CallingTill, version: Version) -> FileResponse:
    """The file itself."""
    path = hub.catalogues.file(till.store, version)
    if path is None:
        raise Refused("not_found")
    return FileResponse(path, media_type="application/zstd", headers={"ETag": f'"{version}"'})
