"""Closing the shift, step by step: what stands open, the blind count, what it came to, the Z."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.shift import Closed
from posapp.domain.staff import Staff, act_name
from posapp.usecases.closing import Outcome
from ui.approval import Approval
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.status import Notice
from ui.kit.words_sheet import WordsSheet
from ui.narrow import FittingScreen, scrolling_row
from ui.screen import Place
from ui.shift.close_model import Before, CloseModel
from ui.shift.close_steps import BeforeStep, DoneStep, ResultStep
from ui.shift.count_panel import CountPanel
from ui.texts import refusal

READ_MS = 500
"""How long the outcome stands whatever is pressed: the Enter that ended the count, pressed twice, closes nothing."""


class CloseScreen(FittingScreen):
    """One card; Esc goes back, but not behind a count that was made."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        theme = place.theme
        self._place = place
        self._now: Before | None = None
        self._came: Outcome | None = None
        self._giving_up = ""
        self._counting: tuple[object, ...] = ()
        self._told = QElapsedTimer()
        self.model = CloseModel(place, self)
        self.title, self.hint, self.notice = QLabel(), QLabel(), Notice(theme)
        self.title.setProperty("type", "page")
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.before, self.result, self.done = BeforeStep(place), ResultStep(place), DoneStep(place)
        self.count, self.counted = CountPanel(place), PrimaryButton(theme, icon="arrow-right", key="Ctrl+E")
        self.steps = QStackedWidget()
        self._lay_out()
        self.leave = self.on_key("Esc", self._leave)
        self.forward = self.on_key("Ctrl+E", self._forward)
        self.keep = self.on_key("Ctrl+K", lambda: self._keep(self.before.list.current))
        self.discard = self.on_key("Ctrl+D", lambda: self._ask_discard(self.before.list.current))
        self.recount = self.on_key("Ctrl+R", lambda: self._press(self.result.recount))
        self.next_shift = self.on_key("Ctrl+N", lambda: self._press(self.done.again))
        self.result.recount.set_key("Ctrl+R")
        self.done.again.set_key("Ctrl+N")
        self.before.keeps.set_key("Ctrl+K")
        self.before.discards.set_key("Ctrl+D")
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        theme, card = self._place.theme, QFrame()
        card.setProperty("look", "card")
        column, outer, counting = QVBoxLayout(card), scrolling_row(self, theme), QFrame()
        inside = QVBoxLayout(counting)
        theme.space(inside, (0, 0, 0, 0), 10)
        inside.addWidget(self.count, 1)
        inside.addWidget(self.counted)
        theme.space(column, (24, 14, 24, 18), 8)
        for step in (self.before, counting, self.result, self.done):
            self.steps.addWidget(step)
        for widget in (self.title, self.hint):
            column.addWidget(widget)
        column.addWidget(self.steps, 1)
        column.addWidget(self.notice)
        outer.addWidget(card)

    def fit_in(self, narrow: bool, short: bool) -> None:
        """Little room: the page scrolls."""
        self.count.set_narrow(narrow)
        self.done.set_narrow(narrow)

    def _connect(self) -> None:
        model = self.model
        model.before.connect(self._show_before)
        model.outcome.connect(self._show_outcome)
        model.closed.connect(self._show_closed)
        model.refused.connect(self._refused)
        self.before.keep.connect(self._keep)
        self.before.discard.connect(self._ask_discard)
        self.before.go_on.connect(self._begin)
        self.before.blocked.acted.connect(self._leave)
        self.counted.clicked.connect(self._counted)
        self.count.finished.connect(self._counted)
        self.result.finish.connect(self._finish)
        self.result.again.connect(self._again)
        self.done.out.connect(self._sign_out)
        self.done.next.connect(lambda: self._place.go("checkout"))
        self._place.bridge.changed.connect(self._changed)

    @cached_property
    def approval(self) -> Approval:
        """A second person."""
        return Approval(self._place)

    @cached_property
    def why(self) -> WordsSheet:
        """Why a basket is given up."""
        sheet = WordsSheet(self._place.theme, self._place.host, needed=True)
        sheet.entered.connect(self._discard)
        return sheet

    def retranslate(self) -> None:
        self.leave.setText(self.tr("Back"))
        self.forward.setText(self.tr("Next step"))
        self.keep.setText(self.tr("Keep the basket aside"))
        self.discard.setText(self.tr("Discard the basket"))
        self.recount.setText(self.tr("Count once more"))
        self.next_shift.setText(self.tr("Open the next shift"))
        self.counted.set_label(self.tr("The count is done"))
        for step in (self.before, self.result, self.done):
            step.retranslate()
        if self._now is not None:
            self.before.show_before(self._now, self.model.kept)
        if self._came is not None:
            self.result.show_outcome(self._came)
        self._say_step()

    def _say_step(self) -> None:
        titles = (
            (self.tr("Close the shift"), self.tr("First what still stands open.")),
            (
                self.tr("Count the drawer"),
                self.tr("Count everything in it. What must be there is told when you are done."),
            ),
            (self.tr("What the count came to"), self.tr("What was counted is kept, and printed on the Z.")),
            (self.tr("Closed"), ""),
        )
        title, hint = titles[self.steps.currentIndex()]
        self.title.setText(title)
        self.hint.setText(hint)

    def _go(self, step: int) -> None:
        for number in range(self.steps.count()):  # only the one in sight says how much room is needed
            policy = QSizePolicy.Policy.Preferred if number == step else QSizePolicy.Policy.Ignored
            if page := self.steps.widget(number):
                page.setSizePolicy(policy, policy)
        self.steps.setCurrentIndex(step)
        self.notice.clear()
        self._say_step()

    # -- the window -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.model.approver, self._came = None, None
        self.model.kept.clear()
        self.before.next.setEnabled(False)
        self._go(0)
        self.model.reload()

    def scanned(self, code: str) -> None:
        self._place.sounds.play("refused")
        self.notice.say(
            "bad", self.tr("The shift is being closed; the scan was not counted. Esc goes back to selling."), 8
        )

    def _changed(self, topic: str) -> None:
        if topic in ("holds", "outbox") and self.isVisible() and self.steps.currentIndex() == 0:
            self.model.reload()

    def _leave(self) -> None:
        if self.steps.currentIndex() == 1 and self._came is None:
            self._go(0)
        elif self.steps.currentIndex() == 3:
            self._place.go("checkout")
        else:
            blocked = self._now is not None and self._now.blocked is not None
            self._place.go("checkout" if blocked else "drawer")

    def _press(self, button: Button) -> None:
        """By its key, only where a finger could press it too."""
        if button.isVisible() and button.isEnabled():
            button.click()

    def _forward(self) -> None:
        step = self.steps.currentIndex()
        (self._begin, self._counted, self._finish, self._sign_out)[step]()

    # -- what stands open -----------------------------------------------------------------------------------------

    def _show_before(self, now: Before) -> None:
        self._now = now
        held = {hold.id for hold in now.standing.held}
        self.model.kept &= held
        self.before.show_before(now, self.model.kept)
        if self.steps.currentIndex() == 0 and self.isVisible():
            self.before.take_keys()

    def _keep(self, row: int) -> None:
        if self._now is not None and 0 <= row < len(self._now.standing.held):
            self.model.kept.add(self._now.standing.held[row].id)
            self._show_before(self._now)

    def _ask_discard(self, row: int) -> None:
        if self._now is None or not 0 <= row < len(self._now.standing.held):
            return
        hold = self._now.standing.held[row].id
        self._giving_up = hold
        title, words = (
            self.tr("Discard the basket"),
            self.tr("It cannot be recalled any more; its coupons are free again."),
        )
        self.why.ask(title, words, self.tr("Why?"), self.tr("Discard it"))

    def _discard(self, reason: str) -> None:
        hold = self._giving_up
        if self.model.may_alone("void"):
            self.model.discard(hold, reason)
        else:
            self.approval.ask_for("void", reason, lambda who: self.model.discard(hold, reason, who))

    # -- the count ------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Whoever may not alone fetches somebody first."""
        if self._now is None or not self.before.next.isEnabled():
            return
        act = self._now.standing.act
        if self.model.may_alone(act) or self.model.approver is not None:
            self._count()
            return
        words = act_name(act, self._place.languages.language)
        self.approval.ask_for(act, words, self._allowed)

    def _allowed(self, person: Staff) -> None:
        self.model.approver = person
        self._count()

    def _count(self) -> None:
        """Where the till locked itself over half a count, or somebody looked back, what was typed still stands
        unless cash came or went."""
        desk = self._place.app.desk
        declare = self._now.declare if self._now is not None else ()
        drawer = desk.till.cash.sums(desk.shift) if desk.shift is not None else None
        counting = (desk.shift, desk.staff and desk.staff.id, drawer, declare)
        if self._counting != counting:
            self.count.begin(declare)
        self._counting = counting
        self._go(1)
        self.count.take_keys()

    def _counted(self) -> None:
        try:
            count = self.count.counted()
        except Refused as no:
            self._refused(no)
        else:
            self.model.count(count)

    def _again(self) -> None:
        self._count()

    # -- what it came to ------------------------------------------------------------------------------------------

    def _show_outcome(self, came: Outcome) -> None:
        self._came, self._counting = came, ()
        self._told.start()
        self.result.reason.clear()
        self.result.left.clear()
        self._go(2)
        self.result.show_outcome(came)

    @property
    def rested(self) -> bool:
        """Whether the outcome has stood long enough to be read."""
        return self._told.isValid() and self._told.hasExpired(READ_MS)

    def _finish(self) -> None:
        if not self.rested:
            return
        typed, digits = self.result.left.text().strip(), self._place.app.desk.store.currency.digits
        try:
            left = parse_amount(typed, digits) if typed else None
        except Refused as no:
            self._refused(no)
        else:
            self.model.close(self.result.reason.text(), left)

    def _show_closed(self, closed: Closed) -> None:
        self._now = None
        self._go(3)
        self.done.show_closed(closed)

    def _sign_out(self) -> None:
        self._place.app.sign_in.lock()
        self._place.go("checkout")  # nobody is signed in: the sign-in is shown

    def _refused(self, no: Refused) -> None:
        if no.code == "no_shift" and self.steps.currentIndex() == 3:
            return  # the key that closed it was pressed twice
        self._place.sounds.play("refused")
        self.notice.say("bad", refusal(no, self._place.languages.language), 10)
        if no.code in ("close_basket", "close_payment", "close_holds", "payment_waits"):
            self._go(0)
            self.notice.say("bad", refusal(no, self._place.languages.language), 10)
            self.model.reload()
