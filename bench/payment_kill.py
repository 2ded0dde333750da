"""kill -9 of a till at each step of a payment by card terminal: one charge or none, the sale completed once.

    python -m bench payment_kill [--every N] [--dir DIR]       (Linux)

Each life is a fork over a copy of one till; a step is a call to SQLite, a file or a socket. The terminal is a program
of its own that lives on, with books of its own, and plays each part in turn. The next life finds the payment as it
was left and goes on as a person would: it asks what became of it, and only where nothing was taken it begins anew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from bench.killing.moments import Doom, Moments
from bench.killing.process import begin
from posapp.app import App
from posapp.commands.terminal_process import TerminalProcess
from posapp.commands.till_parts import open_parts
from posapp.devices.clock import SystemClock
from posapp.devices.terminal_tcp import Patience, TcpTerminal
from posapp.storage.verify import verify

PAYMENT: Final = "payment"
GOALS: Final = {"wrong": 0}
REF: Final = "payment-kill"
PARTS: Final = ("paid", "silent", "lost", "twice", "closes", "paying", "declined")
DONE: Final = b"done\n"
HURRIED: Final = Patience(connect=2.0, answer=0.5)
"""A terminal that keeps silent is not waited for long."""
ANSWERS: Final = 20
"""More questions than any of the parts needs."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who sells what."""

    staff: str
    pin: str
    sku: str


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when something was charged twice, lost, or left open."""
    from bench.counter import prepare

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="only every so many steps")
    parser.add_argument("--dir", type=Path)
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(dir=given.dir) as folder:
        prepare(Path(folder) / "demo")
        till = Path(folder) / "demo" / "till"
        steps, wrong = run(till, Path(folder) / "lives", _somebody(till), given.every)
    print(f"{steps} steps, {len(wrong)} wrong")
    for words in wrong:
        print(words)
    return 1 if wrong else 0


def _somebody(till: Path) -> Person:
    """Of the demonstration shop; the shift is opened."""
    parts = open_parts(till, SystemClock())
    parts.app.sign_in.sign_in("c1", "1111")
    parts.app.shifts.open_shift(50_000)
    goods = (listing.product for listing in parts.app.catalog.browse(limit=99))
    sku = next(p.sku for p in goods if not (p.open_price or p.serial or p.age))
    parts.close()
    return Person("c1", "1111", sku)


def run(
    till: Path, folder: Path, person: Person, every: int = 1, parts: Sequence[str] = PARTS
) -> tuple[int, list[str]]:
    """(lives, what was wrong): a life killed at step 0, `every`, … of each, until one came to its end."""
    lives, wrong = 0, list[str]()
    for part in parts:
        step, ended = lives % every, False  # another step for each part
        while not ended:
            place = Path(shutil.copytree(till, folder / f"{part}-{step}"))
            ended, words = one(place, person, part, step)
            wrong += [f"{part}, step {step}: {said}" for said in words]
            shutil.rmtree(place)
            lives, step = lives + 1, step + every
    return lives, wrong


def one(place: Path, person: Person, part: str, step: int) -> tuple[bool, list[str]]:
    """Whether the first life came to its end, and what was wrong after the second."""
    terminal = TerminalProcess(place)
    terminal.start()
    try:
        terminal.play(part)
        asked = terminal.provider(HURRIED)
        ended = _live(place, asked, person, Doom(PAYMENT, step=step))
        _live(place, asked, person, None)
        return ended, judge(place, terminal)
    finally:
        terminal.stop()


def _live(place: Path, terminal: TcpTerminal, person: Person, doom: Doom | None) -> bool:
    def act(moments: Moments, _leash: IO[bytes]) -> None:
        parts = open_parts(place, SystemClock())
        parts.app.sign_in.sign_in(person.staff, person.pin)
        with moments.during(PAYMENT):
            sell(parts.app, terminal, person.sku)
            moments.say(DONE)
        parts.close()

    life = begin("till", act, Moments((PAYMENT,), doom), doom, place / "life.log")
    heard: list[str] = []
    while (lines := life.hear()) is not None:
        heard += lines
    code = life.ended()
    if code < 0:
        raise RuntimeError((place / "life.log").read_text("utf-8"))
    return DONE.decode().strip() in heard


def sell(app: App, terminal: TcpTerminal, sku: str) -> None:
    """One sale by card, from wherever an earlier life left it."""
    if app.till.sales.by_ref(REF) is not None:
        return
    if not app.desk.basket.cart.lines:
        app.checkout.add(sku)
    app.payment.pay()
    for _ in range(ANSWERS):
        attempt = app.attempts.current
        if attempt is not None:
            app.attempts.put(terminal, attempt.next_question)
        elif not app.desk.settlement().complete:
            app.attempts.begin(terminal.name, "card", app.desk.settlement().remaining_exact)
            app.attempts.put(terminal, "charge")
    app.payment.complete(REF)


def judge(place: Path, terminal: TerminalProcess) -> list[str]:
    """The till's books beside the terminal's."""
    parts = open_parts(place, SystemClock())
    try:
        till, wrong = parts.till, list[str]()
        sale, rows = till.sales.last_sale(), {row["id"]: row for row in terminal.books()}
        taken = [row for row in rows.values() if row["state"] == "paid"]
        if till.sales.count() != 1 or sale is None:
            return [f"{till.sales.count()} sales"]
        wanted = [(t.attempt, t.amount) for t in sale.tenders]
        if [(row["id"], row["amount"]) for row in taken] != wanted:
            wrong.append(f"the terminal took {taken}, the sale was paid with {wanted}")
        wrong += [f"charged again: {row}" for row in rows.values() if row["times_paid"] > 1]
        for attempt in till.attempts.all():
            there = rows.get(attempt.id, {"state": "refused"})["state"]
            if attempt.state != there:
                wrong.append(f"{attempt.id} is {attempt.state} here, {there} there")
        return wrong if verify(till).whole else [*wrong, "the books are not whole"]
    finally:
        parts.close()


if __name__ == "__main__":
    sys.exit(main())
