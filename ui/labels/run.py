"""Labels of a whole category, on the printer by its queue or into a PDF: how far it is, and the way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from posapp.domain.errors import Refused
from ui.screen import Place

LOOK_MS: Final = 150


class LabelRun(QObject):
    """`moved(done, of)` while it goes on; it ends with `printed(count)`, `saved(file)` or `stopped`, or `refused`."""

    moved = Signal(int, int)
    printed = Signal(int)
    saved = Signal(str)
    stopped = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._of = self._made = 0
        self._stop = Event()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(lambda: self.moved.emit(self._made, self._of))
        place.bridge.changed.connect(self._changed)

    @property
    def busy(self) -> bool:
        """Whether labels are on their way."""
        return bool(self._of)

    def print_category(self, category: str) -> None:
        """A label for each of its goods on the printer."""
        labels = self._place.app.shelf_labels
        self._work(lambda: labels.print_labels(labels.of_category(category)), self._queued)

    def print_one(self, sku: str) -> None:
        """The label of this product."""
        self._work(lambda: self._place.app.shelf_labels.print_labels([sku]), self._queued)

    def _work(self, job: Callable[[], int], done: Callable[[int], None]) -> None:
        if not self.busy:
            self._place.tasks.run(job, done, self._no)

    def _queued(self, count: int) -> None:
        self._of = count
        self._count()

    def _changed(self, topic: str) -> None:
        if topic == "print_jobs" and self.busy and not self._look.isActive():
            self._count()

    def _count(self) -> None:
        left = self._place.app.shelf_labels.waiting()
        done, self._of = self._of - min(left, self._of), self._of if left else 0
        if left:
            self.moved.emit(done, self._of)
        else:
            self.printed.emit(done)

    def save_category(self, category: str) -> None:
        """The same as a PDF; on a thread of its own, since a large one takes longer than a sale may wait."""
        if not self.busy:
            app = self._place.app
            self._place.tasks.run(lambda: app.shelf_labels.of_category(category), self._make, self._no)

    def _make(self, skus: Sequence[str]) -> None:
        self._stop.clear()
        self._made, self._of = 0, len(skus)
        self._look.start()

        def go_on(made: int) -> bool:
            self._made = made
            return not self._stop.is_set()

        self._place.tasks.ask(lambda: self._place.controls.labels_pdf(skus, go_on), self._made_all, self._no)

    def _made_all(self, file: Path | None) -> None:
        self._over()
        if file is None:
            self.stopped.emit()
        else:
            self.saved.emit(str(file))

    def cancel(self) -> None:
        """No more labels; what has come out has come out."""
        if self._look.isActive():
            self._stop.set()
        elif self.busy:
            self._place.tasks.run(self._place.app.shelf_labels.stop_printing, self._cancelled, self._no)

    def _cancelled(self, _done: None) -> None:
        self._over()
        self.stopped.emit()

    def _over(self) -> None:
        self._of = 0
        self._look.stop()

    def _no(self, no: Refused) -> None:
        self._over()
        self._place.sounds.play("refused")
        self.refused.emit(no)
