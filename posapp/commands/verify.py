"""`posapp verify`: the journal's chain holds, the books say the same, so did the hub, and nobody changed the goods."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from posapp.commands.till_command import refuse, till_of, till_parser
from posapp.commands.till_parts import TillParts, open_parts
from posapp.contract.calls import ShiftTotal
from posapp.devices.clock import SystemClock
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount
from posapp.storage.verify import Verdict, verify
from sync.client import HubAway, HubSaid

Shown = dict[str, Any]
MOST_CLOSES: Final = 10_000


def check(parts: TillParts, *, online: bool) -> Shown:
    """Chain and books, and whether the goods are as the hub sent them; `online`: the hub's totals of what it was sent,
    too. `ok` is false when any of them disagree, or when the hub does not answer."""
    verdict, zone = verify(parts.till), parts.app.desk.store.timezone
    if not verdict.sums and verdict.broken_at is None:
        parts.till.figures.make_anew(zone)
    goods = parts.goods.all() if parts.catalog.state == "ready" else "unknown"
    digits = parts.app.desk.store.currency.digits
    days = [parts.till.sales.totals(date) for date in parts.till.sales.business_dates()]
    own = {day.business_date: format_amount(day.total, digits) for day in days}
    shown: Shown = {
        "ok": verdict.whole and goods != "changed",
        "journal": {"entries": verdict.entries, "broken_at": verdict.broken_at},
        "books": {"differing": list(verdict.differing), "receipt_gaps": list(verdict.gaps)} | _sums(verdict),
        "goods": goods,
        "sales": sum(day.count for day in days),
        "total": format_amount(sum(day.total for day in days), digits),
        "days": own,
    }
    if online:
        shown["hub"] = _hub(parts, digits) | {"unsent": parts.till.journal.unsent_count()}
        shown["ok"] = bool(shown["ok"] and shown["hub"].get("equal") and shown["hub"].get("z_equal"))
    return shown


def _sums(verdict: Verdict) -> Shown:
    """What reports are made of was not what the journal tells: it is again, taken from there anew."""
    return {} if verdict.sums else {"report_sums": "differed, made anew"}


def _hub(parts: TillParts, digits: int) -> Shown:
    """What the hub has counted, and whether it is what the till had sold up to the last entry that the hub holds."""
    till = parts.till.enrolment.required().till
    try:
        holds = parts.engine.hub.till().last_seq
        totals = parts.engine.hub.totals()
    except (HubAway, HubSaid) as reason:
        return {"away": str(reason)}
    rows = [row for row in totals.days if row.till == till]
    sold = {date: (count, total) for date, count, total in parts.till.sales.up_to(holds)}
    return {
        "sales": sum(row.count for row in rows),
        "total": format_amount(sum(row.total for row in rows), digits),
        "days": {row.date: format_amount(row.total, digits) for row in rows},
        "equal": {row.date: (row.count, row.total) for row in rows} == sold,
        "z_equal": _z_equal(parts, [row for row in totals.shifts if row.till == till], holds),
    }


def _z_equal(parts: TillParts, counted: Sequence[ShiftTotal], holds: int) -> bool:
    """Whether the hub counts the same, to the cent, of each shift whose Z it holds; it knows of no others."""
    said = {}
    for closed in parts.till.shifts.closes(MOST_CLOSES):
        if closed.seq <= holds:
            report = parts.till.shifts.z(closed).report
            cash = sum(t.taken - t.back for t in report.tenders if t.type == "cash")
            said[closed.name] = (report.sales, report.total, report.tax, report.rounding, cash)
    there = {row.z: (row.count, row.total, row.tax, row.rounding, row.cash) for row in counted}
    return all(there.get(name) == figures for name, figures in said.items())


def main(argv: list[str]) -> int:
    """Exit code 0 when all agrees, 1 when something differs, 66 when the till's data cannot be read (75: in use)."""
    parser = till_parser("verify", "Check a till's journal and books.")
    parser.add_argument("--hub", action="store_true", help="compare with the hub's totals too")
    options = parser.parse_args(argv)
    try:
        parts = open_parts(till_of(options), SystemClock())
        try:
            shown = check(parts, online=options.hub)
        finally:
            parts.close()
    except Refused as refused:
        return refuse(refused, options.language)
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    if shown["goods"] == "changed":
        refuse(Refused("goods_changed"), options.language)
    return 0 if shown["ok"] else 1
