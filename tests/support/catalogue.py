"""Small catalogues, built by the hub's own builder, for the tests of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

from hub.pinyin import all_readings
from hub.snapshot import Built, Goods, Heading, Rows, build
from posapp.domain.catalog import Category, ListPrice, Product
from posapp.domain.pinyin import Readings
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax
from posapp.storage.catalog import Catalog

KEY = bytes(range(32))
"""What the goods are sealed with."""

readings = cache(all_readings)
"""pypinyin's table takes a moment: once a run is enough."""


def product(sku: str, name_zh: str = "", name_en: str = "", price: int = 100, **more: object) -> Product:
    fields: dict[str, object] = {"tax": "13", "category": "food", **more}
    return Product(sku, name_zh, name_en, price, **fields)  # type: ignore[arg-type]


WATER = product("W1", "农夫山泉饮用水 550ml", "Nongfu Spring water 550ml", 200)
COLA = product("C-100/b", "可口可乐 1.5L", "Coca-Cola 1.5L", 750, prices=(ListPrice("member", 700),))
APPLE = product("F1", "红富士苹果", "Fuji apple", 1280, unit="kg", weighed=True, item="00123", tax="exempt")
SHIRT_S = product("T-S", "T恤 红", "T-shirt red", 9900, category="wear", style="T", size="S", colour="红")
SHIRT_L = product("T-L", "T恤 红", "T-shirt red", 9900, category="wear", style="T", size="L", colour="红")
PHONE = product("P1", "乐视手机", "Phone", 99900, category="wear", serial=True)
GIFT = product("G1", "礼品卡", "Gift card", 0, open_price=True)

GOODS = (
    Goods(COLA, ("6901234567892", "6900000000007"), 12_000, 2_000),
    Goods(WATER, ("6921168509256",), 40_000),
    Goods(APPLE, (), 1_500),
    Goods(SHIRT_S, ("6911111111118",)),
    Goods(SHIRT_L, ("6911111111118",)),
    Goods(PHONE, ("6922222222223",)),
    Goods(GIFT),
)
CATEGORIES = (Category("wear", "服装", "Clothes", position=2), Category("food", "食品", "Food", "apple", 1))
TAXES = (Tax("13", "rate", 13_000, "2019-04-01"), Tax("13", "rate", 16_000), Tax("exempt", "exempt"))
PROMOTIONS = (
    Promotion(
        "p2", "percent", "九折", "10 % off", percent=10_000, skus=frozenset({"W1", "C-100/b"}), starts="2026-01-01"
    ),
    Promotion("p1", "threshold_amount", spend=10_000, amount=500, categories=frozenset({"food"})),
)


def heading(
    version: int = 1, store: str = "S1", epoch: str = "e1", cursors: Mapping[str, int] | None = None
) -> Heading:
    return Heading(str(version), store, epoch, "2026-11-21T01:00:00Z", cursors or {"products": version, "stock": 3})


def build_small(
    folder: Path, head: Heading | None = None, goods: Iterable[Goods] = GOODS, known: Readings | None = None
) -> Built:
    path = folder / "snapshot.db.zst"
    if head is None and goods is GOODS and known is None:
        packed, built = _standard()
        path.write_bytes(packed)
        return replace(built, path=path)
    return build(path, Rows(goods, CATEGORIES, TAXES, PROMOTIONS), head or heading(), known or readings())


@cache
def _standard() -> tuple[bytes, Built]:
    """What most tests begin with, built once a run."""
    with TemporaryDirectory() as folder:
        rows = Rows(GOODS, CATEGORIES, TAXES, PROMOTIONS)
        built = build(Path(folder, "snapshot.db.zst"), rows, heading(), readings())
        return built.path.read_bytes(), built


def install(catalog: Catalog, built: Built, store: str = "S1") -> None:
    catalog.install(built.path, store=store, sha256=built.compressed_sha256, size=built.size)


def small_catalog(folder: Path, goods: Iterable[Goods] = GOODS, known: Readings | None = None) -> Catalog:
    catalog = Catalog(folder / "catalog.db", key=KEY)
    install(catalog, build_small(folder, goods=goods, known=known))
    return catalog


def unpacked(built: Built) -> bytes:
    return zstandard.ZstdDecompressor().decompress(built.path.read_bytes(), max_output_size=built.size)


def few_readings() -> Readings:
    """Enough for the words of a test that builds many catalogues."""
    syllables = readings().syllables
    return Readings({han: syllables[han] for han in "农夫山泉长乐单牛奶"})
