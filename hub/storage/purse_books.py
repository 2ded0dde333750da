"""Purses as a batch moves them, inside its transaction: the same statements to both drivers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from pydantic_core import from_json

from hub.purses import Booked
from hub.storage.proofs import CODE, PIN, hash_of, sale_of
from hub.storage.purses import CARDS, FILED, filed_card
from posapp.domain.errors import Refused
from posapp.domain.live_code import is_live_code
from posapp.domain.money import currency as money_of
from posapp.domain.wallet import Purse

Ask = Callable[[str, tuple[object, ...]], list[Any]]
_REMAINS: Final = "SELECT id, same_as FROM member WHERE same_as <> '' AND id IN (SELECT {listed})"
_BEFORE: Final = "SELECT till, seq FROM purse WHERE kind = ? AND account = ?"
_MOVE: Final = (
    "INSERT INTO purse (kind, account, moved, bonus, till, seq) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (kind, account) DO UPDATE SET moved = purse.moved + excluded.moved,"
    " bonus = purse.bonus + excluded.bonus, till = excluded.till, seq = excluded.seq RETURNING moved"
)
_CREDIT: Final = (
    "INSERT INTO store_credit (account, store, till, seq) VALUES (?, ?, ?, ?) ON CONFLICT (account) DO NOTHING"
    " RETURNING account"
)
_GIVEN_OUT: Final = "SELECT 1 FROM store_credit WHERE account = ?"
_LET_GO: Final = (
    "UPDATE purse_hold SET amount = 0 WHERE kind = ? AND account = ? AND till = ? AND id IN (SELECT {listed})"
    " RETURNING id"
)
_MEMBER: Final = (
    "SELECT id FROM member WHERE id = ? UNION ALL"
    " SELECT key FROM record WHERE noun = 'member_kept' AND store = '' AND key = ?"
)
_FILED: Final = "SELECT body FROM record WHERE noun = ? AND store = '' AND key = ? AND body IS NOT NULL"
_PROVED: Final = "SELECT how FROM purse_proof WHERE till = ? AND name = ?"
_CODE: Final = "SELECT member, used_by FROM live_code WHERE hash = ?"
_SAME: Final = "SELECT same_as FROM member WHERE same_as <> '' AND id = ?"
_USE_CODE: Final = "UPDATE live_code SET used_by = ? WHERE hash = ? RETURNING member"
_CURRENCY: Final = "SELECT body FROM record WHERE noun = 'settings' AND store = ? AND key = ? AND body IS NOT NULL"


def remains(ask: Ask, listed: str, members: Iterable[str]) -> dict[str, str]:
    """Of these members those who are the same as another."""
    return {str(row[0]): str(row[1]) for row in ask(_REMAINS.format(listed=listed), (json.dumps(list(members)),))}


def move(
    ask: Ask, listed: str, where: tuple[str, str], purse: Purse, account: str, moved: tuple[int, int, int], names: str
) -> Booked:
    """Books it. `where`: store and till; `moved`: units, bonus, the entry's number; `names`: JSON of what was kept."""
    (store, till), (units, bonus, seq) = where, moved
    before = ask(_BEFORE, (purse, account))
    now = int(ask(_MOVE, (purse, account, units, bonus, till, seq))[0][0])
    if names != "[]":
        ask(_LET_GO.format(listed=listed), (purse, account, till, names))
    filed = ask(_FILED, (CARDS if purse == "gift_card" else FILED, account))
    opening = _opening(ask, store, purse, str(filed[0][0])) if filed else 0
    if purse == "gift_card":
        known = bool(filed or ask(_GIVEN_OUT, (account,)))
    else:
        known = bool(filed or before or ask(_MEMBER, (account, account)))
    last = (str(before[0][0]), int(before[0][1])) if before else ("", 0)
    return Booked(opening + now, known, *last)


def give_out(ask: Ask, store: str, till: str, account: str, seq: int) -> None:
    """See hub.purses.Books."""
    ask(_CREDIT, (account, store, till, seq))


def released(ask: Ask, till: str, said: tuple[str, str, str, str, int]) -> tuple[str, str]:
    """See hub.purses.Books; `said`: member, reservation, proof, name, the entry's number."""
    member, reserved, proof, name, seq = said
    if reserved:
        return ("hub", "") if ask(_PROVED, (till, reserved)) else ("", "never_proved")
    if not is_live_code(proof):
        return (PIN, "") if proof == PIN else ("", "no_proof")
    found = ask(_CODE, (hash_of(proof),))
    if not found:
        return "", "code_unknown"
    sale = f"{till} {sale_of(name) if name else seq}"
    if found[0][1] not in ("", sale):
        return "", "code_used"
    if member not in (found[0][0], *[row[0] for row in ask(_SAME, (found[0][0],))]):
        return "", "code_other"
    ask(_USE_CODE, (sale, hash_of(proof)))
    return CODE, ""


def _opening(ask: Ask, store: str, purse: Purse, body: str) -> int:
    if purse != "gift_card":
        return int(from_json(body).get(purse, 0))
    settings = ask(_CURRENCY, (store, store))
    digits = 2
    if settings:
        try:
            digits = money_of(str(from_json(settings[0][0])["currency"])).digits
        except Refused:
            digits = 2
    return filed_card(body, digits, None)
