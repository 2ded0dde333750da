"""What the page of returns says of sales, their goods, and of how the money goes back."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from posapp.domain.sold import Sold
from ui.kit.result_list import Result
from ui.kit.tokens import State
from ui.returns.model import LineRow, Preview, SaleRow


class ReturnWords(QObject):
    """Rows and sentences in the language of now."""

    def sale(self, row: SaleRow) -> Result:
        """One of several that fit."""
        told = (row.detail, self.tr("paid at a counter, never given out") if row.owed else "")
        detail = " · ".join(part for part in told if part)
        return Result(row.receipt, row.receipt, detail, row.total, icon="undo-2" if row.owed else "receipt-text")

    def line(self, line: LineRow) -> Result:
        """Goods that may come back."""
        left = self.tr("{0} chosen").format(line.chosen) if line.chosen else ""
        shelf = self.tr("{0} on the shelf then").format(line.shelf) if line.shelf else ""
        detail = " · ".join(part for part in (line.detail, shelf) if part)
        state: State = "good" if line.left else "bad"
        icon, tint = ("circle-check", 3) if line.chosen else ("undo-2", 0)
        note = left if line.left else self.tr("none left")
        return Result(str(line.number), line.name, detail, line.worth, note, state, icon=icon, tint=tint)

    def of(self, sold: Sold | None, at: str) -> str:
        """Which sale, and who says what is left of it; `at`: when the hub said so."""
        if sold is None:
            return self.tr("as this till knows it")
        as_of = self.tr("as the hub knew it at {0}").format(at) if at else self.tr("as this till knows it")
        kind = {
            "gift": self.tr("Gift receipt"),
            "owed": self.tr("Paid at a counter for goods that are never given out: all of it goes back"),
        }.get(sold.kind, "")
        return " · ".join(part for part in (kind, sold.receipt, as_of) if part)

    def ways(self, seen: Preview | None) -> Iterator[tuple[str, str]]:
        """What becomes of coupons, seen without scrolling; (where to, how much); and the member's points.
        Of an offer that has the rest priced again both figures stand here before anybody confirms."""
        if seen is None:
            return
        for names, then in ((seen.again, self.tr("may be used again")), (seen.gone, self.tr("stays used"))):
            if names:
                yield " · ".join(names), then
        yield from zip(
            (self.tr("By the shares paid"), self.tr("The offer breaks: what stays costs more")), seen.kept, strict=False
        )
        for name, amount in seen.ways:
            yield self.tr("To {0}").format(name), amount
        if seen.reversed:
            yield self.tr("Points earned, taken back"), f"−{seen.reversed}"
        if seen.points:
            yield self.tr("Points of the member then"), seen.points
