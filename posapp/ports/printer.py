"""The printer port: bytes go in, and a refusal says why they did not come out."""

from __future__ import annotations

from typing import Protocol


class Printer(Protocol):
    """A receipt printer, with the cash drawer that hangs on it. Used by one thread at a time.

    Refusals that say that nothing was printed: printer_off, printer_paper_out, printer_cover_open, printer_silent.
    """

    @property
    def simulated(self) -> bool:
        """Whether the paper is only pretended."""
        ...

    def check(self) -> None:
        """Return when the printer could print now; otherwise one of the refusals above."""
        ...

    def send(self, data: bytes) -> None:
        """Return when the printer has taken every byte.

        Refused with one of the above when no byte went out, with print_interrupted when some of it may be on paper,
        print_paper_ended when that is so because the paper ran out.
        """
        ...
