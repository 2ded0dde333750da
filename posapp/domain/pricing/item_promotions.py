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

Reductions are rounded once a line, not once a unit, but for those of only so many pieces. `quantity`, `spend` and
steps are conditions on everything in scope that may take item promotions, at its price of step 1. A gift is one of the
promotions on counted pieces: its condition is met by goods in scope that it does not give away itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from posapp.domain.cart import UNIT
from posapp.domain.money import divide
from posapp.domain.pricing.groups import WHOLE, Pieces, group_shares, group_size
from posapp.domain.pricing.unit_price import Start, Takes
from posapp.domain.pricing.values import Discount
from posapp.domain.promotion import GROUP_KINDS, Promotion, PromotionMode, multiples, reached

_PRICE, _AMOUNT, _PERCENT = range(3)
_COMPOUND_ORDER: Final = {
    "fixed_price": _PRICE,
    "n_for_price": _PRICE,
    "bundle": _PRICE,
    "amount": _AMOUNT,
    "buy_n_get_m": _AMOUNT,
    "gift": _AMOUNT,
    "percent": _PERCENT,
    "nth_percent": _PERCENT,
}
_NEEDS: Final = {"percent": Takes.PERCENT, "amount": Takes.RATE, "fixed_price": Takes.RATE}


class Offer(NamedTuple):
    """A promotion, the lines that may take it, and to how many groups or pieces it is given at most (0: to all)."""

    promotion: Promotion
    lines: list[int]
    most: int = 0


@dataclass(slots=True)
class Plan:
    """What each line would get, and which lines depend on each other for it."""

    discounts: dict[int, list[Discount]] = field(default_factory=dict)
    ties: list[list[int]] = field(default_factory=list)

    def saving(self, lines: Iterable[int]) -> int:
        """The sum over these lines."""
        saved = 0
        for i in lines:
            for discount in self.discounts.get(i, ()):
                saved += discount.amount
        return saved


class _Bid(NamedTuple):
    """A group promotion that would take some of its lines; the smallest rank goes first."""

    rank: tuple[int, int, str]
    promotion: Promotion
    shares: dict[int, int]


def item_promotions(
    starts: Mapping[int, Start], narrow: Mapping[int, Sequence[Promotion]], whole: Sequence[Promotion]
) -> dict[int, tuple[Discount, ...]]:
    """The discounts of each line. `narrow`: the promotions in force that have the line in scope, for each line that may
    take any; `whole`: those that are for all of them."""
    scopes: dict[str, tuple[Promotion, list[int]]] = {}
    for i, promotions in narrow.items():
        for promotion in promotions:
            known = scopes.get(promotion.id)
            if known is None:
                scopes[promotion.id] = (promotion, [i])
            else:
                known[1].append(i)
    found = list(scopes.values())
    if whole:
        taking = [i for i, begun in starts.items() if begun.takes is not Takes.NOTHING]
        found += [(promotion, taking) for promotion in whole]
    met = [offer for scope in found if (offer := _met(*scope, starts)) is not None]
    return {i: tuple(given) for heap in _independent(met) for i, given in _decide(starts, heap).items()}


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
    if not offers:
        return []
    everywhere = max([len(offer.lines) for offer in offers])
    if len(offers) == 1 or everywhere == len(set().union(*[offer.lines for offer in offers])):
        return [offers]
    heap_of = {i: n for n, heap in enumerate(joined(lines for _, lines, _ in offers)) for i in heap}
    heaps: dict[int, list[Offer]] = {}
    for offer in offers:
        heaps.setdefault(heap_of[offer.lines[0]], []).append(offer)
    return heaps.values()


def _met(promotion: Promotion, lines: list[int], starts: Mapping[int, Start]) -> Offer | None:
    """The promotion as it is given to these lines, None while its condition is not met."""
    if promotion.kind == "gift":
        return _gift(promotion, lines, starts)
    wanted = group_size(promotion) if promotion.kind in GROUP_KINDS else promotion.quantity
    if wanted < 2 and not promotion.spend and not promotion.steps:
        return Offer(promotion, lines, promotion.per_basket)
    pieces = sum([starts[i].pieces for i in lines])
    asks_worth = promotion.spend > 0 or bool(promotion.steps)
    found = reached(promotion, pieces, _worth(lines, starts) if asks_worth else 0)
    if found is None or (promotion.kind in GROUP_KINDS and pieces < wanted):
        return None
    return Offer(found, lines, promotion.per_basket)


def _worth(lines: Iterable[int], starts: Mapping[int, Start]) -> int:
    return sum([starts[i].net for i in lines])


def _gift(promotion: Promotion, lines: Iterable[int], starts: Mapping[int, Start]) -> Offer | None:
    """To as many pieces of its goods as the others in scope fulfil the condition for."""
    gifts = [i for i in lines if starts[i].line.product.sku == promotion.gift and starts[i].takes is Takes.PIECES]
    scope = [i for i in lines if promotion.covers(starts[i].line.product.sku, starts[i].line.product.category)]
    pieces, spend = sum([starts[i].pieces for i in scope]), _worth(scope, starts)
    each = next((starts[i].net // starts[i].pieces for i in gifts if i in scope), None)

    def too_many(given: int) -> bool:
        own, worth = (0, 0) if each is None else (given, given * each)
        return multiples(promotion, pieces - own, spend - worth) * max(promotion.free, 1) < given

    there = range(1, sum([starts[i].pieces for i in gifts]) + 1)
    most = bisect_left(there, True, key=too_many)
    return Offer(promotion, gifts, most) if most else None


def _decide(starts: Mapping[int, Start], offers: Iterable[Offer]) -> dict[int, list[Discount]]:
    of_mode: dict[PromotionMode, list[Offer]] = {"exclusive": [], "best_price": [], "compound": []}
    odd = {i for i, begun in starts.items() if begun.takes is not Takes.PIECES}
    for offer in offers:
        if odd:
            needs = Takes.PIECES if offer.promotion.by_pieces else _NEEDS[offer.promotion.kind]
            offer = offer._replace(lines=[i for i in offer.lines if i not in odd or starts[i].takes >= needs])
        of_mode[offer.promotion.mode].append(offer)
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
    return [offer._replace(lines=[i for i in offer.lines if i not in taken]) for offer in offers] if taken else offers


def _best(starts: Mapping[int, Start], offers: Sequence[Offer]) -> Plan:
    most: dict[int, int] = {}
    best: dict[int, tuple[int, str]] = {}
    groups = []
    for offer in offers:
        promotion = offer.promotion
        if promotion.by_pieces:
            groups.append(offer)
            continue
        rank = (-promotion.priority, promotion.id)
        for i, saved in _savings(promotion, starts, offer.lines):
            known = most.get(i, 0)
            if saved > known or (saved == known and saved and rank < best[i]):
                most[i], best[i] = saved, rank
    plan = Plan({i: [Discount("promotion", id_, most[i])] for i, (_, id_) in best.items()})
    if groups:
        _take_groups(plan, starts, groups)
    return plan


def _take_groups(plan: Plan, starts: Mapping[int, Start], groups: Sequence[Offer]) -> None:
    """Let promotions on counted pieces take lines of the plan where that gains, the greatest gain first."""
    left = {offer.promotion.id: offer for offer in groups}
    wanting: dict[int, list[str]] = {}
    for offer in groups:
        for i in offer.lines:
            wanting.setdefault(i, []).append(offer.promotion.id)
    bids = {id_: bid for id_, offer in left.items() if (bid := _bid(plan, starts, offer)) is not None}
    waiting = [(bid.rank, bid.promotion.id) for bid in bids.values()]
    heapify(waiting)
    while waiting:
        rank, first = heappop(waiting)
        if first not in bids or bids[first].rank != rank:  # it has made another bid since, or none
            continue
        winner = bids.pop(first)
        _give(plan, winner.promotion, winner.shares, fresh=True)
        del left[first]
        for id_ in {id_ for i in winner.shares for id_ in wanting[i] if id_ in left}:
            left[id_] = left[id_]._replace(lines=[i for i in left[id_].lines if i not in winner.shares])
            bid = _bid(plan, starts, left[id_])
            if bid is None:
                bids.pop(id_, None)
            elif bids.get(id_) != bid:
                bids[id_] = bid
                heappush(waiting, (bid.rank, id_))


def _bid(plan: Plan, starts: Mapping[int, Start], offer: Offer) -> _Bid | None:
    promotion = offer.promotion
    shares = _shares(offer, starts, {})
    gain = sum(shares.values()) - plan.saving(shares)
    return _Bid((-gain, -promotion.priority, promotion.id), promotion, shares) if shares and gain >= 0 else None


def _shares(offer: Offer, starts: Mapping[int, Start], left: Mapping[int, int]) -> dict[int, int]:
    """What counted pieces save; `left`: at what a line stands where it is not at its start any more."""
    promotion, lines = offer.promotion, offer.lines
    if len(lines) == 1 and promotion.kind in GROUP_KINDS and not promotion.parts:  # the usual case: nothing to sort
        begun, size = starts[lines[0]], group_size(promotion)
        if begun.pieces < size:
            return {}
    pieces = [Pieces(i, left.get(i, starts[i].net), starts[i].pieces, starts[i].line.product) for i in lines]
    return group_shares(promotion, pieces, offer.most)


def _compound(starts: Mapping[int, Start], offers: Iterable[Offer]) -> Plan:
    plan = Plan()
    left: dict[int, int] = {}
    for offer in sorted(offers, key=_turn):
        promotion = offer.promotion
        if promotion.by_pieces:
            shares = _shares(offer, starts, left)
        else:
            shares = {i: _saved(promotion, starts[i], left.get(i, starts[i].net)) for i in offer.lines}
        _give(plan, promotion, shares, fresh=False)
        left.update((i, left.get(i, starts[i].net) - share) for i, share in shares.items())
    return plan


def _turn(offer: Offer) -> tuple[int, int, str]:
    promotion = offer.promotion
    return (_COMPOUND_ORDER[promotion.kind], -promotion.priority, promotion.id)


def _give(plan: Plan, promotion: Promotion, shares: Mapping[int, int], *, fresh: bool) -> None:
    for i, share in shares.items():
        if fresh:
            plan.discounts.pop(i, None)
        if share:
            plan.discounts.setdefault(i, []).append(Discount("promotion", promotion.id, share))
    if promotion.by_pieces and shares:
        plan.ties.append(list(shares))


def _savings(promotion: Promotion, starts: Mapping[int, Start], lines: Iterable[int]) -> list[tuple[int, int]]:
    """What it takes off each line as it starts. `divide` by hand: a percentage is what is asked most often."""
    if promotion.kind != "percent":
        return [(i, _saved(promotion, starts[i], starts[i].net)) for i in lines]
    twice = 2 * min(promotion.percent, WHOLE)
    return [(i, (starts[i].net * twice + WHOLE) // (2 * WHOLE)) for i in lines]


def _saved(promotion: Promotion, start: Start, net: int) -> int:
    """What a percent, amount or fixed price takes off a line that stands at `net`; never below zero."""
    if promotion.kind == "percent":
        return min(net, divide(net * promotion.percent, WHOLE))
    if promotion.kind == "amount":
        return min(net, divide(promotion.amount * start.line.quantity, UNIT))
    return max(0, net - divide(promotion.price * start.line.quantity, UNIT))
