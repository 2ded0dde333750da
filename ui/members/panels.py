"""The two sides of the page of members: who fits what is typed, and one member in one look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.action_keys import ActionKeys
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme
from ui.members.touches import TouchPanel


class FindPanel(QFrame):
    """One field and those whom it may mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.field = Field(theme, icon="search", size="search", clears=True)
        self.members = ResultList(theme, row_height=60)
        self.empty = QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice = Notice(theme)
        self.enrol = Button(theme, icon="plus")
        column = QVBoxLayout(self)
        theme.space(column, (18, 12, 18, 14), 8)
        column.addWidget(self.field)
        column.addWidget(self.empty, 1)
        column.addWidget(self.members, 1)
        column.addWidget(self.notice)
        column.addWidget(self.enrol)


class Fact(QWidget):
    """A caption and what is known."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Shown without a parent it would be a window for a moment and take the keyboard away."""
        super().__init__(parent)
        self.caption, self.value = QLabel(), QLabel()
        self.caption.setProperty("tone", "ink3")
        self.value.setProperty("type", "strong")
        self.value.setWordWrap(True)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self.caption)
        column.addWidget(self.value)

    def say(self, caption: str, value: str) -> None:
        """Other words; nothing known is a dash."""
        self.caption.setText(caption)
        self.value.setText(value or "—")
        self.setAccessibleName(f"{caption}: {value or '—'}")


class ProfilePanel(QFrame):
    """Whose it is, the facts, what they agreed to, what they bought, and the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._theme = theme
        self.title, self.note, self.clash, self.consent = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.tier = StatusPill(theme)
        self.note.setWordWrap(True)
        self.consent.setWordWrap(True)
        self.clash.setWordWrap(True)
        self.clash.setProperty("tone", "bad")
        self._facts = QGridLayout()
        theme.space(self._facts, (0, 0, 0, 0), 8)
        self.facts: dict[str, Fact] = {}
        self.touched = TouchPanel(theme)
        self.main = PrimaryButton(theme, key="F12")
        self.keys = ActionKeys(theme)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(head, (0, 0, 0, 0), 8)
        theme.space(column, (18, 12, 18, 14), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.tier)
        column.addLayout(head)
        column.addWidget(self.clash)
        column.addLayout(self._facts)
        column.addWidget(self.consent)
        column.addWidget(self.note)
        column.addWidget(self.touched, 100)
        column.addStretch(1)
        column.addLayout(self.keys)
        column.addWidget(self.main)

    def fact(self, name: str) -> Fact:
        """The fact of that name, made when it is first asked for."""
        if name not in self.facts:
            self.facts[name] = Fact(self._theme, self)
        return self.facts[name]

    def lay_facts(self, columns: int) -> None:
        """In so many columns, those that can be seen."""
        for fact in self.facts.values():
            self._facts.removeWidget(fact)
        there = [fact for fact in self.facts.values() if not fact.isHidden()]
        for number, fact in enumerate(there):
            self._facts.addWidget(fact, number // columns, number % columns)
