"""Money onto stored value and gift cards, and back: it is looked at, the hub is asked, then it is paid as a sale is.

The payment is the till's own (`Payment`): attempts on disk before a provider is asked, durable before paper, found
again after a kill. What is completed is no sale: no goods, no tax, no points, nothing to invoice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from posapp.domain.basket import Basket
from posapp.domain.errors import Refused
from posapp.domain.money import money, round_to_step
from posapp.domain.payment_code import WALLETS, check_kept
from posapp.domain.pricing import PricedCart
from posapp.domain.sale import Sale, SaleDraft
from posapp.domain.staff import Staff
from posapp.domain.tender import Settlement, Tender, check_outside, check_slip
from posapp.domain.topup import TopUp, TopUpPurse, bonus_for, check_most, most_of, withdrawn
from posapp.domain.typed import seen
from posapp.domain.wallet import Balance
from posapp.storage.known_members import remaining
from posapp.usecases.desk import Desk
from posapp.usecases.own_account import must_be_others
from posapp.usecases.shift import Shifts
from posapp.usecases.wallets import MOST_CODE, AskPurse, Wallets, Wish, told

AskBalance = Callable[[TopUpPurse, str, int], Balance]
"""Asks the hub what an account holds, for somebody who puts so much onto it; Refused within the shop's time limit."""


@dataclass(frozen=True, slots=True)
class BackWish:
    """So much principal shall go back to a member: in cash, or as a top-up of this till was paid (`of`, its number)
    with the slip of that machine. `code`: what releases it."""

    member: str
    principal: int
    code: str
    reason: str
    of: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class BackOffer:
    """What was found: how much bonus goes with it; the hub keeps both under the tender's name."""

    wish: BackWish
    topup: TopUp
    release: Tender
    tender: Tender


class TopUps:
    """At the counter."""

    def __init__(self, desk: Desk, shifts: Shifts, wallets: Wallets) -> None:
        self._desk, self._shifts, self._wallets = desk, shifts, wallets

    # -- money in -------------------------------------------------------------------------------------------------

    def wish(self, purse: TopUpPurse, account: str, principal: int, approver: Staff | None = None) -> TopUp:
        """So much onto a member's stored value, or a card by its code; with what the shop gives for it.
        Refused("topup_basket", "amount_format", "gift_card_missing", "own_account", "topup_over_limit" …)."""
        desk = self._desk
        staff = desk.seller("top_up", approver, principal)
        self._must_be_free()
        known = self._remaining(account) if purse == "stored_value" else seen(account)[:MOST_CODE]
        if not known:
            raise Refused("no_member" if purse == "stored_value" else "gift_card_missing")
        if principal <= 0:
            raise Refused("amount_format")
        if purse == "stored_value":
            must_be_others(desk.till, (staff, approver), known)
        rules = desk.store.top_up
        bonus = bonus_for(rules, purse, principal, desk.now_text())
        check_most(rules, purse, desk.store.currency, 0, principal + bonus)
        return TopUp(purse, known, principal, bonus, approver=approver.id if approver is not None else "")

    def offer(self, topup: TopUp, ask: AskBalance) -> TopUp:
        """With what the hub says of the balance, for a thread that may wait; without the hub only as far as the shop
        lets. Refused("topup_over_limit", "topup_needs_hub", "topup_offline_over", "purse_unknown" …)."""
        desk = self._desk
        try:
            found = ask(topup.purse, topup.account, topup.principal + topup.bonus)
        except Refused as no:
            if no.code not in ("hub_late", "hub_away"):
                raise
            return self._alone(topup)
        if not found.told:
            if not found.reserved:
                raise Refused("topup_over_limit", most=self._most(topup.purse), room="—")
            return replace(topup, asked=True)
        balance = found.balance + desk.till.topups.unheard(topup.account)
        check_most(desk.store.top_up, topup.purse, desk.store.currency, balance, topup.principal + topup.bonus)
        return replace(topup, asked=True, balance=balance, of_it=found.bonus)

    def _most(self, purse: TopUpPurse) -> str:
        store = self._desk.store
        return money(most_of(store.top_up, purse, store.currency), store.currency)

    def lay(self, topup: TopUp) -> Settlement:
        """It is being paid from now on."""
        desk = self._desk
        staff = desk.seller()
        self._must_be_free()
        desk.keep(Basket(paying=True, began=desk.now_text(), staff=staff.id, topup=topup))
        desk.priced = PricedCart(total=topup.principal)
        return desk.settlement()

    def _alone(self, topup: TopUp) -> TopUp:
        """Nobody can say what the balance is: the till goes by what the hub had signed, and its own cap."""
        desk, most = self._desk, self._desk.store.top_up.offline_most
        if topup.purse != "stored_value" or not most:
            raise Refused("topup_needs_hub")
        till, today = desk.till, desk.moment().business_date
        if till.topups.alone(topup.account, today) + topup.principal > most:
            raise Refused("topup_offline_over", most=money(most, desk.store.currency))
        wallet = till.wallets.of(topup.account)
        signed = wallet.stored_value if wallet is not None else 0
        there = signed + till.topups.unheard(topup.account)
        check_most(desk.store.top_up, topup.purse, desk.store.currency, there, topup.principal + topup.bonus)
        return topup

    def _must_be_free(self) -> None:
        """A shift, a date that is believed, room on the disk, and nothing on the counter but, at most, who buys."""
        desk = self._desk
        desk.open_shift()
        self._shifts.check_date()
        desk.till.check_room()
        basket = desk.basket
        if basket.paying or not basket.cart.empty:
            raise Refused("topup_basket")

    def _remaining(self, member: str) -> str:
        known = remaining(self._desk.till.known_members, member)
        return known.id if known is not None else member

    # -- money back -----------------------------------------------------------------------------------------------

    def back_wish(self, wish: BackWish, approver: Staff | None = None) -> BackWish:
        """Looked at before anybody is asked. Refused("not_permitted", "reason_missing", "release_needed",
        "topup_unknown", "topup_back_over" …)."""
        desk = self._desk
        staff = desk.seller("topup_refund", approver, wish.principal)
        self._must_be_free()
        if wish.principal <= 0:
            raise Refused("amount_format")
        if not seen(wish.reason):
            raise Refused("reason_missing")
        check_kept(wish.reason, desk.store.wallet_codes)
        must_be_others(desk.till, (staff, approver), wish.member)
        self._tender(wish)
        member = self._wallets.released(wish.member, wish.code)
        return replace(wish, member=member, code=self._wallets.once.proof(member, wish.code) or wish.code)

    def back_offer(self, wish: BackWish, ask: AskPurse, approver: Staff | None = None) -> BackOffer:
        """The hub is asked what is there, and keeps what goes: for a thread that may wait. There is no offline rule:
        the refusal of a hub that is away stands. Refused("topup_short", "purse_short", "hub_away" …)."""
        desk = self._desk
        name = f"{desk.till.journal.till}:{desk.now_text()} {wish.member[-40:]}:1"
        asked = Wish("stored_value", wish.member, name, 0, False, wish.code.strip())
        found = ask(asked)
        units, bonus = desk.till.topups.unheard_parts(wish.member)
        balance, of_it = found.balance + units, max(0, found.bonus + bonus)
        gone = withdrawn(balance, of_it, wish.principal)
        kept = ask(replace(asked, units=gone.units))
        if kept.reserved < gone.units:
            raise Refused("purse_short", has=money(max(0, kept.free), desk.store.currency))
        allowed = approver.id if approver is not None else ""
        there = (True, balance, of_it)
        topup = TopUp("stored_value", wish.member, -gone.principal, -gone.bonus, *there, allowed)
        release = Tender(1, "stored_value", gone.units, account=wish.member, reserved=name)
        return BackOffer(wish, topup, replace(release, proof=told(asked), named=name), self._tender(wish))

    def give_back(self, offer: BackOffer, approver: Staff | None = None) -> Sale:
        """It is committed; then the money may be handed over, or its wallet is asked."""
        desk = self._desk
        staff = desk.seller("topup_refund", approver, offer.wish.principal)
        self._must_be_free()
        shift, moment, total = desk.open_shift(), desk.moment(), offer.topup.principal
        rounded = _rounded(desk, offer.tender)
        settlement = Settlement(total, rounded - total, rounded, rounded, 0, 0, 0, True)
        draft = SaleDraft(
            *(shift.id, staff.id, moment.business_date, moment.at, desk.store.currency.code),
            *(PricedCart(total=total), (replace(offer.tender, amount=rounded),), settlement),
            topup=offer.topup,
        )
        return desk.till.topups.complete(draft, offer.release, seen(offer.wish.reason), seen(offer.wish.of).upper())

    def _tender(self, wish: BackWish) -> Tender:
        """By which it goes: cash, or as that top-up was paid, up to what of it has not gone back yet."""
        desk = self._desk
        if not wish.of:
            return Tender(1, "cash", -wish.principal)
        before = desk.till.topups.by_number(wish.of)
        if before is None or before.topup is None or before.topup.account != wish.member or before.topup.principal < 0:
            raise Refused("topup_unknown", number=wish.of[:40])
        paid = max(before.tenders, key=lambda tender: tender.amount)
        gone = desk.till.topups.gone_back(wish.member, before.receipt)
        if paid.type == "cash":
            return Tender(1, "cash", -wish.principal)
        if wish.principal > paid.amount - gone:
            raise Refused("topup_back_over", left=money(max(0, paid.amount - gone), desk.store.currency))
        if paid.type in WALLETS:
            return Tender(1, paid.type, -wish.principal, paid.reference, paid.attempt, whole=paid.amount)
        (check_slip if paid.type == "card" else check_outside)(wish.slip, desk.store.wallet_codes)
        return Tender(1, paid.type, -wish.principal, seen(wish.slip))

    # -- paper ----------------------------------------------------------------------------------------------------

    def of_day(self, most: int) -> list[Sale]:
        """The newest of this till's business day."""
        return self._desk.till.topups.newest(self._desk.moment().business_date, most)


def _rounded(desk: Desk, tender: Tender) -> int:
    """What goes out (below zero): cash as the shop rounds it."""
    rule = desk.store.cash_rounding
    return round_to_step(tender.amount, rule.step, rule.mode) if tender.type == "cash" else tender.amount
