"""What a person at head office must see and settle: each an exception, a record that stays. Pure; no database.

Its id is made of the entry and the kind it stems from, so that the same finding is the same record, however often it
is found. The till's record stands: an exception is settled beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, Protocol

import msgspec

from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import decode_sale

Kind = Literal[
    "refused",
    "handed_over",
    "unlisted",
    "delisted",
    "same_phone",
    "member_clash",
    "book_clash",
    "appointment_clash",
    "held_twice",
    "payment_decided",
    "payment_late",
    "refund_failed",
    "refund_decided",
    "refund_late",
    "unknown_staff",
    "unknown_tender",
    "below_zero",
    "receipt_twice",
    "tag_differs",
    "price_by_hand",
    "unknown_item",
    "date_ahead",
    "currency_differs",
    "odd_receipt",
    "coupon_twice",
    "coupon_odd",
    "offer_over",
    "overdrawn",
    "unknown_account",
    "z_differs",
    "shift_twice",
    "unproven",
    "bill_differs",
    "voucher_twice",
    "telephone_unknown",
    "manager_pin",
    "too_many_odd",
    "change_odd",
    "rounding_odd",
    "sums_odd",
    "unknown_offer",
    "unknown_member",
    "points_differ",
    "other_store",
    "date_odd",
    "handed_twice",
    "handed_though_over",
    "order_conflict",
    "double_return",
    "refunded_twice",
    "return_unseen",
    "return_times",
    "red_letter",
    "web_refund",
    "balance_owed",
    "topup_over",
    "late_points_twice",
    "late_points_odd",
    "own_account",
    "member_often",
]
MOST_NOTE: Final = 500
MOST_LINES: Final = 10
"""Exceptions of one kind that one entry has; the last of them stands for all others."""
MOST_A_DAY: Final = 1_000
"""Of a till and day of the hub's. Then one says so, and what else is odd about its sales stands in its entries only."""
ABOUT_SALES: Final[frozenset[Kind]] = frozenset(
    {
        *("unlisted", "delisted", "unknown_staff", "unknown_tender", "below_zero", "receipt_twice", "tag_differs"),
        *("price_by_hand", "unknown_item", "date_ahead", "date_odd", "currency_differs", "odd_receipt", "coupon_odd"),
        *("offer_over", "change_odd", "rounding_odd", "sums_odd", "unknown_offer", "unknown_member", "other_store"),
        "points_differ",
    }
)
"""Of these a till may have so many; what somebody must act on is told however many there are."""

_encode = msgspec.json.encode


COUNTED: Final = (*sorted(ABOUT_SALES), "too_many_odd")


def note(
    rows: Rows,
    kind: Kind,
    origin: tuple[str, str, str],
    entry: WireEntry,
    facts: Mapping[str, str | int],
    *,
    line: int = 0,
    amount: int = 0,
    people: tuple[str, ...] = (),
    also: tuple[tuple[str, int], ...] = (),
) -> None:
    """Adds an exception. `origin`: store, till, the hub's time; `also`: other entries it is about (till, number)."""
    store, till, at = origin
    id_ = f"{till}.{entry.seq}.{kind}" + (f".{line}" if line else "")
    documents = [{"till": t, "seq": n} for t, n in ((till, entry.seq), *also)]
    who = list(dict.fromkeys(person for person in (entry.staff, *people) if person))
    head = (store, id_, kind, till, entry.seq, at, entry.business_date, amount)
    texts = (_encode(who).decode(), _encode(documents).decode(), _text(facts))
    rows.exception.append((*head, *texts, None, None, None, None))


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def odd_since(self, moment: str, kinds: Iterable[str], most: int) -> int:
        """How many exceptions of these kinds the hub found of the till since then, `most` at most."""


def put_together(rows: Rows, origin: tuple[str, str, str], books: Books) -> None:
    """What one token can fill head office's list with: of each entry and kind so many, and of a till and day."""
    if not rows.exception:
        return
    _apart(rows)
    _by_entry(rows)
    about = [row for row in rows.exception if row[2] in ABOUT_SALES]
    if not about:
        return
    today = origin[2][:10]
    left = MOST_A_DAY - books.odd_since(today, COUNTED, MOST_A_DAY + 1)
    if len(about) <= left:
        return
    first, over = about[max(0, left)], {id(row) for row in about[max(0, left) :]}
    rows.exception = [row for row in rows.exception if id(row) not in over]
    if left >= 0:  # from the one that is too much on; it says so once
        id_, facts = f"{origin[1]}.{today}.too_many_odd", {"date": today, "most": MOST_A_DAY}
        rows.exception.append((first[0], id_, "too_many_odd", *first[3:7], 0, *first[8:10], _text(facts), *first[11:]))


def _apart(rows: Rows) -> None:
    """Two of one entry and kind, as two coupons of a sale, are two records: the later gets a number. What is found in
    the same words twice is one."""
    found: dict[tuple[object, object], Row] = {}
    for row in rows.exception:
        store, base = row[:2]
        id_, number = base, 1
        while found.get((store, id_), row)[7:] != row[7:]:
            number += 1
            id_ = f"{base}+{number}"
        found.setdefault((store, id_), (store, id_, *row[2:]))
    rows.exception = list(found.values())


def _by_entry(rows: Rows) -> None:
    its: dict[tuple[int, str], list[Row]] = {}
    for row in rows.exception:
        its.setdefault((row[4], row[2]), []).append(row)
    for found in its.values():
        if len(found) > MOST_LINES:
            gone = {id(row) for row in found[MOST_LINES - 1 :]}
            last, others = found[MOST_LINES - 1], found[MOST_LINES:]
            facts = {**msgspec.json.decode(last[10]), "more": len(others)}
            kept = (*last[:7], last[7] + sum(row[7] for row in others), *last[8:10], _text(facts), *last[11:])
            rows.exception = [row for row in rows.exception if id(row) not in gone] + [kept]


def _text(facts: Mapping[str, object]) -> str:
    return _encode(facts).decode()


def note_refused(rows: Rows, origin: tuple[str, str, str], entry: WireEntry, code: str) -> None:
    """An entry that the books do not hold; its amount where it can be read."""
    note(rows, "refused", origin, entry, {"entry": entry.kind, "code": code}, amount=_amount(entry))


def _amount(entry: WireEntry) -> int:
    try:
        return decode_sale(bytes(entry.body)).total if entry.kind == "sale" else 0
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return 0
