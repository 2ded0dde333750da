"""Completed sales: one transaction writes the receipt number, every row, the journal entry and the print job."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from posapp.contract.ops import decode_sale, encode
from posapp.contract.points_ops import left_of, loyalty_op
from posapp.contract.translate import sale_op
from posapp.contract.translate_returns import taken_back
from posapp.domain.attempt import attempt_numbered
from posapp.domain.points_rule import PointsLeft
from posapp.domain.pricing.values import PricedLine
from posapp.domain.sale import Sale, SaleDraft, receipt_number
from posapp.domain.sold import TakenBack
from posapp.storage import sale_rows
from posapp.storage.baskets import Baskets
from posapp.storage.database import Database, Transaction
from posapp.storage.enrolment import Enrolments
from posapp.storage.journal import Journal
from posapp.storage.place import OF_ENTRY, PLACES
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.refunds import Refunds
from posapp.storage.returns import Returns
from posapp.storage.sale_rows import SALE, SALE_DISCOUNT, SALE_LINE, SALE_TAX, TENDER
from posapp.storage.schema import select_sql

if TYPE_CHECKING:
    from posapp.storage.day_totals import DayTotals

_HEAD: Final = ("receipt", "at", "staff", "units", "total", "rounding")
_LAST_NUMBER: Final = "SELECT coalesce(max(receipt_no), 0) FROM sale WHERE business_date = ?"
_BY_SEQ: Final = select_sql("sale", SALE, "WHERE seq = :seq")
_PAID_OUTSIDE: Final = (
    "SELECT s.receipt FROM tender t JOIN sale s ON s.seq = t.sale WHERE t.sale > (SELECT max(seq) FROM sale) - :recent"
    " AND t.type = 'wallet_outside' AND t.reference = :reference ORDER BY t.sale DESC LIMIT 1"
)
_RECENT: Final = 20_000
"""Entries: a payment that a customer shows again is one of these weeks."""
_BY_NUMBER: Final = select_sql("sale", SALE, "WHERE business_date = :date AND receipt_no = :number")
_BY_REF: Final = select_sql("sale", SALE, "WHERE ref = :ref AND ref <> ''")
_LAST_REF: Final = select_sql("sale", ("ref",), "WHERE ref <> '' AND ref LIKE :prefix || '%' ORDER BY seq DESC LIMIT 1")
_LAST: Final = select_sql("sale", SALE, "ORDER BY seq DESC LIMIT 1")
_AFTER: Final = select_sql("sale", SALE, "WHERE seq > :seq ORDER BY seq LIMIT :most")
_DATES: Final = "SELECT DISTINCT business_date FROM sale ORDER BY business_date"
_HEADS: Final = select_sql("sale", _HEAD, "WHERE business_date = :date ORDER BY receipt_no DESC LIMIT :most")
_PAID_BY: Final = (
    f"SELECT DISTINCT place / {PLACES} FROM tender WHERE amount > 0"
    " AND (reference IN (:code, '模拟SIM ' || :code) OR attempt <> '' AND attempt = :attempt)"
    " ORDER BY place DESC LIMIT :most"
)
_THEIRS: Final = (
    "WHERE seq IN (SELECT seq FROM sale WHERE member IN (SELECT value FROM json_each(:ids))"
    " ORDER BY seq DESC LIMIT :most) ORDER BY seq DESC"
)
"""The inner question is answered by an index alone, however much somebody bought."""
_OF_MEMBERS: Final = select_sql("sale", SALE, _THEIRS)
_BOUGHT: Final = (
    f"SELECT id, receipt, at, total, (SELECT l.sku FROM sale_line l WHERE l.place BETWEEN s.seq * {PLACES}"
    f" AND s.seq * {PLACES} + {PLACES - 1} ORDER BY l.place LIMIT 1) FROM sale s {_THEIRS}"
)
_FOR: Final = select_sql("sale", SALE, "WHERE business_date >= :since AND source = :source ORDER BY seq DESC")
_LOWEST: Final = (
    "SELECT min(l.net * 1000 / l.quantity) FROM sale s JOIN sale_line l"
    f" ON l.place BETWEEN s.seq * {PLACES} AND s.seq * {PLACES} + {PLACES - 1}"
    " WHERE s.business_date >= :since AND l.sku = :sku AND l.quantity > 0 AND l.net > 0"
)
_COUNT: Final = "SELECT count(*) FROM sale"
_UP_TO: Final = "SELECT business_date, count(*), sum(total) FROM sale WHERE seq <= :seq GROUP BY business_date"
_FIRST: Final = "SELECT min(seq) FROM sale WHERE business_date = :date AND at >= :since"
_GIVEN: Final = (
    f"SELECT id, count(DISTINCT place / {PLACES}), max(place) FROM sale_discount"
    f" WHERE place >= :place AND kind IN ('promotion', 'threshold') AND amount > 0 GROUP BY id"
)
_SOLD_FROM: Final = "SELECT min(seq) FROM sale WHERE business_date >= :date"
_TAG_PRICES: Final = (
    "SELECT l.sku, l.override, l.price, s.at FROM sale_discount d JOIN sale s ON s.seq = d.sale"
    f" JOIN sale_line l ON l.place = d.sale * {PLACES} + d.line"
    " WHERE d.place >= :place AND d.kind = 'tag_differs' AND l.override IS NOT NULL ORDER BY d.place"
)
_OF_SALE: Final = f"WHERE {OF_ENTRY} ORDER BY place"
_PARTS: Final = (
    select_sql("sale_line", SALE_LINE, _OF_SALE),
    select_sql("sale_discount", SALE_DISCOUNT, _OF_SALE),
    select_sql("tender", TENDER, _OF_SALE),
    select_sql("sale_tax", SALE_TAX, _OF_SALE),
)


@dataclass(frozen=True, slots=True)
class SaleHead:
    """A sale in a list: its number, when (UTC text), who, how many units (thousandths), and what was due."""

    receipt: str
    at: str
    staff: str
    units: int
    total: int
    rounding: int

    @property
    def due(self) -> int:
        """The total with the cash rounding."""
        return self.total + self.rounding


@dataclass(frozen=True, slots=True)
class Bought:
    """A member's purchase in short: `at` UTC text, `total` in minor units, `sku` of the first goods."""

    id: str
    receipt: str
    at: str
    total: int
    sku: str


class Sales:
    """The sales of this till."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        enrolments: Enrolments,
        baskets: Baskets,
        print_jobs: PrintJobs,
        returns: Returns,
        refunds: Refunds,
    ) -> None:
        self._database = database
        self._journal = journal
        self._enrolments = enrolments
        self._baskets = baskets
        self._print_jobs = print_jobs
        self._returns = returns
        self._refunds = refunds
        self._last_number: tuple[str, int] | None = None
        self._given: tuple[tuple[str, str], int, Counter[str]] = (("", ""), 0, Counter())
        database.on_rollback(self._forget)

    def _forget(self) -> None:
        self._last_number = None

    def complete_sale(self, draft: SaleDraft, print_job: bool = True) -> Sale:
        """Commit a paid sale; when this returns it is safe on disk. A `ref` sold before gives that sale again.

        Refused("old_copy") where the number may be on paper already.
        """
        if not draft.settlement.complete:
            raise ValueError("a sale is committed when it is paid")
        with self._database.transaction() as tx:
            known = self._whole(tx.execute(_BY_REF, {"ref": draft.ref}).fetchone()) if draft.ref else None
            if known is not None:
                return known
            self._journal.must_be_current()
            seq = self._journal.next_seq(tx)
            number = self._next_number(tx, draft.business_date)
            sold = self._named(draft, seq, number)
            told = (draft.removed, draft.discounts, draft.coupons, draft.counted, draft.page, draft.offers)
            op = sale_op(sold, *told, loyalty_op(draft.earning, draft.points_left))
            self._journal.append(tx, "sale", encode(op), sold.at, sold.business_date, sold.staff)
            for statement, rows in sale_rows.rows(seq, number, sold):
                tx.executemany(statement, rows)
            if sold.back is not None and op.back is not None:
                self._returns.note_in(tx, seq, sold.back, op.back, sold.business_date)
                self._refunds.begin_in(tx, sold)
            if print_job:
                self._print_jobs.add(tx, "receipt", sold.receipt, sold.at)
                if sold.back is not None:
                    self._print_jobs.add(tx, "came_back", sold.receipt, sold.at)
            self._baskets.remove(tx)
            self._last_number = (draft.business_date, number)
            tx.touch("sales")
        return sold

    def _next_number(self, tx: Transaction, date: str) -> int:
        if self._last_number is None or self._last_number[0] != date:
            row = tx.execute(_LAST_NUMBER, (date,)).fetchone()
            self._last_number = (date, row[0] if row else 0)
        return self._last_number[1] + 1

    def _named(self, draft: SaleDraft, seq: int, number: int) -> Sale:
        till = self._enrolments.required()
        return Sale(
            id=f"{till.till}.{seq}",
            receipt=receipt_number(till.store, till.register, draft.business_date, number),
            shift=draft.shift,
            staff=draft.staff,
            business_date=draft.business_date,
            at=draft.at,
            currency=draft.currency,
            priced=draft.priced,
            tenders=draft.tenders,
            settlement=draft.settlement,
            member=draft.member,
            ref=draft.ref,
            note=draft.note,
            source=draft.source,
            associate=draft.associate,
            earned=draft.earned,
            back=draft.back,
        )

    # ------------------------------------------------------------ reading

    def paid_outside(self, reference: str) -> str:
        """The receipt that wallet money under this number paid lately; "" where there is none."""
        row = self._database.first(_PAID_OUTSIDE, reference=reference, recent=_RECENT)
        return str(row[0]) if row else ""

    def by_receipt(self, receipt: str) -> Sale | None:
        """The sale with this printed number, or None if this till has none."""
        date, _, number = receipt.strip().rpartition("-")
        day = date.rpartition("-")[2]
        if not (number.isascii() and number.isdigit() and len(day) == 8 and len(number) < 10):
            return None
        row = self._database.first(_BY_NUMBER, date=f"{day[:4]}-{day[4:6]}-{day[6:]}", number=int(number))
        return self._whole(row) if row is not None and row[2] == receipt.strip() else None

    def by_seq(self, seq: int) -> Sale | None:
        """The sale that this journal entry tells of, or None."""
        return self._whole(self._database.first(_BY_SEQ, seq=seq))

    def page(self, sale: Sale) -> str:
        """The token of the receipt's page, as the journal tells it; "" where the receipt has none."""
        entries = self._journal.entries_after(int(sale.id.rpartition(".")[2]) - 1, 1)
        return decode_sale(entries[0].body).page if entries else ""

    def points_left(self, sale: Sale) -> PointsLeft | None:
        """What the member had after it, as the journal tells it; None where this till did not know."""
        entries = self._journal.entries_after(int(sale.id.rpartition(".")[2]) - 1, 1)
        return left_of(decode_sale(entries[0].body).loyalty) if entries and sale.member else None

    def by_ref(self, ref: str) -> Sale | None:
        """The sale that was imported or scripted under this reference, or None."""
        return self._whole(self._database.first(_BY_REF, ref=ref))

    def last_ref(self, prefix: str) -> str | None:
        """The reference of the newest sale whose reference begins so, or None."""
        row = self._database.first(_LAST_REF, prefix=prefix)
        return str(row[0]) if row else None

    def last_sale(self) -> Sale | None:
        """The newest sale, or None."""
        return self._whole(self._database.first(_LAST))

    def after(self, seq: int, limit: int) -> list[Sale]:
        """At most `limit` sales whose journal number follows `seq`, in order."""
        rows = self._database.select(_AFTER, seq=seq, most=limit)
        return [found for found in map(self._whole, rows) if found is not None]

    def newest(self, business_date: str, limit: int) -> list[SaleHead]:
        """At most `limit` sales of one business date, the newest first."""
        return [SaleHead(*row) for row in self._database.select(_HEADS, date=business_date, most=limit)]

    def _whole(self, head: tuple[Any, ...] | None) -> Sale | None:
        if head is None:
            return None
        parts = [self._database.few(s, seq=head[0]) for s in _PARTS]
        sale = sale_rows.read(head, *parts)
        return replace(sale, back=self._back(head[0], sale.lines)) if _takes_back(sale) else sale

    def _back(self, seq: int, lines: Sequence[PricedLine]) -> TakenBack | None:
        return taken_back(self._returns.told(seq), lines)

    def paid_by(self, reference: str, most: int) -> list[Sale]:
        """Those with a tender of this reference, as a wallet or a card terminal gave it, or of the attempt that a
        wallet knows under this number of ours; through all of them, since nobody asks often."""
        attempt = attempt_numbered(reference)
        rows = self._database.select(_PAID_BY, code=reference, attempt=attempt, most=most)
        return [sale for row in rows if (sale := self.by_seq(int(row[0]))) is not None]

    def bought(self, ids: Iterable[str], most: int) -> list[Bought]:
        """The newest ones of a member, whatever ids they have, in short."""
        rows = self._database.select(_BOUGHT, ids=json.dumps(list(ids)), most=most)
        return [Bought(id_, receipt, at, total, sku or "") for id_, receipt, at, total, sku in rows]

    def of_members(self, ids: Iterable[str], most: int) -> list[Sale]:
        """The newest ones of a member, whatever ids they have."""
        rows = self._database.select(_OF_MEMBERS, ids=json.dumps(list(ids)), most=most)
        return [sale for sale in map(self._whole, rows) if sale is not None]

    def for_source(self, source: str, since: str) -> list[Sale]:
        """Those since that business date which say that this brought the customer here, the newest first."""
        rows = self._database.select(_FOR, source=source, since=since)
        return [sale for sale in map(self._whole, rows) if sale is not None]

    def lowest(self, sku: str, since: str) -> int | None:
        """The lowest price at which this till has sold one of these since that business date."""
        found = self._database.select(_LOWEST, sku=sku, since=since)[0][0]
        return None if found is None else int(found)

    def count(self) -> int:
        """How many sales this till has made."""
        return int(self._database.select(_COUNT)[0][0])

    def up_to(self, seq: int) -> list[tuple[str, int, int]]:
        """(business date, sales, total) of what the journal's entries up to this number tell of."""
        return [(date, count, total) for date, count, total in self._database.select(_UP_TO, seq=seq)]

    def business_dates(self) -> list[str]:
        """The dates that have sales, in order."""
        return [row[0] for row in self._database.select(_DATES)]

    def offers_given(self, business_date: str, since: str = "") -> Mapping[str, int]:
        """In how many of this till's sales of the date, the newest one, each offer applied; reads only what is new.
        `since` (UTC text): only of those sold then or later, where a shift was left open over the end of its day."""
        days, place, given = self._given
        if days != (business_date, since):
            first = self._database.select(_FIRST, date=business_date, since=since)[0][0]
            if first is None:
                return {}
            place, given = first * PLACES, Counter()
        for id_, sales, last in self._database.select(_GIVEN, place=place):
            given[id_] += sales
            place = max(place, last - last % PLACES + PLACES)
        self._given = ((business_date, since), place, given)
        return given

    def tag_prices(self, business_date: str) -> list[tuple[str, int, int, str]]:
        """What was sold at the price of a tag since that day: (product, tag's price, the system's, when)."""
        first = self._database.few(_SOLD_FROM, date=business_date)[0][0]
        if first is None:
            return []
        rows = self._database.select(_TAG_PRICES, place=first * PLACES)
        return [(sku, tag, price, at) for sku, tag, price, at in rows]

    def totals(self, business_date: str) -> DayTotals:
        """The sums of one business date."""
        from posapp.storage.day_totals import day_totals  # SQLAlchemy: not on the way to the first scan

        return day_totals(self._database, business_date)


def _takes_back(sale: Sale) -> bool:
    return any(line.line.quantity < 0 for line in sale.lines)
