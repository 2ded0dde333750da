"""Imports the offers of Hong Kong's "Online Price Watch" as promotions of a shop file.

The columns are those of `offer_rules.csv.gz`: each row is a clause of an offer, read into a rule. A second file (CSV
with the columns `sku` and `offer_id`) says which goods carry which offer. Each clause becomes one promotion for all
goods that carry its offer, or is refused with a reason; several clauses of one offer are promotions of which the better
one counts.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hub.lines import say, warn

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "bundle_price": ("n", "amount_cents"),
    "bundle_save": ("n", "amount_cents"),
    "nth_half_price": ("n",),
    "percent_off_from_n": ("n", "percent_off"),
    "buy_n_get_m": ("n", "m_free"),
    "spend_save": ("spend_cents", "amount_cents"),
    "percent_off_from_spend": ("spend_cents", "percent_off"),
}
"""The kinds of clauses, and the figures that each must have."""


class Refuse(Exception):  # noqa: N818 - an answer about a row
    """The row says nothing that can be sold by."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of an offer, as the source says it: `id` is the offer's number and the clause's place in it."""

    id: str
    offer: str
    kind: str
    text: str
    n: int = 0
    m_free: int = 0
    spend_cents: int = 0
    amount_cents: int = 0
    percent_off: int = 0

    def promotion(self, items: Iterable[str]) -> dict[str, Any]:
        """The row of a shop file for the goods that carry the offer."""
        said = {"id": self.id, "name": {"zh": self.text}, "items": sorted(items)}
        off, spend, percent = _money(self.amount_cents), _money(self.spend_cents), str(self.percent_off)
        match self.kind:
            case "bundle_price":
                return said | {"kind": "n_for_price", "quantity": self.n, "price": off}
            case "bundle_save":
                return said | {"kind": "bundle", "quantity": self.n, "amount": off}
            case "nth_half_price":
                return said | {"kind": "nth_percent", "quantity": self.n, "percent": "50"}
            case "percent_off_from_n":
                return said | {"kind": "percent", "quantity": self.n, "percent": percent}
            case "buy_n_get_m":
                return said | {"kind": "buy_n_get_m", "quantity": self.n, "free": self.m_free}
            case "spend_save":
                return said | {"kind": "threshold_amount", "spend": spend, "amount": off}
        return said | {"kind": "threshold_percent", "spend": spend, "percent": percent}


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def clauses(data: bytes) -> Iterator[Clause | tuple[int, str]]:
    """Every row's clause, or its line in the file and why there is none."""
    seen: dict[str, int] = {}
    for line, row in _rows(data):
        offer = row.get("offer_id") or ""
        seen[offer] = seen.get(offer, 0) + 1
        try:
            yield _clause(row, f"{offer}.{seen[offer]}")
        except Refuse as why:
            yield line, str(why)


def _clause(row: Mapping[str, str], id_: str) -> Clause:
    kind = row.get("kind") or ""
    needed = NEEDED.get(kind)
    if needed is None:
        raise Refuse(f"there is no kind {kind[:40]!r}")
    figures = {name: _whole(row, name) for name in needed}
    return Clause(id_, row["offer_id"], kind, (row.get("clause") or "").strip()[:200] or id_, **figures)


def _whole(row: Mapping[str, str], name: str) -> int:
    text = row.get(name) or ""
    if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) < 1:
        raise Refuse(f"{name} is {text[:40]!r}, not a whole number above 0")
    return int(text)


def _rows(data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    reader = csv.DictReader(io.StringIO(plain.decode("utf-8-sig"), newline=""))
    for row in reader:
        yield reader.line_num, row


def main(argv: Sequence[str]) -> int:
    """`hub import hk-offers RULES --carried FILE --into SHOP --out SHOP`: exit 0, or 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="hub import hk-offers", description="Import Hong Kong's Price Watch offers.")
    parser.add_argument("rules", type=Path, metavar="RULES")
    parser.add_argument("--carried", type=Path, required=True, metavar="FILE", help="CSV: sku, offer_id")
    parser.add_argument("--into", type=Path, required=True, metavar="SHOP", help="the shop file with the goods")
    parser.add_argument("--out", type=Path, required=True, metavar="SHOP", help="the shop file to write")
    options = parser.parse_args(argv)
    try:
        shop = json.loads(options.into.read_text("utf-8"))
        known = {product["sku"] for product in shop["products"]}
        carried: dict[str, set[str]] = {}
        for _, row in _rows(options.carried.read_bytes()):
            if row["sku"] in known:
                carried.setdefault(row["offer_id"], set()).add(row["sku"])
        found = list(clauses(options.rules.read_bytes()))
        read = [clause for clause in found if isinstance(clause, Clause)]
        offers = [clause.promotion(carried[clause.offer]) for clause in read if clause.offer in carried]
        shop["promotions"] = [*shop.get("promotions", ()), *offers]
        options.out.write_text(json.dumps(shop, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except (OSError, EOFError, ValueError, KeyError, TypeError, csv.Error) as error:
        warn(repr(error))
        return 2
    for refused in found:
        if not isinstance(refused, Clause):
            say(f"REFUSED: line {refused[0]}: {refused[1]}")
    nowhere, left = len(read) - len(offers), len(found) - len(read)
    say(f"clauses {len(found)} = offers {len(offers)} + carried by nothing {nowhere} + refused {left}")
    return 0
