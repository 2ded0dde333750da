"""What an X or a Z says of a shift: the figures of its sales, its cash, and what a manager looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from posapp import __version__
from posapp.contract.ops import TaxOp
from posapp.contract.shift_ops import (
    ApprovalOp,
    CashSumsOp,
    KindSumOp,
    MoveSumOp,
    ShiftReportOp,
    TenderSumOp,
    TopUpSumOp,
)
from posapp.contract.shift_parts import joined
from posapp.domain.cash import CashSums
from posapp.domain.figures import Figures, Measure, Selection, approvals
from posapp.domain.shift import Shift
from posapp.usecases.desk import Desk
from posapp.usecases.line import off_the_line
from posapp.usecases.shift_orders import ran_out, waiting

EXCEPTIONS: Final[tuple[Measure, ...]] = (
    "void",
    "removed",
    "withdrawn",
    "corrected",
    "no_sale",
    "reprint",
    "pin_locked",
    "print_dropped",
    "date_confirmed",
    "return_kind",
    "return_excepted",
)


PICKUP: Final = ("hand_over", "short", "reject")
"""What a manager looks for of online orders, in this order."""


TOPUPS: Final = ("stored_value", "gift_card", "back")
"""Onto what, in this order, and what was given back."""


def report_of(desk: Desk, shift: Shift, at: str) -> ShiftReportOp:
    """As things stand now, with what it came to before it was resumed here; reads only."""
    before = desk.till.shifts.opened(shift.id).before
    own = _here(desk, shift, at, before.opened_at if before is not None else shift.opened_at)
    return own if before is None else joined(before, own)


def _here(desk: Desk, shift: Shift, at: str, since: str) -> ShiftReportOp:
    """Of this till's part; orders run out in all of the shift, which began at `since`."""
    till, zone = desk.till, desk.store.timezone
    figures, sums = till.figures.of_shift(shift.id, zone), till.cash.sums(shift)
    first, last = till.shifts.receipts(shift.id)
    opened = till.shifts.opened(shift.id)
    return ShiftReportOp(
        shift=shift.id,
        number=till.shifts.number(shift.id),
        business_date=shift.business_date,
        opened_at=shift.opened_at,
        opened_by=shift.staff,
        at=at,
        cash=cash_told(sums, opened.left, opened.reason),
        currency=desk.store.currency.code,
        mode=opened.mode,
        cashiers=till.shifts.cashiers(shift.id),
        first=first,
        last=last,
        program=__version__,
        unsent=till.journal.unsent_count(),
        sales=figures.transactions,
        returns=figures.returns.count,
        returned=figures.returns.amount,
        units=figures.units,
        gross=figures.gross,
        discount=figures.discount,
        discounts=tuple(KindSumOp(named.name, named.count, named.amount) for named in figures.discounts),
        total=figures.total,
        tax=figures.tax,
        taxes=tuple(TaxOp(*tax) for tax in figures.taxes),
        rounding=figures.rounding.amount,
        tenders=tuple(TenderSumOp(t.type, t.count, t.taken, t.back, t.bonus, t.offline) for t in figures.tenders),
        exceptions=tuple(_exceptions(figures)),
        approvals=tuple(_approvals(desk, shift)),
        offline_seconds=figures.sum("offline").amount + off_the_line(till, at),
        held=len(till.holds.all()),
        members=figures.sum("member").count,
        earned=figures.sum("points", "earned").amount,
        burned=figures.sum("points", "burned").amount,
        unsound=tuple(_unsound(figures, sums)),
        enrolled=figures.sum("enrolled").count,
        pickup=tuple(_picked_up(figures)),
        ready=waiting(till),
        expired=ran_out(till, since, at),
        topups=tuple(_topped_up(figures)),
    )


def taken_in(desk: Desk, shift: Shift) -> dict[str, int]:
    """What the shift's receipts say of each tender, as corrected (minor units)."""
    taken, before = desk.till.corrections.taken_in(shift.id), desk.till.shifts.opened(shift.id).before
    for kind, amount in desk.till.topups.taken_in(shift.id).items():
        taken[kind] = taken.get(kind, 0) + amount
    for tender in before.tenders if before is not None else ():
        taken[tender.type] = taken.get(tender.type, 0) + tender.taken - tender.back
    return taken


def blind(report: ShiftReportOp) -> ShiftReportOp:
    """For who counts the drawer: how much was sold and paid otherwise, not what cash follows from."""
    return replace(
        report,
        blind=True,
        cash=CashSumsOp(expected=0),
        tenders=tuple(tender for tender in report.tenders if tender.type != "cash"),
        discounts=tuple(replace(kind, amount=0) for kind in report.discounts),
        exceptions=tuple(replace(kind, amount=0) for kind in report.exceptions),
        taxes=(),
        topups=(),
        **dict.fromkeys(("returned", "gross", "discount", "total", "tax", "rounding"), 0),
    )


def cash_told(sums: CashSums, before: int | None, why: str) -> CashSumsOp:
    """As the journal keeps it."""
    return CashSumsOp(
        expected=sums.expected,
        start=sums.start,
        before=before,
        why=why,
        handed=sums.handed,
        change=sums.change,
        refunds=sums.refunds,
        corrected=sums.corrected,
        moves=tuple(MoveSumOp(m.kind, m.reason, m.count, m.amount) for m in sums.moves),
        rounding=sums.rounding,
        topups=sums.topups,
    )


def _exceptions(figures: Figures) -> Iterator[KindSumOp]:
    for measure in EXCEPTIONS:
        found = figures.whole(measure)
        if found.count:
            yield KindSumOp(measure, found.count, found.amount)


def _picked_up(figures: Figures) -> Iterator[KindSumOp]:
    for act in PICKUP:
        done = figures.sum("pickup", act)
        if done.count:
            yield KindSumOp(act, done.count, done.amount)


def _topped_up(figures: Figures) -> Iterator[TopUpSumOp]:
    for kind in TOPUPS:
        done = figures.sum("topup", kind)
        if done.count:
            yield TopUpSumOp(kind, done.count, done.amount, done.more)


def _approvals(desk: Desk, shift: Shift) -> Iterator[ApprovalOp]:
    """Who allowed what, and for whom."""
    for staff, figures in desk.till.figures.by(Selection(shift=shift.id), "staff", desk.store.timezone):
        for act, approver, count in approvals(figures):
            yield ApprovalOp(approver, str(staff), act, count)


def _unsound(figures: Figures, sums: CashSums) -> Iterator[str]:
    """The identities that do not hold; the last one says that drawer and receipts tell the same of cash."""
    yield from (check.name for check in figures.checks if not check.holds)
    taken = sum(tender.net for tender in figures.tenders if tender.type == "cash")
    if taken != sums.sales - sums.refunds + sums.corrected + sums.topups:
        yield "cash"
