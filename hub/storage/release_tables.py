"""What releases members' purses, and vouchers that were taken."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

live_code = table(
    "live_code",
    Column("hash", LargeBinary, primary_key=True, autoincrement=False),
    *map(text_column, ("member", "made_at", "used_by", "used_at")),
    shard=CHAIN,
)
"""Every code that the hub made for a member's telephone, hashed. `used_by`: the till and sale that has it, or ""."""

purse_proof = table(
    "purse_proof", *map(key, ("till", "name")), *map(text_column, ("member", "how", "at")), shard="till"
)
"""What was proved ("code", "pin") before something was kept for a till under this name."""

member_tries = table(
    "member_tries", key("member"), int_column("wrong"), text_column("since"), int_column("wait"), shard=CHAIN
)
"""Wrong PINs of a member in a row, see `domain.pin_tries`."""

one_time_code = table(
    "one_time_code",
    key("member"),
    Column("hash", LargeBinary, nullable=False),
    *map(text_column, ("salt", "made_at", "used_by", "since")),
    int_column("sent"),
    shard=CHAIN,
)
"""The last code that was sent to a member's telephone; `used_by` as of a live code. `sent` of them went out in the hour
that began at `since`. No `hash`: nobody uses it any more."""

voucher_use = table(
    "voucher_use",
    *map(key, ("number", "till")),
    key("seq", BigInteger),
    key("tender", Integer),
    text_column("staff"),
    shard=CHAIN,
)
"""The sales (`till`, `seq`) that a voucher of this number paid."""
