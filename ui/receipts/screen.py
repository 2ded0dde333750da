"""Receipts: today's at a glance, any by number or by scanning its code; copies, and what waits for the printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from posapp.contract.receipt_page import ReceiptPageSaid
from posapp.domain.errors import Refused
from posapp.domain.receipt_code import read_receipt_code
from posapp.domain.topup import number_of
from ui.controls import Picture
from ui.drawer import DrawerSheet
from ui.kit.result_list import Result
from ui.kit.sheet import ConfirmSheet
from ui.narrow import FittingScreen
from ui.receipts.came_back import CameBack
from ui.receipts.correction import Correction
from ui.receipts.late_points import LatePointsSide
from ui.receipts.mailing import Mailing
from ui.receipts.model import JobRow, ReceiptsModel, SaleRow
from ui.receipts.panels import ListPanel, PaperPanel
from ui.receipts.queue_words import QueueWords
from ui.screen import Place
from ui.texts import refusal


class ReceiptsScreen(FittingScreen):
    """The list at the left, the paper at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._narrow = False
        self.model = ReceiptsModel(place, self)
        self.lists, self.paper = ListPanel(place.theme), PaperPanel(place.theme)
        self.confirm = ConfirmSheet(place.theme, place.host)
        self.drawer = DrawerSheet(place)
        self.correction = Correction(place, self)
        self.mailing = Mailing(place, self)
        self.came_back, self.words = CameBack(place, self), QueueWords(place, self)
        self.late = LatePointsSide(place, self)
        self._sales: list[SaleRow] = []
        self._listed: list[SaleRow] = []
        self._jobs: list[JobRow] = []
        self._receipt = ""
        row = QHBoxLayout(self)
        place.theme.space(row, (24, 6, 18, 16), 16)
        row.addWidget(self.lists, 46)
        row.addWidget(self.paper, 54)
        self._make_actions()
        self._connect()
        self.retranslate()

    # -- wiring ---------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.to_day = self.on_key("Alt+1", self.lists.day_chip.click)
        self.to_queue = self.on_key("Alt+2", self.lists.queue_chip.click)
        self.copy = self.on_key("Ctrl+P", lambda: self._of_sight(self.model.copy))
        self.gift = self.on_key("Ctrl+G", lambda: self._of_sight(self.model.gift))
        self.mail = self.on_key("Ctrl+E", lambda: self._of_sight(self.mailing.ask))
        self.pdf = self.on_key("Ctrl+S", lambda: self._of_sight(self.model.save_pdf))
        self.again = self.on_key("Ctrl+R", self._try_now)
        self.drop = self.on_key("Ctrl+D", self._ask_drop)
        self.fix = self.on_key("Ctrl+T", lambda: self._of_sight(self.correction.ask))
        self.back = self.on_key("Ctrl+B", lambda: self._of_sight(self.came_back.ask))
        self.give = self.on_key("Ctrl+K", lambda: self._of_sight(self.late.ask))
        self.refunds = self.on_key("Alt+3", lambda: self._place.go("refunds"))
        self.leave = self.on_key("Esc", self._leave)
        for button, action in (
            (self.lists.refunds, self.refunds),
            (self.paper.copy, self.copy),
            (self.paper.gift, self.gift),
            (self.paper.mail, self.mail),
            (self.paper.pdf, self.pdf),
            (self.paper.fix, self.fix),
            (self.paper.back, self.back),
            (self.paper.late, self.give),
            (self.paper.again, self.again),
            (self.paper.drop, self.drop),
        ):
            button.follow(action)
        self.paper.drawer.set_key("F10")
        self.paper.drawer.clicked.connect(self.drawer.ask)

    def _connect(self) -> None:
        model, lists = self.model, self.lists
        model.day.connect(self._show_day)
        model.queue.connect(self._show_queue)
        model.shown.connect(self._show_receipt)
        model.page.connect(self._show_page)
        model.refused.connect(self._refused)
        model.copied.connect(self._copied)
        model.gifted.connect(self._gifted)
        model.saved.connect(self._saved)
        lists.day_chip.clicked.connect(self._arrange)
        lists.queue_chip.clicked.connect(self._arrange)
        lists.field.settled.connect(self._filter)
        lists.field.returnPressed.connect(self._find)
        lists.field.steered.connect(self._steer)
        lists.sales.current_changed.connect(self._sale_chosen)
        lists.jobs.current_changed.connect(self._job_chosen)
        self.confirm.confirmed.connect(self._drop)
        self.drawer.opened.connect(self._drawer_opened)
        self.correction.done.connect(self._corrected)
        self.correction.refused.connect(self._refused)
        self.mailing.told.connect(self._mail_told)
        self.came_back.said.connect(lambda words: self.lists.notice.say("good", words))
        self.came_back.refused.connect(self._refused)
        self.late.given.connect(self._late_given)
        self._place.bridge.changed.connect(self._changed)
        self._place.bridge.paper.connect(self._show_printer)

    def retranslate(self) -> None:
        self.lists.field.set_name(self.tr("Receipt number, or scan its code"))
        self.copy.setText(self.tr("Print a copy"))
        self._say_pdf()
        self.again.setText(self.tr("Try now"))
        self.drop.setText(self.tr("Do not print"))
        self.leave.setText(self.tr("Back to selling"))
        self.to_day.setText(self.tr("Receipts of today"))
        self.to_queue.setText(self.tr("Waiting for the printer"))
        self.refunds.setText(self.tr("Refunds"))
        self.paper.drawer.set_label(self.tr("Open drawer"))
        self._show_queue(self._jobs)
        self._show_listed()
        self._show_printer()
        if self._receipt and self.isVisible():  # whoever comes back to the page finds it drawn anew
            self.model.show(self._receipt)

    def _say_chips(self) -> None:
        for chip, words, key in (
            (self.lists.day_chip, self.tr("Today {0}").format(len(self._sales)), "Alt+1"),
            (self.lists.queue_chip, self.tr("Queue {0}").format(len(self._jobs)), "Alt+2"),
        ):
            chip.set_label(words if self._narrow else f"{words}  {key}")
            chip.setToolTip(key)

    def _say_pdf(self) -> None:
        """Where there is little room it is the receipt's number that is written out."""
        self.pdf.setText("PDF" if self._narrow else self.tr("Save as PDF"))
        self.mail.setText(self.tr("E-mail"))
        self.gift.setText(self.tr("Gift") if self._narrow else self.tr("Gift receipt"))
        self.back.setText(self.tr("Came back"))
        self.give.setText(self.tr("Late points"))
        self.fix.setText(self.tr("Correct") if self._narrow else self.tr("Paid otherwise"))

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._narrow = narrow
        self._say_chips()
        self._say_pdf()
        self.lists.set_narrow(narrow)
        self.paper.set_narrow(narrow)

    # -- the window -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.lists.day_chip.setChecked(True)
        self.lists.field.clear()
        self.lists.notice.clear()
        self.model.show("")
        self._arrange()
        self.model.reload()

    def scanned(self, code: str) -> None:
        if self.confirm.isVisible() or self.drawer.isVisible():
            self._place.sounds.play("refused")
        elif read_receipt_code(code):
            self._look_up(code)
        else:
            self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic in ("sales", "print_jobs", "staff") and self.isVisible():
            self.model.reload()

    # -- lists ----------------------------------------------------------------------------------------------------

    def _show_day(self, sales: list[SaleRow]) -> None:
        self._sales = sales
        self._show_listed()
        if sales and not self._receipt and not self.lists.on_queue:
            self.model.show(sales[0].receipt)

    def _filter(self) -> None:
        """Narrow the list to what is typed: the paper in sight is one of it, or none."""
        self._show_listed()
        hits = [sale.receipt for sale in self._listed]
        if self.lists.field.text().strip() and not self.lists.on_queue and self._receipt not in hits:
            self.model.show(hits[0] if hits else "")

    def _show_listed(self) -> None:
        typed = self.lists.field.text().strip()
        self._listed = [s for s in self._sales if typed in s.receipt or typed in s.due]
        rows = [self._sale_row(sale) for sale in self._listed]
        shown = next((n for n, sale in enumerate(self._listed) if sale.receipt == self._receipt), -1)
        self.lists.sales.set_results(rows, shown)
        self._say_chips()
        self._arrange(keep_focus=True)

    def _sale_row(self, sale: SaleRow) -> Result:
        number = sale.receipt.rpartition("-")[2]
        pieces = self.tr("{0} · {1} · %n item(s)", "", sale.pieces)
        words = pieces if number_of(sale.receipt) is None else self.tr("{0} · {1} · top-up")
        detail = words.format(sale.time, sale.who)
        waits = self.tr("not printed yet") if sale.waits else ""
        return Result(sale.receipt, number, detail, sale.due, waits, "warn", icon="receipt-text", tint=3)

    def _show_queue(self, jobs: list[JobRow]) -> None:
        current = self.lists.jobs.current
        self._jobs = jobs
        self.lists.jobs.set_results([self.words.row(job) for job in jobs], min(max(current, 0), len(jobs) - 1))
        self._say_chips()
        self._arrange(keep_focus=True)

    def _arrange(self, *, keep_focus: bool = False) -> None:
        queue = self.lists.on_queue
        nothing = self.tr("Nothing waits for the printer.") if queue else self.tr("No receipt of today matches.")
        before = self.focusWidget() if keep_focus else None
        self.lists.arrange(nothing)
        if before is not None and before.isVisible():
            before.setFocus()
        elif self.isVisible():
            self.lists.take_keys()
        for action in (self.again, self.drop):
            action.setVisible(queue)
        for action in (self.copy, self.gift, self.mail, self.pdf):
            action.setVisible(not queue)
        self.paper.drawer.setVisible(not queue)
        self._enable()
        self.drop.setEnabled(queue and bool(self._jobs))
        self.again.setEnabled(queue)
        self._show_printer()
        if not keep_focus:
            self._job_chosen(self.lists.jobs.current) if queue else self._sale_chosen(self.lists.sales.current)

    def _enable(self) -> None:
        """What is done with the receipt in sight."""
        there, topped_up = not self.lists.on_queue and bool(self._receipt), number_of(self._receipt) is not None
        for action in (self.copy, self.gift, self.mail, self.pdf):
            action.setEnabled(there and not (topped_up and action in (self.gift, self.mail)))
        self.back.setVisible(not self.lists.on_queue and self.came_back.possible(self._receipt))
        self.give.setVisible(not self.lists.on_queue and self.late.possible(self._receipt))
        self.fix.setVisible(not self.lists.on_queue and self.correction.possible(self._receipt))

    def _steer(self, event: QKeyEvent) -> None:
        self.lists.sales.steer(event)

    def _sale_chosen(self, row: int) -> None:
        if self.isVisible() and not self.lists.on_queue and 0 <= row < len(self._listed):
            self.model.show(self._listed[row].receipt)

    def _job_chosen(self, row: int) -> None:
        if self.lists.on_queue:
            self.model.show(self._jobs[row].document if 0 <= row < len(self._jobs) else "")

    def _find(self) -> None:
        typed = self.lists.field.text().strip()
        self._filter()
        if typed and not self._listed:
            self._look_up(typed)

    def _look_up(self, typed: str) -> None:
        self.lists.day_chip.setChecked(True)
        self.lists.field.clear()
        self.model.find(typed)

    # -- the paper ------------------------------------------------------------------------------------------------

    def _show_receipt(self, receipt: str, picture: Picture | None) -> None:
        self._receipt = receipt
        self.paper.title.setText(receipt or self.tr("Receipt"))
        self.paper.arrange_head()
        self.paper.invoice.hide()
        self.paper.mailed.hide()
        self.mailing.show(receipt)
        if picture is None:
            words = self._no_paper_words()
            self.paper.view.show_words(words or self.tr("Choose a receipt at the left, or scan the code on its paper."))
        else:
            self.paper.view.show_paper(picture)
        self._enable()
        shown = next((n for n, sale in enumerate(self._listed) if sale.receipt == receipt), -1)
        if not self.lists.on_queue:
            self.lists.sales.set_current(shown)

    def _show_page(self, receipt: str, page: object) -> None:
        """How the e-invoice of the receipt in sight stands."""
        if receipt != self._receipt or page is None:
            return
        if isinstance(page, Refused):
            words = refusal(page, self._place.languages.language)
        else:
            assert isinstance(page, ReceiptPageSaid)
            state = {
                "none": self.tr("{0} invoiceable, not asked for yet").format(page.invoiceable),
                "asked": self.tr("{0}, being issued").format(page.invoiceable),
                "issued": self.tr("{0} issued: {1}").format(page.invoiceable, page.invoice.number),
            }
            words = state[page.invoice.state]
        self.paper.invoice.setText(self.tr("E-invoice: {0}").format(words))
        self.paper.invoice.show()

    def _no_paper_words(self) -> str:
        """What a document says that waits and is no receipt."""
        row = self.lists.jobs.current
        if not self.lists.on_queue or not 0 <= row < len(self._jobs):
            return ""
        return self.words.instead_of_paper(self._jobs[row])

    def _show_printer(self) -> None:
        status = self._place.controls.paper_status()
        if status is None or not self.lists.on_queue:
            self.paper.printer.hide()
            return
        ready = self.tr("Simulated printer, ready") if status.simulated else self.tr("The printer is ready")
        words = refusal(Refused(status.reason), self._place.languages.language) if status.reason else ready
        self.paper.printer.show_words("good" if status.state == "ready" else "warn", words, closes=False)

    # -- acts -----------------------------------------------------------------------------------------------------

    def _in_sight(self) -> str:
        """The receipt on the paper; "" when what was typed last has just put another one there, unseen as yet."""
        seen = self._receipt
        self._filter()
        return seen if seen == self._receipt else ""

    def _of_sight(self, act: Callable[[str], None]) -> None:
        if receipt := self._in_sight():
            act(receipt)

    def _copied(self, receipt: str) -> None:
        self.lists.notice.say("good", self.tr("A copy of {0} is printing").format(receipt))

    def _gifted(self, receipt: str) -> None:
        self.lists.notice.say("good", self.tr("A gift receipt of {0} is printing").format(receipt))

    def _mail_told(self, receipt: str, words: str, _state: str) -> None:
        if receipt == self._receipt:
            self.paper.mailed.setText(words)
            self.paper.mailed.show()

    def _late_given(self, words: str) -> None:
        self.lists.notice.say("good", words, 12)
        self._enable()

    def _corrected(self, receipt: str) -> None:
        self.lists.notice.say("good", self.tr("How {0} was paid is corrected").format(receipt))

    def _saved(self, file: str) -> None:
        self.lists.notice.say("good", self.tr("Saved as {0}").format(file))

    def _try_now(self) -> None:
        self.model.try_now()
        self.lists.notice.say("neutral", self.tr("The printer is being tried"))

    def _ask_drop(self) -> None:
        row = self.lists.jobs.current
        if 0 <= row < len(self._jobs):
            self.confirm.ask(
                self.tr("Do not print it?"),
                self.tr("{0} is taken off the queue. The sale stays as it is.").format(
                    self.lists.jobs.results[row].name
                ),
                yes=self.tr("Do not print"),
                no=self.tr("Keep waiting"),
                kind="danger",
            )

    def _drop(self) -> None:
        row = self.lists.jobs.current
        if 0 <= row < len(self._jobs):
            self.model.drop(self._jobs[row])

    def _drawer_opened(self) -> None:
        self.lists.notice.say("good", self.tr("The drawer opens"))

    def _refused(self, no: Refused) -> None:
        self.lists.notice.say("bad", refusal(no, self._place.languages.language), 8)
        if not self.lists.on_queue:
            self.lists.field.setFocus()

    def _leave(self) -> None:
        self._place.go("checkout")
