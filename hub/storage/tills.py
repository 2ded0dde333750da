"""Registers, one-time enrolment codes and enrolled tills. Codes and tokens are kept as SHA-256 only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, product
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
_LETTERS: Final = "BCDEFGHJKLMNPQRSTUVWXYZ"
"""Of the second and later number series of a register, likewise."""
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

    @property
    def series(self) -> str:
        """What its receipt numbers carry for the register."""
        return _series(self.id, self.store)


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


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


_BY_TOKEN: Final = "SELECT id, store, register, last_seq, last_hash FROM till WHERE token_hash = "
"""Asked by every call, so at the driver's speed."""
