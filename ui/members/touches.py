"""What the shops had to do with a member: purchases of all channels, or all that was done with their record too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.appointment import STATES as APPOINTMENT_STATES
from posapp.domain.consent import channel_name
from posapp.domain.follow_up import outcome_name, type_name
from posapp.domain.money import Currency
from posapp.domain.order_words import CHANNELS, STATES, word
from posapp.domain.touch import BOUGHT, WORDS, Touch
from posapp.domain.typed import shown
from ui.clock import day_clock_text
from ui.kit.buttons import Button
from ui.kit.pictures import Photos, no_photos
from ui.kit.result_list import Result, ResultList
from ui.kit.theme import Theme
from ui.kit.tokens import State
from ui.texts import money

ICONS: Final = {"sale": "receipt-text", "order": "package", "revealed": "glasses", "consent": "mail", "contact": "mail"}


@dataclass(frozen=True, slots=True)
class Way:
    """How a touch is said: the language, the shop's zone and currency, what a counter is called, the words of what came
    back ("{0}": the sum), what the fields of members are called, and goods, shops and messages by their numbers."""

    language: str
    zone: str
    currency: Currency
    counter: str
    back: str
    field: Callable[[str], str]
    goods: Mapping[str, str]
    shops: Mapping[str, str]
    messages: Mapping[str, str]


def row_of_touch(touch: Touch, way: Way) -> Result:
    """One line: what, when and where, how much; a purchase's channel is its badge."""
    shop = shown(way.shops.get(touch.store, touch.store))
    at = day_clock_text(touch.at, way.zone)
    at = at.partition(" ")[0] if touch.kind in BOUGHT else at  # the shop is worth more than the minute
    when = " · ".join(part for part in (at, shop) if part)
    icon = ICONS.get(touch.kind, "user-round")
    if touch.kind not in BOUGHT:
        named = (word(WORDS, touch.kind, way.language), _what(touch, way))
        return Result(touch.id, ": ".join(part for part in named if part), when, icon=icon)
    if touch.state:
        when = f"{word(STATES, touch.state, way.language)} · {when}"
    if touch.back:
        when += f" · {way.back.format(money(touch.back, way.currency))}"
    name = way.goods.get(touch.sku) or touch.what
    if name != touch.what:
        when += f" · {touch.what}"
    badge = word(CHANNELS, touch.channel, way.language) if touch.channel else way.counter
    state: State = "good" if touch.channel else "neutral"
    return Result(touch.id, name, when, money(touch.total, way.currency), badge, state, icon)


def _what(touch: Touch, way: Way) -> str:
    """Fields and ways in words; of a merge the id that went."""
    parts = touch.what.split()
    if touch.kind == "contact":
        return " · ".join(filter(None, (channel_name(touch.channel, way.language), _message(touch.what, way))))
    if touch.kind in ("follow_up", "followed_up"):
        named = type_name if touch.kind == "follow_up" else outcome_name
        return named(touch.what, way.language) if touch.what else ""
    if touch.kind == "appointment":
        return word(APPOINTMENT_STATES, touch.what, way.language)
    if touch.kind == "consent":
        said = ((channel_name(part[1:], way.language), "✓" if part[0] == "+" else "✗") for part in parts)
        return " · ".join(" ".join(pair) for pair in said)
    return " · ".join(dict.fromkeys(map(way.field, parts)))


def _message(id_: str, way: Way) -> str:
    """Its name; of one that is written no more the number."""
    return shown(way.messages.get(id_, id_))


class TouchPanel(QWidget):
    """The rows, over them whose word they are and as of when, and a key between purchases and everything.
    `wanted(Touch)`: a row was chosen. `photos`: of goods by their numbers."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._all: list[Result] = []
        self._bought: list[Result] = []
        self._touches: dict[str, Touch] = {}
        self.photos: Photos = no_photos
        self.everything = False
        self.heard = QLabel()
        self.heard.setProperty("tone", "ink2")
        self.heard.setWordWrap(True)
        self.list = ResultList(theme)
        self.list.photos = self._photo
        self.list.chosen.connect(self._choose)
        self.empty = QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._turn = Button(theme)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(head, (0, 0, 0, 0), 8)
        theme.space(column, (0, 0, 0, 0), 4)
        head.addWidget(self.heard, 1)
        head.addWidget(self._turn)
        column.addLayout(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)

    def follow(self, action: QAction) -> None:
        """The key between the two."""
        self._turn.follow(action)

    def say(self, touches: Sequence[Touch], way: Way, heard: str) -> None:
        """Other rows."""
        self._touches = {touch.id: touch for touch in touches}
        self._all = [row_of_touch(touch, way) for touch in touches]
        self._bought = [row for row, touch in zip(self._all, touches, strict=True) if touch.kind in BOUGHT]
        self.heard.setText(heard)
        self._lay()

    def _photo(self, key: str) -> QPixmap | None:
        touch = self._touches.get(key)
        return self.photos(touch.sku) if touch is not None and touch.sku else None

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.list.results):
            self.wanted.emit(self._touches[self.list.results[row].key])

    def turn_over(self) -> None:
        """From purchases to everything, and back."""
        self.everything = not self.everything
        self._lay()

    def _lay(self) -> None:
        rows = self._all if self.everything else self._bought
        self.list.set_results(rows, -1)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(self.tr("Nothing yet.") if self.everything else self.tr("No purchases yet."))
