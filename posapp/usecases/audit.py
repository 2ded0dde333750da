"""The log: who did what, when and where, drawn from the journal, which nothing can be taken out of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from posapp.contract.report_ops import ReportExportedOp
from posapp.domain.figures import Measure
from posapp.domain.log import Line, line
from posapp.domain.log_words import GROUPS, SAID
from posapp.domain.report import Behind
from posapp.storage.line_state import off_the_line
from posapp.storage.log import NEWEST, search
from posapp.usecases.desk import Desk
from posapp.usecases.reports import Reports

MOST: Final = 300
MOST_EXPORTED: Final = 100_000
STRETCH: Final = 20_000
"""Entries that are looked through at once: some busy weeks, a fraction of a second. Older ones are asked for."""
_OF_MEASURE: Final[dict[Measure, tuple[str, ...]]] = {
    "void": ("basket_cleared",),
    "removed": ("basket_cleared", "sale"),
    "withdrawn": ("tender_withdrawn",),
    "corrected": ("tender_corrected",),
    "no_sale": ("drawer_opened",),
    "reprint": ("reprinted",),
    "offline": ("went_offline", "line_lost", "went_online", "line_back"),
    "pin_locked": ("pin_locked",),
    "print_dropped": ("print_dropped",),
    "date_confirmed": ("date_confirmed",),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: business dates ("": any), a group of kinds ("": all) and words."""

    first: str = ""
    last: str = ""
    group: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The lines, and down to which entry the journal was looked through; 0: to its beginning."""

    lines: list[Line]
    down_to: int


class Audit:
    """For who may read it."""

    def __init__(self, desk: Desk, reports: Reports) -> None:
        self._desk = desk
        self._reports = reports

    def page(self, wanted: Wanted, language: str, before: int = NEWEST) -> Found:
        """The newest such lines below number `before`, of a stretch of the journal; for the worker.
        Refused("not_permitted")."""
        last = self._desk.till.journal.last()
        newest = min(before, (last.seq if last else 0) + 1)
        down_to = max(0, newest - STRETCH)
        lines = self.found(wanted, language, newest, MOST, down_to)
        return Found(lines, lines[-1].seq if len(lines) == MOST else down_to)

    def found(
        self, wanted: Wanted, language: str, before: int = NEWEST, most: int = MOST, down_to: int = 0
    ) -> list[Line]:
        """The same of the whole journal, or down to that entry."""
        self._desk.seller("audit")
        kinds = GROUPS[wanted.group][1] if wanted.group else ()
        text = wanted.text.strip()
        return self._lines(
            language,
            first=wanted.first,
            last=wanted.last,
            kinds=kinds,
            text=text,
            people=[p.id for p in self._desk.till.staff.all() if text and text.lower() in p.name.lower()],
            named=[kind for kind, said in SAID.items() if text and any(text.lower() in word.lower() for word in said)],
            before=before,
            down_to=down_to,
            most=most,
        )

    def behind(self, behind: Behind, language: str) -> list[Line]:
        """The lines behind a figure that no receipt makes; for the worker."""
        self._reports.may_read()
        asked = behind.selection
        kinds, text = _OF_MEASURE.get(behind.measure, ()), '"removed"' if behind.measure == "removed" else ""
        if behind.measure == "approval":
            text = f'"approver":"{behind.name.rpartition("@")[2]}"'
        if not kinds and not text:
            return []
        return self._lines(language, first=asked.first, last=asked.last, staff=asked.staff, kinds=kinds, text=text)

    def _lines(
        self,
        language: str,
        *,
        first: str = "",
        last: str = "",
        kinds: Sequence[str] = (),
        staff: str = "",
        text: str = "",
        people: Sequence[str] = (),
        named: Sequence[str] = (),
        before: int = NEWEST,
        down_to: int = 0,
        most: int = MOST,
    ) -> list[Line]:
        till, currency = self._desk.till, self._desk.store.currency
        off, sent = off_the_line(till.database), till.journal.acknowledged()
        entries = search(
            till.database,
            first=first,
            last=last,
            kinds=kinds,
            staff=staff,
            text=text,
            people=people,
            named=named,
            before=before,
            down_to=down_to,
            most=most,
        )
        return [
            line(
                entry,
                any(since <= entry.seq < until for since, until in off),
                entry.seq > sent,
                currency,
                language,
                self._person,
            )
            for entry in entries
        ]

    def _person(self, id_: str) -> str:
        found = self._desk.till.staff.by_id(id_)
        return found.name if found else id_

    def exported(self, wanted: Wanted, language: str) -> list[Line]:
        """All such lines, and the entry that says that they left the till; for the worker."""
        lines = self.found(wanted, language, most=MOST_EXPORTED)
        self._reports.write_down(ReportExportedOp("audit", "csv", wanted.first, wanted.last, len(lines)))
        return lines
