"""From journal entries to figures: the one arithmetic of till and hub, so that both come to the same cent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple, Protocol
from zoneinfo import ZoneInfo

import msgspec

from posapp.contract.line_ops import ENDED, LINE
from posapp.contract.ops import BasketClearedOp, LineOp, SaleOp, decode_sale
from posapp.contract.order_ops import decode_order_step
from posapp.contract.report_ops import VisitorsCountedOp
from posapp.contract.return_ops import ReturnOp
from posapp.contract.tender_ops import TenderCorrectedOp, TenderWithdrawnOp
from posapp.contract.topup_ops import decode_late_points, decode_topup
from posapp.contract.translate import line_gross
from posapp.domain.figures import Cell, Figures, Measure, Sum
from posapp.domain.journal import Entry
from posapp.domain.tender import PURSES
from posapp.domain.times import from_text

Place = tuple[str, str, str, int, str, str]
"""A cell, a measure and a name."""
Bucket = dict[tuple[Measure, str], list[int]]
"""The sums of a cell."""


class Goods(NamedTuple):
    """What a line's entry does not say: its category, and what it counts as (thousandths; what is weighed: one)."""

    category: str
    units: int


class Around(Protocol):
    """What lies around the entries that are tallied."""

    def goods(self, entry: Entry, op: SaleOp) -> Iterable[Goods]:
        """Of each line of the sale, in order."""

    def shift_at(self, seq: int) -> str:
        """The shift that was open at that entry; "" before the first."""

    def sale(self, id_: str) -> Entry | None:
        """The entry of a sale by its id."""

    def away_since(self, seq: int) -> str | None:
        """Since when the till was off the line before that entry, within the open shift; None where it was not."""


class _Act(msgspec.Struct):
    """What any entry may say of a second person."""

    approver: str = ""
    act: str = ""
    gift: bool = False
    restart: bool = False


_decode_act = msgspec.json.Decoder(_Act).decode
_decode_cleared = msgspec.json.Decoder(BasketClearedOp).decode
_decode_withdrawn = msgspec.json.Decoder(TenderWithdrawnOp).decode
_decode_visitors = msgspec.json.Decoder(VisitorsCountedOp).decode
_decode_corrected = msgspec.json.Decoder(TenderCorrectedOp).decode
_COUNTED: Final[Mapping[str, Measure]] = {
    "drawer_opened": "no_sale",
    "pin_locked": "pin_locked",
    "print_dropped": "print_dropped",
    "date_confirmed": "date_confirmed",
    "member_enrolled": "enrolled",
}
"""Entries of which only how many there were counts."""


class Tally:
    """Sums of entries, each in its cell; `zone` is the shop's."""

    def __init__(self, zone: str, around: Around) -> None:
        self._zone = ZoneInfo(zone)
        self._around = around
        self._hours: dict[str, int] = {}
        self.cells: dict[Cell, Bucket] = {}

    @property
    def sums(self) -> dict[Place, list[int]]:
        """All of them, each by its place."""
        return {(*cell, *part): value for cell, bucket in self.cells.items() for part, value in bucket.items()}

    def figures(self) -> Figures:
        """Everything in one."""
        sums: dict[tuple[str, str], Sum] = {}
        for bucket in self.cells.values():
            for part, value in bucket.items():
                sums[part] = sums.get(part, Sum()).plus(Sum(*value))
        return Figures(sums)

    def book(self, entries: Iterable[Entry]) -> None:
        """Add these; what cannot be read counts as nothing (the chain says that it is broken)."""
        for entry in entries:
            try:
                self._book(entry)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue

    def _book(self, entry: Entry) -> None:
        if entry.kind == "sale":
            self._sale(entry, decode_sale(entry.body))
            return
        cell = self._cell(entry, self._around.shift_at(entry.seq))
        special = _BOOK.get(entry.kind)
        if special is not None:
            special(self, entry, cell)
        elif entry.kind in _COUNTED:
            self._add(cell, _COUNTED[entry.kind], "", 1)
        act = _decode_act(entry.body)
        if act.approver:
            self._add(cell, "approval", f"{act.act or entry.kind}@{act.approver}", 1)

    def _cell(self, entry: Entry, shift: str, date: str = "") -> Bucket:
        moment = entry.at[:16]
        hour = self._hours.get(moment)
        if hour is None:
            hour = self._hours[moment] = from_text(entry.at).astimezone(self._zone).hour
        return self.cells.setdefault(Cell(date or entry.business_date, shift, entry.staff, hour), {})

    @staticmethod
    def _add(cell: Bucket, measure: Measure, name: str, count: int, amount: int = 0, more: int = 0) -> None:
        found = cell.get((measure, name))
        if found is None:
            cell[measure, name] = [count, amount, more]
        else:
            found[0] += count
            found[1] += amount
            found[2] += more

    def _sale(self, entry: Entry, op: SaleOp) -> None:
        cell, units, off = self._cell(entry, op.shift), 0, dict[str, int]()
        for line, goods in zip(op.lines, self._around.goods(entry, op), strict=True):
            gross, less = line_gross(line), 0
            for discount in line.off:
                less += discount.amount
                off[discount.kind] = off.get(discount.kind, 0) + discount.amount
            units += goods.units
            self._add(cell, "category", goods.category, 1, gross, gross - less)
            self._add(cell, "category_units", goods.category, 0, goods.units, line.tax)
        self._add(cell, "sale", "", 1, op.total, units)
        for kind, amount in off.items():
            self._add(cell, "discount", kind, 1, amount)
        for tax in op.taxes:
            self._add(cell, "tax", f"{tax.id}@{tax.percent}", 1, tax.base, tax.tax)
        if op.rounding:
            self._add(cell, "rounding", "", 1, op.rounding)
        if op.member is not None:
            self._add(cell, "member", "", 1, op.total)
        if op.earned:
            self._add(cell, "points", "earned" if op.earned > 0 else "reversed", 1, abs(op.earned))
        if op.back is not None:
            self._returned(cell, op, op.back)
        self._removed(cell, op.removed)
        self._tenders(cell, op)

    def _returned(self, cell: Bucket, op: SaleOp, back: ReturnOp) -> None:
        """Once a receipt, with what its goods that came back are worth; how, and why."""
        lines = {x.line: line_gross(line := op.lines[x.line - 1]) - sum(d.amount for d in line.off) for x in back.lines}
        worth = -sum(lines.values())
        self._add(cell, "return", "", 1, worth)
        if back.kind in ("none", "unseen"):
            self._add(cell, "return_kind", back.kind, 1, worth)
        for x in back.lines:
            self._add(cell, "return_reason", x.reason, 1, -lines[x.line])
            if x.excepted:
                self._add(cell, "return_excepted", f"{x.excepted}@{x.approver}", 1, -lines[x.line])
                self._add(cell, "approval", f"return_exception@{x.approver}", 1)
        if back.approver:
            self._add(cell, "approval", f"{back.by}_refund@{back.approver}", 1)

    def _removed(self, cell: Bucket, removed: Iterable[LineOp]) -> None:
        for line in removed:
            self._add(cell, "removed", "", 1, line_gross(line))

    def _tenders(self, cell: Bucket, op: SaleOp) -> None:
        if op.change:
            self._add(cell, "change", "", 1, op.change)
        for tender in op.tenders:
            if tender.amount < 0:
                self._add(cell, "refund", tender.type, 1, -tender.amount)
            else:
                self._add(cell, "tender", tender.type, 1, tender.amount)
        for drawn in op.drawn:
            tender = op.tenders[drawn.tender - 1]
            if tender.amount < 0:
                if drawn.points:
                    self._add(cell, "points", "given_back", 1, -drawn.points)
                continue
            if drawn.points:
                self._add(cell, "points", "burned", 1, drawn.points)
            if drawn.bonus:
                self._add(cell, "tender_bonus", tender.type, 1, drawn.bonus)
            if not drawn.reserved and tender.type in PURSES:
                self._add(cell, "tender_offline", tender.type, 1, tender.amount)

    # -- other kinds --------------------------------------------------------------------------------------------------

    def _cleared(self, entry: Entry, cell: Bucket) -> None:
        op = _decode_cleared(entry.body)
        if op.lines:
            self._add(cell, "void", "", 1, sum(map(line_gross, op.lines)))
        self._removed(cell, op.removed)

    def _withdrawn(self, entry: Entry, cell: Bucket) -> None:
        op = _decode_withdrawn(entry.body)
        self._add(cell, "withdrawn", op.type, 1, op.amount)

    def _corrected(self, entry: Entry, cell: Bucket) -> None:
        """It moves the tenders where the sale is, so that its shift and day say what was really taken."""
        op = _decode_corrected(entry.body)
        self._add(cell, "corrected", f"{op.was}>{op.type}", 1, op.amount)
        sale = self._around.sale(op.of)
        if sale is not None:
            at = self._cell(sale, decode_sale(sale.body).shift)
            self._add(at, "tender", op.was, -1, -op.amount)
            self._add(at, "tender", op.type, 1, op.amount)

    def _reprinted(self, entry: Entry, cell: Bucket) -> None:
        self._add(cell, "reprint", "gift" if _decode_act(entry.body).gift else "", 1)

    def _line(self, entry: Entry, cell: Bucket) -> None:
        """What ends a time off the line ends a part of it too: a shift's is its own."""
        since = self._around.away_since(entry.seq)
        if since is not None:
            self._add(cell, "offline", "", 1, max(0, _seconds(since, entry.at)))

    def _order_step(self, entry: Entry, cell: Bucket) -> None:
        op = decode_order_step(entry.body)
        self._add(cell, "pickup", op.act, 1, op.worth)

    def _topped_up(self, entry: Entry, _cell: Bucket) -> None:
        """No sale; its tenders are among the shift's."""
        op = decode_topup(entry.body)
        cell = self._cell(entry, op.shift)
        self._add(cell, "topup", op.purse if op.principal > 0 else "back", 1, op.principal, op.bonus)
        if op.rounding:
            self._add(cell, "rounding", "", 1, op.rounding)
        if op.change:
            self._add(cell, "change", "", 1, op.change)
        for tender in op.tenders:
            self._add(cell, "tender" if tender.amount > 0 else "refund", tender.type, 1, abs(tender.amount))

    def _late_points(self, entry: Entry, cell: Bucket) -> None:
        self._add(cell, "points", "earned", 1, decode_late_points(entry.body).points)

    def _visitors(self, entry: Entry, cell: Bucket) -> None:
        op = _decode_visitors(entry.body)
        at = self._cell(entry, self._around.shift_at(entry.seq), op.date)
        self._add(at, "visitors", "", 1, op.count - op.before)


def _seconds(since: str, until: str) -> int:
    begun, ended = (datetime.fromisoformat(text) for text in (since, until))
    return int((ended - begun).total_seconds())


_BOOK: Final[Mapping[str, Callable[[Tally, Entry, Bucket], None]]] = {
    "basket_cleared": Tally._cleared,
    "tender_withdrawn": Tally._withdrawn,
    "tender_corrected": Tally._corrected,
    "reprinted": Tally._reprinted,
    "visitors_counted": Tally._visitors,
    "order_step": Tally._order_step,
    "topup": Tally._topped_up,
    "late_points": Tally._late_points,
    **dict.fromkeys((*LINE, *ENDED), Tally._line),
}
