"""The verbs of a script about members' own records: found, enrolled, changed, asked for consent, merged, revealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import approver
from posapp.commands.replay.arguments import choice as _choice
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.consent import Said
from posapp.domain.member import FIELDS, Member, masked, masked_name
from posapp.domain.member_details import KINDS, OWN, details
from posapp.usecases.members import NewMember

Shown = dict[str, Any]


def member_shown(member: Member) -> Shown:
    """As whoever stands at the counter sees them."""
    known = {"member": member.id, "name": masked_name(member.name), "phone": masked(member.phone), "tier": member.tier}
    clashes = [name for name, _ in member.clashes]
    also = {"following": member.following, "consent": list(member.consent), "clashes": clashes}
    return known | {name: value for name, value in also.items() if value}


def member_find(world: World, till: StagedTill, step: Step) -> Shown:
    """Whom somebody may mean: all that fit, masked; nobody is put on the basket."""
    return {"found": [member_shown(member) for member in till.app.members.find(_choice(step, "text"))]}


def member_new(world: World, till: StagedTill, step: Step) -> Shown:
    """Enrolled, and on the basket at once."""
    said = _said(step, "consent") if "consent" in step.args else None
    fields = {name: _text(step, name, "") for name in ("name", "email", "birthday", "guardian")}
    id_ = till.app.members.enrol_new(NewMember(_text(step, "phone"), **fields, said=said))
    member = till.app.members.known(id_)
    till.app.members.attach(member)
    return member_shown(member)


def member_edit(world: World, till: StagedTill, step: Step) -> Shown:
    """The fields that the step names, as they shall be."""
    fields = {name: _text(step, name) for name in FIELDS if name in step.args}
    return member_shown(
        till.app.member_changes.edit(member_of(till, step), fields, approver(till, step, "member_edit"))
    )


def member_own(world: World, till: StagedTill, step: Step) -> Shown:
    """The shop's own fields, by their ids, as they shall be; "" empties one."""
    fields = {own.id: _text(step, own.id) for own in till.app.member_details.own_fields if own.id in step.args}
    return _known(till.app.member_details.set_own(member_of(till, step), fields))


def member_add(world: World, till: StagedTill, step: Step) -> Shown:
    """A note, date, tag or wish more."""
    return _known(till.app.member_details.add(member_of(till, step), _text(step, "kind"), _text(step, "text")))


def member_take_away(world: World, till: StagedTill, step: Step) -> Shown:
    """A date, tag or wish less."""
    return _known(till.app.member_details.take_away(member_of(till, step), _text(step, "kind"), _text(step, "text")))


def _known(member: Member) -> Shown:
    """What the shop knows of them, by kind."""
    found = {kind: [one.value for one in details(member.details, kind)] for kind in KINDS if kind != OWN}
    own = {one.field.partition(".")[2]: one.value for one in details(member.details, OWN)}
    return member_shown(member) | {OWN: own, **found}


def consent(world: World, till: StagedTill, step: Step) -> Shown:
    """Channels that are agreed to (`given`) or not any more (`withdrawn`); `"none": true`: no message at all."""
    if step.args.get("none"):
        return member_shown(till.app.member_changes.opt_out(member_of(till, step)))
    said = Said(_channels(step, "given"), _channels(step, "withdrawn"), how=_text(step, "how", "screen"))
    return member_shown(till.app.member_changes.consent(member_of(till, step), said))


def merge(world: World, till: StagedTill, step: Step) -> Shown:
    """`member` is the same person as `into`, who remains."""
    into, why = one_member(till, _text(step, "into")), _text(step, "reason", "")
    by = approver(till, step, "merge")
    return member_shown(till.app.member_changes.merge(member_of(till, step), into, why, by))


def reveal(world: World, till: StagedTill, step: Step) -> Shown:
    """A masked field in full; the journal says who had it shown."""
    field = _text(step, "field", "phone")
    return {field: till.app.member_changes.reveal(member_of(till, step), field, approver(till, step, "reveal"))}


def _said(step: Step, key: str) -> Said:
    return Said(_channels(step, key), how=_text(step, "how", "screen"))


def _channels(step: Step, key: str) -> tuple[str, ...]:
    found = step.args.get(key, [])
    if not (isinstance(found, list) and all(isinstance(channel, str) for channel in found)):
        raise NotAScript(f"line {step.line}: {key!r} must be a list of channels")
    return tuple(found)


def member_of(till: StagedTill, step: Step) -> str:
    """The member that the step names, or whose basket lies there."""
    attached = till.app.members.attached()
    named = _text(step, "member", attached.id if attached is not None else None)
    return one_member(till, named)


def one_member(till: StagedTill, named: str) -> str:
    """By whatever finds exactly one."""
    found = till.app.members.find(named)
    if len(found) > 1:
        raise NotAScript(f"{named!r} means several members")
    return found[0].id


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "member_find": member_find,
    "member_new": member_new,
    "member_edit": member_edit,
    "member_own": member_own,
    "member_add": member_add,
    "member_take_away": member_take_away,
    "consent": consent,
    "merge": merge,
    "reveal": reveal,
}
