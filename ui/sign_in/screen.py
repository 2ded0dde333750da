"""The first screen: who is it, and the PIN. It is painted before the till is loaded and takes keys at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.errors import Refused
from ui.kit.buttons import Chip
from ui.kit.i18n import Languages
from ui.kit.keypads import PinPad
from ui.kit.status import Banner, Notice
from ui.kit.theme import Theme
from ui.sign_in.model import SignInModel
from ui.texts import refusal


class SignInScreen(QWidget):
    """People to choose from on top, the PIN pad below; `tell` shows how the till was left or how a start goes on."""

    def __init__(self, theme: Theme, languages: Languages, model: SignInModel) -> None:
        super().__init__()
        self._theme, self._languages, self._model = theme, languages, model
        self._title, self._hint = QLabel(), QLabel()
        self._title.setProperty("type", "page")
        self._hint.setProperty("tone", "ink2")
        self._chips = QButtonGroup(self)
        self._people = QHBoxLayout()
        self.pad = PinPad(theme)
        self.banner, self.notice = Banner(theme), Notice(theme)
        self._lay_out()
        self.pad.entered.connect(model.enter)
        model.people_changed.connect(self._show_people)
        model.refused.connect(self._refused)
        self._chips.buttonClicked.connect(self._chosen)
        self.retranslate()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        self._theme.fit(card, lambda w: w.setFixedWidth(self._theme.px(420)))
        inside = QVBoxLayout(card)
        self._theme.space(inside, (24, 24, 24, 24), 12)
        for widget in (self._title, self._hint):
            widget.setWordWrap(True)
            inside.addWidget(widget)
        inside.addLayout(self._people)
        inside.addWidget(self.notice)
        inside.addWidget(self.pad, 1)
        outer = QVBoxLayout(self)
        self._theme.space(outer, (24, 18, 24, 24), 14)
        outer.addWidget(self.banner)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self._theme.space(self._people, (0, 0, 0, 0), 8)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Sign in"))
        self._hint.setText(self.tr("Choose your name, then type your PIN and press Enter."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def take_keys(self) -> None:
        """The pad takes the keyboard."""
        self.pad.setFocus()

    def _refused(self, refused: Refused) -> None:
        """Say why the PIN was not taken; the hands stay where they are."""
        self.pad.clear(wrong=True)
        self.notice.say("bad", refusal(refused, self._languages.language), 8)
        self.take_keys()

    def cannot_start(self, refused: Refused) -> None:
        """The till's files cannot be used: say why and what to do."""
        self.banner.show_words("bad", refusal(refused, self._languages.language), closes=False)

    def _show_people(self) -> None:
        while (item := self._people.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, Chip):
                self._chips.removeButton(widget)
                widget.deleteLater()
        for person in self._model.people:
            chip = Chip(self._theme, person.name)
            chip.setProperty("person", person.id)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setChecked(person.id == self._model.chosen)
            self._chips.addButton(chip)
            self._people.addWidget(chip)
        self._people.addStretch(1)
        QTimer.singleShot(0, self, self.take_keys)

    def _chosen(self, chip: Chip) -> None:
        self._model.choose(str(chip.property("person")))
        self.take_keys()
