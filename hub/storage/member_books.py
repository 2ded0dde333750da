"""Members as a batch changes them, inside its transaction: the same statements to both drivers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from pydantic_core import from_json

from hub.storage import purse_books
from hub.storage.purses import FILED
from posapp.contract.members import Private
from posapp.domain.field_values import FieldValue
from posapp.domain.wallet import Purse

Ask = Callable[[str, tuple[object, ...]], list[Any]]

_CLAIM: Final = (
    "INSERT INTO member_private (phone, member, salt, name) VALUES (?, ?, ?, ?) ON CONFLICT (phone) DO NOTHING"
    " RETURNING member"
)
_HOLDER: Final = "SELECT member FROM member_private WHERE phone = ?"
_LEAVE: Final = "DELETE FROM member_private WHERE member = ? AND phone = ? RETURNING phone"
_VALUES: Final = "SELECT till, seq, value, at, over FROM member_value WHERE member = ? AND field = ?"
_GROUP: Final = "SELECT id FROM member WHERE same_as = ?"
_SAME: Final = (
    "INSERT INTO member (id, store, at, staff, same_as) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET same_as = excluded.same_as RETURNING id"
)
_FOLLOW: Final = "UPDATE member SET same_as = ? WHERE same_as = ? RETURNING id"
_NUMBERS: Final = "UPDATE member_private SET member = ? WHERE member = ? RETURNING phone"
_FOLLOWED: Final = tuple(
    f"UPDATE {table} SET member = ? WHERE member = ? RETURNING member"
    for table in ("appointment", "follow_up", "follow_up_value", "member_contact")
)
_MOVED: Final = "SELECT moved, bonus FROM purse WHERE kind = ? AND account = ?"
_FILED: Final = "SELECT body FROM record WHERE noun = ? AND store = '' AND key = ? AND body IS NOT NULL"
_APPOINTED: Final = "SELECT till, seq, over FROM appointment WHERE id = ?"
_ERASED: Final = "SELECT 1 FROM erased_member WHERE member = ?"
_SETTLE: Final = (
    "UPDATE exception SET settled_at = ?, settled_by = ?, how = 'corrected', note = ''"
    " WHERE id IN (SELECT {listed}) AND kind = 'member_clash' AND settled_at IS NULL RETURNING id"
)


class MemberBooks:
    """The part of hub.booking.Books that is about members' own records."""

    _ask: Ask
    _listed: str

    def claim(self, phone: str, member: str, private: Private) -> str:
        """By the primary key: of two tills at once the second waits for the first, whichever hub they call."""
        made = self._ask(_CLAIM, (phone, member, private.salt, private.name))
        return str((made or self._ask(_HOLDER, (phone,)))[0][0])

    def leave(self, member: str, phone: str) -> None:
        """The number is nobody's now, if it was this member's."""
        self._ask(_LEAVE, (member, phone))

    def appointment_stamps(self, id_: str) -> dict[str, str]:
        """By the appointment's own rows."""
        return {f"{till}.{seq}": over for till, seq, over in self._ask(_APPOINTED, (id_,))}

    def remains(self, members: Iterable[str]) -> dict[str, str]:
        """By the members' own rows."""
        return purse_books.remains(self._ask, self._listed, members)

    def is_erased(self, member: str) -> bool:
        """By the hub's own list of them."""
        return bool(self._ask(_ERASED, (member,)))

    def field_values(self, member: str, field: str) -> list[FieldValue]:
        """By their own rows: an edit reads a few."""
        rows = self._ask(_VALUES, (member, field))
        return [FieldValue(f"{till}.{seq}", value, at, frozenset(over.split())) for till, seq, value, at, over in rows]

    def same_from_now(self, merged: str, into: str, store: str, at: str, staff: str) -> None:
        """Who led to the merged one leads to the other too, and so do their number, follow-ups and contacts."""
        self._ask(_SAME, (merged, store, at, staff, into))
        for sql in (_FOLLOW, _NUMBERS, *_FOLLOWED):
            self._ask(sql, (into, merged))

    def balance(self, purse: Purse, member: str) -> tuple[int, int]:
        """What they have: what head office's file says and what was moved since; units, and of them bonus."""
        moved = self._ask(_MOVED, (purse, member))
        filed = self._ask(_FILED, (FILED, member))
        said = from_json(filed[0][0]) if filed else {}
        units, bonus = (int(moved[0][0]), int(moved[0][1])) if moved else (0, 0)
        opening = int(said.get("bonus", 0)) if purse == "stored_value" else 0
        return int(said.get(purse, 0)) + units, opening + bonus

    def settle_clashes(self, ids: Iterable[str], at: str, staff: str) -> None:
        """A person who saw both values has said which holds."""
        self._ask(_SETTLE.format(listed=self._listed), (at, staff, json.dumps(list(ids))))
