"""The tables of till.db, for making and migrating it and for queries that are put together from parts."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.table_parts import TILL as TILL
from posapp.storage.table_parts import number as _number
from posapp.storage.table_parts import placed as _placed
from posapp.storage.table_parts import text as _text

journal = sa.Table(
    "journal",
    TILL,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("business_date", sa.Text, nullable=False),
    sa.Column("staff", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
sa.Index("journal_acts", journal.c.kind, journal.c.seq, sqlite_where=sa.text("kind <> 'sale'"))
"""For the log; a sale writes nothing into it."""
acknowledged = sa.Table(
    "acknowledged",
    TILL,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sqlite_strict=True,
)
parked = sa.Table(
    "parked",
    TILL,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("zh", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""What waits for a person: refused by the hub, or stopped here (see Journal.stopped)."""

parked_act = sa.Table(
    "parked_act",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _number("of"),
    _text("kind"),
    sqlite_strict=True,
)
"""Which entry is an act about which refused one."""

taken_after = sa.Table(
    "taken_after",
    TILL,
    sa.Column("seq", sa.Integer, primary_key=True),
    _text("code"),
    _text("zh"),
    _text("en"),
    _text("at"),
    _text("taken_at"),
    sqlite_strict=True,
)
"""What was parked and then taken by the hub."""

member_private = sa.Table(
    "member_private",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _text("salt"),
    _text("phone"),
    _text("name"),
    *(_text(name, later=True) for name in ("email", "birthday", "guardian")),
    sqlite_strict=True,
)
"""Personal fields of the members that entries of this till enrolled; the entries hold only their seal."""

receipt_mail = sa.Table(
    "receipt_mail",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _text("sale"),
    _text("salt"),
    _text("email"),
    _text("masked"),
    sa.Index("receipt_mail_of", "sale"),
    sqlite_strict=True,
)
"""To which addresses receipts shall go; `salt` and `email` are "" once nobody needs them any more."""

enrolment = sa.Table(
    "enrolment",
    TILL,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("till", sa.Text, nullable=False),
    sa.Column("store", sa.Text, nullable=False),
    sa.Column("register", sa.Text, nullable=False),
    sa.Column("hub", sa.Text, nullable=False),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("token_before", sa.Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
shift = sa.Table(
    "shift",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("staff", sa.Text, nullable=False),
    sa.Column("opened_at", sa.Text, nullable=False),
    sa.Column("business_date", sa.Text, nullable=False),
    sa.Column("float_amount", sa.Integer, nullable=False),
    sa.Column("closed_at", sa.Text),
    sqlite_strict=True,
)
basket = sa.Table(
    "basket",
    TILL,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
pin_tries = sa.Table(
    "pin_tries",
    TILL,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("wrong", sa.Integer, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
    sa.Column("wait", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
print_job = sa.Table(
    "print_job",
    TILL,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("copies", sa.Integer, nullable=False, server_default="1"),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("printed_at", sa.Text),
    sa.Column("failure", sa.Text),
    sqlite_strict=True,
)
sa.Index("print_job_waiting", print_job.c.id, sqlite_where=print_job.c.printed_at.is_(None))
sale = sa.Table(
    "sale",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _text("id"),
    _text("receipt"),
    _number("receipt_no"),
    _text("shift"),
    _text("staff"),
    _text("business_date"),
    _text("at"),
    _text("currency"),
    _text("member", null=True),
    _text("ref"),
    _number("gross"),
    _number("discount"),
    _number("total"),
    _number("tax"),
    _number("units"),
    _number("rounding"),
    _number("paid"),
    _number("change"),
    sa.Column("earned", sa.Integer, nullable=False, server_default="0"),
    *(_text(column, later=True) for column in ("note", "source", "associate")),
    sa.UniqueConstraint("business_date", "receipt_no"),
    sa.Index("sale_ref", "ref", unique=True, sqlite_where=sa.text("ref <> ''")),
    sqlite_strict=True,
)
"""`seq` is the number of the journal entry that tells of the sale; its id is the till's id, a dot and that number."""

sa.Index("sale_of_member", sale.c.member, sale.c.seq, sqlite_where=sale.c.member.is_not(None))
"""What points a member's purchases here have moved since the hub's last word, see `storage.purses`."""

sale_line = sa.Table(
    "sale_line",
    TILL,
    *_placed("sale", sale),
    _text("sku"),
    _text("name_zh"),
    _text("name_en"),
    _text("size", null=True),
    _text("colour", null=True),
    _text("category"),
    _text("tax_id"),
    _text("tax_code"),
    _text("unit_word"),
    _number("kind"),
    _text("code"),
    _number("quantity"),
    _number("price"),
    _number("unit"),
    _number("gross"),
    _number("net"),
    _number("tax"),
    _number("amount", null=True),
    _number("given"),
    _number("override", null=True),
    *(_text(column, later=True) for column in ("serial", "associate", "rung")),
    sqlite_strict=True,
)
"""The goods as they were on the day: names, unit and tax are copies that no later price change touches."""

sale_discount = sa.Table(
    "sale_discount",
    TILL,
    *_placed("sale", sale),
    _number("line"),
    _text("kind"),
    _text("id"),
    _number("amount"),
    sqlite_strict=True,
)
tender = sa.Table(
    "tender",
    TILL,
    *_placed("sale", sale),
    _text("type"),
    _number("amount"),
    _text("reference"),
    _text("attempt", later=True),
    _text("account", later=True),
    sa.Column("points", sa.Integer, nullable=False, server_default="0"),
    sa.Column("bonus", sa.Integer, nullable=False, server_default="0"),
    _text("reserved", later=True),
    sqlite_strict=True,
)
sa.Index("tender_of_account", tender.c.account, tender.c.place, sqlite_where=tender.c.account != "")
"""What a member has used lately, see `storage.purses`."""

tender_correction = sa.Table(
    "tender_correction",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _number("sale"),
    _number("tender"),
    *map(_text, ("shift", "was", "type")),
    _number("amount"),
    _text("reference"),
    sa.Index("tender_correction_of", "sale"),
    sqlite_strict=True,
)
"""What a tender of a completed sale really was; `sale` is that sale's journal entry, `tender` its number there."""
payment_attempt = sa.Table(
    "payment_attempt",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    *map(_text, ("provider", "type")),
    _number("amount"),
    *map(_text, ("currency", "state", "at", "staff", "reference", "why")),
    sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
    sqlite_strict=True,
)
"""Money asked of a provider; `seq` is the journal entry that told of it first, and its state the one of now."""

sa.Index(
    "payment_attempt_open",
    payment_attempt.c.seq,
    sqlite_where=sa.text("state IN ('asked', 'pending', 'unknown', 'reversing')"),
)
wallet_refund = sa.Table(
    "wallet_refund",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    *map(_text, ("of", "wallet")),
    *map(_number, ("amount", "whole")),
    *map(_text, ("currency", "state", "at", "staff", "reference", "why")),
    sa.Column("off", sa.Integer, nullable=False, server_default="0"),
    sa.Index("wallet_refund_of", "of"),
    sqlite_strict=True,
)
"""Money given back to a wallet; `seq` as above, `of` the payment attempt that took `whole`; `off` 1: it counts less by
that."""

refund_payout = sa.Table(
    "refund_payout",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _number("refund"),
    *map(_text, ("shift", "type")),
    _number("amount"),
    *map(_text, ("reference", "approver")),
    sa.Index("refund_payout_of", "refund", unique=True),
    sqlite_strict=True,
)
"""What a wallet did not give back and was given in another way, once; `refund` is that refund's `seq`."""

sa.Index("wallet_refund_going", wallet_refund.c.seq, sqlite_where=sa.text("state IN ('asked', 'accepted')"))
sale_tax = sa.Table(
    "sale_tax",
    TILL,
    *_placed("sale", sale),
    _text("tax_id"),
    _number("percent"),
    _number("base"),
    _number("tax"),
    sqlite_strict=True,
)
stock_move = sa.Table(
    "stock_move",
    TILL,
    *_placed("seq", journal),
    _text("sku"),
    _number("quantity"),
    sqlite_strict=True,
)
"""Thousandths that left (below 0) or came; `seq` and `number` are the journal entry and its line."""
shelf_label = sa.Table(
    "shelf_label",
    TILL,
    sa.Column("sku", sa.Text, primary_key=True),
    sa.Column("since", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Labels of the shelf that were replaced: the product and the moment of its new price."""

hold = sa.Table(
    "hold",
    TILL,
    sa.Column("id", sa.Text, primary_key=True),
    _text("staff"),
    _text("at"),
    _text("label"),
    _number("total"),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Baskets set aside at this till that nobody has recalled."""

hold_over = sa.Table(
    "hold_over",
    TILL,
    sa.Column("id", sa.Text, primary_key=True),
    _text("at"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Holds that are over for this till, its own and other tills': what a copy still says of them counts for nothing."""
