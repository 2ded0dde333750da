"""Points that sales and returns say they earned and took back, worked out again by the rule that they name. Pure; no
database. The till's record stands: what differs is booked as it says, and an exception tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp
from posapp.contract.points_ops import LoyaltyOp, earning_of
from posapp.contract.return_ops import ReturnOp
from posapp.contract.topup_ops import LatePointsOp, decode_late_points
from posapp.contract.translate import line_gross
from posapp.contract.translate_returns import credited
from posapp.contract.translate_sold import Around, sold_of_sale
from posapp.domain.loyalty import is_birthday
from posapp.domain.points_rule import ONCE, PLAIN, Earning, EarnRule, PointsRule
from posapp.domain.pricing.occasion import HERE
from posapp.domain.returning import RefundPlan, after, points_gone
from posapp.domain.sold import GivenBack

_OWN: Final = ("sale",)
"""Kinds of what comes back whose points the sale tells of: of presents and orders there are none."""
Origin = tuple[str, str, str]


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def points_rules(self) -> PointsRule | None:
        """Those of the store; None where it has no points."""

    def points_version(self, version: str) -> EarnRule | None:
        """A rule that any store ever had, by its version."""

    def categories(self, skus: Iterable[str]) -> Mapping[str, str]:
        """Of these goods, as far as they are listed."""

    def tiers_of(self, member: str) -> frozenset[str]:
        """What the member is, and was before."""

    def born(self, member: str) -> str:
        """The member's birthday, "" where nobody knows."""

    def sale_and_backs(self, of: str) -> tuple[SaleOp | None, Sequence[SaleOp]]:
        """A sale of earlier batches, and those that took something of it back."""

    def late_op(self, sale: str) -> LatePointsOp | None:
        """The entry of earlier batches that gave the sale's points to somebody afterwards."""


def look(rows: Rows, origin: Origin, books: Books, entry: WireEntry, sale: SaleOp) -> None:
    """One sale to a member."""
    rows.of_members[entry.seq] = sale
    rules = books.points_rules()
    if rules is None or rules.per <= 0:
        return
    if sale.earned > 0:
        by, why = _by(books, rules, sale, entry.business_date)
        should = _earned(by, sale)
        if why or should != sale.earned:
            _note(rows, origin, entry, sale, should, why or "points", rules)
    if sale.back is not None and sale.back.kind in _OWN and sale.back.of:
        found = _gone(rows, origin, books, rules, sale, sale.back)
        if found is None:
            return
        gone, carried, slack = found
        off = max(abs(sale.back.reversed - gone), abs(sale.back.carried - carried))
        if off > slack or sale.earned < 0 and sale.earned != -sale.back.reversed:
            _note(rows, origin, entry, sale, -gone, "taken_back", rules)


def _note(rows: Rows, origin: Origin, entry: WireEntry, sale: SaleOp, should: int, why: str, rules: PointsRule) -> None:
    about: dict[str, str | int] = {"receipt": sale.receipt, "member": sale.member or "", "why": why}
    about |= {"points": sale.earned, "should": should, "rule": sale.loyalty.rule if sale.loyalty is not None else ""}
    exceptions.note(rows, "points_differ", origin, entry, about, amount=(sale.earned - should) * rules.value)


# -- earning -----------------------------------------------------------------------------------------------------------


def _by(books: Books, rules: PointsRule, sale: SaleOp, day: str) -> tuple[Earning, str]:
    """By what it should have earned, and what is odd about the rule that it names."""
    op = sale.loyalty or LoyaltyOp()
    rule, why = books.points_version(op.rule) if op.rule else EarnRule(PLAIN, rules.per), ""
    if rule is None:
        rule, why = rules.earning(day, HERE), "rule_unknown"
    elif not (rule.starts <= day and (not rule.ends or day <= rule.ends)):
        why = "rule_over"
    tier = op.tier if op.tier and op.tier in books.tiers_of(sale.member or "") else ""
    birthday = op.birthday and is_birthday(books.born(sale.member or ""), day, rule.span)
    return Earning(op.rule, rule.per, rule.times(tier, birthday), tier, birthday, _without(books, rule, sale)), why


def _without(books: Books, rule: EarnRule, sale: SaleOp) -> tuple[int, ...]:
    if not rule.without:
        return ()
    known = books.categories(line.sku for line in sale.lines)
    out = frozenset(rule.without)
    kinds = (line.category or known.get(line.sku, "") for line in sale.lines)
    return tuple(
        n for n, (line, kind) in enumerate(zip(sale.lines, kinds, strict=True), 1) if line.qty > 0 and kind in out
    )


def _earned(by: Earning, sale: SaleOp) -> int:
    money = sale.total - sum(t.amount for t in sale.tenders if t.type == "points")
    worth = {n: _net(sale, n) for n, line in enumerate(sale.lines, 1) if line.qty > 0}
    return by.points(money, sum(net for n, net in worth.items() if n not in by.without), sum(worth.values()))


def _net(sale: SaleOp, number: int) -> int:
    line = sale.lines[number - 1]
    return line_gross(line) - sum(d.amount for d in line.off)


# -- what comes back ---------------------------------------------------------------------------------------------------


def _gone(
    rows: Rows, origin: Origin, books: Books, rules: PointsRule, sale: SaleOp, back: ReturnOp
) -> tuple[int, int, int] | None:
    """How many points should go with it, how many go over to the goods taken for it, and by how many both may be off;
    None where nobody knows the sale. Tills that take something back of one sale at once round in an order that nobody
    sees in the journals: a point each."""
    first, backs = books.sale_and_backs(back.of)
    till, _, number = back.of.rpartition(".")
    if first is None and till == origin[1] and number.isdecimal():
        first = rows.of_members.get(int(number))
    if first is None:
        return None
    here = [op for op in rows.of_members.values() if op.back is not None and op.back.of == back.of]
    others = tuple(op for op in (*backs, *here) if op.id != sale.id)
    sold = sold_of_sale(first, Around("", "", "", backs=others), lambda _sku: None)
    late = _given_late(rows, books, back.of) if not first.member else None
    if late is not None:
        sold = replace(sold, member=late.member, earned=late.points, earning=earning_of(late.by))
    lines = [(x.of, -_net(sale, x.line)) for x in back.lines]
    given = tuple(GivenBack(g.tender, g.amount, g.cash, g.points, g.bonus) for g in back.given)
    gone = points_gone(sold, given, rules, lines)
    left = after(sold, (), RefundPlan((), given, gone))
    moved = [GivenBack(c.number, c.due, c.cash, c.points, c.bonus) for c in credited(back)]
    elsewhere = any(op.id.rpartition(".")[0] != origin[1] for op in others)
    times = sold.earning.times if sold.earning is not None else ONCE
    slack = (len(others) + 1) * -(-times // ONCE) if elsewhere else 0
    return gone, points_gone(left, moved, rules, lines) if moved else 0, slack


def _given_late(rows: Rows, books: Books, of: str) -> LatePointsOp | None:
    """What gave the sale's points to somebody afterwards, in this batch or before."""
    here = (decode_late_points(bytes(entry.body)) for entry, _, _ in rows.late_points)
    return next((op for op in here if op.of == of), None) or books.late_op(of)
