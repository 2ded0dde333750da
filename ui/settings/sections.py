"""The four parts of the settings and their words."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from posapp import __version__
from posapp.domain.machine import A4, SCALES, MachineSettings
from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button
from ui.kit.theme import Theme, fits, fitting_scale, room_of
from ui.settings.form import Choice, Entry, Section
from ui.settings.model import FILE, NETWORK, POLE, QUEUE, SERIAL, SIMULATED, USB, printer_parts

LICENCES = (
    ("PySide6, Qt", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, zlib"),
    ("SQLAlchemy, requests, pydantic, FastAPI", "MIT, Apache-2.0"),
    ("Inter, Noto Sans SC", "OFL-1.1"),
    ("Lucide icons", "ISC"),
)


class ScreenSection(Section):
    """Language, size, sound."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.language = Choice(theme, ("zh", "en"))
        self.scale = Choice(theme, [str(scale) for scale in SCALES])
        self.sound = Choice(theme, ("on", "off"))
        self.add_row("language", self.language)
        self.add_row("scale", self.scale)
        self.customer, self.pole = Choice(theme, ("", "window", POLE)), Entry(theme)
        self.add_row("sound", self.sound)
        self.add_row("customer", self.customer)
        self.add_row("pole", self.pole)
        self.end()

    def retranslate(self) -> None:
        """Every word in the language of now."""
        self.title.setText(self.tr("Screen and sound"))
        self.set_row("language", self.tr("Language"), self.tr("Can change in mid-sale."))
        self.set_row("scale", self.tr("Size of everything"))
        self.set_row("sound", self.tr("Sounds"), self.tr("Counted, refused, scanned twice."))
        self.language.set_words("简体中文", "English")
        self.scale.set_words(*(f"{scale}%" for scale in SCALES))
        self.sound.set_words(self.tr("On"), self.tr("Off"))
        self.set_row(
            "customer",
            self.tr("Customer display"),
            self.tr("Basket, total and change on a second screen; nothing of the staff."),
        )
        self.customer.set_words(self.tr("None"), self.tr("Second screen"), self.tr("Pole display"))
        self.set_row("pole", self.tr("Device of the pole"), self.tr("Two lines of twenty letters and figures."))
        self.pole.field.set_name(self.tr("Path and speed, for example /dev/ttyS1?speed=9600"))
        self.pole.use.set_label(self.tr("Use"))

    def show_machine(self, machine: MachineSettings, language: str) -> None:
        """As set up."""
        self.language.show_value(language)
        room = room_of(self)
        for value, chip in self.scale.chips.items():
            chip.setVisible(fits(int(value), room))
        self.scale.show_value(str(fitting_scale(machine.scale, room, SCALES)))
        self.sound.show_value("on" if machine.sound else "off")
        typed = machine.display.removeprefix("pole:") if machine.display.startswith("pole:") else ""
        self.customer.show_value(POLE if typed else machine.display)
        self.pole.field.setText(typed)
        self.show_row("pole", bool(typed))


class ScannerSection(Section):
    """How a scanner is told from a person's typing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.gap, self.least, self.prefix, self.suffix = (Entry(theme) for _ in range(4))
        self.ending = Choice(theme, ("either", "enter", "tab"))
        self.add_row("gap", self.gap)
        self.add_row("least", self.least)
        self.add_row("prefix", self.prefix)
        self.add_row("suffix", self.suffix)
        self.add_row("ending", self.ending)
        self.end()

    def retranslate(self) -> None:
        """Every word in the language of now."""
        self.title.setText(self.tr("Scanner"))
        self.set_row(
            "gap",
            self.tr("Longest gap in ms"),
            self.tr("Between two characters of a code; raise it for a slow scanner."),
        )
        self.set_row(
            "least",
            self.tr("Least characters"),
            self.tr("What is shorter was typed. Within how many ms the same code counts once, the shop says."),
        )
        self.set_row("prefix", self.tr("Prefix"), self.tr("What the scanner sends before each code."))
        self.set_row("suffix", self.tr("Suffix"), self.tr("What it sends after each code, before the key."))
        self.set_row("ending", self.tr("Key after a code"))
        self.ending.set_words(self.tr("Either"), "Enter", "Tab")
        for entry in (self.gap, self.least, self.prefix, self.suffix):
            entry.use.set_label(self.tr("Use"))
        self.gap.field.set_name(self.tr("Longest gap in ms"))
        self.least.field.set_name(self.tr("Least characters"))
        for entry in (self.prefix, self.suffix):
            entry.field.set_name(self.tr("None"))

    def show_machine(self, machine: MachineSettings) -> None:
        """As set up."""
        self.gap.field.setText(str(machine.scan_gap))
        self.least.field.setText(str(machine.scan_least))
        self.prefix.field.setText(machine.scan_prefix)
        self.suffix.field.setText(machine.scan_suffix)
        self.ending.show_value(machine.scan_ending)


class PrinterSection(Section):
    """Which printer, which paper, how receipts are put on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.kind = Choice(theme, (SIMULATED, NETWORK, USB, SERIAL, QUEUE, FILE), a_row=3)
        self.address = Entry(theme)
        self.paper, self.drawn = Choice(theme, ("58", "80", str(A4))), Choice(theme, ("drawn", "text"))
        self.receipt_words, self.pin = Choice(theme, ("zh", "en", "both")), Choice(theme, ("2", "5"))
        self.slips = Choice(theme, ("on", "off"))
        self.labels, self.terminal, self.sensor = Entry(theme), Entry(theme), Entry(theme)
        self.trials = {name: Button(theme) for name in ("page", "drawer", "display")}
        trials, row = QWidget(), QHBoxLayout()
        trials.setLayout(row)
        theme.space(row, (0, 0, 0, 0), 8)
        for trial in self.trials.values():
            row.addWidget(trial)
        row.addStretch(1)
        self.add_row("kind", self.kind)
        self.add_row("address", self.address)
        self.add_row("paper", self.paper)
        self.add_row("drawn", self.drawn)
        self.add_row("words", self.receipt_words)
        self.add_row("pin", self.pin)
        self.add_row("slips", self.slips)
        self.add_row("trials", trials)
        self.add_row("labels", self.labels)
        self.add_row("terminal", self.terminal)
        self.add_row("sensor", self.sensor)
        self.end()

    def retranslate(self) -> None:
        """Every word in the language of now."""
        self.title.setText(self.tr("Receipt printer"))
        self.set_row("kind", self.tr("Printer"))
        self.set_row("address", self.tr("Address"))
        self.set_row("paper", self.tr("Paper width"))
        self.set_row("drawn", self.tr("Characters"))
        self.set_row("words", self.tr("Language of receipts"))
        self.set_row("pin", self.tr("Drawer on pin"))
        self.set_row(
            "slips",
            self.tr("Pick slips of online orders"),
            self.tr("Here as they come: at one till of the shop. Else where somebody takes the order."),
        )
        self.kind.set_words(
            self.tr("Simulated"),
            self.tr("Network"),
            "USB",
            self.tr("Serial"),
            self.tr("System"),
            self.tr("Device file"),
        )
        self.paper.set_words("58 mm", "80 mm", "A4")
        self.set_row(
            "trials", self.tr("Try it"), self.tr("A page with everything on it; the drawer; the second screen.")
        )
        for name, words in (
            ("page", self.tr("Test page")),
            ("drawer", self.tr("Drawer")),
            ("display", self.tr("Display")),
        ):
            self.trials[name].set_label(words)
        self.set_row("labels", self.tr("Printer for labels"), self.tr("Empty: the receipt printer prints them."))
        self.labels.field.set_name(self.tr("Address, for example lp:Labels or tcp://192.168.1.51:9100"))
        self.labels.use.set_label(self.tr("Use"))
        self.drawn.set_words(self.tr("Drawn"), self.tr("The printer's own"))
        self.receipt_words.set_words("中文", "English", self.tr("Both"))
        self.pin.set_words("2", "5")
        self.slips.set_words(self.tr("As they come"), self.tr("When taken"))
        self.set_row("terminal", self.tr("Card terminal"), self.tr("Empty where none is connected."))
        self.terminal.field.set_name(self.tr("Host and port, for example 192.168.1.60:9220"))
        self.set_row("sensor", self.tr("Visitor sensor"), self.tr("Empty: the manager types the visitors."))
        self.sensor.field.set_name(self.tr("Host and port, for example 192.168.1.70:9230"))
        for entry in (self.terminal, self.sensor):
            entry.use.set_label(self.tr("Use"))
        self.address.use.set_label(self.tr("Use"))
        self.show_kind(self.kind.value)

    def show_kind(self, kind: str) -> None:
        """What the address field asks for."""
        if kind == SIMULATED and (self.address.field.hasFocus() or self.address.use.hasFocus()):
            self.kind.chips[kind].setFocus()  # a field that rests would hand the keyboard to anything
        self.address.setEnabled(kind != SIMULATED)
        hints = {
            NETWORK: self.tr("Host and port, for example 192.168.1.50:9100"),
            USB: self.tr("Path, for example /dev/usb/lp0"),
            SERIAL: self.tr("Path and speed, for example /dev/ttyS0?speed=9600"),
            QUEUE: self.tr("Name of the system's printer, for example Receipts"),
            FILE: self.tr("Path, for example /dev/usb/lp0"),
        }
        self.address.field.set_name(hints.get(kind, self.tr("None is needed")))

    def show_machine(self, machine: MachineSettings) -> None:
        """As set up."""
        kind, typed = printer_parts(machine.printer)
        self.kind.show_value(kind)
        self.address.field.setText(typed)
        self.show_kind(kind)
        self.paper.show_value(str(machine.paper))
        self.drawn.show_value("drawn" if machine.drawn else "text")
        self.receipt_words.show_value(machine.receipt_words)
        self.slips.show_value("on" if machine.pick_slips else "off")
        self.pin.show_value(str(machine.drawer_pin))
        self.labels.field.setText(machine.label_printer)
        self.terminal.field.setText(machine.terminal.removeprefix("tcp://"))
        self.sensor.field.setText(machine.visitor_sensor.removeprefix("tcp://"))


class AboutSection(Section):
    """Which program this is, and whose work is in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.program, self.qt, self.folder = TotalRow(theme), TotalRow(theme), TotalRow(theme)
        self.licences = QLabel()
        self.licences.setProperty("type", "strong")
        self.backup = Entry(theme)
        for widget in (self.program, self.qt, self.folder):
            self.add(widget)
        self.add_row("backup", self.backup)
        self.add(self.licences)
        for name, licence in LICENCES:
            row = TotalRow(theme)
            row.set(name, licence)
            self.add(row)
        self.end()

    def show_about(self, folder: str, machine: MachineSettings) -> None:
        """Every word in the language of now."""
        self.title.setText(self.tr("About"))
        self.program.set(self.tr("Version"), __version__)
        self.qt.set("Qt", qVersion() or "")
        self.folder.set(self.tr("Data folder"), folder)
        hint = self.tr("A folder on another drive: each night a whole, encrypted copy. Empty: none.")
        self.set_row("backup", self.tr("Nightly backup"), hint)
        self.backup.field.set_name(self.tr("Folder, for example /media/usb/till"))
        self.backup.field.setText(machine.backup_folder)
        self.backup.use.set_label(self.tr("Use"))
        self.licences.setText(self.tr("Made with, and their licences"))
