"""A card terminal on the network. One JSON object a line over TCP, one question a connection; see docs/terminal.md.

{"do": "charge", "id": "S1-1.27", "amount": 25640, "currency": "CNY"}
{"id": "S1-1.27", "state": "paid", "amount": 25640, "reference": "000123"}
"""

from __future__ import annotations

import json
import socket
import time
from dataclasses import dataclass, replace
from typing import Any, Final, get_args
from urllib.parse import parse_qs, urlsplit

from posapp.domain.attempt import Answer, AnswerState, Charge, Question
from posapp.domain.errors import Refused
from posapp.domain.typed import seen

PORT: Final = 9220
_MOST: Final = 4096
"""An answer is a short line; whoever sends more is no terminal."""
_SAID: Final[frozenset[str]] = frozenset(get_args(AnswerState)) - {"silent", "unreached"}


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until a connection stands, and until a question is answered."""

    connect: float = 2.0
    answer: float = 5.0


USUAL: Final = Patience()
LEAST, MOST = 0.5, 30.0
"""Seconds for an answer that an address may name."""


class TcpTerminal:
    """One terminal. `simulated`: a program that plays one; its references say so wherever they are read."""

    name = "terminal"

    def __init__(self, host: str, port: int = PORT, *, simulated: bool = False, patience: Patience = USUAL) -> None:
        self._address = (host, port)
        self.simulated = simulated
        self._patience = patience

    def ask(self, question: Question, charge: Charge) -> Answer:
        """As the port says: within connect + answer seconds."""
        asked = {"do": question, "id": charge.id, "amount": charge.amount, "currency": charge.currency}
        try:
            line = socket.create_connection(self._address, self._patience.connect)
        except OSError:
            return Answer("unreached")
        with line:
            try:
                line.sendall(json.dumps(asked).encode() + b"\n")
                return self._heard(line, charge.id)
            except OSError:
                return Answer("silent")

    def _heard(self, line: socket.socket, id_: str) -> Answer:
        """The first line that answers about this charge; whatever else comes was for nobody."""
        until, text = time.monotonic() + self._patience.answer, b""
        while (left := until - time.monotonic()) > 0 and len(text) < _MOST:
            line.settimeout(left)
            got = line.recv(_MOST)
            if not got:
                break
            text += got
            *whole, text = text.split(b"\n")
            for said in whole:
                answer = self._read(said, id_)
                if answer is not None:
                    return answer
        return Answer("silent")

    def _read(self, said: bytes, id_: str) -> Answer | None:
        try:
            told: Any = json.loads(said)
        except (ValueError, RecursionError):
            return None
        if not isinstance(told, dict) or told.get("id") != id_ or not _is_said(told.get("state")):
            return None
        amount, reference, why = told.get("amount", 0), told.get("reference", ""), told.get("why", "")
        if type(amount) is not int or not isinstance(reference, str) or not isinstance(why, str):
            return None
        named = f"模拟SIM {reference}" if self.simulated and reference else reference
        return Answer(told["state"], seen(named)[:64], seen(why)[:64], amount)


def _is_said(state: object) -> bool:
    return isinstance(state, str) and state in _SAID


def terminal_at(address: str) -> TcpTerminal | None:
    """tcp://host:port (with ?answer=8 for one that takes so many seconds), simulated://host:port for a program that
    plays one, or "" for none; Refused("terminal_address") for anything else."""
    text = address.strip()
    if not text:
        return None
    try:
        parts = urlsplit(text)
        port, answer = parts.port or PORT, float(parse_qs(parts.query).get("answer", [USUAL.answer])[0])
    except ValueError as error:
        raise Refused("terminal_address", address=text[:80]) from error
    if parts.scheme not in ("tcp", "simulated") or not parts.hostname or not LEAST <= answer <= MOST:
        raise Refused("terminal_address", address=text[:80])
    simulated, patience = parts.scheme == "simulated", replace(USUAL, answer=answer)
    return TcpTerminal(parts.hostname, port, simulated=simulated, patience=patience)
