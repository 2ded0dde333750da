"""A report on paper: a row a line, its other figures below it; narrow rolls and sheets alike."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from posapp.domain.money import Currency
from posapp.domain.report import Column, Report, Row, shown
from posapp.domain.report_words import word
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Blank, Cut, Pair, ReceiptLayout, Rule, Size, Words
from printing.layout import Row as PaperRow
from printing.words import SIMULATED

_INDENT = 2


def report_layout(
    report: Report, store: Store, register: str, at: str, language: str, *, simulated: bool = False
) -> ReceiptLayout:
    """`register` is the till's, `at` when it was made (UTC ISO text)."""
    made = from_text(at).astimezone(ZoneInfo(store.timezone))
    rows: list[PaperRow] = [Words(SIMULATED, "centre", "bold")] if simulated else []
    rows += [Words(store.name or store.id, "centre"), Words(report.title, "centre", "large")]
    rows += _head(report, register, made, language)
    for row in report.rows:
        rows += _row(row, report.columns, store.currency, language)
    rows += [Rule(), *_checks(report, language)]
    return ReceiptLayout((*rows, Blank(), Cut()))


def _head(report: Report, register: str, made: datetime, language: str) -> list[PaperRow]:
    asked = report.selection
    days = asked.first if asked.first == asked.last else f"{asked.first} – {asked.last}"
    rows: list[PaperRow] = [
        Pair(word("period", language), days),
        Pair(word("till", language), register),
        Pair(word("made", language), f"{made:%Y-%m-%d %H:%M}"),
    ]
    if report.provisional:
        rows.append(Words(word("provisional", language), "centre", "bold"))
    return [*rows, Rule()]


def _row(row: Row, columns: tuple[Column, ...], currency: Currency, language: str) -> list[PaperRow]:
    if row.head:
        return [Rule(), Words(row.label, size="bold")]
    size: Size = "bold" if row.strong else "normal"
    cells = [(column, cell) for column, cell in zip(columns, row.cells, strict=False) if cell is not None]
    if not cells:
        return [Words(row.label, size=size)]
    main = next((pair for pair in cells if pair[0].least and pair[0].kind == "money"), cells[-1])
    rest = [
        f"{word(column.word, language)} {shown(cell, column.kind, currency)}"
        for column, cell in cells
        if column is not main[0] and cell
    ]
    rows: list[PaperRow] = [Pair(row.label, shown(main[1], main[0].kind, currency), size)]
    return [*rows, Words("  ".join(rest), indent=_INDENT)] if rest else rows


def _checks(report: Report, language: str) -> list[PaperRow]:
    holds, differs = word("holds", language), word("differs", language)
    return [
        Pair(
            word(f"check_{check.name}", language),
            f"{'OK' if check.holds else '!!'} {holds if check.holds else differs}",
        )
        for check in report.checks
    ]
