"""The verbs of a script about follow-ups and contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.members import one_member as _one
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.follow_up import FIELDS
from posapp.domain.follow_up_rule import plus
from posapp.domain.member import masked_name
from posapp.storage.follow_ups import NewFollowUp
from posapp.usecases.contacting import Words
from posapp.usecases.follow_ups import Task

Shown = dict[str, Any]


def follow_up_shown(task: Task) -> Shown:
    """What it says, and whose it is."""
    member, one = task.member, task.follow_up
    told = {name: getattr(one, name) for name in ("note", "outcome", "rule", "about", "until", "done_by")}
    clashes = [[field, value] for field, value in one.clashes]
    known = {"id": one.id, "member": member.id, "name": masked_name(member.name), "type": one.type, "due": one.due}
    known |= {"whose": task.whose} if task.whose else {}
    return known | {name: value for name, value in told.items() if value} | ({"clashes": clashes} if clashes else {})


def follow_up(world: World, till: StagedTill, step: Step) -> Shown:
    """A new one, due on a day or in so many `days`."""
    member = _member(till, step)
    id_ = till.app.follow_ups.make(_new(till, step.args, member, step))
    task = till.app.follow_ups.one(member, id_)
    return follow_up_shown(task)


def follow_up_list(world: World, till: StagedTill, step: Step) -> Shown:
    """What there is to do: overdue, today, upcoming, done; `waiting`: of today and before."""
    tasks = till.app.follow_ups.tasks()
    lists: Shown = {when: [follow_up_shown(task) for task in some] for when, some in tasks.lists.items()}
    return {**lists, "waiting": tasks.waiting}


def follow_up_change(world: World, till: StagedTill, step: Step) -> Shown:
    """The fields that the step names, as they shall be."""
    member, id_ = _named(till, step)
    fields: dict[str, str] = {name: _text(step, name) for name in FIELDS if name in step.args}
    till.app.follow_ups.change(member, id_, fields)
    task = till.app.follow_ups.one(member, id_)
    return follow_up_shown(task)


def follow_up_done(world: World, till: StagedTill, step: Step) -> Shown:
    """What came of it; `next`: another one at once."""
    member, id_ = _named(till, step)
    following = step.args.get("next")
    if following is not None and not isinstance(following, dict):
        raise NotAScript(f"line {step.line}: 'next' must be an object")
    new = _new(till, following, member, step) if following is not None else None
    next_id = till.app.follow_ups.finish(member, id_, _text(step, "outcome"), _text(step, "note", ""), new)
    task = till.app.follow_ups.one(member, id_)
    return follow_up_shown(task) | ({"next": next_id} if next_id else {})


def contact(world: World, till: StagedTill, step: Step) -> Shown:
    """A contact, logged; with a template its words go out. `"confirm": true` where there were many lately."""
    member, channel = _member(till, step), _text(step, "channel")
    words = _words(till, step, member) if "template" in step.args else None
    confirmed = bool(step.args.get("confirm", False))
    id_ = till.app.contacting.contact(member, channel, words, _text(step, "follow_up", ""), confirmed)
    return {"contact": id_, "lately": len(till.app.contacting.lately(member))}


def contact_ways(world: World, till: StagedTill, step: Step) -> Shown:
    """Each channel: "open", or the code of why it is closed; how many contacts there were `lately`."""
    member = _member(till, step)
    ways = {way.channel: way.closed or "open" for way in till.app.contacting.ways(member)}
    return {**ways, "lately": len(till.app.contacting.lately(member))}


def template_preview(world: World, till: StagedTill, step: Step) -> Shown:
    """The message with the real values, as the screen shows it."""
    words = _words(till, step, _member(till, step))
    return {"text": words.shown, "version": words.template.version}


def _words(till: StagedTill, step: Step, member: str) -> Words:
    typed = step.args.get("fields", {})
    if not (isinstance(typed, dict) and all(isinstance(value, str) for value in typed.values())):
        raise NotAScript(f"line {step.line}: 'fields' must be an object of texts")
    return till.app.contacting.words(member, _text(step, "template"), _text(step, "language", "zh"), typed)


def _new(till: StagedTill, said: Mapping[str, Any], member: str, step: Step) -> NewFollowUp:
    days = said.get("days", 0)
    if not isinstance(days, int):
        raise NotAScript(f"line {step.line}: 'days' must be a number")
    due = said.get("due") or plus(till.app.follow_ups.today, days)
    return NewFollowUp(member, str(said.get("type", "message")), str(due), str(said.get("note", "")))


def _named(till: StagedTill, step: Step) -> tuple[str, str]:
    """By its id, or what is to be done first for the member."""
    if "follow_up" in step.args:
        wanted = _text(step, "follow_up")
        for some in till.app.follow_ups.tasks().lists.values():
            for task in some:
                if task.follow_up.id == wanted:
                    return task.member.id, wanted
        raise Refused("follow_up_unknown")
    member = _member(till, step)
    found = till.app.follow_ups.next_of(till.app.members.known(member))
    if found is None:
        raise Refused("follow_up_unknown")
    return member, found.id


def _member(till: StagedTill, step: Step) -> str:
    return _one(till, _text(step, "member"))


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "follow_up": follow_up,
    "follow_up_list": follow_up_list,
    "follow_up_change": follow_up_change,
    "follow_up_done": follow_up_done,
    "contact": contact,
    "contact_ways": contact_ways,
    "template_preview": template_preview,
}
