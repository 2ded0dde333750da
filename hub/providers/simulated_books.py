"""What a simulated wallet does with a charge, and the books that it keeps of its own."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from posapp.domain.payment_code import wallet_of

Manner = Literal["say", "silent", "close", "late", "again"]
"""`again`: the answer before this one once more, signed as it was."""
Act = tuple[str, Manner]

PARTS: Final[Mapping[str, tuple[Act, ...]]] = {
    "paid": (("paid", "say"),),
    "thinking": (("pending", "say"), ("thinks", "say")),
    "expired": (("expired", "say"),),
    "poor": (("poor", "say"),),
    "late": (("paid", "late"), ("", "say")),
    "silent": (("paid", "silent"), ("", "say")),
    "closes": (("paid", "close"), ("", "say")),
    "lost": (("lost", "close"),),
    "forgotten": (("forgotten", "close"),),
    "again": (("paid", "again"), ("", "say")),
    "paying": (("pending", "say"), ("", "close"), ("paid", "say")),
    "waits": (("pending", "say"), ("", "say")),
    "never": (("pending", "close"), ("", "close")),
    "never_paid": (("paid", "close"), ("", "close")),
    "trouble": (("trouble", "say"), ("", "say")),
    "reversal_silent": (("paid", "say"), ("reversed", "close"), ("", "say")),
    "reversal_lost": (("paid", "say"), ("kept", "close"), ("", "say")),
}
"""What the first, second … question about a charge meets: what becomes of it ("" nothing, "lost": it was not even
heard, "forgotten": nor does a reversal make it worthless), and how the question is answered; the last stands for all
that follow."""

_ENDS: Final = ("expired", "poor")


@dataclass(slots=True)
class Taken:
    """A charge as the provider knows it; `why`: "expired" or "poor", where it was refused for that."""

    amount: int
    state: str = "pending"
    number: str = ""
    why: str = ""
    part: str = "paid"
    asked: int = 0
    since: float = field(default_factory=time.monotonic)


REFUNDS: Final[Mapping[str, Act]] = {
    "accepted": ("accepted", "say"),
    "refund_silent": ("accepted", "close"),
    "refund_no_funds": ("no_funds", "say"),
    "refund_too_old": ("too_old", "say"),
    "refund_fails": ("failing", "say"),
    "over": ("over", "say"),
}
"""What becomes of the next refund, and how its first question is answered. `failing`: accepted, and impossible when it
is asked about."""
_GIVEN: Final = ("accepted", "arrived", "failing")

_ENDS_OF_REFUNDS: Final = {"accepted": "arrived", "failing": "abnormal"}


@dataclass(slots=True)
class Refunded:
    """A refund as the provider knows it."""

    order: str
    amount: int
    state: str


class Books:
    """One wallet's; asked by many threads."""

    def __init__(self, path: Path, wallet: str, thinks: float) -> None:
        self._path, self._wallet, self._thinks = path, wallet, thinks
        self._lock = threading.Lock()
        self._orders: dict[str, Taken] = {}
        self._used: set[str] = set()
        self._forgotten: set[str] = set()
        self._refunds: dict[str, Refunded] = {}
        self._next_refund = "accepted"
        self._usual = self._next = "thinking" if thinks else "paid"
        self._number = 0
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            self._remember(json.loads(line))

    def _remember(self, row: Mapping[str, Any]) -> None:
        if "refund_of" in row:
            self._refunds[row["order"]] = Refunded(row["refund_of"], row["amount"], row["state"])
            return
        taken = self._orders.setdefault(row["order"], Taken(row["amount"]))
        taken.state, taken.number, taken.why = row["state"], row["number"], row["why"]
        self._number = max(self._number, int(row["number"] or 0))

    def play(self, part: str, *, anew: bool = False) -> None:
        """How it behaves about the next charge; `anew`: the books begin again."""
        with self._lock:
            if part in REFUNDS:
                self._next_refund = part
            else:
                self._next = part if part in PARTS else self._usual
            if anew:
                self._path.unlink(missing_ok=True)
                self._number = 0
                for known in (self._orders, self._used, self._forgotten, self._refunds):
                    known.clear()

    def charge(self, order: str, amount: int, code: str) -> tuple[Taken | None, Manner]:
        """The charge, None where it was not heard; an order is charged once, and a code pays once."""
        with self._lock:
            taken = self._orders.get(order)
            if taken is None:
                taken, self._next = Taken(amount, part=self._next), self._usual
                self._orders[order] = taken
                if wallet_of(code) != self._wallet or code in self._used:
                    taken.part = "expired"
            said = self._about("charge", order, taken)
            if taken.state == "paid":
                self._used.add(code)
            return said

    def query(self, order: str) -> tuple[Taken | None, Manner]:
        """What became of it."""
        with self._lock:
            taken = self._orders.get(order)
            return self._about("query", order, taken) if taken is not None else (None, "say")

    def reverse(self, order: str) -> tuple[Taken | None, Manner]:
        """Taken back, or worthless from now on; None where the provider only says that it does not know it."""
        with self._lock:
            taken = self._orders.get(order)
            if taken is None and order in self._forgotten:
                return None, "say"
            if taken is None:
                taken = self._orders[order] = Taken(0)
                self._move(order, taken, "reversed")
            _, manner = self._about("reverse", order, taken)
            return taken, manner

    def refund(self, order: str, number: str, amount: int) -> tuple[Refunded | None, Manner]:
        """Given back once under a number, as far as it was paid; None where the payment is not known."""
        with self._lock:
            taken = self._orders.get(order)
            if taken is None or taken.state != "paid":
                return None, "say"
            known = self._refunds.get(number)
            if known is None:
                part, self._next_refund = self._next_refund, "accepted"
                before = sum(r.amount for r in self._refunds.values() if r.order == order and r.state in _GIVEN)
                part = "over" if before + amount > taken.amount else part
                known = self._refunds[number] = Refunded(order, amount, REFUNDS[part][0])
                self._write_refund(number, known)
                return known, REFUNDS[part][1]
            return known, "say"

    def refund_query(self, number: str) -> Refunded | None:
        """What was accepted has arrived when it is asked about, or has failed."""
        with self._lock:
            known = self._refunds.get(number)
            if known is not None and known.state in _ENDS_OF_REFUNDS:
                known.state = _ENDS_OF_REFUNDS[known.state]
                self._write_refund(number, known)
            return known

    def _write_refund(self, number: str, known: Refunded) -> None:
        row = {"order": number, "refund_of": known.order, "state": known.state, "amount": known.amount, "number": ""}
        self._write(row | {"why": ""})

    def _about(self, do: str, order: str, taken: Taken) -> tuple[Taken | None, Manner]:
        part = PARTS[taken.part]
        act, manner = part[min(taken.asked, len(part) - 1)]
        taken.asked += 1
        if act in ("lost", "forgotten"):
            del self._orders[order]
            self._forgotten |= {order} if act == "forgotten" else set()
            return None, manner
        if act == "thinks":
            act = "paid" if time.monotonic() - taken.since >= self._thinks else ""
        if do == "reverse" and act != "kept" and taken.state in ("pending", "paid"):
            self._move(order, taken, "reversed")
        elif taken.state == "pending" and act in ("paid", *_ENDS):
            taken.why = "" if act == "paid" else act
            self._move(order, taken, "paid" if act == "paid" else "refused")
        elif act == "trouble":
            taken.why = act
        return taken, manner

    def _move(self, order: str, taken: Taken, state: str) -> None:
        """Into the books first: what was said must have happened."""
        if state == "paid":
            self._number += 1
            taken.number = f"{self._number:028d}"
        taken.state = state
        row = {"order": order, "state": state, "amount": taken.amount, "number": taken.number, "why": taken.why}
        self._write(row)

    def _write(self, row: Mapping[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as books:
            books.write(json.dumps(row) + "\n")
            books.flush()
            os.fsync(books.fileno())
