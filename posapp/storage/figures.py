"""Figures of this till: sums by day, shift, person and hour, kept up to an entry and added to when somebody asks.

A sale writes none of them. What lies behind the last tallied entry is tallied before a figure is read, a busy hour in a
few milliseconds; a year that was never asked for takes some seconds once. `verify` makes them anew from the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from posapp.contract.figures import Goods, Place, Tally
from posapp.contract.ops import SaleOp
from posapp.domain.figures import Figures, Part, Selection, Sum
from posapp.domain.journal import Entry
from posapp.storage.database import Database
from posapp.storage.driver import Row
from posapp.storage.journal import Journal
from posapp.storage.line_state import away_since
from posapp.storage.place import OF_ENTRIES
from posapp.storage.sale_rows import WEIGHED
from posapp.storage.schema import insert_sql

Cut = Literal["business_date", "shift", "staff", "hour"]
"""By what figures are set side by side."""

Key = tuple[str, str, str, str, str]
"""A sum's place without its hour."""

PAGE: Final = 400
_END: Final = "9999-12-31"
_COLUMNS: Final = ("business_date", "shift", "staff", "hour", "measure", "name", "count", "amount", "more")
_ADD: Final = (
    insert_sql("figure_sum", _COLUMNS) + " ON CONFLICT DO UPDATE SET count = count + excluded.count,"
    " amount = amount + excluded.amount, more = more + excluded.more"
)
_UP_TO: Final = "SELECT seq FROM figures_up_to"
_MOVE: Final = insert_sql("figures_up_to", ("id", "seq"), conflict="OR REPLACE")
_GOODS: Final = f"SELECT sale, category, kind, quantity FROM sale_line WHERE {OF_ENTRIES} ORDER BY place"
_SHIFTS: Final = "SELECT seq, id FROM shift ORDER BY seq"
_OPENED: Final = "SELECT id, staff, opened_at FROM shift"
_SELECTED: Final = (
    " FROM figure_sum WHERE business_date BETWEEN :first AND :last"
    " AND (:shift = '' OR shift = :shift) AND (:staff = '' OR staff = :staff) AND (:hour < 0 OR hour = :hour)"
)
_SUMS: Final = f"SELECT measure, name, sum(count), sum(amount), sum(more){_SELECTED} GROUP BY measure, name"
_OF_SHIFT: Final = (
    "SELECT measure, name, sum(count), sum(amount), sum(more) FROM figure_sum WHERE shift = :shift"
    " GROUP BY measure, name"
)
_CUT: Final = {
    cut: f"SELECT {cut}, measure, name, sum(count), sum(amount), sum(more){_SELECTED} GROUP BY {cut}, measure, name"
    for cut in ("business_date", "shift", "staff", "hour")
}
_ALL: Final = f"SELECT {', '.join(_COLUMNS)} FROM figure_sum"


class FigureBook:
    """The figures of one till."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def of(self, selection: Selection, zone: str) -> Figures:
        """The figures of these receipts and of what was done meanwhile; `zone` is the shop's."""
        self.tally(zone)
        return Figures(_parts(self._database.select(_SUMS, **_asked(selection))))

    def of_shift(self, shift: str, zone: str) -> Figures:
        """Of one shift, whatever dates its sales have."""
        self.tally(zone)
        return Figures(_parts(self._database.select(_OF_SHIFT, shift=shift)))

    def by(self, selection: Selection, cut: Cut, zone: str) -> list[tuple[str | int, Figures]]:
        """The same for each date, shift, person or hour that has any, in order."""
        self.tally(zone)
        found: dict[str | int, dict[Part, Sum]] = {}
        for key, measure, name, *sums in self._database.select(_CUT[cut], **_asked(selection)):
            found.setdefault(key, {})[measure, name] = Sum(*sums)
        return [(key, Figures(found[key])) for key in sorted(found, key=str if cut != "hour" else int)]

    def shifts(self) -> dict[str, tuple[str, str]]:
        """Of each shift who opened it and when (UTC ISO text)."""
        return {id_: (staff, at) for id_, staff, at in self._database.select(_OPENED)}

    def tally_some(self, zone: str) -> None:
        """One page of what happened since, while nobody is being served: so that hardly anything is left to be added
        when somebody asks, also after a year without a report."""
        if self._up_to() < self._last() - 1:
            self.tally(zone, 1)

    def tally(self, zone: str, pages: int | None = None) -> None:
        """Add what happened since, or at most so many pages of it; another thread may do the same."""
        while (after := self._up_to()) < self._last():
            if pages is not None:
                if pages == 0:
                    return
                pages -= 1
            page = self._journal.entries_after(after, PAGE)
            sums = tallied(self._database, self._journal, page, zone)
            self._database.let_writers_pass()
            with self._database.transaction(durable=False) as tx:
                if self._up_to_in(tx.execute(_UP_TO).fetchone()) != after:
                    continue  # somebody else has just added them
                tx.executemany(_ADD, [(*place, *value) for place, value in sums.items()])
                tx.execute(_MOVE, (1, page[-1].seq))

    def differ(self, zone: str) -> bool:
        """Whether what is kept is not what the journal tells; the hours are those of the zone that was the shop's."""
        up_to, after, told = self._up_to(), 0, dict[Key, list[int]]()
        while after < up_to:
            page = self._journal.entries_after(after, min(PAGE, up_to - after))
            for place, value in tallied(self._database, self._journal, page, zone).items():
                _add(told, place, value)
            after = page[-1].seq
        kept = dict[Key, list[int]]()
        for row in self._database.select(_ALL):
            _add(kept, row[:6], row[6:])
        return kept != told

    def make_anew(self, zone: str) -> None:
        """Forget the sums and take them from the journal again."""
        with self._database.transaction(durable=False) as tx:
            tx.execute("DELETE FROM figure_sum")
            tx.execute("DELETE FROM figures_up_to")
        self.tally(zone)

    def _up_to(self) -> int:
        return self._up_to_in(self._database.first(_UP_TO))

    @staticmethod
    def _up_to_in(row: Row | None) -> int:
        return int(row[0]) if row else 0

    def _last(self) -> int:
        last = self._journal.last()
        return last.seq if last else 0


def tallied(database: Database, journal: Journal, page: Sequence[Entry], zone: str) -> dict[Place, list[int]]:
    """The sums of neighbouring entries."""
    tally = Tally(zone, _Books(database, journal, page))
    tally.book(page)
    return tally.sums


class _Books:
    """What lies around a page of entries in this till's own rows."""

    def __init__(self, database: Database, journal: Journal, page: Sequence[Entry]) -> None:
        self._database, self._journal = database, journal
        self._page = {entry.seq: entry for entry in page}
        self._lines: dict[int, list[Goods]] = {}
        for sale, category, kind, quantity in database.select(_GOODS, first=page[0].seq, last=page[-1].seq):
            units = 1000 * ((quantity > 0) - (quantity < 0)) if kind & WEIGHED else quantity
            self._lines.setdefault(sale, []).append(Goods(category, units))
        self._shifts: list[tuple[int, str]] = [(seq, id_) for seq, id_ in database.select(_SHIFTS)]

    def goods(self, entry: Entry, op: SaleOp) -> Iterable[Goods]:
        """As the sale's rows keep them."""
        found = self._lines.get(entry.seq, [])
        missing = [Goods("", line.qty) for line in op.lines[len(found) :]]  # `verify` says that rows are gone
        return [*found[: len(op.lines)], *missing]

    def shift_at(self, seq: int) -> str:
        """The last one that was opened by then."""
        return next((id_ for opened, id_ in reversed(self._shifts) if opened <= seq), "")

    def sale(self, id_: str) -> Entry | None:
        """Of this till."""
        number = id_.rpartition(".")[2]
        if not number.isdecimal():
            return None
        seq = int(number)
        found = self._page.get(seq)
        entries = [found] if found is not None else self._journal.entries_after(seq - 1, 1)
        return entries[0] if entries and entries[0].kind == "sale" else None

    def away_since(self, seq: int) -> str | None:
        """As the journal tells it."""
        return away_since(self._database, seq)


def _add(sums: dict[Key, list[int]], place: Place, value: Sequence[int]) -> None:
    key = (*place[:3], *place[4:])
    known = sums.get(key, (0, 0, 0))
    sums[key] = [one + other for one, other in zip(known, value, strict=True)]


def _parts(rows: Iterable[Row]) -> dict[Part, Sum]:
    return {(measure, name): Sum(*sums) for measure, name, *sums in rows}


def _asked(selection: Selection) -> dict[str, str | int]:
    hour = -1 if selection.hour is None else selection.hour
    return {
        "first": selection.first,
        "last": selection.last or _END,
        "shift": selection.shift,
        "staff": selection.staff,
        "hour": hour,
    }
