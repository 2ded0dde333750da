"""Real offers at the till: every clause of Hong Kong's price watch on each price that carried it, to the cent.

    python -m bench offers [--each N] [--shared DIR]

A clause goes the whole way of a promotion: the importer's row of a shop file, the row of the feed, the body in the
catalogue file. Then so many pieces are rung up at a price that carried its offer, around each point at which something
changes. The till's total must equal `expected`, plain integer arithmetic on the clause that knows nothing of pricing,
and must never be above what the pieces cost without an offer. So must an offer of several clauses: the best one counts.
One clause says nothing (买2件悭$0.00) and is refused by the importer.
`--each 50` takes every fiftieth price of an offer, for a quick look; the whole is the claim.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from bench.timing import verdict
from hub.importers.hk_offers import Clause, clauses
from posapp.contract.feed_promotions import PromotionRow
from posapp.contract.shop_promotions import ShopPromotion
from posapp.contract.shop_text import Terms
from posapp.contract.snapshot import promotion_of, promotion_row
from posapp.domain.cart import UNIT, Cart, add
from posapp.domain.catalog import Product
from posapp.domain.pricing import price, price_book
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax

GOALS: Final = {"totals that differ": 0, "dearer than without an offer": 0, "clauses refused": 1}
TAXES: Final = {"0": Tax("0", "zero")}
SKU: Final = "P"
SHARED: Final = Path(__file__).resolve().parents[2] / "shared"

_adapter: Final = TypeAdapter(ShopPromotion)


def expected(clause: Clause, each: int, pieces: int) -> int:
    """What so many pieces at `each` cents cost by the clause alone: integers, a half rounded up."""
    worth, groups = each * pieces, pieces // max(clause.n, 1)
    match clause.kind:
        case "bundle_price":
            return worth - groups * max(0, clause.n * each - clause.amount_cents)
        case "bundle_save":
            return worth - groups * min(clause.n * each, clause.amount_cents)
        case "nth_half_price":
            return worth - groups * ((each + 1) // 2)
        case "percent_off_from_n":
            return worth - _percent(worth, clause.percent_off) if pieces >= clause.n else worth
        case "buy_n_get_m":
            return worth - pieces // (clause.n + clause.m_free) * clause.m_free * each
        case "spend_save":
            return max(0, worth - clause.amount_cents) if worth >= clause.spend_cents else worth
    return worth - _percent(worth, clause.percent_off) if worth >= clause.spend_cents else worth


def _percent(amount: int, percent: int) -> int:
    return (2 * amount * percent + 100) // 200


def turning_points(clause: Clause, each: int) -> set[int]:
    """The numbers of pieces around which the total changes its course."""
    at = -(-clause.spend_cents // each) if clause.spend_cents else clause.n + clause.m_free
    return {n for n in (1, at - 1, at, at + 1, 2 * at - 1, 2 * at, 2 * at + 1) if n > 0}


def travelled(clause: Clause) -> Promotion:
    """The clause as the till has it, after its way through shop file, feed and catalogue."""
    said = _adapter.validate_python(clause.promotion([SKU]), context={})
    row = PromotionRow.model_validate_json(PromotionRow.of(said.value(Terms(2))).model_dump_json(exclude_defaults=True))
    promotion = promotion_of(promotion_row(row.value())[1])
    assert promotion is not None
    return promotion


def till_total(offers: Sequence[Promotion], each: int, pieces: int) -> int:
    """What the till asks for the pieces."""
    goods = Product(SKU, "货", "Goods", each, "0", "any")
    return price(add(Cart(), goods, pieces * UNIT), price_book("inclusive", TAXES, offers)).total


@dataclass(slots=True)
class Found:
    """What came of it: examples of what was wrong, and how much was looked at."""

    differ: list[str] = field(default_factory=list)
    dearer: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    baskets: int = 0
    pairs: int = 0
    rows: int = 0
    clauses: int = 0

    def look(self, name: str, offers: Sequence[Promotion], each: int, pieces: int, wanted: int) -> None:
        """Ring up one basket."""
        total = till_total(offers, each, pieces)
        self.baskets += 1
        if total != wanted:
            self.differ.append(f"{name}: {pieces} at {each}: {total}, not {wanted}")
        if total > each * pieces:
            self.dearer.append(f"{name}: {pieces} at {each}: {total}")


def carried(shared: Path) -> dict[str, dict[int, int]]:
    """Offer -> each price that carried it -> in how many rows."""
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    table = parquet.read_table(shared / "data/hk_pricewatch/price_runs.parquet", columns=["price_cents", "offer_id"])
    found: dict[str, dict[int, int]] = {}
    counted: Any = table.group_by(["offer_id", "price_cents"]).aggregate([([], "count_all")])
    for row in counted.to_pylist():
        if row["offer_id"]:
            found.setdefault(str(row["offer_id"]), {})[row["price_cents"]] = row["count_all"]
    return found


def offers_of(data: bytes, found: Found) -> dict[str, list[Clause]]:
    """The clauses of each offer."""
    read: dict[str, list[Clause]] = {}
    for clause in clauses(data):
        if isinstance(clause, Clause):
            read.setdefault(clause.offer, []).append(clause)
            found.clauses += 1
        else:
            found.refused.append(f"line {clause[0]}: {clause[1]}")
    return read


def check(shared: Path, each: int = 1) -> Found:
    """All of it, or every so-manieth price of it."""
    found = Found()
    offers = offers_of((shared / "data/hk_pricewatch/offer_rules.csv.gz").read_bytes(), found)
    for number, (offer, amount, rows) in enumerate(_pairs(offers, carried(shared))):
        if number % each == 0:
            found.pairs += 1
            found.rows += rows
            _check_pair(found, offers[offer], amount)
    return found


def _pairs(offers: Mapping[str, object], prices: Mapping[str, Mapping[int, int]]) -> Iterator[tuple[str, int, int]]:
    for offer in sorted(offers, key=int):
        for amount, rows in sorted(prices.get(offer, {}).items()):
            yield offer, amount, rows


def _check_pair(found: Found, rules: Sequence[Clause], amount: int) -> None:
    promotions = [travelled(rule) for rule in rules]
    points = {n: rule for rule in rules for n in turning_points(rule, amount)}
    for rule, promotion in zip(rules, promotions, strict=True):
        for pieces in sorted(turning_points(rule, amount)):
            found.look(rule.id, [promotion], amount, pieces, expected(rule, amount, pieces))
    if len(rules) > 1 and not any(promotion.threshold for promotion in promotions):
        for pieces in sorted(points):
            best = min(expected(rule, amount, pieces) for rule in rules)
            found.look(f"offer {rules[0].offer}", promotions, amount, pieces, best)


def main(argv: list[str] | None = None) -> int:
    """Print what was looked at; 1 when something was wrong."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--each", type=int, default=1)
    arguments.add_argument("--shared", type=Path, default=SHARED)
    chosen = arguments.parse_args(argv)
    begun = time.perf_counter()
    found = check(chosen.shared, chosen.each)
    for wrong in (found.differ, found.dearer, found.refused):
        print("\n".join(wrong[:20]), end="\n" if wrong else "")
    print(f"{found.clauses:,} clauses; {found.pairs:,} pairs of an offer and a price, of {found.rows:,} rows of prices")
    print(f"{found.baskets:,} baskets priced in {time.perf_counter() - begun:.0f} s")
    figures = (len(found.differ), len(found.dearer), len(found.refused))
    return verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


if __name__ == "__main__":
    sys.exit(main())
