"""The answer to "why does it cost that?": asked on the worker, shown as rows; a near offer's goods can be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from posapp.domain.promotion import Promotion
from posapp.domain.typed import shown
from ui.checkout.rows import reason_word
from ui.kit.result_list import Result
from ui.texts import MINUS, money, plain, refusal

if TYPE_CHECKING:
    from posapp.domain.errors import Refused
    from posapp.domain.pricing import PricedCart
    from posapp.domain.pricing.explained import Applied, Explained, Near
    from ui.checkout.model import CheckoutModel
    from ui.checkout.offers_sheet import OffersSheet
    from ui.checkout.questions import Questions
    from ui.screen import Place


class ExplainedOffers(QObject):
    """Opens the sheet and fills it. `member_wanted` when somebody would rather be one."""

    member_wanted = Signal()

    def __init__(self, place: Place, model: CheckoutModel, questions: Questions) -> None:
        super().__init__(questions)
        self._place, self._model, self._questions = place, model, questions
        self._asked = 0
        self._priced: PricedCart | None = None
        self._near: list[Near | None] = []

    @cached_property
    def sheet(self) -> OffersSheet:
        """Made when it is first needed."""
        from ui.checkout.offers_sheet import OffersSheet

        sheet = self._questions.known(OffersSheet(self._place.theme, self._place.host))
        sheet.chosen.connect(self._chosen)
        return sheet

    def ask(self) -> None:
        """About the basket as it lies there now."""
        self._near = []
        self.sheet.ask(self.tr("Offers"), self.tr("One moment"))
        self._look()

    def _look(self) -> None:
        self._asked += 1
        number, app = self._asked, self._place.app
        self._priced = app.desk.priced
        self._place.tasks.run(app.offers.question(), lambda found: self._show(number, found), self._no)

    def _no(self, no: Refused) -> None:
        self.sheet.show_rows((), refusal(no, self._place.languages.language))

    def _show(self, number: int, found: Explained) -> None:
        """Only what was found of the basket that still lies there."""
        if number != self._asked or not self.sheet.isVisible():
            return
        applied = [*(self._applied(offer) for offer in found.applied), *self._others()]
        rows = [*applied, *map(self._nearly, found.near)]
        self._near = [*[None] * len(applied), *found.near]
        if found.as_member:
            rows.append(self._as_member(found.as_member))
        addable = [n for n, near in enumerate(self._near) if near is not None and near.product is not None]
        first = addable[0] if addable else len(rows) - 1 if found.as_member else -1
        self.sheet.show_rows(rows, self._words(bool(applied), bool(addable)), first)

    def _words(self, applied: bool, addable: bool) -> str:
        if addable:
            return self.tr("Enter or a tap on what is nearly reached rings up what is missing.")
        return "" if applied else self.tr("No offer applies to this basket.")

    def _applied(self, offer: Applied) -> Result:
        return self._result(offer.promotion.id, self._name(offer.promotion), offer.lines)

    def _result(self, key: str, name: str, lines: Sequence[tuple[int, int]]) -> Result:
        currency = self._place.app.desk.store.currency
        shares = [f"{self._line_name(line)} {_off(plain(abs(off), currency), off)}" for line, off in lines if off]
        amount = sum([off for _, off in lines])
        return Result(key, name, " · ".join(shares), _off(money(abs(amount), currency), amount), icon="tag", tint=2)

    def _others(self) -> Iterator[Result]:
        """What else makes the basket cheaper: member prices, coupons, what a person gave."""
        words, language = self._model.words, self._place.languages.language
        given: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for line in self._priced.lines if self._priced is not None else ():
            for d in line.discounts:
                if d.kind not in ("promotion", "threshold"):
                    given.setdefault((d.kind, d.id), []).append((line.line.number, d.amount))
        for (kind, rule), lines in given.items():
            coupon = self._place.app.coupons.named(rule) if kind == "coupon" else None
            name = coupon.name(language) if coupon is not None else ""
            yield self._result(rule, shown(name) or reason_word(kind, rule, words), lines)

    def _nearly(self, near: Near) -> Result:
        currency = self._place.app.desk.store.currency
        if near.product is not None:
            what = self.tr("%n more: {0}", "", near.pieces).format(near.product.name(self._place.languages.language))
        else:
            what = self.tr("Goods for {0} more").format(money(near.spend, currency))
        saves = self.tr("saves {0}").format(money(near.saves, currency))
        icon = "plus" if near.product is not None else "info"
        return Result(near.promotion.id, what, self._name(near.promotion), "", saves, "good", icon=icon, tint=1)

    def _as_member(self, saves: int) -> Result:
        words = self.tr("saves {0}").format(money(saves, self._place.app.desk.store.currency))
        return Result("member", self.tr("As a member"), "F3", "", words, "good", icon="user-round", tint=2)

    def _line_name(self, number: int) -> str:
        lines = self._priced.lines if self._priced is not None else ()
        return next((p.line.product.name(self._place.languages.language) for p in lines if p.line.number == number), "")

    def _name(self, offer: Promotion) -> str:
        zh, en = offer.name_zh, offer.name_en
        return shown((zh or en) if self._place.languages.language == "zh" else (en or zh)) or offer.id

    def _chosen(self, row: int) -> None:
        """Ring up what is missing, and look again; or say who buys."""
        if row == len(self._near):
            self.member_wanted.emit()
            return
        near = self._near[row] if 0 <= row < len(self._near) else None
        if near is None or near.product is None:
            return
        product = near.product
        if product.weighed or product.serial or product.open_price:  # these ask something first
            self.sheet.close_sheet()
            self._questions.ring_up(product)
        elif self._model.add(product.sku, str(near.pieces)):
            self._look()


def _off(words: str, amount: int) -> str:
    return f"{MINUS if amount > 0 else '+'}{words}"
