"""A member's follow-ups and contacts as this till's own entries leave them, until the hub tells of them."""

from __future__ import annotations

from dataclasses import replace

from posapp.contract.follow_up_ops import (
    decode_contact_made,
    decode_follow_up_changed,
    decode_follow_up_made,
)
from posapp.domain.contact_guard import Contact
from posapp.domain.follow_up import FIELDS, FollowUp
from posapp.domain.member import Member
from posapp.storage.members import MemberAct


def followed_here(member: Member, act: MemberAct, till: str) -> Member:
    """The member after one more entry."""
    id_ = f"{till}.{act.seq}"
    note = act.private.note if act.private is not None else ""
    if act.kind == "follow_up_made":
        made = decode_follow_up_made(act.body)
        one = FollowUp(id_, made.type, made.due, note, at=act.at, by=act.staff)
        return replace(member, follow_ups=(*member.follow_ups, one))
    if act.kind == "follow_up_changed":
        said = decode_follow_up_changed(act.body)
        changed = (
            _changed(one, act, said.fields, note, id_) if one.id == said.follow_up else one for one in member.follow_ups
        )
        return replace(member, follow_ups=tuple(changed))
    op = decode_contact_made(act.body)
    told = (op.template, op.version, op.follow_up)
    return replace(member, contacts=(*member.contacts, Contact(id_, act.at, op.channel, act.staff, "", *told)))


def _changed(
    one: FollowUp, act: MemberAct, fields: tuple[tuple[str, str, str], ...], note: str, stamp: str
) -> FollowUp:
    values = {name: note if name == "note" else value for name, value, _ in fields if name in FIELDS}
    edited = dict(one.edited) | dict.fromkeys(values, stamp)
    clashes = tuple(pair for pair in one.clashes if pair[0] not in values)
    done = {"done_at": act.at, "done_by": act.staff} if values.get("outcome") else {}
    return replace(one, **values, **done, edited=tuple(edited.items()), clashes=clashes)
