"""Settings of this machine: four short parts, each change at work at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from posapp.domain.barcode import nameable
from posapp.domain.errors import Refused
from posapp.domain.machine import MachineSettings
from ui.approval import Approval
from ui.kit.buttons import Chip
from ui.kit.status import Notice
from ui.narrow import FittingScreen, scrolling_row
from ui.screen import Place
from ui.settings.form import Choice, Entry
from ui.settings.model import POLE, SIMULATED, SettingsModel
from ui.settings.sections import AboutSection, PrinterSection, ScannerSection, ScreenSection
from ui.texts import refusal


class SettingsScreen(FittingScreen):
    """Chips on top choose the part; Enter in a field or a tap on a chip changes it."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._narrow = self._waits_for_page = False
        theme = place.theme
        self.model = SettingsModel(place, self)
        self.display, self.scanner = ScreenSection(theme), ScannerSection(theme)
        self.printer, self.about = PrinterSection(theme), AboutSection(theme)
        self.chips = [Chip(theme, icon=icon) for icon in ("languages", "scan-barcode", "printer", "info")]
        self.sections = QStackedWidget()
        self.notice = Notice(theme)
        self._group = QButtonGroup(self)
        self._lay_out()
        self._parts = [self.on_key(f"Alt+{n + 1}", chip.click) for n, chip in enumerate(self.chips)]
        self.leave = self.on_key("Esc", lambda: place.go("checkout"))
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        theme, column, row = self._place.theme, QVBoxLayout(), QHBoxLayout()
        scrolling_row(self, theme).addLayout(column)
        theme.space(column, (0, 0, 0, 0), 10)
        theme.space(row, (0, 0, 0, 0), 8)
        for number, chip in enumerate(self.chips):
            self._group.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        for section in (self.display, self.scanner, self.printer, self.about):
            self.sections.addWidget(section)
        theme.fit(self.sections, lambda w: w.setMaximumWidth(theme.px(880)))
        column.addLayout(row)
        column.addWidget(self.sections)
        column.addWidget(self.notice)
        column.addStretch(1)
        self.chips[0].setChecked(True)

    def _connect(self) -> None:
        model, display, scanner, printer = self.model, self.display, self.scanner, self.printer
        self._group.idClicked.connect(self._show_part)
        model.stands.connect(self._show)
        model.refused.connect(self._refused)
        model.not_permitted.connect(self._ask_approval)
        self._picks(display.language, "language", str)
        self._picks(display.scale, "scale", int)
        self._picks(display.sound, "sound", lambda value: value == "on")
        display.customer.picked.connect(self._display_picked)
        self.about.backup.entered.connect(lambda text: self._kept(model.change("backup_folder", text.strip())))
        display.pole.entered.connect(lambda text: self._kept(model.display(POLE, text)))
        self._picks(scanner.ending, "scan_ending", str)
        self._picks(printer.paper, "paper", int)
        self._picks(printer.drawn, "drawn", lambda value: value == "drawn")
        self._picks(printer.receipt_words, "receipt_words", str)
        self._picks(printer.pin, "drawer_pin", int)
        self._picks(printer.slips, "pick_slips", lambda value: value == "on")
        scanner.gap.entered.connect(lambda text: self._kept(model.number("scan_gap", text)))
        scanner.least.entered.connect(lambda text: self._kept(model.number("scan_least", text)))
        scanner.prefix.entered.connect(lambda text: self._kept(model.change("scan_prefix", text)))
        scanner.suffix.entered.connect(lambda text: self._kept(model.change("scan_suffix", text)))
        printer.kind.picked.connect(self._kind_picked)
        printer.labels.entered.connect(lambda text: self._kept(model.change("label_printer", text.strip())))
        for name, key in printer.trials.items():
            key.clicked.connect(lambda _=False, name=name: model.try_printer(name))
        model.tried.connect(self._tried)
        self._place.bridge.changed.connect(self._printed)
        printer.terminal.entered.connect(lambda text: self._kept(model.terminal(text)))
        printer.sensor.entered.connect(lambda text: self._kept(model.sensor(text)))
        printer.address.entered.connect(lambda text: self._kept(model.printer(printer.kind.value, text), "printer"))

    def _picks(self, choice: Choice, name: str, read: Callable[[str], object]) -> None:
        choice.picked.connect(lambda value: self._kept(self.model.change(name, read(value))))

    def retranslate(self) -> None:
        self._say_chips()
        self.leave.setText(self.tr("Back to selling"))
        for section in (self.display, self.scanner, self.printer):
            section.retranslate()
        self.about.show_about(str(self._place.app.till.folder), self.model.now)
        self.display.show_machine(self.model.now, self._place.languages.language)

    def _say_chips(self) -> None:
        words = (self.tr("Screen and sound"), self.tr("Scanner"), self.tr("Printer"), self.tr("About"))
        for chip, action, text in zip(self.chips, self._parts, words, strict=True):
            key = action.shortcut().toString()
            chip.set_label(text if self._narrow else f"{text}  {key}")
            chip.setToolTip(key)
            action.setText(text)

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._narrow = narrow
        self._say_chips()
        for section in (self.display, self.scanner, self.printer, self.about):
            section.set_narrow(narrow)

    # -- the window -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.notice.clear()
        self.model.show()
        self._take_keys()

    def scanned(self, code: str) -> None:
        """Shows what the scanner sends: the quickest way to see whether it is set up."""
        if self.sections.currentWidget() is self.scanner:
            self.notice.say("good", self.tr("The scanner sent {0}").format(nameable(code)), 8)
        else:
            self._place.sell(code)

    # -- what comes of it -----------------------------------------------------------------------------------------

    def _show_part(self, number: int) -> None:
        self.sections.setCurrentIndex(number)
        self.model.show()
        self._take_keys()

    def _take_keys(self) -> None:
        self.chips[self.sections.currentIndex()].setFocus()

    def _show(self, machine: MachineSettings) -> None:
        self.display.show_machine(machine, self._place.languages.language)
        self.scanner.show_machine(machine)
        self.printer.show_machine(machine)

    def _kept(self, kept: bool, name: str = "") -> None:
        if kept and name == "printer" and self.model.now.printer != SIMULATED:
            self.notice.say("neutral", self.tr("Kept; the printer is being tried"))
        elif kept:
            self.notice.say("good", self.tr("Kept and at work"))

    def _display_picked(self, kind: str) -> None:
        """A pole needs to be told where it is first."""
        if kind == POLE:
            self.display.show_row("pole", True)
            self.display.pole.field.setFocus()
        else:
            self._kept(self.model.display(kind, ""))

    def _tried(self, name: str) -> None:
        """What should have happened, so that who looks knows whether it did."""
        words = {
            "page": self.tr("The test page is on its way"),
            "drawer": self.tr("The drawer on pin {0} should be open").format(self.model.now.drawer_pin),
            "display": self.tr("The customer display should say that it is there")
            if self.model.now.display
            else self.tr("No customer display is chosen: Alt+1"),
        }[name]
        self.notice.say("neutral", words, 8)
        self._waits_for_page = name == "page"
        self._printed("print_jobs")

    def _printed(self, topic: str) -> None:
        """The test page came out, or why it does not."""
        if topic != "print_jobs" or not self._waits_for_page:
            return
        job = self._place.app.till.print_jobs.last_of("test", "")
        if job is not None and job.printed_at:
            self._waits_for_page = False
            self.notice.say("good", self.tr("The test page has come out: are its signs, edges and codes whole?"), 12)
        elif job is not None and job.failure:
            self.notice.say("bad", refusal(Refused(job.failure), self._place.languages.language), 12)

    def _kind_picked(self, kind: str) -> None:
        if kind == SIMULATED:
            self._kept(self.model.printer(kind, ""))
        else:
            self.printer.show_kind(kind)
            self.printer.address.field.clear()
            self.printer.address.field.setFocus()

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def _ask_approval(self, name: str, value: object) -> None:
        """An address that was typed stays in its field, and the cursor with it, whatever comes of it."""
        self._place.sounds.play("refused")
        if name == "drawer":
            self.approval.ask_for("no_sale", "", lambda manager: self.model.try_printer(name, manager))
            return
        if name not in ("printer", "label_printer", "terminal", "visitor_sensor", "display") or value == SIMULATED:
            self.model.show()
        no = Refused("not_permitted", act="settings")
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)
        self.approval.ask_for("settings", "", lambda manager: self._kept(self.model.change(name, value, manager), name))

    def _refused(self, name: str, no: Refused) -> None:
        words = refusal(no, self._place.languages.language)
        self.notice.say("bad", words, 8)
        entries: dict[str, Entry] = {
            "scan_gap": self.scanner.gap,
            "scan_least": self.scanner.least,
            "scan_prefix": self.scanner.prefix,
            "scan_suffix": self.scanner.suffix,
            "printer": self.printer.address,
            "label_printer": self.printer.labels,
            "terminal": self.printer.terminal,
            "visitor_sensor": self.printer.sensor,
            "display": self.display.pole,
            "backup_folder": self.about.backup,
        }
        if name in entries:
            entries[name].field.set_wrong(words)
            entries[name].field.setFocus()
            entries[name].field.selectAll()
        else:
            self.model.show()
