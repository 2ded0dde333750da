"""The verbs of a script about people's own data: a member asks to be forgotten, or for all that is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import approver
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.members import member_of
from posapp.commands.replay.script import Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.privacy import ACCESS, ERASE

Shown = dict[str, Any]


def erase(world: World, till: StagedTill, step: Step) -> Shown:
    """Of the member: done at the hub with the next `sync`, and at each till with its own."""
    return _ask(till, step, ERASE)


def access(world: World, till: StagedTill, step: Step) -> Shown:
    """A copy of all that is kept; head office makes it."""
    return _ask(till, step, ACCESS)


def _ask(till: StagedTill, step: Step, wish: str) -> Shown:
    by, identity = _text(step, "by", "self"), _text(step, "identity", "code")
    asked = till.app.privacy.ask(member_of(till, step), wish, by, identity, approver(till, step, "privacy"))
    return {"member": asked.member, "wish": asked.wish}


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {"erase": erase, "access": access}
