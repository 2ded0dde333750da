"""Makes the demonstration shop: `python -m resources.demo.make_demo_shop [OUT]`, from the folder of the project.

Real: products, names, shelf prices and offers of the Consumer Council's "Online Price Watch" (Hong Kong), read from the
folder that POSAPP_SHARED names (default `../shared`). Made up: what is in `made_up.py`, and stock, earlier sales, the
barcodes (the source has none). The same data give the same bytes. See README.md beside this file.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from posapp.domain.barcode.gtin import check_digit
from posapp.domain.money import format_amount
from posapp.domain.tax import Tax, included_tax
from resources.demo import made_up
from resources.demo.categories import CATEGORIES, LOW_RATE, TAX_CODES, UNTAXED, category_of
from resources.demo.made_up import Row

ROOT: Final = Path(__file__).resolve().parents[2]
DAY: Final = date(2026, 8, 23)
"""The last day of the source: prices and offers are those of this day, or of a product's own last day before it."""
CHAINS: Final = "PARKNSHOP WELLCOME JASONS AEON WATSONS MANNINGS DCHFOOD LUNGFUNG SASA ZTORE".split()
"""Whose price counts where several chains sell a product: one with an offer that day, else the first of these."""
PREFIX: Final = "29"
"""In-store numbers (GS1 leaves 20-29 to each shop); the labels of this shop's scales begin with 21, 23 and 26."""
SOLD: Final = (date(2026, 11, 1), 20, 12)
"""Earlier sales: first day, days, sales a day."""

ABOUT: Final = (
    "Demonstration shop. Products, names, shelf prices and offers: Consumer Council (Hong Kong), Online Price Watch, "
    "via DATA.GOV.HK, state of 2026-08-23; Hong Kong dollars are carried 1:1 as yuan. Made up: store, staff, members, "
    "stock, earlier sales, barcodes, and everything that says 示范 or demo. "
    "示范门店：商品、名称、价格及优惠取自香港消费者委员会“网上价格一览通”（DATA.GOV.HK，2026-08-23），"
    "港元按 1:1 记作人民币；门店、人员、会员、库存、历史销售、条码及标有“示范”者均为虚构。"
)


def shared() -> Path:
    """The folder of the source's data."""
    named = os.environ.get("POSAPP_SHARED")
    return (Path(named) if named else ROOT.parent / "shared") / "data" / "hk_pricewatch"


def rows_of(path: Path, *columns: str) -> Iterator[Row]:
    """The rows of a parquet file as dicts."""
    for batch in pq.ParquetFile(path).iter_batches(columns=list(columns) or None):
        yield from batch.to_pylist()


def rules_of(folder: Path) -> dict[int, list[Row]]:
    """What the source's offers mean, by offer."""
    rules: dict[int, list[Row]] = {}
    with gzip.open(folder / "offer_rules.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures = {
                name: int(row[name] or 0) for name in ("n", "m_free", "amount_cents", "percent_off", "spend_cents")
            }
            rules.setdefault(int(row["offer_id"]), []).append({"kind": row["kind"], **figures})
    return rules


def chosen_runs(folder: Path, rules: dict[int, list[Row]]) -> dict[str, Row]:
    """For each product the price run that counts."""
    runs = pq.read_table(folder / "price_runs.parquet")
    best: dict[str, tuple[tuple[date, bool, int], int]] = {}
    columns = (runs[name].to_pylist() for name in ("code", "last_day", "offer_id", "store"))
    for place, (code, last_day, offer, store) in enumerate(zip(*columns, strict=True)):
        rank = (last_day, last_day == DAY and offer in rules, -CHAINS.index(store))
        if code not in best or rank > best[code][0]:
            best[code] = (rank, place)
    chosen = runs.take([place for _, place in best.values()]).to_pylist()
    return dict(zip(best, chosen, strict=True))


def barcodes() -> Callable[[], str]:
    """A function that gives the next EAN-13 of our own range."""
    numbers = iter(range(1, 10**10))

    def following() -> str:
        body = f"{PREFIX}{next(numbers):010d}"
        return body + check_digit(body)

    return following


def product(source: Row, run: Row, barcode: str) -> Row:
    """A product of the source in the form of a shop file."""
    low = source["cat2_en"]
    tax = "exempt" if low in UNTAXED else "9" if low in LOW_RATE else "13"
    row: Row = {
        "sku": source["code"],
        "name": {
            "zh": _name(source["brand_sc"], source["name_sc"]),
            "en": _name(source["brand_en"], source["name_en"]),
        },
        "barcodes": [barcode],
        "price": money(run["price_cents"]),
        "tax": tax,
        "category": category_of(source["cat1_en"], low),
    }
    row |= {"tax_code": TAX_CODES[low]} if low in TAX_CODES else {}
    drawn = _drawn(row["name"]["en"].lower()) if row["category"] == "fresh" else ""
    return row | ({"picture": f"{drawn}.png"} if drawn else {})


def _drawn(name: str) -> str:
    """Which of our drawings shows goods of this name, "" where none does."""
    if any(word in name for word in ("juice", "dried", "sauce", "chips", "pineapple", "powder", "frozen", "bitter")):
        return ""
    return next((drawn for word, drawn in made_up.SHOWN if word in name), "")


def _name(brand: str, name: str) -> str:
    brand, name = " ".join(brand.split()), " ".join(name.split())
    return name if not brand or name.startswith(brand) else f"{brand} {name}"


def money(cents: int) -> str:
    """1680 as "16.80"."""
    return format_amount(cents, 2)


def offers(run: Row, rules: dict[int, list[Row]]) -> list[Row]:
    """The offers of a product on the chosen day as promotions; the source's wording is not copied."""
    if run["last_day"] != DAY:
        return []
    found: list[Row] = []
    for rule in rules.get(run["offer_id"], ()):
        figures = _figures(rule, run["price_cents"])
        if figures is not None and figures not in found:
            found.append(figures)
    return [
        {
            "id": f"{run['code']}-{number}",
            **figures,
            "items": [run["code"]],
            "from": run["first_day"].isoformat(),
        }
        for number, figures in enumerate(found, 1)
    ]


def _figures(rule: Row, unit: int) -> Row | None:
    n, amount, percent = rule["n"], rule["amount_cents"], rule["percent_off"]
    if rule["kind"] in ("bundle_price", "bundle_save"):
        price = amount if rule["kind"] == "bundle_price" else n * unit - amount
        if not 0 < price < n * unit:
            return None  # the chain's own slip, or an offer that lowers nothing
        if n == 1:
            return {
                "kind": "fixed_price",
                "name": _words(f"特价{money(price)}元", f"Now {money(price)}"),
                "price": money(price),
            }
        name = _words(f"{n}件{money(price)}元", f"{n} for {money(price)}")
        return {"kind": "n_for_price", "name": name, "quantity": n, "price": money(price)}
    if rule["kind"] == "nth_half_price":
        name = _words(f"第{n}件半价", f"No. {n} at half price")
        return {"kind": "nth_percent", "name": name, "quantity": n, "percent": "50"}
    if rule["kind"] == "percent_off_from_n" and 0 < percent < 100:
        rest = str(100 - percent).rstrip("0")
        name = _words(f"满{n}件{rest}折" if n > 1 else f"{rest}折", f"{percent}% off" + (f" from {n}" if n > 1 else ""))
        return {"kind": "percent", "name": name, "quantity": n, "percent": str(percent)}
    if rule["kind"] == "buy_n_get_m":
        name = _words(f"买{n}送{rule['m_free']}", f"Buy {n}, get {rule['m_free']}")
        return {"kind": "buy_n_get_m", "name": name, "quantity": n, "free": rule["m_free"]}
    return None


def _words(zh: str, en: str) -> Row:
    return {"zh": zh, "en": en}


def stock(products: list[Row], dice: random.Random) -> list[Row]:
    """Made up: one in twenty is out of stock, a few are promised to orders."""
    rows = []
    for row in products:
        if row.get("open_price"):
            continue
        on_hand = 0 if dice.random() < 0.05 else dice.randrange(1, 80)
        reserved = 1 if on_hand > 2 and dice.random() < 0.02 else 0
        rows.append({"store": "S1", "sku": row["sku"], "on_hand": str(on_hand), "reserved": str(reserved)})
    return rows


def stock_near(products: list[Row], store: str) -> list[Row]:
    """Made up, for another shop: each third product, by dice of its own."""
    dice = random.Random(store)
    some = [
        row for row in products if not row.get("open_price") and (dice.random() < 1 / 3 or row["sku"][:4] == "DEMO")
    ]
    return [{"store": store, "sku": row["sku"], "on_hand": str(dice.randrange(1, 40)), "reserved": "0"} for row in some]


def sales(products: list[Row], people: list[Row], dice: random.Random) -> list[Row]:
    """Made up: some weeks of sales at shelf prices, without offers."""
    by_piece = [row for row in products if not (row.get("weighed") or row.get("open_price") or row.get("serial"))]
    first, days, a_day = SOLD
    rows = []
    for day in (first + timedelta(days=n) for n in range(days)):
        opened = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)  # 09:00 in Shanghai
        minutes = sorted(dice.sample(range(12 * 60), a_day))
        for number, minute in enumerate(minutes, 1):
            receipt = f"S1-1-{day:%Y%m%d}-{number:04d}"
            bought = dice.sample(by_piece, dice.randrange(1, 6))
            member = dice.choice(people)["id"] if dice.random() < 0.4 else None
            rows.append(_sale(receipt, opened + timedelta(minutes=minute), bought, member, dice))
    return rows


def _sale(receipt: str, at: datetime, bought: list[Row], member: str | None, dice: random.Random) -> Row:
    lines, total = [], 0
    for row in bought:
        pieces = dice.choice((1, 1, 1, 2, 3))
        amount = pieces * int(row["price"].replace(".", ""))
        rate = {"13": 13_000, "9": 9_000}.get(row["tax"], 0)
        tax = included_tax(amount, Tax(row["tax"], "rate", rate))
        lines.append({"sku": row["sku"], "qty": str(pieces), "amount": money(amount), "tax": money(tax)})
        total += amount
    paid = dice.choice(("cash", "card", "wechat", "wechat", "alipay"))
    rounding = -(total % 10) if paid == "cash" else 0
    sale: Row = {
        "id": f"demo-{receipt}",
        "store": "S1",
        "till": "1",
        "at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "staff": dice.choice(("c1", "c2")),
        "receipt": receipt,
        "lines": lines,
        "total": money(total),
        "rounding": money(rounding),
        "tenders": [{"type": paid, "amount": money(total + rounding)}],
    }
    return sale | ({"member": member} if member else {})


def make() -> Row:
    """The whole shop."""
    folder, code, dice = shared(), barcodes(), random.Random(20261121)
    rules = rules_of(folder)
    runs = chosen_runs(folder, rules)
    sources = sorted(
        (row for row in rows_of(folder / "products.parquet") if row["code"] in runs), key=lambda r: r["code"]
    )
    real = [product(row, runs[row["code"]], code()) for row in sources]
    products = real + made_up.goods(code)
    people = made_up.members(50, dice)
    return {
        "about": ABOUT,
        "stores": [made_up.STORE, *made_up.NEAR],
        "roles": made_up.ROLES,
        "staff": made_up.STAFF,
        "taxes": made_up.TAXES,
        "categories": CATEGORIES,
        "products": products,
        "promotions": [offer for row in sources for offer in offers(runs[row["code"]], rules)],
        "stock": [*stock(products, dice), *(row for near in made_up.NEAR for row in stock_near(products, near["id"]))],
        "coupons": made_up.COUPONS,
        "members": people,
        "sales": sales(products, people, dice),
    }


def as_bytes(shop: Row) -> bytes:
    """The shop as gzipped JSON, one row a line, without the time of its making."""
    tables = []
    for name, rows in shop.items():
        body = json.dumps(rows, ensure_ascii=False)
        if isinstance(rows, list):
            body = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
        tables.append(f"{json.dumps(name)}: {body}")
    text = "{" + ",\n".join(tables) + "}\n"
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(text.encode())
    return packed.getvalue()


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("shop.json.gz")
    out.write_bytes(as_bytes(make()))
    print(out)
