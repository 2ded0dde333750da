"""Enrolling somebody in a few seconds: the number, a name, and what they agree to. Only the number must be there, and
nobody must be a member to buy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from posapp.domain.consent import Said
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.usecases.members import NewMember
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.member_words import called
from ui.members.consent_row import ConsentRow
from ui.screen import Place
from ui.texts import refusal

HOW = ("screen", "paper", "signature")


class EnrolSheet(Sheet):
    """`enrolled(Member)`: a new one, or the one who was there already and is taken."""

    enrolled = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=640)
        theme = place.theme
        self._place = place
        self._there: Member | None = None
        self.hint = QLabel()
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.phone = Field(theme, icon="smartphone", size="search", input_method=False)
        self.name = Field(theme, icon="user-round")
        self.birthday = Field(theme, icon="gift", input_method=False)
        self.guardian = Field(theme, icon="user-round")
        self.email = Field(theme, icon="mail", input_method=False)
        self.consent, self.how = ConsentRow(theme), ChipRow(theme)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self.hint, self.phone, self.name, self.birthday, self.guardian, self.email):
            self.body.addWidget(widget)
        for below in (self.consent, self.how, self.notice, self.ok):
            self.body.addWidget(below)
        self.phone.returnPressed.connect(self._phone_done)
        for field in (self.name, self.birthday, self.guardian, self.email):
            field.returnPressed.connect(self._enter)
        for field in self._fields().values():
            self.closed.connect(field.clear)  # nothing of a person stays behind
        self.phone.textEdited.connect(lambda _text: self._forget())
        self.consent.changed.connect(lambda: self.how.setVisible(bool(self.consent.given)))
        self.ok.clicked.connect(self._enter)

    def ask(self, typed: str = "") -> None:
        """Open; what was typed to find somebody is a number or a name."""
        desk, language = self._place.app.desk, self._place.languages.language
        self.set_title(self.tr("New member"))
        self.hint.setText(self.tr("Number, Enter, name, Enter. Nobody has to be a member to buy."))
        self.phone.set_name(self.tr("Telephone number"))
        self.name.set_name(self.tr("Name (may be left out)"))
        self.birthday.set_name(self.tr("Birthday, 1990-05-31 (may be left out)"))
        self.guardian.set_name(self.tr("Guardian who consents: name and telephone"))
        self.email.set_name(self.tr("E-mail (may be left out)"))
        self.consent.show_text(self.tr("May be contacted by"), desk.store.consent, language)
        self.consent.set_given(())
        words = [self.tr("Read on the screen"), self.tr("Read on paper"), self.tr("Signed")]
        self.how.set_words(words, 0)
        for field in (self.phone, self.name, self.birthday, self.guardian, self.email):
            field.clear()
        self.guardian.hide()
        self.how.hide()
        digits = sum(c.isdigit() for c in typed)
        (self.phone if digits >= len(typed) - digits else self.name).setText(typed)
        self._forget()
        self.open(self.phone)

    def _forget(self) -> None:
        self._there = None
        self.notice.clear()
        self.ok.set_label(self.tr("Enrol"))

    def _phone_done(self) -> None:
        """Is somebody there? Else on to the name."""
        if self._there is not None:
            self._take(self._there)
            return
        there = self._place.app.members.with_phone(self.phone.text())
        if there is not None:
            self._offer(there)
        else:
            self.name.setFocus()

    def _offer(self, there: Member) -> None:
        self._there = there
        words = self.tr("There is {0} already. Enter takes that member.").format(self._words_of(there))
        self.notice.say("warn", words, 30)
        self.ok.set_label(self.tr("Take that member"))
        self.place()

    def _words_of(self, member: Member) -> str:
        from posapp.domain.member import masked

        return f"{called(member)} {masked(member.phone)}"

    def _fields(self) -> dict[str, Field]:
        fields = {"phone": self.phone, "name": self.name, "email": self.email}
        return fields | {"birthday": self.birthday, "guardian": self.guardian}

    def _enter(self) -> None:
        if self._there is not None:
            self._take(self._there)
            return
        given = self.consent.given
        said = Said(given=given, how=HOW[max(0, self.how.checked)]) if given else None
        typed = {name: field.text() for name, field in self._fields().items()}
        members = self._place.app.members
        try:
            member = members.known(members.enrol_new(NewMember(**typed, said=said)))
        except Refused as no:
            self._wrong(no)
            return
        self._take(member)

    def _take(self, member: Member) -> None:
        self.close_sheet()
        self.enrolled.emit(member)

    def _wrong(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        words = refusal(no, self._place.languages.language)
        if no.code == "member_there" and (there := self._place.app.members.with_phone(self.phone.text())):
            self._offer(there)
            return
        field = {"birthday_wrong": self.birthday, "guardian_needed": self.guardian, "mail_wrong": self.email}.get(
            no.code, self.phone
        )
        field.show()
        field.set_wrong(words)
        self.notice.say("bad", words, 12)
        self.place()
        field.setFocus()
