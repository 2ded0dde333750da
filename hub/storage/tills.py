"""Registers, one-time codes and enrolled tills. Codes and tokens are kept as SHA-256 only (tokens: `tokens.py`)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, product
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from hub.storage import audit, tables
from hub.storage.database import Database, question
from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS
from posapp.domain.times import to_text

CODE_LIFE: Final = timedelta(hours=24)
_ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
"""Without the signs that people mistake for one another."""
_LETTERS: Final = "BCDEFGHJKLMNPQRSTUVWXYZ"
"""Of the second and later number series of a register, likewise."""
_WITH_KEPT: Final = question("SELECT id, store FROM till WHERE id IN (SELECT till FROM entry WHERE applied = 2)")
_END: Final = 4
"""Random signs at the end of a till's id."""


@dataclass(frozen=True, slots=True)
class Till:
    """An enrolled till and where its journal stands at the hub. Its id is store, series and a random end."""

    id: str
    store: str
    register: str
    last_seq: int
    last_hash: bytes
    token_at: str = ""

    @property
    def series(self) -> str:
        """What its receipt numbers carry for the register."""
        return _series(self.id, self.store)


def set_registers(connection: Connection, store: str, registers: Iterable[str]) -> None:
    """The store's registers, those already known kept."""
    known = _registers(connection, store)
    rows = [{"store": store, "register": r} for r in dict.fromkeys(registers) if r not in known]
    if rows:
        connection.execute(insert(tables.register), rows)


def _registers(connection: Connection, store: str) -> set[str]:
    return set(connection.scalars(select(tables.register.c.register).where(tables.register.c.store == store)))


def registers_of(connection: Connection, store: str) -> set[str]:
    """The registers of a store; Refused("no_store") where there is no such store."""
    known = _registers(connection, store)
    if not known:
        raise Refused("no_store", store=store)
    return known


def stores(database: Database) -> list[str]:
    """Those that have registers."""
    with database.read() as connection:
        return list(connection.scalars(select(tables.register.c.store).distinct().order_by(tables.register.c.store)))


def new_code(database: Database, store: str, register: str, now: datetime, by: str) -> str:
    """A code that enrols one till at that register within CODE_LIFE; Refused("no_store" or "no_register")."""
    with database.write() as connection:
        if register not in registers_of(connection, store):
            raise Refused("no_register", store=store, register=register)
        audit.note(connection, by, "code", now, store=store, register=register)
        return _code(connection, store, register, None, now)


def renewal_code(database: Database, till: str, now: datetime, by: str) -> str:
    """A code that gives a till that is there a new token, revoked or not; Refused("no_till")."""
    t = tables.till.c
    with database.write() as connection:
        found = connection.execute(select(t.store, t.register).where(t.id == till)).first()
        if found is None:
            raise Refused("no_till", till=till)
        audit.note(connection, by, "code", now, till=till)
        return _code(connection, found.store, found.register, till, now)


def secret_of(database: Database, till: str) -> tuple[str, bytes]:
    """The till's store, and the hash of its token, which the till has too; Refused("no_till", "token_revoked")."""
    t = tables.till.c
    with database.read() as connection:
        found = connection.execute(select(t.store, t.token_hash, t.revoked_at).where(t.id == till)).first()
    if found is None:
        raise Refused("no_till", till=till)
    if found.revoked_at is not None:
        raise Refused("token_revoked")
    return found.store, bytes(found.token_hash)


def with_kept(database: Database) -> list[tuple[str, str]]:
    """Tills of which the hub keeps entries without having known their kind, and their stores."""
    return [(till, store) for till, store in database.ask(_WITH_KEPT)]


def _code(connection: Connection, store: str, register: str, till: str | None, now: datetime) -> str:
    text = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    row = {"hash": hashed(text), "store": store, "register": register, "till": till}
    connection.execute(insert(tables.code).values(**row, expires_at=to_text(now + CODE_LIFE)))
    return f"{text[:5]}-{text[5:]}".upper()


def void_codes(connection: Connection, now: datetime) -> None:
    """No code that is out there makes a till any more."""
    connection.execute(update(tables.code).where(tables.code.c.used_at.is_(None)).values(used_at=to_text(now)))


def enrol(database: Database, code: str, name: str, now: datetime, till: str = "") -> tuple[Till, str]:
    """The till and its token, which is told here and nowhere else. `till`: who the caller has been so far.

    Refused("code_wrong", "code_of_till", "code_for_new") uses nothing up.
    """
    token = secrets.token_urlsafe(32)
    c = tables.code.c
    with database.write() as connection:
        found = connection.execute(
            update(tables.code)
            .where(c.hash == hashed(_plain(code)), c.used_at.is_(None), c.expires_at > to_text(now))
            .values(used_at=to_text(now))
            .returning(c.store, c.register, c.till)
        ).first()
        if found is None:
            raise Refused("code_wrong")
        if found.till and found.till != till:
            raise Refused("code_of_till", till=found.till)
        if till and not found.till:
            raise Refused("code_for_new", till=till)
        secret = {"token_hash": hashed(token), "token_at": to_text(now)}
        return (_renewed(connection, till, secret) if till else _new(connection, found, name, now, secret)), token


def _new(connection: Connection, found: Row[Any], name: str, now: datetime, secret: Mapping[str, object]) -> Till:
    till = Till(_fresh_id(connection, found.store, found.register), found.store, found.register, 0, GENESIS)
    where = {"id": till.id, "store": till.store, "register": till.register, "last_seq": 0, "last_hash": GENESIS}
    connection.execute(insert(tables.till).values(**where, **secret, name=name, enrolled_at=to_text(now)))
    return till


def _renewed(connection: Connection, till: str, secret: Mapping[str, object]) -> Till:
    t = tables.till.c
    fresh = update(tables.till).where(t.id == till).values(**secret, next_hash=None, revoked_at=None)
    row = connection.execute(fresh.returning(t.id, t.store, t.register, t.last_seq, t.last_hash)).one()
    return Till(row.id, row.store, row.register, row.last_seq, bytes(row.last_hash))


def _fresh_id(connection: Connection, store: str, register: str) -> str:
    """An id no till ever had, in a series of its own: whatever an earlier till of this register printed, known here or
    not, is never printed again. A random end: it must differ from a till's that a restored database has forgotten."""
    registers, t = tables.register, tables.till.c
    connection.execute(select(registers).where(registers.c.store == store).with_for_update())  # one after the other
    used = {_series(id_, store) for id_ in connection.scalars(select(t.id).where(t.store == store))}
    letters = ("".join(some) for length in count() for some in product(_LETTERS, repeat=length))
    series = next(name for name in (register + more for more in letters) if name not in used)
    return f"{store}-{series}-" + "".join(secrets.choice(_ALPHABET) for _ in range(_END))


def _series(till: str, store: str) -> str:
    return till[len(store) + 1 : -_END - 1]


def _plain(code: str) -> str:
    """What a person typed, without the dash, blanks and capitals."""
    return "".join(code.split()).replace("-", "").lower()


def hashed(secret: str) -> bytes:
    """What is kept of a code or token: both are long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).digest()
