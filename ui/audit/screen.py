"""The log: search it, look at one line, take it out as a file. Nothing can be changed here."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.log import Line
from posapp.usecases.audit import Wanted
from ui.audit.model import GROUP_NAMES, AuditModel
from ui.chip_row import ChipRow
from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal

FACTS = 11


class _Listed(QFrame):
    """What was found."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.empty, self.notice = QLabel(), QLabel(), Notice(theme)
        self.title.setProperty("type", "panel")
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.field = Field(theme, icon="search", size="search", clears=True)
        self.groups, self.list, self.older = ChipRow(theme), ResultList(theme), Button(theme, kind="quiet")
        column = QVBoxLayout(self)
        theme.space(column, (20, 14, 20, 16), 8)
        for widget in (self.title, self.field, self.groups, self.empty):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addWidget(self.older)
        column.addWidget(self.notice)


class _Facts(QFrame):
    """One line, all of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.hint, self.csv = QLabel(), QLabel(), Button(theme, height=52)
        self.title.setProperty("type", "panel")
        self.hint.setProperty("tone", "ink3")
        self.hint.setWordWrap(True)
        self.rows = [TotalRow(theme) for _ in range(FACTS)]
        column = QVBoxLayout(self)
        theme.space(column, (20, 14, 20, 16), 6)
        column.addWidget(self.title)
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        column.addWidget(self.hint)
        column.addWidget(self.csv)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """These; no row where there is nothing to say."""
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(facts))
            if number < len(facts):
                row.set(*facts[number])


class AuditScreen(FittingScreen):
    """The list at the left, the chosen line at the right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self.model = AuditModel(place, self)
        self.listed, self.facts = _Listed(place.theme), _Facts(place.theme)
        self._group = ""
        row = QHBoxLayout(self)
        place.theme.space(row, (24, 6, 18, 16), 16)
        row.addWidget(self.listed, 58)
        row.addWidget(self.facts, 42)
        self.older = self.on_key("Ctrl+O", self.model.older)
        self.csv = self.on_key("Ctrl+E", self.model.export)
        self.group_before = self.on_key("Alt+Up", lambda: self._beside(-1))
        self.group_after = self.on_key("Alt+Down", lambda: self._beside(1))
        self.leave = self.on_key("Esc", lambda: place.go("reports"))
        self.listed.older.follow(self.older)
        self.facts.csv.follow(self.csv)
        self.model.found.connect(self._show)
        self.model.saved.connect(self._saved)
        self.model.refused.connect(self._refused)
        self.listed.field.settled.connect(lambda _text: self._search())
        self.listed.field.steered.connect(self._steer)
        self.listed.groups.chosen.connect(self._choose)
        self.listed.list.current_changed.connect(self._row_chosen)
        self.retranslate()

    def retranslate(self) -> None:
        self.listed.title.setText(self.tr("Audit log"))
        self.listed.field.set_name(self.tr("Who, what, a receipt, a reason …"))
        self.older.setText(self.tr("Older entries"))
        self.csv.setText(self.tr("Save what was found as CSV"))
        self.group_before.setText(self.tr("Kind before"))
        self.group_after.setText(self.tr("Next kind"))
        self.leave.setText(self.tr("Back to reports"))
        self.facts.hint.setText(self.tr("Drawn from the journal: nothing in it can be changed or taken out."))
        words = [self.tr("All"), *self.model.groups()]
        self.listed.groups.set_words(words, GROUP_NAMES.index(self._group))
        if self.model.lines:
            self._search()

    def fit_in(self, narrow: bool, short: bool) -> None:
        self.facts.setVisible(not narrow)

    def opened(self) -> None:
        self.listed.notice.clear()
        self._search()
        self.listed.field.setFocus()

    def scanned(self, code: str) -> None:
        self.listed.field.setText(code)
        self._search()

    def _search(self) -> None:
        self.model.search(Wanted(group=self._group, text=self.listed.field.text()))

    def _choose(self, number: int) -> None:
        self._group = GROUP_NAMES[number]
        self.listed.groups.choose(number)
        self._search()

    def _beside(self, step: int) -> None:
        self._choose((GROUP_NAMES.index(self._group) + step) % len(GROUP_NAMES))

    def _steer(self, event: QKeyEvent) -> None:
        self.listed.list.steer(event)

    def _show(self, lines: list[Line], more: bool) -> None:
        current = self.listed.list.current if len(lines) > len(self.listed.list.results) else 0
        self.listed.list.set_results([self.model.row(line) for line in lines], max(current, 0) if lines else -1)
        self.listed.list.setVisible(bool(lines))
        self.listed.empty.setVisible(not lines)
        self.listed.empty.setText(self.tr("Nothing of this kind is in the log."))
        self.older.setEnabled(more)
        self.listed.older.setVisible(more)
        self._row_chosen(self.listed.list.current)

    def _row_chosen(self, row: int) -> None:
        line = self.model.lines[row] if 0 <= row < len(self.model.lines) else None
        self.facts.title.setText(line.what if line is not None else "")
        self.facts.show_facts(self.model.facts(line) if line is not None else [])

    def _saved(self, file: str, count: int) -> None:
        self.listed.notice.say("good", self.tr("{0} entries saved as {1}").format(count, file), 12)

    def _refused(self, no: Refused) -> None:
        self.listed.notice.say("bad", refusal(no, self._place.languages.language), 8)
