"""Pictures of goods that came back: a till sends them, head office looks at them beside an exception."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from hub.api.calling import CallingTill, TheHub
from hub.api.exceptions import CallingOffice
from hub.problems import documented
from hub.storage import return_photos
from posapp.contract import routes
from posapp.contract.returns import PhotoKept
from posapp.domain.errors import Refused
from posapp.domain.return_photo import photo_id

router = APIRouter(tags=["returns"])
_JPEG = {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}
_OK = {"description": "The picture", "content": {"image/jpeg": {}}}


@router.post(
    routes.RETURN_PHOTOS,
    responses=documented(400, 401, 413),
    openapi_extra={"requestBody": {"required": True, "content": _JPEG}},
)
async def send(hub: TheHub, till: CallingTill, request: Request) -> PhotoKept:
    """Keeps a JPEG under the hash of its bytes, which the entry of the return names. Sending it again is safe."""
    image = await request.body()
    id_ = photo_id(image)
    await run_in_threadpool(return_photos.keep, hub.database, (till.store, till.id), id_, image, hub.clock())
    return PhotoKept(id=id_)


@router.get(routes.RETURN_PHOTO, response_class=Response, responses=documented(401, 404, ok=_OK))
def look(hub: TheHub, _office: CallingOffice, photo: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
    """The picture that an exception's `photo` names."""
    image = return_photos.one(hub.database, photo)
    if image is None:
        raise Refused("not_found")
    return Response(image, media_type="image/jpeg")
