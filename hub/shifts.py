"""Shifts in the hub's books: opened, closed, cash that moved. A Z is compared with what the hub itself has booked of
the shift, to the cent; where they differ the till's Z stands, and head office sees it. No database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

import msgspec

from hub import cash_refunds, exceptions
from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import TenderOp, decode_refund_paid_out, encode
from posapp.contract.refund_ops import RefundPaidOutOp
from posapp.contract.shift_ops import (
    CashMovedOp,
    HoldDiscardedOp,
    KindSumOp,
    ShiftClosedOp,
    ShiftOpenedOp,
    decode_cash_moved,
    decode_hold_discarded,
    decode_shift_closed,
    decode_shift_opened,
)
from posapp.contract.suspension_ops import ShiftSuspendedOp, decode_shift_suspended
from posapp.domain.cash import INTO, MOVES, PAYOUT
from posapp.domain.errors import Refused

T = TypeVar("T")


class _Step(msgspec.Struct):
    """What is counted of a step."""

    act: str
    worth: int = 0


_decode_step = msgspec.json.Decoder(_Step).decode
_decode_tenders = msgspec.json.Decoder(tuple[TenderOp, ...]).decode
Origin = tuple[str, str, str]
"""Store, till, the hub's time."""


class Read(Protocol):
    """Reads the entry's body by a decoder; Refused("entry_malformed")."""

    def __call__(self, decode: Callable[[bytes], T], /) -> T: ...


@dataclass(slots=True)
class Sold:
    """What is booked of a shift. `start` None: the hub has not heard of its opening."""

    start: int | None = None
    last_z: int = 0
    sales: int = 0
    total: int = 0
    tax: int = 0
    rounding: int = 0
    gross: int = 0
    discount: int = 0
    moved: int = 0
    handed_over: int = 0
    handed_worth: int = 0
    tenders: dict[str, int] = field(default_factory=dict)
    taxes: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def pay(self, type_: str, amount: int) -> None:
        """So much more was paid by it (below zero: less)."""
        self.tenders[type_] = self.tenders.get(type_, 0) + amount

    def tax_on(self, id_: str, percent: int, base: int, tax: int) -> None:
        """So much more of a tax."""
        known = self.taxes.get((id_, percent), (0, 0))
        self.taxes[id_, percent] = (known[0] + base, known[1] + tax)

    def top_up(self, rounding: int, change: int, tenders: str) -> None:
        """Money that was put onto a balance, or given back of it; `tenders` as the table keeps them."""
        self.rounding += rounding
        self.pay("cash", -change)
        for tender in _decode_tenders(tenders):
            self.pay(tender.type, tender.amount)

    def move(self, kind: str, amount: int) -> None:
        """Cash moved."""
        self.moved += amount if kind in INTO else -amount

    def step(self, body: str) -> None:
        """Something was done with an online order (`OrderStepRow`)."""
        said = _decode_step(body)
        if said.act == "hand_over":
            self.handed_over, self.handed_worth = self.handed_over + 1, self.handed_worth + said.worth

    def after(self, earlier: Sold) -> None:
        """The same shift went on from what an earlier part of it had come to, with the cash that was in the drawer."""
        self.start = earlier.start
        self.sales, self.moved = self.sales + earlier.sales, self.moved + earlier.moved
        self.total, self.tax = self.total + earlier.total, self.tax + earlier.tax
        self.gross, self.discount = self.gross + earlier.gross, self.discount + earlier.discount
        self.rounding += earlier.rounding
        self.handed_over += earlier.handed_over
        self.handed_worth += earlier.handed_worth
        for type_, amount in earlier.tenders.items():
            self.pay(type_, amount)
        for (id_, percent), (base, tax) in earlier.taxes.items():
            self.tax_on(id_, percent, base, tax)


class Books(cash_refunds.Books, Protocol):
    """The part of hub.booking.Books that is asked here."""

    def shift_sold(self, shift: str) -> Sold:
        """What was booked of a shift of the till before this batch."""

    def shift_before(self, shift: str) -> list[Sold]:
        """What was booked of the parts of a shift before this one, the newest first."""

    def resume(self, part: str, shift: str) -> tuple[str, str] | None:
        """Notes that the till's shift goes on with the part, unless that is another's: (till, person) of that one,
        ("", "") where the hub knows of no such part."""

    def recall(self, hold: str, seq: int, staff: str, at: str) -> tuple[str, int, str]:
        """Notes that the till's entry recalled the hold, unless another did; (till, number, person) of the first."""


KINDS: Final = ("shift_opened", "shift_suspended", "cash_moved", "refund_paid_out", "shift_closed", "hold_discarded")
"""What is booked here."""


def book(rows: Rows, origin: Origin, books: Books, entry: WireEntry, read: Read) -> None:
    """Adds the entry's rows; Refused leaves them as they were."""
    if entry.kind == "shift_opened":
        _opened(rows, origin, books, entry, read(decode_shift_opened))
    elif entry.kind == "shift_suspended":
        _suspended(rows, origin, entry, read(decode_shift_suspended))
    elif entry.kind == "cash_moved":
        _moved(rows, origin, books, entry, read(decode_cash_moved))
    elif entry.kind == "refund_paid_out":
        _paid_out(rows, origin, entry, read(decode_refund_paid_out))
    elif entry.kind == "shift_closed":
        _closed(rows, origin, books, entry, read(decode_shift_closed))
    else:
        _discarded(origin, books, entry, read(decode_hold_discarded))


def _opened(rows: Rows, origin: Origin, books: Books, entry: WireEntry, op: ShiftOpenedOp) -> None:
    """One that goes on with a part which another till has is seen: two drawers say the same money."""
    store, till, _ = origin
    if op.id != f"{till}.{entry.seq}":
        raise Refused("entry_malformed")
    owner = op.owner or entry.staff
    rows.shift.append((till, entry.seq, store, op.id, entry.business_date, owner, entry.at, op.float_amount))
    other = books.resume(op.resumes, op.id) if op.resumes else None
    if other is not None:
        about: dict[str, str | int] = {"shift": op.resumes, "first": other[0]}
        people = tuple(filter(None, (other[1], owner)))
        exceptions.note(rows, "shift_twice", origin, entry, about, amount=op.float_amount, people=people)


def _suspended(rows: Rows, origin: Origin, entry: WireEntry, op: ShiftSuspendedOp) -> None:
    """It stands still until a till of the store asks for it."""
    store, till, _ = origin
    said = op.report
    if not _own(op.id, origin) or said.shift != op.id:
        raise Refused("entry_malformed")
    head = (store, op.id, till, int(op.id.rpartition(".")[2]), entry.seq, said.opened_by, said.business_date)
    rows.shift_away.append((*head, said.opened_at, entry.at, encode(op).decode(), "", "", "", ""))


def _moved(rows: Rows, origin: Origin, books: Books, entry: WireEntry, op: CashMovedOp) -> None:
    if op.id != f"{origin[1]}.{entry.seq}" or op.kind not in MOVES or op.amount <= 0 or not _own(op.shift, origin):
        raise Refused("entry_malformed")
    rows.cash_move.append((origin[1], entry.seq, op.shift, op.kind, op.reason, op.amount))
    if op.kind == "refund" and op.of:
        cash_refunds.book(rows, origin, books, entry, op)


def _paid_out(rows: Rows, origin: Origin, entry: WireEntry, op: RefundPaidOutOp) -> None:
    if op.type == "cash" and _own(op.shift, origin):
        rows.cash_move.append((origin[1], entry.seq, op.shift, PAYOUT, "", op.amount))


def _closed(rows: Rows, origin: Origin, books: Books, entry: WireEntry, op: ShiftClosedOp) -> None:
    store, till, _ = origin
    if not _own(op.id, origin) or op.report.shift != op.id or op.z <= 0:
        raise Refused("entry_malformed")
    known = _with_batch(books.shift_sold(op.id), rows, till, op.id)
    for earlier in books.shift_before(op.id):
        known.after(earlier)
    said = op.report
    sums = (said.sales, said.total, said.tax, said.rounding, said.cash.expected, op.counted, op.left, int(op.forced))
    head = (till, entry.seq, store, op.id, entry.business_date, op.name, entry.staff, entry.at)
    opened = int(op.id.rpartition(".")[2])
    rows.shift_close.append((*head, opened, op.z, *sums))
    wrong = list(_differences(known, op))
    if wrong:
        name, ours, theirs = wrong[0]
        about: dict[str, str | int] = {"z": op.name, "what": ", ".join(dict.fromkeys(w[0] for w in wrong))}
        about |= {"of": name, "till": theirs, "hub": ours}
        exceptions.note(rows, "z_differs", origin, entry, about, amount=theirs - ours)


def _discarded(origin: Origin, books: Books, entry: WireEntry, op: HoldDiscardedOp) -> None:
    """Nobody recalls it any more; whoever has it on a counter already keeps it."""
    books.recall(op.hold, entry.seq, entry.staff, origin[2])


def _own(shift: str, origin: Origin) -> bool:
    till, _, number = shift.rpartition(".")
    return till == origin[1] and number.isdecimal() and len(number) < 16


def _with_batch(found: Sold, rows: Rows, till: str, shift: str) -> Sold:
    """And what came in the same batch, which is not in the books yet."""
    opened = int(shift.rpartition(".")[2])
    heads = {row[1]: row for row in rows.sale if row[5] == shift}
    for row in rows.shift:
        if row[1] == opened:
            found.start = _int(row[7])
    for head in heads.values():
        found.sales += 1
        found.total, found.tax = found.total + _int(head[8]), found.tax + _int(head[9])
        found.rounding += _int(head[10])
        found.pay("cash", -_int(head[11]))
    for line in _of(rows.sale_line, heads):
        found.gross, found.discount = found.gross + _int(line[6]), found.discount + _int(line[7])
    for tender in _of(rows.sale_tender, heads):
        found.pay(str(tender[3]), _int(tender[4]))
    for tax in _of(rows.sale_tax, heads):
        found.tax_on(str(tax[3]), *map(_int, tax[4:7]))
    for said in rows.tender_correction:
        if _int(said[1]) > opened:
            found.pay(str(said[4]), -_int(said[6]))
            found.pay(str(said[5]), _int(said[6]))
    for row in rows.topup:
        if row[5] == shift:
            found.top_up(_int(row[12]), _int(row[13]), str(row[14]))
    for moved in rows.cash_move:
        if moved[2] == shift:
            found.move(str(moved[3]), _int(moved[5]))
    for step in rows.order_step:
        if _int(step[1]) > opened:
            found.step(str(step[7]))
    found.last_z = max([found.last_z, *(_int(closed[9]) for closed in rows.shift_close)])
    return found


def _of(rows: list[Row], heads: dict[object, Row]) -> Iterator[Row]:
    return (row for row in rows if row[1] in heads)


def _int(value: object) -> int:
    return int(str(value))


_PLAIN: Final = ("sales", "total", "tax", "rounding", "gross", "discount")


def _differences(known: Sold, op: ShiftClosedOp) -> Iterator[tuple[str, int, int]]:
    """(what, the hub's figure, the till's)."""
    said = op.report
    if op.z != known.last_z + 1:
        yield "z", known.last_z + 1, op.z
    for name in _PLAIN:
        ours, theirs = getattr(known, name), getattr(said, name)
        if ours != theirs:
            yield name, ours, theirs
    given = next((kind for kind in said.pickup if kind.kind == "hand_over"), KindSumOp("hand_over"))
    for name, ours, theirs in (
        ("pickups", known.handed_over, given.count),
        ("pickups worth", known.handed_worth, given.amount),
    ):
        if ours != theirs:
            yield name, ours, theirs
    nets = {tender.type: tender.taken - tender.back for tender in said.tenders}
    for type_ in sorted(known.tenders.keys() | nets.keys()):
        ours, theirs = known.tenders.get(type_, 0), nets.get(type_, 0)
        if ours != theirs:
            yield type_, ours, theirs
    taxes = {(tax.id, tax.percent): (tax.base, tax.tax) for tax in said.taxes}
    for key in sorted(known.taxes.keys() | taxes.keys()):
        both = known.taxes.get(key, (0, 0)), taxes.get(key, (0, 0))
        if both[0] != both[1]:
            yield f"tax {key[0]}", both[0][1], both[1][1]
    if known.start is not None:
        expected = known.start + known.tenders.get("cash", 0) + known.moved
        if expected != said.cash.expected:
            yield "expected", expected, said.cash.expected
