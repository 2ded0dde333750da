"""A member in words of now, as whoever stands before the screen may read them: masked, but for what was revealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from posapp.domain.anniversary import days_until, is_soon
from posapp.domain.consent import CHANNELS, channel_name
from posapp.domain.follow_up import type_name
from posapp.domain.member import Member
from posapp.domain.member_details import DATE, KINDS, NOTE, OWN, TAG, WISH, dated, detail_kind, details, value_of
from posapp.domain.money import format_quantity
from posapp.domain.order_words import STATES, word
from posapp.domain.points_words import points_lost, tier_missing
from posapp.domain.store import hub_wait
from posapp.domain.touch import Touch
from posapp.domain.typed import shown
from posapp.usecases.member_changes import MASKED
from posapp.usecases.profiles import Profile, Wish, with_open_orders
from ui.clock import date_clock_text
from ui.kit.tokens import State
from ui.member_words import called, covered, covered_value, tier_of
from ui.members.figure_strip import Shown
from ui.members.profile_panel import BOOK, CONSENT, FOLLOW_UP, ORDERS
from ui.screen import Place
from ui.texts import MINUS, money

ASKED: Final = ""
"""Of the hub, and no answer yet."""
WAITS: Final = "READY"


@dataclass(frozen=True, slots=True)
class ProfileShown:
    """`line`: how they are reached, what is missing for the next tier, since when they are here; `birthday`: "" unless
    it is near; `known`: by what is known, in words, and how urgent it is; `touched`: what the shops had to do with
    them, `heard`: whose word that is; `names`: of goods by their numbers; `clashes`: (field, the other value)."""

    member: Member
    called: str
    tier: str
    facts: Mapping[str, str]
    line: str
    birthday: str
    figures: tuple[Shown, ...]
    known: Mapping[str, tuple[str, State]]
    touched: tuple[Touch, ...]
    heard: str
    names: Mapping[str, str]
    shops: Mapping[str, str]
    clashes: tuple[tuple[str, str], ...]
    attached: bool
    orders: tuple[str, ...]
    wishes: tuple[Wish, ...]


class ProfileWords(QObject):
    """Made on the GUI thread, of values that were read already."""

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def shown(self, profile: Profile, revealed: Mapping[str, str], asked: str | None) -> ProfileShown:
        """All of it. `revealed`: fields in full; `asked`: why the hub did not answer, None where it was not asked."""
        member, desk, language = profile.member, self._place.app.desk, self._place.languages.language
        facts = {name: revealed.get(name) or covered(member, name) for name in (*MASKED, "note")}
        attached = self._place.app.members.attached()
        shops = {desk.store.id: desk.store.name, **dict(desk.store.near)}
        shops |= dict(profile.history.shops) if profile.history is not None else {}
        return ProfileShown(
            member,
            revealed.get("name") or called(member),
            tier_of(member, desk.store, language),
            facts,
            self._line(member, facts, shops, "birthday" in revealed),
            self._birthday(member.birthday),
            tuple(self._figures(profile)),
            self._known(profile),
            with_open_orders(profile),
            self._heard(profile, asked),
            {sku: shown(product.name(language)) for sku, product in profile.goods.items()},
            shops,
            tuple((name, self._other(name, value, revealed)) for name, value in member.clashes),
            attached is not None and attached.id == member.id,
            tuple(order.id for order in sorted(profile.orders, key=lambda order: order.state != WAITS)),
            profile.wishes,
        )

    def field_name(self, field: str) -> str:
        """What a field is called, a shop's own too."""
        language, kind = self._place.languages.language, detail_kind(field)
        if kind == OWN:
            own = {own.field: own.name(language) for own in self._place.app.member_details.own_fields}
            return own.get(field, field.partition(".")[2])
        if kind:
            return word(KINDS, kind, language)
        return self.captions().get(field, field)

    def captions(self) -> dict[str, str]:
        """What each field of who somebody is is called."""
        return {
            "name": self.tr("Name"),
            "phone": self.tr("Telephone"),
            "birthday": self.tr("Birthday"),
            "email": self.tr("E-mail"),
            "guardian": self.tr("Guardian"),
            "note": self.tr("Note"),
        }

    # -- who --------------------------------------------------------------------------------------------------------

    def _line(self, member: Member, facts: Mapping[str, str], shops: Mapping[str, str], dated_: bool) -> str:
        joined = self.tr("since {0}").format(member.joined) if member.joined else ""
        guardian = self.tr("guardian {0}").format(facts["guardian"]) if member.guardian else ""
        birthday = self.tr("born {0}").format(facts["birthday"]) if dated_ and member.birthday else ""
        shop = shown(shops.get(member.store, member.store))
        to_next = tier_missing(member, self._place.app.desk.store, self._place.languages.language)
        return " · ".join(filter(None, (facts["phone"], to_next, birthday, facts["email"], joined, shop, guardian)))

    def _birthday(self, birthday: str) -> str:
        """Whoever reads along learns no date."""
        today = self._place.app.desk.moment().business_date
        if not birthday or not is_soon(birthday, today):
            return ""
        return self.tr("Birthday today") if not days_until(birthday, today) else self.tr("Birthday within 7 days")

    def _other(self, name: str, value: str, revealed: Mapping[str, str]) -> str:
        """What another till wrote is no more to be read than what stands."""
        return covered_value(name, value) if name in MASKED and name not in revealed else shown(value)

    # -- figures ----------------------------------------------------------------------------------------------------

    def _figures(self, profile: Profile) -> Iterator[Shown]:
        wallet, currency = profile.wallet, self._place.app.desk.store.currency
        language, history = self._place.languages.language, profile.history
        points = f"{wallet.points:,}" if wallet is not None else "—"
        lost = points_lost(wallet, language) if wallet is not None else ""
        brief = f"{MINUS}{wallet.expiring:,} {wallet.expires}" if wallet is not None and lost else ""
        yield Shown(self.tr("Points"), points, lost, brief)
        value, parts = "—", ""
        if wallet is not None:
            value = money(wallet.stored_value, currency)
            if wallet.bonus:
                own = money(wallet.stored_value - wallet.bonus, currency)
                parts = self.tr("paid in {0}, bonus {1}").format(own, money(wallet.bonus, currency))
        yield Shown(self.tr("Stored value"), value, parts)
        names = " · ".join(filter(None, (shown(coupon.name(language)) for coupon in profile.coupons)))
        yield Shown(self.tr("Coupons"), f"{len(profile.coupons)}", names)
        rate = history.rate if history is not None else None
        came = f"{rate // 10}.{rate % 10} %" if rate is not None else "—"
        yield Shown(self.tr("Came back"), came, self.tr("of what was bought") if rate is not None else "")

    # -- what is known ----------------------------------------------------------------------------------------------

    def _known(self, profile: Profile) -> dict[str, tuple[str, State]]:
        member, language = profile.member, self._place.languages.language
        states = [f"{shown(order.id)} {word(STATES, order.state, language)}" for order in profile.orders]
        ready = any(order.state == WAITS for order in profile.orders)
        given = {row[0]: row[2] for row in member.agreed if row[1] == "given"}
        ways = (f"{channel_name(way, language)} ✓ {given.get(way, '')}".strip() for way in CHANNELS)
        agreed = " · ".join(words for way, words in zip(CHANNELS, ways, strict=True) if way in member.consent)
        return {
            ORDERS: (" · ".join(states), "good" if ready else "neutral"),
            OWN: (self._own(member), "neutral"),
            NOTE: (self._note(member), "neutral"),
            WISH: (" · ".join(map(self.wish_words, profile.wishes)), "neutral"),
            DATE: (self._dates(member), "neutral"),
            TAG: (self._tags(member), "neutral"),
            CONSENT: (agreed or self.tr("no way at all"), "neutral"),
            FOLLOW_UP: self._follow_up(member),
            BOOK: (self._book(member), "neutral"),
        }

    def _follow_up(self, member: Member) -> tuple[str, State]:
        """What is to be done first; what is late calls for somebody."""
        tasks, language = self._place.app.follow_ups, self._place.languages.language
        first = tasks.next_of(member)
        if first is None:
            return "", "neutral"
        words = " · ".join(filter(None, (first.due, type_name(first.type, language), shown(first.note))))
        return words, "warn" if first.due <= tasks.today else "neutral"

    def _book(self, member: Member) -> str:
        person = self._place.app.till.staff.by_id(self._place.app.books.whose(member))
        return shown(person.name) if person is not None else self.tr("the shop's")

    def _own(self, member: Member) -> str:
        """In the shop's order; what an older list of fields named comes last."""
        own = self._place.app.member_details.own_fields
        language = self._place.languages.language
        there = [(one.name(language), value_of(member.details, one.field)) for one in own]
        return " · ".join(f"{name} {shown(value)}" for name, value in there if value)

    def _note(self, member: Member) -> str:
        notes = self._place.app.member_details.notes(member)
        more = self.tr(" (and {0} more)").format(len(notes) - 1) if len(notes) > 1 else ""
        return shown(notes[0].value) + more if notes else ""

    def wish_words(self, wish: Wish) -> str:
        """Goods and whether they are here."""
        name = shown(wish.product.name(self._place.languages.language)) if wish.product is not None else shown(wish.sku)
        return f"{name} {self.stock_words(wish)}".strip()

    def stock_words(self, wish: Wish) -> str:
        """Whether this shop has it."""
        if wish.product is None:
            return self.tr("not sold any more")
        if wish.free is None:
            return ""
        return self.tr("{0} here").format(format_quantity(wish.free)) if wish.free > 0 else self.tr("none here")

    def _dates(self, member: Member) -> str:
        today = self._place.app.desk.moment().business_date
        found = (dated(one.value) for one in details(member.details, DATE))
        left = sorted((days, what) for day, what in filter(None, found) if (days := days_until(day, today)) is not None)
        return " · ".join(
            self.tr("{0} today").format(shown(what))
            if not days
            else self.tr("{0} in {1} days").format(shown(what), days)
            for days, what in left
        )

    def _tags(self, member: Member) -> str:
        return " · ".join(dict.fromkeys(shown(one.value) for one in details(member.details, TAG)))

    def _heard(self, profile: Profile, asked: str | None) -> str:
        """Whose word the purchases are, as of when."""
        told, desk = profile.history, self._place.app.desk
        if told is None:
            if asked:
                return self.tr("This till only: the hub did not answer")
            seconds = f"{hub_wait(desk.store).total_seconds():g}"
            return self.tr("This till; the hub is being asked, {0} s at most").format(seconds)
        return self.tr("All shops, as of {0}").format(date_clock_text(told.as_of, desk.store.timezone))
