"""The verbs of a script about appointments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import choice as _choice
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.members import one_member
from posapp.commands.replay.script import Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.appointment import Appointment, standing
from posapp.domain.member import masked_name
from posapp.usecases.appointments import NewAppointment

Shown = dict[str, Any]


def appointment_new(world: World, till: StagedTill, step: Step) -> Shown:
    """`day` and `time` of the shop, `member` or `name`, `with` whom, what `for`."""
    member = one_member(till, _text(step, "member")) if "member" in step.args else ""
    name, what, whom = (_text(step, key, "") for key in ("name", "for", "with"))
    new = NewAppointment(_text(step, "day"), _text(step, "time"), member, name, what, whom)
    return _shown(till, till.app.appointments.make(new))


def appointment_move(world: World, till: StagedTill, step: Step) -> Shown:
    """To another `day` and `time`."""
    return _shown(till, till.app.appointments.move(_which(till, step), _text(step, "day"), _text(step, "time")))


def appointment_settle(world: World, till: StagedTill, step: Step) -> Shown:
    """Its `state`: kept, missed, cancelled, or planned after all."""
    return _shown(till, till.app.appointments.settle(_which(till, step), _text(step, "state")))


def appointment_list(world: World, till: StagedTill, step: Step) -> Shown:
    """All of a `day`, the earliest first."""
    return {"appointments": [_shown(till, one) for one in till.app.appointments.day(_choice(step, "day"))]}


def _which(till: StagedTill, step: Step) -> str:
    """By its id, or the first that begins at that day and time: a script cannot know the one."""
    if "id" in step.args:
        return _text(step, "id")
    day, clock = _text(step, "on"), _text(step, "at")
    return next((a.id for a in till.app.appointments.day(day) if till.app.appointments.clock(a)[1] == clock), "")


def _shown(till: StagedTill, one: Appointment) -> Shown:
    day, clock = till.app.appointments.clock(one)
    name, _ = till.app.appointments.called(one)
    told = {"who": masked_name(name), "with": one.associate, "for": one.what, "state": one.state}
    return {"id": one.id, "day": day, "time": clock, "stands": standing(one, till.app.desk.now()), **told}


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "appointment_new": appointment_new,
    "appointment_move": appointment_move,
    "appointment_settle": appointment_settle,
    "appointment_list": appointment_list,
}
