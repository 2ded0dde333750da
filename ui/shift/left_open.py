"""A shift that was left open over the end of its day: the register says so and goes on selling."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.screen import Place
from ui.warning_band import WarningBand

LOOK_MS = 60_000


class LeftOpen(QObject):
    """Looks each minute while somebody is signed in; once it was read it comes back with the next sign-in."""

    def __init__(self, place: Place, warning: WarningBand, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._warning = place, warning
        self._told = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        place.bridge.changed.connect(self._changed)

    def ask(self) -> None:
        """Somebody signed in or left."""
        self._told = ""
        if self._place.app.desk.staff is None:
            self._timer.stop()
            self._warning.over(self._words)
        else:
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Is the open shift of a day that is over?"""
        desk = self._place.app.desk
        if desk.shift is None or not desk.overdue():
            self._warning.over(self._words)
        elif self._told != desk.shift.id:
            self._told = desk.shift.id
            self._warning.warn("warn", self._words)

    def _changed(self, topic: str) -> None:
        if topic == "shift":  # told from within the act that ends it: looked at when that is over
            self._place.tasks.run(lambda: None, lambda _done: self.look(), lambda _no: None)

    def _words(self) -> str:
        shift = self._place.app.desk.shift
        date = shift.business_date if shift is not None else ""
        return self.tr(
            "This shift was left open: its day, {0}, is over. Selling goes on and counts for that day until a manager "
            "closes it."
        ).format(date)
