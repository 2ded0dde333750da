"""A message that a person of a shop wrote to a member: its words, and whether it may still go out.

Who receives it is looked up when it goes, and asked for consent once more: whoever opted out meanwhile gets nothing.
"""

from __future__ import annotations

from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from hub.follow_ups import CONTACT as CONTACT
from hub.notices.port import Message, Undelivered
from hub.storage import follow_up_history, records
from hub.storage.database import Database
from hub.storage.member_values import KEPT
from hub.storage.notices import NoticeRow
from hub.storage.records import EVERY_STORE
from posapp.contract.feed_members import MemberRow
from posapp.contract.feed_rows import SettingsRow
from posapp.domain.contact_guard import obstacle
from posapp.domain.errors import Refused
from posapp.domain.times import from_text

_FINAL: Final = frozenset({"no_consent", "no_address"})


def letter(database: Database, row: NoticeRow, now: str) -> Message:
    """Refused("not_found") where member or words are gone, Undelivered where it may not go out, or not now."""
    member, words = _said(database, row.about)
    settings = records.scopes(database, "settings", row.store).get(row.store)
    if member is None or settings is None or not words:
        raise Refused("not_found")
    store = SettingsRow.model_validate_json(settings).value()
    address = member.email if row.way == "email" else member.phone
    clock = from_text(now).astimezone(ZoneInfo(store.timezone)).strftime("%H:%M")
    closed = obstacle(row.way, member.consent, address, clock, store.clienteling.guard)
    if closed:
        raise Undelivered(closed, final=closed in _FINAL)
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>{escape(store.name)}</title></head>"
    return Message(
        row.id, address, store.name, f"{words}\n", f"{page}<body><main><p>{escape(words)}</p></main></body></html>"
    )


def _said(database: Database, contact: str) -> tuple[MemberRow | None, str]:
    till, _, number = contact.rpartition(".")
    with database.read() as connection:
        member, words = follow_up_history.said(connection, till, int(number)) or ("", "")
    body = records.scopes(database, KEPT, member).get(EVERY_STORE) if member else None
    return (MemberRow.model_validate_json(body) if body else None), words
