"""Balances as a till asks for them while a customer waits, and what is kept for sales under way.

A balance is what head office's file says (`record`) and what the tills' entries have moved since (`purse`). What is
kept for a sale is in no balance: it ends with the sale's entry, which leaves nothing kept under the name, or by itself
when no sale comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from pydantic_core import from_json
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import return_tables, tables
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.purses import PurseAnswer, PurseRequest
from posapp.contract.shop_ledger import ShopGiftCard
from posapp.contract.shop_text import Terms
from posapp.domain.errors import Refused
from posapp.domain.money import currency, parse_amount
from posapp.domain.times import to_text
from posapp.domain.topup import most_of

CARDS: Final = "gift_cards"
FILED: Final = "balance_filed"
"""Records: gift cards as the shop file says them, and members' balances as it said them last."""
KEPT_FOR: Final = timedelta(minutes=30)
"""So long something is kept for a sale under way; a customer who goes away has it back by then."""


def ask(database: Database, store: str, till: str, asked: PurseRequest, now: datetime) -> PurseAnswer:
    """What there is, and what is kept for the till from now on. Refused("purse_unknown", "purse_over")."""
    with database.write() as connection:
        account = remaining(connection, asked.account) if asked.purse != "gift_card" else asked.account
        filed = _filed(connection, asked.purse, account, store, now)
        moved, bonus_moved = locked(connection, asked.purse, account)
        if filed is None and (asked.purse == "gift_card" or not is_member(connection, account)):
            raise Refused("purse_unknown")
        balance, bonus = (filed or (0, 0))[0] + moved, (filed or (0, 0))[1] + bonus_moved
        h = tables.purse_hold.c
        its = (h.kind == asked.purse, h.account == account)
        connection.execute(delete(tables.purse_hold).where(*its, h.until < to_text(now)))
        own = (*its, h.id == asked.reserve, h.till == till)
        booked = connection.scalar(select(h.id).where(*own, h.amount == 0)) is not None
        connection.execute(delete(tables.purse_hold).where(*own, h.amount > 0))
        others = connection.execute(select(h.amount).where(*its)).scalars().all()
        free = max(0, balance - sum(others))
        kept = min(asked.amount, free) if asked.up_to else asked.amount
        kept = kept if 0 < kept <= free and not booked else 0  # what a killed till asked may come after its sale
        if kept:
            row = {"kind": asked.purse, "account": account, "id": asked.reserve, "till": till, "amount": kept}
            insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            made = insert(tables.purse_hold).values(**row, until=to_text(now + KEPT_FOR)).on_conflict_do_nothing()
            if not connection.execute(made).rowcount:  # another till's name
                raise Refused("purse_unknown")
    return PurseAnswer(balance=balance, free=free, bonus=max(0, min(bonus, balance)), reserved=kept)


def fits(database: Database, store: str, till: str, asked: PurseRequest, now: datetime) -> PurseAnswer:
    """Whether so much can be put onto it; the balance too where the store's tills know it anyhow, or there is none."""
    found = ask(database, store, till, asked, now)
    with database.read() as connection:
        body = record_of(connection, "settings", store, store)
        member = remaining(connection, asked.account)
        own = asked.purse == "gift_card" or record_of(connection, "wallets", store, member) is not None
    if body is None or asked.purse == "points":
        raise Refused("purse_unknown")
    settings, purse = SettingsRow.model_validate_json(body).value(), asked.purse
    room = most_of(settings.top_up, purse, settings.currency) - found.balance
    fitting = asked.deposit if asked.deposit <= room else 0
    if own or not found.balance:
        return found.model_copy(update={"reserved": fitting})
    return PurseAnswer(balance=0, free=0, reserved=fitting, told=False)


def moved(database: Database, kind: str, accounts: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """What entries have moved in these accounts: units, and of them bonus."""
    p, listed = tables.purse.c, list(accounts)
    found: dict[str, tuple[int, int]] = {}
    with database.read() as connection:
        for start in range(0, len(listed), 500):
            query = select(p.account, p.moved, p.bonus).where(
                p.kind == kind, p.account.in_(listed[start : start + 500])
            )
            found |= {row.account: (row.moved, row.bonus) for row in connection.execute(query)}
    return found


def held(connection: Connection, store: str, member: str, now: datetime) -> tuple[int, int, int] | None:
    """Stored value, the bonus in it, and points as the books have them now; None where the store's tills know neither
    the member nor a balance of theirs."""
    if all(record_of(connection, noun, store, member) is None for noun in ("wallets", "members")):
        return None
    p = tables.purse.c
    query = select(p.kind, p.moved, p.bonus).where(p.account == member, p.kind.in_(("stored_value", "points")))
    moves = {row.kind: (int(row.moved), int(row.bonus)) for row in connection.execute(query)}
    value, points = (_filed(connection, kind, member, store, now) or (0, 0) for kind in ("stored_value", "points"))
    (more, more_bonus), (more_points, _) = moves.get("stored_value", (0, 0)), moves.get("points", (0, 0))
    stored = value[0] + more
    return stored, max(0, min(value[1] + more_bonus, stored)), points[0] + more_points


def filed_card(body: str, digits: int, now: datetime | None) -> int:
    """What a card of the shop file held when it was loaded; Refused("purse_over") outside its time."""
    card, terms = ShopGiftCard.model_validate_json(body), Terms(digits)
    starts, ends = terms.starts(card.starts), terms.ends(card.ends)
    at = to_text(now) if now is not None else ""
    if at and (starts is not None and at < starts or ends is not None and at >= ends):
        raise Refused("purse_over")
    return parse_amount(card.balance, digits)


def _filed(connection: Connection, purse: str, account: str, store: str, now: datetime) -> tuple[int, int] | None:
    body = record_of(connection, CARDS if purse == "gift_card" else FILED, EVERY_STORE, account)
    if body is None:
        return (0, 0) if purse == "gift_card" and _is_credit(connection, account, store) else None
    if purse == "gift_card":
        settings = record_of(connection, "settings", store, store)
        digits = currency(SettingsRow.model_validate_json(settings).currency).digits if settings else 2
        return filed_card(body, digits, now), 0
    said = from_json(body)
    return int(said.get(purse, 0)), int(said.get("bonus", 0)) if purse == "stored_value" else 0


def _is_credit(connection: Connection, account: str, store: str) -> bool:
    """Whether a return gave it out, in the currency of this store."""
    c = return_tables.store_credit.c
    given = connection.scalar(select(c.store).where(c.account == account))
    return given is not None and _currency(connection, str(given)) == _currency(connection, store)


def _currency(connection: Connection, store: str) -> str:
    settings = record_of(connection, "settings", store, store)
    return SettingsRow.model_validate_json(settings).currency if settings else ""


def record_of(connection: Connection, noun: str, store: str, key: str) -> str | None:
    """The newest state of a row, or None."""
    r = tables.record.c
    query = select(r.body).where(r.noun == noun, r.store == store, r.key == key, r.body.is_not(None))
    found = connection.scalar(query)
    return str(found) if found is not None else None


def locked(connection: Connection, kind: str, account: str) -> tuple[int, int]:
    """What was moved; in PostgreSQL the purse is locked, so of two tills that ask at once the second sees the first."""
    p = tables.purse.c
    query = select(p.moved, p.bonus).where(p.kind == kind, p.account == account)
    if connection.dialect.name == "postgresql":
        row = {"kind": kind, "account": account, "moved": 0, "bonus": 0, "till": "", "seq": 0}
        connection.execute(postgresql.insert(tables.purse).values(**row).on_conflict_do_nothing())
        query = query.with_for_update()
    found = connection.execute(query).one_or_none()
    return (int(found.moved), int(found.bonus)) if found else (0, 0)


def remaining(connection: Connection, member: str) -> str:
    """Who remains of a member who was enrolled twice."""
    m = tables.member.c
    return connection.scalar(select(m.same_as).where(m.id == member)) or member


def is_member(connection: Connection, member: str) -> bool:
    m = tables.member.c
    known = connection.scalar(select(m.id).where(m.id == member)) is not None
    return known or record_of(connection, "member_kept", EVERY_STORE, member) is not None
