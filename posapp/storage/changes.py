"""The commit is the event: after COMMIT the store says which topics changed, and listeners read again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Literal

Topic = Literal[
    "sales",
    "basket",
    "journal",
    "outbox",
    "catalog",
    "staff",
    "settings",
    "copies",
    "print_jobs",
    "shift",
    "enrolment",
    "stop_sales",
    "shelf_labels",
    "holds",
    "refunds",
    "orders",
    "members",
]
Listener = Callable[[frozenset[Topic]], None]


class Changes:
    """Listeners and the topics told to them. A listener runs on the committing thread and must be quick."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every commit from now on; call what is returned to stop."""
        with self._lock:
            self._listeners = (*self._listeners, listener)
        return lambda: self._unsubscribe(listener)

    def _unsubscribe(self, listener: Listener) -> None:
        with self._lock:
            self._listeners = tuple(known for known in self._listeners if known is not listener)

    def publish(self, topics: frozenset[Topic]) -> None:
        """Tell everyone; called after COMMIT, outside the write gate.

        What is committed stands: a listener's failure goes to the crash handler, never to the one who sold.
        """
        for listener in self._listeners:
            try:
                listener(topics)
            except Exception:
                sys.excepthook(*sys.exc_info())
