"""Which goods come back, by scanning them: of the sale in sight, or of what the customer bought."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from posapp.contract.returns import ReturnAnswer
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.sold import Sold
from posapp.domain.typed import shown
from ui.returns.model import ReturnsModel
from ui.screen import Place


class ByGoods(QObject):
    """Beside the model, which says what is in sight."""

    chosen = Signal(int)
    """One more of this line comes back."""

    def __init__(self, place: Place, model: ReturnsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._model, self._asking = place, model, False

    def brought(self, code: str) -> bool:
        """One more of them comes back of the sale in sight; where several fit, those that have them stay. False where
        no sale is in sight, or the code is no goods'."""
        model = self._model
        try:
            found = self._place.app.checkout.find(code) if model.sales else ()
        except Refused:
            return False
        if not found:
            return False
        product, skus = found[0].product, {each.product.sku for each in found}
        fitting = _with_goods(model.sales, skus)
        if model.sold is not None:
            self._one_more(model.sold, skus, product)
        elif fitting or not model.query.member:
            self._narrowed(fitting, skus, product)
        else:
            self._ask_older(product)
        return True

    def _ask_older(self, product: Product) -> None:
        """The hub tells the newest purchases only, unless it is asked for these goods."""
        if self._asking:
            return
        search, query, before = self._place.app.return_search, self._model.query, self._model.sales
        try:
            question = search.question(query, product.sku)
        except Refused as no:  # the code of the telephone is over meanwhile
            self._model.refused.emit(no)
            return
        self._asking = True

        def told(answer: ReturnAnswer | None) -> None:
            self._asking = False
            if self._model.sales is before and self._model.sold is None:  # nobody looks for another one since
                found = search.told(answer, query) if answer is not None else ()
                self._narrowed(_with_goods(found, {product.sku}), {product.sku}, product)

        self._place.tasks.ask(partial(self._place.controls.ask_returns, question), told, lambda _no: told(None))

    def _narrowed(self, fitting: tuple[Sold, ...], skus: set[str], product: Product) -> None:
        if not fitting:
            self._model.refused.emit(Refused("return_never_bought", **_named(product)))
            return
        self._model.show(fitting)
        if self._model.sold is not None:
            self._one_more(self._model.sold, skus, product)
        else:
            self._place.sounds.play("good")

    def _one_more(self, sold: Sold, skus: set[str], product: Product) -> None:
        fits = (x for x in sold.lines if x.product.sku in skus and x.left > self._model.wanted.get(x.number, 0))
        line = next(fits, None)
        if line is None:
            self._model.refused.emit(Refused("return_not_of_sale", **_named(product)))
        else:
            self._place.sounds.play("good")
            self._model.step(line.number, 1)
            self.chosen.emit(line.number)


def _with_goods(sales: Sequence[Sold], skus: set[str]) -> tuple[Sold, ...]:
    """Those of which such goods may still come back."""
    return tuple(sold for sold in sales if any(x.product.sku in skus and x.left for x in sold.lines))


def _named(product: Product) -> dict[str, str]:
    return {"name_zh": shown(product.name("zh")), "name_en": shown(product.name("en"))}
