"""A card terminal that is late, mute, gone or talks nonsense: what a till makes of it, and what the terminal took."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from posapp.commands.terminal_process import TerminalProcess
from posapp.devices.terminal_tcp import Patience, TcpTerminal, terminal_at
from posapp.domain.attempt import Answer, AnswerState, Charge
from posapp.domain.errors import Refused

SHORT = Patience(connect=5.0, answer=0.3)
LONG = Patience(connect=5.0, answer=20.0)
ASKED = Charge("S1-1.7", 25_640, "CNY")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[TerminalProcess]:
    made = TerminalProcess(tmp_path)
    made.start(late=2.0)
    yield made
    made.stop()


def paid(terminal: TerminalProcess) -> int:
    return sum(row["times_paid"] for row in terminal.books())


@pytest.mark.parametrize("part, first", [("paid", "paid"), ("twice", "paid"), ("declined", "refused")])
def test_an_answer_that_comes(terminal: TerminalProcess, part: str, first: AnswerState) -> None:
    terminal.play(part)
    assert terminal.provider(LONG).ask("charge", ASKED).state == first
    assert terminal.provider(LONG).ask("query", ASKED).state == first
    assert terminal.provider(LONG).ask("charge", ASKED).state == first, "an id is charged once"
    assert paid(terminal) == (first == "paid")


@pytest.mark.parametrize("part, then", [("silent", "paid"), ("closes", "paid"), ("late", "paid"), ("lost", "unheard")])
def test_without_an_answer_nobody_knows_and_the_terminal_tells_when_asked(
    terminal: TerminalProcess, part: str, then: AnswerState
) -> None:
    terminal.play(part)
    assert terminal.provider(SHORT).ask("charge", ASKED) == Answer("silent")
    assert terminal.provider(LONG).ask("query", ASKED).state == then
    assert paid(terminal) == (then == "paid")


def test_what_was_reversed_before_it_was_heard_of_is_never_taken(terminal: TerminalProcess) -> None:
    asked = terminal.provider(LONG)
    assert asked.ask("query", ASKED).state == "unheard"
    assert asked.ask("reverse", ASKED).state == "reversed"
    assert asked.ask("charge", ASKED).state == "reversed"
    assert paid(terminal) == 0


def test_its_books_outlive_it(terminal: TerminalProcess) -> None:
    first = terminal.provider(LONG).ask("charge", ASKED)
    assert (first.amount, first.reference) == (25_640, "模拟SIM 000001")
    terminal.stop()
    assert terminal.provider(SHORT).ask("query", ASKED) == Answer("unreached")
    terminal.start()
    assert terminal.provider(LONG).ask("query", ASKED) == first


@contextmanager
def says(*lines: bytes) -> Iterator[TcpTerminal]:
    """Something at the terminal's address that says these lines to whatever it is asked, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            line, _ = server.accept()
            with line:
                line.recv(4096)
                line.sendall(b"".join(lines))

        thread = threading.Thread(target=answer)
        thread.start()
        yield TcpTerminal("127.0.0.1", server.getsockname()[1], patience=LONG)
        thread.join()


def told(**more: object) -> bytes:
    return (
        json.dumps({"id": ASKED.id, "state": "paid", "amount": ASKED.amount, "reference": "7", **more}).encode() + b"\n"
    )


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"\n\n",
        b"<html>\n",
        b"[1,2]\n",
        b"\xff\xfe\n",
        told(id="S1-1.8"),
        told(state="silent"),
        told(state=["paid"]),
        told(amount="256.40"),
        told(amount=True),
        told(reference=7),
        b"[" * 4000 + b"\n",
        b"x" * 9000,
        told()[:-1],
    ],
)
def test_nonsense_is_no_answer(nonsense: bytes) -> None:
    with says(nonsense) as terminal:
        assert terminal.ask("charge", ASKED) == Answer("silent")


def test_the_line_about_this_charge_counts_whatever_comes_before_it() -> None:
    with says(told(id="S1-1.8"), b"hello\n", told(reference="0\u202e7\n")) as terminal:
        assert terminal.ask("charge", ASKED) == Answer("paid", "07", "", 25_640)


@pytest.mark.parametrize("address", ["192.168.1.60:9220", "http://x", "tcp://", "tcp://x:99999", "tcp://x?answer=0"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="terminal_address"):
        terminal_at(address)


def test_no_address_is_no_terminal() -> None:
    assert terminal_at(" ") is None
    found = terminal_at("simulated://127.0.0.1:9220?answer=1")
    assert found is not None
    assert found.simulated
