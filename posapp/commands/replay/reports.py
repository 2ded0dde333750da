"""The verbs of reports: any cut of any days, as a person reads it; how many came in."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay.arguments import choice, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.figures import Selection
from posapp.domain.money import format_amount, format_quantity
from posapp.domain.report import CUTS, Column, Row
from posapp.ports.visitor_sensor import SIMULATED_SOURCE, Visitors

Shown = dict[str, Any]


def report(world: World, till: StagedTill, step: Step) -> Shown:
    """`cut`, and the business dates `first` and `last` (without them today)."""
    cut, reports = choice(step, "cut"), till.app.reports
    if cut not in CUTS:
        raise NotAScript(f"line {step.line}: there is no report {cut!r}")
    first = text(step, "first", "") or reports.today()
    made = reports.report(cut, Selection(first, text(step, "last", "") or first), "en")
    digits = till.app.desk.store.currency.digits
    rows = [{"name": row.label, **_cells(made.columns, row, digits)} for row in made.rows if not row.head]
    return {"rows": rows, "sound": made.sound, "provisional": made.provisional}


def visitors(world: World, till: StagedTill, step: Step) -> Shown:
    """So many came in today, `count` of them, typed; with `"sensor": true` the simulated sensor at the door says so."""
    dashboards, count = till.app.dashboards, step.args.get("count")
    if not isinstance(count, int) or isinstance(count, bool):
        raise NotAScript(f"line {step.line}: 'count' must be a number")
    now = dashboards.today()
    if step.args.get("sensor") is True:
        dashboards.heard_visitors(Visitors(count, f"{SIMULATED_SOURCE} sensor door"), now.date, now.visitors)
    else:
        dashboards.count_visitors(count, now.visitors)
    now = dashboards.today()
    part = now.conversion
    return {"visitors": now.visitors, "conversion": format_quantity(part) if part is not None else None}


def _cells(columns: tuple[Column, ...], row: Row, digits: int) -> Shown:
    found = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if cell is not None:
            plain = {"money": format_amount(cell, digits), "count": str(cell)}
            found[column.word] = plain.get(column.kind, format_quantity(cell))
    return found
