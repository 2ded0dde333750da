"""From goods that come back to what the journal tells of them, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast, get_args

from posapp.contract.return_ops import CreditOp, GivenBackOp, ReturnLineOp, ReturnOp
from posapp.domain.pricing.values import PricedLine
from posapp.domain.sold import (
    Condition,
    Disposition,
    GivenBack,
    Kind,
    Limited,
    Paid,
    RefundChoice,
    ReturnLine,
    TakenBack,
)
from posapp.domain.tender import TenderType


def return_op(back: TakenBack | None, lines: Sequence[PricedLine]) -> ReturnOp | None:
    """Of a sale with these lines."""
    if back is None:
        return None
    places = {priced.line.number: place for place, priced in enumerate(lines, 1)}
    return ReturnOp(
        of=back.of,
        lines=tuple(
            ReturnLineOp(
                places[x.number],
                x.of,
                x.reason,
                x.condition,
                x.disposition,
                x.note,
                x.approver,
                x.percent,
                x.excepted,
                x.photo,
            )
            for x in back.lines
        ),
        receipt=back.receipt,
        kind=back.kind,
        given=tuple(GivenBackOp(g.tender, g.amount, g.cash, g.points, g.bonus) for g in back.given),
        by=back.refund.by or "",
        reason=back.refund.reason,
        approver=back.refund.approver,
        person=back.refund.person,
        reversed=back.reversed,
        credit=tuple(
            CreditOp(p.number, p.type, p.due, p.cash, p.reference, p.attempt, p.whole, p.account, p.points, p.bonus)
            for p in back.credit
        ),
        carried=back.carried,
        channel=back.channel,
        store=back.store,
        alone=back.refund.alone,
        again=back.again.coupons,
        offers_again=back.again.offers,
    )


def taken_back(op: ReturnOp | None, lines: Sequence[PricedLine]) -> TakenBack | None:
    """The same from the journal; `lines` are those of the sale that tells of it."""
    if op is None:
        return None
    by = cast(TenderType, op.by) if op.by in get_args(TenderType) else None
    return TakenBack(
        of=op.of,
        receipt=op.receipt,
        kind=cast(Kind, op.kind),
        lines=tuple(_line(x, lines[x.line - 1]) for x in op.lines),
        given=tuple(GivenBack(g.tender, g.amount, g.cash, g.points, g.bonus) for g in op.given),
        refund=RefundChoice(by, op.reason, op.approver, op.person, alone=op.alone),
        reversed=op.reversed,
        credit=tuple(credited(op)),
        carried=op.carried,
        channel=op.channel,
        store=op.store,
        again=Limited(op.again, op.offers_again),
    )


def credited(op: ReturnOp) -> Iterator[Paid]:
    """The tenders of an earlier sale that paid for goods of this one, by their numbers there."""
    for c in op.credit:
        if c.type in get_args(TenderType):
            type_ = cast(TenderType, c.type)
            yield Paid(
                c.tender,
                type_,
                c.amount,
                cash=c.cash,
                reference=c.reference,
                attempt=c.attempt,
                whole=c.whole,
                account=c.account,
                points=c.points,
                bonus=c.bonus,
            )


def _line(op: ReturnLineOp, priced: PricedLine) -> ReturnLine:
    line = priced.line
    return ReturnLine(
        line.number,
        op.of,
        line.product,
        -line.quantity,
        priced.unit,
        -priced.gross,
        tuple((d.kind, d.id, -d.amount) for d in priced.discounts),
        -priced.net,
        -priced.tax,
        op.percent,
        line.serial,
        op.reason,
        cast(Condition, op.condition),
        cast(Disposition, op.disposition),
        op.note,
        op.approver,
        line.unlisted,
        op.excepted,
        op.photo,
    )
