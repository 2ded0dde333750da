"""A picture beside the words: what the goods looked like when they came back."""

from __future__ import annotations

from posapp.domain.return_photo import photo_id
from posapp.usecases.desk import Desk


class ReturnPhotos:
    """Taken before the return is complete; the sale that takes the goods back names it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, image: bytes) -> str:
        """Its name for `Wish.photo`; it gives nothing back, so whoever sells may. Refused("photo_unreadable",
        "photo_too_large")."""
        desk = self._desk
        desk.seller()
        id_ = photo_id(image)
        desk.till.check_room()
        desk.till.return_photos.keep(id_, image, desk.now_text())
        return id_

    def one(self, id_: str) -> bytes | None:
        """Its bytes, where this till took it."""
        return self._desk.till.return_photos.one(id_)
