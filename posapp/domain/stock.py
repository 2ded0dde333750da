"""Stock of other shops, and what of this one's is not for sale, as the hub last knew it."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain.sold import Disposition


@dataclass(frozen=True, slots=True)
class StockElsewhere:
    """What another shop has of a product, and how much of it is promised, in thousandths."""

    store: str
    sku: str
    on_hand: int = 0
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class StockAside:
    """What came back of a product and lies aside here, in thousandths: damaged, for the warehouse, for who supplied
    it. None of it is in what the shop has on hand."""

    sku: str
    damaged: int = 0
    warehouse: int = 0
    supplier: int = 0

    @property
    def states(self) -> dict[Disposition, int]:
        """Where something lies, and how much."""
        found: dict[Disposition, int] = {
            "damaged": self.damaged,
            "warehouse": self.warehouse,
            "supplier": self.supplier,
        }
        return {state: units for state, units in found.items() if units}
