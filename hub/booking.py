"""What becomes of each entry in the hub's books, kind by kind, also of those that a till asks for again. No database.

An entry depends on another when its body names that one's id: today a sale on the "member_enrolled" of the same till
that made its member. It is refused as "waits_for_refused" while the other one is, and follows when that is taken.
Every other entry is taken or refused by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

import msgspec
from pydantic_core import from_json

from hub import (
    asked_mails,
    coupons,
    decided,
    earned,
    exceptions,
    follow_ups,
    held_baskets,
    member_entries,
    members,
    odd_figures,
    offers,
    order_payments,
    order_steps,
    own_accounts,
    people,
    purses,
    returns,
    sales,
    shifts,
    topups,
    vouchers,
)
from hub.entry_body import check_times
from hub.entry_body import read as _read
from hub.looking import Known, Look
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_coupons import CouponRow
from posapp.contract.members import Private
from posapp.contract.ops import (
    KINDS,
    decode_basket_held,
    decode_corrected,
    decode_coupon_released,
    decode_handed_over,
    decode_hold_recalled,
    decode_order_step,
    decode_payment_moved,
    decode_receipt_mailed,
    decode_refund_moved,
    decode_sale,
    decode_sent_again,
    decode_tender_corrected,
)
from posapp.domain.errors import Refused
from posapp.domain.tender import BY_HAND
from posapp.domain.wallet import Purse

KEPT, BOOKED, NOT_UNDERSTOOD = 0, 1, 2
"""An entry made no rows, made some, or is of a kind that only a newer hub knows; its bytes are kept all the same."""
WAITS: Final = "waits_for_refused"
ASKS_AGAIN: Final = ("sent_again", "corrected")
"""Kinds that make the hub look at an entry anew."""

Outcome = tuple[str, int]
"""The refusal ("" when there is none), and what the hub did with it: KEPT, BOOKED or NOT_UNDERSTOOD."""


class Books(
    returns.Books,
    shifts.Books,
    people.Books,
    held_baskets.Books,
    odd_figures.Books,
    exceptions.Books,
    members.Books,
    topups.Books,
    own_accounts.Books,
    earned.Books,
    Protocol,
):
    """What the hub holds, asked inside the transaction that takes the batch, about the store and till it is from."""

    def entry(self, seq: int) -> tuple[WireEntry, str] | None:
        """An entry of the till and its refusal."""

    def waiting(self) -> list[WireEntry]:
        """The till's entries that are refused as WAITS, in order."""

    def kept(self) -> list[WireEntry]:
        """The first of the till's entries, in order, that were kept for want of knowing their kind, known by now."""

    def kept_private(self) -> Mapping[str, Private]:
        """The personal fields that came with those."""

    def once_refused(self) -> list[int]:
        """Numbers of the till's entries that were refused at first, taken since or not."""

    def known(self, skus: Iterable[str], staff: Iterable[str]) -> Known:
        """Which of these products were ever delisted, and whether these people work in the store."""

    def sold_as(self, receipts: Iterable[str]) -> Mapping[str, int]:
        """Which of these receipt numbers the till used already, and for which entry."""

    def move(self, purse: Purse, account: str, units: int, bonus: int, seq: int, names: Iterable[str]) -> purses.Booked:
        """See hub.purses.Books."""

    def give_out(self, account: str, seq: int) -> None:
        """See hub.purses.Books."""

    def released(self, member: str, reserved: str, proof: str, name: str, seq: int) -> tuple[str, str]:
        """See hub.purses.Books."""

    def voucher_uses(self, numbers: Iterable[str]) -> Mapping[str, list[vouchers.Use]]:
        """See hub.vouchers.Books."""

    def voucher_back(self, sale: int, tender: int) -> None:
        """See hub.vouchers.Books."""

    def coupon(self, code: str) -> CouponRow | None:
        """The coupon; one of so many uses nobody else counts until the batch is in the books."""

    def spend(self, code: str, use: str, seq: int, staff: str, at: str, amount: int) -> list[tuple[str, int, str]]:
        """Notes that the till's sale used the coupon; (till, number, person) of every other sale that did."""

    def offer_of(self, offer: str, member: str) -> tuple[int, list[tuple[str, int]]] | None:
        """In how many baskets of a member the offer is, and (till, number) of the sales where they had it."""

    def give_back(self, code: str, use: str, staff: str, at: str) -> None:
        """The coupon is free again, unless a sale has used it."""


@dataclass(slots=True)
class Booking:
    """One batch on its way into the books."""

    store: str
    till: str
    at: str
    books: Books
    private: Mapping[str, Private]
    rows: Rows = field(default_factory=Rows)
    refused: dict[int, WireEntry] = field(default_factory=dict)
    """Entries of this batch that were refused when they came."""
    anew: dict[int, Outcome] = field(default_factory=dict)
    """Entries that were looked at again."""
    moves: list[purses.Move] = field(default_factory=list)
    """What the batch's sales move in purses."""
    unknown: list[int] = field(default_factory=list)
    """Entries of kinds that the hub does not know."""

    @property
    def origin(self) -> tuple[str, str, str]:
        """As exceptions tell it."""
        return self.store, self.till, self.at

    def enter(self, entry: WireEntry) -> Outcome:
        """The entry's rows, or why there are none; a kind that the hub does not know is kept as it came."""
        outcome = self._try(entry)
        if outcome[0]:
            self.refused[entry.seq] = entry
            exceptions.note_refused(self.rows, self.origin, entry, outcome[0])
        elif outcome[1] == NOT_UNDERSTOOD:
            self.unknown.append(entry.seq)
        return outcome

    def _try(self, entry: WireEntry) -> Outcome:
        book = _BOOK.get(entry.kind)
        try:
            check_times(entry)
            if book is not None:
                book(self, entry, bytes(entry.body))
        except Refused as refused:
            return refused.code, 0
        if book is None:
            return "", KEPT if entry.kind in KINDS else NOT_UNDERSTOOD
        return "", BOOKED

    def again(self, seq: int, body: bytes | None = None) -> None:
        """Looks at a refused entry anew, with another body if there is one, and then at those that waited for it."""
        entry = self._still_refused(seq)
        if entry is None or entry.kind in ASKS_AGAIN:  # asking about asking could go on for ever
            return
        corrected = entry if body is None else msgspec.structs.replace(entry, body=msgspec.Raw(body))
        self.anew[seq] = self._try(corrected)
        if not self.anew[seq][0]:
            self._follow()

    def _follow(self) -> None:
        known = {entry.seq: entry for entry in self.books.waiting()} | self.refused
        for seq, entry in sorted(known.items()):
            if self._still_refused(seq) is not None and (outcome := self._try(entry)) != (WAITS, 0):
                self.anew[seq] = outcome

    def _still_refused(self, seq: int) -> WireEntry | None:
        """The entry, when it is refused as things stand now."""
        if seq in self.anew:
            if not self.anew[seq][0]:
                return None
        elif seq in self.refused:
            return self.refused[seq]
        found = self.books.entry(seq)
        if found is None:
            return self.refused.get(seq)
        return found[0] if found[1] else None

    def must_be_taken(self, made: str | None) -> None:
        """Refused(WAITS) when this id is that of an entry of this till that is refused."""
        till, _, number = (made or "").rpartition(".")
        if till == self.till and number.isdecimal() and len(number) < 16 and self._still_refused(int(number)):
            raise Refused(WAITS)

    def keep_private(self, entries: Iterable[WireEntry]) -> None:
        """Keeps the personal fields of entries that only a newer hub books: each one's own, and with the first those
        that are no entry's of the batch."""
        if not (self.unknown and self.private):
            return
        own = {f"{self.till}.{entry.seq}": entry.seq for entry in entries}
        for id_, p in self.private.items():
            seq = own.get(id_, self.unknown[0])
            if seq in self.unknown:
                self.rows.kept_private.append((self.till, seq, id_, p.salt, p.phone, p.name))

    def look_over(self, receipt: str) -> str:
        """Purses and exceptions of the sales, once for the whole batch; see `Look.over`."""
        purses.settle(self.rows, self.origin, self.books, self.moves)
        vouchers.settle(self.rows, self.origin, self.books)
        own_accounts.look(self.rows, self.origin, self.books)
        highest = Look.of(self.rows, self.origin, self.books).over(receipt)
        exceptions.put_together(self.rows, self.origin, self.books)
        return highest


def _sale(book: Booking, entry: WireEntry, body: bytes) -> None:
    sale = _read(decode_sale, body)
    if sale.member:
        book.must_be_taken(sale.member)
    returns.check(sale)
    moves = purses.moves(entry, sale)
    off = sales.add(book.rows, book.till, book.store, entry, sale)
    vouchers.book(book.rows, book.till, entry, sale)
    returns.book(book.rows, book.origin, book.books, entry, sale)
    if sale.source:
        order_payments.book(book.rows, book.origin, entry, sale)
    if sale.coupons or "coupon" in off:
        for coupon in coupons.of(sale):
            coupons.book(book.rows, book.origin, book.books, entry, coupon, sale)
    if sale.member and sale.counted:
        offers.book(book.rows, book.origin, book.books, entry, sale)
    topups.came_back(book.rows, book.origin, book.books, entry, sale)
    if sale.member:
        earned.look(book.rows, book.origin, book.books, entry, sale)
    book.moves += moves


def _of_members(book: Booking, entry: WireEntry, body: bytes) -> None:
    beside = book.private.get(f"{book.till}.{entry.seq}")
    member_entries.book(book, entry, beside, lambda decode: _read(decode, body))


def _of_follow_ups(book: Booking, entry: WireEntry, body: bytes) -> None:
    follow_ups.book(book, entry, lambda decode: _read(decode, body))


def _of_holds(book: Booking, entry: WireEntry, body: bytes) -> None:
    if entry.kind == "basket_held":
        _read(from_json, body)  # what no field of ours stands for travels on too, to tills that may know it
        held_baskets.held(book.rows, book.origin, book.books, entry, _read(decode_basket_held, body), body)
        return
    said = _read(decode_hold_recalled, body)
    book.must_be_taken(said.hold)
    held_baskets.recalled(book.rows, book.origin, book.books, entry, said)


def _of_orders(book: Booking, entry: WireEntry, body: bytes) -> None:
    beside = book.private.get(f"{book.till}.{entry.seq}")
    order_steps.book(book.rows, book.origin, entry, _read(decode_order_step, body), beside)


def _coupon_released(book: Booking, entry: WireEntry, body: bytes) -> None:
    coupons.give_back(book.books, entry, _read(decode_coupon_released, body).coupons, book.at)


def _payment_moved(book: Booking, entry: WireEntry, body: bytes) -> None:
    decided.payment_moved(book.rows, book.origin, entry, _read(decode_payment_moved, body))


def _tender_corrected(book: Booking, entry: WireEntry, body: bytes) -> None:
    """Of a sale of the same till; the sale's own rows stay."""
    said = _read(decode_tender_corrected, body)
    if said.of.rpartition(".")[0] != book.till or not {said.was, said.type} <= BY_HAND:
        raise Refused("entry_malformed")
    book.must_be_taken(said.of)
    row = (book.till, entry.seq, said.of, said.tender, said.was, said.type, said.amount, said.reference)
    book.rows.tender_correction.append(row)
    sale = int(said.of.rpartition(".")[2]) if said.of.rpartition(".")[2].isdecimal() else 0
    if said.was == "voucher":
        vouchers.take_back(book.rows, book.books, book.till, sale, said.tender)
    if said.type == "voucher":
        vouchers.take(book.rows, book.till, entry, sale, said.tender, said.reference, said.amount)


def _refund_moved(book: Booking, entry: WireEntry, body: bytes) -> None:
    decided.refund_moved(book.rows, book.origin, entry, _read(decode_refund_moved, body))


def _receipt_mailed(book: Booking, entry: WireEntry, body: bytes) -> None:
    said = _read(decode_receipt_mailed, body)
    book.must_be_taken(said.of)
    asked_mails.receipt_mailed(book.rows, book.origin, entry, said, book.private.get(f"{book.till}.{entry.seq}"))


def _of_shift(book: Booking, entry: WireEntry, body: bytes) -> None:
    shifts.book(book.rows, book.origin, book.books, entry, lambda decode: _read(decode, body))


def _of_people(book: Booking, entry: WireEntry, body: bytes) -> None:
    people.book(book.rows, book.origin, book.books, entry, lambda decode: _read(decode, body))


def _of_balances(book: Booking, entry: WireEntry, body: bytes) -> None:
    told = (book.rows, book.origin, book.books, entry)
    book.moves += topups.book(*told, lambda decode: _read(decode, body), book.must_be_taken)


def _sent_again(book: Booking, _entry: WireEntry, body: bytes) -> None:
    book.again(_read(decode_sent_again, body).of)


def _corrected(book: Booking, _entry: WireEntry, body: bytes) -> None:
    said = _read(decode_corrected, body)
    book.again(said.of, bytes(said.body))


def _handed_over(book: Booking, entry: WireEntry, body: bytes) -> None:
    said = _read(decode_handed_over, body)
    found = book.refused.get(said.of) or next(iter(book.books.entry(said.of) or ()), None)
    if isinstance(found, WireEntry):
        about = {"said": said.note[: exceptions.MOST_NOTE], "entry": found.kind}
        also = ((book.till, said.of),)
        exceptions.note(book.rows, "handed_over", book.origin, entry, about, people=(found.staff,), also=also)


_BOOK: Final[Mapping[str, Callable[[Booking, WireEntry, bytes], None]]] = {
    "sale": _sale,
    "basket_held": _of_holds,
    "hold_recalled": _of_holds,
    "order_step": _of_orders,
    "coupon_released": _coupon_released,
    "payment_moved": _payment_moved,
    "refund_moved": _refund_moved,
    "tender_corrected": _tender_corrected,
    "receipt_mailed": _receipt_mailed,
    **dict.fromkeys(follow_ups.KINDS, _of_follow_ups),
    **dict.fromkeys(member_entries.KINDS, _of_members),
    **dict.fromkeys(shifts.KINDS, _of_shift),
    **dict.fromkeys(people.KINDS, _of_people),
    **dict.fromkeys(topups.KINDS, _of_balances),
    "sent_again": _sent_again,
    "corrected": _corrected,
    "handed_over": _handed_over,
}
