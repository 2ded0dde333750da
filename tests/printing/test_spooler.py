"""The queue: a sale never waits for paper, nothing queued is lost, two papers of one sale can be told apart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from posapp.devices.clock import StoppedClock
from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.devices.printer_talk import Patience
from posapp.devices.printer_tcp import TcpPrinter
from posapp.domain.errors import Refused
from posapp.domain.print_status import PrintStatus
from posapp.domain.times import from_text
from posapp.ports.printer import Printer
from posapp.storage.print_jobs import PrintJob
from posapp.storage.till import TillStore
from printing.escpos import EscPos
from printing.layout import PAPER_80
from printing.raster import Raster
from printing.render import Renderer
from printing.spooler import BEGUN, MOST_TRIES, PAPER_ENDED, Render, Spooler
from tests.printing.reading import read
from tests.printing.sink import PrinterSink
from tests.storage.samples import AT, draft

QUICK = Patience(connect=1, answer=0.3, piece=0.5, all=0.5)


class Counter:
    """The till, its clock, and what the status bar was told."""

    def __init__(self, till: TillStore) -> None:
        self.till = till
        self.clock = StoppedClock(from_text(AT))
        self.told: list[PrintStatus] = []
        self.news = threading.Condition()
        self.running: list[Spooler] = []
        till.changes.subscribe(lambda topics: self.look())

    def spooler(self, printer: Printer, render: Render | None = None) -> Spooler:
        renderer = Renderer(self.till, EscPos(PAPER_80), None, lambda: "zh", printer.simulated)
        made = Spooler(self.till, printer, render or renderer.job, self.tell, self.clock)
        self.running.append(made)
        return made

    def tell(self, status: PrintStatus) -> None:
        with self.news:
            self.told.append(status)
            self.news.notify_all()

    def look(self) -> None:
        with self.news:
            self.news.notify_all()

    def wait(self, state: str, waiting: int = 0) -> PrintStatus:
        with self.news:
            ok = self.news.wait_for(lambda: bool(self.told) and self._last() == (state, waiting), 10)
            assert ok, self.told
            return self.told[-1]

    def _last(self) -> tuple[str, int]:
        return self.told[-1].state, self.told[-1].waiting

    def sell(self, seed: int = 1, lines: int = 2) -> str:
        return self.till.sales.complete_sale(draft(lines=lines, seed=seed)).receipt

    def reprint(self, receipt: str) -> None:
        self.till.facts.record("reprinted", b"{}", AT, "2026-11-21", "c1", print_job=("receipt_copy", receipt))


@pytest.fixture
def counter(till: TillStore) -> Iterator[Counter]:
    made = Counter(till)
    yield made
    for spooler in made.running:
        spooler.stop()


@pytest.fixture
def paper(tmp_path: Path) -> SimulatedPrinter:
    return SimulatedPrinter(tmp_path / "paper")


def said(paper: SimulatedPrinter) -> list[str]:
    return [job.read_text("utf-8") for job in paper.jobs()]


def receipts_of(texts: list[str]) -> list[str]:
    return [next(line for line in text.splitlines() if "小票号" in line).split()[-1] for text in texts]


def test_scenario_20(counter: Counter, paper: SimulatedPrinter) -> None:
    """Printer off for 5 sales, then on: prints in order, drawer stays shut; the reprint of the second says COPY."""
    paper.set("off")
    spooler = counter.spooler(paper)
    spooler.start()
    counter.wait("off")
    sold = [counter.sell(seed) for seed in range(5)]
    counter.wait("off", 5)
    counter.clock.set(counter.clock.now() + timedelta(minutes=3))
    paper.set("ready")
    spooler.wake()
    assert counter.wait("ready").simulated
    assert receipts_of(said(paper)) == sold
    assert paper.drawer_opened == 0, "a drawer does not open minutes later by itself"
    counter.reprint(sold[1])
    with counter.news:
        counter.news.wait_for(lambda: len(paper.jobs()) == 6, 10)
    last = said(paper)[-1]
    assert "副本 COPY" in last
    assert receipts_of([last]) == [sold[1]]
    assert all("COPY" not in text and "补打" not in text for text in said(paper)[:5])
    assert counter.till.journal.last().kind == "reprinted"  # type: ignore[union-attr]


def test_cash_opens_the_drawer_at_once_a_card_does_not(counter: Counter, paper: SimulatedPrinter) -> None:
    spooler = counter.spooler(paper)
    counter.sell(lines=1)
    assert spooler.run_pending().state == "ready"
    assert paper.drawer_opened == 1
    counter.reprint("S1-1-20261121-0001")
    spooler.run_pending()
    assert paper.drawer_opened == 1


def test_a_drawer_without_a_sale(counter: Counter, paper: SimulatedPrinter) -> None:
    spooler = counter.spooler(paper)
    open_it = partial(counter.till.facts.record, "drawer_opened", b"{}", AT, "2026-11-21", "c1")
    open_it(print_job=("drawer", ""))
    spooler.run_pending()
    assert (paper.drawer_opened, paper.jobs()) == (1, [])
    paper.set("off")
    open_it(print_job=("drawer", ""))
    assert spooler.run_pending().waiting == 1
    counter.clock.set(counter.clock.now() + timedelta(minutes=1))
    paper.set("ready")
    assert spooler.run_pending() == PrintStatus("ready", 0, "2026-11-21T01:01:00Z", "", True)
    assert paper.drawer_opened == 1


def test_what_waits_survives_a_restart(counter: Counter, paper: SimulatedPrinter) -> None:
    paper.set("paper_out")
    first = counter.spooler(paper)
    first.start()
    sold = [counter.sell(seed) for seed in range(3)]
    status = counter.wait("paper_out", 3)
    assert (status.reason, status.since) == ("printer_paper_out", AT)
    first.stop()
    paper.set("ready")
    counter.spooler(paper).start()
    counter.wait("ready")
    assert receipts_of(said(paper)) == sold
    assert counter.till.print_jobs.waiting() == []
    assert counter.till.print_jobs.last_of("receipt", sold[0]).printed_at == AT  # type: ignore[union-attr]


def test_a_till_that_died_while_printing_prints_again_and_says_so(counter: Counter, paper: SimulatedPrinter) -> None:
    """The note that a job has begun is on disk before its first byte goes out."""

    class Dies(SimulatedPrinter):
        def send(self, data: bytes) -> None:
            raise KeyboardInterrupt

    sold = counter.sell()
    with pytest.raises(KeyboardInterrupt):
        counter.spooler(Dies(Path("unused"))).run_pending()
    assert [job.failure for job in counter.till.print_jobs.waiting()] == [BEGUN]
    counter.spooler(paper).run_pending()
    [text] = said(paper)
    assert "补打 PRINTED AGAIN" in text
    assert receipts_of([text]) == [sold]
    assert paper.drawer_opened == 0


def test_the_raster_goes_the_same_way(counter: Counter, paper: SimulatedPrinter, raster: Raster) -> None:
    """Drawn on the printer's own thread, as in the shop."""
    render = Renderer(counter.till, EscPos(PAPER_80), raster.draw, lambda: "both", True)
    counter.spooler(paper, render.job).start()
    counter.wait("ready")
    sold = counter.sell()
    with counter.news:
        assert counter.news.wait_for(lambda: len(paper.jobs()) == 1, 10)
    [job] = paper.jobs()
    assert job.suffix == ".png"
    [piece] = read(job.with_suffix(".bin").read_bytes()).receipts
    assert piece.scanned == [f"posapp:{sold}"]


def test_one_document_that_cannot_be_made_holds_up_nobody(
    counter: Counter, paper: SimulatedPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: crashes.append(error))
    counter.till.print_jobs.queue("receipt_copy", "S1-1-20261121-9999", AT)
    sold = counter.sell()
    spooler = counter.spooler(paper)
    status = spooler.run_pending()
    assert receipts_of(said(paper)) == [sold]
    assert (status.state, status.waiting, status.reason) == ("error", 1, "print_unreadable")
    assert [e.code for e in crashes if isinstance(e, Refused)] == ["no_such_receipt"]
    spooler.run_pending()
    assert len(crashes) == 1


def test_copies_after_the_first_are_marked(counter: Counter, paper: SimulatedPrinter) -> None:
    sold = counter.sell()
    counter.till.print_jobs.drop(1)
    counter.till.print_jobs.queue("receipt", sold, AT, copies=3)
    counter.spooler(paper).run_pending()
    reading = read(paper.jobs()[0].with_suffix(".bin").read_bytes())
    assert ["".join(p.text).count("COPY") for p in reading.receipts] == [0, 1, 1]
    assert reading.pulses == [2]


def test_labels_let_receipts_go_before_them_and_can_be_stopped(counter: Counter, tmp_path: Path) -> None:
    """A category of hundreds keeps no customer waiting."""
    jobs, order = counter.till.print_jobs, []

    class Busy(SimulatedPrinter):
        def send(self, data: bytes) -> None:
            order.append(data.decode())
            if order == ["A"]:
                counter.sell()
            elif order[-1] == "B":
                jobs.drop_all("label")

    def render(job: PrintJob, *, again: bool, drawer: bool) -> bytes:
        return job.document.encode()

    jobs.queue_all("label", "ABCD", AT)
    spooler = counter.spooler(Busy(tmp_path), render)
    assert (spooler.run_pending().waiting, order) == (0, ["A", "S1-1-20261121-0001", "B"])


# ---------------------------------------------------------------- over the network


def test_a_real_line(counter: Counter, sink: PrinterSink) -> None:
    counter.spooler(TcpPrinter("127.0.0.1", sink.port, patience=QUICK)).start()
    sold = [counter.sell(seed) for seed in range(3)]
    jobs = sink.wait_jobs(3)
    counter.wait("ready")
    assert [read(job).receipts[0].codes for job in jobs] == [[f"posapp:{receipt}"] for receipt in sold]
    with counter.news:
        assert counter.news.wait_for(lambda: counter.till.print_jobs.waiting() == [], 10)


@pytest.mark.parametrize(
    "mood,state", [("paper_out", "paper_out"), ("cover_open", "error"), ("offline", "off"), ("mute", "error")]
)
def test_a_printer_that_cannot_gets_no_byte(counter: Counter, sink: PrinterSink, mood: str, state: str) -> None:
    sink.mood = mood  # type: ignore[assignment]
    sold = counter.sell()
    spooler = counter.spooler(TcpPrinter("127.0.0.1", sink.port, patience=QUICK))
    assert (spooler.run_pending().state, spooler.status.waiting, sink.started) == (state, 1, 0)
    sink.mood = "ready"
    assert spooler.run_pending().state == "ready"
    [job] = sink.wait_jobs(1)
    [piece] = read(job).receipts
    assert piece.codes == [f"posapp:{sold}"]
    assert "补打" not in "".join(piece.text)


@pytest.mark.parametrize("mood", ["cut", "stall", "runs_dry"])
def test_a_receipt_cut_off_half_way_prints_whole_and_marked(counter: Counter, sink: PrinterSink, mood: str) -> None:
    sink.mood, sink.after = mood, 300  # type: ignore[assignment]
    sold = counter.sell(lines=9)
    spooler = counter.spooler(TcpPrinter("127.0.0.1", sink.port, patience=QUICK))
    status = spooler.run_pending()
    ended = mood == "runs_dry"
    why = ("paper_out", 1, PAPER_ENDED) if ended else ("error", 1, BEGUN)
    assert (status.state, status.waiting, status.reason) == why
    assert [job.failure for job in counter.till.print_jobs.waiting()] == [why[2]]
    sink.mood = "ready"
    sink.go_on.set()
    sink.jobs.clear()
    assert spooler.run_pending().state == "ready"
    [piece] = read(sink.wait_jobs(1)[-1]).receipts
    assert piece.codes == [f"posapp:{sold}"]
    assert "补打 PRINTED AGAIN" in "".join(piece.text)


def test_a_printer_that_always_breaks_off_does_not_eat_the_roll(counter: Counter, sink: PrinterSink) -> None:
    sink.mood, sink.after = "cut", 300
    counter.sell()
    spooler = counter.spooler(TcpPrinter("127.0.0.1", sink.port, patience=QUICK))
    for _ in range(MOST_TRIES + 4):
        spooler.run_pending()
    assert sink.started == MOST_TRIES
    assert (spooler.status.state, spooler.status.reason) == ("error", "print_given_up")
    sink.mood = "ready"
    spooler.retry()
    assert spooler.run_pending() == PrintStatus("ready", 0, spooler.status.since)


def test_a_printer_switched_off(counter: Counter, sink: PrinterSink) -> None:
    printer = TcpPrinter("127.0.0.1", sink.port, patience=QUICK)
    sink.close()
    counter.sell()
    spooler = counter.spooler(printer)
    assert (spooler.run_pending().state, spooler.status.reason) == ("off", "printer_off")
    assert [job.failure for job in counter.till.print_jobs.waiting()] == ["printer_off"]


def test_a_printer_that_knows_no_answer_in_turn(counter: Counter, sink: PrinterSink) -> None:
    sink.mood = "no_turn"
    counter.sell()
    assert counter.spooler(TcpPrinter("127.0.0.1", sink.port, patience=QUICK)).run_pending().state == "ready"


def test_a_printer_that_never_answers_can_be_used_if_it_is_said(counter: Counter, sink: PrinterSink) -> None:
    sink.mood = "mute"
    counter.sell()
    printer = TcpPrinter("127.0.0.1", sink.port, answers=False, patience=QUICK)
    assert counter.spooler(printer).run_pending().state == "ready"
    assert len(sink.wait_jobs(1)) == 1


def test_a_stalled_printer_stops_no_sale(counter: Counter, sink: PrinterSink) -> None:
    """While the printer's thread hangs on the line, sales commit and the queue grows."""
    sink.mood, sink.after = "stall", 300
    patient = Patience(connect=1, answer=5, piece=30, all=30)
    counter.spooler(TcpPrinter("127.0.0.1", sink.port, patience=patient)).start()
    counter.wait("ready")
    counter.sell()
    with sink.came:
        assert sink.came.wait_for(lambda: sink.started == 1, 10)
    assert [counter.sell(seed) for seed in range(2, 6)][-1] == "S1-1-20261121-0005"
    assert len(counter.till.print_jobs.waiting()) == 5
    sink.go_on.set()
    sink.mood = "ready"
    counter.wait("error", 5)
    sink.wait_jobs(5)
    counter.wait("ready")
