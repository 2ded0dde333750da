"""Labels to replace, as ready words; ticking off and printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.shelf_label import PriceChange
from ui.checkout.rows import variant
from ui.screen import Place
from ui.texts import date_clock_text, plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label; `comes`: its price is not in force yet; `seen`: a customer paid what it says."""

    change: PriceChange
    name: str
    sku: str
    prices: str
    since: str
    comes: bool
    seen: bool = False


class LabelsModel(QObject):
    """The list is read on the worker; so is a label ticked off."""

    listed = Signal(list)
    printed = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place

    def reload(self) -> None:
        """Read the list again."""
        self._work(self._read, self.listed.emit)

    def _read(self) -> list[LabelRow]:
        return [self._row(change) for change in self._place.app.shelf_labels.due()]

    def _row(self, change: PriceChange) -> LabelRow:
        desk, product = self._place.app.desk, change.product
        currency = desk.store.currency
        return LabelRow(
            change,
            " ".join((product.name(self._place.languages.language), *variant(product))),
            product.sku,
            f"{plain(change.old, currency)} → {plain(change.new, currency)}",
            date_clock_text(change.since, desk.store.timezone),
            change.since > desk.now_text(),
            change.seen,
        )

    def tick(self, row: LabelRow) -> None:
        """The new label hangs there."""
        self._work(lambda: self._place.app.shelf_labels.replaced(row.change), lambda _: self.reload())

    def print_list(self) -> None:
        """On the receipt printer."""
        self._work(self._place.app.shelf_labels.print_list, lambda _: self.printed.emit())

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._place.tasks.run(job, done, self._said_no)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.refused.emit(no)
