"""What stands around one till: its printer and its line to the hub, set up as the machine's settings say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from posapp.commands.till_parts import TillParts, enrol
from posapp.devices.printer_file import FilePrinter
from posapp.devices.printer_named import printer_at
from posapp.devices.terminal_tcp import TcpTerminal, terminal_at
from posapp.domain.errors import Refused, is_disk_full
from posapp.domain.hold import Hold
from posapp.domain.machine import MachineSettings
from posapp.domain.print_status import PrintStatus
from posapp.domain.reservation import Reservation
from posapp.domain.sale import Sale
from posapp.domain.store import HUB_WAIT, hub_wait
from posapp.domain.sync_status import SyncStatus
from posapp.domain.wallet import Balance
from posapp.ports.clock import Clock
from posapp.ports.printer import Printer
from posapp.ports.provider import Provider
from posapp.storage.catalog import Catalog
from posapp.storage.machine import save_machine
from posapp.storage.print_jobs import PrintJob
from posapp.usecases.wallets import Wish
from printing.escpos import EscPos
from printing.layout import PAPER_58, PAPER_80
from printing.raster import Raster
from printing.receipt import NO_NAMES, Names
from printing.render import Renderer
from printing.spooler import Spooler
from printing.text import receipt_text
from sync.client import HubClient
from sync.coupons import reserve_coupon
from sync.holds import take_hold
from sync.purses import ask_purse
from sync.question import ask
from sync.wallets import HubWallet, ask_refund
from sync.worker import SyncWorker
from ui.controls import Controls, Picture


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of what changes; `paper` and `line` are called on threads of their own."""

    paper: Callable[[PrintStatus], None]
    line: Callable[[SyncStatus], None]
    machine: Callable[[MachineSettings], None]


class Equipment:
    """Printer queue and exchange of one till, running between `start` and `stop`; `controls` is what a window gets."""

    def __init__(
        self, parts: TillParts, folder: Path, machine: MachineSettings, clock: Clock, told: Told, own_terminal: str = ""
    ) -> None:
        """`own_terminal`: the address of one that came with the shop, where the machine's settings name none."""
        self._parts, self._folder, self._told, self._clock = parts, folder, told, clock
        self._draw = Raster().draw
        self._line_status: SyncStatus | None = None
        self.machine = machine
        self._own_terminal = own_terminal
        self._terminal = self._terminal_of(machine, tolerant=True)
        self._printer = _Chosen(*self._set_up(machine, tolerant=True))
        self.spooler = Spooler(parts.till, self._printer, self._printer.job, told.paper, clock)
        self.line = SyncWorker(parts.engine, self.line_told, self._patience)
        parts.app.desk.is_offline = self._is_offline

    @property
    def printer(self) -> Printer:
        """The one chosen now."""
        return self._printer.printer

    def start(self) -> None:
        """Print what waits, exchange what is unsent."""
        with suppress(Refused):  # the disk: the next start says it
            self._parts.app.line.began()
        self.spooler.start()
        self.line.start()

    def stop(self) -> None:
        """End after what is under way."""
        self.spooler.stop()
        self.line.stop()

    def change(self, machine: MachineSettings) -> None:
        """Use other settings from now on and keep them; Refused("printer_address", "printer_file") changes nothing."""
        before, paper = self.machine, self._set_up(machine)
        terminal = self._terminal_of(machine)
        if isinstance(paper[0], FilePrinter) and machine.printer != before.printer:
            paper[0].check_place()
        save_machine(self._folder, machine)
        self.machine, self._terminal = machine, terminal
        self._told.machine(machine)
        if machine.printing != before.printing:
            self._printer.choose(*paper)
            self.spooler.retry()

    def controls(self) -> Controls:
        """What the window may ask for."""
        return Controls(
            go_offline=self.line.go_offline,
            go_online=self.line.go_online,
            sync_now=self.line.wake,
            ask_hub=self._ask_hub,
            take_hold=self._take_hold,
            ask_purse=self._ask_purse,
            reserve_coupon=self._reserve_coupon,
            provider=lambda: self._terminal,
            provider_of=self._provider_of,
            ask_refund=lambda question, refund: ask_refund(self._line_now(), question, refund),
            diagnosis=self._diagnosis,
            line_status=lambda: self._line_status,
            connect_again=self._connect_again,
            print_now=self.spooler.retry,
            paper_status=lambda: self.spooler.status,
            receipt_picture=self._picture,
            receipt_pdf=self._pdf,
            printer_name=lambda: self.machine.printer,
            machine=lambda: self.machine,
            set_machine=self.change,
        )

    def _connect_again(self, code: str) -> None:
        enrol(self._parts, code)
        self.line.wake()

    def _is_offline(self) -> bool:
        """Whether the hub is away, as far as is known."""
        return self._line_status is None or self._line_status.state in ("late", "offline")

    def line_told(self, status: SyncStatus) -> None:
        """How the line stands from now on: kept for who asks, and passed on. Called on a thread of its own."""
        self._line_status = status
        self._told.line(status)

    def _patience(self) -> float:
        """Seconds that a person waits for the hub in this shop."""
        try:
            return hub_wait(self._parts.app.desk.store).total_seconds()
        except Refused:  # it has never reached its hub
            return HUB_WAIT.total_seconds()

    def _ask_hub(self) -> None:
        ask(self._parts.engine.hub, self._patience(), lambda hub: hub.till())

    def _take_hold(self, hold: str, staff: str) -> Hold:
        return take_hold(self._hub(), self._patience(), hold, staff)

    def _reserve_coupon(self, code: str, use: str, staff: str) -> Reservation:
        return reserve_coupon(self._hub(), self._patience(), code, use, staff)

    def _hub(self) -> HubClient:
        """Whom to ask; Refused("hub_away") while a person has switched the line off."""
        hub, status = self._parts.engine.hub, self._line_status
        if status is not None and status.reason == "switched_off":
            raise Refused("hub_away", hub=hub.url)
        return hub

    def _ask_purse(self, wish: Wish) -> Balance:
        hub, status = self._parts.engine.hub, self._line_status
        if status is not None and status.reason == "switched_off":
            raise Refused("hub_away", hub=hub.url)
        return ask_purse(hub, self._patience(), wish)

    def _provider_of(self, who: str, code: str) -> Provider | None:
        if who == TcpTerminal.name:
            return self._terminal
        return HubWallet(self._line_now(), who, code)

    def _line_now(self) -> HubClient | None:
        """The hub, unless a person has switched the line off."""
        status = self._line_status
        away = status is not None and status.reason == "switched_off"
        return None if away else self._parts.engine.hub

    def _diagnosis(self) -> Path:
        from posapp.commands.diagnosis import make_bundle
        from posapp.commands.doctor import examine

        return make_bundle(self._parts.till.folder, self._clock, examine)

    def _set_up(self, machine: MachineSettings, *, tolerant: bool = False) -> tuple[Printer, Renderer]:
        """The printer and how receipts look on it. `tolerant`: a file edited by hand must not keep the till closed."""
        try:
            printer = printer_at(machine.printer, self._parts.till.folder / "printer")
        except Refused:
            if not tolerant:
                raise
            printer = _Unusable()
        paper = PAPER_58 if machine.paper == 58 else PAPER_80
        render = Renderer(
            self._parts.till,
            EscPos(paper, machine.drawer_pin),
            self._draw if machine.drawn else None,
            lambda: machine.receipt_words,
            printer.simulated,
            lambda: offer_names(self._parts.catalog),
            self._parts.app.shelf_labels.due,
        )
        return printer, render

    def _terminal_of(self, machine: MachineSettings, *, tolerant: bool = False) -> TcpTerminal | None:
        try:
            return terminal_at(machine.terminal or self._own_terminal)
        except Refused:
            if not tolerant:
                raise
            return None

    def _picture(self, sale: Sale, language: str) -> Picture:
        render = self._printer.render
        drawn = self._draw(render.receipt(sale.receipt), render.escpos.paper)
        words = _in(render, language).receipt(sale.receipt)
        return Picture(drawn.width, drawn.height, drawn.dots, tuple(receipt_text(words, render.escpos.paper)))

    def _pdf(self, sale: Sale, language: str) -> Path:
        from printing.pdf import receipt_pdf

        render = self._printer.render
        layout = _in(render, language).receipt(sale.receipt)
        file = self._parts.till.folder / "pdf" / f"{sale.receipt}.pdf"
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            file.write_bytes(receipt_pdf(layout, render.escpos.paper, sale.receipt))
        except OSError as error:
            raise (
                Refused("disk_full") if is_disk_full(error) else Refused("folder_closed", folder=str(file.parent))
            ) from error
        return file


def _in(render: Renderer, language: str) -> Renderer:
    return replace(render, language=lambda: "zh" if language == "zh" else "en")


class _Chosen:
    """The printer of the settings of now: another may be chosen between two jobs."""

    def __init__(self, printer: Printer, render: Renderer) -> None:
        self._now = (printer, render)

    def choose(self, printer: Printer, render: Renderer) -> None:
        """From the next job on."""
        self._now = (printer, render)

    @property
    def printer(self) -> Printer:
        """The one of now."""
        return self._now[0]

    @property
    def simulated(self) -> bool:
        """As its port says."""
        return self.printer.simulated

    def check(self) -> None:
        """As its port says."""
        self.printer.check()

    def send(self, data: bytes) -> None:
        """As its port says."""
        self.printer.send(data)

    @property
    def render(self) -> Renderer:
        """How receipts look on it."""
        return self._now[1]

    def job(self, job: PrintJob, *, again: bool, drawer: bool) -> bytes:
        """The bytes of a job for this printer."""
        return self.render.job(job, again=again, drawer=drawer)


class _Unusable:
    """An address that makes no sense: receipts wait until a person has mended it."""

    simulated = False

    def check(self) -> None:
        """Always Refused."""
        raise Refused("printer_off")

    def send(self, data: bytes) -> None:
        """Always Refused; nothing is lost."""
        raise Refused("printer_off")


def offer_names(catalog: Catalog) -> Names:
    """How offers and taxes are called on paper."""
    if catalog.state != "ready":
        return NO_NAMES
    offers = {p.id: (p.name_zh, p.name_en) for p in catalog.promotions()}
    return Names(offers, {tax.id: tax.kind for tax in catalog.taxes()})
