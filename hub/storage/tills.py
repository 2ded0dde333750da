"""Registers, one-time enrolment codes and enrolled tills. Codes and tokens are kept as SHA-256 only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, insert, select, update

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS
from posapp.domain.times import to_text

CODE_LIFE: Final = timedelta(hours=24)
_ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
"""Without the signs that people mistake for one another."""


@dataclass(frozen=True, slots=True)
class Till:
    """An enrolled till and where its journal stands at the hub."""

    id: str
    store: str
    register: str
    last_seq: int
    last_hash: bytes


def set_registers(connection: Connection, store: str, registers: Iterable[str]) -> None:
    """The store's registers, those already known kept."""
    known = set(connection.scalars(select(tables.register.c.register).where(tables.register.c.store == store)))
    rows = [{"store": store, "register": r} for r in dict.fromkeys(registers) if r not in known]
    if rows:
        connection.execute(insert(tables.register), rows)


def new_code(database: Database, store: str, register: str, now: datetime) -> str:
    """A code that enrols one till at that register within CODE_LIFE; Refused("no_store" or "no_register")."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    with database.write() as connection:
        known = set(connection.scalars(select(tables.register.c.register).where(tables.register.c.store == store)))
        if not known:
            raise Refused("no_store", store=store)
        if register not in known:
            raise Refused("no_register", store=store, register=register)
        values = {"hash": _hash(text), "store": store, "register": register, "expires_at": to_text(now + CODE_LIFE)}
        connection.execute(insert(tables.code).values(**values))
    return f"{text[:5]}-{text[5:]}".upper()


def enrol(database: Database, code: str, name: str, now: datetime) -> tuple[Till, str]:
    """The new till and its token, which is told here and nowhere else; Refused("code_wrong") uses nothing up."""
    token = secrets.token_urlsafe(32)
    c = tables.code.c
    with database.write() as connection:
        found = connection.execute(
            update(tables.code)
            .where(c.hash == _hash(_plain(code)), c.used_at.is_(None), c.expires_at > to_text(now))
            .values(used_at=to_text(now))
            .returning(c.store, c.register)
        ).first()
        if found is None:
            raise Refused("code_wrong")
        till = Till(_fresh_id(connection, found.store, found.register), found.store, found.register, 0, GENESIS)
        connection.execute(
            insert(tables.till).values(
                id=till.id,
                store=till.store,
                register=till.register,
                name=name,
                enrolled_at=to_text(now),
                token_hash=_hash(token),
                last_seq=0,
                last_hash=GENESIS,
            )
        )
    return till, token


def by_token(database: Database, token: str) -> Till:
    """The till that shows this token; Refused("not_enrolled")."""
    sql = _BY_TOKEN + ("?" if database.sqlite else "%s")
    with database.raw() as connection:
        row = connection.execute(sql, (_hash(token),)).fetchone()
    if row is None:
        raise Refused("not_enrolled")
    return Till(row[0], row[1], row[2], row[3], bytes(row[4]))


def _fresh_id(connection: Connection, store: str, register: str) -> str:
    """An id no till ever had. A random end: it must differ from a till's that a restored database has forgotten."""
    while True:
        fresh = f"{store}-{register}-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
        if connection.execute(select(tables.till.c.id).where(tables.till.c.id == fresh)).first() is None:
            return fresh


def _plain(code: str) -> str:
    """What a person typed, without the dash, blanks and capitals."""
    return "".join(code.split()).replace("-", "").lower()


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


_BY_TOKEN: Final = "SELECT id, store, register, last_seq, last_hash FROM till WHERE token_hash = "
"""Asked by every call, so at the driver's speed."""
