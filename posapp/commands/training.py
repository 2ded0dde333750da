"""Practice: a till of throw-away files, with the shop's people, settings and goods and nothing else of it.

No member, coupon, balance, order or held basket comes along, and no way to the hub or to a terminal: what is practised
cannot reach the books. Its key is nowhere but in memory, so what a crash leaves behind nobody can read.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Final

from posapp.commands.till_parts import CATALOG_FILE, TillParts, open_parts
from posapp.domain.pin_tries import PinTries
from posapp.ports.clock import Clock
from posapp.storage.database import Transaction
from posapp.storage.enrolment import Enrolment
from posapp.storage.key import till_key
from posapp.storage.till import TRIES_OF_PRACTICE, TillStore, open_till
from posapp.usecases.desk import Later

FOLDER: Final = "training"
_TABLES: Final = ("staff", "settings", "stop_sale", "feed", "heard", "hub_seen")
_PEOPLE: Final = "SELECT * FROM copied WHERE noun IN ('roles', 'own_people')"


def open_training(folder: Path, clock: Clock, later: Later) -> TillParts:
    """The parts of a fresh till for practice beside the one in the folder, which must be closed; `throw_away` ends it.
    Refused as the till itself would be."""
    throw_away(folder)
    place = folder / FOLDER
    place.mkdir(mode=0o700)
    real_key, _ = till_key(folder)
    key = secrets.token_bytes(32)
    real = open_till(folder, real_key)
    try:
        own = open_till(place, key)
        try:
            _fill(real, own)
        finally:
            own.close()
    finally:
        real.close()
    shutil.copy2(folder / CATALOG_FILE, place / CATALOG_FILE)
    parts = open_parts(place, clock, later=later, key=key)
    parts.app.training.here = True
    parts.till.pin_tries.tell(folder / TRIES_OF_PRACTICE)
    return parts


def _tries(till: TillStore) -> dict[str, PinTries]:
    known = {person.id: till.pin_tries.of(person.id) for person in till.staff.all()}
    return {id_: tries for id_, tries in known.items() if tries.wrong}


def throw_away(folder: Path) -> None:
    """Nothing of the practice stays."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _fill(real: TillStore, own: TillStore) -> None:
    here = real.enrolment.required()
    own.enrolment.save(Enrolment(f"{here.store}-TRAINING", here.store, f"T{here.register}", "", ""))
    with own.copies.transaction() as tx:
        for table in _TABLES:
            _copy(real, tx, f"SELECT * FROM {table}", table)
        _copy(real, tx, _PEOPLE, "copied")
    with own.database.transaction() as tx:
        for person, pin in real.own_people.pins().items():
            told = real.people_told.by_key(person)
            if told is None or not told.counts(here.till, pin.seq):
                own.own_people.put_pin_in(tx, pin)
        for one in real.own_people.people():
            own.own_people.put_person_in(tx, one)
        for id_, tries in _tries(real).items():
            own.pin_tries.keep_in(tx, id_, tries)


def _copy(real: TillStore, tx: Transaction, rows: str, table: str) -> None:
    found = real.copies.select(rows)
    if found:
        marks = ", ".join("?" * len(found[0]))
        tx.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", found)
