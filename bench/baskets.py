"""Turns a year of real baskets into a replay script: `python bench/baskets.py IN OUT [--summary]`.

IN is JSON Lines, plain or gzipped, one basket a line in the form of `complete_journey/replay_store_367.jsonl.gz`:
basket, store, ts (New York time) and lines[sku, qty, shelf, member_disc, store_coupon, mfr_coupon, dept, type], money
in cents. OUT (gzipped when it ends in .gz) is a script for `posapp replay`: a header that holds the shop, then for each
basket the clock, its lines, the tenders and `complete` with the total that the source says.

- A line enters with what the shelf says (`amount`) and what the member card and the store's coupon took off
  (`discount`): given reductions that need nobody's approval. Only an import script may say so.
- A line that no till rings up enters as an open price, once, with its amount: quantity 0 or below, fuel in thousandths
  of a gallon, a unit price with fractions of a cent, reductions above the price.
- The maker's coupon is a voucher tender; the customer pays the rest exactly, in cash. What a voucher is worth beyond
  the basket's total is forfeited, since vouchers give no change.
- What is no sale at all (no lines, a total below zero, not in this form) is left out and named, never bent.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

ZONE: Final = "America/New_York"
MOST_PIECES: Final = 100
"""Above this the quantity is a volume: in the source only petrol has such numbers."""
STAFF: Final = "c1"
PIN: Final = "1111"


class NotASale(Exception):  # noqa: N818 - the text says why a basket is left out
    """This basket cannot become a sale."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the till rings it up, in cents; `odd` says why it enters as an open price."""

    sku: str
    quantity: int
    amount: int
    discount: int
    voucher: int
    odd: str
    name: str
    department: str

    @property
    def net(self) -> int:
        """What the customer owes for it before the maker's coupon."""
        return self.amount - self.discount


@dataclass(frozen=True, slots=True)
class Basket:
    """One basket of the source."""

    number: str
    store: str
    ts: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        """What the customer owes."""
        return sum(line.net for line in self.lines)

    @property
    def vouchers(self) -> int:
        """Makers' coupons."""
        return sum(line.voucher for line in self.lines)


@dataclass(slots=True)
class Goods:
    """What a first look at the file finds: the products, the stores, whether its baskets stand in time order."""

    products: dict[str, tuple[str, str, int | None]] = field(default_factory=dict)
    """sku -> (name, department, unit price in cents where a line shows one)"""
    stores: dict[str, str] = field(default_factory=dict)
    """store -> till"""
    first: str = ""
    in_order: bool = True


@dataclass(slots=True)
class Summary:
    """What the script should come to."""

    baskets: int = 0
    lines: int = 0
    total: int = 0
    vouchers: int = 0
    forfeited: int = 0
    zero_sales: int = 0
    clock_held: int = 0
    open_price: Counter[str] = field(default_factory=Counter)
    days: dict[str, list[int]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def shown(self) -> dict[str, Any]:
        """As JSON prints it; amounts as decimal texts."""
        days = {day: {"sales": sales, "total": money(total)} for day, (sales, total) in sorted(self.days.items())}
        return {
            "baskets": self.baskets,
            "lines": self.lines,
            "total": money(self.total),
            "vouchers": money(self.vouchers),
            "forfeited": money(self.forfeited),
            "zero_sales": self.zero_sales,
            "clock_held": self.clock_held,
            "open_price": dict(sorted(self.open_price.items())),
            "left_out": self.left_out,
            "days": days,
        }


def money(cents: int) -> str:
    """1911 as "19.11"."""
    sign, size = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{size // 100}.{size % 100:02d}"


# ---------------------------------------------------------------- the source


def read_basket(text: str) -> Basket:
    """One line of the source; NotASale with the reason when it cannot be sold."""
    try:
        row = json.loads(text)
        lines = tuple(_line(line) for line in row["lines"])
        basket = Basket(str(row["basket"]), _key(row, "store"), str(row["ts"]), lines)
        datetime.fromisoformat(basket.ts)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotASale(f"not in the form of a basket ({type(error).__name__}: {error})") from None
    if not lines:
        raise NotASale(f"basket {basket.number}: no lines")
    if basket.total < 0:
        raise NotASale(f"basket {basket.number}: a total of {money(basket.total)} is no sale")
    if min(line.voucher for line in lines) < 0:
        raise NotASale(f"basket {basket.number}: a coupon below zero")
    return basket


def _line(row: dict[str, Any]) -> Line:
    shelf, off = _cents(row, "shelf"), _cents(row, "member_disc") + _cents(row, "store_coupon")
    quantity, sku = row["qty"], _key(row, "sku")
    department = _plain(row.get("dept") or "OTHER", 64)
    odd = _odd(quantity, shelf, off)
    if not 0 <= off <= shelf:
        shelf, off = shelf - off, 0
    name = _plain(f"{row.get('type') or department} {sku}", 200)
    return Line(sku, 1 if odd else quantity, shelf, off, _cents(row, "mfr_coupon"), odd, name, department)


def _odd(quantity: object, shelf: int, off: int) -> str:
    if not isinstance(quantity, int) or isinstance(quantity, bool):
        return "quantity not whole"
    if quantity <= 0:
        return "quantity 0 or below"
    if quantity > MOST_PIECES:
        return "volume"
    if shelf % quantity:
        return "fraction of a cent"
    return "" if 0 <= off <= shelf else "reduction out of range"


def _key(row: dict[str, Any], key: str) -> str:
    text = str(row[key])
    if text != _plain(text, 64) or not text:
        raise ValueError(f"{key} is {text!r}")
    return text


def _plain(text: object, most: int) -> str:
    """Words without what a shop file refuses in a name."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())[:most].strip()


def _cents(row: dict[str, Any], key: str) -> int:
    value = row.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{key} is {value!r}, not cents")
    return value


def texts(source: Path) -> Iterator[tuple[int, str]]:
    """(number, text) of the lines that are not empty."""
    with opened(source, "r") as file:
        yield from ((number, text) for number, text in enumerate(file, 1) if text.strip())


def opened(path: Path, mode: str) -> IO[str]:
    """A text file, gzipped when its name says so; no moment is written into it, so equal input gives equal bytes."""
    if path.suffix != ".gz":
        return path.open(mode, encoding="utf-8", newline="\n")
    if mode == "r":
        return io.TextIOWrapper(gzip.GzipFile(path, "rb"), "utf-8")
    return io.TextIOWrapper(gzip.GzipFile(path, "wb", mtime=0), "utf-8", newline="\n")


def look(source: Path) -> Goods:
    """The first look: what the shop of the header must hold."""
    goods, last = Goods(), ""
    for _, text in texts(source):
        try:
            basket = read_basket(text)
        except NotASale:
            continue
        goods.stores.setdefault(basket.store, str(len(goods.stores) + 1))
        goods.in_order &= last <= basket.ts
        last, goods.first = basket.ts, min(goods.first or basket.ts, basket.ts)
        for line in basket.lines:
            known = goods.products.get(line.sku)
            if known is None or known[2] is None:
                price = None if line.odd else line.amount // line.quantity
                goods.products[line.sku] = (line.name, line.department, price)
    return goods


# ---------------------------------------------------------------- the script


def shop(goods: Goods) -> dict[str, Any]:
    """The shop file of the header: every product of the baskets; no tax, no cash rounding, days begin at midnight."""
    departments = sorted({department for _, department, _ in goods.products.values()})
    return {
        "about": "Made of anonymised baskets by bench/baskets.py. The ids of the source are no barcodes.",
        "stores": [_store(store, till) for store, till in goods.stores.items()],
        "roles": [{"id": "cashier", "discount_limit_percent": "0", "may": ["sell", "open_shift"]}],
        "staff": [{"id": STAFF, "name": "Import", "role": "cashier", "pin": PIN}],
        "taxes": [{"id": "none", "kind": "not_taxable"}],
        "categories": [{"id": d, "name": {"en": d}, "order": order} for order, d in enumerate(departments)],
        "products": [_product(sku, *goods.products[sku]) for sku in sorted(goods.products)],
    }


def _store(store: str, till: str) -> dict[str, Any]:
    return {
        "id": store,
        "name": f"Store {store}",
        "currency": "USD",
        "timezone": ZONE,
        "day_starts": "00:00",
        "tills": [till],
    }


def _product(sku: str, name: str, department: str, price: int | None) -> dict[str, Any]:
    product = {"sku": sku, "name": {"en": name}, "tax": "none", "category": department}
    return product | ({"open_price": True} if price is None else {"price": money(price)})


class Script:
    """Writes the steps and adds up what they should come to."""

    def __init__(self, out: IO[str], goods: Goods) -> None:
        self.summary = Summary()
        self._out = out
        self._tills = goods.stores
        self._clock = moment(goods.first)
        tills = list(goods.stores.values())
        self._write(
            {"replay": 1, "import": True, "shop": shop(goods), "tills": tills, "clock": self._clock.isoformat()}
        )
        for till in tills:
            self._write({"do": "sign_in", "till": till, "as": STAFF, "staff": STAFF, "pin": PIN})
            self._write({"do": "open_shift", "float": "0.00"})

    def ring_up(self, basket: Basket) -> None:
        """The steps of one basket."""
        self._count(basket)
        self._write({"do": "clock", "till": self._tills[basket.store], "set": self._clock.isoformat()})
        for line in basket.lines:
            self._write(
                {
                    "do": "add",
                    "sku": line.sku,
                    "qty": str(line.quantity),
                    "amount": money(line.amount),
                    "discount": money(line.discount),
                }
            )
        self._write({"do": "pay", "expect": {"total": money(basket.total)}})
        voucher = min(basket.vouchers, basket.total)
        for kind, amount in (("voucher", voucher), ("cash", basket.total - voucher)):
            if amount:
                self._write({"do": "tender", "type": kind, "amount": money(amount)})
        expect = {"total": money(basket.total), "paid": money(basket.total), "change": "0.00"}
        self._write({"do": "complete", "source": basket.number, "expect": expect})

    def _count(self, basket: Basket) -> None:
        at, s = moment(basket.ts), self.summary
        s.clock_held += at < self._clock
        self._clock = max(at, self._clock)
        s.baskets += 1
        s.lines += len(basket.lines)
        s.total += basket.total
        s.vouchers += min(basket.vouchers, basket.total)
        s.forfeited += max(0, basket.vouchers - basket.total)
        s.zero_sales += basket.total == 0
        s.open_price.update(line.odd for line in basket.lines if line.odd)
        day = s.days.setdefault(self._clock.astimezone(ZoneInfo(ZONE)).date().isoformat(), [0, 0])
        day[0] += 1
        day[1] += basket.total

    def _write(self, step: dict[str, Any]) -> None:
        self._out.write(json.dumps(step, ensure_ascii=False, separators=(",", ":")) + "\n")


def moment(ts: str) -> datetime:
    """The source's local time with its offset. The hour that summer time repeats is taken as the first of the two."""
    at = datetime.fromisoformat(ts)
    zone = ZoneInfo(ZONE)
    at = at.replace(tzinfo=zone) if at.tzinfo is None else at
    return at.astimezone(UTC).astimezone(zone)  # through UTC: an hour that summer time skips becomes a real one


def convert(source: Path, target: Path) -> Summary:
    """Write the script and return what it should come to; NotASale when the source holds nothing to sell."""
    goods = look(source)
    if not goods.stores:
        raise NotASale("there is no basket in it that can be sold")
    numbered = texts(source)
    if not goods.in_order:
        numbered = iter(sorted(numbered, key=lambda line: _ts(line[1])))
    with opened(target, "w") as out:
        script = Script(out, goods)
        for number, text in numbered:
            try:
                basket = read_basket(text)
            except NotASale as reason:
                script.summary.left_out.append(f"line {number}: {reason}")
                continue
            script.ring_up(basket)
    return script.summary


def _ts(text: str) -> str:
    try:
        return read_basket(text).ts
    except NotASale:
        return ""


def main(argv: list[str] | None = None) -> int:
    """Exit 0; 2 when the source cannot be read or holds nothing to sell."""
    parser = argparse.ArgumentParser(prog="bench/baskets.py", description="Turn real baskets into a replay script.")
    parser.add_argument("source", type=Path, metavar="IN")
    parser.add_argument("target", type=Path, metavar="OUT")
    parser.add_argument("--summary", action="store_true", help="print totals and day sums as JSON")
    options = parser.parse_args(argv)
    try:
        summary = convert(options.source, options.target)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error, NotASale) as error:
        print(f"{options.source}: {error}", file=sys.stderr)
        return 2
    for line in summary.left_out:
        print(f"left out: {line}", file=sys.stderr)
    if options.summary:
        print(json.dumps(summary.shown(), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
