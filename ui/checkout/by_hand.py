"""Prices by hand on the register: what the sheet asks, what it comes to, and the second person where one is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from posapp.domain.cart import OrderDiscountKind, order_discount
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount, parse_quantity
from posapp.domain.store import reasons, round_off_steps
from posapp.usecases.reductions import Plan
from ui.checkout.by_hand_sheet import OF_LINE, PERCENT, ROUND_OFF, Asked, ByHandSheet
from ui.texts import MINUS, money, percent, plain, refusal

if TYPE_CHECKING:
    from posapp.domain.pricing import PricedLine
    from posapp.domain.staff import Staff
    from ui.checkout.model import CheckoutModel
    from ui.checkout.questions import Questions
    from ui.screen import Place

NO_WORDS = "…"
STANDING: Final[tuple[tuple[OrderDiscountKind, tuple[str, ...]], ...]] = (
    ("manual", ("all_percent", "all_amount")),
    ("round_off", ROUND_OFF),
)
"""By which acts of the sheet a reduction of the whole basket is given."""


class ByHand(QObject):
    """`said(words of now)` when something was given or taken back."""

    said = Signal(object)

    def __init__(self, place: Place, model: CheckoutModel, questions: Questions) -> None:
        super().__init__(questions)
        self._place, self._model, self._questions = place, model, questions
        self._line: PricedLine | None = None
        self._wired = False
        self._row = -1

    @property
    def sheet(self) -> ByHandSheet:
        """The sheet, wired when it is first needed."""
        sheet = self._questions.by_hand
        if not self._wired:
            self._wired = True
            sheet.changed.connect(self._preview)
            sheet.entered.connect(self._give)
            sheet.take_back.connect(self._take_back)
        return sheet

    # -- asking ---------------------------------------------------------------------------------------------------

    def ask(self, row: int) -> None:
        """For the chosen line and the whole basket."""
        desk, self._row = self._place.app.desk, row
        if not desk.priced.lines:
            return
        self._line = self._model.line(row)
        currency, cart = desk.store.currency, desk.basket.cart
        title = ""
        if self._line is not None:
            name = self._line.line.product.name(self._place.languages.language)
            title = f"{name} · {money(self._line.net, currency)}"
        basket = self.tr("Whole basket · {0}").format(money(desk.priced.total, currency))
        back: dict[str, str] = {}
        for kind, acts in STANDING:
            stands = order_discount(cart, kind)
            if stands is not None:
                back |= dict.fromkeys(acts, stands.by.reason or self.tr("Rounded off"))
        back |= dict.fromkeys(OF_LINE, self._given()) if self._given() else {}
        n = 0 if self._place.languages.language == "zh" else 1
        words = [reason[n] for reason in reasons(desk.store)]
        self.sheet.ask(Asked(title, basket, self._acts(), words, back, currency.digits > 0))

    def retranslate(self) -> None:
        """The sheet in the language of now, with what was typed."""
        if self._wired and self.sheet.isVisible():
            typed = self.sheet.typed()
            self.ask(self._row)
            self.sheet.type_again(*typed)

    def _given(self) -> str:
        """What was done last to the price of the line; "" for nothing."""
        line = self._line.line if self._line is not None else None
        if line is None or (line.discount is None and line.override is None):
            return ""
        by = line.discount.by if line.discount is not None else line.override_by
        return by.reason or self.tr("Shelf tag price")

    def _acts(self) -> dict[str, str]:
        store = self._place.app.desk.store
        words = {}
        if self._line is not None:
            words = {
                "price": self.tr("New price"),
                "percent": self.tr("Percent off"),
                "amount": self.tr("Amount off"),
                "tag": self.tr("Shelf tag says"),
            }
        words |= {"all_percent": self.tr("Percent off all"), "all_amount": self.tr("Amount off all")}
        if store.tax_mode == "inclusive":
            for act, step in zip(ROUND_OFF, round_off_steps(store), strict=False):
                words[act] = self.tr("Round to {0}").format(plain(step, store.currency))
        return words

    # -- what it comes to -----------------------------------------------------------------------------------------

    def _plan(self, reason: str) -> Plan:
        """What the sheet says, as a plan; Refused where it cannot be."""
        by_hand, store, sheet = self._place.app.reductions, self._place.app.desk.store, self.sheet
        act, text, digits = sheet.act, sheet.figure.text(), store.currency.digits
        if act in ROUND_OFF:
            return by_hand.round_off(round_off_steps(store)[ROUND_OFF.index(act)])
        figure = parse_quantity(text) if act in PERCENT else parse_amount(text, digits)
        share, amount = (figure, 0) if act in PERCENT else (0, figure)
        if act not in OF_LINE or self._line is None:
            return by_hand.order_discount(reason, percent=share, amount=amount)
        line = self._line.line.number
        if act in ("price", "tag"):
            return by_hand.price(line, amount, "" if act == "tag" else reason, tag=act == "tag")
        return by_hand.line_discount(line, reason, percent=share, amount=amount)

    def _preview(self) -> None:
        sheet = self.sheet
        if sheet.figure.isEnabled() and not sheet.figure.text():
            sheet.show_result("", self._hint())
            return
        try:
            plan = self._plan(sheet.reason or NO_WORDS)
        except Refused as no:
            sheet.wrong(refusal(no, self._place.languages.language))
            return
        note = refusal(plan.beyond, self._place.languages.language) if plan.beyond is not None else ""
        sheet.show_result(self._comes_to(plan), note, warns=bool(note))

    def _hint(self) -> str:
        return self.tr("F7: the next way. Tab: the keys.")

    def _comes_to(self, plan: Plan) -> str:
        op, currency = plan.op, self._place.app.desk.store.currency
        change = f"{money(op.old, currency)} → {money(op.new, currency)}"
        if op.act == "round_off":
            return f"{change}  {MINUS}{money(op.old - op.new, currency)}"
        return f"{change}  {MINUS if op.new <= op.old else '+'}{percent(op.percent)}"

    # -- deeds ----------------------------------------------------------------------------------------------------

    def _give(self) -> None:
        sheet = self.sheet
        try:
            plan = self._plan(sheet.reason)
        except Refused as no:
            self._place.sounds.play("refused")
            sheet.wrong(refusal(no, self._place.languages.language))
            return
        if plan.beyond is None:
            sheet.close_sheet()
            self._do(plan)
        else:
            self._ask_second(plan)

    def _ask_second(self, plan: Plan) -> None:
        words = [self._name_of(plan), self._comes_to(plan), plan.op.reason]
        by_hand = self._place.app.reductions
        self._questions.approval.ask_for(
            plan.act,
            "\n".join(word for word in words if word),
            partial(self._do, plan),
            fits=lambda person: by_hand.may_allow(plan, person),
            amount=max(0, plan.off),
        )

    def _name_of(self, plan: Plan) -> str:
        if plan.op.line and self._line is not None:
            return self._line.line.product.name(self._place.languages.language)
        return self.tr("Whole basket")

    def _do(self, plan: Plan, approver: Staff | None = None) -> None:
        def words() -> str:
            return f"{self._name_of(plan)}: {self._comes_to(plan)}"

        self._act(lambda: self._place.app.reductions.give(plan, approver), plan.op.line, words)

    def _take_back(self) -> None:
        line, act = self._line, self.sheet.act
        self.sheet.close_sheet()
        by_hand = self._place.app.reductions
        if act in OF_LINE and line is not None:
            number = line.line.number
            self._act(lambda: by_hand.undo_line(number), number, lambda: self.tr("The line costs what it did before."))
        else:
            self._undo_order("round_off" if act in ROUND_OFF else "manual")

    def _undo_order(self, kind: OrderDiscountKind) -> None:
        def words() -> str:
            return self.tr("Not rounded off any more.") if kind == "round_off" else self.tr("The discount is gone.")

        self._act(lambda: self._place.app.reductions.undo_order(kind), 0, words)

    def round_off(self) -> None:
        """抹零 by one key; the same key takes it back."""
        desk = self._place.app.desk
        if order_discount(desk.basket.cart, "round_off") is not None:
            self._undo_order("round_off")
            return
        try:
            plan = self._place.app.reductions.round_off()
        except Refused as no:
            self._model.say_no(no)
            return
        if plan.beyond is None:
            self._do(plan)
        else:
            self._ask_second(plan)

    def _act(self, act: Callable[[], object], line: int, words: Callable[[], str]) -> None:
        try:
            act()
        except Refused as no:
            self._model.say_no(no)
            return
        self._place.sounds.play("good")
        self._model.refresh(stand_on=line or None)
        self.said.emit(words)
