"""Entries that the hub did not take: each in plain words, with what was done about it and what can be done."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.spoken import spoken
from ui.kit.buttons import Button
from ui.kit.result_list import ROW, Result, ResultList
from ui.kit.status import Notice
from ui.kit.words_sheet import WordsSheet
from ui.line.model import RefusedRow
from ui.line.panels import title_label
from ui.screen import Place, Screen
from ui.texts import told

COMES_LATER: Final = ("staff_unknown", "member_incomplete")
"""Reasons that pass when head office has added something."""
HOUR, DAYS = 60, 48 * 60
ROWS: Final = 4
"""So many are seen at once; the others by scrolling."""


class RefusedPanel(QFrame):
    """`again`, `correct` and `hand_over` are about the entry that is chosen, by its number."""

    again = Signal(int)
    correct = Signal(int)
    hand_over = Signal(int, str)

    def __init__(self, page: Screen, place: Place) -> None:
        super().__init__()
        self._place = place
        self._rows: tuple[RefusedRow, ...] = ()
        self._taken: tuple[tuple[int, str], ...] = ()
        self._asked = 0
        theme = place.theme
        self.setProperty("look", "card")
        self.title, self.hint, self.past = title_label(), QLabel(), QLabel()
        self.why, self.story, self.advice = QLabel(), QLabel(), QLabel()
        self.list, self.notice = ResultList(theme), Notice(theme)
        for label in (self.hint, self.past, self.why, self.story, self.advice):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            label.setProperty("tone", "ink2")
        self.why.setProperty("tone", "bad")
        self.advice.setProperty("tone", "")
        self.send = Button(theme, icon="refresh-cw", height=52)
        self.mend = Button(theme, icon="pencil-line", height=52)
        self.hand = Button(theme, icon="hand", height=52)
        self._acts: tuple[tuple[QAction, Button], ...] = tuple(
            (page.on_key(key, do), button)
            for key, do, button in (
                ("Ctrl+G", self._send, self.send),
                ("Ctrl+E", self._mend, self.mend),
                ("Ctrl+H", self._hand, self.hand),
            )
        )
        for action, button in self._acts:
            button.follow(action)
        self.list.current_changed.connect(self._entry_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._place.theme
        column = QVBoxLayout(self)
        theme.space(column, (24, 18, 24, 18), 10)
        for widget in (self.title, self.hint, self.past):
            column.addWidget(widget)
        theme.fit(self.list, lambda _list: self._fit_list())
        column.addWidget(self.list)
        for below in (self.why, self.story, self.advice, self.notice):
            column.addWidget(below)
        for button in (self.send, self.mend, self.hand):
            column.addWidget(button)
        column.addStretch(1)

    def _fit_list(self) -> None:
        """No higher than its rows: what is said of the chosen one and the keys for it stand right below."""
        self.list.setFixedHeight(self._place.theme.px(ROW) * min(max(len(self._rows), 1), ROWS))

    @cached_property
    def note_sheet(self) -> WordsSheet:
        """Asks for the words that go to head office."""
        sheet = WordsSheet(self._place.theme, self._place.host, needed=True)
        sheet.entered.connect(self._note_entered)
        return sheet

    def retranslate(self) -> None:
        """Every text in the language of now."""
        words = (self.tr("Send again"), self.tr("Correct from the books"), self.tr("Hand to head office"))
        for (action, _), text in zip(self._acts, words, strict=True):
            action.setText(text)
        self.show_entries(self._rows, self._taken)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_entries(self, rows: tuple[RefusedRow, ...], taken: tuple[tuple[int, str], ...]) -> None:
        """Show these; the entry that was chosen stays chosen. `taken`: what is no longer among them."""
        chosen = self._chosen()
        self._rows, self._taken = rows, taken
        self.past.setText(self.tr("Taken after all: {0}").format(", ".join(f"#{n} ({at})" for n, at in taken)))
        self.past.setVisible(bool(taken))
        self.title.setText(self.tr("Refused by the hub: {0}").format(len(rows)))
        self.hint.setText(
            self.tr("The entries stay in this till's journal as they are. Selling goes on.")
            if rows
            else self.tr("Nothing was refused.")
        )
        numbers = [row.number for row in rows]
        at = numbers.index(chosen.number) if chosen is not None and chosen.number in numbers else 0
        self.list.set_results([self._result(row) for row in rows], at if rows else -1)
        self._fit_list()
        self.list.setVisible(bool(rows))
        self._entry_chosen(self.list.current)

    def _chosen(self) -> RefusedRow | None:
        return self._rows[self.list.current] if 0 <= self.list.current < len(self._rows) else None

    def _result(self, row: RefusedRow) -> Result:
        detail = " · ".join(words for words in (f"#{row.number}", row.person, row.why) if words)
        return Result(str(row.number), self._name(row), detail, "", self._age(row), "bad", "octagon-alert", 4)

    def _name(self, row: RefusedRow) -> str:
        kinds = {
            "sale": self.tr("Sale {0}").format(row.receipt),
            "shift_opened": self.tr("Shift opened"),
            "shift_suspended": self.tr("Shift suspended"),
            "basket_cleared": self.tr("Basket emptied"),
            "date_confirmed": self.tr("Date confirmed"),
            "drawer_opened": self.tr("Drawer opened"),
            "reprinted": self.tr("Copy of a receipt"),
            "tender_withdrawn": self.tr("Money given back before the sale"),
            "pin_locked": self.tr("Too many wrong PINs"),
            "print_dropped": self.tr("Printing given up"),
            "till_replaced": self.tr("Data file begun anew"),
            "went_offline": self.tr("Line switched off"),
            "went_online": self.tr("Line switched on"),
            "line_lost": self.tr("Line lost"),
            "line_back": self.tr("Line back"),
            "member_enrolled": self.tr("Member enrolled"),
            "member_edited": self.tr("Member changed"),
            "consent": self.tr("Member's consent"),
            "members_merged": self.tr("Members merged"),
            "sent_again": self.tr("Sent again"),
            "corrected": self.tr("Correction"),
            "handed_over": self.tr("Handed to head office"),
            "prices_answered": self.tr("Answer about new prices"),
            "label_replaced": self.tr("Label replaced"),
        }
        return kinds.get(row.kind) or self.tr("Entry {0}").format(row.number)

    def _age(self, row: RefusedRow) -> str:
        if row.minutes < HOUR:
            return self.tr("{0} min").format(row.minutes)
        if row.minutes < DAYS:
            return self.tr("{0} h").format(row.minutes // HOUR)
        return self.tr("{0} days").format(row.minutes // (24 * HOUR))

    def _entry_chosen(self, _row: int) -> None:
        row = self._chosen()
        self.why.setText(f"{row.why} [{spoken(row.code)}]" if row else "")
        self.story.setText(self._story(row) if row else "")
        self.advice.setText(self._advice(row) if row else "")
        for label in (self.why, self.story, self.advice):
            label.setVisible(bool(label.text()))
        open_ = row is not None and row.open
        for action, button in self._acts:
            button.setVisible(open_)
            action.setEnabled(open_)
        if row is not None and open_:
            self._acts[0][0].setEnabled(not row.waits)
            self._acts[1][0].setEnabled(not row.waits and bool(row.receipt))

    def _story(self, row: RefusedRow) -> str:
        lines = []
        if row.person:
            lines.append(self.tr("Entry {0} by {1}, refused since {2}.").format(row.number, row.person, row.since))
        if row.act is not None:
            done = {
                "sent_again": self.tr("{0} sent it again at {1}."),
                "corrected": self.tr("{0} sent a correction at {1}."),
                "handed_over": self.tr("{0} handed it to head office at {1}."),
            }
            said = done.get(row.act.kind, "").format(row.act.person, row.act.at)
            lines.append(f"{said} {row.act.words}".strip())
        if row.waits:
            lines.append(self.tr("The hub answers at the next exchange."))
        return "\n".join(lines)

    def _advice(self, row: RefusedRow) -> str:
        if not row.open or row.waits:
            return ""
        if row.code == "waits_for_refused":
            return self.tr("Settle the entry that it depends on; nothing else is to be done about this one.")
        if row.code in COMES_LATER:
            return self.tr("When head office has added what is missing, send it again.")
        if row.receipt:
            return self.tr("Correct it from the till's books. Where that does not help, hand it to head office.")
        return self.tr("Send it again; where that does not help, hand it to head office with a few words.")

    # -- acts -----------------------------------------------------------------------------------------------------

    def acted(self) -> None:
        """It is in the journal."""
        self.notice.say("good", self.tr("Written down. The hub hears of it at the next exchange."), 8)

    def say_no(self, no: Refused) -> None:
        """Why it was not done."""
        self.notice.say("bad", told(no, self._place.languages.language), 8)

    def _send(self) -> None:
        if row := self._chosen():
            self.again.emit(row.number)

    def _mend(self) -> None:
        if row := self._chosen():
            self.correct.emit(row.number)

    def _hand(self) -> None:
        if row := self._chosen():
            self._asked = row.number
            title = self.tr("To head office: {0}").format(self._name(row))
            words = self.tr("What should head office know?")
            self.note_sheet.ask(title, words, words, self.tr("Hand over"))

    def _note_entered(self, note: str) -> None:
        self.hand_over.emit(self._asked, note)
