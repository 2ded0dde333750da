"""Held baskets of the shop as ready words; one is recalled after the hub was asked, where it can be."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posapp.domain.cart import UNIT
from posapp.domain.errors import Refused
from posapp.domain.hold import HeldGoods, Hold
from posapp.domain.money import format_quantity
from posapp.domain.store import hub_wait
from posapp.domain.times import from_text
from posapp.domain.typed import shown
from posapp.usecases.holds import Word
from ui.screen import Place
from ui.texts import money


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One held basket. `register` is "" for this till's own; `taker` and `taken_at` (the register) are "" while nobody
    else has it; `freed` is the register that had it until head office set it free."""

    id: str
    label: str
    goods: str
    total: str
    person: str
    minutes: int
    register: str
    taker: str = ""
    taken_at: str = ""
    freed: str = ""


class HoldsModel(QObject):
    """The list is read on the worker; the hub is asked on a thread of its own."""

    listed = Signal(list)
    asking = Signal(float)
    """The hub is being asked for a basket, for so many seconds at most."""
    recalled = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._asked = ""

    def reload(self) -> None:
        """Read the list again."""
        self._place.tasks.run(self._read, self.listed.emit, self._said_no)

    @property
    def away(self) -> bool:
        """Whether the hub was out of reach, or switched off, when it was tried last."""
        status = self._place.controls.line_status()
        return status is not None and status.state in ("offline", "refused")

    def _read(self) -> list[HoldRow]:
        return [self._row(hold) for hold in self._place.app.holds.listed()]

    def _row(self, hold: Hold) -> HoldRow:
        app, taken = self._place.app, hold.taken
        minutes = (app.clock.now() - from_text(hold.at)).total_seconds() // 60
        elsewhere = taken if taken is not None and taken.till != app.till.journal.till else None
        return HoldRow(
            id=hold.id,
            label=shown(hold.label),
            goods=(", " if self._place.languages.language == "en" else "、").join(map(self._goods, hold.goods)),
            total=money(hold.total, app.desk.store.currency),
            person=self._name(hold.staff),
            minutes=max(0, int(minutes)),
            register="" if app.holds.is_own(hold) else hold.register,
            taker=self._name(elsewhere.staff) if elsewhere else "",
            taken_at=elsewhere.register if elsewhere else "",
            freed=hold.freed,
        )

    def _goods(self, goods: HeldGoods) -> str:
        product = None if goods.name else self._place.app.catalog.by_sku(goods.sku)
        name = shown(goods.name) or (product.name(self._place.languages.language) if product else shown(goods.sku))
        return name if goods.quantity == UNIT else f"{name} × {format_quantity(goods.quantity)}"

    def _name(self, person: str) -> str:
        known = self._place.app.till.staff.by_id(person)
        return known.name if known else shown(person)

    def recall(self, row: HoldRow) -> None:
        """Ask whoever must be asked, then lay it on the counter; a second tap while that runs asks nobody."""
        if self._asked:
            return
        place, self._asked = self._place, row.id
        self.asking.emit(hub_wait(place.app.desk.store).total_seconds())
        place.tasks.ask(lambda: place.app.holds.ask(row.id, place.controls.take_hold), self._lay, self._said_no)

    def _lay(self, word: Word) -> None:
        asked, self._asked = self._asked, ""
        try:
            self._place.app.holds.lay(asked, word)
        except Refused as no:
            self._said_no(no)
        else:
            self.recalled.emit()

    def _said_no(self, no: Refused) -> None:
        self._asked = ""
        self._place.sounds.play("refused")
        self.refused.emit(no)
        if no.code in ("hold_taken", "hold_unknown"):
            self.reload()
            self._place.controls.sync_now()
