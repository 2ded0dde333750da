"""The rules of money for goods that come back (money rules M4, M5, M7, M8). Pure; quantities are thousandths.

Any sequence of partial returns adds up to what was paid, by tender and by tax rate, and never to more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from posapp.domain.cart import Cart, CartLine
from posapp.domain.errors import Refused
from posapp.domain.money import allocate, currency, divide, format_quantity, money, round_to_step
from posapp.domain.points_rule import Earning, PointsRule
from posapp.domain.pricing.values import Discount, PricedCart, PricedLine, TaxSum
from posapp.domain.sold import GivenBack, Off, Paid, ReturnLine, Sold, SoldLine
from posapp.domain.store import CashRounding, TaxMode
from posapp.domain.tender import PURSES, Settlement, Tender, TenderType


def back_of(line: SoldLine, quantity: int) -> ReturnLine:
    """So much of the line, with its share of what was paid for it: what all that has come back by then is worth, less
    what was given before (M4). Its number in the basket is given later. Refused("return_too_many")."""
    if not 0 < quantity <= line.left:
        raise Refused("return_too_many", left=format_quantity(line.left))
    before, after = line.back, line.back + quantity
    net = divide(line.net * after, line.quantity) - line.back_net
    gross = divide(line.gross * after, line.quantity) - divide(line.gross * before, line.quantity)
    return ReturnLine(
        0,
        line.number,
        line.product,
        quantity,
        line.unit,
        gross,
        _off(line, after, gross - net),
        net,
        divide(line.tax * after, line.quantity) - line.back_tax,
        line.percent,
        line.serial,
        unlisted=line.unlisted,
    )


def _off(line: SoldLine, after: int, whole: int) -> tuple[Off, ...]:
    """The line's discounts as they come back with the goods up to `after`; their sum is `whole`."""
    if not line.off:
        return (("given", "", whole),) if whole else ()
    weights = [max(0, amount) for _, _, amount in line.off]
    then = allocate(_off_until(line, after), weights)
    were = allocate(_off_until(line, line.back), weights)
    shares = [now - was for now, was in zip(then, were, strict=True)]
    shares[-1] += whole - sum(shares)
    return tuple((kind, id_, share) for (kind, id_, _), share in zip(line.off, shares, strict=True) if share)


def _off_until(line: SoldLine, back: int) -> int:
    return divide(line.gross * back, line.quantity) - divide(line.net * back, line.quantity)


def with_returns(priced: PricedCart, cart: Cart, mode: TaxMode) -> PricedCart:
    """The basket with what comes back as lines below zero; every sum is still the sum of its lines."""
    back = tuple(_negative(line) for line in cart.returns)
    if not back:
        return priced
    net, tax = sum(line.net for line in back), sum(line.tax for line in back)
    return replace(
        priced,
        lines=tuple(sorted((*priced.lines, *back), key=lambda x: x.line.number)),
        gross=priced.gross + sum(line.gross for line in back),
        discount=priced.discount + sum(d.amount for line in back for d in line.discounts),
        total=priced.total + net + (tax if mode == "exclusive" else 0),
        tax=priced.tax + tax,
        taxes=_taxes(priced.taxes, cart.returns, mode),
        units=priced.units + sum(-_pieces(x) for x in cart.returns),
    )


def _pieces(back: ReturnLine) -> int:
    return 1000 if back.product.weighed and back.quantity else back.quantity


def _negative(back: ReturnLine) -> PricedLine:
    line = CartLine(back.number, back.product, -back.quantity, unlisted=back.unlisted, serial=back.serial)
    off = tuple(Discount(kind, id_, -amount) for kind, id_, amount in back.off)  # type: ignore[arg-type]
    return PricedLine(line, back.unit, -back.gross, off, -back.net, -back.tax)


def _taxes(sold: Sequence[TaxSum], back: Sequence[ReturnLine], mode: TaxMode) -> tuple[TaxSum, ...]:
    sums = {(t.id, t.percent): (t.base, t.tax) for t in sold}
    for line in back:
        base, tax = sums.get(key := (line.product.tax, line.percent), (0, 0))
        sums[key] = (base - (line.net if mode == "exclusive" else line.net - line.tax), tax - line.tax)
    return tuple(TaxSum(*key, *value) for key, value in sums.items())


# -- money back -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RefundPlan:
    """What goes back and how: the tenders, below zero, what that is of each of the sale's own, and the points that the
    member had earned with it and loses."""

    tenders: tuple[Tender, ...] = ()
    given: tuple[GivenBack, ...] = ()
    reversed: int = 0

    def settlement(self, total: int) -> Settlement:
        """Where the payment of `total` (below zero) stands with it; what differs is cash rounding (M5)."""
        paid = sum(t.amount for t in self.tenders)
        return Settlement(total, paid - total, paid, paid, 0, 0, 0, True)


NO_PLAN: Final = RefundPlan()


def refund_plan(
    sold: Sold,
    amount: int,
    rounding: CashRounding,
    points: PointsRule | None,
    by: TenderType | None = None,
    lines: Sequence[ReturnLine] = (),
) -> RefundPlan:
    """`amount` over what is still refundable of the sale's tenders (M8). `by`: all that was paid in money goes back
    this way instead; points and balances always go where they came from. `lines`: the goods that it is for, where some
    of the sale earn no points.

    Refused("refund_over") where so much was not paid.
    """
    left = [paid.left for paid in sold.paid]
    if amount > sum(left):
        raise Refused("refund_over", left=money(sum(left), currency(sold.currency or "CNY")))
    if not amount:
        return NO_PLAN
    shares = _whole_points(sold.paid, allocate(amount, left))
    given = [_given(paid, share, rounding) for paid, share in zip(sold.paid, shares, strict=True) if share]
    own = {g.tender for g in given if by is None or _of(sold, g).type in PURSES}
    tenders = [_tender(n, _of(sold, g), g) for n, g in enumerate((g for g in given if g.tender in own), 1)]
    other = sum(g.amount for g in given if g.tender not in own)
    if by is not None and other:
        amount = sum(g.cash if _of(sold, g).type == "cash" else g.amount for g in given if g.tender not in own)
        back = round_to_step(amount, rounding.step, rounding.mode) if by == "cash" else amount
        tenders.append(Tender(len(tenders) + 1, by, -back))
    return RefundPlan(tuple(tenders), tuple(given), points_gone(sold, given, points, [(x.of, x.net) for x in lines]))


def _of(sold: Sold, given: GivenBack) -> Paid:
    return next(paid for paid in sold.paid if paid.number == given.tender)


def _whole_points(paid: Sequence[Paid], shares: Sequence[int]) -> list[int]:
    """The shares with whole points only; what is less than one goes back in another way, where there is one."""
    found = list(shares)
    for i, p in enumerate(paid):
        spare = found[i] % (p.due // p.points) if p.type == "points" and p.points else 0
        for j, other in enumerate(paid):
            if not spare or j == i or other.type == "points":
                continue
            moved = min(spare, other.left - found[j])
            found[i], found[j], spare = found[i] - moved, found[j] + moved, spare - moved
    return found


def _given(paid: Paid, share: int, rounding: CashRounding) -> GivenBack:
    """What of the tender goes back; the last of the cash is what is left of it, so that all of it reverses the sale's
    rounding, and no more than was handed over ever goes out."""
    last = share == paid.left
    if paid.type == "cash":
        rounded = round_to_step(share, rounding.step, rounding.mode)
        left = max(0, paid.cash - paid.cash_back)
        return GivenBack(paid.number, share, left if last else min(rounded, left))
    points = bonus = 0
    if paid.points:
        points = paid.points - paid.points_back if last else share // max(1, paid.due // paid.points)
    if paid.bonus:
        bonus = divide(paid.bonus * (paid.back + share), paid.due) - paid.bonus_back
    return GivenBack(paid.number, share, 0, points, bonus)


def _tender(number: int, paid: Paid, given: GivenBack) -> Tender:
    amount = given.cash if paid.type == "cash" else given.amount
    reference = str(-given.points) if paid.type == "points" else paid.reference
    return Tender(
        number,
        paid.type,
        -amount,
        reference,
        paid.attempt,
        paid.account,
        points=-given.points,
        bonus=-given.bonus,
        whole=paid.whole,
    )


def points_gone(
    sold: Sold, given: Sequence[GivenBack], rule: PointsRule | None, lines: Sequence[tuple[int, int]] = ()
) -> int:
    """Points earned less those already taken back, less what the rest of the sale earns (M7). `lines`: (line of the
    sale, worth) of what comes back; `rule`: where the sale does not say by which it earned."""
    by = sold.earning or (Earning("", rule.per) if rule is not None else None)
    if not sold.earned or by is None or by.per <= 0:
        return 0
    money = {paid.number: paid.left for paid in sold.paid if paid.type != "points"}
    for g in given:
        if g.tender in money:
            money[g.tender] -= g.amount
    left = {x.number: x.net - x.back_net - sum(net for of, net in lines if of == x.number) for x in sold.lines}
    counting = sum(net for number, net in left.items() if number not in by.without)
    return max(0, sold.earned - sold.reversed - by.points(sum(money.values()), counting, sum(left.values())))


def after(sold: Sold, lines: Sequence[ReturnLine], plan: RefundPlan) -> Sold:
    """The sale once these have come back."""
    sums: dict[int, tuple[int, int, int]] = {}
    for x in lines:
        count, net, tax = sums.get(x.of, (0, 0, 0))
        sums[x.of] = (count + x.quantity, net + x.net, tax + x.tax)
    given = {g.tender: g for g in plan.given}
    return replace(
        sold,
        lines=tuple(came_back(line, *sums[line.number]) if line.number in sums else line for line in sold.lines),
        paid=tuple(gone_back(paid, given[paid.number]) if paid.number in given else paid for paid in sold.paid),
        reversed=sold.reversed + plan.reversed,
    )


def came_back(line: SoldLine, quantity: int, net: int, tax: int) -> SoldLine:
    """The line with so much more of it back."""
    return replace(line, back=line.back + quantity, back_net=line.back_net + net, back_tax=line.back_tax + tax)


def gone_back(paid: Paid, given: GivenBack) -> Paid:
    """The tender with so much more of it given back."""
    return replace(
        paid,
        back=paid.back + given.amount,
        cash_back=paid.cash_back + given.cash,
        points_back=paid.points_back + given.points,
        bonus_back=paid.bonus_back + given.bonus,
    )
