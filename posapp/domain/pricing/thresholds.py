"""Step 3: threshold promotions (满减, 满折), after the item promotions and before any coupon.

- Each is tested on *all* lines in its scope, at their nets after the item promotions, whatever other thresholds take.
- A compound one discounts only lines that carry compound promotions or none. One that does not compound ("best price",
  "exclusive") never stacks: it discounts only lines that carry none. A member price or an override is a price, not a
  promotion; a reduction given by an import script counts as one that does not compound.
- Exclusive ones choose their lines first. Then either the best-price ones take theirs and all compounds apply to the
  rest, or the compounds come first and the best-price ones take what is left: whichever saves more in all, ties keep
  best price. Of several that do not compound the one that saves most goes first (ties: higher priority number, smaller
  id) and keeps its lines for itself. Compounds: amounts first, then percentages; higher priority number first, then id.
- The amount, or the percentage of the lines together, is rounded once and split over the lines by money rule M4. It is
  given once, or with `each` for every multiple of what was to be reached, at most `per_basket` times.
- Goods that take no offers are in no scope: they neither get anything nor help to reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from posapp.domain.money import allocate, divide
from posapp.domain.pricing.groups import WHOLE
from posapp.domain.pricing.index import PromotionIndex
from posapp.domain.pricing.occasion import Customer, in_force
from posapp.domain.pricing.values import PriceBook, PricedLine, Share, taken_off
from posapp.domain.promotion import Promotion, PromotionMode, multiples, reached

Offer = tuple[Promotion, list[int]]
"""A promotion and the lines in its scope."""


def threshold_promotions(lines: Sequence[PricedLine], book: PriceBook, customer: Customer) -> dict[int, list[Share]]:
    """The shares of the lines (by position) that get one."""
    of_mode: dict[PromotionMode, list[Offer]] = {"exclusive": [], "best_price": [], "compound": []}
    worth, pieces = [line.net for line in lines], [line.line.pieces for line in lines]
    sums: dict[int, tuple[int, int]] = {}
    offers = list(_in_scope(lines, book, customer))
    for promotion, scope in offers:
        if id(scope) not in sums:  # those of the whole basket share theirs
            sums[id(scope)] = (sum([pieces[i] for i in scope]), sum([worth[i] for i in scope]))
        given = _given(promotion, *sums[id(scope)])
        if given is not None:
            of_mode[promotion.mode].append((given, scope))
    exclusive, best, compound = of_mode["exclusive"], of_mode["best_price"], of_mode["compound"]
    if not (exclusive or best or compound):
        return {}
    carried = [_carried(line, book.index) for line in lines]
    untouched = {i for i, mode in enumerate(carried) if mode is None}
    compounding = {i for i, mode in enumerate(carried) if mode == "compound"}
    alone = _one_each(exclusive, lines, untouched)
    untouched -= alone.keys()
    best_first = _one_each(best, lines, untouched)
    if not compound:
        return alone | best_first
    best_first |= _compounds(compound, lines, (untouched | compounding) - best_first.keys())
    compounds_first = _compounds(compound, lines, untouched | compounding)
    compounds_first |= _one_each(best, lines, untouched - compounds_first.keys())
    return alone | max(best_first, compounds_first, key=_saving)


def _in_scope(lines: Sequence[PricedLine], book: PriceBook, customer: Customer) -> Iterable[Offer]:
    scopes, occasion = book.index.thresholds, book.occasion(customer)
    taking = [i for i, line in enumerate(lines) if not line.line.product.no_offers]
    found: dict[str, Offer] = {p.id: (p, taking) for p in in_force(scopes.whole, occasion)}
    if scopes.by_sku or scopes.by_category:
        for i in taking:
            narrow = scopes.narrow(lines[i].line.product)
            for promotion in in_force(narrow, occasion) if narrow else ():
                found.setdefault(promotion.id, (promotion, []))[1].append(i)
    return found.values()


def _given(promotion: Promotion, pieces: int, spend: int) -> Promotion | None:
    """The promotion with the figures that it has for what is in scope, None where it is not reached."""
    found = reached(promotion, pieces, spend)
    if found is None or not found.each:
        return found
    return replace(found, amount=found.amount * multiples(found, pieces, spend))


def _carried(line: PricedLine, index: PromotionIndex) -> PromotionMode | None:
    """The mode of what the line carries, None for no promotion at all; a line in doubt does not compound."""
    found: PromotionMode | None = None
    for discount in line.discounts:
        if discount.kind == "given" or (discount.kind == "promotion" and index.by_id[discount.id].mode != "compound"):
            return "best_price"
        if discount.kind == "promotion":
            found = "compound"
    return found


def _one_each(offers: list[Offer], lines: Sequence[PricedLine], free: set[int]) -> dict[int, list[Share]]:
    """Those that do not compound: the one that saves most takes its lines, then the next on what is left."""
    shares: dict[int, list[Share]] = {}
    while offers and not free <= shares.keys():
        ranked = []
        open_: dict[int, tuple[dict[int, int], int]] = {}
        for promotion, scope in offers:
            if id(scope) not in open_:  # those of the whole basket share theirs
                taken = {i: lines[i].net for i in scope if i in free and i not in shares}
                open_[id(scope)] = (taken, sum(taken.values()))
            taken, worth = open_[id(scope)]
            saved = _saved(promotion, worth)
            if saved:
                ranked.append(((-saved, -promotion.priority, promotion.id), promotion, saved, taken))
        if not ranked:
            break
        _, winner, saved, taken = min(ranked, key=lambda r: r[0])
        _split(shares, winner, saved, taken)
        offers = [offer for offer in offers if offer[0] is not winner]
    return shares


def _compounds(offers: Iterable[Offer], lines: Sequence[PricedLine], free: set[int]) -> dict[int, list[Share]]:
    shares: dict[int, list[Share]] = {}
    left = {i: lines[i].net for i in free}
    for promotion, scope in sorted(offers, key=lambda o: (o[0].kind != "threshold_amount", -o[0].priority, o[0].id)):
        nets = {i: left[i] for i in scope if i in free}
        saved = _saved(promotion, sum(nets.values()))
        if saved:
            for i, share in _split(shares, promotion, saved, nets):
                left[i] -= share
    return shares


def _saved(promotion: Promotion, net: int) -> int:
    wanted = promotion.amount if promotion.kind == "threshold_amount" else divide(net * promotion.percent, WHOLE)
    return min(net, wanted)


def _split(
    shares: dict[int, list[Share]], promotion: Promotion, amount: int, nets: dict[int, int]
) -> list[tuple[int, int]]:
    """Lines that get nothing of it stay with those it has taken: an empty list keeps others away. Each line's share."""
    split = list(zip(nets, allocate(amount, tuple(nets.values())), strict=True))
    for i, share in split:
        given = shares.setdefault(i, [])
        if share:
            given.append(("threshold", promotion.id, share))
    return split


def _saving(shares: dict[int, list[Share]]) -> int:
    return sum(map(taken_off, shares.values()))
