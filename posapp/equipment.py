"""What stands around one till: its printer and its line to the hub, set up as the machine's settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from posapp.commands.till_parts import TillParts, enrol
from posapp.contract.receipt_page import ReceiptPageSaid
from posapp.devices.display_pole import pole_at, pole_place
from posapp.devices.printer_absent import NoPrinter, UnusablePrinter
from posapp.devices.printer_named import check_place, printer_at
from posapp.devices.sensor_tcp import sensor_at
from posapp.devices.terminal_tcp import TcpTerminal, terminal_at
from posapp.domain.errors import Refused, is_disk_full
from posapp.domain.machine import A4, MachineSettings
from posapp.domain.print_status import PrintStatus
from posapp.domain.receipt_code import receipt_path
from posapp.domain.reservation import Reservation
from posapp.domain.sale import Sale
from posapp.domain.store import HUB_WAIT, hub_wait
from posapp.domain.sync_status import SyncStatus
from posapp.ports.clock import Clock
from posapp.ports.printer import Printer
from posapp.ports.provider import Provider
from posapp.ports.visitor_sensor import Visitors
from posapp.storage.catalog import Catalog
from posapp.storage.machine import save_machine
from posapp.storage.nightly import check_folder
from posapp.storage.print_jobs import PrintJob
from posapp.usecases.line import HUB_IS_AWAY
from printing.chosen import Chosen
from printing.escpos import EscPos
from printing.labels import price_label
from printing.layout import PAPER_58, PAPER_80, PAPER_A4, Paper, ReceiptLayout
from printing.practice import practised
from printing.raster import Raster
from printing.receipt import NO_NAMES, Names
from printing.render import Renderer
from printing.report_files import paper_report, save_log, save_report
from printing.spooler import Spooler
from printing.text import receipt_text
from sync.client import HubClient
from sync.coupons import reserve_coupon
from sync.holds import take_hold
from sync.members import ask_history, ask_members
from sync.notices import notices
from sync.orders import claim_order, look_orders
from sync.pictures import fetch_pictures
from sync.purses import ask_balance, ask_purse
from sync.question import ask
from sync.returns import ask_returns
from sync.shifts import resume_shift, suspended
from sync.shop_day import shop_day
from sync.wallets import HubWallet, ask_refund
from sync.worker import SyncWorker
from ui.controls import Controls, Picture

LABELS: Final = frozenset({"label", "labels"})
"""The documents of the printer for labels, where there is one."""
_PAPERS: Final[Mapping[int, Paper]] = {58: PAPER_58, 80: PAPER_80, A4: PAPER_A4}


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of what changes; `paper` and `line` are called on threads of their own."""

    paper: Callable[[PrintStatus], None]
    line: Callable[[SyncStatus], None]
    machine: Callable[[MachineSettings], None]


@dataclass(frozen=True, slots=True)
class ComesWithShop:
    """Addresses of devices that came with the shop, where the machine's settings name none; the sensor's when it is
    asked for."""

    terminal: str = ""
    sensor: Callable[[], str] = str


NOTHING_CAME: Final = ComesWithShop()


class Equipment:
    """Printer queue and exchange of one till, running between `start` and `stop`; `controls` is what a window gets."""

    def __init__(
        self,
        parts: TillParts,
        folder: Path,
        machine: MachineSettings,
        clock: Clock,
        told: Told,
        own: ComesWithShop = NOTHING_CAME,
    ) -> None:
        """A till of practice has a printer, and neither a line nor a terminal."""
        self._training = parts.app.training.here
        self._parts, self._folder, self._told, self._clock = parts, folder, told, clock
        self._draw = Raster().draw
        self._line_status: SyncStatus | None = None
        self.machine = machine
        self._own = own
        self._terminal = self._terminal_of(machine, tolerant=True)
        self._printer = Chosen(*self._set_up(machine, tolerant=True))
        self._labels = Chosen(*self._label_set_up(machine, tolerant=True))
        self.spooler = Spooler(parts.till, self._printer, self._printer.job, told.paper, clock, self._is_receipt)
        self.label_spooler = Spooler(parts.till, self._labels, self._labels.job, _unseen, clock, self._is_label)
        self.line = SyncWorker(parts.engine, self.line_told, self._patience)
        parts.app.desk.is_offline = self._is_offline

    @property
    def printer(self) -> Printer:
        """The one chosen now."""
        return self._printer.printer

    def start(self) -> None:
        """Print what waits, exchange what is unsent."""
        with suppress(Refused):  # the disk: the next start says it
            if not self._training:
                self._parts.app.line.began()
        self.spooler.start()
        self.label_spooler.start()
        if self._training:
            self.line_told(SyncStatus("offline", reason="switched_off"))
        else:
            self.line.start()

    def stop(self) -> None:
        """End after what is under way."""
        self.spooler.stop()
        self.label_spooler.stop()
        self.line.stop()

    def change(self, machine: MachineSettings) -> None:
        """Use other settings from now on and keep them; Refused (see Controls.set_machine) changes nothing."""
        before, paper, labels = self.machine, self._set_up(machine), self._label_set_up(machine)
        terminal = self._terminal_of(machine)
        sensor_at(machine.visitor_sensor)
        if machine.display not in ("", "window"):
            pole_place(machine.display)
        if machine.printer != before.printer:
            check_place(paper[0])
        if machine.label_printer != before.label_printer:
            check_place(labels[0])
        if machine.backup_folder != before.backup_folder:
            check_folder(machine.backup_folder)
        save_machine(self._folder, machine)
        self.machine, self._terminal = machine, terminal
        self._told.machine(machine)
        if machine.printing != before.printing:
            self._printer.choose(*paper)
            self._labels.choose(*labels)
            self._try_now()

    def backups(self) -> tuple[str, int]:
        """Where the nightly backups go, and how many are kept there."""
        return self.machine.backup_folder, self.machine.backup_keep

    def controls(self) -> Controls:
        """What the window may ask for."""
        return Controls(
            go_offline=self.line.go_offline,
            go_online=self._go_online,
            sync_now=self.line.wake,
            ask_hub=self._ask_hub,
            take_hold=lambda hold, staff: take_hold(self._hub(), self._patience(), hold, staff),
            claim_order=lambda *asked: claim_order(self._hub(), self._patience(), *asked),
            look_orders=lambda text: look_orders(self._hub(), self._patience(), text),
            suspended=lambda: suspended(self._hub(), self._patience()),
            resume_shift=lambda shift, staff: resume_shift(self._hub(), self._patience(), shift, staff),
            reserve_coupon=self._reserve_coupon,
            ask_members=lambda said: ask_members(self._hub(), self._patience(), said),
            ask_history=lambda member: ask_history(self._hub(), self._patience(), member),
            ask_purse=lambda wish: ask_purse(self._hub(), self._patience(), wish),
            ask_balance=lambda *asked: ask_balance(self._hub(), self._patience(), *asked),
            ask_returns=lambda question: ask_returns(self._hub(), self._patience(), question),
            provider=lambda: self._terminal,
            provider_of=self._provider_of,
            ask_refund=lambda question, refund: ask_refund(self._line_now(), question, refund),
            diagnosis=self._diagnosis,
            line_status=lambda: self._line_status,
            connect_again=self._connect_again,
            print_now=self._try_now,
            look_at_printer=self.spooler.wake,
            paper_status=lambda: self.spooler.status,
            receipt_picture=self._picture,
            receipt_pdf=self._pdf,
            labels_pdf=self._labels_pdf,
            receipt_page=self._receipt_page,
            notices=lambda sale: notices(self._hub(), self._patience(), sale.id),
            fetch_pictures=self._fetch_pictures,
            pole=pole_at,
            ask_shop_day=lambda date: shop_day(self._hub(), self._patience(), date),
            ask_visitors=self._ask_visitors,
            shift_picture=self._shift_picture,
            save_report=lambda report, form, language: save_report(self._parts.app, report, form, language),
            save_log=lambda lines, language: save_log(self._parts.app, lines, language),
            printer_name=lambda: self.machine.printer,
            machine=lambda: self.machine,
            set_machine=self.change,
        )

    def _go_online(self) -> None:
        """Practice has no line, whatever is asked of it."""
        if self._training:
            raise Refused("training_only_here")
        self.line.go_online()

    def _try_now(self) -> None:
        self.spooler.retry()
        self.label_spooler.retry()

    def _is_label(self, job: PrintJob) -> bool:
        return bool(self.machine.label_printer) and job.kind in LABELS

    def _is_receipt(self, job: PrintJob) -> bool:
        return not self._is_label(job)

    def _connect_again(self, code: str) -> None:
        enrol(self._parts, code)
        self.line.wake()

    def _is_offline(self) -> bool:
        """Whether the hub is away, as far as is known."""
        return self._line_status is None or self._line_status.state in HUB_IS_AWAY

    def line_told(self, status: SyncStatus) -> None:
        """How the line stands from now on: kept for who asks, and passed on. Called on a thread of its own."""
        self._line_status = status
        self._told.line(status)
        if not self._training:
            with suppress(Refused):  # the disk, or a till that knows no shop yet
                self._parts.app.line.stands(status.state)

    def _patience(self) -> float:
        """Seconds that a person waits for the hub in this shop."""
        try:
            return hub_wait(self._parts.app.desk.store).total_seconds()
        except Refused:  # it has never reached its hub
            return HUB_WAIT.total_seconds()

    def _ask_hub(self) -> None:
        ask(self._parts.engine.hub, self._patience(), lambda hub: hub.till())

    def _reserve_coupon(self, code: str, use: str, staff: str) -> Reservation:
        return reserve_coupon(self._hub(), self._patience(), code, use, staff)

    def _hub(self) -> HubClient:
        """Whom to ask; Refused("hub_away") while a person has switched the line off."""
        hub = self._line_now()
        if hub is None:
            raise Refused("hub_away", hub=self._parts.engine.hub.url)
        return hub

    def _provider_of(self, who: str, code: str) -> Provider | None:
        if who == TcpTerminal.name:
            return self._terminal
        return HubWallet(self._line_now(), who, code)

    def _line_now(self) -> HubClient | None:
        """The hub, unless a person has switched the line off."""
        status = self._line_status
        away = self._training or (status is not None and status.reason == "switched_off")
        return None if away else self._parts.engine.hub

    def _fetch_pictures(self, wanted: Sequence[str]) -> None:
        fetch_pictures(self._hub(), self._patience(), wanted, self._parts.till.picture_files.put)

    def _diagnosis(self) -> Path:
        from posapp.commands.diagnosis import make_bundle
        from posapp.commands.doctor import examine

        return make_bundle(self._parts.till.folder, self._clock, examine)

    def _label_set_up(self, machine: MachineSettings, *, tolerant: bool = False) -> tuple[Printer, Renderer]:
        """The printer of labels, where they have one of their own; a roll, also where receipts are on sheets."""
        if not machine.label_printer:
            return NoPrinter(), self._set_up(machine, tolerant=True)[1]
        own = machine._replace(printer=machine.label_printer)
        return self._set_up(own._replace(paper=80) if own.paper == A4 else own, "labels", tolerant=tolerant)

    def _set_up(
        self, machine: MachineSettings, folder: str = "printer", *, tolerant: bool = False
    ) -> tuple[Printer, Renderer]:
        """The printer and how receipts look on it. `tolerant`: a file edited by hand must not keep the till closed."""
        try:
            printer = printer_at(machine.printer, self._parts.till.folder / folder)
        except Refused:
            if not tolerant:
                raise
            printer = UnusablePrinter()
        paper = _PAPERS[machine.paper]
        render = Renderer(
            self._parts.till,
            EscPos(paper, machine.drawer_pin),
            self._draw if machine.drawn else None,
            lambda: machine.receipt_words,
            printer.simulated,
            lambda: offer_names(self._parts.catalog),
            self._parts.app.shelf_labels.due,
            self._parts.app.shelf_labels.label,
            lambda document, language: paper_report(self._parts.app, document, language),
            training=self._training,
        )
        return printer, render

    def _terminal_of(self, machine: MachineSettings, *, tolerant: bool = False) -> TcpTerminal | None:
        if self._training:
            return None
        try:
            return terminal_at(machine.terminal or self._own.terminal)
        except Refused:
            if not tolerant:
                raise
            return None

    def _ask_visitors(self, date: str) -> Visitors | None:
        """Practice counts nobody; an address that was edited by hand and is none counts nobody either."""
        try:
            address = "" if self._training else self.machine.visitor_sensor or self._own.sensor()
            sensor = sensor_at(address)
        except Refused:
            return None
        return sensor.ask(date) if sensor is not None else None

    def _picture(self, sale: Sale, language: str) -> Picture:
        return self._drawn(lambda render: render.receipt(sale.receipt), language)

    def _shift_picture(self, kind: str, document: str, language: str) -> Picture:
        return self._drawn(lambda render: render.of_shift("x" if kind == "x" else "z", document), language)

    def _drawn(self, layout: Callable[[Renderer], ReceiptLayout], language: str) -> Picture:
        render = self._printer.render
        paper = PAPER_80 if render.escpos.paper == PAPER_A4 else render.escpos.paper
        drawn, words = self._draw(layout(render), paper), layout(_in(render, language))
        return Picture(drawn.width, drawn.height, drawn.dots, tuple(receipt_text(words, paper)))

    def _receipt_page(self, sale: Sale) -> ReceiptPageSaid | None:
        from sync.receipt_page import receipt_page

        page = self._parts.till.sales.page(sale)
        path = receipt_path(sale.id, page)
        return receipt_page(self._parts.engine.hub, self._patience(), path) if page else None

    def _labels_pdf(self, skus: Sequence[str], go_on: Callable[[int], bool]) -> Path | None:
        from printing.label_sheet import label_sheet_pdf

        store, words = self._parts.app.desk.store, self.machine.receipt_words
        stopped = False

        def made() -> Iterator[ReceiptLayout]:
            nonlocal stopped
            for number, sku in enumerate(skus):
                if stopped := not go_on(number):
                    return
                label = price_label(self._parts.app.shelf_labels.label(sku), store, words)
                yield practised(label) if self._training else label

        data = label_sheet_pdf(made(), "")
        return None if stopped else self._keep_pdf("labels.pdf", data)

    def _keep_pdf(self, name: str, data: bytes) -> Path:
        file = self._parts.till.folder / "pdf" / name
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            file.write_bytes(data)
        except OSError as error:
            raise (
                Refused("disk_full") if is_disk_full(error) else Refused("folder_closed", folder=str(file.parent))
            ) from error
        return file

    def _pdf(self, sale: Sale, language: str) -> Path:
        from printing.pdf import a4_pdf, receipt_pdf

        render = self._printer.render
        layout = _in(render, language).receipt(sale.receipt, "copy")
        paper = render.escpos.paper
        sheets = a4_pdf(layout, sale.receipt) if paper == PAPER_A4 else receipt_pdf(layout, paper, sale.receipt)
        return self._keep_pdf(f"{sale.receipt}.pdf", sheets)


def _unseen(_status: PrintStatus) -> None:
    """How the labels' printer stands is seen in the queue, beside each document that waits."""


def _in(render: Renderer, language: str) -> Renderer:
    return replace(render, language=lambda: "zh" if language == "zh" else "en")


def offer_names(catalog: Catalog) -> Names:
    """How offers and taxes are called on paper."""
    if catalog.state != "ready":
        return NO_NAMES
    offers = {p.id: (p.name_zh, p.name_en) for p in catalog.promotions()}
    return Names(offers, {tax.id: tax.kind for tax in catalog.taxes()})
