"""The verbs of a script about client books."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import approver
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.members import one_member
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World

Shown = dict[str, Any]


def book_assign(world: World, till: StagedTill, step: Step) -> Shown:
    """`members` (or all in the book of `from`) into the book of `to` ("": the shop's)."""
    books = till.app.books
    handing = books.plan(_members(till, step), _text(step, "to"))
    by = approver(till, step, "assign")
    done = books.assign(handing, _text(step, "why", ""), by)
    return {"assigned": done, "books": dict(handing.books), "due": handing.due, "there": handing.there}


def _members(till: StagedTill, step: Step) -> tuple[str, ...]:
    named = step.args.get("members", [])
    if not (isinstance(named, list) and all(isinstance(one, str) for one in named)):
        raise NotAScript(f"line {step.line}: 'members' must be a list of members")
    return tuple(one_member(till, one) for one in named)


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "book_assign": book_assign,
}
