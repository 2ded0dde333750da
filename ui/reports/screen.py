"""Reports: any days, any cut; each figure leads to the receipts behind it; on paper, as PDF and as CSV."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.report import ALL_CUTS, Report
from posapp.domain.report_words import word
from ui.controls import Picture
from ui.narrow import FittingScreen
from ui.reports.model import PERIODS, Behinds, ReportsModel
from ui.reports.panels import BehindPanel, TablePanel
from ui.screen import Place
from ui.texts import refusal


class ReportsScreen(FittingScreen):
    """The table at the left, what is behind the chosen row at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.model = ReportsModel(place, self)
        self.figures, self.behind = TablePanel(place.theme), BehindPanel(place.theme)
        self._row, self._receipt, self._narrow = -1, "", False
        self._report: Report | None = None
        self._behind: Behinds | None = None
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        place.theme.space(self._sides, (24, 6, 18, 16), 16)
        self._sides.addWidget(self.figures, 60)
        self._sides.addWidget(self.behind, 40)
        self._make_actions()
        self._connect()
        self.retranslate()

    def _make_actions(self) -> None:
        model = self.model
        self.earlier = self.on_key("Alt+Left", lambda: model.earlier(-1))
        self.later = self.on_key("Alt+Right", lambda: model.earlier(1))
        self.cut_before = self.on_key("Alt+Up", lambda: model.beside(-1))
        self.cut_after = self.on_key("Alt+Down", lambda: model.beside(1))
        self.dates = self.on_key("Ctrl+D", self._type_dates)
        self.print = self.on_key("Ctrl+P", model.print_now)
        self.pdf = self.on_key("Ctrl+S", lambda: model.save("pdf"))
        self.csv = self.on_key("Ctrl+E", lambda: model.save("csv"))
        self.dashboard = self.on_key("Ctrl+B", lambda: self._place.go("dashboard"))
        self.audit = self.on_key("Ctrl+U", lambda: self._place.go("audit"))
        self.leave = self.on_key("Esc", self._leave)
        for button, action in (
            (self.behind.print, self.print),
            (self.behind.pdf, self.pdf),
            (self.behind.csv, self.csv),
            (self.behind.dashboard, self.dashboard),
            (self.behind.audit, self.audit),
        ):
            button.follow(action)
        self.figures.earlier.clicked.connect(self.earlier.trigger)
        self.figures.later.clicked.connect(self.later.trigger)

    def _connect(self) -> None:
        model, figures, behind = self.model, self.figures, self.behind
        model.made.connect(self._show)
        model.behind.connect(self._show_behind)
        model.paper.connect(self._show_paper)
        model.saved.connect(lambda file: figures.notice.say("good", self.tr("Saved as {0}").format(file), 12))
        model.printed.connect(lambda: figures.notice.say("good", self.tr("The report is printing")))
        model.refused.connect(self._refused)
        figures.days.returnPressed.connect(lambda: model.typed(figures.days.text()))
        figures.periods.chosen.connect(lambda number: model.period(PERIODS[number]))
        figures.cuts.chosen.connect(lambda number: model.choose(ALL_CUTS[number]))
        figures.table.rows.current_changed.connect(self._row_chosen)
        figures.table.rows.chosen.connect(self._enter)
        behind.list.chosen.connect(self._open)
        behind.back.clicked.connect(self._back)
        self._place.bridge.changed.connect(self._changed)

    def retranslate(self) -> None:
        self.earlier.setText(self.tr("Days before"))
        self.later.setText(self.tr("Days after"))
        self.cut_before.setText(self.tr("Report before"))
        self.cut_after.setText(self.tr("Next report"))
        self.dates.setText(self.tr("Type the dates"))
        self.print.setText(self.tr("Print"))
        self.pdf.setText("PDF")
        self.csv.setText("CSV")
        self.dashboard.setText(self.tr("Today at a glance"))
        self.audit.setText(self.tr("Audit log"))
        self.leave.setText(self.tr("Back"))
        self.figures.days.set_name(self.tr("Business dates, for instance 2026-11-01 2026-11-22"))
        self.figures.earlier.set_label(self.tr("Days before"))
        self.figures.later.set_label(self.tr("Days after"))
        self.behind.back.set_label(self.tr("Back to the list"))
        self._say_chips()
        if self._behind is not None and not self._behind.rows:
            self._show_behind(self._behind)
        if self._report is not None:
            self.model.read()

    def _say_chips(self) -> None:
        periods = {
            "today": self.tr("Today"),
            "yesterday": self.tr("Yesterday"),
            "week": self.tr("This week"),
            "last_week": self.tr("Last week"),
            "month": self.tr("This month"),
            "last_month": self.tr("Last month"),
            "year": self.tr("This year"),
        }
        self.figures.periods.set_words([periods[name] for name in PERIODS], self._period)
        language = self._place.languages.language
        self.figures.cuts.set_words([word(cut, language) for cut in ALL_CUTS], ALL_CUTS.index(self.model.cut))

    @property
    def _period(self) -> int:
        return PERIODS.index(self.model.chosen) if self.model.chosen else -1

    def fit_in(self, narrow: bool, short: bool) -> None:
        self._narrow = narrow
        self.behind.set_narrow(narrow)
        self.behind.setVisible(not narrow)
        self.figures.periods.setVisible(not short)
        self.figures.show()

    # -- the window ---------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.figures.notice.clear()
        self._back_to_table()
        self.model.begin()
        self.figures.table.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic == "sales" and self.model.cut != "tills" and self.isVisible() and not self.behind.on_paper:
            self.model.read()

    # -- the table ----------------------------------------------------------------------------------------------------

    def _show(self, report: Report) -> None:
        same = self._report is not None and (self._report.cut, self._report.selection) == (report.cut, report.selection)
        row = self._row if same else -1
        self._report = report
        heads, rows, keeps = self.model.table(report)
        figures, asked = self.figures, report.selection
        figures.title.setText(report.title)
        figures.days.setText(asked.first if asked.first == asked.last else f"{asked.first} – {asked.last}")
        figures.empty.setText(self._nothing(report))
        figures.table.show_table(heads, rows, keeps, row)
        figures.show_rows(bool(rows))
        figures.periods.choose(self._period)
        figures.cuts.choose(ALL_CUTS.index(report.cut))
        self._say_state(report)
        if not same:
            self._row_chosen(-1)

    def _nothing(self, report: Report) -> str:
        if report.cut == "returned" and report.whole.transactions:
            return self.tr("Nothing came back on these days. Choose other days above.")
        return self.tr("Nothing was sold on these days. Choose other days above.")

    def _say_state(self, report: Report) -> None:
        language, state = self._place.languages.language, self.figures.state
        if not report.sound:
            wrong = next(check for check in report.checks if not check.holds)
            state.set("bad", f"{word('differs', language)}: {word(f'check_{wrong.name}', language)}")
        elif report.provisional:
            state.set("warn", self.tr("Adds up, provisional"), short=self.tr("Provisional"))
        else:
            state.set("good", self.tr("Adds up"))

    def _row_chosen(self, row: int) -> None:
        self._row = row
        self.behind.show_list()
        self.model.look_behind(row)

    def _enter(self, row: int) -> None:
        """Into the list behind the row."""
        if self._narrow:
            self.figures.hide()
            self.behind.show()
        if self.behind.list.results:
            self.behind.list.setFocus()

    def _type_dates(self) -> None:
        self.figures.days.setFocus()
        self.figures.days.selectAll()

    # -- behind it ----------------------------------------------------------------------------------------------------

    def _show_behind(self, found: Behinds) -> None:
        self._behind = found
        rows = self.figures.table.shown
        name = rows[self._row].name.strip() if 0 <= self._row < len(rows) else ""
        self.behind.title.setText(name or self.tr("What is behind a figure"))
        self.behind.list.set_results(found.rows, 0 if found.rows else -1)
        self.behind.list.setVisible(bool(found.rows))
        self.behind.hint.setText(self._hint(name, found))

    def _hint(self, name: str, found: Behinds) -> str:
        if not name:
            return self.tr("Choose a row at the left: its receipts stand here. Enter opens one.")
        if not found.rows:
            return self.tr("No receipts are behind this row.")
        if found.receipts:
            return self.tr("%n receipt(s), the newest first. Enter shows one.", "", len(found.rows))
        return self.tr("%n entry(s) of the log, the newest first.", "", len(found.rows))

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.behind.list.results):
            self.model.show(self.behind.list.results[row].key)

    def _show_paper(self, receipt: str, picture: Picture) -> None:
        self._receipt = receipt
        self.behind.paper.show_paper(picture)
        self.behind.show_paper()
        self.behind.paper.setFocus()

    def _back(self) -> None:
        self.behind.show_list()
        self.behind.list.setFocus()

    def _back_to_table(self) -> None:
        self.behind.show_list()
        self.figures.show()
        self.behind.setVisible(not self._narrow)
        self.figures.table.setFocus()

    def _leave(self) -> None:
        """One step back: from the paper, from the list, from the page."""
        if self.behind.on_paper:
            self._back()
        elif self.behind.list.hasFocus() or not self.figures.isVisible():
            self._back_to_table()
        else:
            self._place.go("checkout")

    def _refused(self, no: Refused) -> None:
        self.figures.notice.say("bad", refusal(no, self._place.languages.language), 8)
