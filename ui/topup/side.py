"""Topping up as a page offers it: both sheets, made when they are first asked for."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from posapp.domain.sale import Sale
from ui.screen import Place
from ui.topup.back_sheet import BackSheet
from ui.topup.sheet import TopUpSheet


class ToppingUp(QObject):
    """`told(words)`: money went back, and how much is to be handed over."""

    told = Signal(str)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._member, self._called = "", ""

    @cached_property
    def sheet(self) -> TopUpSheet:
        """Money in."""
        sheet = TopUpSheet(self._place)
        sheet.back_wanted.connect(lambda: self.back.ask(self._member, self._called))
        return sheet

    @cached_property
    def back(self) -> BackSheet:
        """Money out."""
        sheet = BackSheet(self._place)
        sheet.given.connect(self._given)
        return sheet

    def ask_member(self, member: str, called: str) -> None:
        """Onto the stored value of this member."""
        self._member, self._called = member, called
        self.sheet.ask_member(member, called)

    def ask_card(self) -> None:
        """Onto a gift card."""
        self._member = self._called = ""
        self.sheet.ask_card()

    def _given(self, paid: Sale) -> None:
        self._place.sounds.play("good")
        self.told.emit(self.back.words(paid))
