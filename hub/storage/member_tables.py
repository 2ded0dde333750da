"""What tills changed of members: each field as it was written, what was said of each channel, who is whom."""

from __future__ import annotations

from sqlalchemy import BigInteger

from hub.storage import privacy_tables as privacy_tables  # of members too: whoever makes the tables has them here
from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

member_value = table(
    "member_value",
    *map(key, ("member", "field", "till")),
    key("seq", BigInteger),
    *map(text_column, ("store", "at", "staff", "over", "value", "salt")),
    shard=CHAIN,
)
"""Personal: a field of a member as the entry (`till`, `seq`) wrote it, over the edits named in `over`; see
`domain.field_values`. `salt` is that of the entry's seal. Of fields that were given at enrolment too, name and number
apart."""

member_consent = table(
    "member_consent",
    *map(key, ("member", "channel", "till")),
    key("seq", BigInteger),
    int_column("given"),
    *map(text_column, ("store", "at", "business_date", "staff", "text", "how")),
    shard=CHAIN,
)
"""What a member said of a channel by an entry: 1 agreed, 0 withdrawn; `text`: the version of the words."""

member_merge = table(
    "member_merge",
    *map(key, ("merged", "till")),
    key("seq", BigInteger),
    *map(text_column, ("into_member", "store", "at", "staff", "approver", "reason")),
    shard=CHAIN,
)
"""Who was said to be whom, by whom; `member.same_as` is what holds."""

member_reveal = table(
    "member_reveal",
    *map(key, ("member", "till")),
    key("seq", BigInteger),
    *map(text_column, ("store", "at", "staff", "approver", "field")),
    shard=CHAIN,
)
"""Who had a masked field shown in full, where and when."""
