"""A completed sale was paid otherwise than was typed: which tender, what it was, why; then a second person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.domain.sale_words import sale_word
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.usecases.corrections import Correctable
from ui.approval import Approval
from ui.chip_row import ChipRow, ReasonChips
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.i18n import Languages
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.screen import Place
from ui.texts import money, refusal

KINDS: tuple[TenderType, ...] = ("cash", "card", "wallet_outside", "voucher")
"""Those of `domain.tender.BY_HAND`, in the order of the payment page."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says about a tender."""

    tender: int
    type: TenderType
    reference: str
    reason: str


class CorrectionSheet(Sheet):
    """`said(Said)`; the first tender is chosen, and nothing of what it should be."""

    said = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, languages: Languages) -> None:
        super().__init__(theme, host, width=560)
        self._languages = languages
        self._tenders: tuple[Correctable, ...] = ()
        self.was, self.types = ChipRow(theme), ChipRow(theme)
        self._was_words, self._type_words = QLabel(), QLabel()
        self.reference = Field(theme, icon="receipt-text", input_method=False)
        self.reason = Field(theme, icon="pencil-line")
        self.reasons = ReasonChips(theme, self.reason)
        self.keys = Keypad(theme, number=True)
        self.keys.types_into(self.reference)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for label in (self._was_words, self._type_words):
            label.setProperty("tone", "ink2")
            label.setWordWrap(True)
        for widget in (self._was_words, self.was, self._type_words, self.types):
            self.body.addWidget(widget)
        for below in (self.reference, self.keys, self.reason, self.reasons, self.notice, self.ok):
            self.body.addWidget(below)
        self.types.chosen.connect(self._show_needed)
        self.reference.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._enter)
        for typed in (self.reference, self.reason):
            typed.steered.connect(self._steer)
        self.ok.clicked.connect(self._enter)

    def words(self) -> dict[str, str]:
        """What the tenders are called."""
        return {kind: sale_word(kind, self._languages.language) for kind in KINDS}

    def ask(self, receipt: str, tenders: tuple[Correctable, ...], amounts: tuple[str, ...]) -> None:
        """Open for these tenders of a receipt."""
        words, self._tenders = self.words(), tenders
        self.set_title(self.tr("Receipt {0} was paid otherwise").format(receipt))
        self._was_words.setText(self.tr("Which payment?"))
        self._type_words.setText(self.tr("What was it really (↑ ↓)? The amount stays; nothing is taken or given back."))
        self.was.set_words([f"{words[t.type]} {amount}" for t, amount in zip(tenders, amounts, strict=True)], 0)
        self.types.set_words([words[kind] for kind in KINDS], -1)
        self.reference.set_name(self.tr("Number on the slip or voucher"))
        self.reason.set_name(self.tr("How did it come about?"))
        self.reasons.set_reasons(self.tr("Wrong key"), self.tr("Paid otherwise"), self.tr("Slip found later"))
        self.ok.set_label(self.tr("Correct it"))
        self.reference.clear()
        self.reason.clear()
        self.notice.clear()
        for number in (self.reference, self.keys):
            number.hide()
        self.open(self.reason)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 8)

    def take_scan(self, code: str) -> bool:
        """A voucher in front of the scanner, where its number is wanted."""
        if not self.reference.isVisible():
            return False
        self.reference.setText(code)
        self.reason.setFocus()
        return True

    def _steer(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.types.choose_next(step)

    def _show_needed(self) -> None:
        needed = KINDS[self.types.checked] != "cash"
        for number in (self.reference, self.keys):
            number.setVisible(needed)
        (self.reference if needed else self.reason).setFocus()
        self.place()

    def _enter(self) -> None:
        if self.types.checked < 0:
            self.wrong(self.tr("Choose what it was"))
            return
        tender = self._tenders[max(0, self.was.checked)].number
        self.said.emit(Said(tender, KINDS[self.types.checked], self.reference.text(), self.reason.text()))


class Correction(QObject):
    """`done(receipt)`; `refused` where there is nothing that could be corrected."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._sale: Sale | None = None
        self._said: Said | None = None

    @cached_property
    def sheet(self) -> CorrectionSheet:
        """What was it?"""
        sheet = CorrectionSheet(self._place.theme, self._place.host, self._place.languages)
        sheet.said.connect(self._second_person)
        return sheet

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def possible(self, receipt: str) -> bool:
        """Whether the receipt has a tender that a person may correct now."""
        sale = self._place.app.till.sales.by_receipt(receipt) if receipt else None
        return sale is not None and bool(self._place.app.corrections.correctable(sale))

    def ask(self, receipt: str) -> None:
        """About this receipt."""
        app = self._place.app
        self._sale = sale = app.till.sales.by_receipt(receipt)
        tenders = app.corrections.correctable(sale) if sale is not None else ()
        if not tenders:
            self._place.sounds.play("refused")
            self.refused.emit(Refused("correction_not_by_hand"))
            return
        currency = app.desk.store.currency
        self.sheet.ask(receipt, tenders, tuple(money(tender.amount, currency) for tender in tenders))

    def _second_person(self, said: Said) -> None:
        self._said = said
        words = self.tr("{0} becomes: {1}").format(
            self._sale.receipt if self._sale else "", self.sheet.words()[said.type]
        )
        self.approval.ask_for("correct_tender", words, self._correct)

    def _correct(self, approver: Staff) -> None:
        sale, said, app = self._sale, self._said, self._place.app
        if sale is None or said is None:
            return
        self._place.tasks.run(
            lambda: app.corrections.correct(sale, said.tender, said.type, said.reference, said.reason, approver),
            lambda _none: self._corrected(sale.receipt),
            self._said_no,
        )

    def _corrected(self, receipt: str) -> None:
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self.done.emit(receipt)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.sheet.wrong(refusal(no, self._place.languages.language))
