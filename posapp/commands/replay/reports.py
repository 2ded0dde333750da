"""The verb of reports: any cut of any days, as a person reads it."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay.arguments import choice, text
from posapp.commands.replay.script import NotAScript, Step
from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.figures import Selection
from posapp.domain.money import format_amount, format_quantity
from posapp.domain.report import CUTS, Column, Row

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


def _cells(columns: tuple[Column, ...], row: Row, digits: int) -> Shown:
    found = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if cell is not None:
            plain = {"money": format_amount(cell, digits), "count": str(cell)}
            found[column.word] = plain.get(column.kind, format_quantity(cell))
    return found
