"""A part that takes long to import and that the first scan does not need: made in the background, or when asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """Call it for the part; whoever comes while it is being made waits for the same one."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[T] = []

    def __call__(self) -> T:
        """The part."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    @property
    def here(self) -> T | None:
        """The part if it has been made, without waiting."""
        return self._made[0] if self._made else None
