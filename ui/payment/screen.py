"""Taking money. Opens ready to take it with one key; afterwards the change stands large until the next customer."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from posapp.domain.errors import Refused
from ui.approval import Approval
from ui.kit.sheet import WIDE, ConfirmSheet, close_sheets
from ui.kit.tokens import State
from ui.narrow import BESIDE_BAR, FittingScreen
from ui.paper_pill import PaperPill
from ui.payment.attempt_side import AttemptSide
from ui.payment.coupon_side import CouponSide
from ui.payment.done_mail import DoneMail
from ui.payment.done_panel import DonePanel
from ui.payment.giving_back import GivingBack
from ui.payment.model import Done, PaymentModel, Standing
from ui.payment.purse_side import PurseSide
from ui.payment.refund_side import RefundSide
from ui.payment.standing_panel import StandingPanel
from ui.payment.taking_panel import OF_REFERENCE, TakingPanel
from ui.payment.wallet_side import OUTSIDE, WalletSide
from ui.payment.ways import WAYS
from ui.reprint import reprint
from ui.screen import Place
from ui.texts import refusal

GRACE_MS = 350
"""How long the change stands whatever is pressed: the second half of a double press must not wipe it away."""


class PaymentScreen(FittingScreen):
    """Owed at the left, the hands' side at the right; the finished sale takes the place of both."""

    least_wide = BESIDE_BAR

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._narrow = self._short = False
        theme = place.theme
        self.model = PaymentModel(place, self)
        self.standing, self.taking, self.finished = StandingPanel(theme), TakingPanel(theme), DonePanel(theme)
        self.attempts, self._side = AttemptSide(place, self), QWidget()
        self.wallets = WalletSide(place, self.model, self.taking, self.attempts, self)
        self.taking.add_above_take(PaperPill(place))
        self._hands = QStackedLayout(self._side)  # one without a widget would show its first page as a window
        self._at: Standing | None = None
        self._sale: Done | None = None
        self.purses = PurseSide(place, self, self.taking)
        self.refunds = RefundSide(place, self)
        self.coupons = CouponSide(place, self)
        self.back = GivingBack(place, self.model, self.attempts, self.purses, self.wallets, self.refunds)
        self.mail = DoneMail(place, self, self.finished)
        self._shown = QElapsedTimer()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._open_page())
        self._pages.addWidget(self.finished.page())
        self._make_actions()
        self._connect()
        self.retranslate()

    def _open_page(self) -> QWidget:
        page, inside, theme = QWidget(), QWidget(), self._place.theme
        around, row = QVBoxLayout(page), QHBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        theme.space(row, (24, 6, 18, 16), 16)
        theme.fit(inside, lambda w: w.setMaximumSize(theme.px(1840), theme.px(760)))
        row.addWidget(self.standing, 42)
        for side in (self.taking, self.attempts.panel):
            self._hands.addWidget(side)
        row.addWidget(self._side, 58)
        around.addWidget(inside, 1)
        return page

    def _make_actions(self) -> None:
        self.leave = self.on_key("Esc", self._leave)
        self.to_cash = self.on_key("Alt+1", self.taking.by_cash.click)
        self.to_card = self.on_key("Alt+2", self._to_card)
        self.part = self.on_key("Alt+3", self.taking.give_part)
        self.to_slip = self.on_key("Alt+4", self.taking.by_card.click)
        self.ask = self.on_key("Alt+5", self.attempts.model.look_again)
        self.stop = self.on_key("Alt+6", self.attempts.model.cancel)
        self.decide = self.on_key("Alt+7", self.attempts.panel.decide.click)
        self.to_wallet = self.on_key("Alt+8", self.taking.by_wallet.click)
        self.to_outside = self.on_key("Alt+9", self.taking.by_outside.click)
        self.to_other = {way.name: self.on_key(way.key, self.taking.more.chips[way.name].click) for way in WAYS}
        last = self._place.app.receipts.reprint_last
        self.copy = self.on_key("F9", lambda: reprint(self._place, last, self.model.reprinted, self._refused))
        self.finished.again.follow(self.copy)
        self.standing.back.follow(self.leave)
        self.taking.part_key.follow(self.part)
        panel = self.attempts.panel
        panel.cancel.follow(self.stop)
        panel.decide.set_key("Alt+7")
        panel.ask.set_key("Enter")
        for key in (key for key in self.actions() if key.shortcut().toString().startswith("Alt")):
            self._pages.currentChanged.connect(lambda page, key=key: key.setEnabled(not page))

    def _connect(self) -> None:
        model, taking = self.model, self.taking
        model.stands.connect(self._show_standing)
        model.worded.connect(self._say_again)
        model.done.connect(self._finished)
        model.refused.connect(self._refused)
        model.left.connect(lambda: self._place.go("checkout"))
        model.copied.connect(self._copied)
        model.busy.connect(self._busy)
        taking.cash.connect(model.cash)
        taking.finish.connect(self._finish)
        taking.part.connect(model.part_cash)
        taking.card.connect(model.card)
        taking.charge.connect(self.attempts.charge)
        self._connect_attempts()
        taking.way_changed.connect(self._offer)
        taking.edited.connect(lambda: self.standing.say(""))
        self.standing.remove.connect(self._ask_back)
        self.standing.leave_out.connect(self._leave_out)
        self._connect_purses()
        self.finished.next.clicked.connect(self._next)
        self._place.bridge.changed.connect(self._changed)
        self._place.bridge.paper.connect(self._show_paper)

    def _connect_purses(self) -> None:
        self.taking.other.connect(self._take_other)
        self.taking.way_changed.connect(self.purses.look)
        self.purses.taken.connect(self.model.finished)
        self.purses.refused.connect(self._refused)
        self.purses.busy.connect(self._busy)
        self.purses.told.connect(lambda words: self.taking.notice.say("neutral", words, 20))

    def _take_other(self, way: str, text: str, code: str) -> None:
        if way == "voucher":
            self.model.voucher(text, code)
        else:
            self.purses.take(way, text, self.taking.offered, code)

    def _connect_attempts(self) -> None:
        side = self.attempts
        side.panel.ask.clicked.connect(side.model.look_again)
        side.panel.decide.clicked.connect(side.ask_decision)
        side.shown.connect(self._show_side)
        side.ended.connect(self._attempt_ended)
        side.paid.connect(self._finish_if_paid)
        side.refused.connect(self._refused)
        self.wallets.no.connect(self._code_refused)
        self.refunds.moved.connect(self.model.show_open)
        self.coupons.changed.connect(self.model.show_open)
        self.coupons.told.connect(lambda words: self.taking.notice.say("bad", words, 60))
        self.refunds.told.connect(lambda state, words: self.taking.notice.say(state, words, 20))

    def retranslate(self) -> None:
        self.leave.setText(self.tr("Back to the goods"))
        self.copy.setText(self.tr("Print again"))
        self.taking.field.set_name(self.tr("Amount"))
        self.part.setText(self.tr("Part payment"))
        self.to_cash.setText(self.tr("Cash"))
        self.to_card.setText(self.tr("Card terminal"))
        self.to_slip.setText(self.tr("Card by slip"))
        self.to_wallet.setText(self.tr("Wallet"))
        self.to_outside.setText(self.tr("Wallet, outside"))
        self.wallets.retranslate()
        self.purses.retranslate()
        self.ask.setText(self.tr("Ask again"))
        self.stop.setText(self.tr("Take it back"))
        self.decide.setText(self.tr("Decide by hand"))
        self.attempts.panel.ask.set_label(self.ask.text())
        self.attempts.panel.decide.set_label(self.decide.text())
        self._say_ways()
        self.standing.say("")
        words = self._tenders()
        self.standing.set_words(words, self.tr("Take back"), self.tr("Leave out"))
        self.taking.more.set_words(words)
        self.back.names = words
        for way, action in self.to_other.items():
            action.setText(words[way])
        self.attempts.retranslate()
        self.model.say_again()
        if self._sale is not None:
            self._show_done(self._sale)

    def _tenders(self) -> dict[str, str]:
        """What each tender is called."""
        words = {"cash": self.tr("Cash"), "card": self.tr("Card"), "voucher": self.tr("Voucher")}
        words |= {"gift_card": self.tr("Gift card"), "stored_value": self.tr("Stored value")}
        return words | {"points": self.tr("Points")} | self.wallets.names()

    def _say_ways(self) -> None:
        self.taking.say_ways(self.attempts.model.provider is not None, narrow=self._narrow)
        self.taking.part_key.set_key("" if self._narrow else self.part.shortcut().toString())
        self.taking.take.set_key("" if self._narrow else "Enter")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_ways()

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._narrow, self._short = narrow, short
        self.taking.set_short(short)
        self.standing.set_short(short)
        self.attempts.panel.set_short(short)
        self._say_ways()

    # -- the window ------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._sale = None
        self._pages.setCurrentIndex(0)
        self.taking.reference.clear()
        self.taking.notice.clear()
        self.taking.set_terminal(self.attempts.model.provider is not None)
        self.taking.choose("cash")
        self._say_ways()
        self.model.show()
        self.attempts.opened()
        self.wallets.opened()
        self.coupons.opened()
        self._place.controls.look_at_printer()

    def scanned(self, code: str) -> None:
        if self._sale is not None:
            self._place.sell(code)
        elif self.attempts.on or self.wallets.pays(code) or not self.taking.scanned(code):
            self.wallets.scanned(code)

    def _code_refused(self, words: str) -> None:
        (self.attempts.panel if self.attempts.on else self.taking).notice.say("bad", words, 8)
        self.standing.say(words if self._short else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._sale is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        else:
            super().keyPressEvent(event)

    # -- what the person does --------------------------------------------------------------------------------------

    def _finish(self) -> None:
        if self._at is not None and self._at.surplus:
            self.back.ask_surplus()
        else:
            self.model.complete()

    def _to_card(self) -> None:
        connected = self.attempts.model.provider is not None
        (self.taking.by_terminal if connected else self.taking.by_card).click()

    def _leave(self) -> None:
        if self._sale is not None:
            self._next()
        else:
            self.model.back()

    @property
    def give_back(self) -> ConfirmSheet:
        """Is it really to go back?"""
        return self.back.question

    @cached_property
    def doubt(self) -> ConfirmSheet:
        """Is it really so much change?"""
        sheet = ConfirmSheet(self._place.theme, self._place.host, width=WIDE, read_ms=GRACE_MS)
        sheet.confirmed.connect(lambda: self.model.insist())
        sheet.cancelled.connect(self.taking.take_keys)
        return sheet

    @property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return self.back.approval

    def _ask_back(self, number: int) -> None:
        self.back.ask(next((t for t in self._at.taken if t.number == number), None) if self._at is not None else None)

    def _leave_out(self, line: int) -> None:
        self.back.ask_leave_out(next((g for g in self._at.goods if g.line == line), None) if self._at else None)

    @property
    def rested(self) -> bool:
        """Whether the change has stood long enough to be wiped away by a key."""
        return self._shown.isValid() and self._shown.hasExpired(GRACE_MS)

    def _next(self) -> None:
        if not self.rested:
            return
        sale, self._sale = self._sale, None
        self.finished.leave(self._place, sale)

    # -- what comes of it ------------------------------------------------------------------------------------------

    def _show_side(self, waiting: bool) -> None:
        self._hands.setCurrentIndex(1 if waiting else 0)
        if waiting:
            self.attempts.panel.ask.setFocus()
        self.model.show()

    def _attempt_ended(self, state: State, words: str) -> None:
        """In the amount's place again, with the words beside it."""
        if resting := self.wallets.resting():
            words = f"{words} · {resting}"
        self.taking.notice.say(state, words, 20)
        self.standing.say(words if self._short and state == "bad" else "")

    def _finish_if_paid(self) -> None:
        if self.isVisible() and self._at is not None and self._at.complete:
            self.model.complete()

    def _show_standing(self, at: Standing) -> None:
        self._at = at
        self.back.stands()
        self.taking.notice.clear()  # what was refused before is no more so
        self.taking.reference.clear()  # the next card has a slip of its own
        self._say_standing()
        self._offer(self.taking.way)

    def _say_again(self, at: Standing) -> None:
        """The same in another language; what was typed stays."""
        self._at = at
        self._say_standing()

    def _say_standing(self) -> None:
        at = self._at
        if at is None:
            return
        self.standing.head(at)
        due = (
            self.tr("Too much taken") if at.surplus else self.tr("To give back") if at.back else self.tr("Still to pay")
        )
        self.standing.show_standing(at, self.tr("Total"), self.tr("Cash rounding"), due)
        self.taking.show_ways(at.member, at.points, topup=at.topup)
        self.taking.area.setVisible(not at.back)  # it goes back as is planned, whatever key would be dark
        ways = {"card": self.tr("Card paid"), "terminal": self.tr("Ask the terminal"), "points": self.tr("Use points")}
        ways |= {"wallet": self.tr("Ask the wallet"), "outside": self.tr("Wallet paid")}
        words = ways.get(self.taking.way, self.tr("Take it") if self.taking.more.chosen else self.tr("Take cash"))
        words = self.tr("Finish the sale") if at.complete else words
        words = self.tr("Give it back and finish") if at.back else words
        self.taking.take.set_label(self.tr("Give {0} back").format(at.surplus) if at.surplus else words)

    def _offer(self, way: str) -> None:
        if self._at is None:
            return
        amount = self.purses.most(way) or (self._at.cash if way == "cash" else self._at.card)
        self.taking.offer(amount, self._at.likely, complete=self._at.complete or bool(self._at.surplus))
        self.standing.say("")
        self._say_standing()

    def _finished(self, sale: Done) -> None:
        close_sheets(self._place.host)
        self._shown.start()
        self._show_done(sale)
        self._pages.setCurrentIndex(1)
        if sale.back is not None:
            self._place.bridge.terminal.emit()  # the wallets are asked for what goes back
        self.finished.next.setFocus()

    def _show_done(self, sale: Done) -> None:
        self._sale = sale
        self.finished.show_sale(sale)
        self._show_paper()

    def _changed(self, topic: str) -> None:
        if topic == "print_jobs" and self._sale is not None:
            self._show_paper()

    def _show_paper(self, _status: object = None) -> None:
        """Bound, not a lambda: the signal comes from the printer's thread."""
        if self._sale is not None:
            self.finished.show_paper(self._place, self._sale.receipt)

    def _refused(self, no: Refused) -> None:
        words = refusal(no, self._place.languages.language)
        if no.code == "much_change":
            why = self.tr("So much cash is rarely handed over. Look at the amount again.")
            self.doubt.ask(words, why, yes=self.tr("It is right"), no=self.tr("Correct the amount"), kind="danger")
        elif no.code in OUTSIDE:
            return  # who answers for it is being asked
        elif self.back.refused(no):
            return
        elif self.attempts.on:
            self.attempts.panel.notice.say("bad", words, 8)
        elif self._sale is not None:
            self.finished.paper.set("bad", words)
        else:
            self.taking.wrong(words, reference=no.code in OF_REFERENCE)
            self.standing.say(words if self._short else "")

    def _copied(self, receipt: str) -> None:
        if self._sale is not None:
            self._show_paper()
        else:
            self.taking.notice.say("neutral", self.tr("Copy of {0} is printing").format(receipt))

    def _busy(self, working: bool) -> None:
        self.taking.take.setEnabled(not working)
