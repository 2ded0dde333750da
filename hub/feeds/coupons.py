"""Coupons, for every shop."""

from __future__ import annotations

from collections.abc import Iterator

from hub.feeds.source import Source
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_coupons import CouponRow
from posapp.domain.money import parse_quantity


def changes(source: Source) -> Iterator[Change]:
    """Every coupon of the file."""
    terms = source.shop.terms
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
        )
        yield change("coupons", EVERY_STORE, row)
