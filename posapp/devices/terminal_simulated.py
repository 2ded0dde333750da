"""A card terminal without cards: `python -m posapp.devices.terminal_simulated --books FILE [--port N] [--thinks S]`.

It speaks the protocol of docs/terminal.md and keeps books of its own, one line for each charge and reversal, that it
reads again when it starts. `{"do": "play", "as": "silent"}` says how it behaves about the next charge, see `PARTS`;
with `"anew": true` its books begin again. It says its port on its standard output and ends when its standard input
closes.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TextIO

Manner = Literal["say", "silent", "close", "late", "twice"]
Act = tuple[str, Manner]
"""What becomes of the charge ("" nothing, "lost": it was not even heard), and how the question is answered."""

PARTS: Final[Mapping[str, tuple[Act, ...]]] = {
    "paid": (("paid", "say"),),
    "card": (("pending", "say"), ("thinks", "say")),
    "declined": (("refused", "say"),),
    "late": (("paid", "late"), ("", "say")),
    "silent": (("paid", "silent"), ("", "say")),
    "closes": (("paid", "close"), ("", "say")),
    "lost": (("lost", "silent"),),
    "twice": (("paid", "twice"),),
    "paying": (("pending", "say"), ("", "silent"), ("paid", "say")),
    "waits": (("pending", "say"), ("", "say")),
    "never": (("pending", "silent"), ("", "silent")),
    "never_paid": (("paid", "silent"), ("", "silent")),
    "reversal_silent": (("paid", "say"), ("reversed", "silent"), ("", "say")),
    "reversal_lost": (("paid", "say"), ("kept", "silent"), ("", "say")),
}
"""What the first, second … question about a charge meets; the last stands for all that follow. "card": the customer
takes as long as `--thinks` says."""

LATE: Final = 1.0
"""Seconds that a late answer takes beyond what a hurried till waits."""


@dataclass(slots=True)
class Taken:
    """A charge as the terminal knows it."""

    amount: int
    state: str = "pending"
    reference: str = ""
    part: str = "paid"
    asked: int = 0
    since: float = field(default_factory=time.monotonic)


class SimulatedTerminal:
    """Its books, and what it answers."""

    def __init__(self, books: Path, thinks: float, late: float = LATE) -> None:
        self._books, self._thinks, self._late = books, thinks, late
        self._lock = threading.Lock()
        self._charges: dict[str, Taken] = {}
        self._next = "card" if thinks else "paid"
        self._usual = self._next
        self._number = 0
        for line in books.read_text("utf-8").splitlines() if books.exists() else ():
            self._remember(json.loads(line))

    def _remember(self, row: Mapping[str, Any]) -> None:
        taken = self._charges.setdefault(row["id"], Taken(row["amount"]))
        taken.state, taken.reference = row["state"], row["reference"]
        self._number = max(self._number, int(row["reference"] or 0))

    def _forget(self) -> None:
        self._charges.clear()
        self._number = 0
        self._books.unlink(missing_ok=True)

    def answer(self, asked: Mapping[str, Any]) -> tuple[dict[str, Any], Manner]:
        """The answer to one question, and how it is given."""
        with self._lock:
            if asked["do"] == "play":
                if asked.get("anew"):
                    self._forget()
                self._next = asked["as"] if asked["as"] in PARTS else self._usual
                return {"playing": self._next}, "say"
            return self._about(str(asked["do"]), str(asked["id"]), int(asked.get("amount", 0)))

    def _about(self, do: str, id_: str, amount: int) -> tuple[dict[str, Any], Manner]:
        taken = self._charges.get(id_)
        if taken is None and do == "charge":
            taken, self._next = Taken(amount, part=self._next), self._usual
            self._charges[id_] = taken
        elif taken is None and do == "reverse":
            taken = self._charges[id_] = Taken(0)
            self._move(id_, taken, "reversed")
        if taken is None:
            return {"id": id_, "state": "unheard"}, "say"
        part = PARTS[taken.part]
        act, manner = part[min(taken.asked, len(part) - 1)]
        taken.asked += 1
        if act == "lost":
            del self._charges[id_]
            return {}, "silent"
        self._play(do, id_, taken, act)
        why = "declined" if taken.state == "refused" else ""
        said = {"id": id_, "state": taken.state, "amount": taken.amount, "reference": taken.reference, "why": why}
        return said, manner

    def _play(self, do: str, id_: str, taken: Taken, act: str) -> None:
        if act == "thinks":
            act = "paid" if time.monotonic() - taken.since >= self._thinks else ""
        if do == "reverse" and act != "kept" and taken.state in ("pending", "paid"):
            self._move(id_, taken, "reversed")
        elif act in ("paid", "refused") and taken.state == "pending":
            self._move(id_, taken, act)

    def _move(self, id_: str, taken: Taken, state: str) -> None:
        """Into the books first: what was said must have happened."""
        if state == "paid":
            self._number += 1
            taken.reference = f"{self._number:06d}"
        taken.state = state
        row = {"id": id_, "state": state, "amount": taken.amount, "reference": taken.reference}
        with self._books.open("a", encoding="utf-8") as books:
            books.write(json.dumps(row) + "\n")
            books.flush()
            os.fsync(books.fileno())

    def serve(self, line: socket.socket) -> None:
        """One connection: questions until it closes."""
        with line, line.makefile("rw", encoding="utf-8", newline="\n") as talk:
            try:
                for text in talk:
                    if not self._say(talk, *self.answer(json.loads(text))):
                        return
            except (OSError, ValueError, KeyError):
                return  # a till that was killed, or no till at all

    def _say(self, talk: TextIO, said: dict[str, Any], manner: Manner) -> bool:
        """False where the terminal hangs up."""
        if manner == "silent":
            return True
        if manner == "late":
            time.sleep(self._late)
        if manner != "close":
            talk.write((json.dumps(said) + "\n") * (2 if manner == "twice" else 1))
            talk.flush()
        return manner != "close"


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until standard input closes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--books", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--thinks", type=float, default=0.0, help="seconds that a customer takes")
    parser.add_argument("--late", type=float, default=LATE, help="seconds that a late answer takes")
    given = parser.parse_args(argv)
    given.books.parent.mkdir(parents=True, exist_ok=True)
    terminal = SimulatedTerminal(given.books, given.thinks, given.late)
    with socket.create_server(("127.0.0.1", given.port)) as server:
        sys.stdout.write(json.dumps({"port": server.getsockname()[1]}) + "\n")
        sys.stdout.flush()
        threading.Thread(target=_accept, args=(server, terminal), daemon=True).start()
        sys.stdin.read()
    return 0


def _accept(server: socket.socket, terminal: SimulatedTerminal) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return  # closed: the terminal is switched off
        threading.Thread(target=terminal.serve, args=(line,), daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
