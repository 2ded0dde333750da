"""Reads a shop file: everything that sets a shop up, as JSON (also gzipped), in the form of docs/shop-file.md.

Each row is checked by itself: a mistake costs its own row, never another one; an act of a role that nobody knows costs
only itself. Only the hub and set-up commands read such files; the till's own path does not load this module.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from pydantic import TypeAdapter, ValidationError

from posapp.contract.shop_checks import Checks
from posapp.contract.shop_ledger import ShopCoupon, ShopGiftCard, ShopMember, ShopOrder, ShopSale
from posapp.contract.shop_problem import TWICE, Problem, problem_of
from posapp.contract.shop_promotions import ShopPromotion
from posapp.contract.shop_rows import ShopCategory, ShopProduct, ShopStock, ShopTax
from posapp.contract.shop_store import ShopRole, ShopStaff, ShopStore
from posapp.contract.shop_text import DIGITS, MOST_DIGITS, ShopRow, Terms
from posapp.domain.money import currency
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.staff import ACTS
from posapp.domain.system_words import refusal_of

TABLES: Final[Mapping[str, type[ShopRow]]] = {
    "stores": ShopStore,
    "roles": ShopRole,
    "staff": ShopStaff,
    "taxes": ShopTax,
    "categories": ShopCategory,
    "products": ShopProduct,
    "stock": ShopStock,
    "members": ShopMember,
    "coupons": ShopCoupon,
    "promotions": ShopPromotion,
    "gift_cards": ShopGiftCard,
    "orders": ShopOrder,
    "sales": ShopSale,
}
"""In the order in which they are read: a row may name only rows of tables above its own."""

_NAMED_BY: Final = ("sku", "id", "code")


@dataclass(frozen=True, slots=True)
class ShopFileResult:
    """The rows that are right, and what is wrong with the others. `terms` say what amounts and bare dates mean."""

    stores: tuple[ShopStore, ...] = ()
    roles: tuple[ShopRole, ...] = ()
    staff: tuple[ShopStaff, ...] = ()
    taxes: tuple[ShopTax, ...] = ()
    categories: tuple[ShopCategory, ...] = ()
    products: tuple[ShopProduct, ...] = ()
    stock: tuple[ShopStock, ...] = ()
    promotions: tuple[ShopPromotion, ...] = ()
    coupons: tuple[ShopCoupon, ...] = ()
    gift_cards: tuple[ShopGiftCard, ...] = ()
    members: tuple[ShopMember, ...] = ()
    orders: tuple[ShopOrder, ...] = ()
    sales: tuple[ShopSale, ...] = ()
    problems: tuple[Problem, ...] = ()
    terms: Terms = field(default_factory=Terms)
    given: Mapping[str, int] = field(default_factory=dict)
    """Rows that stood in the file, by table."""


def read_shop_file(source: bytes | Path) -> ShopFileResult:
    """Everything that can be used of the file, and every problem found; never raises for what a file contains."""
    content = _content(source)
    if isinstance(content, Problem):
        return ShopFileResult(problems=(content,))
    reading = _Reading()
    for name in TABLES:
        if name in content:
            reading.table(name, content[name])
        elif name == "categories":
            reading.table(name, _categories_of(content.get("products")))
    return reading.result(content)


class _Reading:
    """One file on its way from JSON to rows."""

    def __init__(self) -> None:
        self._rows: dict[str, list[ShopRow]] = {}
        self._problems: list[Problem] = []
        self._given: dict[str, int] = {}
        self._terms = Terms()
        self._checks = Checks()

    def table(self, name: str, rows: object) -> None:
        """Read the rows of one table, those above it being known."""
        if not isinstance(rows, list):
            self._problems.append(Problem(name, "list_needed"))
            return
        adapter = TypeAdapter(TABLES[name])
        context = {DIGITS: MOST_DIGITS if name == "stores" else self._terms.digits}
        self._given[name] = len(rows)
        kept = self._rows[name] = []
        for index, row in enumerate(rows):
            read = self._row(name, index, row, adapter, context)
            if read is None:
                self._checks.leave_out(name, _key(row))
            else:
                kept.append(read)
        if name == "stores" and kept:
            first = cast(ShopStore, kept[0])
            self._terms = Terms(currency(first.currency).digits, first.timezone)

    def _row(
        self, table: str, index: int, row: object, adapter: TypeAdapter[ShopRow], context: Mapping[str, int]
    ) -> ShopRow | None:
        shown = _shown_key(row)
        try:
            read = adapter.validate_python(row, context=context)
        except ValidationError as error:
            self._problems += [problem_of(e, table, index, shown) for e in error.errors(include_url=False)]
            return None
        wrong = self._checks.check(table, read, index)
        if wrong is not None:
            self._problems.append(Problem(table, wrong.code, index, shown, wrong.field, wrong.facts))
            return None
        return self._known_acts(index, read) if isinstance(read, ShopRole) else read

    def _known_acts(self, index: int, role: ShopRole) -> ShopRole:
        """The role without acts that no till knows: each is a problem, but costs nobody the rest of the role."""
        self._problems += [
            Problem("roles", "act_unknown", index, role.id[:64], f"may[{i}]", {"act": act[:64]})
            for i, act in enumerate(role.may)
            if act not in ACTS
        ]
        return role.model_copy(update={"may": tuple(act for act in role.may if act in ACTS)})

    def result(self, content: Mapping[str, object]) -> ShopFileResult:
        """What came of it."""
        for name in content:
            if name.startswith(TWICE):
                self._problems.append(Problem(name.removeprefix(TWICE), "key_twice"))
            elif name not in TABLES and name != "about":
                self._problems.append(Problem(name[:64], "unknown_table"))
        if not self._rows.get("stores"):
            self._problems.append(Problem("stores", "no_store"))
        rows: dict[str, Any] = {name: tuple(kept) for name, kept in self._rows.items()}
        return ShopFileResult(**rows, problems=tuple(self._problems), terms=self._terms, given=self._given)


def _content(source: bytes | Path) -> Mapping[str, object] | Problem:
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        no = refusal_of(error)
        return Problem("file", "system", facts={name: refusal_text(no, name) for name in ("zh", "en")})
    try:
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        facts: dict[str, str | int] = {"line": error.lineno, "column": error.colno, "reason": error.msg}
        return Problem("file", "not_json", facts=facts)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        return Problem("file", "unreadable", facts={"reason": str(error)})
    return content if isinstance(content, dict) else Problem("file", "not_object")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; a key that stands there twice leaves a mark, since the second would silently win."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        found.update((TWICE + name, None) for name in found.copy() if names.count(name) > 1)
    return found


def _key(row: object) -> str:
    found = (row.get(name) for name in _NAMED_BY) if isinstance(row, dict) else ()
    return next((key for key in found if isinstance(key, str)), "")


def _shown_key(row: object) -> str:
    store = row.get("store") if isinstance(row, dict) and "sku" in row else None
    key = _key(row)[:64]
    return f"{store}/{key}" if isinstance(store, str) else key


def _categories_of(products: object) -> list[dict[str, object]]:
    """A file without a table of categories has those that its products name."""
    rows = products if isinstance(products, list) else []
    found = (row.get("category") for row in rows if isinstance(row, dict))
    names = dict.fromkeys(name for name in found if isinstance(name, str))
    return [{"id": name, "name": {"zh": name, "en": name}, "order": order} for order, name in enumerate(names)]
