"""How many follow-ups wait for somebody today, in the bar above every page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from ui.screen import Place


class FollowUpCount(QObject):
    """Reads on the worker, once for however many pages of the feed came meanwhile."""

    def __init__(self, place: Place, show: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._show = place, show
        self._reading = self._again = False
        place.bridge.changed.connect(self._changed)

    def look(self) -> None:
        """How many wait now?"""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self._place.tasks.run(self._place.app.follow_ups.waiting, self._found, self._no)

    def _changed(self, topic: str) -> None:
        if topic in ("copies", "members"):
            self.look()

    def _found(self, waiting: int) -> None:
        self._show(waiting)
        self._no(None)

    def _no(self, _no: Refused | None) -> None:
        self._reading = False
        if self._again:
            self.look()
