"""One serial worker for writes, searches and reports; results come back on the GUI thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from posapp.domain.errors import Refused

T = TypeVar("T")
Job = Callable[[], Any]
Answer = Callable[[], None]


class Tasks(QObject):
    """The store's worker. Only frozen values cross; a Refused goes to `failed`, any other exception is a bug."""

    refused = Signal(object)
    """A write that nobody waits for was refused (Refused): a full disk."""
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._after_paint: list[Job] = []
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._hand_on)
        self._thread = Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Refused], None]) -> None:
        """Do the job on the worker, then `done` with its result or `failed` with its refusal on the GUI thread."""

        def work() -> None:
            try:
                result = job()
            except Refused as refused:
                self._answered.emit(lambda refused=refused: failed(refused))
            else:
                self._answered.emit(lambda: done(result))

        self._queue.put(work)

    def ask(self, question: Callable[[], T], done: Callable[[T], None], failed: Callable[[Refused], None]) -> None:
        """Ask somebody who may take long: on a thread of its own, or every write would wait for the answer too."""

        def work() -> None:
            try:
                answer = question()
            except Refused as refused:
                self._tell(partial(failed, refused))
            except Exception:
                if not self._closed:  # else the files were closed while it was being answered
                    sys.excepthook(*sys.exc_info())
            else:
                self._tell(partial(done, answer))

        Thread(target=work, name="question", daemon=True).start()

    def _tell(self, answer: Answer) -> None:
        """Whoever asked may have gone home meanwhile."""
        if not self._closed:
            self._answered.emit(answer)

    def later(self, job: Callable[[], None]) -> None:
        """Do a write whose result nobody waits for, once the screen shows what it is about; call on the GUI thread.

        The worker would only fight the painting for the interpreter.
        """
        self._after_paint.append(job)
        self._painted.start()

    def _hand_on(self) -> None:
        jobs, self._after_paint = self._after_paint, []
        for job in jobs:
            self._queue.put(job)

    def close(self) -> None:
        """Finish what is queued, then end."""
        self._closed = True
        self._hand_on()
        self._queue.put(None)
        self._thread.join()

    def _deliver(self, answer: Answer) -> None:
        """Not after the end: who would hear it reads files that are closed by then."""
        if not self._closed:
            answer()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                job()
            except Refused as refused:
                self._answered.emit(lambda refused=refused: self.refused.emit(refused))
            except Exception:
                sys.excepthook(*sys.exc_info())
