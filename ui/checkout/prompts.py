"""What to say to the member whose basket it is: up to three keys above the lines, each gone once it was pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from posapp.domain.errors import Refused
from posapp.domain.typed import shown
from posapp.usecases.prompts import MOST, Prompt
from ui.kit.buttons import Button, IconButton
from ui.kit.theme import Theme
from ui.texts import money

if TYPE_CHECKING:
    from ui.checkout.basket_panel import BasketPanel
    from ui.checkout.model import CheckoutModel
    from ui.screen import Place, Screen

ICONS: Final = {"pickup": "package", "coupon": "tag", "points": "wallet", "birthday": "gift"}


class PromptStrip(QWidget):
    """A button for each, and a cross for all of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.buttons = [Button(theme, kind="soft") for _ in range(MOST)]
        self.cross = IconButton(theme, "x", kind="quiet")
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 6)
        for button in self.buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(button, 1)
        row.addWidget(self.cross)


class Prompts(QObject):
    """Read again when the basket becomes another member's; what was put aside stays so until it does."""

    def __init__(self, place: Place, page: Screen, model: CheckoutModel, basket: BasketPanel) -> None:
        super().__init__(page)
        self._place, self._model = place, model
        self._member = ""
        self.left: list[Prompt] = []
        """Those that nobody has pressed or put aside yet."""
        self.strip = PromptStrip(place.theme)
        self.strip.hide()
        basket.add_below_customer(self.strip)
        self._keys = [page.on_key(f"Alt+{n}", partial(self._press, n - 1)) for n in range(1, MOST + 1)]
        self._off = page.on_key("Alt+0", self.put_aside)
        for number, button in enumerate(self.strip.buttons):
            button.clicked.connect(partial(self._press, number))
        self.strip.cross.clicked.connect(self.put_aside)
        model.basket.connect(self._look)

    def retranslate(self) -> None:
        """Words of now."""
        for number, key in enumerate(self._keys, 1):
            key.setText(self.tr("Hint {0} about the member").format(number))
        self._off.setText(self.tr("Put the hints aside"))
        self.strip.cross.set_label(self._off.text())
        self._show()

    def put_aside(self) -> None:
        """None of them any more, for this basket."""
        self.left = []
        self._show()

    def _look(self, *_basket: object) -> None:
        member = self._place.app.desk.basket.cart.member or ""
        if member == self._member:
            return
        self._member, self.left = member, []
        self._show()
        if member:
            found = partial(self._found, member)
            self._place.tasks.run(partial(self._place.app.prompts.of, member), found, self._no)

    def _found(self, member: str, prompts: tuple[Prompt, ...]) -> None:
        if member == self._member:
            self.left = list(prompts)
            self._show()

    def _no(self, _no: Refused) -> None:
        """Nothing to say; the sale goes on."""

    def _show(self) -> None:
        for number, (button, key) in enumerate(zip(self.strip.buttons, self._keys, strict=True)):
            there = number < len(self.left)
            button.setVisible(there)
            key.setEnabled(there)
            if there:
                prompt = self.left[number]
                words = self._words(prompt)
                button.set_icon(ICONS[prompt.kind])
                button.set_label(words)
                button.set_key(key.shortcut().toString())
                button.setToolTip(words)
        self._off.setEnabled(bool(self.left))
        self.strip.setVisible(bool(self.left))

    def _words(self, prompt: Prompt) -> str:
        if prompt.kind == "pickup":
            return self.tr("Pickup {0}").format(shown(prompt.what))
        if prompt.kind == "coupon":
            coupon = self._place.app.coupons.named(prompt.what)
            name = coupon.name(self._place.languages.language) if coupon is not None else ""
            return shown(name or prompt.what)
        if prompt.kind == "points":
            return self.tr("Points: {0}").format(money(prompt.figure, self._place.app.desk.store.currency))
        return self.tr("Birthday soon") if prompt.figure else self.tr("Birthday today")

    def _press(self, number: int) -> None:
        """Do it; what needs no doing was said."""
        if number >= len(self.left):
            return
        prompt = self.left.pop(number)
        self._show()
        if prompt.kind == "pickup":
            self._place.go("orders")
            self._place.bridge.order_wanted.emit(prompt.what)
        elif prompt.kind == "coupon":
            self._model.held_out.emit(prompt.what)
