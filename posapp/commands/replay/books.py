"""The verbs of a script about client books."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from posapp.commands.replay.arguments import approver
from posapp.commands.replay.arguments import text as _text
from posapp.commands.replay.members import member_shown, one_member
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.client import FACETS
from posapp.domain.client_index import Filter
from posapp.usecases.client_search import Whose

Shown = dict[str, Any]


def book_assign(world: World, till: StagedTill, step: Step) -> Shown:
    """`members`, or all whom `whose` and `where` name, into the book of `to` ("": the shop's)."""
    books = till.app.books
    handing = books.plan(_members(till, step), _text(step, "to"))
    by = approver(till, step, "assign")
    done = books.assign(handing, _text(step, "why", ""), by)
    return {"assigned": done, "books": dict(handing.books), "due": handing.due, "there": handing.there}


def book_list(world: World, till: StagedTill, step: Step) -> Shown:
    """Whose: mine, shop or all; `where`: {facet: [values]}."""
    found = till.app.client_search.listed(*_asked(step), approver=approver(till, step, "books"))
    while not found.ready:
        found = till.app.client_search.listed(*_asked(step), approver=approver(till, step, "books"))
    counts = {facet: some for facet, some in found.counts.items() if some}
    return {"count": found.count, "found": [member_shown(member) for member in found.members], "counts": counts}


def _asked(step: Step) -> tuple[Whose, Filter]:
    whose, where = step.args.get("whose", "mine"), step.args.get("where", {})
    if whose not in ("mine", "shop", "all") or not isinstance(where, dict):
        raise NotAScript(f"line {step.line}: 'whose' is mine, shop or all, 'where' an object")
    if not all(facet in FACETS and isinstance(some, list) for facet, some in where.items()):
        raise NotAScript(f"line {step.line}: 'where' names lists of {', '.join(FACETS)}")
    return whose, {facet: frozenset(map(str, some)) for facet, some in where.items()}


def _members(till: StagedTill, step: Step) -> tuple[str, ...]:
    if "whose" in step.args or "where" in step.args:
        return till.app.client_search.everybody(*_asked(step))
    named = step.args.get("members", [])
    if not (isinstance(named, list) and all(isinstance(one, str) for one in named)):
        raise NotAScript(f"line {step.line}: 'members' must be a list of members")
    return tuple(one_member(till, one) for one in named)


VERBS: Final[Mapping[str, Callable[[World, StagedTill, Step], Shown]]] = {
    "book_assign": book_assign,
    "book_list": book_list,
}
