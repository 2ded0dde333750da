"""One contact on one way: the words before they go out, the name as the queue may read it, and who was there lately."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from posapp.domain.consent import channel_name
from posapp.domain.contact_guard import Contact
from posapp.domain.errors import Refused
from posapp.domain.member import masked
from posapp.domain.message_template import FIELDS, Template, fields_of
from posapp.domain.staff import Staff
from posapp.usecases.contacting import SENT, Words, shown_last
from ui.chip_row import ChipRow
from ui.follow_ups.model import Opened
from ui.follow_ups.words import FollowUpWords
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.member_words import called
from ui.screen import Place
from ui.texts import refusal

LANGUAGES = ("zh", "en")
TYPED = ("item", "order", "until")
"""Fields that a person fills in."""


class ContactSheet(Sheet):
    """`said(channel, Words or None, confirmed)`."""

    said = Signal(str, object, bool)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=620)
        self._place, self._words = place, FollowUpWords(place, self)
        self._opened: Opened | None = None
        self._channel = ""
        self._templates: Sequence[Template] = ()
        self._message: Words | None = None
        theme = place.theme
        self.often, self.number, self.preview = QLabel(), QLabel(), QLabel()
        self.often.setProperty("tone", "bad")
        self.preview.setProperty("type", "strong")
        for label in (self.often, self.preview):
            label.setWordWrap(True)
        self.reveal = Button(theme, icon="glasses")
        self.templates, self.languages = ChipRow(theme), ChipRow(theme)
        self.typed = {name: Field(theme) for name in TYPED}
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        self._place.theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(self.number, 1)
        row.addWidget(self.reveal)
        self.body.addWidget(self.often)
        self.body.addLayout(row)
        for widget in (self.templates, self.languages, *self.typed.values(), self.preview, self.notice, self.ok):
            self.body.addWidget(widget)

    def _connect(self) -> None:
        for chips in (self.templates, self.languages):
            chips.chosen.connect(self._compose)
        for field in self.typed.values():
            field.settled.connect(self._compose)
            field.returnPressed.connect(self._enter)
            self.closed.connect(field.clear)
        for label in (self.number, self.preview):
            self.closed.connect(label.clear)  # nothing of a person stays behind
        self.reveal.clicked.connect(lambda: self._reveal(None))
        self.ok.clicked.connect(self._enter)

    def ask(self, opened: Opened, channel: str) -> None:
        """Open for one way that is open."""
        self._opened, self._channel = opened, channel
        language, member = self._place.languages.language, opened.task.member
        self.set_title(self.tr("{0}: {1}").format(channel_name(channel, language), called(member)))
        self._show_often(opened.lately)
        by_phone = channel == "phone"
        self.number.setText(masked(member.phone) if by_phone else "")
        for widget in (self.number, self.reveal):
            widget.setVisible(by_phone)
        self.reveal.set_label(self.tr("Show in full"))
        self._templates = self._place.app.contacting.templates(channel)
        proposed = [template.id for template in self._templates]
        wanted = opened.task.follow_up.template
        at = proposed.index(wanted) if wanted in proposed else 0 if channel in SENT and proposed else -1
        self.templates.set_words([template.name(language) for template in self._templates], at)
        self.languages.set_words(["中文", "English"], LANGUAGES.index(language))
        for chips in (self.templates, self.languages):
            chips.setVisible(bool(self._templates))
        for name, field in self.typed.items():
            field.set_name(dict(zip(LANGUAGES, FIELDS[name], strict=True))[language])
        self.typed["item"].setText(opened.task.follow_up.about)
        self.notice.clear()
        self._compose()
        self._label()
        shown = [field for field in self.typed.values() if not field.isHidden() and not field.text()]
        self.open(shown[0] if shown else self.ok if self.ok.isEnabled() else None)

    def _show_often(self, lately: Sequence[Contact]) -> None:
        guard = self._place.app.desk.store.clienteling.guard
        many = len(lately) >= guard.most
        self.often.setVisible(many)
        words = self.tr("Contacted {0} times in {1} days already:").format(len(lately), guard.days)
        lines = (self._words.contact(contact) for contact in shown_last(lately))
        self.often.setText("\n".join((words, *lines)) if many else "")

    def _label(self) -> None:
        words = self.tr("Send it") if self._channel in SENT else self.tr("Log that it was done")
        if self._channel == "phone":
            words = self.tr("Log the call")
        self.ok.set_label(self.tr("{0} all the same").format(words) if self.often.text() else words)

    @property
    def _template(self) -> Template | None:
        at = self.templates.checked
        return self._templates[at] if 0 <= at < len(self._templates) else None

    def _compose(self, *_said: object) -> None:
        """The words as they would go out, or what is missing for that."""
        template, self._message = self._template, None
        language = LANGUAGES[max(0, self.languages.checked)]
        needed = fields_of(template.words(language)) if template is not None else ()
        for name, field in self.typed.items():
            field.setVisible(name in needed)
        self.preview.clear()
        if template is None or self._opened is None:
            if self._channel in SENT and not self._templates:
                self.preview.setText(self.tr("The shop has no messages for this way: head office writes them."))
            self.ok.setEnabled(self._channel not in SENT)
            return
        typed = {name: field.text().strip() for name, field in self.typed.items() if name in needed}
        member = self._opened.task.member.id
        try:
            self._message = self._place.app.contacting.words(member, template.id, language, typed)
        except Refused as no:
            self.preview.setText(refusal(no, self._place.languages.language))
        else:
            self.preview.setText(self._message.shown)
        self.ok.setEnabled(self._message is not None)
        self.place()

    def _reveal(self, approver: Staff | None) -> None:
        if self._opened is None:
            return
        opened, channel = self._opened, self._channel
        try:
            number = self._place.app.member_changes.reveal(opened.task.member.id, "phone", approver)
        except Refused as no:
            if no.code == "not_permitted":
                self._place.second("reveal", "", partial(self._revealed_by, opened, channel), 0)
            else:
                self.wrong(no)
            return
        self.number.setText(number)
        self.reveal.hide()

    def _revealed_by(self, opened: Opened, channel: str, approver: Staff) -> None:
        """The second person's sheet took this one's place."""
        self.ask(opened, channel)
        self._reveal(approver)

    def wrong(self, no: Refused) -> None:
        """Not so."""
        self.notice.say("bad", refusal(no, self._place.languages.language), 12)
        self.place()

    def _enter(self) -> None:
        self._compose()
        if self.ok.isEnabled():
            self.said.emit(self._channel, self._message, bool(self.often.text()))
