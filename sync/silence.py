"""Somebody was asked and says nothing: told while the question still waits, not when it is given up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def watched(silent_for: Callable[[], float], seconds: float, tell: Callable[[], None]) -> Iterator[None]:
    """While the block runs `tell` is called, at most once and on a thread of its own, as soon as `silent_for` says that
    the other side has been silent for so many seconds. Never after the block has ended."""
    over, turn = threading.Event(), threading.Lock()

    def watch() -> None:
        left = seconds
        while not over.wait(left):
            left = seconds - silent_for()
            if left <= 0:
                with turn:
                    if not over.is_set():
                        tell()
                return

    threading.Thread(target=watch, name="silence", daemon=True).start()
    try:
        yield
    finally:
        with turn:
            over.set()
