"""Today at a glance as ready words: read on the worker, the hub asked on a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from posapp.contract.shop_day import ShopDay
from posapp.domain.dashboard import Dashboard, Hour, share
from posapp.domain.errors import Refused
from posapp.domain.figures import Selection
from posapp.domain.money import format_quantity
from posapp.domain.report import by_category, by_tender
from posapp.domain.report_words import word
from posapp.ports.visitor_sensor import Visitors
from ui.kit.bars import Bar, Share
from ui.kit.figure_table import TableRow
from ui.newest import Newest
from ui.screen import Place
from ui.texts import plain

Said = tuple[ShopDay | None, ShopDay | None, str]
NOTHING: Said = (None, None, "")
MOST_SHARES = 6


class DashboardModel(QObject):
    """`read(Dashboard)` when there is something to be shown."""

    read = Signal(object)
    counted = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._said: Said = NOTHING
        self._asking = self._asked_meanwhile = False
        self._sense = self._sensing = False
        self._shows = Newest()
        self.sensor: Visitors | None = None
        """What the sensor at the door said last; None where there is none, or no answer."""
        self.now: Dashboard | None = None

    def look(self) -> None:
        """This till's figures at once, the shop's when the hub has answered; asked meanwhile, it is asked once more."""
        self._show()
        if self._asking:
            self._asked_meanwhile = True
            return
        self._asking = True
        dashboards, ask = self._place.app.dashboards, self._place.controls.ask_shop_day
        self._place.tasks.ask(lambda: dashboards.ask(ask), self._heard, self._not_heard)

    def _heard(self, said: Said) -> None:
        self._said, self._sense = said, True
        self._show()
        self._answered()

    def _ask_sensor(self, now: Dashboard) -> None:
        """Once a look, after the hub: what was counted takes the place of what the shop knew. Looked again meanwhile,
        it is asked again."""
        if self._sensing or not self._sense:
            return
        self._sensing, self._sense = True, False
        ask, date = self._place.controls.ask_visitors, now.date
        self._place.tasks.ask(lambda: ask(date), lambda said: self._sensed(said, now), self._not_sensed)

    def _sensed(self, said: Visitors | None, now: Dashboard) -> None:
        self.sensor = said
        if said is None:
            self._written(False)
            return
        write = partial(self._place.app.dashboards.heard_visitors, said, now.date, now.visitors)
        self._place.tasks.run(write, self._written, self._not_sensed)

    def _written(self, news: bool) -> None:
        """Until here the sensor was not asked again: an answer that was not read yet would be written twice."""
        self._sensing = False
        if news or self._sense:
            self._show()
        else:
            self.read.emit(self.now)

    def _not_sensed(self, no: Refused) -> None:
        self._sensing = False
        self.say_no(no)

    def _not_heard(self, no: Refused) -> None:
        self.say_no(no)
        self._answered()

    def _answered(self) -> None:
        again, self._asking, self._asked_meanwhile = self._asked_meanwhile, False, False
        if again:
            self.look()

    def _show(self) -> None:
        dashboards, said = self._place.app.dashboards, self._said
        self._place.tasks.ask(lambda: dashboards.today(said), self._shows.only(self._shown), self.say_no)

    def _shown(self, now: Dashboard) -> None:
        self.now = now
        self.read.emit(now)
        self._ask_sensor(now)

    def count_visitors(self, text: str) -> None:
        """So many came in today."""
        now, dashboards = self.now, self._place.app.dashboards
        if now is None:
            return

        def write() -> None:
            digits = text.strip()
            if not (digits.isascii() and digits.isdigit() and len(digits) < 8):
                raise Refused("visitors_format")
            dashboards.count_visitors(int(digits), now.visitors)

        self._place.tasks.run(write, lambda _: self._counted(), self.say_no)

    def _counted(self) -> None:
        self.counted.emit()
        self.look()

    def say_no(self, no: Refused) -> None:
        """With the sound of a refusal."""
        self._place.sounds.play("refused")
        self.refused.emit(no)

    # -- words --------------------------------------------------------------------------------------------------------

    @property
    def _language(self) -> str:
        return self._place.languages.language

    def money(self, amount: int) -> str:
        """An amount."""
        return plain(amount, self._place.app.desk.store.currency)

    @staticmethod
    def percent(part: int, whole: int) -> str:
        """ "12.3%", or a dash of nothing."""
        found = share(part, whole)
        return "–" if found is None else f"{format_quantity(found // 100 * 100)}%"

    def hours(self, now: Dashboard) -> list[int]:
        """The hours in which something was sold, today or before, and those between, from the cut-over on."""
        starts = self._place.app.desk.store.day_starts.hour
        places = sorted((hour - starts) % 24 for hour in (*now.hours, *now.hours_before))
        return [(at + starts) % 24 for at in range(places[0], places[-1] + 1)] if places else []

    def bars(self, now: Dashboard, today: str, before: str) -> list[Bar]:
        """Hourly sales beside those of the same weekday; `today` and `before` are the words for them."""
        found = []
        for hour in self.hours(now):
            one, other = now.hours.get(hour, Hour()), now.hours_before.get(hour, Hour())
            words = f"{hour:02d}:00  {today} {self.money(one.total)} ({one.count})  {before} {self.money(other.total)}"
            found.append(Bar(f"{hour:02d}", one.total, other.total, words))
        return found

    def hour_rows(self, now: Dashboard) -> list[TableRow]:
        """The same as numbers."""
        rows = []
        for hour in self.hours(now):
            one, other = now.hours.get(hour, Hour()), now.hours_before.get(hour, Hour())
            rows.append(TableRow(f"{hour:02d}:00", (str(one.count), self.money(one.total), self.money(other.total))))
        return rows

    def categories(self, now: Dashboard) -> list[Share]:
        """Which goods sold, the largest first."""
        names = self._place.app.reports.names(self._language)
        rows = by_category(Selection(), now.figures, names).rows[:-1]
        return self._shares([(row.label, row.cells[4] or 0) for row in rows])

    def tenders(self, now: Dashboard) -> list[Share]:
        """How it was paid."""
        names = self._place.app.reports.names(self._language)
        rows = by_tender(Selection(), now.figures, names).rows[:-1]
        return self._shares([(row.label, row.cells[3] or 0) for row in rows])

    def _shares(self, parts: Sequence[tuple[str, int]]) -> list[Share]:
        whole = sum(amount for _, amount in parts)
        shown = [*parts[:MOST_SHARES]]
        if len(parts) > MOST_SHARES:
            rest = parts[MOST_SHARES - 1 :]
            shown = [*parts[: MOST_SHARES - 1], (word("others", self._language), sum(amount for _, amount in rest))]
        return [Share(name, amount, f"{self.money(amount)} · {self.percent(amount, whole)}") for name, amount in shown]
