"""A printer without paper: keeps each job as bytes and as a picture in a folder, and can be off or out of paper."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final, Literal

from posapp.devices.printer_paper import PaperRead, read_paper
from posapp.domain.errors import Refused

SimulatedState = Literal["ready", "off", "paper_out", "paper_ends"]
"""paper_ends: the roll ends in the middle of the next receipt, which then lies there torn."""

_KEPT: Final = 200
"""Jobs that stay in the folder; older ones go, as a demonstration may run for weeks."""


class SimulatedPrinter:
    """Job n lies in the folder as n.bin, what it looks like as n.png (drawn) or n.txt (text mode)."""

    simulated = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state: SimulatedState = "ready"
        self.drawer_opened = 0
        """How often the drawer has opened."""

    @property
    def state(self) -> SimulatedState:
        """What it pretends to be."""
        return self._state

    def set(self, state: SimulatedState) -> None:
        """Switch it on or off, take its paper away, put a new roll in ("ready")."""
        with self._lock:
            self._state = state

    def check(self) -> None:
        """Refused as the port says."""
        if self._state == "off":
            raise Refused("printer_off")
        if self._state == "paper_out":
            raise Refused("printer_paper_out")

    def send(self, data: bytes) -> None:
        """Take a job."""
        with self._lock:
            self.check()
            if data.startswith(b"%PDF"):
                self._keep_pdf(data)
                return
            paper = read_paper(data)
            self.drawer_opened += len(paper.pulses)
            if paper.cuts and self._state == "paper_ends":
                self._state = "paper_out"
                self._keep(data, paper.torn())
                raise Refused("print_paper_ended")
            if paper.cuts:
                self._keep(data, paper)

    def jobs(self) -> list[Path]:
        """The pictures (or texts) of what was printed, oldest first."""
        return sorted(p for p in self._folder.glob("*.*") if p.suffix in (".png", ".txt"))

    def _keep_pdf(self, data: bytes) -> None:
        """What an office printer would print."""
        self._folder.mkdir(parents=True, exist_ok=True)
        known = sorted(self._folder.glob("*.pdf"))
        number = int(known[-1].stem) + 1 if known else 1
        (self._folder / f"{number:06d}.pdf").write_bytes(data)
        for old in known[: max(0, len(known) + 1 - _KEPT)]:
            old.unlink()

    def _keep(self, data: bytes, paper: PaperRead) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        known = self.jobs()
        name = f"{int(known[-1].stem) + 1 if known else 1:06d}"
        (self._folder / f"{name}.bin").write_bytes(data)
        if paper.wide:
            (self._folder / f"{name}.png").write_bytes(paper.png())
        else:
            text = "\n".join([*paper.text, *(f"[QR {code}]" for code in paper.codes)])
            (self._folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        for old in known[: max(0, len(known) + 1 - _KEPT)]:
            old.unlink()
            old.with_suffix(".bin").unlink(missing_ok=True)
