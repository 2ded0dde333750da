"""How the exchange steps back while somebody sells: rests between the pieces of its work, and short turns."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event
from typing import Final

REST: Final = 0.003
"""Seconds that a large transfer leaves the disk and the interpreter to the cashier between its pieces."""

TURN: Final = 0.0005
"""Seconds after which a thread that computes lets another one go on. Python's own five milliseconds are many times
over in each sale, which waits for its turn again after every statement."""


def beside_sales() -> Callable[[], None]:
    """The pace of an exchange in a program that sells; from here on all of its threads take short turns."""
    sys.setswitchinterval(TURN)
    rest = Event()

    def pace() -> None:
        rest.wait(REST)

    return pace
