"""Members: each for the shop that is theirs and for those where they were lately, and for no other.

The hub keeps each member once, as `KEPT`; the rows of the feed are copies of it, a shop at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.feeds.source import Source
from hub.storage import member_values, offer_uses, records, visits
from hub.storage.member_purchases import of_row
from hub.storage.member_values import KEPT, Told, note_numbers, told_of
from hub.storage.records import EVERY_STORE, Change, change
from hub.storage.spelling import spelled_name
from posapp.contract.feed_members import MemberRow
from posapp.contract.shop_ledger import ShopMember
from posapp.domain.errors import Refused
from posapp.domain.member import phone_number


def changes(source: Source) -> Iterator[Change]:
    """Every member of the file, out of shops that are theirs no more; nobody who asked to be erased."""
    there, erased = records.places(source.database, "members"), member_values.erased(source.database)
    placed, used = places(source), offer_uses.of_all(source.database)
    there_are = [member for member in source.shop.members if member.id not in erased]
    note_numbers(source.database, ((_phone(m.phone), m.id, m.name) for m in there_are))
    with source.database.read() as connection:
        told = told_of(connection, None, source.clock())
    bought = dict(_bought(source))
    for member in there_are:
        row, stores = _row(source, member, used.get(member.id, ())), placed[member.id]
        if member.id in told:
            row = changed(row, told[member.id])
        if member.id in bought and not row.same_as:
            row = row.model_copy(update=bought[member.id])
        yield change(KEPT, EVERY_STORE, row)
        for left in there.get(member.id, frozenset()) - stores:
            yield Change("members", left, member.id, None)
        for store in sorted(stores):
            yield change("members", store, row)


def _bought(source: Source) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What members bought, as it was told last."""
    with source.database.read() as connection:
        for body in records.rows(connection, KEPT, EVERY_STORE):
            row = MemberRow.model_validate_json(body)
            if row.last_bought or row.came_back:
                yield row.id, of_row(row)


def places(source: Source) -> Mapping[str, frozenset[str]]:
    """The shops that know each member of the file, by the member's id."""
    lately = visits.lately(source.database)
    return {m.id: lately.get(m.id, frozenset()) | ({m.store} if m.store else frozenset()) for m in source.shop.members}


def changed(row: MemberRow, told: Told) -> MemberRow:
    """The row as tills' entries have changed it; of a member who is another only that is told."""
    if told.same_as:
        return MemberRow(id=row.id, same_as=told.same_as, heard=tuple(sorted(told.heard.items())))
    new = row.model_copy(update=dict(told.on(row.consent, row.agreed)))
    return new if new.name == row.name else new.model_copy(update={"spelled": spelled_name(new.name)})


def _row(source: Source, m: ShopMember, used: offer_uses.Uses) -> MemberRow:
    ways = tuple(way for way in ("sms", "phone", "email", "wechat") if getattr(m.consent, way))
    words = {"email": m.email, "note": m.note, "name": m.name}
    keys = {"code": m.code, "tier": m.tier, "birthday": m.birthday, "store": m.store, "joined": m.joined}
    said = {name: value or "" for name, value in keys.items()} | words
    row = MemberRow(id=m.id, phone=_phone(m.phone), consent=ways, used=used, spelled=spelled_name(m.name))
    return row.model_copy(update=said)


def _phone(written: str) -> str:
    """As tills look for it; what is no telephone number stays as it was written."""
    try:
        return phone_number(written)
    except Refused:
        return written
