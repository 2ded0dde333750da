"""Pictures of products for whatever draws them: at once where they are here, else fetched while the drawing waits."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QPixmap

from posapp.domain.errors import Refused
from ui.screen import Place

KNOWN: Final = 4_000
"""Products of which it is remembered which picture they have."""
KEPT: Final = 300
"""Pictures that lie ready to be drawn."""
AT_ONCE: Final = 12
REST_MS: Final = 30_000
"""After a "no" the hub is left alone for so long."""


class ProductPhotos(QObject):
    """`changed` when more pictures are here. To be used on the GUI thread."""

    changed = Signal()

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._hashes: OrderedDict[str, str] = OrderedDict()
        self._ready: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._asking = False
        self._rest = QElapsedTimer()
        self._none = place.app.till.pictures.count() == 0
        place.bridge.changed.connect(self._changed)

    def of(self, sku: str) -> QPixmap | None:
        """The product's picture, if it is here; where it is not yet, it is on its way."""
        sha256 = "" if self._none else self._hash(sku)
        if not sha256:
            return None
        ready = self._ready.get(sha256)
        if ready is None:
            data = self._place.app.till.picture_files.get(sha256)
            if data is None:
                self._want(sha256)
                return None
            ready = self._ready[sha256] = QPixmap()
            ready.loadFromData(data)
            if len(self._ready) > KEPT:
                self._ready.popitem(last=False)
        return ready if not ready.isNull() else None

    def _hash(self, sku: str) -> str:
        known = self._hashes.get(sku)
        if known is None:
            picture = self._place.app.till.pictures.by_key(sku)
            known = self._hashes[sku] = picture.sha256 if picture is not None else ""
            if len(self._hashes) > KNOWN:
                self._hashes.popitem(last=False)
        return known

    def _changed(self, topic: str) -> None:
        if topic == "copies":
            self._none = self._place.app.till.pictures.count() == 0
            self._hashes.clear()
            self.changed.emit()

    def _want(self, sha256: str) -> None:
        """What was looked at last is fetched first."""
        self._wanted[sha256] = None
        self._wanted.move_to_end(sha256)
        self._fetch()

    def _fetch(self) -> None:
        if self._asking or not self._wanted or self._rest.isValid() and not self._rest.hasExpired(REST_MS):
            return
        wanted = list(reversed(self._wanted))[:AT_ONCE]
        self._asking = True
        fetch = self._place.controls.fetch_pictures
        self._place.tasks.ask(lambda: fetch(wanted), lambda _none: self._here(wanted), self._away)

    def _here(self, wanted: list[str]) -> None:
        self._asking = False
        for sha256 in wanted:
            self._wanted.pop(sha256, None)
        self.changed.emit()
        self._fetch()

    def _away(self, _no: Refused) -> None:
        self._asking = False
        self._wanted.clear()  # whoever is still drawn then asks again
        self._rest.start()
        self.changed.emit()
