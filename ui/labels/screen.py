"""Labels of the shelf to replace: what changed and what changes tomorrow; Enter or a tap ticks one off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from ui.kit.buttons import Button
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Notice
from ui.kit.tokens import State
from ui.labels.model import LabelRow, LabelsModel
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal


class LabelsScreen(FittingScreen):
    """One list, one key for paper."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._rows: list[LabelRow] = []
        self.model = LabelsModel(place, self)
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.list, self.notice = ResultList(place.theme, row_height=60), Notice(place.theme)
        self.paper = Button(place.theme, icon="printer", height=52)
        self.print = self.on_key("Ctrl+P", self.model.print_list)
        self.leave = self.on_key("Esc", lambda: place.go("checkout"))
        self.paper.follow(self.print)
        self._lay_out()
        self.model.listed.connect(self._show)
        self.model.printed.connect(self._printed)
        self.model.refused.connect(self._refused)
        self.list.chosen.connect(self._tick)
        place.bridge.changed.connect(self._changed)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._place.theme
        column, head = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 10, 18, 16), 10)
        theme.space(head, (0, 0, 0, 0), 12)
        head.addWidget(self.title, 1)
        head.addWidget(self.paper)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)
        column.addStretch(0)

    def retranslate(self) -> None:
        self.print.setText(self.tr("Print the list"))
        self.leave.setText(self.tr("Back to selling"))
        self._show(self._rows)
        if self._rows:
            self.model.reload()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("The new label hangs there")),)

    def opened(self) -> None:
        self.notice.clear()
        self.model.reload()
        self.list.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic in ("catalog", "shelf_labels") and self.isVisible():
            self.model.reload()

    def _show(self, rows: list[LabelRow]) -> None:
        current = self.list.current
        self._rows = rows
        self.title.setText(self.tr("%n label(s) to replace", "", len(rows)))
        self.hint.setText(
            self.tr("Enter or a tap ticks off a label that hangs there.")
            if rows
            else self.tr("No price has changed in the last days, and none changes tomorrow.")
        )
        self.list.set_results([self._result(row) for row in rows], min(max(current, 0), len(rows) - 1))
        self.list.setVisible(bool(rows))
        self.print.setEnabled(bool(rows))

    def _result(self, row: LabelRow) -> Result:
        words = self.tr("from {0}").format(row.since) if row.comes else self.tr("since {0}").format(row.since)
        state: State = "neutral" if row.comes else "warn"
        if row.seen:
            words, state = self.tr("sold at the tag's price {0}").format(row.since), "bad"
        return Result(f"{row.sku} {row.since}", row.name, row.sku, row.prices, words, state, icon="tag", tint=5)

    def _tick(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.model.tick(self._rows[row])

    def _printed(self) -> None:
        paper = self._place.controls.paper_status()
        if paper is None or paper.state == "ready":
            self.notice.say("good", self.tr("The list is printing"))
        else:
            self.notice.say("warn", self.tr("The list waits for the printer; see to it, then it comes by itself"))

    def _refused(self, no: Refused) -> None:
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)
