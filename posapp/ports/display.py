"""The port of customer displays: a second window, or a pole of two lines."""

from __future__ import annotations

from typing import Protocol

from posapp.domain.customer_view import CustomerView


class Display(Protocol):
    """Shows the newest view; called on the GUI thread, so it never waits."""

    def show_view(self, view: CustomerView) -> None:
        """From now on the customer sees this."""
        ...

    def end(self) -> None:
        """Nothing is shown any more."""
        ...
