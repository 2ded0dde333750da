"""Small pictures of files, read one after the other on a thread of their own: a camera's file takes seconds to read,
and the window does not wait for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from posapp.domain.errors import Refused
from ui.returns.shrinking import thumbnail
from ui.tasks import Tasks


class Thumbnails(QObject):
    """`ready()` whenever another one is there."""

    ready = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._known: dict[str, QPixmap | None] = {}
        self._waiting: list[tuple[str, int]] = []
        self._busy = False

    def forget(self) -> None:
        """Another folder."""
        self._known, self._waiting = {}, []

    def of(self, file: str, high: int) -> QPixmap | None:
        """The picture so many dots high, or None while it is read, and for what is none."""
        if file not in self._known:
            self._known[file] = None
            self._waiting.append((file, high))
            self._next()
        return self._known[file]

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        file, high = self._waiting.pop(0)
        self._tasks.ask(partial(thumbnail, Path(file), high), partial(self._read, file), self._none)

    def _read(self, file: str, image: QImage) -> None:
        self._busy = False
        if file in self._known:  # nobody looked elsewhere meanwhile
            self._known[file] = QPixmap.fromImage(image)
            self.ready.emit()
        self._next()

    def _none(self, _no: Refused) -> None:
        self._busy = False
        self._next()
