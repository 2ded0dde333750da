"""What a person types to stop the sale of goods in every shop, or in one, and to lift the stop again."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Final

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage import audit, records, tills
from hub.storage.audit import os_user
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE, Change
from posapp.contract.stop_sale import StopSaleRow
from posapp.domain.errors import Refused
from posapp.domain.stop_sale import StopSale
from posapp.domain.times import to_text

_BATCH: Final = re.compile(r"[!-~]{1,20}")
"""GS1 General Specifications 3.4.1: up to 20 signs, none of them a space."""

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    stop = command("stop-sale", _stop_sale, "stop the sale of goods at every till, lift a stop, or list them")
    stop.add_argument("--sku", help="the item; without it the stops are listed")
    stop.add_argument("--batch", default="", help="only pieces of this batch (GS1 AI 10)")
    stop.add_argument("--expiry", default="", metavar="DATE", help="only pieces with this expiry date (GS1 AI 17)")
    stop.add_argument("--store", default=EVERY_STORE, help="in this store only")
    stop.add_argument("--reason", default="", help="why, as the cashier reads it")
    stop.add_argument("--reason-en", default="", help="the same in English; without it --reason is shown")
    stop.add_argument("--lift", action="store_true", help="sell them again")


def _stop_sale(database: Database, given: argparse.Namespace) -> None:
    if given.sku is None:
        print_lines(listed(database))
        return
    reason = plain("--reason", given.reason)
    reason_en = plain("--reason-en", given.reason_en) or reason
    stop = StopSale(given.sku, reason, reason_en, given.batch, given.expiry, given.store)
    (lift if given.lift else stop_sale)(database, stop, system_clock(), os_user())
    marks = "".join(f", {name} {value}" for name, value in (("batch", stop.batch), ("expiry", stop.expiry)) if value)
    where = f"store {stop.store}" if stop.store else "every store"
    say(f"{'Sold again' if given.lift else 'Stopped'}: {stop.sku}{marks} in {where}, from the tills' next exchange on.")


def stop_sale(database: Database, stop: StopSale, now: datetime, by: str) -> None:
    """Stops it from the next exchange of every till on. Refused("no_item", "no_store", "stop_sale_marks" …)."""
    if not stop.reason_zh:
        raise Refused("reason_option")
    if not records.scopes(database, "products", stop.sku):
        raise Refused("no_item", sku=stop.sku)
    _check(stop)
    row = StopSaleRow.of(stop).model_copy(update={"since": to_text(now)})
    body = row.model_dump_json(exclude_defaults=True)
    with database.write() as connection:
        if stop.store:
            tills.registers_of(connection, stop.store)
        records.put(connection, [Change("stop_sales", stop.store, stop.key, body)], now)
        said = {
            "sku": stop.sku,
            "batch": stop.batch,
            "expiry": stop.expiry,
            "store": stop.store,
            "reason": stop.reason_zh,
        }
        audit.note(connection, by, "stop_sale", now, **said)


def lift(database: Database, stop: StopSale, now: datetime, by: str) -> None:
    """Sells it again; Refused("stop_sale_none") where that very item, batch and expiry is not stopped there."""
    with database.write() as connection:
        if not records.put(connection, [Change("stop_sales", stop.store, stop.key, None)], now):
            raise Refused("stop_sale_none")
        said = {"sku": stop.sku, "batch": stop.batch, "expiry": stop.expiry, "store": stop.store}
        audit.note(connection, by, "stop_sale_lifted", now, **said)


def _check(stop: StopSale) -> None:
    if stop.batch and not _BATCH.fullmatch(stop.batch):
        raise Refused("stop_sale_marks", value=stop.batch[:64])
    try:
        if stop.expiry and date.fromisoformat(stop.expiry).isoformat() != stop.expiry:
            raise ValueError(stop.expiry)
    except ValueError as error:
        raise Refused("stop_sale_day", value=stop.expiry[:64]) from error


def listed(database: Database) -> Iterator[dict[str, Any]]:
    """The stops in force; without `store`: in every store."""
    with database.read() as connection:
        return map(json.loads, records.everywhere(connection, "stop_sales"))
