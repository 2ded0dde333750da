"""Contacting members: which ways are open, what goes out, and the log of each contact. Offline too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from posapp.contract.follow_up_ops import ContactMadeOp
from posapp.domain.consent import CHANNELS
from posapp.domain.contact_guard import Contact, obstacle, recent, too_often
from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.member import Member, masked_name
from posapp.domain.message_template import Template, filled
from posapp.domain.typed import seen, shown
from posapp.storage.members import When
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

SENT: Final = ("sms", "email")
"""Ways on which the hub sends; on the others a person contacts by hand."""


@dataclass(frozen=True, slots=True)
class Way:
    """`closed`: why this channel is not open now, as the code of a refusal; "" it is."""

    channel: str
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A message before it goes out: `text` with the real values, of this `template`; `shown`: as the queue may read it,
    the member's name as everywhere."""

    template: Template
    language: str
    text: str
    shown: str


class Contacting:
    """One gate for every contact."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk, self._members = desk, members

    def ways(self, member: str) -> tuple[Way, ...]:
        """Every channel, open or why not."""
        self._desk.seller("member")
        known = self._members.known(member)
        return tuple(Way(channel, self._closed(known, channel)) for channel in CHANNELS)

    def lately(self, member: str) -> tuple[Contact, ...]:
        """Contacts of the guarded days by anybody in any shop, the newest first."""
        known, guard = self._members.known(member), self._desk.store.clienteling.guard
        return recent(known.contacts, self._desk.now_text(), guard.days)

    def templates(self, channel: str) -> tuple[Template, ...]:
        """Those of the shop that go out on this channel."""
        return tuple(one for one in self._desk.store.clienteling.templates if channel in one.channels)

    def words(self, member: str, template: str, language: str, typed: Mapping[str, str]) -> Words:
        """The message as it would go out; `typed`: fields that only a person knows.
        Refused("template_unknown", "template_field_missing", "template_field_unknown", "note_…")."""
        staff, known = self._desk.seller("member"), self._members.known(member)
        found = self._desk.store.clienteling.template(template)
        if found is None:
            raise Refused("template_unknown", template=template)
        by_hand = {name: seen(" ".join(text.split())) for name, text in typed.items()}
        check_note(by_hand.get("item", ""), self._desk.store.limits.get(NOTE_WORDS, ""))
        values = by_hand | self._values(known, staff.name)
        covered = values | {"name": masked_name(shown(known.name))}
        return Words(found, language, filled(found, language, values), filled(found, language, covered))

    def contact(
        self, member: str, channel: str, words: Words | None = None, follow_up: str = "", confirmed: bool = False
    ) -> str:
        """Logs the contact; on a channel of `SENT` the hub sends the words. The contact's id.

        Refused("no_consent", "no_address", "quiet_hours", "channel_unknown", "words_needed"), and
        ("contact_too_often") unless `confirmed`."""
        staff, moment = self._desk.seller("member"), self._desk.moment()
        known, guard = self._members.known(member), self._desk.store.clienteling.guard
        if channel not in CHANNELS:
            raise Refused("channel_unknown", known=", ".join(CHANNELS))
        if closed := self._closed(known, channel):
            raise Refused(closed, **self._facts(channel))
        if channel in SENT and words is None:
            raise Refused("words_needed")
        last = too_often(known.contacts, moment.at, guard)
        if last and not confirmed:
            raise Refused("contact_too_often", count=len(last), days=guard.days)
        named = (words.template.id, words.template.version) if words is not None else ("", "")
        op = ContactMadeOp(known.id, channel, *named, follow_up, channel in SENT, len(last))
        text = words.text if words is not None else ""
        return self._desk.till.follow_ups.contact(op, text, When(moment.at, moment.business_date, staff.id))

    def _closed(self, member: Member, channel: str) -> str:
        address = member.email if channel == "email" else member.phone
        zone = ZoneInfo(self._desk.store.timezone)
        clock = self._desk.now().astimezone(zone).strftime("%H:%M")
        return obstacle(channel, member.consent, address, clock, self._desk.store.clienteling.guard)

    def _facts(self, channel: str) -> Mapping[str, str]:
        zh, en = CHANNELS[channel]
        guard = self._desk.store.clienteling.guard
        return {"way_zh": zh, "way_en": en, "begins": guard.quiet_from, "ends": guard.quiet_to}

    def _values(self, member: Member, associate: str) -> dict[str, str]:
        try:
            wallet = self._desk.till.wallets.of(member.id)
        except Refused:  # what cannot be believed is not written to anybody
            wallet = None
        points = f"{wallet.points:,}" if wallet is not None else ""
        return {"name": member.name, "shop": self._desk.store.name, "associate": associate, "points": points}


def shown_last(contacts: Iterable[Contact], most: int = 5) -> tuple[Contact, ...]:
    """As many as a person reads before they say yes."""
    return tuple(contacts)[:most]
