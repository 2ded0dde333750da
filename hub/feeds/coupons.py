"""Coupons, for every shop.

One that was used as often as it is good is told of as such, so that no till takes it while it is offline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from hub.feeds.source import Source
from hub.storage import coupon_uses, records
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_coupons import CouponRow
from posapp.domain.money import parse_quantity


def changes(source: Source) -> Iterator[Change]:
    """Every coupon of the file."""
    terms = source.shop.terms
    over = coupon_uses.used_up(source.database, {c.code: c.uses for c in source.shop.coupons if c.uses})
    for c in source.shop.coupons:
        row = CouponRow(
            code=c.code,
            name_zh=c.name.zh if c.name else "",
            name_en=c.name.en if c.name else "",
            amount=terms.minor(c.amount or "0"),
            percent=parse_quantity(c.percent or "0"),
            spend=terms.minor(c.spend),
            member=c.member or "",
            uses=c.uses or 0,
            starts=terms.starts(c.starts),
            ends=terms.ends(c.ends),
            together=c.together,
            used_up=c.code in over,
        )
        yield change("coupons", EVERY_STORE, row)


def follow(database: Database, codes: Iterable[str], clock: Callable[[], datetime]) -> None:
    """After a batch that used these, or gave them back, is in the books: all tills hear of those that are used up by
    it, or are no more."""
    for code in dict.fromkeys(codes):
        body = records.scopes(database, "coupons", code).get(EVERY_STORE)
        row = None if body is None else CouponRow.model_validate_json(body)
        if row is None or not row.uses:
            continue
        over = bool(coupon_uses.used_up(database, {code: row.uses}))
        if over != row.used_up:
            told = row.model_copy(update={"used_up": over})
            records.publish(database, [change("coupons", EVERY_STORE, told)], clock)
