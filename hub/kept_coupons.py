"""What a person types about coupons of which there are only so many: who has one is listed, and one is freed."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage.audit import os_user
from hub.storage.database import Database
from posapp.domain.errors import Refused

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    coupons = command(
        "coupons", _coupons, "list which baskets have a coupon of which there are only so many, or free it"
    )
    coupons.add_argument("--code", help="of this coupon only")
    coupons.add_argument("--free", metavar="CODE", help="no basket has it any more that has not paid with it")
    coupons.add_argument("--reason", default="", metavar="WHY", help="a few words for the audit")


def _coupons(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import coupon_uses

    if given.free is None:
        print_lines(coupon_uses.listed(database, given.code))
        return
    reason = plain("--reason", given.reason)
    if not reason:
        raise Refused("reason_to_free")
    freed = coupon_uses.free(database, given.free, reason, system_clock(), os_user())
    said = ", ".join(sorted(set(freed)))
    say(
        f"Freed: coupon {given.free} (till {said} had it). Any till may have it now. Look at that till first: a "
        "basket that is paid with it all the same counts, and what is too often then is an exception."
    )
