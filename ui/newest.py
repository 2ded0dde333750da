"""Questions that are asked again before they are answered: threads overtake one another, what is on screen must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Newest:
    """Of several questions of one kind only the one asked last is heard."""

    def __init__(self) -> None:
        self._asked = 0

    def only(self, done: Callable[[T], object]) -> Callable[[T], None]:
        """`done` for an answer to what is asked now: it does nothing once there was another question."""
        self._asked += 1
        asked = self._asked

        def hear(answer: T) -> None:
            if asked == self._asked:
                done(answer)

        return hear
