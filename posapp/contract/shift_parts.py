"""A shift that was suspended and resumed counts whole: what its parts say, put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Final, TypeVar

import msgspec

from posapp.contract.shift_ops import CashSumsOp, ShiftReportOp

S = TypeVar("S", bound=msgspec.Struct)

_SUMS: Final = (
    "sales",
    "returns",
    "returned",
    "units",
    "gross",
    "discount",
    "total",
    "tax",
    "rounding",
    "offline_seconds",
    "members",
    "earned",
    "burned",
    "enrolled",
)
_CASH: Final = ("handed", "change", "refunds", "corrected", "rounding", "topups")


def joined(before: ShiftReportOp, own: ShiftReportOp) -> ShiftReportOp:
    """All of the shift: `before` is what it came to until it was suspended, `own` what was done since it was resumed
    here, whose start is what had to be in the drawer."""
    return msgspec.structs.replace(
        own,
        business_date=before.business_date,
        opened_at=before.opened_at,
        opened_by=before.opened_by,
        cash=_cash(before.cash, own.cash),
        cashiers=tuple(sorted({*before.cashiers, *own.cashiers})),
        first=before.first or own.first,
        last=own.last or before.last,
        discounts=_by(before.discounts, own.discounts, lambda x: x.kind, ("count", "amount")),
        taxes=_by(before.taxes, own.taxes, lambda x: (x.id, x.percent), ("base", "tax")),
        tenders=_by(before.tenders, own.tenders, lambda x: x.type, ("count", "taken", "back", "bonus", "offline")),
        exceptions=_by(before.exceptions, own.exceptions, lambda x: x.kind, ("count", "amount")),
        approvals=_by(before.approvals, own.approvals, lambda x: (x.approver, x.staff, x.act), ("count",)),
        topups=_by(before.topups, own.topups, lambda x: x.kind, ("count", "amount", "bonus")),
        pickup=_by(before.pickup, own.pickup, lambda x: x.kind, ("count", "amount")),
        unsound=tuple(dict.fromkeys((*before.unsound, *own.unsound))),
        parts=before.parts,
        **{name: getattr(before, name) + getattr(own, name) for name in _SUMS},
    )


def _cash(before: CashSumsOp, own: CashSumsOp) -> CashSumsOp:
    """From the first start to what must be there now."""
    return msgspec.structs.replace(
        own,
        start=before.start,
        before=before.before,
        why=before.why,
        moves=_by(before.moves, own.moves, lambda x: (x.kind, x.reason), ("count", "amount")),
        **{name: getattr(before, name) + getattr(own, name) for name in _CASH},
    )


def _by(before: Iterable[S], own: Iterable[S], key: Callable[[S], Hashable], fields: tuple[str, ...]) -> tuple[S, ...]:
    """Each of both added up by its key, in the order in which they came."""
    found: dict[Hashable, S] = {}
    for one in (*before, *own):
        known = found.get(key(one))
        if known is not None:
            one = msgspec.structs.replace(known, **{name: getattr(known, name) + getattr(one, name) for name in fields})
        found[key(one)] = one
    return tuple(found.values())
