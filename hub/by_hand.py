"""Prices and discounts that people gave in the sales of a batch: how much off what, and who says so. Pure.

What a reduction came off is worked out again from the sale's lines: a price by hand is measured on the list price, a
line's discount on what the line cost by then, the basket's on the lines that nobody had reduced (`order_discounts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hub.rows import Row, Rows

ACTS: Final[Mapping[str, str]] = {
    "override": "override_price",
    "tag_differs": "tag_price",
    "manual": "discount",
    "round_off": "round_off",
}
"""By which act of a role each kind of discount is given."""
_WHOLE: Final = 0
_NOBODY: Final = ("", "")


@dataclass(frozen=True, slots=True)
class Deed:
    """`off` of `base` in the sale `seq`, its `number`th; `line` 0: the whole basket; `staff` "": nobody says who."""

    seq: int
    number: int
    line: int
    kind: str
    sku: str
    off: int
    base: int
    reason: str
    staff: str
    approver: str
    surely: int
    """What is left of `off` when rounding took as much of it as it can."""


def deeds(rows: Rows) -> Iterator[Deed]:
    """All of the batch, sale by sale."""
    off = rows.given_off()
    wanted = {row[1] for row in off if row[4] in ACTS}
    lines: dict[int, list[Row]] = defaultdict(list)
    for row in rows.sale_line:
        if row[1] in wanted and not (row[1] in rows.taken_back and row[4] < 0):
            lines[row[1]].append(row)
    discounts: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in off:
        discounts[row[1:3]].append(row)
    given = {(seq, n, kind): (staff, approver) for seq, n, kind, staff, approver in rows.given}
    for seq, sold in lines.items():
        for number, deed in enumerate(_Sale(seq, given).deeds(sold, discounts), 1):
            yield replace(deed, number=number)


@dataclass(frozen=True, slots=True)
class _Sale:
    seq: int
    given: Mapping[tuple[int, int, str], tuple[str, str]]

    def deeds(self, lines: list[Row], discounts: Mapping[tuple[object, ...], list[Row]]) -> Iterator[Deed]:
        whole: dict[str, int] = defaultdict(int)
        reasons: dict[str, str] = {}
        base = 0
        for line in lines:
            number, net = line[2], line[6]
            own = reduced = (self.seq, number, "manual") in self.given
            for row in discounts.get(line[1:3], ()):
                kind, reason, amount = row[4], row[5], row[6]
                if kind == "round_off" or (kind == "manual" and not own):
                    whole[kind] += amount
                    reasons[kind] = reason
                    continue
                if kind in ACTS:
                    own = own and kind != "manual"
                    reduced = reduced or kind == "override"
                    slack = 0 if kind == "manual" else _slack(line)
                    yield self._deed(number, kind, line[3], amount, net, reason, slack)
                net -= amount
            base += 0 if reduced else net
        for kind, off in whole.items():
            yield self._deed(_WHOLE, kind, "", off, base, reasons[kind])

    def _deed(self, line: int, kind: str, sku: str, off: int, base: int, reason: str, slack: int = 0) -> Deed:
        staff, approver = self.given.get((self.seq, line, kind), _NOBODY)
        return Deed(self.seq, 0, line, kind, sku, off, base, reason, staff, approver, max(off - slack, min(off, 0)))


def _slack(line: Row) -> int:
    """A limit holds for one of the goods: half of the smallest coin for each may come together, and one more."""
    quantity: int = line[4]
    return quantity // 2000 + 1
