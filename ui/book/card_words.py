"""A member as a card says them: to be told from others, never more than the queue may read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from posapp.domain.follow_up import TYPES, open_ones
from posapp.domain.member import Member
from posapp.domain.order_words import word
from ui.book.cards import ClientCard
from ui.kit.tokens import State
from ui.member_words import called, tier_of
from ui.members.naming import Naming
from ui.screen import Place


class CardWords(QObject):
    """For all cards of one look."""

    def __init__(self, place: Place, naming: Naming, *, with_book: bool) -> None:
        super().__init__()
        self._desk = place.app.desk
        self._books = place.app.books
        self._naming, self._with_book = naming, with_book
        self._today = date.fromisoformat(self._desk.moment().business_date)

    def card(self, member: Member, marked: bool) -> ClientCard:
        """The member's."""
        name = called(member)
        digits = member.phone[-4:] if member.name and member.phone else ""
        return ClientCard(
            member.id,
            name,
            digits,
            tier_of(member, self._desk.store, self._naming.language),
            self._last(member),
            *self._next(member),
            whose=self._naming.person(self._books.whose(member)) if self._with_book else "",
            marked=self.tr("marked") if marked else "",
        )

    def _next(self, member: Member) -> tuple[str, State]:
        """The earliest that is still to be done."""
        today = self._today.isoformat()
        left = open_ones(member.follow_ups, today)
        if not left:
            return "", "neutral"
        kind = word(TYPES, left[0].type, self._naming.language)
        late: State = "bad" if left[0].due < today else "warn" if left[0].due == today else "good"
        return f"{kind} · {left[0].due[5:]}", late

    def _last(self, member: Member) -> str:
        if not member.last_bought:
            return self.tr("No purchase in a year")
        days = (self._today - date.fromisoformat(member.last_bought)).days
        if days <= 0:
            return self.tr("Bought today")
        return self.tr("Bought {0} days ago").format(days)
