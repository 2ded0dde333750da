"""The log as ready words, read on the worker, so many lines at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.log import Line
from posapp.domain.log_words import GROUPS, log_word
from posapp.usecases.audit import Found, Wanted
from ui.kit.result_list import Result
from ui.newest import Newest
from ui.screen import Place
from ui.texts import date_clock_text

T = TypeVar("T")
GROUP_NAMES = ("", *GROUPS)
ICONS = {
    "sales": "receipt-text",
    "prices": "tag",
    "money": "wallet",
    "drawer": "banknote",
    "paper": "printer",
    "line": "wifi-off",
    "people": "user-round",
}


class AuditModel(QObject):
    """`found(lines, more)`: all lines so far, and whether there are older ones."""

    found = Signal(list, bool)
    saved = Signal(str, int)
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.wanted = Wanted()
        self.lines: list[Line] = []
        self._down_to = 0
        self._pages = Newest()

    @property
    def _language(self) -> str:
        return self._place.languages.language

    def search(self, wanted: Wanted) -> None:
        """The newest lines of these."""
        self.wanted, language, audit = wanted, self._language, self._place.app.audit
        self._ask(lambda: audit.page(wanted, language), partial(self._found, []))

    def older(self) -> None:
        """The next ones."""
        wanted, before, language, audit = self.wanted, self.lines, self._language, self._place.app.audit
        down_to = self._down_to
        self._ask(lambda: audit.page(wanted, language, down_to), partial(self._found, before))

    def _found(self, before: Sequence[Line], found: Found) -> None:
        self.lines, self._down_to = [*before, *found.lines], found.down_to
        self.found.emit(self.lines, found.down_to > 1)

    def _ask(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """It may take a moment, in which nobody who sells waits; nobody hears it who has asked for others meanwhile."""
        self._place.tasks.ask(job, self._pages.only(done), self._said_no)

    def export(self) -> None:
        """All of these as CSV; the log keeps who did."""
        wanted, language = self.wanted, self._language
        audit, save = self._place.app.audit, self._place.controls.save_log

        def write() -> tuple[Path, int]:
            lines = audit.exported(wanted, language)
            return save(lines, language), len(lines)

        self._work(write, lambda done: self._saved(*done))

    def _saved(self, file: Path, count: int) -> None:
        self.saved.emit(str(file), count)
        self.search(self.wanted)

    # -- words --------------------------------------------------------------------------------------------------------

    def groups(self) -> list[str]:
        """The words of GROUP_NAMES but the first, which is all of them."""
        side = 0 if self._language == "zh" else 1
        return [said[side] for said, _ in GROUPS.values()]

    def row(self, line: Line) -> Result:
        """One line in the list."""
        detail = " · ".join(part for part in (self.when(line), line.staff, line.reason) if part)
        change = f"{line.before} → {line.after}" if line.before or line.after else ""
        note = log_word("offline", self._language) if line.offline else ""
        group = next((name for name, (_, kinds) in GROUPS.items() if line.kind in kinds), "")
        return Result(str(line.seq), line.what, detail, change, note, "warn", ICONS.get(group, "info"), 3)

    def when(self, line: Line) -> str:
        """In the shop's time."""
        return date_clock_text(line.at, self._place.app.desk.store.timezone)

    def facts(self, line: Line) -> list[tuple[str, str]]:
        """All that is known of it: (what, how)."""
        state = "offline" if line.offline else "unsent" if line.unsent else "online"
        register = self._place.app.till.enrolment.required().register
        rows = (
            ("number", str(line.seq)),
            ("time", self.when(line)),
            ("day", line.business_date),
            ("where", register),
            ("who", line.staff),
            ("what", line.what),
            ("before", line.before),
            ("after", line.after),
            ("approver", line.approver),
            ("reason", line.reason),
            ("line", log_word(state, self._language)),
        )
        return [(log_word(name, self._language), value) for name, value in rows if value]

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._place.tasks.run(job, done, self._said_no)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.refused.emit(no)
