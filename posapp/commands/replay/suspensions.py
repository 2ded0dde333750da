"""The verbs of a script about a shift that is carried from till to till."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from posapp.commands.replay.arguments import approver, text
from posapp.commands.replay.script import Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.errors import Refused
from posapp.domain.suspension import Suspended

Shown = dict[str, Any]
Verb = Callable[[World, StagedTill, Step], Shown]


def suspend_shift(world: World, till: StagedTill, step: Step) -> Shown:
    """The open shift stands still; the hub hears of it with the next `sync`."""
    act = till.app.closing.standing().act
    return {"shift": till.app.suspending.suspend(approver(till, step, act))}


def suspended(world: World, till: StagedTill, step: Step) -> Shown:
    """The shifts of the shop that stand still."""
    return {"suspended": [_shown(found) for found in world.suspended(till)]}


def resume_shift(world: World, till: StagedTill, step: Step) -> Shown:
    """`shift`, which may be left out where only one stands still."""
    if not till.online:
        raise Refused("shift_needs_hub")
    wanted, told = text(step, "shift", ""), world.suspended(till)
    named = [found for found in told if found.id == wanted] if wanted else told
    if len(named) != 1:
        raise Refused("shift_unknown")
    allowed = approver(till, step, "force_close")
    shift = till.app.suspending.resume(named[0], world.resume_shift(till), allowed)
    return {"shift": shift.id, "business_date": shift.business_date, "staff": shift.staff, "resumes": named[0].id}


def _shown(found: Suspended) -> Shown:
    taken = found.taken.register if found.taken is not None else None
    head = {"shift": found.id, "till": found.register, "staff": found.staff, "business_date": found.business_date}
    return head | {"taken_by": taken}


VERBS: dict[str, Verb] = {
    "suspend_shift": suspend_shift,
    "suspended": suspended,
    "resume_shift": resume_shift,
}
