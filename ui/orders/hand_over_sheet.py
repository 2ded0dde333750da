"""Who collects, with which code: the questions before goods leave the shop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.chip_row import ChipRow
from ui.kit.buttons import Button, IconButton
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.orders.model import OrderShown
from ui.orders.signature_pad import SignaturePad


@dataclass(frozen=True, slots=True)
class HandOver:
    """What was answered, of the order that was asked about: the page may show another by then. `collector` is "" where
    the customer came; `handed` () where all of it goes."""

    order: str
    code: str
    collector: str
    signature: str
    handed: tuple[tuple[int, int], ...]
    also: str


class HandOverSheet(Sheet):
    """`said(HandOver)`. A scan of the customer's code fills it in; a tap on a line leaves it on the shelf."""

    said = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=600)
        self._order: OrderShown | None = None
        self._kept: set[int] = set()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.code = Field(theme, icon="scan-barcode", input_method=False)
        self.who = ChipRow(theme)
        self.collector = Field(theme, icon="user-round")
        self.also = Field(theme, icon="smartphone")
        self.lines = ResultList(theme, row_height=56)
        self.pad, self.wipe = SignaturePad(theme), IconButton(theme, "undo-2", kind="quiet")
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        signing = QHBoxLayout()
        theme.space(signing, (0, 0, 0, 0), 4)
        signing.addWidget(self.pad, 1)
        signing.addWidget(self.wipe)
        for widget in (self._words, self.code, self.also, self.who, self.collector, self.lines):
            self.body.addWidget(widget)
        self.body.addLayout(signing)
        for below in (self.notice, self.ok):
            self.body.addWidget(below)
        self.closed.connect(self._words.clear)  # nothing of a person stays behind
        self.who.chosen.connect(self._show_who)
        self.wipe.clicked.connect(self.pad.clear)
        self.lines.chosen.connect(self._keep)
        for field in (self.code, self.collector, self.also):
            field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)
        theme.fit(self.lines, lambda x: x.setFixedHeight(theme.px(3 * 56 + 2)))

    def ask(self, order: OrderShown) -> None:
        """Open for an order that is ready."""
        self._order, self._kept = order, set()
        self.set_title(self.tr("Hand over {0}").format(order.row.id))
        words = self.tr("Ask for the code, and compare the name: {0} {1}.")
        words = words.format(order.name or order.row.id, order.phone)
        if order.shelf:
            words = self.tr("On shelf {0}.").format(order.shelf) + " " + words
        self._words.setText(words)
        self.code.set_name(self.tr("Code, typed or scanned"))
        self.also.set_name(self.tr("Last four digits of the telephone, or the name"))
        self.who.set_words([self.tr("The customer, name checked"), self.tr("Somebody else")], 0)
        self.collector.set_name(self.tr("Name of who collects"))
        self.ok.set_label(self.tr("Hand over"))
        self.wipe.set_label(self.tr("Clear the signature"))
        for field in (self.code, self.collector, self.also):
            field.clear()
        self.collector.hide()
        self.also.hide()
        self.lines.setVisible(len([x for x in order.lines if x.ready]) > 1)
        self.pad.clear()
        self.notice.clear()
        self._show_lines()
        self.open(self.code)

    def wrong(self, words: str, *, second: bool = False) -> None:
        """Not so; `second`: several orders have the code, so something else is asked for too."""
        if second:
            self.also.show()
            self.place()
        self.notice.say("bad", words, 12)
        (self.also if second else self.code).setFocus()

    def take_scan(self, code: str) -> bool:
        """The code on the customer's screen."""
        self.code.setText(code.strip())
        return True

    def _show_who(self, number: int) -> None:
        self.collector.setVisible(number == 1)
        (self.collector if number == 1 else self.code).setFocus()
        self.place()

    def _show_lines(self) -> None:
        if self._order is None:
            return
        ready = [line for line in self._order.lines if line.ready]
        self.lines.set_results(
            [
                Result(
                    str(line.number),
                    line.name,
                    "",
                    line.found,
                    self.tr("stays here") if line.number in self._kept else self.tr("goes along"),
                    "warn" if line.number in self._kept else "good",
                )
                for line in ready
            ],
            max(0, self.lines.current),
        )

    def _keep(self, row: int) -> None:
        number = int(self.lines.results[row].key)
        self._kept ^= {number}
        self._show_lines()

    def _enter(self) -> None:
        if self._order is None:
            return
        if not self.code.text().strip():
            self.wrong(self.tr("First the pickup code: scan it from the customer's screen, or type it."))
            return
        somebody = self.who.checked == 1
        if somebody and not self.collector.text().strip():
            self.wrong(self.tr("Write down who collects it."))
            self.collector.setFocus()
            return
        handed = tuple((x.number, x.ready) for x in self._order.lines if x.ready and x.number not in self._kept)
        if self._kept and not handed:  # said without lines it would be all of it
            self.wrong(self.tr("Everything is marked to stay here. Tap what goes along."))
            return
        self.said.emit(
            HandOver(
                self._order.row.id,
                self.code.text().strip(),
                self.collector.text().strip() if somebody else "",
                self.pad.text(),
                handed if self._kept else (),
                self.also.text().strip(),
            )
        )
