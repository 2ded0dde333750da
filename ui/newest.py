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
        self.forget()
        return self.still(done)

    def still(
        self, done: Callable[[T], object], late: Callable[[T], object] = lambda _answer: None
    ) -> Callable[[T], None]:
        """`done` for an answer to what was asked last; `late` hears it once that is not wanted any more."""
        asked = self._asked

        def hear(answer: T) -> None:
            (done if asked == self._asked else late)(answer)

        return hear

    def forget(self) -> None:
        """What was asked is not wanted any more."""
        self._asked += 1
