"""The books as the inbox asks them, inside the transaction that takes a batch: the same questions to both drivers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

import msgspec

from hub.booking import WAITS
from hub.cash_refunds import CashRefund
from hub.looking import Known
from hub.purses import Booked
from hub.returns import Back, Line
from hub.rows import Row
from hub.shifts import Sold
from hub.storage import people_books, purse_books, return_books, shift_books
from hub.storage.member_books import MemberBooks
from hub.storage.points_asked import PointsBooks
from hub.storage.shop_books import ShopBooks
from hub.storage.topup_books import TopUpBooks
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_coupons import CouponRow
from posapp.contract.feed_roles import RoleRow
from posapp.contract.feed_rows import StaffRow
from posapp.contract.members import Private
from posapp.contract.ops import KINDS
from posapp.domain.staff import Role, Staff
from posapp.domain.wallet import Purse

Ask = Callable[[str, tuple[object, ...]], list[Any]]
"""Runs a statement with "?" for each value and gives its rows."""

_MOST_KEPT: Final = 500
_KEPT: Final = "applied = 2 AND kind IN ({marks}) ORDER BY seq LIMIT {most}"
_KEPT_PRIVATE: Final = "SELECT id, salt, phone, name FROM kept_private WHERE till = ?"
_ENTRY: Final = "SELECT seq, kind, at, business_date, staff, body, refusal FROM entry WHERE till = ? AND "
_STAFF: Final = "SELECT 1 FROM record WHERE noun = 'staff' AND store IN ('', ?) AND key = ? LIMIT 1"
_ONCE: Final = "SELECT seq FROM exception WHERE store = ? AND till = ? AND kind = 'refused' ORDER BY seq"
_RECALL: Final = (
    "INSERT INTO hold_claim (store, hold, act, till, seq, staff, at) VALUES (?, ?, 'recalled', ?, ?, ?, ?)"
    " ON CONFLICT (store, hold, act) DO NOTHING RETURNING till, seq, staff"
)
_RECALLED: Final = "SELECT till, seq, staff FROM hold_claim WHERE store = ? AND hold = ? AND act = 'recalled'"
_HOLD: Final = "SELECT till, seq, staff, total FROM hold WHERE store = ? AND id = ?"
_SOLD_AS: Final = "SELECT receipt, min(seq) FROM sale WHERE till = ? AND receipt IN (SELECT {listed}) GROUP BY receipt"
_ROLES: Final = (
    "SELECT noun, key, body FROM record WHERE body IS NOT NULL AND (noun = 'roles' AND store = ''"
    " OR noun = 'staff' AND store IN ('', ?) AND key IN (SELECT {listed})) ORDER BY store"
)
_ODD: Final = (
    "SELECT count(*) FROM (SELECT 1 FROM exception WHERE store = ? AND till = ? AND found_at >= ?"
    " AND kind IN (SELECT {listed}) LIMIT ?) AS odd"
)
_HELD: Final = (
    "SELECT count(*) FROM (SELECT 1 FROM hold h WHERE store = ? AND till = ? AND NOT EXISTS"
    " (SELECT 1 FROM hold_claim c WHERE c.store = h.store AND c.hold = h.id) LIMIT ?) AS held"
)
_STORES: Final = "SELECT DISTINCT store FROM register"
_SPEND: Final = (
    "INSERT INTO coupon_use (code, use, state, till, seq, staff, at, amount) VALUES (?, ?, 'used', ?, ?, ?, ?, ?)"
    " ON CONFLICT (code, use) DO UPDATE SET state = 'used', till = excluded.till, seq = excluded.seq,"
    " staff = excluded.staff, at = excluded.at, amount = excluded.amount WHERE coupon_use.state <> 'used'"
    " RETURNING till"
)
_SPENT: Final = (
    "SELECT till, seq, staff FROM coupon_use WHERE code = ? AND state = 'used' AND NOT (till = ? AND seq = ?)"
    " ORDER BY at, till, seq LIMIT 1000"
)
_GIVE_BACK: Final = (
    "INSERT INTO coupon_use (code, use, state, till, seq, staff, at, amount) VALUES (?, ?, 'released', ?, 0, ?, ?, 0)"
    " ON CONFLICT (code, use) DO UPDATE SET state = 'released', at = excluded.at WHERE coupon_use.state = 'reserved'"
    " RETURNING till"
)
_UNSPEND: Final = (
    "UPDATE coupon_use SET state = 'released' WHERE code = ? AND till = ? AND seq = ? AND state = 'used' RETURNING use"
)
_UNHAVE: Final = "DELETE FROM offer_use WHERE offer = ? AND till = ? AND seq = ? RETURNING member"
_OFFER: Final = (
    "SELECT body FROM record WHERE noun = 'promotions' AND store IN ('', ?) AND key = ? AND body IS NOT NULL"
    " ORDER BY store"
)
_HAD: Final = (
    "SELECT till, seq FROM offer_use WHERE offer = ? AND (member = ?"
    " OR member IN (SELECT id FROM member WHERE same_as = ?)"
    " OR member = (SELECT nullif(same_as, '') FROM member WHERE id = ?)) ORDER BY till, seq LIMIT 1000"
)
_VOUCHERS: Final = (
    "SELECT number, till, seq, staff FROM voucher_use WHERE number IN (SELECT {listed}) ORDER BY number, till, seq"
)
_VOUCHER_BACK: Final = "DELETE FROM voucher_use WHERE till = ? AND seq = ? AND tender = ? RETURNING number"


class _Terms(msgspec.Struct):
    """What counts here of an offer."""

    per_member: int = 0


_terms: Final = msgspec.json.Decoder(_Terms).decode


class StoredBooks(MemberBooks, TopUpBooks, PointsBooks):
    """See hub.booking.Books."""

    def __init__(self, ask: Ask, listed: str, store: str, till: str, shop: ShopBooks) -> None:
        self._ask, self._store, self._till, self._shop = ask, store, till, shop
        self._listed = listed

    def entry(self, seq: int) -> tuple[WireEntry, str] | None:
        """One by its number."""
        found = self._ask(_ENTRY + "seq = ?", (self._till, seq))
        return (_entry(found[0]), str(found[0][6])) if found else None

    def waiting(self) -> list[WireEntry]:
        """Those that wait for another."""
        return [_entry(row) for row in self._ask(_ENTRY + "refusal = ? ORDER BY seq", (self._till, WAITS))]

    def kept(self) -> list[WireEntry]:
        """The first of those that were kept for want of knowing their kind, which is known now."""
        kinds = sorted(KINDS)
        asked = _KEPT.format(marks=",".join("?" * len(kinds)), most=_MOST_KEPT)
        return [_entry(row) for row in self._ask(_ENTRY + asked, (self._till, *kinds))]

    def kept_private(self) -> dict[str, Private]:
        """The personal fields that came with those."""
        return {row[0]: Private(row[1], row[2], row[3]) for row in self._ask(_KEPT_PRIVATE, (self._till,))}

    def once_refused(self) -> list[int]:
        """From the exceptions, which stay."""
        return [int(row[0]) for row in self._ask(_ONCE, (self._store, self._till))]

    def known(self, skus: Iterable[str], staff: Iterable[str]) -> Known:
        """As far as this process does not know it yet."""
        return self._shop.known(skus, staff)

    def strange_offers(self, offers: Iterable[str]) -> set[str]:
        """Of the store, or of all."""
        return self._shop.strange_offers(offers)

    def odd_since(self, moment: str, kinds: Iterable[str], most: int) -> int:
        """Asked only where something is odd."""
        asked = (self._store, self._till, moment, json.dumps(list(kinds)), most)
        return int(self._ask(_ODD.format(listed=self._listed), asked)[0][0])

    def held(self, most: int) -> int:
        """Those that nobody has recalled or thrown away."""
        return int(self._ask(_HELD, (self._store, self._till, most))[0][0])

    def stores(self) -> set[str]:
        """Those that have registers."""
        return {str(row[0]) for row in self._ask(_STORES, ())}

    def sold_as(self, receipts: Iterable[str]) -> dict[str, int]:
        """Through all the till's sales, since hardly ever is one asked for: an index would cost each sale."""
        return {
            row[0]: int(row[1])
            for row in self._ask(_SOLD_AS.format(listed=self._listed), (self._till, json.dumps(list(receipts))))
        }

    def people(self, staff: Iterable[str]) -> dict[str, Staff]:
        """The shop's own row of a person before the one for all shops; a role as it is now, whatever that row says."""
        listed = _ROLES.format(listed=self._listed)
        found, roles = dict[str, Staff](), dict[str, Role]()
        for noun, key, body in self._ask(listed, (self._store, json.dumps(list(staff)))):
            if noun == "roles":
                roles[key] = RoleRow.model_validate_json(body).value()
            else:
                found[key] = StaffRow.model_validate_json(body).value()
        return {key: replace(person, role=roles.get(person.role.id, person.role)) for key, person in found.items()}

    def role(self, id_: str) -> Role | None:
        """By its id."""
        return people_books.role(self._ask, id_)

    def stood_in(self, people: Iterable[str]) -> list[Row]:
        """At whatever till of the store."""
        return people_books.stood_in(self._ask, self._listed, self._store, people)

    def use_up(self, number: str, act: str, amount: int, about: str, approver: str, seq: int, at: str) -> bool:
        """A code is good for one entry."""
        said = (number, act, amount, about, approver)
        return people_books.use_up(self._ask, self._store, self._till, said, seq, at)

    def gave(self, act: str, since: str, to: str) -> bool:
        """At whatever till of the store."""
        return people_books.gave(self._ask, self._store, act, since, to)

    def knows_staff(self, staff: str) -> bool:
        """Their tombstone counts too."""
        return bool(self._ask(_STAFF, (self._store, staff)))

    def recall(self, hold: str, seq: int, staff: str, at: str) -> tuple[str, int, str]:
        """By the primary key, as a telephone number is."""
        made = self._ask(_RECALL, (self._store, hold, self._till, seq, staff, at))
        first = (made or self._ask(_RECALLED, (self._store, hold)))[0]
        return str(first[0]), int(first[1]), str(first[2])

    def move(self, purse: Purse, account: str, units: int, bonus: int, seq: int, names: Iterable[str]) -> Booked:
        """By the primary key: of two tills that move one the second waits for the first."""
        where, moved, kept = (self._store, self._till), (units, bonus, seq), json.dumps(list(names))
        return purse_books.move(self._ask, self._listed, where, purse, account, moved, kept)

    def give_out(self, account: str, seq: int) -> None:
        """Once an account."""
        purse_books.give_out(self._ask, self._store, self._till, account, seq)

    def shift_sold(self, shift: str) -> Sold:
        """Once a shift, when it is closed."""
        return shift_books.sold(self._ask, self._till, shift)

    def shift_before(self, shift: str) -> list[Sold]:
        """Of other tills of the store too."""
        return shift_books.before(self._ask, self._store, shift)

    def resume(self, part: str, shift: str) -> tuple[str, str] | None:
        """By the part's own row: of two tills at once the second finds it taken."""
        return shift_books.resume(self._ask, self._store, self._till, part, shift)

    def released(self, member: str, reserved: str, proof: str, name: str, seq: int) -> tuple[str, str]:
        """By what was kept beside the reservation, or by the code, which is this sale's from now on."""
        return purse_books.released(self._ask, self._till, (member, reserved, proof, name, seq))

    def voucher_uses(self, numbers: Iterable[str]) -> dict[str, list[tuple[str, int, str]]]:
        """In whatever shop."""
        found: dict[str, list[tuple[str, int, str]]] = {}
        for number, till, seq, staff in self._ask(
            _VOUCHERS.format(listed=self._listed), (json.dumps(sorted(numbers)),)
        ):
            found.setdefault(number, []).append((till, int(seq), staff))
        return found

    def voucher_back(self, sale: int, tender: int) -> None:
        """The row goes: the sale's own tender stays as it came."""
        self._ask(_VOUCHER_BACK, (self._till, sale, tender))

    def sale_named(self, receipt: str) -> str:
        """In whatever shop."""
        return return_books.sale_named(self._ask, receipt)

    def lines_of(self, of: str) -> dict[int, Line]:
        """Of whatever till."""
        return return_books.lines_of(self._ask, of)

    def sale_of(self, of: str) -> tuple[str, str, str] | None:
        """Of whatever till."""
        return return_books.sale_of(self._ask, of)

    def paid_by(self, order: str) -> str:
        """In whatever shop."""
        return return_books.paid_by(self._ask, order)

    def came_back(self, of: str) -> list[Back]:
        """At whatever till."""
        return return_books.came_back(self._ask, of)

    def refunded(self, of: str) -> list[CashRefund]:
        """At whatever till."""
        return return_books.refunded(self._ask, of)

    def times_allowed(self) -> tuple[int, int]:
        """Of the till's own store."""
        return return_books.times_allowed(self._ask, self._store)

    def times_of(self, person: str, since: str) -> list[tuple[str, int, str]]:
        """In whatever shop."""
        return return_books.times_of(self._ask, person, since)

    def invoice_of(self, of: str) -> tuple[str, int]:
        """Of whatever shop."""
        return return_books.invoice_of(self._ask, of)

    def let_go(self, of: str) -> None:
        """The till's own."""
        return_books.let_go(self._ask, of, self._till)

    def hold(self, hold: str) -> tuple[str, int, str, int] | None:
        """One by its id."""
        found = self._ask(_HOLD, (self._store, hold))
        return (str(found[0][0]), int(found[0][1]), str(found[0][2]), int(found[0][3])) if found else None

    def coupon(self, code: str) -> CouponRow | None:
        """In whatever shop."""
        return self._shop.coupon(code)

    def spend(self, code: str, use: str, seq: int, staff: str, at: str, amount: int) -> list[tuple[str, int, str]]:
        """A use of that name that another sale made stays that one's, and is told with the others."""
        self._ask(_SPEND, (code, use, self._till, seq, staff, at, amount))
        return [(row[0], int(row[1]), row[2]) for row in self._ask(_SPENT, (code, self._till, seq))]

    def unspend(self, code: str, of: str) -> bool:
        """Its name is this sale's for good: a late call by it keeps nothing."""
        return bool(self._ask(_UNSPEND, (code, *return_books.place_of(of))))

    def unhave(self, offer: str, of: str) -> list[str]:
        """The row goes: the sale itself tells that it had it."""
        return [str(row[0]) for row in self._ask(_UNHAVE, (offer, *return_books.place_of(of)))]

    def offer_of(self, offer: str, member: str) -> tuple[int, list[tuple[str, int]]] | None:
        """By either id of a member who was enrolled twice."""
        found = self._ask(_OFFER, (self._store, offer))
        if not found:
            return None
        sales = self._ask(_HAD, (offer, member, member, member))
        return _terms(found[-1][0]).per_member, [(str(till), int(seq)) for till, seq in sales]

    def give_back(self, code: str, use: str, staff: str, at: str) -> None:
        """Also before the call that asked for it has come: that one is told no then."""
        self._ask(_GIVE_BACK, (code, use, self._till, staff, at))


def _entry(row: Any) -> WireEntry:
    return WireEntry(row[0], row[1], row[2], row[3], row[4], msgspec.Raw(bytes(row[5])))
