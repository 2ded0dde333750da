"""A table as CSV, as spreadsheets read it: UTF-8 with a mark, CRLF, amounts as plain decimals."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from posapp.domain.money import Currency, format_amount, format_quantity
from posapp.domain.report import Kind, Report
from posapp.domain.report_words import word
from printing.practice import TRAINING, TRAINING_EN

_MARK: Final = "\ufeff"
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it; a number below
    zero is a number."""
    return f"'{text}" if text.startswith(_RUNS) and not _NUMBER.fullmatch(text) else text


def csv_bytes(rows: Iterable[Sequence[str]], *, training: bool = False) -> bytes:
    """The file's bytes; a table of practice says so in a row above it."""
    out = io.StringIO()
    mark = ((TRAINING, TRAINING_EN),) if training else ()
    csv.writer(out, lineterminator="\r\n").writerows([plain(cell) for cell in row] for row in (*mark, *rows))
    return (_MARK + out.getvalue()).encode()


def report_csv(report: Report, currency: Currency, language: str, *, training: bool = False) -> bytes:
    """The report's table; heads of sections are rows with one cell, the identities stand at the end."""
    columns = report.columns
    rows = [[report.title, report.selection.first, report.selection.last]]
    rows.append([word("name", language), *(word(column.word, language) for column in columns)])
    for row in report.rows:
        cells = [_cell(cell, column.kind, currency) for column, cell in zip(columns, row.cells, strict=False)]
        rows.append([row.label.strip(), *cells])
    for check in report.checks:
        holds = word("holds" if check.holds else "differs", language)
        sides = (format_amount(side, currency.digits) for side in (check.left, check.right))
        rows.append([word(f"check_{check.name}", language), *sides, holds])
    return csv_bytes(rows, training=training)


def _cell(cell: int | None, kind: Kind, currency: Currency) -> str:
    if cell is None:
        return ""
    return {"money": format_amount(cell, currency.digits), "count": str(cell)}.get(kind, format_quantity(cell))
