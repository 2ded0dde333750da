"""Who buys, and the coupons they hold out: by one key and one field, or by a scan at any time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from posapp.domain import cart as carts
from posapp.domain.cart import OrderDiscount
from posapp.domain.coupon import taken_off
from posapp.domain.errors import Refused
from posapp.domain.live_code import is_live_code
from posapp.domain.member import Member
from posapp.domain.store import hub_wait
from posapp.domain.typed import shown
from ui.kit.result_list import Result
from ui.member_words import called, row_of, tier_of
from ui.texts import MINUS, money, refusal

if TYPE_CHECKING:
    from posapp.domain.staff import Staff
    from posapp.usecases.coupons import Answer, Asked
    from ui.checkout.customer_sheet import CustomerSheet
    from ui.checkout.model import CheckoutModel
    from ui.checkout.questions import Questions
    from ui.members.enrol_sheet import EnrolSheet
    from ui.screen import Place

MOST_SHOWN = 5
"""Rows of the sheet."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet and what choosing it does."""

    result: Result
    act: Callable[[], None]


class Customer(QObject):
    """`said(words of now)` when something came onto the basket or off it; `changed(chips)` of what it has by now."""

    said = Signal(object)
    changed = Signal(list)

    def __init__(self, place: Place, model: CheckoutModel, questions: Questions) -> None:
        super().__init__(questions)
        self._place, self._model, self._questions = place, model, questions
        self._rows: list[_Row] = []
        self.asking = False
        """Whether the hub is being asked for a coupon."""
        self._then: Callable[[], object] | None = None
        self._known: tuple[str, str] = ("", "")
        self.chips: list[str] = []
        """What the strip over the lines says."""
        self.icons: list[str] = []
        model.basket.connect(self._tell)
        model.held_out.connect(self.take)

    @cached_property
    def sheet(self) -> CustomerSheet:
        """Made when it is first needed."""
        from ui.checkout.customer_sheet import CustomerSheet

        sheet = self._questions.known(CustomerSheet(self._place.theme, self._place.host))
        sheet.entered.connect(self.take)
        sheet.chosen.connect(self._chosen)
        sheet.typed.connect(self._suggest)
        sheet.enrol.connect(self.enrol_sheet.ask)
        return sheet

    @cached_property
    def enrol_sheet(self) -> EnrolSheet:
        """Somebody new, who is on the basket at once."""
        from ui.members.enrol_sheet import EnrolSheet

        sheet = self._questions.known(EnrolSheet(self._place))
        sheet.enrolled.connect(self._attach)
        return sheet

    # -- what the basket has of them --------------------------------------------------------------------------------

    def ask(self) -> None:
        """Open the field."""
        name = self.tr("Number, last four and name, pinyin, card, or coupon")
        self.sheet.ask(self.tr("Member and coupons"), name, self.tr("Confirm"), self.tr("New member"))
        self._show_there()

    def _show_there(self) -> None:
        app = self._place.app
        member = app.members.attached()
        rows = [_Row(self._member_result(member), self._detach)] if member is not None else []
        rows += [_Row(self._coupon_result(d), partial(self._take_off, d.id)) for d in self._coupons()]
        self._show(rows, self.tr("A tap on a row takes it off the basket.") if rows else "")

    def _show(self, rows: Sequence[_Row], words: str, current: int = -1) -> None:
        self._rows = list(rows)
        self.sheet.show_rows([row.result for row in rows], words, current)

    def _coupons(self) -> tuple[OrderDiscount, ...]:
        return carts.coupons(self._place.app.desk.basket.cart)

    def _member_result(self, member: Member) -> Result:
        return row_of(member, self._place.app.desk.store, self._place.languages.language)

    def _coupon_result(self, d: OrderDiscount) -> Result:
        amount, note = self._gives(d)
        return Result(d.id, self._coupon_name(d.id), shown(d.id), amount, note, "warn", icon="tag", tint=1)

    def _gives(self, d: OrderDiscount) -> tuple[str, str]:
        """What it takes off, and why that is nothing."""
        desk = self._place.app.desk
        currency, off = desk.store.currency, taken_off(d.id, desk.priced)
        if d.waits:
            return "", self.tr("not confirmed")
        if not off and d.spend:
            return "", self.tr("from {0} on").format(money(d.spend, currency))
        return f"{MINUS}{money(off, currency)}" if off else "", ""

    def coupon_words(self, code: str) -> str:
        """What a coupon is called, "" where nobody says."""
        coupon = self._place.app.coupons.named(code)
        return shown(coupon.name(self._place.languages.language)) if coupon is not None else ""

    def _coupon_name(self, code: str) -> str:
        return self.coupon_words(code) or self.tr("Coupon")

    def _tell(self, *_basket: object) -> None:
        """The strip over the basket's lines, whenever it says something else."""
        app = self._place.app
        cart = app.desk.basket.cart
        chips: list[str] = []
        if cart.member is not None or cart.discounts:
            chips = [self._name_of(cart.member)] if cart.member is not None else []
            chips += [" ".join(filter(None, (self._coupon_name(d.id), *self._gives(d)))) for d in self._coupons()]
        if chips != self.chips:
            self.chips = chips
            self.icons = ["user-round" if not n and cart.member is not None else "tag" for n in range(len(chips))]
            self.changed.emit(chips)

    def _name_of(self, id_: str) -> str:
        """The member's with their tier, read once and not at each scan."""
        asked = f"{id_} {self._place.languages.language}"
        if self._known[0] != asked:
            member = self._place.app.members.attached()
            store, language = self._place.app.desk.store, self._place.languages.language
            words = [called(member), tier_of(member, store, language)] if member is not None else [shown(id_)]
            self._known = (asked, " · ".join(filter(None, words)))
        return self._known[1]

    def then(self, act: Callable[[], object]) -> None:
        """Do it, once the hub has answered where it is being asked: who pays at once has the coupon on the basket."""
        if self.asking:
            self._then = act
        else:
            act()

    def _answered(self, *, well: bool) -> None:
        then, self._then = self._then, None
        if then is not None and well:
            then()

    # -- onto the basket, and off it ----------------------------------------------------------------------------------

    def take(self, text: str) -> None:
        """A coupon if there is one of that code, else a member."""
        if self.asking:
            return
        app = self._place.app
        try:
            if app.coupons.named(text.strip()) is not None:
                self._coupon(text)
            else:
                self._member(text)
        except Refused as no:
            self._no(no)

    def _member(self, text: str) -> None:
        try:
            found = self._place.app.members.find(text)
        except Refused as no:
            if no.code != "member_unknown" or not (self.sheet.isVisible() or is_live_code(text)):
                raise
            if not self.sheet.isVisible():
                self.ask()
            self._ask_hub(text)
            return
        self._several(found)

    def _several(self, found: Sequence[Member]) -> None:
        """Of several none is chosen before a person has compared their digits."""
        if len(found) == 1:
            self._attach(found[0])
            return
        if not self.sheet.isVisible():
            self.ask()
        self._show(self._member_rows(found), self.tr("Several members: choose one."))

    def _member_rows(self, found: Sequence[Member]) -> list[_Row]:
        return [_Row(self._member_result(member), partial(self._attach, member)) for member in found]

    def _suggest(self, typed: str) -> None:
        """Whoever is meant so far, at each keystroke: a stretch of a sorted list is read."""
        if self.asking:
            return
        found = self._place.app.members.suggest(typed) if typed else ()
        if found:
            words = self.tr("Several fit: go on typing, or choose one.") if len(found) > 1 else ""
            self._show(self._member_rows(found[:MOST_SHOWN]), words)
        elif typed:
            self._show([], "")
        else:
            self._show_there()

    def _ask_hub(self, text: str) -> None:
        """Nobody here is meant: perhaps somebody of another shop."""
        place = self._place
        self.asking = True
        words = self.tr("The hub is being asked, {0} s at most").format(f"{hub_wait(place.app.desk.store).seconds:g}")
        self.sheet.wait(words)
        question = partial(place.app.members.ask, text, place.controls.ask_members)
        place.tasks.ask(question, self._heard_of, self._no)

    def _heard_of(self, found: Sequence[Member]) -> None:
        self.asking = False
        self._several(found)

    def _attach(self, member: Member) -> None:
        words = self.tr("Member: {0}").format(called(member))
        self._do(lambda: self._place.app.members.attach(member), lambda: words)

    def _detach(self) -> None:
        self._do(self._place.app.members.detach, lambda: self.tr("No member on the basket any more."))

    def _take_off(self, code: str) -> None:
        words = self.tr("{0} is off the basket.").format(self._coupon_name(code))
        self._do(lambda: self._place.app.coupons.take_off(code), lambda: words)

    def _coupon(self, code: str) -> None:
        place = self._place
        asked = place.app.coupons.begin(code)
        self._model.refresh()
        if not asked.use:
            self._there(asked)
            return
        self.asking = True
        words = self.tr("The hub is being asked, {0} s at most").format(f"{hub_wait(place.app.desk.store).seconds:g}")
        if self.sheet.isVisible():
            self.sheet.wait(words)
        else:
            self.said.emit(lambda: words)
        question = partial(place.app.coupons.ask, asked, place.controls.reserve_coupon)
        place.tasks.ask(question, self._heard, self._no)

    def _heard(self, answer: Answer, approver: Staff | None = None) -> None:
        self.asking = False
        try:
            self._place.app.coupons.heard(answer, approver)
        except Refused as no:
            self._model.refresh()
            if no.code == "coupon_beyond":
                self._answered(well=False)
                self._ask_second(answer, no)
            else:
                self._no(no)
            return
        self._there(answer.asked)
        self._answered(well=True)

    def _there(self, asked: Asked) -> None:
        d = next((d for d in self._coupons() if d.id == asked.coupon.code), None)
        name = self._coupon_name(asked.coupon.code)
        words = " ".join(filter(None, (name, *self._gives(d)))) if d is not None else name
        self._done(lambda: words)

    def _ask_second(self, answer: Answer, no: Refused) -> None:
        words = refusal(no, self._place.languages.language)
        self._questions.approval.ask_for("coupon_offline", words, partial(self._heard, answer))

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self._rows[row].act()

    def _do(self, act: Callable[[], object], words: Callable[[], str]) -> None:
        try:
            act()
        except Refused as no:
            self._no(no)
        else:
            self._done(words)

    def _done(self, words: Callable[[], str]) -> None:
        self._place.sounds.play("good")
        self._model.refresh()
        self.sheet.close_sheet()
        self.said.emit(words)

    def _no(self, no: Refused) -> None:
        self.asking = False
        self._answered(well=False)
        if self.sheet.isVisible():
            self._place.sounds.play("refused")
            self._model.refresh()
            self.sheet.wrong(refusal(no, self._place.languages.language))
        else:
            self._model.say_no(no)
