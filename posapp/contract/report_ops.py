"""Bodies of journal entries about reports: what left the till on paper or as a file."""

from __future__ import annotations

from posapp.contract.op import Number, Op


class ReportExportedOp(Op, frozen=True, omit_defaults=True):
    """Kind "report_exported": a report, or the log ("audit"), was printed or written into a file. `form`: paper, pdf or
    csv; `first` and `last` are business dates."""

    report: str
    form: str
    first: str = ""
    last: str = ""
    rows: Number = 0


class VisitorsCountedOp(Op, frozen=True, omit_defaults=True):
    """Kind "visitors_counted": how many people came in on `date`, all day up to now; `before` is what was known, so
    that the difference adds up. `source`: typed, or the name of a sensor."""

    date: str
    count: Number
    before: Number = 0
    source: str = ""
