"""Members as ready words: those who fit what is typed, and one of them in one look. Read on the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from posapp.domain.consent import CHANNELS, channel_name
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.order_words import CHANNELS as SOLD_IN
from posapp.domain.order_words import STATES, word
from posapp.domain.staff import Staff
from posapp.domain.typed import shown
from posapp.usecases.member_changes import MASKED
from posapp.usecases.profiles import Profile
from ui.members.words import covered, covered_value, tier_of
from ui.screen import Place
from ui.texts import date_clock_text, money

FACTS: Final = ("name", "tier", "phone", "email", "birthday", "guardian", "points", "stored_value", "coupons", "joined")
"""In the order in which they stand."""


@dataclass(frozen=True, slots=True)
class ProfileShown:
    """`facts`: by name of `FACTS`; `consent`: (channel's word, agreed, since); `touched`: (what, when and where,
    amount) of orders under way and purchases at this till; `clashes`: (field, the other value)."""

    member: Member
    called: str
    tier: str
    facts: dict[str, str]
    consent: tuple[tuple[str, bool, str], ...]
    note: str
    touched: tuple[tuple[str, str, str], ...]
    clashes: tuple[tuple[str, str], ...]
    attached: bool


class MembersModel(QObject):
    """What the page shows: `typed` says who is looked for, `chosen` who is in sight."""

    listed = Signal(list)
    opened = Signal(object)
    done = Signal(str)
    """Something is in the journal: its act."""
    asking = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.typed = ""
        self.chosen = ""
        self._revealed: dict[str, str] = {}

    def suggest(self, typed: str) -> None:
        """Whoever may be meant so far; what was typed meanwhile is answered by the next answer."""
        self.typed = typed.strip()
        members = self._place.app.members
        self._place.tasks.run(partial(members.suggest, self.typed), self._suggested, self.refused.emit)

    def _suggested(self, found: tuple[Member, ...]) -> None:
        self.listed.emit(list(found))

    def find(self, typed: str) -> None:
        """By Enter: here, and at the hub where nobody here is meant."""
        self.typed = typed.strip()
        if not self.typed:
            return
        self._place.tasks.run(partial(self._place.app.members.find, self.typed), self._found, self._not_here)

    def _found(self, found: tuple[Member, ...]) -> None:
        self.listed.emit(list(found))
        if len(found) == 1:
            self.choose(found[0].id)

    def _not_here(self, no: Refused) -> None:
        if no.code != "member_unknown":
            self.refused.emit(no)
            return
        self.asking.emit()
        question = partial(self._place.app.members.ask, self.typed, self._place.controls.ask_members)
        self._place.tasks.ask(question, self._found, self.refused.emit)

    def choose(self, id_: str) -> None:
        """Show one."""
        if id_ != self.chosen:
            self._revealed = {}
        self.chosen = id_
        self._place.tasks.run(partial(self._place.app.profiles.of, id_), self._shown, self.refused.emit)

    def reload(self) -> None:
        """Read again."""
        if self.typed:
            self.suggest(self.typed)
        if self.chosen:
            self.choose(self.chosen)

    def _shown(self, profile: Profile) -> None:
        if profile.member.id != self.chosen and self.chosen:
            self.chosen = profile.member.id  # merged meanwhile
        self.opened.emit(self.shown(profile))

    # -- one member -----------------------------------------------------------------------------------------------

    def shown(self, profile: Profile) -> ProfileShown:
        """All of it in words."""
        member, desk = profile.member, self._place.app.desk
        language = self._place.languages.language
        tier = tier_of(member, desk.store, language)
        wallet, currency = profile.wallet, desk.store.currency
        facts = {name: self._revealed.get(name) or covered(member, name) for name in FACTS[:6] if name != "tier"}
        more = {
            "tier": tier,
            "points": f"{wallet.points:,}" if wallet is not None else "",
            "stored_value": money(wallet.stored_value, currency) if wallet is not None else "",
            "coupons": " · ".join(shown(coupon.name(language)) for coupon in profile.coupons),
            "joined": " · ".join(part for part in (member.joined, member.store) if part),
        }
        given = {row[0]: row[2] for row in member.agreed if row[1] == "given"}
        allowed = tuple((channel_name(c, language), c in member.consent, given.get(c, "")) for c in CHANNELS)
        attached = self._place.app.members.attached()
        return ProfileShown(
            member,
            facts["name"] or covered(member, "phone") or member.id,
            tier,
            facts | more,
            allowed,
            shown(member.note),
            self._touched(profile),
            tuple((name, self._other(name, value)) for name, value in member.clashes),
            attached is not None and attached.id == member.id,
        )

    def _other(self, field: str, value: str) -> str:
        """What another till wrote is no more to be read than what stands."""
        return covered_value(field, value) if field in MASKED and field not in self._revealed else shown(value)

    def _touched(self, profile: Profile) -> tuple[tuple[str, str, str], ...]:
        desk, language = self._place.app.desk, self._place.languages.language
        zone, currency = desk.store.timezone, desk.store.currency
        orders = [
            (
                f"{word(SOLD_IN, order.channel, language)} {order.id}",
                f"{word(STATES, order.state, language)} · {date_clock_text(order.placed, zone)}",
                money(order.total, currency),
            )
            for order in profile.orders
        ]
        here = self.tr("This till")
        sales = [
            (f"{here} {sale.receipt}", date_clock_text(sale.at, zone), money(sale.priced.total, currency))
            for sale in profile.sales
        ]
        return (*orders, *sales)

    # -- acts -----------------------------------------------------------------------------------------------------

    def act(self, name: str, do: Callable[[], object]) -> bool:
        """A small entry of the journal, at once; whether it is there."""
        try:
            do()
        except Refused as no:
            self._place.sounds.play("refused")
            self.refused.emit(no)
            return False
        self.reload()
        self.done.emit(name)
        return True

    def reveal(self, fields: tuple[str, ...], approver: Staff | None) -> None:
        """These fields in full, until another member is chosen."""
        for field in fields:
            self._revealed[field] = self._place.app.member_changes.reveal(self.chosen, field, approver)

    def covered_again(self) -> bool:
        """Masks what was shown in full; False where nothing was."""
        shown, self._revealed = bool(self._revealed), {}
        return shown
