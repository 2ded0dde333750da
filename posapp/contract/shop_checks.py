"""How the rows of a shop file fit each other: nothing twice, nothing names what is not there, sums are sums."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from posapp.contract.shop_ledger import ShopCoupon, ShopGiftCard, ShopLine, ShopMember, ShopOrder, ShopSale
from posapp.contract.shop_promotions import ShopPromotion
from posapp.contract.shop_rows import ShopProduct, ShopStock, ShopTax
from posapp.contract.shop_store import ShopStaff, ShopStore
from posapp.contract.shop_text import ShopRow, Terms
from posapp.domain.money import currency, format_amount


@dataclasses.dataclass(frozen=True, slots=True)
class Wrong:
    """Why a row does not fit the others."""

    code: str
    field: str
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


class Checks:
    """Remembers the rows read so far; each table is checked after those it may name."""

    def __init__(self) -> None:
        self._stores: dict[str, ShopStore] = {}
        self._taken: dict[tuple[str, str], dict[str, int]] = {}
        self._known: dict[str, set[str]] = {}
        self._left_out: dict[str, set[str]] = {}

    def leave_out(self, table: str, key: str) -> None:
        """Remember a row that is not used, so that rows which name it can say so."""
        self._left_out.setdefault(table, set()).add(key)

    def check(self, table: str, row: ShopRow, index: int) -> Wrong | None:
        """What is wrong with the row beside the others, or None; then others may name it."""
        wrong = self._twice(table, row) or self._unknown(row) or self._odd(row)
        if wrong is None:
            for path, key in unique(row):
                self._taken.setdefault((table, path), {})[key] = index
            self._known.setdefault(table, set()).add(name_of(row))
            if isinstance(row, ShopStore):
                self._stores[row.id] = row
        return wrong

    def _twice(self, table: str, row: ShopRow) -> Wrong | None:
        for path, key in unique(row):
            first = self._taken.get((table, path), {}).get(key)
            if first is not None:
                return Wrong("duplicate", path, {"first": first})
        return None

    def _unknown(self, row: ShopRow) -> Wrong | None:
        for path, table, key in named(row):
            if key not in self._known.get(table, ()):
                code = "left_out" if key in self._left_out.get(table, ()) else "unknown"
                return Wrong(code, path, {"table": table, "id": key})
        return None

    def _odd(self, row: ShopRow) -> Wrong | None:
        if isinstance(row, ShopStore):
            first = next(iter(self._stores.values()), row).currency
            return Wrong("currency_mixed", "currency", {"first": first}) if row.currency != first else None
        if isinstance(row, ShopSale):
            return _odd_sale(row, self._stores[row.store])
        return None


def name_of(row: ShopRow) -> str:
    """What other rows call this one."""
    for path in ("sku", "id", "code"):
        if hasattr(row, path):
            return str(getattr(row, path))
    raise TypeError(f"{type(row).__name__} has no name")


def unique(row: ShopRow) -> Iterator[tuple[str, str]]:
    """(field, value) of what no other row of the table may have."""
    if isinstance(row, ShopTax):
        yield "from", f"{row.id} {row.starts}"
    elif isinstance(row, ShopStock):
        yield "sku", f"{row.store} {row.sku}"
    elif isinstance(row, ShopCoupon | ShopGiftCard):
        yield "code", row.code
    elif isinstance(row, ShopProduct):
        yield "sku", row.sku
        if row.item is not None:
            yield "item", row.item.lstrip("0")
    else:
        yield "id", name_of(row)
        if isinstance(row, ShopMember) and row.code is not None:
            yield "code", row.code
        if isinstance(row, ShopStaff) and row.badge:
            yield "badge", row.badge


def named(row: ShopRow) -> Iterator[tuple[str, str, str]]:
    """(path of the field, table, key) of every other row that this one names."""
    for path, table in (
        ("store", "stores"),
        ("role", "roles"),
        ("tax", "taxes"),
        ("category", "categories"),
        ("member", "members"),
        ("staff", "staff"),
        ("gift", "products"),
        ("coupon", "coupons"),
    ):
        own = isinstance(row, ShopStaff) and path == "member"  # who enrolled at a till stands in no file
        key = None if own or isinstance(row, ShopStore) else getattr(row, path, None)
        if isinstance(key, str):
            yield path, table, key
    yield from _named_in_lists(row)


def _named_in_lists(row: ShopRow) -> Iterator[tuple[str, str, str]]:
    if isinstance(row, ShopStock):
        yield "sku", "products", row.sku
    elif isinstance(row, ShopStaff):
        yield from ((f"stores[{i}]", "stores", key) for i, key in enumerate(row.stores))
    elif isinstance(row, ShopPromotion):
        yield from ((f"items[{i}]", "products", key) for i, key in enumerate(row.items))
        yield from ((f"categories[{i}]", "categories", key) for i, key in enumerate(row.categories))
        for n, part in enumerate(row.parts or ()):
            yield from ((f"parts[{n}].items[{i}]", "products", key) for i, key in enumerate(part.items))
            yield from ((f"parts[{n}].categories[{i}]", "categories", key) for i, key in enumerate(part.categories))
    elif isinstance(row, ShopOrder | ShopSale):
        yield from ((f"lines[{i}].sku", "products", line.sku) for i, line in enumerate(row.lines))


def _odd_sale(sale: ShopSale, store: ShopStore) -> Wrong | None:
    if sale.till not in store.tills:
        return Wrong("not_of_store", "till", {"store": store.id, "till": sale.till})
    terms = Terms(currency(store.currency).digits)
    total, lines = terms.minor(sale.total), sum(_net(line, store, terms) for line in sale.lines)
    if lines != total:
        return Wrong("total_differs", "total", {"sum": format_amount(lines, terms.digits), "total": sale.total})
    owed, paid = total + terms.minor(sale.rounding), sum(terms.minor(tender.amount) for tender in sale.tenders)
    if sale.tenders and paid != owed:
        facts = {"sum": format_amount(paid, terms.digits), "total": format_amount(owed, terms.digits)}
        return Wrong("tenders_differ", "tenders", facts)
    return None


def _net(line: ShopLine, store: ShopStore, terms: Terms) -> int:
    net = terms.minor(line.amount) - terms.minor(line.discount)
    return net + terms.minor(line.tax) if store.tax == "exclusive" else net
