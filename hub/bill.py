"""What a person types the day after: the providers' bills beside our books."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hub.clock import system_clock
from hub.lines import print_lines
from hub.storage.audit import os_user
from hub.storage.database import Database
from posapp.domain.errors import Refused
from posapp.domain.payment_code import WALLETS

Act = Callable[[Database, argparse.Namespace], None]
DIGITS = 2
"""Of the yuan, in which both providers write."""


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    bill = command("bill", _bill, "compare providers' bills of a day with the books; what differs becomes an exception")
    bill.add_argument("--day", type=date.fromisoformat, required=True, metavar="DATE")
    words = "wechat=FILE, alipay=FILE, card=FILE …, all of the day's: outside money may stand on any of them"
    bill.add_argument("--bill", action="append", required=True, metavar="WHO=FILE", help=words)
    bill.add_argument("--store", help="of this store only; needed where there are several, for what nobody booked")


def _bill(database: Database, given: argparse.Namespace) -> None:
    from hub.bills.matching import Found, match
    from hub.bills.reading import read_bill
    from hub.storage.bill_books import books_of, write_down
    from hub.storage.tills import stores

    files = dict(map(_named, given.bill))
    here = given.store or _only(stores(database))
    rows = [row for who, file in files.items() for row in read_bill(who, file, DIGITS)]
    booked = books_of(database, frozenset(files), given.day, given.store)
    found: list[Found] = match(booked, rows, given.day.isoformat())
    print_lines(map(_shown, found))
    new = write_down(database, found, given.day, here, system_clock(), os_user())
    counted = Counter(one.stands for one in found)
    print_lines([{"day": given.day.isoformat(), **dict(sorted(counted.items())), "new_exceptions": new}])


def _named(text: str) -> tuple[str, Path]:
    who, sign, file = text.partition("=")
    if not sign or who not in {*WALLETS, "card"} or not Path(file).is_file():
        raise Refused("bill_which", said=text[:80])
    return who, Path(file)


def _only(there: list[str]) -> str:
    if len(there) != 1:
        raise Refused("bill_store")
    return there[0]


def _shown(one: object) -> dict[str, object]:
    from hub.bills.matching import Found

    assert isinstance(one, Found)
    ours, said = one.booked, {"stands": one.stands, "bill": one.billed}
    numbers = [row.number for row in one.rows]
    if ours is None:
        return {**said, "provider": one.rows[0].provider, "number": numbers[0], "order": one.rows[0].order}
    where = {"kind": ours.kind, "books": ours.net, "store": ours.store, "till": ours.till, "receipt": ours.receipt}
    return {**said, **where, "names": sorted(ours.names), "numbers": numbers}
