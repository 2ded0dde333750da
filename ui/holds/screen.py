"""Baskets that lie aside in the shop: whose, since when, what is in them; Enter or a tap lays one on the counter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from ui.holds.model import HoldRow, HoldsModel
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Notice
from ui.kit.tokens import State
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal

HOUR = 60
DAY = 24 * HOUR


class HoldsScreen(FittingScreen):
    """One list. Other tills' baskets are in it as far as the hub has told of them."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._rows: list[HoldRow] = []
        self.model = HoldsModel(place, self)
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.list, self.notice = ResultList(place.theme, row_height=60), Notice(place.theme)
        self.leave = self.on_key("Esc", lambda: place.go("checkout"))
        column = QVBoxLayout(self)
        place.theme.space(column, (24, 10, 18, 16), 10)
        for widget in (self.title, self.hint):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)
        column.addStretch(0)
        self.model.listed.connect(self._show)
        self.model.asking.connect(self._asking)
        self.model.recalled.connect(lambda: place.go("checkout"))
        self.model.refused.connect(self._refused)
        self.list.chosen.connect(self._recall)
        place.bridge.changed.connect(self._changed)
        place.bridge.line.connect(self._line_told)
        self.retranslate()

    def retranslate(self) -> None:
        self.leave.setText(self.tr("Back to selling"))
        self._show(self._rows)
        if self._rows:
            self.model.reload()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("Put it back on the counter")),)

    def opened(self) -> None:
        self.notice.clear()
        self.model.reload()
        self.list.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic in ("holds", "copies", "staff", "catalog") and self.isVisible():
            self.model.reload()

    def _line_told(self, _status: object) -> None:
        if self.isVisible():
            self._show(self._rows)

    def _show(self, rows: list[HoldRow]) -> None:
        current = self.list.current
        self._rows = rows
        self.title.setText(self.tr("%n held basket(s)", "", len(rows)))
        self.hint.setText(self._hint())
        self.list.set_results([self._result(row) for row in rows], min(max(current, 0), len(rows) - 1))
        self.list.setVisible(bool(rows))

    def _hint(self) -> str:
        words = (
            self.tr("Enter or a tap puts one back on the counter.")
            if self._rows
            else self.tr("Nothing lies aside. F8 in the register sets a basket aside.")
        )
        if not self.model.away:
            return words
        away = self.tr(
            "The hub cannot be reached: only this till's own baskets can be recalled, and new ones of other tills do "
            "not show."
        )
        return f"{words}\n{away}"

    def _result(self, row: HoldRow) -> Result:
        where = self.tr("till {0}").format(row.register) if row.register else self.tr("this till")
        whose = " · ".join((row.person, where, self._age(row.minutes)))
        name, detail = (row.label, [row.goods]) if row.label else (row.goods, [])
        state, note = self._stands(row)
        if note:
            detail.append(whose)
        words = (name or row.id, " · ".join(detail), row.total, note or whose)
        return Result(row.id, *words, state, icon="archive", tint=3 if row.register else 5)

    def _stands(self, row: HoldRow) -> tuple[State, str]:
        """Why it cannot be had just now, as far as this till knows, or that it can be again; "" else."""
        if row.taker:
            return "warn", self.tr("taken by {0} at till {1}").format(row.taker, row.taken_at)
        if row.register and self.model.away:
            return "warn", self.tr("only at till {0} while the hub is away").format(row.register)
        if row.freed:
            return "good", self.tr("freed by head office; till {0} had it").format(row.freed)
        return "neutral", ""

    def _age(self, minutes: int) -> str:
        if minutes < 1:
            return self.tr("just now")
        if minutes < HOUR:
            return self.tr("{0} min").format(minutes)
        hours = minutes // HOUR
        return self.tr("{0} h").format(hours) if minutes < DAY else self.tr("{0} d").format(hours // 24)

    def _recall(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.model.recall(self._rows[row])

    def _asking(self, seconds: float) -> None:
        words = self.tr("The hub is being asked, {0} s at most").format(f"{seconds:g}")
        self.notice.say("neutral", words, seconds + 1)

    def _refused(self, no: Refused) -> None:
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)
