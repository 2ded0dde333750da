"""A till asks for the bytes of a picture that somebody looks at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import pictures
from posapp.contract import routes
from posapp.domain.errors import Refused
from posapp.domain.picture import picture_type

router = APIRouter(tags=["pictures"])
_OK = {"description": "The picture", "content": {"image/png": {}, "image/jpeg": {}}}


@router.get(routes.PICTURE, response_class=Response, responses=documented(401, 404, ok=_OK))
def one(hub: TheHub, till: CallingTill, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
    """Pictures are the chain's, any till may have them; bytes under a hash never change."""
    data = pictures.one(hub.database, sha256)
    if data is None:
        raise Refused("not_found")
    return Response(data, media_type=picture_type(data), headers={"Cache-Control": "max-age=31536000, immutable"})
