"""Reports: any days and any cut of this till's books, the receipts behind each figure, and what leaves the till."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from posapp.contract.ops import encode
from posapp.contract.report_ops import ReportExportedOp
from posapp.contract.shop_day import ShopDay
from posapp.domain.errors import Refused
from posapp.domain.figures import Figures, Selection, Sum, together
from posapp.domain.report import (
    CUTS,
    Behind,
    Cut,
    Names,
    Report,
    Row,
    by_category,
    by_cut,
    by_discount,
    by_member,
    by_tax,
    by_tender,
    by_till,
    exceptions,
    summary,
)
from posapp.domain.report_words import WORDS, word
from posapp.domain.staff import act_name
from posapp.domain.times import from_text
from posapp.storage.behind import has_receipts, receipts_behind
from posapp.storage.figures import Cut as Key
from posapp.storage.sales import SaleHead
from posapp.usecases.desk import Desk
from posapp.usecases.line import off_the_line
from posapp.usecases.return_reports import ReturnReports

Form = Literal["paper", "pdf", "csv"]
MOST_BEHIND: Final = 500
_KEYS: Final[dict[Cut, Key]] = {
    "day": "business_date",
    "week": "business_date",
    "shift": "shift",
    "cashier": "staff",
    "hour": "hour",
}
_OF_FIGURES: Final[dict[Cut, Callable[[Selection, Figures, Names], Report]]] = {
    "summary": summary,
    "category": by_category,
    "tender": by_tender,
    "tax": by_tax,
    "discount": by_discount,
    "exceptions": exceptions,
    "members": by_member,
}
_OF_TILL: Final = frozenset(CUTS)


class Reports:
    """For who may read them; the figures are those of this till."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._returned = ReturnReports(desk)

    def may_read(self) -> None:
        """Refused("not_permitted") to who may not."""
        self._desk.seller("reports")

    def today(self) -> str:
        """The business date of now."""
        return self._desk.moment().business_date

    def figures(self, asked: Selection) -> Figures:
        """What was sold and done then; for the worker."""
        found = self._desk.till.figures.of(asked, self._desk.store.timezone)
        seconds = self._still_away(asked)
        return together((found, Figures({("offline", ""): Sum(1, seconds)}))) if seconds else found

    def _still_away(self, asked: Selection) -> int:
        """Seconds off the line that have no end yet, as an X counts them."""
        shift = self._desk.shift
        ours = shift is not None and not asked.staff and asked.hour is None and asked.shift in ("", shift.id)
        return off_the_line(self._desk.till, self._desk.now_text()) if ours and self._provisional(asked) else 0

    def report(self, cut: Cut, asked: Selection, language: str) -> Report:
        """One report; for the worker. Refused("not_permitted", "dates_turned")."""
        self.may_read()
        if cut not in _OF_TILL:
            raise Refused("report_of_hub")
        if asked.last and asked.last < asked.first:
            raise Refused("dates_turned", first=asked.first, last=asked.last)
        made = self._made(cut, asked, language)
        return replace(made, provisional=self._provisional(asked))

    def of_shop(self, said: ShopDay, language: str) -> Report:
        """The shop's day as the hub has said it: each till, those that are lacking by name; for the worker."""
        self.may_read()
        return self._of_shop(said, language)

    def _of_shop(self, said: ShopDay, language: str) -> Report:
        parts = [(till.register_, till.lacks, till.figures()) for till in said.tills]
        report = by_till(Selection(said.date, said.date), parts, self.names(language))
        last = report.rows[-1:] if report.rows else ()
        if last:  # the receipts of other tills are theirs
            report = replace(report, rows=(*report.rows[:-1], replace(last[0], behind=None)))
        return replace(report, provisional=said.provisional)

    def _made(self, cut: Cut, asked: Selection, language: str) -> Report:
        names, key = self.names(language), _KEYS.get(cut)
        if cut == "returned":
            return self._returned.report(asked, self.figures(asked), names)
        if key is None:
            return _OF_FIGURES[cut](asked, self.figures(asked), names)
        parts = self._desk.till.figures.by(asked, key, self._desk.store.timezone)
        made = by_cut(cut, asked, parts, names)
        if cut != "shift" or not self._desk.till.shifts.carried().intersection(str(shift) for shift, _ in parts):
            return made
        return replace(made, rows=(*made.rows, Row(names.say("parts_note"))))

    def _provisional(self, asked: Selection) -> bool:
        """While a shift of those days is open."""
        shift = self._desk.shift
        return (
            shift is not None and asked.first <= self.today() and (not asked.last or asked.last >= shift.business_date)
        )

    def receipts(self, behind: Behind) -> list[SaleHead]:
        """The receipts behind a figure, the newest first, so many at most; for the worker."""
        self.may_read()
        self._desk.till.figures.tally(self._desk.store.timezone)
        if behind.measure == "return":
            return self._returned.receipts(behind, MOST_BEHIND)
        return receipts_behind(self._desk.till.database, behind, self._desk.store.timezone, MOST_BEHIND)

    def has_receipts(self, behind: Behind | None) -> bool:
        """Whether there are any to be shown."""
        return behind is not None and has_receipts(behind)

    def exported(self, report: Report, form: Form) -> None:
        """The journal keeps who took what out."""
        asked = report.selection
        self.write_down(ReportExportedOp(report.cut, form, asked.first, asked.last, len(report.rows)))

    def write_down(self, op: ReportExportedOp) -> None:
        """Refused("not_permitted") to who may not read it."""
        desk, moment = self._desk, self._desk.moment()
        staff = desk.seller("audit" if op.report == "audit" else "reports")
        desk.till.facts.record("report_exported", encode(op), moment.at, moment.business_date, staff.id)

    def print_report(self, report: Report, said: ShopDay | None = None) -> None:
        """Queue it for the printer: its cut and days, the figures are those of when it comes out; of the shop's day
        what the hub has `said` of it."""
        desk, moment, asked = self._desk, self._desk.moment(), report.selection
        staff = desk.seller("reports")
        op = ReportExportedOp(report.cut, "paper", asked.first, asked.last, len(report.rows))
        desk.till.facts.record(
            "report_exported",
            encode(op),
            moment.at,
            moment.business_date,
            staff.id,
            print_job=("report", said.model_dump_json() if said is not None else document_of(report.cut, asked)),
        )

    def of_document(self, document: str, language: str) -> Report:
        """The report that a queued document names; for the printer's thread."""
        if document.startswith("{"):
            return self._of_shop(ShopDay.model_validate_json(document), language)
        cut, asked = read_document(document)
        return replace(self._made(cut, asked, language), provisional=self._provisional(asked))

    # -- names ------------------------------------------------------------------------------------------------------

    def names(self, language: str) -> Names:
        """How things are called in that language."""
        desk = self._desk
        categories = {c.id: c for c in desk.catalog.categories()} if desk.catalog.state == "ready" else {}
        opened = desk.till.figures.shifts()
        zone, carried = ZoneInfo(desk.store.timezone), cache(desk.till.shifts.carried)

        def person(id_: str) -> str:
            found = desk.till.staff.by_id(id_)
            return found.name if found else id_ or "–"

        def category(id_: str) -> str:
            found = categories.get(id_)
            if found is None:
                return id_ or word("no_category", language)
            return (found.name_zh or found.name_en) if language == "zh" else (found.name_en or found.name_zh)

        def shift(id_: str) -> str:
            found = opened.get(id_)
            if found is None:
                return id_ or word("no_shift", language)
            name = f"{from_text(found[1]).astimezone(zone):%m-%d %H:%M} {person(found[0])}"
            return word("part_here", language).format(name) if id_ in carried() else name

        def act(name: str) -> str:
            return word(name, language) if name in WORDS else act_name(name, language)

        return Names(language, person, category, shift, act)


def document_of(cut: Cut, asked: Selection) -> str:
    """How the printer's queue names a report: "category 2026-11-01 2026-11-22"."""
    return f"{cut} {asked.first} {asked.last}"


def read_document(document: str) -> tuple[Cut, Selection]:
    """What it names; Refused("no_such_receipt") for anything else."""
    cut, _, days = document.partition(" ")
    first, _, last = days.partition(" ")
    if cut not in _OF_TILL:
        raise Refused("no_such_receipt", receipt=document[:40])
    return cut, Selection(first, last)
