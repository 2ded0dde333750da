"""Reports as ready words: which days and which cut, the table, and what lies behind a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from posapp.contract.shop_day import ShopDay
from posapp.domain.errors import Refused
from posapp.domain.figures import Selection
from posapp.domain.log import Line
from posapp.domain.report import ALL_CUTS, Behind, Cut, Report, shown
from posapp.domain.report_words import word
from posapp.domain.sale import Sale
from posapp.storage.sales import SaleHead
from ui.kit.figure_table import TableRow
from ui.kit.result_list import Result
from ui.newest import Newest
from ui.screen import Place
from ui.texts import date_clock_text, plain

T = TypeVar("T")
PERIODS = ("today", "yesterday", "week", "last_week", "month", "last_month", "year")
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Behinds:
    """What lies behind a row: receipts, or lines of the log."""

    rows: list[Result]
    receipts: bool


class ReportsModel(QObject):
    """Figures are read on threads of their own, what is written is written by the worker."""

    made = Signal(object)
    behind = Signal(object)
    paper = Signal(str, object)
    saved = Signal(str)
    printed = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.cut: Cut = "summary"
        self.chosen = ""
        """Which of PERIODS; "" where other dates were typed."""
        self.asked = Selection()
        self.report: Report | None = None
        self._said: ShopDay | None = None
        """What the hub said, of the shop's day."""
        self._reports, self._behinds = Newest(), Newest()

    # -- what is asked ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Today's, unless other days were chosen before."""
        if not self.asked.first:
            self.period("today")
        else:
            self.read()

    def period(self, name: str) -> None:
        """One of PERIODS, by the business date of now."""
        today = date.fromisoformat(self._place.app.reports.today())
        monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
        before = first - timedelta(days=1)
        ranges = {
            "today": (today, today),
            "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
            "week": (monday, today),
            "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
            "month": (first, today),
            "last_month": (before.replace(day=1), before),
            "year": (today.replace(month=1, day=1), today),
        }
        self._days(*ranges[name], chosen=name)

    def typed(self, text: str) -> None:
        """A day, or the first and the last; Refused goes to `refused`."""
        try:
            days = [_day(part) for part in text.replace("–", " ").replace("~", " ").split()]
            if not 1 <= len(days) <= 2:
                raise Refused("dates_format")
            first, last = days[0], days[-1]
            if last < first:
                raise Refused("dates_turned", first=first.isoformat(), last=last.isoformat())
            if (last - first).days > MOST_DAYS:
                raise Refused("dates_format")
        except Refused as no:
            self.say_no(no)
        else:
            self._days(first, last)

    def earlier(self, step: int) -> None:
        """As many days before (-1) or after (1)."""
        first, last = date.fromisoformat(self.asked.first), date.fromisoformat(self.asked.last)
        long = (last - first) + timedelta(days=1)
        self._days(first + step * long, last + step * long)

    def _days(self, first: date, last: date, chosen: str = "") -> None:
        self.chosen = chosen
        self.asked = Selection(first.isoformat(), last.isoformat())
        self.read()

    def choose(self, cut: Cut) -> None:
        """Another report of the same days."""
        self.cut = cut
        self.read()

    def beside(self, step: int) -> None:
        """The cut before or after."""
        self.choose(ALL_CUTS[(ALL_CUTS.index(self.cut) + step) % len(ALL_CUTS)])

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """The report of now; the shop's day is the hub's to tell."""
        if self.cut == "tills":
            self._ask_shop()
            return
        reports, cut, asked, language = self._place.app.reports, self.cut, self.asked, self._language
        self._ask(lambda: (reports.report(cut, asked, language), None), self._reports.only(self._made))

    def _ask_shop(self) -> None:
        """Of the last of the days."""
        place, day, language = self._place, self.asked.last, self._language
        self.asked = Selection(day, day)
        reports, ask = place.app.reports, place.controls.ask_shop_day
        made = self._reports.only(self._made)
        place.tasks.ask(
            lambda: ask(day),
            lambda said: self._work(lambda: (reports.of_shop(said, language), said), made),
            self.say_no,
        )

    def _made(self, made: tuple[Report, ShopDay | None]) -> None:
        self.report, self._said = made
        self.made.emit(self.report)

    @property
    def _language(self) -> str:
        return self._place.languages.language

    def table(self, report: Report) -> tuple[list[str], list[TableRow], frozenset[int]]:
        """Heads, rows, and the columns that stay where there is little room."""
        currency = self._place.app.desk.store.currency
        heads = [word(column.word, self._language) for column in report.columns]
        rows = [
            TableRow(
                row.label,
                tuple(
                    shown(cell, column.kind, currency) for column, cell in zip(report.columns, row.cells, strict=False)
                ),
                row.strong,
                row.head,
                row.behind is not None and any(row.cells),
            )
            for row in report.rows
        ]
        return heads, rows, frozenset(n for n, column in enumerate(report.columns) if column.least)

    def look_behind(self, number: int) -> None:
        """What the row is made of."""
        show = self._behinds.only(self.behind.emit)
        row = self.report.rows[number] if self.report is not None and 0 <= number < len(self.report.rows) else None
        if row is None or row.behind is None or not any(row.cells):
            show(Behinds([], True))
            return
        behind = row.behind
        self._ask(lambda: self._behind(behind), show)

    def _behind(self, behind: Behind) -> Behinds:
        app = self._place.app
        if app.reports.has_receipts(behind):
            return Behinds([self._receipt(head) for head in app.reports.receipts(behind)], True)
        return Behinds([self._line(line) for line in app.audit.behind(behind, self._language)], False)

    def _receipt(self, head: SaleHead) -> Result:
        app = self._place.app
        person = app.till.staff.by_id(head.staff)
        when = date_clock_text(head.at, app.desk.store.timezone)
        detail = f"{when} · {person.name if person else head.staff}"
        due = plain(head.due, app.desk.store.currency)
        return Result(head.receipt, head.receipt, detail, due, icon="receipt-text", tint=3)

    def _line(self, line: Line) -> Result:
        when = date_clock_text(line.at, self._place.app.desk.store.timezone)
        detail = " · ".join(part for part in (when, line.staff, line.reason) if part)
        change = f"{line.before} → {line.after}" if line.before or line.after else ""
        return Result(str(line.seq), line.what, detail, change, icon="pencil-line", tint=1)

    def show(self, receipt: str) -> None:
        """The paper of a receipt."""
        sale = self._place.app.till.sales.by_receipt(receipt)
        if sale is not None:
            self.paper.emit(receipt, self._picture(sale))

    def _picture(self, sale: Sale) -> object:
        return self._place.controls.receipt_picture(sale, self._language)

    # -- what leaves --------------------------------------------------------------------------------------------------

    def save(self, form: str) -> None:
        """As a PDF or CSV file."""
        report, language, save = self.report, self._language, self._place.controls.save_report
        if report is not None:
            self._work(lambda: save(report, form, language), self._saved)

    def _saved(self, file: Path) -> None:
        self.saved.emit(str(file))

    def print_now(self) -> None:
        """On the receipt printer."""
        report, said, reports = self.report, self._said, self._place.app.reports
        if report is not None:
            self._work(lambda: reports.print_report(report, said), lambda _: self.printed.emit())

    def _ask(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Figures of a year may take a moment, in which nobody who sells waits."""
        self._place.tasks.ask(job, done, self.say_no)

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._place.tasks.run(job, done, self.say_no)

    def say_no(self, no: Refused) -> None:
        """With the sound of a refusal."""
        self._place.sounds.play("refused")
        self.refused.emit(no)


def _day(text: str) -> date:
    """ "2026-11-22", "20261122" or "2026/11/22"; Refused("dates_format")."""
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        raise Refused("dates_format") from None
