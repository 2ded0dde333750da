"""The verbs of a script that are about the shift and its drawer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from posapp.commands.replay.arguments import approver, minor, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.contract.shift_ops import CashSumsOp, ShiftReportOp
from posapp.domain.cash import MoveKind
from posapp.domain.drawer import Count, Pieces, count_of
from posapp.domain.money import Currency, format_amount, format_quantity, parse_amount
from posapp.domain.shift import Closed
from posapp.usecases.cash import ACTS

Shown = dict[str, Any]
Verb = Callable[[World, StagedTill, Step], Shown]


def open_shift(world: World, till: StagedTill, step: Step) -> Shown:
    """`float`: an amount, or how many of each denomination."""
    manager = approver(till, step, "confirm_date")
    if manager is not None:
        till.app.shifts.confirm_date(manager)
    pieces, amount = _counted(till, step, "float", "0")
    shift = till.app.shifts.open_shift(amount, pieces, text(step, "reason", ""))
    before = till.app.till.shifts.opened(shift.id).left
    return {"shift": shift.id, "business_date": shift.business_date, "staff": shift.staff} | (
        {} if before is None else {"left_before": _money(till, before), "difference": _money(till, amount - before)}
    )


def move(kind: MoveKind) -> Verb:
    """Cash in, out, to the safe or the bank, or back to a customer: `amount`, `reason`, of a refund its `receipt`."""

    def done(world: World, till: StagedTill, step: Step) -> Shown:
        allowed, of = approver(till, step, ACTS[kind]), text(step, "receipt", "")
        if kind == "refund" and not of:
            last = till.app.till.sales.last_sale()
            of = last.receipt if last is not None else ""
        found = till.app.cash.move(kind, minor(till, step, "amount"), text(step, "reason", ""), allowed, of)
        return {"move": found.id, "kind": found.kind, "amount": _money(till, found.amount), "reason": found.reason}

    return done


def no_sale(world: World, till: StagedTill, step: Step) -> Shown:
    """The drawer opens."""
    till.app.receipts.open_drawer(text(step, "reason", ""), approver(till, step, "no_sale"))
    return {}


def x_report(world: World, till: StagedTill, step: Step) -> Shown:
    """`"print": true`: on paper too."""
    report = till.app.closing.x(approver(till, step, "x_report"))
    if step.args.get("print"):
        till.app.closing.print_x(report)
    shown = report_shown(report, till.app.desk.store.currency)
    del shown["cash"]["expected"]  # it is counted blind
    return {**shown, "blind": report.blind}


def close_shift(world: World, till: StagedTill, step: Step) -> Shown:
    """`count` the drawer (how many of each denomination, or an amount), say of held baskets `held`: "keep" or
    "discard", for all or by label, and why it differs (`reason`). Without `count` the last one counts."""
    closing, reason = till.app.closing, text(step, "reason", "")
    standing = closing.standing()
    allowed = approver(till, step, standing.act)
    closing.must_be_clear()
    kept = _decide(till, step, reason)
    closing.must_be_decided(kept)
    if "count" in step.args:
        pieces, amount = _counted(till, step, "count", "0")
        declared = _declared(till, step)
        count = count_of(pieces, declared) if pieces else Count(amount, (), declared)
        closing.count(count, allowed)
    left = minor(till, step, "left") if "left" in step.args else None
    closed = closing.close(reason, kept, left, allowed)
    return z_shown(till, closed)


def reprint_z(world: World, till: StagedTill, step: Step) -> Shown:
    """A copy of the Z of that name, or of the last one."""
    name, last = text(step, "z", ""), till.app.till.shifts.last_closed()
    return z_shown(
        till, till.app.closing.reprint(name or (last.name if last is not None else ""), approver(till, step, "reprint"))
    )


def z_shown(till: StagedTill, closed: Closed) -> Shown:
    """A close, as its journal entry tells it."""
    op, currency = till.app.till.shifts.z(closed), till.app.desk.store.currency

    def money(amount: int) -> str:
        return format_amount(amount, currency.digits)

    return {
        "z": closed.z,
        "name": closed.name,
        "business_date": closed.business_date,
        "closed_by": closed.staff,
        "expected": money(closed.expected),
        "counted": money(closed.counted),
        "difference": money(closed.difference),
        "counts": [money(count.amount) for count in op.counts],
        "reason": op.reason,
        "left": money(op.left),
        "forced": op.forced,
        "kept": list(op.kept),
        "report": report_shown(op.report, currency),
    }


def report_shown(report: ShiftReportOp, currency: Currency) -> Shown:
    """An X or a Z."""

    def money(amount: int) -> str:
        return format_amount(amount, currency.digits)

    return {
        "shift": report.shift,
        "number": report.number,
        "business_date": report.business_date,
        "opened_by": report.opened_by,
        "cashiers": list(report.cashiers),
        "first_receipt": report.first,
        "last_receipt": report.last,
        "unsent": report.unsent,
        "held": report.held,
        "sales": report.sales,
        "units": format_quantity(report.units),
        "gross": money(report.gross),
        "discounts": {kind.kind: money(kind.amount) for kind in report.discounts},
        "total": money(report.total),
        "tax": [{"id": t.id, "base": money(t.base), "tax": money(t.tax)} for t in report.taxes],
        "tax_total": money(report.tax),
        "rounding": money(report.rounding),
        "tenders": {t.type: money(t.taken - t.back) for t in report.tenders},
        "cash": _cash_shown(report.cash, currency),
        "exceptions": {kind.kind: kind.count for kind in report.exceptions},
        "approvals": [
            {"approver": a.approver, "for": a.staff, "act": a.act, "times": a.count} for a in report.approvals
        ],
        "enrolled": report.enrolled,
        "pickup": {kind.kind: kind.count for kind in report.pickup},
        "handed_over": money(sum(kind.amount for kind in report.pickup)),
        "ready": report.ready,
        "expired": report.expired,
        "offline_seconds": report.offline_seconds,
        "sound": not report.unsound,
    }


def _cash_shown(cash: CashSumsOp, currency: Currency) -> Shown:
    def money(amount: int) -> str:
        return format_amount(amount, currency.digits)

    return {
        "start": money(cash.start),
        "sales": money(cash.handed - cash.change),
        "change": money(cash.change),
        "refunds": money(cash.refunds),
        "corrected": money(cash.corrected),
        "moves": [
            {"kind": m.kind, "reason": m.reason, "times": m.count, "amount": money(m.amount)} for m in cash.moves
        ],
        "rounding": money(cash.rounding),
        "expected": money(cash.expected),
    }


def _decide(till: StagedTill, step: Step, reason: str) -> tuple[str, ...]:
    """The baskets that stay; those to be given up are given up."""
    said, kept = step.args.get("held"), list[str]()
    for hold in till.app.till.holds.all():
        word = said.get(hold.label) if isinstance(said, dict) else said
        if word == "keep":
            kept.append(hold.id)
        elif word == "discard":
            till.app.closing.discard(hold.id, text(step, "why", reason), approver(till, step, "void"))
        elif word is not None:
            raise NotAScript(f'line {step.line}: held is "keep" or "discard"')
    return tuple(kept)


def _counted(till: StagedTill, step: Step, key: str, default: str) -> tuple[Pieces, int]:
    """By denomination, or as one amount."""
    said = step.args.get(key, default)
    if not isinstance(said, dict):
        return (), minor(till, step, key, default)
    digits, pieces = till.app.desk.store.currency.digits, list[tuple[int, int]]()
    for value, number in said.items():
        if not isinstance(number, int) or isinstance(number, bool):
            raise NotAScript(f"line {step.line}: {key!r} is how many of each denomination")
        pieces.append((parse_amount(str(value), digits), number))
    return tuple(pieces), count_of(pieces).amount


def _declared(till: StagedTill, step: Step) -> tuple[tuple[str, int], ...]:
    """What the other tenders are said to come to: `{"card": "120.00"}`."""
    said, digits = step.args.get("declared", {}), till.app.desk.store.currency.digits
    if not isinstance(said, dict):
        raise NotAScript(f"line {step.line}: 'declared' must be an object")
    return tuple((str(kind), parse_amount(str(amount), digits)) for kind, amount in said.items())


def _money(till: StagedTill, amount: int) -> str:
    return format_amount(amount, till.app.desk.store.currency.digits)


VERBS: dict[str, Verb] = {
    "open_shift": open_shift,
    "cash_in": move("paid_in"),
    "cash_out": move("paid_out"),
    "safe_drop": move("safe_drop"),
    "bank_drop": move("bank_drop"),
    "cash_refund": move("refund"),
    "no_sale": no_sale,
    "x_report": x_report,
    "close_shift": close_shift,
    "reprint_z": reprint_z,
}
