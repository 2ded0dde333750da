"""The receipt by e-mail: to which address, and what became of it. For the page of receipts and after a payment."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.contract.notices import NoticeSaid, NoticesSaid
from posapp.domain.errors import Refused
from posapp.domain.mail import masked_mail
from posapp.storage.receipt_mails import MailAsked
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.screen import Place
from ui.texts import refusal


class MailSheet(Sheet):
    """`entered(address)`; "" is the member's own, which is shown masked: the queue reads along."""

    entered = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        self._receipt, self._known = "", ""
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.field = Field(theme, icon="mail", input_method=False, clears=True)
        self.notice = Notice(theme)
        self.known = Button(theme, icon="user-round", height=52)
        self.ok = Button(theme, icon="mail", kind="accent", key="Enter", height=52)
        super().__init__(theme, host, width=520)
        for widget in (self._words, self.field, self.notice, self.ok, self.known):
            self.body.addWidget(widget)
        self.field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)
        self.known.clicked.connect(lambda: self.entered.emit(""))

    def retranslate(self) -> None:
        """Also while it stands open; what was typed stays."""
        super().retranslate()
        self.set_title(self.tr("Receipt {0} by e-mail").format(self._receipt))
        words = self.tr("It is sent by itself, now or when the line is back. The address is kept for nothing else.")
        self._words.setText(words)
        self.field.set_name(self.tr("E-mail address"))
        self.ok.set_label(self.tr("Send"))
        self.known.set_label(self.tr("To the member: {0}").format(self._known))

    def ask(self, receipt: str, known: str) -> None:
        """Open for a receipt; `known`: the member's address as it may be shown, "" where there is none."""
        self._receipt, self._known = receipt, known
        self.retranslate()
        self.known.setVisible(bool(known))
        self.field.clear()
        self.notice.clear()
        self.open(self.field)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 8)
        self.field.set_wrong(words)
        self.field.setFocus()

    def _enter(self) -> None:
        if self.field.text().strip():
            self.entered.emit(self.field.text())
        else:
            self.field.setFocus()


class Mailing(QObject):
    """`told(receipt, words, state)` whenever something is known of a receipt's mails; the state colours the words."""

    told = Signal(str, str, str)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._receipt = ""

    @cached_property
    def sheet(self) -> MailSheet:
        """To whom?"""
        sheet = MailSheet(self._place.theme, self._place.host)
        sheet.entered.connect(self._ask)
        return sheet

    def ask(self, receipt: str) -> None:
        """About this receipt."""
        self._receipt = receipt
        known = self._place.app.receipt_mails.known(receipt)
        self.sheet.ask(receipt, masked_mail(known) if known else "")

    def show(self, receipt: str) -> None:
        """Tell what is known of the receipt's mails, and ask the hub for more; nothing where none was asked for."""
        app = self._place.app
        sale = app.till.sales.by_receipt(receipt) if receipt else None
        asked = app.receipt_mails.asked(sale) if sale is not None else ()
        if sale is None or not asked:
            return
        self._tell(receipt, asked, ())
        self._place.tasks.ask(
            lambda: self._place.controls.notices(sale), lambda said: self._heard(receipt, said), lambda _no: None
        )

    def _ask(self, address: str) -> None:
        receipt, app = self._receipt, self._place.app
        self._place.tasks.run(
            lambda: app.receipt_mails.ask(receipt, address), lambda _asked: self._taken(receipt), self._said_no
        )

    def _taken(self, receipt: str) -> None:
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        sale = self._place.app.till.sales.by_receipt(receipt)
        if sale is not None:
            self._tell(receipt, self._place.app.receipt_mails.asked(sale), ())

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.sheet.wrong(refusal(no, self._place.languages.language))

    def _heard(self, receipt: str, said: NoticesSaid) -> None:
        app = self._place.app
        sale = app.till.sales.by_receipt(receipt)
        if sale is None:
            return
        self._tell(receipt, app.receipt_mails.asked(sale), said.notices)
        over = [notice for notice in said.notices if notice.state != "asked"]
        if over:
            self._place.tasks.later(lambda: app.receipt_mails.heard(over))

    def _tell(self, receipt: str, asked: tuple[MailAsked, ...], said: tuple[NoticeSaid, ...]) -> None:
        """Of the newest; how many there were before is no news."""
        newest = asked[-1]
        known = {notice.id: notice for notice in said}.get(newest.id)
        words, state = self._words(newest, known)
        self.told.emit(receipt, self.tr("E-mail to {0}: {1}").format(newest.masked, words), state)

    def _words(self, asked: MailAsked, known: NoticeSaid | None) -> tuple[str, str]:
        why = refusal(Refused(known.why), self._place.languages.language) if known is not None and known.why else ""
        if known is not None and known.state == "failed":
            return self.tr("not delivered. {0}").format(why), "bad"
        if known is not None and known.state == "sent":
            return (self.tr("sent (simulated)"), "warn") if known.simulated else (self.tr("sent"), "good")
        if why:
            return self.tr("on its way. {0}").format(why), "warn"
        return (self.tr("on its way") if asked.sent_up else self.tr("goes when the line is back")), "neutral"
