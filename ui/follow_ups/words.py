"""Follow-ups and contacts as ready words, masked as the queue may read them."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QObject

from posapp.domain.consent import channel_name
from posapp.domain.contact_guard import Contact
from posapp.domain.errors import Refused
from posapp.domain.follow_up import FollowUp, outcome_name, type_name
from posapp.domain.typed import shown
from posapp.usecases.follow_ups import Task
from ui.clock import day_clock_text
from ui.kit.result_list import Result
from ui.kit.tokens import State
from ui.member_words import called
from ui.screen import Place
from ui.texts import refusal

ICONS: Final = {"message": "mail", "call": "smartphone", "visit": "house", "gift": "gift"}
CHANNEL_ICONS: Final = {"sms": "mail", "phone": "smartphone", "email": "mail", "wechat": "user-round"}


class FollowUpWords(QObject):
    """How this page says things: in the language of now, by the shop's clock, with the names of its people."""

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self.place = place

    @property
    def language(self) -> str:
        """Of now."""
        return self.place.languages.language

    def row(self, task: Task) -> Result:
        """One line of the list."""
        one, state = task.follow_up, self.state(task.follow_up)
        about = " · ".join(filter(None, (type_name(one.type, self.language), self.about(one))))
        icon = ICONS.get(one.type, "circle-check")
        return Result(one.id, called(task.member), about, one.due[5:], state[1], state[0], icon, 2)

    def about(self, one: FollowUp) -> str:
        """What a person wrote, or what the rule is about."""
        return shown(one.note) or shown(one.about)

    def state(self, one: FollowUp) -> tuple[State, str]:
        """How it stands today."""
        today = self.place.app.follow_ups.today
        when = one.when(today)
        if when == "done":
            return "good", outcome_name(one.outcome, self.language)
        days = (date.fromisoformat(one.due) - date.fromisoformat(today)).days
        if when == "overdue":
            return "bad", self.tr("{0} d late").format(-days)
        if when == "today":
            return "warn", self.tr("today")
        return "neutral", self.tr("in {0} d").format(days) if when else self.tr("over")

    def whose(self, task: Task) -> str:
        """In whose book the member is."""
        return self.person(task.whose) if task.whose else self.tr("The shop's")

    def person(self, id_: str) -> str:
        """Of the shop's people by name."""
        known = self.place.app.till.staff.by_id(id_) if id_ else None
        return known.name if known is not None else shown(id_)

    def maker(self, one: FollowUp) -> str:
        """Who made it: a person, or a rule of the shop."""
        if one.rule:
            return self.tr("by the shop's rule {0}").format(shown(one.rule))
        return self.person(one.by)

    def shop(self, id_: str) -> str:
        """By its name; one that this shop does not know by its number."""
        store = self.place.app.desk.store
        return shown({store.id: store.name, **dict(store.near)}.get(id_, id_))

    def contact(self, contact: Contact) -> str:
        """One line: when, on which way, who, where."""
        zone = self.place.app.desk.store.timezone
        parts = (channel_name(contact.channel, self.language), self.person(contact.staff), self.shop(contact.store))
        return " · ".join((day_clock_text(contact.at, zone), *filter(None, parts)))

    def closed(self, channel: str, code: str) -> str:
        """Why a way is closed, as it stands in the place of its key."""
        guard = self.place.app.desk.store.clienteling.guard
        name = channel_name(channel, self.language)
        no = Refused(code, way=name, begins=guard.quiet_from, ends=guard.quiet_to)
        return refusal(no, self.language)
