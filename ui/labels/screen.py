"""Labels of the shelf to replace: what changed and what changes tomorrow; Enter or a tap ticks one off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from ui.checkout.sheets import ChoiceSheet
from ui.kit.buttons import Button
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Notice, ProgressLine
from ui.kit.tokens import State
from ui.labels.model import LabelRow, LabelsModel
from ui.labels.run import LabelRun
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal


class LabelsScreen(FittingScreen):
    """One list, one key for paper."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._rows: list[LabelRow] = []
        self._chosen: Callable[[int], None] = lambda _row: None
        self.model = LabelsModel(place, self)
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.list, self.notice = ResultList(place.theme, row_height=60), Notice(place.theme)
        self.run, self.progress = LabelRun(place, self), ProgressLine(place.theme)
        self.paper, self.one = Button(place.theme, icon="printer", height=52), Button(place.theme, height=52)
        self.category, self.sheets = Button(place.theme, height=52), Button(place.theme, height=52)
        self.print = self.on_key("Ctrl+P", self.model.print_list)
        self.print_one = self.on_key("Ctrl+T", self._print_one)
        self.print_all = self.on_key("Ctrl+K", lambda: self._ask_category(self.run.print_category))
        self.save_all = self.on_key("Ctrl+S", lambda: self._ask_category(self.run.save_category))
        self.leave = self.on_key("Esc", lambda: place.go("checkout"))
        for key, act in (
            (self.paper, self.print),
            (self.one, self.print_one),
            (self.category, self.print_all),
            (self.sheets, self.save_all),
        ):
            key.follow(act)
        self._lay_out()
        self.model.listed.connect(self._show)
        self.model.printed.connect(self._printed)
        self.model.refused.connect(self._refused)
        self._connect_run()
        self.list.chosen.connect(self._tick)
        place.bridge.changed.connect(self._changed)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._place.theme
        column, head = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 10, 18, 16), 10)
        theme.space(head, (0, 0, 0, 0), 8)
        column.addWidget(self.title)
        for key in (self.category, self.sheets, self.one, self.paper):
            head.addWidget(key)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addWidget(self.progress)
        column.addWidget(self.notice)
        self.progress.hide()
        column.addStretch(0)

    def _connect_run(self) -> None:
        run = self.run
        run.moved.connect(self._moved)
        run.printed.connect(lambda count: self._over("good", self.tr("%n label(s) printed", "", count)))
        run.saved.connect(lambda file: self._over("good", self.tr("Saved as {0}").format(file)))
        run.stopped.connect(lambda: self._over("neutral", self.tr("Stopped")))
        run.refused.connect(self._run_refused)
        self.progress.cancelled.connect(run.cancel)

    def retranslate(self) -> None:
        self.print.setText(self.tr("Print the list"))
        self.print_one.setText(self.tr("Print its label"))
        self.print_all.setText(self.tr("Labels of a category"))
        self.save_all.setText(self.tr("Category as PDF"))
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
        for act in (self.print, self.print_one):
            act.setEnabled(bool(rows))

    def _result(self, row: LabelRow) -> Result:
        words = self.tr("from {0}").format(row.since) if row.comes else self.tr("since {0}").format(row.since)
        state: State = "neutral" if row.comes else "warn"
        if row.seen:
            words, state = self.tr("sold at the tag's price {0}").format(row.since), "bad"
        return Result(f"{row.sku} {row.since}", row.name, row.sku, row.prices, words, state, icon="tag", tint=5)

    def _tick(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.model.tick(self._rows[row])

    # -- labels -------------------------------------------------------------------------------------------------------

    @cached_property
    def choice(self) -> ChoiceSheet:
        """Which category?"""
        sheet = ChoiceSheet(self._place.theme, self._place.host)
        sheet.picked.connect(lambda row: self._chosen(row))
        return sheet

    def _ask_category(self, act: Callable[[str], None]) -> None:
        catalog, language = self._place.app.catalog, self._place.languages.language
        if self.run.busy or catalog.state != "ready":
            return
        sizes, known = catalog.sizes(), catalog.categories()
        named = [(c.id, (c.name_en if language == "en" else c.name_zh) or c.id, c.icon) for c in known if c.id in sizes]
        named += [(id_, id_, "package") for id_ in sorted(sizes.keys() - {c.id for c in known})]
        results = [
            Result(id_, name, "", self.tr("%n label(s)", "", sizes[id_]), icon=icon) for id_, name, icon in named
        ]
        self._chosen = lambda row: act(results[row].key)
        self.choice.ask(self.tr("Labels of which category?"), "", results)

    def _print_one(self) -> None:
        row = self.list.current
        if 0 <= row < len(self._rows):
            self.run.print_one(self._rows[row].sku)

    def _moved(self, done: int, of: int) -> None:
        words = self.tr("Labels: {0} of {1}").format(done, of)
        self.progress.show_progress(words, done / of if of else 0)
        self.progress.show()

    def _over(self, state: State, words: str) -> None:
        self.progress.hide()
        self.notice.say(state, words, 8)

    def _run_refused(self, no: Refused) -> None:
        self.progress.hide()
        self._refused(no)

    def _printed(self) -> None:
        paper = self._place.controls.paper_status()
        if paper is None or paper.state == "ready":
            self.notice.say("good", self.tr("The list is printing"))
        else:
            self.notice.say("warn", self.tr("The list waits for the printer; see to it, then it comes by itself"))

    def _refused(self, no: Refused) -> None:
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)
