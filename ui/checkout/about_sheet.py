"""About the sale: what the customer asked for, what brought them here, who served them or sold a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class About:
    """What is known: texts, and who by their place among the people (0: whoever takes the money); `seller` sold the
    chosen line, 0: whoever served the customer."""

    note: str
    source: str
    associate: int
    seller: int = 0


class AboutSheet(Sheet):
    """`entered(About)` on Enter. Tab goes from one to the next; the words of the usual sources are a tap."""

    entered = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        self._said: Callable[[], tuple[str, Sequence[str], Sequence[str]]] | None = None
        super().__init__(theme, host, width=620)
        self.note, self.source = Field(theme), Field(theme)
        self.sources, self.people, self.sellers = ChipRow(theme), ChipRow(theme), ChipRow(theme)
        self._served, self._sold = QLabel(), QLabel()
        self._usual: tuple[str, ...] = ()
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        for label in (self._served, self._sold):
            label.setProperty("type", "second")
            label.setProperty("tone", "ink2")
        for widget in (
            self.note,
            self.source,
            self.sources,
            self._served,
            self.people,
            self._sold,
            self.sellers,
            self.ok,
        ):
            self.body.addWidget(widget)
        for field in (self.note, self.source):
            field.returnPressed.connect(self._enter)
        self.sources.chosen.connect(lambda number: self.source.setText(self._usual[number]))
        self.ok.clicked.connect(self._enter)

    def ask(self, known: About, said: Callable[[], tuple[str, Sequence[str], Sequence[str]]]) -> None:
        """Open with what is known. `said`: what the chosen line is called ("" without one), the people and the usual
        sources, in the language of now."""
        self._said = said
        self._say(known.associate, known.seller)
        self.note.setText(known.note)
        self.source.setText(known.source)
        self.open(self.note)
        self.note.selectAll()

    def retranslate(self) -> None:
        """What was typed and chosen stays."""
        super().retranslate()
        if self._said is not None:
            self._say(self.people.checked, self.sellers.checked)

    def _say(self, associate: int, seller: int) -> None:
        line, people, sources = self._said() if self._said is not None else ("", (), ())
        self.set_title(self.tr("About this sale"))
        self._usual = tuple(sources)
        self.note.set_name(self.tr("What the customer asked for (on the receipt)"))
        self.source.set_name(self.tr("What brought them here"))
        self.sources.set_words(sources, -1)
        self._served.setText(self.tr("Served by"))
        self.people.set_words(people, associate)
        self._sold.setText(self.tr("{0} was sold by").format(line))
        self.sellers.set_words([self.tr("The same"), *people[1:]], seller)
        for widget in (self._sold, self.sellers):
            widget.setVisible(bool(line))
        self.ok.set_label(self.tr("Keep"))

    def _enter(self) -> None:
        if self.isVisible():
            self.close_sheet()
            self.entered.emit(About(self.note.text(), self.source.text(), self.people.checked, self.sellers.checked))
