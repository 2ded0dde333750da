"""The queue of one printer, worked off on a thread of its own: a sale never waits for paper and paper is never lost.

Each job comes out at least once. Before its first byte goes out the queue on disk notes that it has begun; if the
till or the printer dies half-way, the whole receipt prints again under the mark 补打 PRINTED AGAIN, so that two
papers of one sale can always be told apart. A printer that breaks off again and again gets no more than three papers
out of a job, then a person decides. A drawer opens at once or not at all: never minutes later by itself.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Protocol

from posapp.domain.errors import Refused
from posapp.domain.print_status import PrinterState, PrintStatus
from posapp.domain.times import from_text, to_text
from posapp.ports.clock import Clock
from posapp.ports.printer import Printer
from posapp.storage.changes import Topic
from posapp.storage.print_jobs import PrintJob
from posapp.storage.till import TillStore

Report = Callable[[PrintStatus], None]
Mine = Callable[[PrintJob], bool]


def _any(_job: PrintJob) -> bool:
    return True


BEGUN: Final = "print_interrupted"
PAPER_ENDED: Final = "print_paper_ended"
TORN: Final = frozenset({BEGUN, PAPER_ENDED})
"""The failures of a job whose first bytes may be on paper; the second says why it came no further."""
LAST: Final = "label"
DRAWER_FRESH: Final = timedelta(seconds=20)
MOST_TRIES: Final = 3
_WAITS: Final = (1.0, 2.0, 5.0)
"""Seconds until a printer that could not print is tried again; the last one repeats."""
_STATES: Final[dict[str, PrinterState]] = {
    "printer_off": "off",
    "printer_paper_out": "paper_out",
    PAPER_ENDED: "paper_out",
}


class Render(Protocol):
    """Makes the bytes of a job; see render.Renderer.job."""

    def __call__(self, job: PrintJob, *, again: bool, drawer: bool) -> bytes: ...


class Spooler:
    """Prints what waits, in order. `report` is told of every change of the status, on the thread that printed."""

    def __init__(
        self, till: TillStore, printer: Printer, render: Render, report: Report, clock: Clock, mine: Mine = _any
    ) -> None:
        """`mine`: which jobs of the queue are this printer's."""
        self._till = till
        self._printer = printer
        self._render = render
        self._report = report
        self._clock = clock
        self._mine = mine
        self._turn = threading.Lock()
        self._bell = threading.Condition()
        self._woken = self._stopping = False
        self._passed_over: dict[int, str] = {}
        self._broken_off: Counter[int] = Counter()
        self._status = PrintStatus("ready", simulated=printer.simulated)
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
        self._unsubscribe: Callable[[], None] = lambda: None

    @property
    def status(self) -> PrintStatus:
        """As last reported."""
        return self._status

    def start(self) -> None:
        """Begin: ask the printer how it is, print what an earlier run left, then whatever is committed."""
        self._unsubscribe = self._till.changes.subscribe(self._committed)
        self._thread.start()

    def wake(self) -> None:
        """Look at the queue and the printer now."""
        with self._bell:
            self._woken = True
            self._bell.notify()

    def retry(self) -> None:
        """A person asks: try also what was passed over."""
        with self._turn:
            self._passed_over.clear()
            self._broken_off.clear()
        self.wake()

    def stop(self, seconds: float = 5.0) -> None:
        """End after the job under way; one that hangs longer on a printer is left begun, and prints again next time."""
        self._unsubscribe()
        with self._bell:
            self._stopping = True
            self._bell.notify()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def run_pending(self) -> PrintStatus:
        """Print everything that waits, or up to the first trouble; on the caller's thread."""
        with self._turn:
            trouble = ""
            try:
                waiting = self._waiting()
                if not waiting or self._status.state != "ready":
                    self._printer.check()
                while waiting:
                    self._print(waiting.pop(0))
                    if waiting and waiting[0].kind == LAST:  # what came or was taken off meanwhile
                        waiting = self._waiting()
            except Refused as refused:
                trouble = refused.code
            self._tell(trouble)
        return self._status

    # ------------------------------------------------------------ the thread

    def _committed(self, topics: frozenset[Topic]) -> None:
        """Runs on the committing thread; our own notes in the queue are no news."""
        if "print_jobs" in topics and threading.current_thread() is not self._thread:
            self.wake()

    def _run(self) -> None:
        tries = 0
        while not self._stopping:
            try:
                state = self.run_pending().state
            except Exception:  # a bug or a broken disk: goes to the crash handler, and the queue is tried again
                if not self._stopping:
                    sys.excepthook(*sys.exc_info())
                state = "error"
            tries = 0 if state == "ready" else tries + 1
            with self._bell:
                self._bell.wait_for(lambda: self._woken or self._stopping, _WAITS[min(tries, 3) - 1] if tries else None)
                self._woken = False

    # ------------------------------------------------------------ one job

    def _waiting(self) -> list[PrintJob]:
        """In order; labels for the shelf let everything go before them, however many they are."""
        left = [job for job in self._left() if job.id not in self._passed_over]
        return sorted(left, key=lambda job: job.kind == LAST)

    def _left(self) -> list[PrintJob]:
        return [job for job in self._till.print_jobs.waiting() if self._mine(job)]

    def _print(self, job: PrintJob) -> None:
        """Print one job, or Refused when the printer cannot: then it stays where it is, and the others behind it."""
        jobs, again = self._till.print_jobs, job.failure in TORN
        fresh = not again and self._clock.now() - from_text(job.at) <= DRAWER_FRESH
        if job.kind == "drawer" and not fresh:
            jobs.drop(job.id)
            return
        try:
            data = self._render(job, again=again, drawer=fresh)
        except Exception:  # a fault in one document must not hold up the others
            self._pass_over(job, "print_unreadable")
            sys.excepthook(*sys.exc_info())
            return
        jobs.failed(job.id, BEGUN)
        try:
            if data:  # an office printer has no drawer
                self._printer.send(data)
        except Refused as refused:
            self._not_printed(job, again, refused.code)
            raise
        jobs.printed(job.id, to_text(self._clock.now()))

    def _not_printed(self, job: PrintJob, again: bool, code: str) -> None:
        """Note why; nothing has begun unless the printer says so or an earlier try had."""
        if code in TORN:
            if code != BEGUN:
                self._till.print_jobs.failed(job.id, code)
            self._broken_off[job.id] += 1
            if self._broken_off[job.id] >= MOST_TRIES:
                self._pass_over(job, "print_given_up")
        elif not again:
            self._till.print_jobs.failed(job.id, code)

    def _pass_over(self, job: PrintJob, code: str) -> None:
        """Leave the job where it is until a person asks for it; that it has begun stays noted."""
        self._passed_over[job.id] = code
        if code == "print_unreadable" and job.failure not in TORN:
            self._till.print_jobs.failed(job.id, code)

    # ------------------------------------------------------------ telling

    def _tell(self, trouble: str) -> None:
        left = self._left()
        reason = trouble or next((self._passed_over[job.id] for job in left if job.id in self._passed_over), "")
        state: PrinterState = _STATES.get(reason, "error") if reason else "ready"
        old = self._status
        same = (state, len(left), reason) == (old.state, old.waiting, old.reason)
        if same and self._printer.simulated == old.simulated and old.since:
            return
        since = old.since if state == old.state and old.since else to_text(self._clock.now())
        self._status = PrintStatus(state, len(left), since, reason, self._printer.simulated)
        self._report(self._status)
