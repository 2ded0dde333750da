"""The hub's tables, the same in SQLite and PostgreSQL. Amounts are minor units, quantities thousandths, times texts.

What each is spread by, see `table_parts`; tables of newer areas stand in files of their own and are named here.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from hub.storage.appointments import appointment as appointment
from hub.storage.earlier_sales import earlier_sale as earlier_sale
from hub.storage.follow_up_tables import follow_up as follow_up
from hub.storage.member_tables import member_value as member_value
from hub.storage.notice_tables import notice as notice
from hub.storage.offer_tables import coupon_use as coupon_use
from hub.storage.offer_tables import offer_use as offer_use
from hub.storage.order_tables import channel as channel
from hub.storage.order_tables import online_order as online_order
from hub.storage.order_tables import order_collector as order_collector
from hub.storage.order_tables import order_refund as order_refund
from hub.storage.order_tables import order_step as order_step
from hub.storage.people_tables import stand_in as stand_in
from hub.storage.people_tables import telephone_code as telephone_code
from hub.storage.picture_tables import picture as picture
from hub.storage.purse_tables import member_tier as member_tier
from hub.storage.purse_tables import purse as purse
from hub.storage.purse_tables import purse_hold as purse_hold
from hub.storage.purse_tables import purse_move as purse_move
from hub.storage.purse_tables import purse_office as purse_office
from hub.storage.release_tables import live_code as live_code
from hub.storage.release_tables import member_tries as member_tries
from hub.storage.release_tables import purse_proof as purse_proof
from hub.storage.release_tables import voucher_use as voucher_use
from hub.storage.return_tables import return_hold as return_hold
from hub.storage.return_tables import sale_return as sale_return
from hub.storage.shift_tables import cash_move as cash_move
from hub.storage.shift_tables import shift as shift
from hub.storage.shift_tables import shift_close as shift_close
from hub.storage.table_parts import CHAIN as CHAIN
from hub.storage.table_parts import int_column as _int
from hub.storage.table_parts import key as _key
from hub.storage.table_parts import metadata as metadata
from hub.storage.table_parts import only
from hub.storage.table_parts import table as _table
from hub.storage.table_parts import text_column as _text
from hub.storage.topup_tables import topup as topup

SCHEMA: Final = 13


def _told(name: str) -> Column[object]:
    """A text that tables of an earlier schema have not; it stands behind their own columns."""
    return Column(name, Text, nullable=False, server_default="")


hub = _table(
    "hub",
    _key("id", Integer),
    _int("schema"),
    _text("epoch"),
    _int("cursor"),
    Column("revoked", BigInteger, nullable=False, server_default="0"),
    shard=CHAIN,
)
"""One row. `epoch` is made with the database and again when it is restored; `cursor` is the last one given out;
`revoked` counts how often a till's access was ended, so that whoever has a stream open need ask no more than that."""

register = _table("register", _key("store"), _key("register"), shard="store")
"""The registers that a store may enrol tills for."""

code = _table(
    "enrolment_code",
    _key("hash", LargeBinary),
    _text("store"),
    _text("register"),
    _text("expires_at"),
    Column("used_at", Text),
    Column("till", Text),
    shard=CHAIN,
)
"""One-time codes, hashed. `till`: it gives this till, which is there, a new token; NULL: it makes a till."""
till = _table(
    "till",
    _key("id"),
    _text("store"),
    _text("register"),
    _text("name"),
    _text("enrolled_at"),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    _int("last_seq"),
    Column("last_hash", LargeBinary, nullable=False),
    Column("token_at", Text, nullable=False, server_default=""),
    Column("next_hash", LargeBinary),
    Column("revoked_at", Text),
    Column("receipt", Text, nullable=False, server_default=""),
    Index("till_by_next", "next_hash", unique=True),
    shard="id",
)
"""Enrolled tills; a row is never deleted, so an id is never given twice. `token_at`: since when the token is the one in
force, "" when it is to be replaced; `next_hash`: the token offered in its place, which is good too; `receipt`: the
highest receipt number of its sales, as texts are compared."""

entry = _table(
    "entry",
    Column("till", Text, ForeignKey("till.id"), primary_key=True),
    _key("seq", BigInteger),
    _text("kind"),
    _text("at"),
    _text("business_date"),
    _text("staff"),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    _text("refusal"),
    _int("applied"),
    _text("received_at"),
    shard="till",
)
Index("entry_not_understood", entry.c.till, entry.c.kind, **only("applied = 2"))
"""The journals, byte for byte. `refusal`: the code the till was answered; `applied`: 1 when it made rows
below, 2 when it is of a kind that this hub does not know (hub.booking); few are, so they have an index."""

sale = _table(
    "sale",
    _key("till"),
    _key("seq", BigInteger),
    _text("store"),
    _text("business_date"),
    _text("receipt"),
    _text("shift"),
    _text("staff"),
    _text("at"),
    _int("total"),
    _int("tax"),
    _int("rounding"),
    _int("change"),
    Column("member", Text),
    *map(_told, ("note", "source", "associate")),
    Index("sale_by_day", "store", "business_date"),
    Index("sale_by_member", "member", **only("member IS NOT NULL")),
    shard="till",
)

sale_line = _table(
    "sale_line",
    _key("till"),
    _key("seq", BigInteger),
    _key("line", Integer),
    _text("sku"),
    _int("quantity"),
    _int("unit"),
    _int("gross"),
    _int("discount"),
    _int("tax"),
    _text("tax_id"),
    _text("code"),
    _text("name"),
    _text("category"),
    *map(_told, ("serial", "associate")),
    shard="till",
)

sale_discount = _table(
    "sale_discount",
    _key("till"),
    _key("seq", BigInteger),
    _key("line", Integer),
    _key("number", Integer),
    _text("kind"),
    _text("rule"),
    _int("amount"),
    shard="till",
)
"""Which rule took how much off which line."""

sale_tender = _table(
    "sale_tender",
    _key("till"),
    _key("seq", BigInteger),
    _key("number", Integer),
    _text("type"),
    _int("amount"),
    _text("reference"),
    shard="till",
)

tender_correction = _table(
    "tender_correction",
    _key("till"),
    _key("seq", BigInteger),
    _text("sale"),
    _int("number"),
    *map(_text, ("was", "type")),
    _int("amount"),
    _text("reference"),
    shard="till",
)
"""What a tender of a completed sale (by its id) really was; `sale_tender` stays as it came."""

sale_tax = _table(
    "sale_tax",
    _key("till"),
    _key("seq", BigInteger),
    _key("number", Integer),
    _text("tax_id"),
    _int("percent"),
    _int("base"),
    _int("tax"),
    shard="till",
)

receipt_page = _table("receipt_page", _key("till"), _key("seq", BigInteger), _text("page"), shard="till")
"""The tokens of receipts' pages: of who shows one, the page is theirs to see."""

invoice = _table(
    "invoice",
    _key("till"),
    _key("seq", BigInteger),
    _text("state"),
    _text("number"),
    _text("title"),
    _text("tax_number"),
    _int("amount"),
    _text("asked_at"),
    _text("issued_at"),
    shard="till",
)
"""The e-invoice of a sale: one at most. `state` is "asked" until its provider has given it a number."""

record = _table(
    "record",
    _key("noun"),
    _key("store"),
    _key("key"),
    _int("cursor"),
    Column("body", Text),
    Index("record_by_cursor", "noun", "store", "cursor"),
    shard="store",
)
"""The newest state of every feed row, as the JSON that travels; `body` NULL: a tombstone, `store` "": every store."""

head = _table("head", _key("noun"), _key("store"), _int("cursor"), shard="store")
"""The newest cursor of each noun and store, so that a poll need not look through the records."""

audit = _table("audit", _key("at"), _key("mark"), _text("who"), _text("act"), _text("about"), shard=CHAIN)
"""Every administrative act: who did what when; `about` is JSON, `mark` keeps two of one second apart."""

delisting = _table("delisting", _key("sku"), _key("store"), _key("since"), _text("back"), shard="store")
"""When a product was taken off the catalogue, and when it came back ("": it is off); `store` "": every store."""

leaving = _table("leaving", _key("staff"), _key("store"), _key("since"), _text("back"), shard="store")
"""When a person ceased to work in a store, and when they came back ("": they have not); `store` "": every store."""

member = _table("member", _key("id"), _text("store"), _text("at"), _text("staff"), _text("same_as"), shard="id")
"""Enrolled members. `same_as`: the member who has the telephone number, when it is another; never of a third."""

member_private = _table("member_private", _key("phone"), _text("member"), _text("salt"), _text("name"), shard=CHAIN)
"""Personal fields, apart from everything else. One member a number: whoever came first."""

contact = _table(
    "contact",
    _key("till"),
    _text("at"),
    _int("contract"),
    _text("program"),
    Column("newest", BigInteger),
    shard="till",
)
"""When a till was last heard, to some minutes, and what it said of itself; `newest`: the number of its newest entry."""

kept_private = _table(
    "kept_private",
    _key("till"),
    _key("seq", BigInteger),
    _key("id"),
    _text("salt"),
    _text("phone"),
    _text("name"),
    shard="till",
)
"""Personal fields that came with entries which this hub does not know, until a newer one books them; `seq` is the entry
they came with."""

exception = _table(
    "exception",
    _key("store"),
    _key("id"),
    _text("kind"),
    _text("till"),
    _int("seq"),
    _text("found_at"),
    _text("business_date"),
    _int("amount"),
    _text("people"),
    _text("documents"),
    _text("facts"),
    Column("settled_at", Text),
    Column("settled_by", Text),
    Column("how", Text),
    Column("note", Text),
    shard="store",
)
"""What a person must see and settle; a row is never deleted. `people`, `documents` and `facts` are JSON."""

office = _table(
    "office",
    _key("name"),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    _text("made_at"),
    shard=CHAIN,
)
"""Who at head office may call, by a token of their own."""

visit = _table(
    "visit",
    _key("store"),
    _key("member"),
    _text("at"),
    Index("visit_by_time", "store", "at"),
    shard="store",
)
"""When a member was in a shop last; `hub.storage.visits` forgets what is long ago."""

hold = _table(
    "hold",
    _key("store"),
    _key("id"),
    _text("till"),
    _int("seq"),
    _text("staff"),
    _text("at"),
    _text("label"),
    _int("total"),
    _text("body"),
    shard="store",
)
"""Held baskets, as their tills' entries told; a row is never deleted. `body` is the entry's."""

hold_claim = _table(
    "hold_claim",
    _key("store"),
    _key("hold"),
    _key("act"),
    _text("till"),
    _int("seq"),
    _text("staff"),
    _text("at"),
    shard="store",
)
"""Whose a hold is. `act`: "taken" by a call, "recalled" by an entry (`seq`): one of each a hold, whoever came first;
"freed": whose it was until somebody at head office (`staff`) ended that."""


def _asked_of_provider(name: str, *more: Column[object] | Index) -> Table:
    told = map(_text, ("currency", "state", "reference", "why", "at", "moved_at"))
    who = map(_text, ("till", "wallet", "number"))
    return _table(name, _key("store"), _key("id"), *who, _int("amount"), *told, *more, shard="store")


charge = _asked_of_provider("charge")
"""Money asked of a wallet's provider, written before it is asked: `number` is the provider's order number. `state` goes
on from "asked", "pending" and "paid" to "reversing", and ends as "refused" or "reversed"; see hub.charges."""

charge_refund = _asked_of_provider("charge_refund", _text("of"), Index("charge_refund_of", "store", "of"))
"""Money given back to a wallet, written before its provider is asked; `of` is the charge's id, see hub.refunds."""
