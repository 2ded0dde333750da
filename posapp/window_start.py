"""Starts the till with its window: paint first, then open the files, then exchange and print in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from posapp.domain.errors import Refused
from ui.controls import Controls
from ui.launch import Launch

if TYPE_CHECKING:
    from posapp.commands.demo import Demo
    from posapp.commands.till_parts import TillParts
    from posapp.domain.sale import Sale
    from posapp.ports.clock import Clock
    from posapp.storage.catalog import Catalog
    from posapp.storage.changes import Topic
    from printing.receipt import Names
    from printing.spooler import Spooler
    from sync.worker import SyncWorker

PACE_SECONDS = 0.003
"""How long a download leaves the disk and the interpreter to the cashier between its pieces."""


def start_window(folder: Path, profile: str, language: str) -> int:
    """Run until the window closes; returns the exit code."""
    running = _Running(folder, profile)
    launch = Launch(language, running.begin)
    code = launch.run()
    running.end()
    return code


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the worker hands over once the files are open."""

    parts: TillParts
    spooler: Spooler
    line: SyncWorker


class _Running:
    """One run of the till; `begin` after the first paint, `end` after the last."""

    def __init__(self, folder: Path, profile: str) -> None:
        self._folder, self._profile = folder, profile
        self._demo: Demo | None = None
        self._opened: _Opened | None = None

    def begin(self, launch: Launch) -> None:
        """Open the till on the worker; the window stays alive meanwhile."""
        self._launch = launch
        launch.tasks.run(self._open, self._ready, self._failed)

    def _open(self) -> _Opened:
        from posapp.devices.clock import SystemClock
        from posapp.devices.printer_named import printer_at
        from printing.escpos import EscPos
        from printing.layout import PAPER_80
        from printing.raster import Raster
        from printing.render import Renderer
        from printing.spooler import Spooler
        from sync.worker import SyncWorker

        clock = SystemClock()
        parts = self._parts(clock)
        printer = printer_at("simulated", parts.till.folder / "printer")
        render = Renderer(
            parts.till,
            EscPos(PAPER_80),
            Raster().draw,
            lambda: "both",
            printer.simulated,
            lambda: _names(parts.catalog),
        )
        spooler = Spooler(parts.till, printer, render.job, self._launch.bridge.paper.emit, clock)
        return _Opened(parts, spooler, SyncWorker(parts.engine, self._launch.bridge.line.emit))

    def _parts(self, clock: Clock) -> TillParts:
        from posapp.commands.demo import Demo
        from posapp.commands.till_parts import open_parts

        launch = self._launch
        if self._profile == "demo":
            self._demo = Demo(self._folder)
            return self._demo.open(clock, launch.tasks.later, _paced(), launch.bridge.progress.emit)
        return open_parts(self._folder, clock, later=launch.tasks.later, pace=_paced())

    def _ready(self, opened: _Opened) -> None:
        launch, till = self._launch, opened.parts.till
        self._opened = opened
        till.changes.subscribe(self._committed)
        launch.attach(opened.parts.app, self._controls(opened), opened.parts.key_warning)
        launch.when_idle(till.checkpoint_if_due)
        opened.spooler.start()
        opened.line.start()
        if self._demo is not None:
            Thread(target=self._demo.start_hub, name="hub start", daemon=True).start()

    def _failed(self, refused: Refused) -> None:
        self._launch.window.sign_in.cannot_start(refused)

    def _committed(self, topics: frozenset[Topic]) -> None:
        """Runs on the thread that committed."""
        for topic in topics:
            self._launch.bridge.changed.emit(topic)
        if "journal" in topics and self._opened is not None:
            self._opened.line.wake()

    def _controls(self, opened: _Opened) -> Controls:
        till, line = opened.parts.till, opened.line

        def receipt_text(sale: Sale, language: str) -> list[str]:
            from printing.layout import PAPER_80
            from printing.receipt import receipt
            from printing.text import receipt_text

            person = till.staff.by_id(sale.staff)
            layout = receipt(
                sale,
                till.settings.store(),
                "zh" if language == "zh" else "en",
                cashier=person.name if person else "",
                names=_names(opened.parts.catalog),
            )
            return receipt_text(layout, PAPER_80)

        return Controls(
            go_offline=line.go_offline,
            go_online=line.go_online,
            sync_now=line.wake,
            print_now=opened.spooler.retry,
            receipt_text=receipt_text,
            printer_name=lambda: "simulated",
        )

    def end(self) -> None:
        """The window has closed: finish what is under way, then switch off."""
        if self._opened is not None:
            self._opened.spooler.stop()
            self._opened.line.stop()
            self._opened.parts.close()
        if self._demo is not None:
            self._demo.close()


def _names(catalog: Catalog) -> Names:
    """How offers and taxes are called on paper."""
    from printing.receipt import NO_NAMES, Names

    if catalog.state != "ready":
        return NO_NAMES
    offers = {p.id: (p.name_zh, p.name_en) for p in catalog.promotions()}
    return Names(offers, {tax.id: tax.kind for tax in catalog.taxes()})


def _paced() -> Callable[[], None]:
    rest = Event()
    return lambda: _drop(rest.wait(PACE_SECONDS))


def _drop(_done: bool) -> None:
    """Nobody asks how the rest ended."""
