"""Keys of the register beside the goods: bags, the price check, what there is to tell about the sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.checkout.about import AboutSale
from ui.checkout.price_check import PriceCheck
from ui.checkout.prompts import Prompts

if TYPE_CHECKING:
    from ui.checkout.basket_panel import BasketPanel
    from ui.checkout.goods_side import GoodsSide
    from ui.checkout.model import CheckoutModel
    from ui.checkout.questions import Questions
    from ui.screen import Place, Screen


class QuickKeys(QObject):
    """Each is a key, a button over the tiles, and one in the column that stands there while the tiles are away."""

    def __init__(
        self,
        place: Place,
        page: Screen,
        model: CheckoutModel,
        side: GoodsSide,
        questions: Questions,
        basket: BasketPanel,
    ) -> None:
        super().__init__(page)
        self._place, self._model, self._side, self._basket = place, model, side, basket
        self.about = AboutSale(place, model, questions, page)
        self.price_check = PriceCheck(place, side, questions, page)
        self.prompts = Prompts(place, page, model, basket)
        self.bag = page.on_key("Ctrl+B", self.about.ring_up_bag)
        self.look = page.on_key("Ctrl+I", self._look)
        self.tell = page.on_key("Ctrl+N", lambda: self.about.ask(basket.list.current))
        self.returns = page.on_key("Ctrl+R", lambda: place.go("returns"))
        for row in (basket.keys, side.panel.keys):
            row.add(self.returns, "undo-2")
        self._pairs = (
            (self.bag, side.panel.bag, "shopping-bag"),
            (self.look, side.panel.look, "info"),
            (self.tell, side.panel.tell, "pencil-line"),
        )
        self.about.said.connect(self._show_kept)
        for action, key, icon in self._pairs:
            key.clicked.connect(action.trigger)
            side.panel.keys.add(action, icon)

    def retranslate(self) -> None:
        """Every word in the language of now."""
        self.returns.setText(self.tr("Returns"))
        self.look.setText(self.tr("Price check"))
        self.tell.setText(self.tr("Note"))
        self.prompts.retranslate()
        self.show_bag()
        for action, key, _icon in self._pairs:
            key.set_label(f"{action.text()} {action.shortcut().toString()}")

    def show_bag(self) -> None:
        """A key only where the shop has bags to sell; without words the list of keys does not name it."""
        has_bags = bool(self._place.app.desk.store.bags)
        self.bag.setText(self.tr("Bag") if has_bags else "")
        self.bag.setVisible(has_bags)
        self._side.panel.bag.setVisible(has_bags)

    def _show_kept(self) -> None:
        """What is known of the sale now, until the next item."""
        self._basket.last.show_words(self.tr("Kept: {0}").format(self.about.words() or "—"))

    def _look(self) -> None:
        """At the search result under the Enter key, the chosen line, or whatever is scanned next."""
        line = self._model.line(self._basket.list.current)
        self.price_check.ask(self._side.pointed_at or (line.line.product if line is not None else None))
