"""Step 2: item promotions and who wins where several want the same line.

- An *exclusive* rule beats all others on the lines it saves something on; of several the best wins.
- *Best price*: of the others that do not compound, each line gets the one that saves most; ties go to the higher
  priority number, then to the smaller id. A group promotion takes the lines of its groups together or not at all: again
  and again the one is taken that gains most over what its free lines would get otherwise (ties as above; saving just as
  much is enough).
- *Compound*: all of them apply one after the other, prices for a unit or group first, then amounts off, then
  percentages; in each the higher priority number first, then the smaller id.
- Each line gets the better of "best price" and "all compounds", ties keep best price. Lines that a group promotion ties
  together are decided together, by their sum.

Reductions are rounded once a line, not once a unit. `quantity` and `spend` of a percent, amount or fixed price are
conditions on everything in scope that may take item promotions, at its price of step 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from posapp.domain.cart import UNIT
from posapp.domain.money import divide
from posapp.domain.pricing.groups import WHOLE, group_shares, group_size
from posapp.domain.pricing.index import GROUP_KINDS
from posapp.domain.pricing.unit_price import Start, Takes
from posapp.domain.pricing.values import Discount
from posapp.domain.promotion import Promotion, PromotionMode

_PRICE, _AMOUNT, _PERCENT = range(3)
_COMPOUND_ORDER: Final = {
    "fixed_price": _PRICE,
    "n_for_price": _PRICE,
    "amount": _AMOUNT,
    "buy_n_get_m": _AMOUNT,
    "percent": _PERCENT,
    "nth_percent": _PERCENT,
}
_NEEDS: Final = {"percent": Takes.PERCENT, "amount": Takes.RATE, "fixed_price": Takes.RATE}

Offer = tuple[Promotion, list[int]]
"""A promotion and the lines that may take it."""


@dataclass(slots=True)
class Plan:
    """What each line would get, and which lines depend on each other for it."""

    discounts: dict[int, list[Discount]] = field(default_factory=dict)
    ties: list[list[int]] = field(default_factory=list)

    def saving(self, lines: Iterable[int]) -> int:
        """The sum over these lines."""
        return sum(d.amount for i in lines for d in self.discounts.get(i, ()))


class _Bid(NamedTuple):
    """A group promotion that would take some of its lines; the smallest rank goes first."""

    rank: tuple[int, int, str]
    promotion: Promotion
    shares: dict[int, int]


def item_promotions(
    starts: Mapping[int, Start], rules: Mapping[int, Sequence[Promotion]]
) -> dict[int, tuple[Discount, ...]]:
    """The discounts of each line. `rules` are the promotions in force that have the line in scope."""
    scopes: dict[str, Offer] = {}
    for i, promotions in rules.items():
        if starts[i].takes is not Takes.NOTHING:
            for promotion in promotions:
                scopes.setdefault(promotion.id, (promotion, []))[1].append(i)
    met = [offer for offer in scopes.values() if _condition_met(offer, starts)]
    return {i: tuple(found) for heap in _independent(met) for i, found in _decide(starts, heap).items()}


def joined(sets: Iterable[Sequence[int]]) -> list[list[int]]:
    """The sets, those with a common member made one."""
    member_of: dict[int, list[int]] = {}
    for group in sets:
        whole: list[int] = []
        for i in group:
            other = member_of.get(i)
            if other is None:
                whole.append(i)
                member_of[i] = whole
            elif other is not whole:
                small, whole = sorted((whole, other), key=len)
                whole.extend(small)
                member_of.update((j, whole) for j in small)
    return list({id(group): group for group in member_of.values()}.values())


def _independent(offers: list[Offer]) -> Iterable[list[Offer]]:
    """The offers in heaps that have no line in common: each is decided by itself."""
    if len(offers) < 2:
        return [offers] if offers else []
    heap_of = {i: n for n, heap in enumerate(joined(lines for _, lines in offers)) for i in heap}
    heaps: dict[int, list[Offer]] = {}
    for offer in offers:
        heaps.setdefault(heap_of[offer[1][0]], []).append(offer)
    return heaps.values()


def _condition_met(offer: Offer, starts: Mapping[int, Start]) -> bool:
    promotion, lines = offer
    if promotion.spend and sum([starts[i].net for i in lines]) < promotion.spend:
        return False
    wanted = group_size(promotion)
    return wanted < 2 or sum([starts[i].line.pieces for i in lines]) >= wanted


def _decide(starts: Mapping[int, Start], offers: Iterable[Offer]) -> dict[int, list[Discount]]:
    of_mode: dict[PromotionMode, list[Offer]] = {"exclusive": [], "best_price": [], "compound": []}
    for promotion, lines in offers:
        needs = _NEEDS.get(promotion.kind, Takes.PIECES)
        of_mode[promotion.mode].append((promotion, [i for i in lines if starts[i].takes >= needs]))
    taken = _best(starts, of_mode["exclusive"]).discounts
    best = _best(starts, _without(taken, of_mode["best_price"]))
    compound = _compound(starts, _without(taken, of_mode["compound"]))
    if not compound.discounts:
        return taken | best.discounts
    alone = [[i] for plan in (best, compound) for i in plan.discounts]
    for together in joined([*best.ties, *compound.ties, *alone]):
        plan = compound if compound.saving(together) > best.saving(together) else best
        taken.update((i, plan.discounts[i]) for i in together if i in plan.discounts)
    return taken


def _without(taken: Mapping[int, object], offers: list[Offer]) -> list[Offer]:
    return [(promotion, [i for i in lines if i not in taken]) for promotion, lines in offers] if taken else offers


def _best(starts: Mapping[int, Start], offers: Sequence[Offer]) -> Plan:
    plan = Plan()
    choice: dict[int, tuple[int, int, str]] = {}
    for promotion, lines in offers:
        if promotion.kind not in GROUP_KINDS:
            for i in lines:
                saved = _saved(promotion, starts[i], starts[i].net)
                rank = (-saved, -promotion.priority, promotion.id)
                if saved and (i not in choice or rank < choice[i]):
                    choice[i] = rank
                    plan.discounts[i] = [Discount("promotion", promotion.id, saved)]
    groups = [offer for offer in offers if offer[0].kind in GROUP_KINDS]
    if groups:
        _take_groups(plan, starts, groups)
    return plan


def _take_groups(plan: Plan, starts: Mapping[int, Start], groups: Sequence[Offer]) -> None:
    """Let group promotions take lines of the plan where that gains, the greatest gain first."""
    left = {promotion.id: (promotion, lines) for promotion, lines in groups}
    bids = {offer[0].id: _bid(plan, starts, offer) for offer in groups}
    while any(bids.values()):
        winner = min((bid for bid in bids.values() if bid), key=lambda bid: bid.rank)
        _give(plan, winner.promotion, winner.shares, fresh=True)
        del left[winner.promotion.id], bids[winner.promotion.id]
        for promotion, lines in list(left.values()):
            if not winner.shares.keys().isdisjoint(lines):
                left[promotion.id] = (promotion, [i for i in lines if i not in winner.shares])
                bids[promotion.id] = _bid(plan, starts, left[promotion.id])


def _bid(plan: Plan, starts: Mapping[int, Start], offer: Offer) -> _Bid | None:
    promotion, lines = offer
    shares = group_shares(promotion, [(i, starts[i].net, starts[i].line.pieces) for i in lines])
    gain = sum(shares.values()) - plan.saving(shares)
    return _Bid((-gain, -promotion.priority, promotion.id), promotion, shares) if shares and gain >= 0 else None


def _compound(starts: Mapping[int, Start], offers: Iterable[Offer]) -> Plan:
    plan = Plan()
    left: dict[int, int] = {}
    for promotion, lines in sorted(offers, key=lambda o: (_COMPOUND_ORDER[o[0].kind], -o[0].priority, o[0].id)):
        nets = {i: left.get(i, starts[i].net) for i in lines}
        if promotion.kind in GROUP_KINDS:
            shares = group_shares(promotion, [(i, nets[i], starts[i].line.pieces) for i in lines])
        else:
            shares = {i: _saved(promotion, starts[i], nets[i]) for i in lines}
        _give(plan, promotion, shares, fresh=False)
        left.update((i, nets[i] - share) for i, share in shares.items())
    return plan


def _give(plan: Plan, promotion: Promotion, shares: Mapping[int, int], *, fresh: bool) -> None:
    for i, share in shares.items():
        if fresh:
            plan.discounts.pop(i, None)
        if share:
            plan.discounts.setdefault(i, []).append(Discount("promotion", promotion.id, share))
    if promotion.kind in GROUP_KINDS and shares:
        plan.ties.append(list(shares))


def _saved(promotion: Promotion, start: Start, net: int) -> int:
    """What a percent, amount or fixed price takes off a line that stands at `net`; never below zero."""
    if promotion.kind == "percent":
        return min(net, divide(net * promotion.percent, WHOLE))
    if promotion.kind == "amount":
        return min(net, divide(promotion.amount * start.line.quantity, UNIT))
    return max(0, net - divide(promotion.price * start.line.quantity, UNIT))
