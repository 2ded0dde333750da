"""Why goods came back: the cut of reports that is made of the lines themselves, and the receipts behind its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from posapp.domain.figures import Figures, Selection
from posapp.domain.report import Behind, Names, Report
from posapp.domain.why_returned import CameBack, lines_behind, told_where, why_returned
from posapp.storage.behind import receipts_behind
from posapp.storage.sales import SaleHead
from posapp.usecases.desk import Desk

_ALL: Final = 10**9


class ReturnReports:
    """What came back at this till."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def report(self, asked: Selection, figures: Figures, names: Names) -> Report:
        """`figures` are those of the same days."""
        store = self._desk.store

        def shop(id_: str) -> str:
            return store.name or id_ if id_ == store.id else id_

        return why_returned(asked, self._lines(asked), figures, names, shop)

    def receipts(self, behind: Behind, most: int) -> list[SaleHead]:
        """The newest first. What the books have added up is up to now by then."""
        till, zone = self._desk.till, self._desk.store.timezone
        if not behind.name:
            return receipts_behind(till.database, behind, zone, most)
        wanted = {line.receipt for line in lines_behind(self._lines(behind.selection), behind.name)}
        every = receipts_behind(till.database, replace(behind, name=""), zone, _ALL)
        return [head for head in every if head.receipt in wanted][:most]

    def _lines(self, asked: Selection) -> list[CameBack]:
        return [told_where(line, self._desk.store.id) for line in self._desk.till.returns.lines(asked)]
