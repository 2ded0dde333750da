"""Other values of a member's fields, what they agree to, and who they are the same as: three questions of the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from posapp.domain.consent import ConsentText, Said
from posapp.domain.member import FIELDS, Member, masked
from ui.chip_row import ChipRow
from ui.kit.buttons import Button, Chip
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.members.consent_row import ConsentRow
from ui.members.enrol_sheet import HOW

ROW, MOST_ROWS = 52, 4


CHANGED = tuple(name for name in FIELDS if name != "note")
"""Notes are only added."""
NEEDED = "phone"
"""What a member cannot be without."""


class EditSheet(Sheet):
    """`said(fields)`: those that were typed anew, and those that shall be empty. What stands there is not shown: a
    field that was left empty stays as it is, unless its chip is on."""

    said = Signal(dict)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=600)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        self.fields = {name: Field(theme, input_method=name in ("name", "guardian")) for name in CHANGED}
        self.empties = {name: Chip(theme, icon="x") for name in CHANGED if name != NEEDED}
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        self.body.addWidget(self.words)
        self.closed.connect(self.words.clear)
        grid = QGridLayout()
        theme.space(grid, (0, 0, 0, 0), 8)
        for number, (name, field) in enumerate(self.fields.items()):
            self.closed.connect(field.clear)  # nothing of a person stays behind
            field.returnPressed.connect(self._enter)
            grid.addWidget(field, number, 0)
            if name in self.empties:
                grid.addWidget(self.empties[name], number, 1)
                self.empties[name].toggled.connect(partial(self._emptied, name))
        self.body.addLayout(grid)
        for below in (self.notice, self.ok):
            self.body.addWidget(below)
        self.ok.clicked.connect(self._enter)

    def ask(self, called: str, member: Member, captions: dict[str, str], clashes: tuple[tuple[str, str], ...]) -> None:
        """Open for a member; of a field that two tills wrote differently the other value stands below."""
        self.set_title(self.tr("Change {0}").format(called))
        words = self.tr("Type what is to be changed; what is left empty stays. Empty takes away what stands there.")
        for field, value in clashes:
            words += "\n" + self.tr("{0}: two tills wrote differently, one of them “{1}”. Type what holds.").format(
                captions[field], value
            )
        self.words.setText(words)
        for name, field_ in self.fields.items():
            field_.clear()
            field_.set_name(captions[name])
            if name in self.empties:
                self.empties[name].set_label(self.tr("Empty"))
                self.empties[name].setToolTip(self.tr("Empty {0}").format(captions[name]))
                self.empties[name].setAccessibleName(self.tr("Empty {0}").format(captions[name]))
                self.empties[name].setChecked(False)
                self.empties[name].setEnabled(bool(getattr(member, name)))
        self.notice.clear()
        self.ok.set_label(self.tr("Change"))
        self.open(self.fields["name"])

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def _enter(self) -> None:
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        gone = {name: "" for name, chip in self.empties.items() if chip.isChecked()}
        self.said.emit({name: text for name, text in typed.items() if text} | gone)

    def _emptied(self, name: str, gone: bool) -> None:
        """A field that shall be empty takes no words."""
        self.fields[name].setEnabled(not gone)
        if gone:
            self.fields[name].clear()


class ConsentSheet(Sheet):
    """`said(Said)`: what was turned over; one key ends everything."""

    said = Signal(object)
    data_wanted = Signal()
    """They ask for their own data, or that it goes."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=600)
        self._given: tuple[str, ...] = ()
        self.consent, self.how = ConsentRow(theme), ChipRow(theme)
        self.none = Button(theme, icon="x", kind="plain", height=48)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        self.data = Button(theme, icon="lock", kind="plain", height=48, key="Ctrl+E")
        for widget in (self.consent, self.how, self.none, self.data, self.ok):
            self.body.addWidget(widget)
        self.data.clicked.connect(self._leave_for_data)
        self.none.clicked.connect(lambda: self.consent.set_given(()))
        self.ok.clicked.connect(self._enter)

    def ask(self, called: str, member: Member, text: ConsentText, language: str) -> None:
        """Open with what holds."""
        self._given = member.consent
        self.set_title(self.tr("Consent of {0}").format(called))
        self.consent.show_text(self.tr("May be contacted by"), text, language)
        self.consent.set_given(member.consent)
        self.how.set_words([self.tr("Read on the screen"), self.tr("Read on paper"), self.tr("Signed")], 0)
        self.none.set_label(self.tr("No messages at all any more"))
        self.data.set_label(self.tr("Their data: a copy, or erase it"))
        self.ok.set_label(self.tr("Keep this"))
        self.open(self.ok)

    def _leave_for_data(self) -> None:
        self.close_sheet()
        self.data_wanted.emit()

    def _enter(self) -> None:
        now, before = set(self.consent.given), set(self._given)
        given, ended = tuple(sorted(now - before)), tuple(sorted(before - now))
        self.close_sheet()
        if given or ended:
            self.said.emit(Said(given, ended, how=HOW[max(0, self.how.checked)]))


class MergeSheet(Sheet):
    """`said(other's id, reason)`: the member in sight is the same as one of those who are found here."""

    typed = Signal(str)
    said = Signal(str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=600)
        self._found: list[Member] = []
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        self.search = Field(theme, icon="search", size="search", clears=True)
        self.list = ResultList(theme, row_height=ROW)
        self.reason = Field(theme)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self.words, self.search, self.list, self.reason, self.notice, self.ok):
            self.body.addWidget(widget)
        theme.fit(self.list, lambda x: x.setFixedHeight(theme.px(MOST_ROWS * ROW)))
        self.closed.connect(self.search.clear)
        self.search.settled.connect(self.typed)
        self.search.steered.connect(self.list.steer)
        self.search.returnPressed.connect(self.reason.setFocus)
        self.list.chosen.connect(lambda row: self.list.set_current(row))
        self.reason.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, called: str, member: Member) -> None:
        """Open for who is in sight and goes."""
        self.set_title(self.tr("{0} is enrolled twice").format(called))
        words = self.tr("Find who remains: points, money and purchases of both are theirs then, and {0} leads there.")
        self.words.setText(words.format(masked(member.phone) or called))
        self.search.set_name(self.tr("Who remains: number, last four digits, name"))
        self.reason.set_name(self.tr("Reason"))
        self.ok.set_label(self.tr("Merge"))
        for field in (self.search, self.reason):
            field.clear()
        self.notice.clear()
        self.show_found([], [])
        self.open(self.search)

    def show_found(self, members: list[Member], rows: list[Result]) -> None:
        """Whoever may be meant; none is chosen where several fit."""
        self._found = members
        self.list.set_results(rows, 0 if len(rows) == 1 else -1)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def _enter(self) -> None:
        row = self.list.current
        if not 0 <= row < len(self._found):
            self.wrong(self.tr("Choose who remains."))
            self.search.setFocus()
            return
        if not self.reason.text().strip():
            self.wrong(self.tr("Give a reason."))
            self.reason.setFocus()
            return
        self.said.emit(self._found[row].id, self.reason.text())
