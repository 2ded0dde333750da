"""A basket of 100 lines under 2,000 active promotions is priced again within one frame of the screen.

    python -m bench pricing [--lines N] [--promotions N] [--rounds N] [--each N]

none: the basket without a promotion, from nothing. all: the same with every promotion of the shop, from nothing, as
when a member comes or prices change. scan: one more line, upon the last pricing, as at each scan. few: only those of
the promotions that concern the basket, from nothing. many: these and ten times the shop's number that concern other
goods: what does not concern a basket must cost it nothing. A frame is 1/60 s, and the p99 of it is "own" time.

The promotions are of all kinds, most for some goods, a tenth for a category, one in forty for the whole basket;
some on terms (hours, tier, coupon, limits), all in force.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bench import timing
from posapp.domain.cart import UNIT, Cart, add
from posapp.domain.catalog import Product
from posapp.domain.pricing import PriceBook, price, price_book
from posapp.domain.promotion import Hours, Part, Promotion, Step
from posapp.domain.tax import Tax

FRAME_MS: Final = 1000 / 60
GOALS: Final = {"p99 of all, ms": FRAME_MS, "p99 of scan, ms": FRAME_MS, "p50, many / few": 1.1}
NONE, ALL, SCAN, FEW, MANY = "none", "all", "scan", "few", "many"

AT: Final = "2026-11-21T04:00:00Z"
ZONE: Final = "Asia/Shanghai"
TAXES: Final = {"13": Tax("13", "rate", 13_000), "9": Tax("9", "rate", 9_000)}
SKUS: Final = 5_000
CATEGORIES: Final = 100
PAGE: Final = 1_000
"""The skus of promotions that concern nobody here begin after so many times SKUS."""


def product(number: int) -> Product:
    """A product of a shop with a hundred categories."""
    amount = 100 + number * 37 % 20_000
    return Product(f"s{number}", f"商品{number}", f"Goods {number}", amount, "13", f"c{number % CATEGORIES}")


def promotions(count: int, first: int = 0, seed: int = 4) -> Iterator[Promotion]:
    """So many active ones; `first`: from which sku on their goods are."""
    chance = random.Random(seed)
    for number in range(count):
        yield _promotion(number, first, chance)


def _promotion(number: int, first: int, chance: random.Random) -> Promotion:
    skus = frozenset(f"s{first + chance.randrange(SKUS)}" for _ in range(chance.randrange(1, 6)))
    gift = f"s{first + chance.randrange(SKUS)}"
    kinds = (
        Promotion("", "percent", percent=15_000),
        Promotion("", "amount", amount=200, mode="compound"),
        Promotion("", "fixed_price", price=500),
        Promotion("", "n_for_price", quantity=2, price=900),
        Promotion("", "buy_n_get_m", quantity=2, free=1),
        Promotion("", "nth_percent", quantity=2, percent=50_000),
        Promotion("", "percent", percent=10_000, quantity=2, steps=(Step(quantity=3, percent=20_000),)),
        Promotion("", "percent", percent=30_000, per_basket=1),
        Promotion("", "gift", gift=gift),
        Promotion("", "bundle", parts=(Part(1, skus), Part(1, frozenset({gift}))), price=700),
        Promotion("", "threshold_amount", spend=20_000, amount=2_000, steps=(Step(spend=50_000, amount=7_000),)),
        Promotion("", "threshold_percent", spend=10_000, percent=5_000, mode="compound"),
    )
    found = replace(kinds[number % len(kinds)], id=f"p{first}.{number}", priority=chance.randrange(3), skus=skus)
    if found.parts:
        return replace(found, skus=skus | {gift})
    if number % 10 == 7:
        found = replace(found, skus=frozenset(), categories=frozenset({f"c{first + chance.randrange(CATEGORIES)}"}))
    elif number % 120 in (10, 11, 36) and not first:
        found = replace(found, skus=frozenset())
    return replace(found, **TERMS[number % len(TERMS)])  # type: ignore[arg-type]


TERMS: Final[tuple[dict[str, object], ...]] = (
    {},
    {},
    {"hours": (Hours((6,), "09:00", "21:00"),)},
    {},
    {"tier": "gold"},
    {"starts": "2026-11-01T00:00:00Z", "ends": "2026-12-01T00:00:00Z"},
    {"per_day": 100},
)


def basket(lines: int, seed: int = 7) -> Cart:
    """So many different goods, one to three pieces each, of a gold member."""
    chance = random.Random(seed)
    cart = Cart(member="M1", tier="gold")
    for number in chance.sample(range(SKUS), lines):
        cart = add(cart, product(number), chance.randrange(1, 4) * UNIT)
    return cart


def book(offers: Iterator[Promotion] | tuple[Promotion, ...]) -> PriceBook:
    """The rules at a Saturday's noon."""
    return price_book("inclusive", TAXES, offers, AT, ZONE)


def concerning(cart: Cart, rules: PriceBook) -> tuple[Promotion, ...]:
    """Those of the book that have a line of the basket in their scope."""
    scopes = (rules.index.items, rules.index.thresholds)
    return tuple({p.id: p for line in cart.lines for scope in scopes for p in scope.of(line.product)}.values())


def variants(lines: int, count: int) -> tuple[dict[str, timing.Variant], str]:
    """What is timed, and a sentence on what it is about."""
    cart, everything = basket(lines), book(promotions(count))
    few = concerning(cart, everything)
    some = book(few)
    many = book((*few, *promotions(10 * count, PAGE * SKUS)))
    shorter = replace(cart, lines=cart.lines[:-1])
    before, plain = price(shorter, everything), book(())
    given = {d.id for line in price(cart, everything).lines for d in line.discounts}
    said = f"{lines} lines, {count:,} promotions, of which {len(few)} concern the basket and {len(given)} apply"
    return {
        NONE: timing.Variant(lambda: price(cart, plain)),
        ALL: timing.Variant(lambda: price(cart, everything)),
        SCAN: timing.Variant(lambda: price(cart, everything, before)),
        FEW: timing.Variant(lambda: price(cart, some)),
        MANY: timing.Variant(lambda: price(cart, many)),
    }, said


def main(argv: list[str] | None = None) -> int:
    """Print the table; 1 when a goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--lines", type=int, default=100)
    arguments.add_argument("--promotions", type=int, default=2_000)
    arguments.add_argument("--rounds", type=int, default=25)
    arguments.add_argument("--each", type=int, default=40)
    chosen = arguments.parse_args(argv)
    timed, said = variants(chosen.lines, chosen.promotions)
    found = timing.run(timed, rounds=chosen.rounds, each=chosen.each)
    print(f"{said}; {chosen.rounds} rounds of {chosen.each}")
    print(timing.table(found, NONE))
    figures = (
        timing.median(r.own_percentile(99) for r in found[ALL]) * 1e3,
        timing.median(r.own_percentile(99) for r in found[SCAN]) * 1e3,
        timing.ratio(found[MANY], found[FEW], lambda r: r.own_percentile(50)),
    )
    return timing.verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


if __name__ == "__main__":
    sys.exit(main())
