"""A shop file on its way into the hub: what each row publishes. Rows with mistakes were left out by the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from hub import pins
from hub.clock import system_clock
from hub.feeds import earlier_sales, elsewhere, wallets
from hub.feeds.member_news import tell_purchases, tell_tiers
from hub.feeds.source import Source
from hub.feeds.table import FEEDS
from hub.signing import Signer
from hub.storage import audit, consent_words, records, stock_moves, tills
from hub.storage.database import Database
from hub.storage.points_asked import POINTS_RULE
from hub.storage.points_rules import rules
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_points import EarnRow
from posapp.contract.feed_rows import (
    CategoryRow,
    ProductRow,
    PromotionRow,
    SettingsRow,
    StaffRow,
    StockRow,
    TaxRow,
)
from posapp.contract.shop_file import ShopFileResult
from posapp.contract.shop_store import ShopRole, ShopStaff
from posapp.contract.shop_text import Terms
from posapp.domain.badge import badge_fits, badge_hash
from posapp.domain.money import parse_quantity

KEPT: Final = ("gift_cards", "sales")
"""Tables that no feed carries yet; kept as they stand, for the hub's own use."""


def load(
    database: Database,
    shop: ShopFileResult,
    signer: Signer,
    clock: Callable[[], datetime] = system_clock,
    pictures: Path | None = None,
) -> int:
    """Publishes the file's rows; returns how many rows of feeds were news. `pictures`: the folder of those it names.
    Refused("consent_words_changed") before anything is published."""
    with database.read() as connection:
        agreed = list(consent_words.changes(connection, ((store.id, store.value().consent) for store in shop.stores)))
    records.publish(database, agreed, clock)
    for store in shop.stores:
        with database.write() as connection:
            tills.set_registers(connection, store.id, store.tills)
    source = Source(database, shop, signer, clock, pictures)
    written = records.publish(database, _changes(source), clock)
    touched = frozenset(store.id for store in shop.stores)
    written += records.publish(database, elsewhere.changes(database, touched), clock)
    tell_purchases(database, earlier_sales.keep(source), clock)
    tell_tiers(database, clock)
    with database.read() as connection:
        lost = rules(connection).expire
    if lost:  # which points are lost next follows from rules and balances that are there by now
        written += records.publish(database, wallets.signed_anew(database, signer, clock(), all_of_them=False), clock)
    return written


def note_load(database: Database, path: Path, shop: ShopFileResult, now: datetime, by: str) -> None:
    """Says that the file is about to be published: a load that breaks off has changed something too."""
    read = {table: len(getattr(shop, table)) for table, count in shop.given.items() if count}
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with database.write() as connection:
        audit.note(connection, by, "load", now, file=path.name, sha256=sha256, rows=read, problems=len(shop.problems))


def _changes(source: Source) -> Iterator[Change]:
    database, shop = source.database, source.shop
    names = _names(database) | {store.id: store.name for store in shop.stores}
    for store in shop.stores:
        settings = replace(store.value(), near=elsewhere.near(store, names))
        yield change("settings", store.id, SettingsRow.of(settings))
        for rule in settings.points.versions if settings.points is not None else ():
            yield Change(
                POINTS_RULE, EVERY_STORE, rule.version, EarnRow.of(rule).model_dump_json(exclude_defaults=True)
            )
    roles = {role.id: role for role in shop.roles}
    for person in shop.staff:
        yield from _person(database, person, roles[person.role], shop.terms)
    for tax in shop.taxes:
        yield change("taxes", EVERY_STORE, TaxRow.of(tax.value()))
    for category in shop.categories:
        yield change("categories", EVERY_STORE, CategoryRow.of(category.value()))
    without = {category.id for category in shop.categories if category.no_offers}
    ages = {category.id: category.age for category in shop.categories}
    for product in shop.products:
        codes, value = product.codes, product.value(shop.terms)
        if product.category in without:
            value = replace(value, no_offers=True)
        value = replace(value, age=max(value.age, ages.get(product.category, 0)))
        yield change("products", EVERY_STORE, ProductRow.of(value, codes))
    filed = stock_moves.filed_rows(database)
    for stock in shop.stock:
        counted = (parse_quantity(stock.on_hand), parse_quantity(stock.reserved))
        row = StockRow(sku=stock.sku, on_hand=counted[0], reserved=counted[1])
        yield from stock_moves.file_change(filed, stock.store, row)
    for offer in shop.promotions:
        yield change("promotions", EVERY_STORE, PromotionRow.of(offer.value(shop.terms)))
    for feed in FEEDS:
        yield from feed(source)
    for table in KEPT:
        for row in getattr(shop, table):
            key = getattr(row, "id", "") or row.code
            yield Change(table, EVERY_STORE, key, row.model_dump_json(by_alias=True, exclude_defaults=True))


def _names(database: Database) -> dict[str, str]:
    """Name by id of the stores that are known so far."""
    with database.read() as connection:
        rows = [SettingsRow.model_validate_json(body) for body in records.everywhere(connection, "settings")]
    return {row.id: row.name for row in rows}


def _person(database: Database, person: ShopStaff, role: ShopRole, terms: Terms) -> Iterator[Change]:
    """The person in each of their stores, and out of those they have left."""
    there = records.scopes(database, "staff", person.id)
    stores = tuple(person.stores) or (EVERY_STORE,)
    for left in there.keys() - set(stores):
        yield Change("staff", left, person.id, None)
    rows = [StaffRow.model_validate_json(body) for body in there.values()]
    hashes, badges = {row.pin_hash for row in rows}, {row.badge for row in rows}
    pin_hash = next((known for known in hashes if pins.fits(known, person.pin)), None) or pins.hashed(person.pin)
    badge = next((known for known in badges if badge_fits(known, person.badge)), None) if person.badge else ""
    for store in stores:
        value = person.value(role, pin_hash, badge_hash(person.badge) if badge is None else badge, terms)
        yield change("staff", store, StaffRow.of(value))
