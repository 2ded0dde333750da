"""The usual rules of follow-ups over both databases: each makes what it is for, on its day, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from hub.feeds.member_news import make_follow_ups
from hub.storage import tables
from hub.storage.records import change
from posapp.contract.feed_rows import StockRow
from posapp.contract.member_ops import MemberEditedOp
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import LineOp, TenderOp, encode
from posapp.contract.return_ops import GivenBackOp, ReturnLineOp, ReturnOp
from posapp.domain.follow_up_rule import USUAL
from tests.hub.conftest import SHOP
from tests.support.hub import RunningHub
from tests.support.people import order, with_people
from tests.support.till import BareTill

Made = list[tuple[str, str, str, str, str]]
"""(rule, member, due, until, about)"""


@pytest.fixture
def shop(hub: RunningHub) -> RunningHub:
    """As a shop that says nothing of its own, but for members who are in nobody's book."""
    whole = with_people(SHOP)
    rules = [asdict(rule) | {"template": None, "whose": "shop"} for rule in USUAL]
    whole["stores"] = [store | {"clienteling": {"rules": rules}} for store in whole["stores"]]
    whole["members"][0]["birthday"] = "1990-11-30"
    whole["members"][1] |= {"birthday": "1990-11-30", "store": "S1"}  # agreed to no way at all
    whole["members"][2] |= {"birthday": "1990-05-30", "store": "S1", "consent": {"sms": True}}
    whole["orders"] = [order("S1", state="READY") | {"member": "M1"}]
    hub.load(whole)
    return hub


def made_by(hub: RunningHub, day: str) -> Made:
    """What the rules make that day, asked twice."""
    f, now = tables.follow_up.c, datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC)
    columns = (f.rule, f.member, f.due, f.until, f.about)
    with hub.database.read() as connection:
        before = {tuple(row) for row in connection.execute(select(*columns))}
    number = make_follow_ups(hub.database, now)
    assert make_follow_ups(hub.database, now) == 0, "once each"
    with hub.database.read() as connection:
        after = {tuple(row) for row in connection.execute(select(*columns))}
    assert number == len(after - before)
    return sorted((str(a), str(b), str(c), str(d), str(e)) for a, b, c, d, e in after - before)


def wished(till: BareTill, sku: str) -> None:
    seq, private = len(till.entries) + 1, Private("cd" * 16, "", details=(("wish.a1", sku),))
    till.private[f"{till.id}.{seq}"] = private
    till.note("member_edited", encode(MemberEditedOp("M1", (("wish.a1", ""),), seal_of(private))))


def _bought_and_brought_back(till: BareTill, member: str) -> None:
    sold, line = till.sell(member=member), LineOp("A", 9900, -1000, tax_id="13")
    back = ReturnOp(f"{till.id}.{sold.seq}", (ReturnLineOp(1, 1),), given=(GivenBackOp(1, 9900),))
    till.sell(-9900, member=member, lines=(line,), taxes=(), tenders=(TenderOp("cash", -9900),), back=back)


def test_each_usual_rule_on_its_day(shop: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    till = enrolled()
    for _ in range(3):
        till.sell(member="M1")
    till.sell(member="M2")
    for _ in range(2):
        _bought_and_brought_back(till, "M3")  # two purchases in a year, not four
    wished(till, "B")
    answer = till.push()
    assert {result.outcome for result in answer.results} == {"accepted"}, answer
    assert made_by(shop, "2026-11-22") == []
    assert made_by(shop, "2026-11-23") == [
        ("after-2", "M1", "2026-11-23", "2026-11-30", "T恤"),
        ("birthday-7", "M1", "2026-11-23", "2026-11-30", ""),
    ], "nobody who agreed to no way, and not about goods that went back"
    shop.publish([change("stock", "S1", StockRow(sku="B", on_hand=1000))])
    assert made_by(shop, "2026-11-24") == [("back-in-stock", "M1", "2026-11-24", "2026-12-01", "袜子")]
    assert made_by(shop, "2026-11-27") == [("pickup-ends", "M1", "2026-11-27", "2026-11-28", "W1")]
    assert made_by(shop, "2026-12-05") == [("after-14", "M1", "2026-12-05", "2026-12-12", "T恤")]
    assert made_by(shop, "2027-02-18") == []
    assert made_by(shop, "2027-02-19") == [("lapse-90", "M1", "2027-02-19", "2027-03-21", "2026-11-21")]
    told = next(row for row in till.feed("members")[0] if row["id"] == "M1")
    assert [one["rule"] for one in told["follow_ups"]] == ["lapse-90"], "the others have ended by themselves"
