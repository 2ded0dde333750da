"""Are the books whole? The chain unbroken, the rows of each sale, shift, held basket and payment attempt as the
journal tells them, receipt numbers without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from posapp.contract.ops import DiscountOp, LineOp, SaleOp, TaxOp, TenderOp, decode_sale, encode
from posapp.contract.tender_ops import PaymentMovedOp
from posapp.contract.translate import drawn_ops, extended, told_attempts
from posapp.domain.journal import GENESIS, Entry, broken_at
from posapp.storage.driver import Row
from posapp.storage.place import OF_ENTRIES
from posapp.storage.sale_rows import UNLISTED, WEIGHED
from posapp.storage.till import TillStore
from posapp.storage.verify_attempts import asked_differing, last_told, states_differing
from posapp.storage.verify_corrections import corrections_differing
from posapp.storage.verify_holds import holds_differing, strays
from posapp.storage.verify_refunds import off_differing, off_told, payouts_differing, refunds_differing
from posapp.storage.verify_shifts import shifts_astray, shifts_differing
from posapp.storage.verify_topups import topup_gaps, topups_astray, topups_differing

_RANGE: Final = "seq BETWEEN :first AND :last ORDER BY seq"
_PLACES: Final = f"{OF_ENTRIES} ORDER BY place"
_HEADS: Final = (
    "SELECT seq, at, business_date, staff, id, receipt, shift, total, rounding, change, member, currency,"
    f" note, source, associate, earned, gross, discount, tax, units, paid FROM sale WHERE {_RANGE}"
)
_PARTS: Final = (
    "SELECT sale, number, sku, unit, quantity, gross, tax, tax_id, kind, code,"
    " coalesce(nullif(name_zh, ''), nullif(name_en, ''), sku), category, serial, associate, rung, net"
    f" FROM sale_line WHERE {_PLACES}",
    f"SELECT sale, line, kind, id, amount FROM sale_discount WHERE {_PLACES}",
    f"SELECT sale, type, amount, reference, attempt, account, points, bonus, reserved FROM tender WHERE {_PLACES}",
    f"SELECT sale, tax_id, percent, base, tax FROM sale_tax WHERE {_PLACES}",
    f"SELECT seq, number, sku, quantity FROM stock_move WHERE {_PLACES}",
)
_GAPS: Final = (
    "SELECT business_date FROM sale GROUP BY business_date HAVING max(receipt_no) <> count(*) ORDER BY business_date"
)
_STRAY: Final = (
    "SELECT seq FROM sale WHERE seq NOT IN (SELECT seq FROM journal WHERE kind = 'sale') ORDER BY seq LIMIT 20"
)
PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `broken_at`: the first entry whose number or seal is wrong; `differing`: numbers of sales,
    shifts, cash moves and held baskets whose rows are not what the journal tells; `gaps`: business dates on which a
    receipt number is missing; `sums`: whether what reports are made of is what the journal tells.
    """

    entries: int
    sales: int
    broken_at: int | None = None
    differing: tuple[int, ...] = ()
    gaps: tuple[str, ...] = ()
    sums: bool = True

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return self.broken_at is None and not self.differing and not self.gaps and self.sums


def verify(store: TillStore, after: int = 0, most: int | None = None) -> Verdict:
    """Check the entries that follow number `after`: at most `most` of them (when idle), or all and every page too.

    Refused("damaged_database") when a page cannot be read.
    """
    if most is None:
        store.database.check_pages()
    entries, sales, broken, before, last = 0, 0, None, _seal_of(store, after), after
    differing = {row[0] for row in store.database.select(_STRAY)} | set(strays(store)) | set(shifts_astray(store))
    differing.update(topups_astray(store))
    told: dict[int, PaymentMovedOp] = {}
    off: dict[int, bool] = {}
    for page in _pages(store, after, most):
        if broken is None:
            broken = broken_at(store.journal.till, page, before, last)
        before, last = page[-1].hash, page[-1].seq
        sold = [entry for entry in page if entry.kind == "sale"]
        differing.update(_differing(store, sold))
        differing.update(shifts_differing(store, page))
        differing.update(holds_differing(store, page))
        differing.update(corrections_differing(store, page))
        differing.update(asked_differing(store, page))
        differing.update(refunds_differing(store, page))
        differing.update(payouts_differing(store, page))
        differing.update(topups_differing(store, page))
        last_told(page, told)
        off_told(page, off)
        entries, sales = entries + len(page), sales + len(sold)
    if after == 0 and most is None:
        differing.update(states_differing(store, told))
        differing.update(off_differing(store, off))
    gaps = (*(row[0] for row in store.database.select(_GAPS)), *topup_gaps(store))
    sums = after > 0 or most is not None or not figures_differ(store)
    return Verdict(entries, sales, broken, tuple(sorted(differing)), gaps, sums)


def figures_differ(store: TillStore) -> bool:
    """Whether the sums are not those of the journal; a till that has never heard of its shop has none."""
    return store.settings.known() and store.figures.differ(store.settings.store().timezone)


def _pages(store: TillStore, after: int, most: int | None) -> Iterator[list[Entry]]:
    """The entries to be checked, some hundreds at a time: a till's whole history need not fit into memory."""
    left = most
    while page := store.journal.entries_after(after, PAGE if left is None else min(PAGE, left)):
        yield page
        after = page[-1].seq
        left = None if left is None else left - len(page)


def _seal_of(store: TillStore, seq: int) -> bytes:
    found = store.journal.entries_after(seq - 1, 1) if seq else []
    return found[0].hash if found else GENESIS


def _differing(store: TillStore, sold: list[Entry]) -> Iterator[int]:
    """The numbers of those whose rows are not as told. Each table is read once for all of them."""
    if not sold:
        return
    first, last = sold[0].seq, sold[-1].seq
    heads = {row[0]: row for row in store.database.select(_HEADS, first=first, last=last)}
    parts = [_by_number(store.database.select(part, first=first, last=last)) for part in _PARTS]
    for entry in sold:
        head, rows = heads.get(entry.seq), [part.get(entry.seq, []) for part in parts]
        right = head is not None and _as_stored(entry, head, rows) and _adds_up(head, *rows[:3])
        if head is None or not right or not _as_told(entry, _op_of(head, *rows[:4])):
            yield entry.seq


def _by_number(rows: list[Row]) -> dict[int, list[Row]]:
    gathered: dict[int, list[Row]] = {}
    for row in rows:
        gathered.setdefault(row[0], []).append(row)
    return gathered


def _as_stored(entry: Entry, head: Row, rows: list[list[Row]]) -> bool:
    moves = [(line[0], line[1], line[2], -line[4]) for line in rows[0] if not line[8] & UNLISTED]
    return head[1:4] == (entry.at, entry.business_date, entry.staff) and moves == rows[4]


def _adds_up(head: Row, lines: list[Row], discounts: list[Row], tenders: list[Row]) -> bool:
    """Whether the sums that lie beside what they are made of are right; the journal does not tell them."""
    off: dict[int, int] = {}
    for _, line, _, _, amount in discounts:
        off[line] = off.get(line, 0) + amount
    gross = sum([line[5] for line in lines])
    units = sum([(1000 if line[4] > 0 else -1000) if line[8] & WEIGHED else line[4] for line in lines])
    sums = (gross, sum(off.values()), sum([line[6] for line in lines]), units, sum([t[2] for t in tenders]))
    return head[16:] == sums and all(line[15] == line[5] - off.get(line[1], 0) for line in lines)


def _as_told(entry: Entry, stored: SaleOp) -> bool:
    if encode(stored) == entry.body:  # nearly always, and much faster than reading the body
        return True
    try:
        told = decode_sale(entry.body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    # what was removed, who gave which price, what released a purse, what the hub kept coupons by, the page's token, the
    # offers that returns go by, and by which rule points were earned: in the journal only
    drawn = tuple(msgspec.structs.replace(one, proof="", name="") for one in told.drawn)
    apart = msgspec.structs.replace(told, removed=(), given=(), coupons=(), counted=(), page="", drawn=drawn, back=None)
    return msgspec.structs.replace(apart, offers=(), loyalty=None) == stored


def _op_of(head: Row, lines: list[Row], discounts: list[Row], tenders: list[Row], taxes: list[Row]) -> SaleOp:
    """What rows tell, as `translate.sale_op` would say it; by way of the sale itself it takes three times as long."""
    off: dict[int, list[DiscountOp]] = {}
    for _, line, kind, rule, amount in discounts:
        off.setdefault(line, []).append(DiscountOp(kind, rule, amount))
    _, _, _, _, id_, receipt, shift, total, rounding, change, member, currency, note, source, associate, earned = head[
        :16
    ]
    return SaleOp(
        id=id_,
        receipt=receipt,
        shift=shift,
        lines=tuple([_line_op(line, tuple(off.get(line[1], ()))) for line in lines]),
        total=total,
        tenders=tuple([TenderOp(*row[1:4]) for row in tenders]),
        taxes=tuple([TaxOp(*row[1:]) for row in taxes]),
        rounding=rounding,
        change=change,
        member=member,
        currency=currency,
        attempts=told_attempts([row[4] for row in tenders]),
        note=note,
        source=source,
        associate=associate,
        drawn=drawn_ops([(row[5], row[6], row[7], row[8], "", "") for row in tenders]),
        earned=earned,
    )


def _line_op(row: Row, off: tuple[DiscountOp, ...]) -> LineOp:
    _, _, sku, unit, quantity, gross, tax, tax_id, kind, code, name, category, serial, associate, rung = row[:15]
    told = None if gross == extended(unit, quantity) else gross
    if not kind & UNLISTED:
        name = category = ""
    return LineOp(sku, unit, quantity, told, off, tax, tax_id, code, name, category, serial, associate, rung)
