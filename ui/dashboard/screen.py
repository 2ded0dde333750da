"""Today at a glance: how the day goes beside its target and the same weekday, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer

from posapp.domain.dashboard import Dashboard, TillStand
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.ports.visitor_sensor import SIMULATED_SOURCE
from ui.dashboard.model import DashboardModel
from ui.dashboard.panels import NARROW_COLUMNS, SMALL_COLUMNS, WIDE_COLUMNS, DashboardPanel
from ui.kit.bars import Share
from ui.kit.figure_table import TableRow
from ui.kit.result_list import Result
from ui.narrow import NARROW, FittingScreen, scrolling_row
from ui.screen import Place
from ui.texts import clock_text, date_clock_text, refusal

LOOK_MS = 60_000
"""So often the figures are read again while somebody looks."""
WIDE = 1100
"""Token pixels from which all figures stand side by side."""


class DashboardScreen(FittingScreen):
    """Scrolls where there is little room; Ctrl+T shows the charts as tables."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.model = DashboardModel(place, self)
        self.panel = DashboardPanel(place.theme)
        self._now: Dashboard | None = None
        scrolling_row(self, place.theme).addWidget(self.panel)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.tables = self.on_key("Ctrl+T", self._switch)
        self.again = self.on_key("Ctrl+R", self.model.look)
        self.count = self.on_key("Ctrl+N", self._count)
        self.reports = self.on_key("Ctrl+B", lambda: place.go("reports"))
        self.leave = self.on_key("Esc", lambda: place.go("reports"))
        self.panel.tables.follow(self.tables)
        self.panel.again.follow(self.again)
        self.model.read.connect(self._show)
        self.model.counted.connect(self._counted)
        self.model.refused.connect(self._refused)
        self.panel.visitors.returnPressed.connect(lambda: self.model.count_visitors(self.panel.visitors.text()))
        place.bridge.changed.connect(self._changed)
        self.retranslate()

    def retranslate(self) -> None:
        charts, tables = self.tr("As charts"), self.tr("As tables")
        self.tables.setText(charts if self.panel.on_tables else tables)
        self.again.setText(self.tr("Read again"))
        self.count.setText(self.tr("Type the visitors"))
        self.reports.setText(self.tr("Reports"))
        self.leave.setText(self.tr("Back to reports"))
        self.panel.visitors.set_name(self.tr("Visitors today"))
        for card, title in zip(
            self.panel.cards,
            (
                self.tr("Sales by hour: green today, grey a week ago"),
                self.tr("Categories"),
                self.tr("Tenders"),
                self.tr("Tills of the shop"),
                self.tr("Waits for somebody"),
            ),
            strict=True,
        ):
            card.title.setText(title)
        if self._now is not None:
            self._show(self._now)

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._arrange()

    def _arrange(self) -> None:
        px, wide = self._place.theme.px, self.width()
        small = SMALL_COLUMNS if wide < px(NARROW) else NARROW_COLUMNS
        self.panel.set_columns(WIDE_COLUMNS if wide >= px(WIDE) else small)

    def opened(self) -> None:
        self.panel.notice.clear()
        self._arrange()
        self._looking.start()
        self.model.look()
        self.panel.hours.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _look(self) -> None:
        if self.isVisible():
            self.model.look()
        else:
            self._looking.stop()

    def _changed(self, topic: str) -> None:
        if topic == "sales" and self.isVisible():
            self.model.look()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _show(self, now: Dashboard) -> None:
        self._now = now
        self._arrange()
        self.panel.title.setText(self.tr("{0} at a glance").format(now.date))
        self._say_state(now)
        self._say_figures(now)
        today, before = self.tr("today"), self.tr("a week ago")
        panel, model = self.panel, self.model
        panel.hours.show_bars(self.tr("Sales by hour"), model.bars(now, today, before), panel.hours.current)
        panel.hour_table.show_table((self.tr("Receipts"), today, before), model.hour_rows(now), frozenset({0, 1, 2}))
        for chart, table, shares in (
            (panel.categories, panel.category_table, model.categories(now)),
            (panel.tenders, panel.tender_table, model.tenders(now)),
        ):
            chart.show_shares(self.tr("Shares"), shares)
            table.show_table(
                (self.tr("Amount"), self.tr("Share")), [_row(share) for share in shares], frozenset({0, 1})
            )
        heads = (self.tr("Receipts"), self.tr("Total"), self.tr("Not sent"), self.tr("Heard"))
        panel.tills.show_table(heads, [self._till(till) for till in now.tills] or [self._alone(now)], frozenset({1, 3}))
        waiting = list(self._waiting(now))
        panel.waiting.set_results(waiting, -1)

    def _say_state(self, now: Dashboard) -> None:
        zone = self._place.app.desk.store.timezone
        if not now.of_shop:
            words = self.tr("This till alone: no answer yet") if now.why else self.tr("This till alone")
            self.panel.state.set("warn" if now.why else "neutral", words)
            return
        at = clock_text(now.at, zone)
        if now.provisional:
            self.panel.state.set("warn", self.tr("All tills, as of {0}, provisional").format(at))
        else:
            self.panel.state.set("good", self.tr("All tills, final, as of {0}").format(at))

    def _say_figures(self, now: Dashboard) -> None:
        model, f, figures = self.model, now.figures, self.panel.figures
        reached = self.tr("no target set")
        tone = "ink3"
        if now.target:
            percent = model.percent(f.total, now.target)
            reached = self.tr("{0} of {1}").format(percent, model.money(now.target))
            tone = "good" if f.total >= now.target else "ink3"
        figures["net"].say(self.tr("Net sales"), model.money(f.total), reached, tone)
        figures["before"].say(
            self.tr("A week ago by now"),
            model.money(now.so_far_before),
            self.tr("whole day {0}").format(model.money(now.before.total)),
        )
        figures["receipts"].say(
            self.tr("Receipts"), str(f.transactions), self.tr("a week ago {0}").format(now.before.transactions)
        )
        figures["average"].say(
            self.tr("Average basket"),
            model.money(f.average),
            self.tr("a week ago {0}").format(model.money(now.before.average)),
        )
        units, before = (format_quantity(x.units_a_basket // 10 * 10) for x in (f, now.before))
        figures["units"].say(self.tr("Units a basket"), units, self.tr("a week ago {0}").format(before))
        share = model.percent(f.transactions, now.visitors) if now.visitors else "–"
        counted = self.tr("%n visitor(s)", "", now.visitors) if now.visitors else self.tr("type the visitors: Ctrl+N")
        if now.visitors and model.sensor is not None:
            simulated = model.sensor.source.startswith(SIMULATED_SOURCE)
            by = self.tr("{0}, counted by a simulated sensor") if simulated else self.tr("{0}, counted by a sensor")
            counted = by.format(counted)
        figures["conversion"].say(self.tr("Conversion"), share, counted)
        figures["returns"].say(self.tr("Returns"), model.money(f.returns.amount), str(f.returns.count))
        members = f.sum("member")
        figures["members"].say(
            self.tr("Member share"), model.percent(members.amount, f.total), self.tr("%n receipt(s)", "", members.count)
        )

    def _till(self, till: TillStand) -> TableRow:
        zone = self._place.app.desk.store.timezone
        words = {
            "not_closed": self.tr("shift open"),
            "unsent": self.tr("entries missing"),
            "not_heard": self.tr("not heard yet"),
        }
        name = self.tr("Till {0}").format(till.register)
        if till.lacks:
            name = f"{name} · {words[till.lacks]}"
        heard = date_clock_text(till.heard, zone) if till.heard else self.tr("never")
        unsent = "?" if till.unsent is None else str(till.unsent)
        return TableRow(name, (str(till.count), self.model.money(till.total), unsent, heard), strong=bool(till.lacks))

    def _alone(self, now: Dashboard) -> TableRow:
        """Where the hub has not told of the others."""
        name = self.tr("This till alone")
        return TableRow(name, (str(now.figures.transactions), self.model.money(now.own), "?", "–"))

    def _waiting(self, now: Dashboard) -> Iterator[Result]:
        working, late, ready = now.pickups
        if working or ready:
            detail = self.tr("%n late", "", late) if late else self.tr("in time")
            name = self.tr("{0} orders to prepare, {1} ready").format(working, ready)
            yield Result("pickups", name, detail, icon="package", tint=4 if late else 0)
        if now.exceptions:
            name = self.tr("%n exception(s) at the hub", "", now.exceptions)
            yield Result("exceptions", name, self.tr("head office settles them"), icon="triangle-alert", tint=2)
        if now.refused:
            name = self.tr("%n entry(s) refused by the hub", "", now.refused)
            yield Result("refused", name, self.tr("see the page Sync"), icon="octagon-alert", tint=4)
        zh, little = self._place.languages.language == "zh", self.tr("Low stock")
        for low in now.low:
            name = (low.name_zh or low.name_en) if zh else (low.name_en or low.name_zh)
            left = self.tr("{0} left").format(format_quantity(low.left))
            yield Result(low.sku, name or low.sku, f"{little} · {low.sku}", left, icon="package", tint=1)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def _switch(self) -> None:
        self.panel.show_tables(not self.panel.on_tables)
        self.tables.setText(self.tr("As charts") if self.panel.on_tables else self.tr("As tables"))
        (self.panel.hour_table if self.panel.on_tables else self.panel.hours).setFocus()

    def _count(self) -> None:
        self.panel.visitors.setFocus()
        self.panel.visitors.selectAll()

    def _counted(self) -> None:
        self.panel.visitors.clear()
        self.panel.notice.say("good", self.tr("The visitors are counted"))

    def _refused(self, no: Refused) -> None:
        self.panel.notice.say("bad", refusal(no, self._place.languages.language), 8)


def _row(share: Share) -> TableRow:
    amount, _, percent = share.words.partition(" · ")
    return TableRow(share.name, (amount, percent))
