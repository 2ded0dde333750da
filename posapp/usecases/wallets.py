"""Paying out of what the hub keeps: gift cards, and a member's stored value and points.

The hub is asked how much there is and keeps it for this sale; where it cannot be asked a member may use what it signed
beforehand, up to the caps that it signed with it. Booked is what the sale's journal entry says, there and only then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.live_code import is_live_code, read_live_code, signed_bytes
from posapp.domain.loyalty import points_for
from posapp.domain.money import money
from posapp.domain.one_time_code import is_one_time
from posapp.domain.tender import Settlement, Tender
from posapp.domain.typed import seen
from posapp.domain.wallet import OF_MEMBERS, Balance, Purse, Wallet
from posapp.ports.clock import Clock
from posapp.usecases.desk import Desk
from posapp.usecases.one_time import OneTimeCodes
from posapp.usecases.payment import Payment
from posapp.usecases.points import Points
from posapp.usecases.sign_in import PinCheck, PinProof, TillTries

MOST_CODE: Final = 64
_LAST: Final = 300
"""Entries that a till makes at most within the life of a live code."""


@dataclass(frozen=True, slots=True)
class Wish:
    """So many minor units (or points) out of this purse, or as much as there is up to that; `name`: what the hub shall
    keep it under."""

    purse: Purse
    account: str
    name: str
    units: int
    up_to: bool = False
    proof: str = field(default="", repr=False)
    """What releases a member's purse, as it was read: the hub checks it too."""
    send_code: bool = False
    """Only a one-time code is wanted, on the member's telephone."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is for the wish; `asked`: the hub said so."""

    wish: Wish
    balance: Balance
    asked: bool


AskPurse = Callable[[Wish], Balance]
"""Asks the hub; Refused within the shop's time limit."""


class Wallets:
    """Balances as tenders."""

    def __init__(self, desk: Desk, payment: Payment, points: Points, clock: Clock, pin_matches: PinCheck) -> None:
        self._desk = desk
        self._payment = payment
        self._points = points
        self._clock = clock
        self.once = OneTimeCodes(clock)
        self._proof = PinProof(clock, pin_matches, TillTries(desk))

    # -- at the counter --------------------------------------------------------------------------------------------

    def wish(self, purse: Purse, units: int | None, code: str) -> Wish:
        """What the customer wants to use; `code` is the gift card's, or releases what is the member's: their live code
        or PIN, never a telephone number. No `units`: as much as there is.

        Refused("no_member", "release_needed", "live_code_wrong", "pin_wrong", "over_due" …).
        """
        desk = self._desk
        desk.seller()
        if not desk.basket.paying:
            raise Refused("open_payment_first")
        desk.must_be_settled()
        most = self._most(purse)
        if purse == "points":
            self._points.must_fit(most if units is None else units)
        account = self._member(code) if purse in OF_MEMBERS else seen(code)[:MOST_CODE]
        if not account:
            raise Refused("gift_card_missing")
        number = max((t.number for t in desk.basket.tenders), default=0) + 1
        name = f"{desk.till.journal.till}:{desk.basket.began}:{number}"
        proof = self.once.proof(account, code) or code.strip() if purse in OF_MEMBERS else ""
        wish = Wish(purse, account, name, most if units is None else units, units is None, proof)
        self._payment.check(self._tender(Offer(wish, Balance(0, 0), False)))
        return wish

    def offer(self, wish: Wish, ask: AskPurse) -> Offer:
        """How much there is for it, for a thread that may wait; where the hub does not answer, by what it signed.

        Refused("purse_short", "gift_card_needs_hub", "no_wallet", "copies_too_old" …).
        """
        try:
            balance, asked = ask(wish), True
        except Refused as no:
            if no.code not in ("hub_late", "hub_away"):
                raise
            if is_one_time(wish.proof):
                raise Refused("one_time_needs_hub") from no
            balance, asked = self._signed(wish), False
        units = min(wish.units, balance.free) if wish.up_to else wish.units
        if not 0 < units <= balance.free:
            raise Refused("purse_short", has=self._said(wish.purse, max(0, balance.free)))
        return Offer(replace(wish, units=units, up_to=False), balance, asked)

    def take(self, offer: Offer) -> Settlement:
        """It is a tender of the basket, on disk; Refused where something else was taken meanwhile."""
        if offer.asked and offer.wish.purse == "points":
            self._points.hear(offer.wish.account, offer.balance.balance)
        return self._payment.join(self._tender(offer))

    def pay(self, purse: Purse, units: int | None, code: str, ask: AskPurse) -> Settlement:
        """All three in one, for whoever may wait."""
        return self.take(self.offer(self.wish(purse, units, code), ask))

    def code_wish(self) -> Wish:
        """For a one-time code to who is on the basket; Refused("no_member")."""
        self._desk.seller()
        attached = self._desk.basket.cart.member
        if attached is None:
            raise Refused("no_member")
        return self.code_for(attached)

    def code_for(self, member: str) -> Wish:
        """The same for this member."""
        return Wish("points", self._remaining(member), "code", 0, send_code=True)

    def send_code(self, wish: Wish, ask: AskPurse) -> str:
        """Where it went, masked; for a thread that may wait. Refused("one_time_no_sms", "one_time_no_phone",
        "one_time_new_number", "one_time_wait", "one_time_not_sent", "hub_away" …)."""
        to = ask(wish).sent_to
        self.once.sent(wish.account)
        return to

    def let_go(self, tender: Tender, ask: AskPurse) -> None:
        """What was kept for a tender that was taken back is free at once; a hub that does not answer frees it later."""
        if not tender.reserved:
            return
        purse: Purse = tender.type  # type: ignore[assignment]
        try:
            ask(Wish(purse, tender.account, tender.reserved, 0))
        except Refused:
            return

    def usable(self, member: str, purse: Literal["stored_value", "points"]) -> int:
        """Minor units of stored value, or points, that the member may use today without asking the hub; by either id of
        one enrolled twice.

        Refused("copies_too_old", "no_wallet", "wallet_forged", "wallet_key_unknown").
        """
        desk = self._desk
        desk.must_be_fresh(purse)
        wallet = self._wallet(member)
        if wallet is None:
            raise Refused("no_wallet")
        today = desk.moment().business_date
        used = desk.till.purses.used(wallet.member, purse, wallet.at, today)
        has, cap = wallet.stored_value, wallet.cap_value
        if purse == "points":
            has, cap = wallet.points_on(today), wallet.cap_points
        return max(0, min(has - used.since, cap - used.today))

    # -- what it is made of ----------------------------------------------------------------------------------------

    def _most(self, purse: Purse) -> int:
        """What is due, in what the purse counts in."""
        return self._points.most() if purse == "points" else self._desk.settlement().remaining_exact

    def points_of(self, amount: int) -> int:
        """How many points pay this amount; Refused("no_points", "points_amount")."""
        return points_for(self._points.rule().value, amount)

    def _tender(self, offer: Offer) -> Tender:
        wish, reserved = offer.wish, offer.wish.name if offer.asked else ""
        if wish.purse == "points":
            value = wish.units * self._points.rule().value
            points = Tender(0, "points", value, str(wish.units), "", wish.account, wish.units, 0, reserved)
            return replace(points, proof=told(wish), named=wish.name)
        if wish.purse == "gift_card":
            return Tender(0, "gift_card", wish.units, f"••••{wish.account[-4:]}", "", wish.account, 0, 0, reserved)
        bonus = offer.balance.bonus_of(wish.units, self._desk.store.top_up.order)
        stored = Tender(0, "stored_value", wish.units, "", "", wish.account, 0, bonus, reserved)
        return replace(stored, proof=told(wish), named=wish.name)

    def _said(self, purse: Purse, units: int) -> str:
        if purse == "points":
            return f"{units} · {money(units * self._points.rule().value, self._desk.store.currency)}"
        return money(units, self._desk.store.currency)

    def _signed(self, wish: Wish) -> Balance:
        """What the member may use without the hub; of a gift card nobody else can tell."""
        if wish.purse not in OF_MEMBERS:
            raise Refused("gift_card_needs_hub")
        usable = self.usable(wish.account, "points" if wish.purse == "points" else "stored_value")
        here = [t for t in self._desk.basket.tenders if (t.account, t.type) == (wish.account, wish.purse)]
        free = usable - sum(t.points if t.type == "points" else t.amount for t in here)
        wallet = self._wallet(wish.account)
        if wallet is None or wish.purse == "points":
            return Balance(free, free)
        return Balance(wallet.stored_value, free, wallet.bonus)

    def _wallet(self, member: str) -> Wallet | None:
        return self._desk.till.wallets.of(self._remaining(member))

    def _remaining(self, member: str) -> str:
        from posapp.storage.known_members import remaining

        known = remaining(self._desk.till.known_members, member)
        return known.id if known is not None else member

    def _member(self, code: str) -> str:
        """The member whose purse it is, once the code has released it."""
        attached = self._desk.basket.cart.member
        if attached is None:
            raise Refused("no_member")
        return self.released(attached, code)

    def released(self, attached: str, code: str) -> str:
        """The member that this one is, or remains as, once the code has released what is theirs: their live code or
        PIN, or the code that was sent to them, which the hub alone knows; never a telephone number.
        Refused("release_needed", "live_code_wrong", "pin_wrong" …)."""
        member = self._remaining(attached)
        if self.once.proof(member, code):
            return member
        if is_live_code(code):
            self._by_live_code(code, member)
            return member
        wallet = self._desk.till.wallets.of(member)
        if wallet is None or not wallet.pin_hash or not code.strip().isdecimal():
            raise Refused("release_needed")
        self._proof.check(f"member {member}", wallet.pin_hash, code.strip())
        return member

    def _by_live_code(self, text: str, member: str) -> None:
        from posapp.storage.wallets import is_signed

        code = read_live_code(text, self._clock.now())
        key = self._desk.till.wallets.keys.by_key(code.key)
        if key is None or not is_signed(signed_bytes(code), code.signature, key.public):
            raise Refused("live_code_wrong")
        if self._remaining(code.member) != member:
            raise Refused("live_code_other")
        if self._was_used(text.strip()):
            raise Refused("live_code_used")

    def _was_used(self, text: str) -> bool:
        """Whether a sale of this till has it; a code is good for minutes, so only the last entries are looked at."""
        journal, seen_as = self._desk.till.journal, text.encode()
        last = journal.last()
        entries = journal.entries_after(max(0, last.seq - _LAST), _LAST) if last is not None else []
        return any(entry.kind in ("sale", "topup") and seen_as in entry.body for entry in entries)


def told(wish: Wish) -> str:
    """What the journal says that released it: never the PIN."""
    if is_one_time(wish.proof):
        return "once"
    return wish.proof if is_live_code(wish.proof) else "pin"
