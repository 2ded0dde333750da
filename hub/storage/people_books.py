"""What the hub's books hold of people whom tills let in, and of what head office allowed over the telephone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from hub.rows import Row
from posapp.contract.feed_roles import RoleRow
from posapp.domain.staff import Role
from posapp.domain.telephone import OFFICE

Ask = Callable[[str, tuple[object, ...]], list[Any]]

_STOOD_IN: Final = (
    "SELECT store, till, seq, kind, person, giver, at, until FROM stand_in"
    " WHERE store = ? AND person IN (SELECT {listed})"
)
_ROLE: Final = "SELECT body FROM record WHERE noun = 'roles' AND store = '' AND key = ? AND body IS NOT NULL"
_USE_UP: Final = (
    "UPDATE telephone_code SET used = ?, used_at = ? WHERE store = ? AND till = ? AND number = ? AND act = ?"
    " AND amount = ? AND about = ? AND approver = ? AND used IN (0, ?) RETURNING till"
)
_GAVE: Final = (
    "SELECT 1 FROM telephone_code WHERE store = ? AND act = ? AND approver = ? AND used_at BETWEEN ? AND ? LIMIT 1"
)


def stood_in(ask: Ask, listed: str, store: str, people: Iterable[str]) -> list[Row]:
    """Rows of `stand_in` about these people, at whatever till of the store."""
    return [tuple(row) for row in ask(_STOOD_IN.format(listed=listed), (store, json.dumps(sorted(people))))]


def role(ask: Ask, id_: str) -> Role | None:
    """The role as it is now."""
    found = ask(_ROLE, (id_,))
    return RoleRow.model_validate_json(found[0][0]).value() if found else None


def use_up(ask: Ask, store: str, till: str, said: tuple[str, str, int, str, str], seq: int, at: str) -> bool:
    """Whether the code was given: (number, act, amount, about, approver); from now on it is this entry's."""
    return bool(ask(_USE_UP, (seq, at, store, till, *said, seq)))


def gave(ask: Ask, store: str, act: str, since: str, to: str) -> bool:
    """Whether a till of the store used a code of head office itself for this act in that time of the till's."""
    return bool(ask(_GAVE, (store, act, OFFICE, since, to)))
