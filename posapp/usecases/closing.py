"""The end of a shift: what still stands open is shown, the drawer is counted blind, a difference is explained, and
the Z is written: all without the hub."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from posapp.contract.ops import encode
from posapp.contract.shift_ops import (
    CountOp,
    DrawerCountedOp,
    HoldDiscardedOp,
    ShiftClosedOp,
    ShiftReportOp,
    ZPrintedOp,
)
from posapp.contract.translate import coupons_back
from posapp.domain import cart as carts
from posapp.domain.drawer import Count, check_absurd, needs_reason
from posapp.domain.errors import Refused
from posapp.domain.hold import Hold
from posapp.domain.money import money
from posapp.domain.payment_code import check_kept
from posapp.domain.shift import Closed, Shift, z_name
from posapp.domain.staff import Staff
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk
from posapp.usecases.shift_report import blind, report_of, taken_in

COUNTS = 2
"""A count and one recount."""
MOST = 10_000_000
"""Whole units of the currency in a drawer; more is a code that was scanned into the field."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is to be seen before the drawer is counted. `act` is what whoever closes must be allowed to; `overdue`: the
    shift's day is over; `held`: this till's baskets that lie aside; `unsent` entries wait for the hub, which never
    stands in the way."""

    shift: Shift
    act: str
    overdue: bool
    held: tuple[Hold, ...]
    unsent: int
    counted: int
    """How often the drawer was counted, of what still counts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the count came to; told only now. `unexplained`: a reason is asked for."""

    expected: int
    counted: int
    difference: int
    unexplained: bool
    may_recount: bool
    declared: tuple[tuple[str, int, int], ...] = ()
    """Of other tenders: (type, what the receipts say, what was declared)."""


class Closing:
    """The open shift's end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self) -> Standing:
        """Refused("no_shift")."""
        desk, shift = self._desk, self._shift()
        counted = len(desk.till.shifts.counts(shift.id))
        return Standing(
            shift,
            self._act(shift),
            self._desk.overdue(),
            desk.till.holds.all(),
            desk.till.journal.unsent_count(),
            counted,
        )

    def discard(self, hold: str, reason: str, approver: Staff | None = None) -> None:
        """Give a basket up that lies aside at this till; its coupons are free again. Refused("hold_unknown",
        "reason_missing", "not_permitted")."""
        desk = self._desk
        staff, found = desk.seller("void", approver), desk.till.holds.by_id(hold)
        if found is None:
            raise Refused("hold_unknown")
        if not seen(reason):
            raise Refused("reason_missing")
        check_kept(reason, desk.store.wallet_codes)
        body = encode(HoldDiscardedOp(hold, seen(reason), approver.id if approver is not None else ""))
        back, moment = coupons_back(carts.coupons(found[1].cart), "voided"), desk.moment()
        also = encode(back) if back is not None else None
        desk.till.holds.discard(hold, body, also, moment.at, moment.business_date, staff.id)

    def must_be_clear(self) -> None:
        """Refused("close_payment", "close_basket") while a customer stands at the counter."""
        basket = self._desk.basket
        self._desk.must_be_settled()
        if basket.paying or basket.tenders:
            raise Refused("close_payment")
        if not basket.cart.empty:
            raise Refused("close_basket")

    def count(self, count: Count, approver: Staff | None = None) -> Outcome:
        """What was counted, without anybody having been told what must be there; on disk before this returns. The same
        figures once more are no recount. Refused("recount_over", "amount_format", "cash_move_absurd" …)."""
        desk, shift = self._desk, self._shift()
        staff = desk.seller(self._act(shift), approver)
        desk.till.journal.must_be_current()
        self.must_be_clear()
        for amount in (count.amount, *(amount for _, amount in count.declared)):
            check_absurd(amount, desk.store.currency, MOST)
        told = CountOp(count.amount, count.pieces, count.declared)
        before = desk.till.shifts.counts(shift.id)
        if not before or before[-1] != told:
            if len(before) >= COUNTS:
                raise Refused("recount_over")
            number, moment, till = len(before) + 1, desk.moment(), desk.till
            body = encode(DrawerCountedOp(shift.id, number, told))
            till.facts.record(
                "drawer_counted",
                body,
                moment.at,
                moment.business_date,
                staff.id,
                also=lambda tx: till.shifts.note_count_in(
                    tx, till.journal.next_seq(tx) - 1, shift.id, number, told.amount
                ),
            )
        return self.outcome()

    def outcome(self) -> Outcome:
        """What the last count came to; Refused("not_counted") where nothing was counted since cash last moved."""
        desk, shift = self._desk, self._shift()
        counts = desk.till.shifts.counts(shift.id)
        if not counts:
            raise Refused("not_counted")
        expected, last = desk.till.cash.sums(shift).expected, counts[-1]
        off = last.amount - expected
        taken = taken_in(desk, shift)
        return Outcome(
            expected,
            last.amount,
            off,
            needs_reason(desk.store.drawer, desk.store.currency, off),
            len(counts) < COUNTS,
            tuple((kind, taken.get(kind, 0), amount) for kind, amount in last.declared),
        )

    def close(
        self, reason: str = "", kept: Collection[str] = (), left: int | None = None, approver: Staff | None = None
    ) -> Closed:
        """Write the Z of the last count. `kept`: the baskets that stay aside; `left`: what stays in the drawer, all of
        it where that is not said.

        Refused("not_counted", "difference_unexplained", "close_holds", "left_over", "not_permitted" …)."""
        desk, shift = self._desk, self._shift()
        act = self._act(shift)
        staff = desk.seller(act, approver)
        self.must_be_clear()
        self.must_be_decided(kept)
        opened = desk.till.shifts.opened(shift.id)
        found, counts = self.outcome(), (*opened.counts, *desk.till.shifts.every_count(shift.id))
        if found.unexplained and not seen(reason):
            raise Refused("difference_unexplained", difference=money(found.difference, desk.store.currency))
        check_kept(reason, desk.store.wallet_codes)
        stays = found.counted if left is None else left
        if not 0 <= stays <= found.counted:
            raise Refused("left_over", counted=money(found.counted, desk.store.currency))
        moment, here = desk.moment(), desk.till.enrolment.required()
        report = report_of(desk, shift, moment.at)
        allowed = approver.id if approver is not None else ""

        def made(z: int) -> ShiftClosedOp:
            name = z_name(here.store, here.register, z)
            forced = act == "force_close"
            return ShiftClosedOp(
                shift.id, z, name, report, counts, found.counted, stays, seen(reason), allowed, tuple(kept), forced
            )

        closed = desk.till.shifts.close(shift, made, moment.at, moment.business_date, staff.id)
        desk.shift = None
        return closed

    def must_be_decided(self, kept: Collection[str]) -> None:
        """Refused("close_holds") while nobody has said what becomes of a basket that lies aside."""
        left = [hold for hold in self._desk.till.holds.all() if hold.id not in kept]
        if left:
            raise Refused("close_holds", count=len(left))

    def x(self, approver: Staff | None = None) -> ShiftReportOp:
        """How the shift stands; it changes nothing. `approver`: who lets a person see it who may not alone. Who counts
        the drawer counts it blind: cash is told to those who may close somebody else's shift."""
        staff = self._desk.seller("x_report", approver)
        report = report_of(self._desk, self._shift(), self._desk.moment().at)
        return report if (approver or staff).may("force_close") else blind(report)

    def print_x(self, report: ShiftReportOp) -> None:
        """The same on paper."""
        self._desk.till.print_jobs.queue("x", encode(report).decode(), self._desk.now_text())

    def reprint(self, name: str, approver: Staff | None = None) -> Closed:
        """Print a Z again, marked as a copy, which the journal keeps. Refused("no_such_z", "not_permitted")."""
        desk = self._desk
        staff, closed = desk.seller("reprint", approver), desk.till.shifts.closed_as(name)
        if closed is None:
            raise Refused("no_such_z", z=name[:40])
        moment, body = desk.moment(), encode(ZPrintedOp(closed.name, approver.id if approver is not None else ""))
        desk.till.facts.record(
            "z_printed", body, moment.at, moment.business_date, staff.id, print_job=("z_copy", closed.name)
        )
        return closed

    def _shift(self) -> Shift:
        if self._desk.shift is None:
            raise Refused("no_shift")
        return self._desk.shift

    def _act(self, shift: Shift) -> str:
        """Who answers for the drawer closes it; what was left open or is somebody else's needs a manager."""
        desk = self._desk
        staff, mode = desk.staff, desk.till.shifts.opened(shift.id).mode
        own = mode == "shared" or (staff is not None and staff.id == shift.staff)
        return "close_shift" if own and not self._desk.overdue() else "force_close"
