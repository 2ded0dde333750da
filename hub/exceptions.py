"""What a person at head office must see and settle: each an exception, a record that stays. Pure; no database.

Its id is made of the entry and the kind it stems from, so that the same finding is the same record, however often it
is found. The till's record stands: an exception is settled beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import decode_sale

Kind = Literal[
    "refused",
    "handed_over",
    "unlisted",
    "delisted",
    "same_phone",
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
    "handed_twice",
    "handed_though_over",
    "order_conflict",
    "double_return",
    "return_unseen",
    "red_letter",
]
MOST_NOTE: Final = 500

_encode = msgspec.json.encode


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
    texts = (_encode(who).decode(), _encode(documents).decode(), _encode(facts).decode())
    rows.exception.append((*head, *texts, None, None, None, None))


def note_refused(rows: Rows, origin: tuple[str, str, str], entry: WireEntry, code: str) -> None:
    """An entry that the books do not hold; its amount where it can be read."""
    note(rows, "refused", origin, entry, {"entry": entry.kind, "code": code}, amount=_amount(entry))


def _amount(entry: WireEntry) -> int:
    try:
        return decode_sale(bytes(entry.body)).total if entry.kind == "sale" else 0
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return 0
