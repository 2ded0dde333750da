"""Reports and the log as files in the till's folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from posapp.app import App
from posapp.domain.errors import Refused, is_disk_full
from posapp.domain.log import Line
from posapp.domain.log_words import log_word
from posapp.domain.report import Report
from posapp.domain.times import to_text
from printing.layout import ReceiptLayout
from printing.practice import practised
from printing.report import report_layout
from printing.report_csv import csv_bytes, report_csv

_LOG = ("number", "time", "day", "where", "who", "what", "before", "after", "approver", "reason", "line")


def save_report(app: App, report: Report, form: str, language: str) -> Path:
    """Write it, and the entry that says so; where it lies. Refused("not_permitted", "disk_full", "folder_closed")."""
    asked, store = report.selection, app.desk.store
    if form == "csv":
        data = report_csv(report, store.currency, language, training=app.training.here)
    else:
        from printing.pdf import a4_pdf  # a quarter of a second: only for who wants a PDF

        register = app.till.enrolment.required().register
        layout = report_layout(report, store, register, to_text(app.clock.now()), language)
        data = a4_pdf(practised(layout) if app.training.here else layout, f"{report.title} {asked.first} {asked.last}")
    app.reports.exported(report, "csv" if form == "csv" else "pdf")
    return _keep(app.till.folder, f"{report.cut}-{asked.first}-{asked.last}.{form}", data)


def paper_report(app: App, document: str, language: str) -> ReceiptLayout:
    """The report that a queued document names, as it is now."""
    report, till = app.reports.of_document(document, language), app.till
    register = till.enrolment.required().register
    return report_layout(report, till.settings.store(), register, to_text(app.clock.now()), language)


def save_log(app: App, lines: Sequence[Line], language: str) -> Path:
    """Write these lines as CSV; the entry that says so is there already."""
    register = app.till.enrolment.required().register
    rows = [[log_word(name, language) for name in _LOG]]
    for line in lines:
        state = log_word("offline" if line.offline else "unsent" if line.unsent else "online", language)
        about = (line.staff, line.what, line.before, line.after, line.approver, line.reason, state)
        rows.append([str(line.seq), line.at, line.business_date, register, *about])
    newest = f"{lines[0].seq}" if lines else "0"
    return _keep(app.till.folder, f"log-{newest}.csv", csv_bytes(rows, training=app.training.here))


def _keep(folder: Path, name: str, data: bytes) -> Path:
    file = folder / "reports" / name
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        full = is_disk_full(error)
        raise (Refused("disk_full") if full else Refused("folder_closed", folder=str(file.parent))) from error
    return file
