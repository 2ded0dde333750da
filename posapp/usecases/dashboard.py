"""Today at a glance, put together from this till's books, the copies and what the hub says of the other tills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from posapp.contract.ops import encode
from posapp.contract.report_ops import VisitorsCountedOp
from posapp.contract.shop_day import ShopDay
from posapp.domain.dashboard import (
    LOW_STOCK,
    LOW_STOCK_USUAL,
    PICKUP_HOURS,
    PICKUP_HOURS_USUAL,
    Dashboard,
    Hour,
    TillStand,
    limit,
    target,
)
from posapp.domain.errors import Refused
from posapp.domain.figures import Figures, Selection, together
from posapp.ports.visitor_sensor import Visitors
from posapp.usecases.desk import Desk
from posapp.usecases.reports import Reports
from posapp.usecases.shift_orders import open_and_late

AskDay = Callable[[str], ShopDay]
"""Asks the hub for the shop's day of a business date; Refused while it is away."""
Sold = tuple[Figures, Mapping[int, Hour]]
"""The figures of a day, and its hours."""
MOST_LOW: Final = 50
MOST_VISITORS: Final = 1_000_000


class Dashboards:
    """For who may read reports."""

    def __init__(self, desk: Desk, reports: Reports) -> None:
        self._desk = desk
        self._reports = reports

    def ask(self, ask: AskDay) -> tuple[ShopDay | None, ShopDay | None, str]:
        """The shop's today and the same weekday before, and why there are none. Takes long: not for the worker."""
        today = self._reports.today()
        try:
            return ask(today), ask(_week_before(today)), ""
        except Refused as no:
            return None, None, no.code

    def today(self, said: tuple[ShopDay | None, ShopDay | None, str] = (None, None, "")) -> Dashboard:
        """What is known now; for the worker. Refused("not_permitted")."""
        self._reports.may_read()
        desk, day = self._desk, self._reports.today()
        now, then, why = said
        hour = desk.now().astimezone(ZoneInfo(desk.store.timezone)).hour
        own, before = self._own(day), self._own(_week_before(day))
        figures, hours = self._with_others(now, own)
        earlier, hours_before = self._with_others(then, before)
        return Dashboard(
            date=day,
            hour=hour,
            figures=figures,
            hours=hours,
            before=earlier,
            hours_before=hours_before,
            so_far_before=sum(found.total for at, found in hours_before.items() if self._passed(at, hour)),
            target=target(desk.store, day),
            own=own[0].total,
            visitors=figures.sum("visitors").amount,
            low=desk.catalog.low_stock(self._little(), MOST_LOW) if desk.catalog.state == "ready" else (),
            pickups=self._pickups(),
            exceptions=now.exceptions if now is not None else 0,
            refused=len(desk.till.journal.parked()),
            tills=_stands(now) if now is not None else (),
            at=now.at if now is not None else "",
            provisional=now is None or now.provisional,
            why=why,
        )

    def _own(self, day: str) -> Sold:
        zone, book = self._desk.store.timezone, self._desk.till.figures
        parts = book.by(Selection(day, day), "hour", zone)
        hours = {int(hour): Hour(found.transactions, found.total) for hour, found in parts if found.transactions}
        return together(found for _, found in parts), hours

    def _with_others(self, said: ShopDay | None, own: Sold) -> Sold:
        """What the hub says of the other tills, and of this one its own books, which are never behind."""
        others = [till for till in said.tills if till.till != self._desk.till.journal.till] if said is not None else []
        hours = dict(own[1])
        for row in (row for till in others for row in till.hours):
            known = hours.get(row.hour, Hour())
            hours[row.hour] = Hour(known.count + row.count, known.total + row.total)
        return together((own[0], *(till.figures() for till in others))), hours

    def _passed(self, hour: int, now: int) -> bool:
        """Whether that hour of the business day lies before this one or is this one: the day begins at its cut-over."""
        starts = self._desk.store.day_starts.hour
        return (hour - starts) % 24 <= (now - starts) % 24

    def _little(self) -> int:
        return limit(self._desk.store, LOW_STOCK, LOW_STOCK_USUAL)

    def _pickups(self) -> tuple[int, int, int]:
        promised = timedelta(hours=1) * limit(self._desk.store, PICKUP_HOURS, PICKUP_HOURS_USUAL) // 1000
        return open_and_late(self._desk.till, promised, self._desk.now())

    def count_visitors(self, count: int, before: int) -> None:
        """So many came in today, all told; `before` is what was known when somebody looked. Refused("visitors_format",
        "not_permitted")."""
        if not 0 <= count <= MOST_VISITORS:
            raise Refused("visitors_format")
        self._write_visitors(Visitors(count, "typed"), before)

    def heard_visitors(self, said: Visitors, date: str, before: int) -> bool:
        """What a sensor counted of `date` takes the place of what was known; whether that is news."""
        if date != self._reports.today() or said.count == before or said.count > MOST_VISITORS:
            return False
        self._write_visitors(said, before)
        return True

    def _write_visitors(self, said: Visitors, before: int) -> None:
        desk = self._desk
        staff, moment = desk.seller("reports"), desk.moment()
        op = VisitorsCountedOp(moment.business_date, said.count, before, said.source)
        desk.till.facts.record("visitors_counted", encode(op), moment.at, moment.business_date, staff.id)


def _week_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=7)).isoformat()


def _stands(said: ShopDay) -> tuple[TillStand, ...]:
    found = []
    for till in said.tills:
        sold = till.figures()
        stand = (till.register_, till.heard, till.unsent, till.lacks, bool(till.open_shift))
        found.append(TillStand(*stand, sold.total, sold.transactions))
    return tuple(found)
