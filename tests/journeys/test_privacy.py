"""What a shop may not write down of people, what it keeps no longer, and what it never asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from hub.clock import system_clock
from hub.member_exports import export
from hub.retention import forget_old
from hub.storage import audit
from posapp.commands.verify import check
from posapp.contract.privacy_ops import ForgottenOp
from posapp.devices.clock import StoppedClock
from posapp.domain.appointment import Appointment
from posapp.storage.follow_ups import NewFollowUp
from posapp.storage.members import When
from posapp.usecases.appointments import NewAppointment
from sync.members import ask_members
from sync.orders import claim_order
from tests.journeys.test_erasing import MEMBER, ORDER, SHOP_FILE, ready, sold_to
from tests.support.hub import ReadyHubs
from tests.support.refused import refused
from tests.support.shop import HUB_SECONDS, Shop

OLD = MEMBER | {"id": "P8", "phone": "13600000008", "name": "久未来", "code": "CARD8", "joined": "2021-01-05"}


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    file = json.loads(SHOP_FILE.read_bytes())
    file |= {"members": [*file["members"], MEMBER, OLD], "orders": [ORDER]}
    next(role for role in file["roles"] if role["id"] == "cashier")["may"].append("orders")
    file["stores"][0]["limits"] |= {"note_words": "竞争对手", "keep_order_names_days": "30"}
    with ready_hubs.start(tmp_path / "hub", json.dumps(file).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_notes_that_may_not_be_are_refused_at_the_till_and_at_the_hub(shop: Shop) -> None:
    till = ready(shop, "1")
    till.online = False
    app = till.parts.app
    boss = app.sign_in.approve("member_edit", "m1", "9999")
    for note, code in (("有糖尿病", "health"), ("a muslim", "faith"), ("竞争对手的", "own"), ("傻子", "insult")):
        with refused(f"note_{code}"):
            app.member_changes.edit("M1", {"note": note}, boss)
    with refused("note_phone"):
        app.particulars.note("打13800138000")
    with refused("note_phone"):
        app.appointments.make(NewAppointment("2026-11-22", "10:00", name="周女士 13800138000"))
    with refused("note_health"):
        app.appointments.make(NewAppointment("2026-11-22", "10:00", "M1", what="有糖尿病"))
    with refused("note_insult"):
        app.books.assign(app.books.plan(["M1"], "c1"), "死胖子")
    with refused("note_phone"):
        app.member_changes.merge("M2", "M1", "同一个号 13800138000", app.sign_in.approve("merge", "m1", "9999"))
    till.add("A")
    with refused("note_insult"):
        app.holds.hold("死胖子")
    app.checkout.remove(1)
    assert app.member_changes.edit("M1", {"note": "不要羊毛"}, boss).note == "不要羊毛"
    till.online = True
    till.sync()
    forged = When("2026-11-21T01:00:00Z", "2026-11-21", "c1")
    app.till.members.edit("M1", {"note": "有糖尿病"}, {"note": app.members.known("M1").stamps("note")}, forged)
    till.sync()
    app.till.appointments.write(Appointment("", "2026-11-23T01:00:00Z", name="周女士", what="怀孕"), forged)
    till.sync()
    assert [parked.code for parked in app.till.journal.parked()] == ["note_health", "note_health"]
    assert "不要羊毛" in app.till.journal.parked()[0].zh, "and what to write instead"
    with shop.hub.database.raw() as connection:
        kept = [row[0] for row in connection.execute("SELECT value FROM member_value WHERE field = 'note'")]
    assert kept == ["不要羊毛"]


def test_what_is_old_is_kept_no_longer(shop: Shop) -> None:
    one = ready(shop, "1")
    app = one.parts.app
    boss = app.sign_in.approve("reveal", "m1", "9999")
    new = app.members.enrol("13999990000", "新会员")
    app.members.ask("13700137000", partial(ask_members, one.parts.engine.hub, HUB_SECONDS))
    app.receipt_mails.ask(sold_to(one, "M3").receipt, "gone@example.com")
    app.member_changes.reveal("P7", "phone", boss)
    claim = partial(claim_order, one.parts.engine.hub, HUB_SECONDS)
    app.pickup.hand_over("W9", "482913", claim, collector="取货人乙", checked=False, signature="1,1 2,2")
    for _ in range(2):
        one.sync()
    assert app.retention.look() == {}
    shop.advance(days=31)
    assert app.retention.look() == {"mails": 1, "order_names": 1}
    assert app.retention.look() == {}, "once a business day"
    shop.advance(days=60)
    assert app.retention.look() == {"local_copies": 1}
    shop.advance(days=300)
    assert app.retention.look() == {"reveals": 1}
    assert app.members.known(new).name == "新会员", "by the copy of their own shop"
    entries = [e for e in app.till.journal.all() if e.kind == "forgotten"]
    assert ForgottenOp((("mails", 1), ("order_names", 1))) == _decoded(entries[0].body)

    database = shop.hub.database
    assert app.members.known("P8").name == "久未来"
    later = datetime.now(UTC) + timedelta(days=91)
    gone = forget_old(database, lambda: later)
    assert gone == {"order_names": 1, "mails": 2, "members": 1, "local_copies": 2}
    assert forget_old(database, lambda: later) == {}
    assert audit.done_on(database, "retention", later)
    one.sync()
    with refused("member_unknown"):
        app.members.find("13600000008")
    with refused("member_unknown"):
        app.members.find("13700137000")
    assert app.members.find("13800138000")[0].id == "M1", "of whom nobody knows since when they are one"
    assert app.pickup.view("W9").order.name == ""
    assert check(one.parts, online=True)["ok"]


def _decoded(body: bytes) -> ForgottenOp:
    return msgspec.json.decode(body, type=ForgottenOp)


def test_a_sale_never_asks_who_buys_and_a_child_needs_a_guardian(shop: Shop) -> None:
    till = ready(shop, "1")
    app = till.parts.app
    sale = till.sell("A")
    assert app.desk.basket.cart.member is None
    assert sale.member is None
    app.receipt_mails.ask(sale.receipt, "once@example.com")
    with refused("guardian_needed"):
        app.member_changes.edit("P7", {"birthday": "2019-05-05"}, app.sign_in.approve("member_edit", "m1", "9999"))
    assert app.member_changes.opt_out("P7").consent == ()


def test_names_and_notes_may_be_anything_that_a_person_pastes(shop: Shop, tmp_path: Path) -> None:
    """Cut, without what nobody sees, never taken for markup; and the hub takes all of it."""
    till = ready(shop, "1")
    app = till.parts.app
    name = "<script>alert(1)</script>\u202e\x00👩‍👩‍👧"
    id_ = app.members.enrol("13600136001", name + "试" * 10_000)
    app.member_details.add(id_, "note", "=HYPERLINK(1)\x00\u200f" + "好" * 10_000)
    app.member_details.add(id_, "tag", "🎁" * 10_000)
    app.follow_ups.make(NewFollowUp(id_, "call", "2026-11-30", "\x00喜" * 10_000))
    app.appointments.make(NewAppointment("2026-11-22", "10:00", id_, what="\x07试" * 10_000))
    app.appointments.make(NewAppointment("2026-11-22", "10:30", name="\u202e" + "周" * 10_000))
    with refused("appointment_who"):
        app.appointments.make(NewAppointment("2026-11-22", "11:00", name="\x00\u202e"))
    till.sync()
    assert not app.till.journal.parked()
    assert till.sync().unsent == 0
    kept = app.members.known(id_)
    assert (kept.name[:8], len(kept.name)) == ("<script>", 60)
    assert not {"\x00", "\x07", "\u202e", "\u200f"} & set(repr(kept) + repr(app.appointments.day("2026-11-22")))
    assert [one.id for one in app.members.find("<script>")] == [id_]
    for path in export(shop.hub.database, id_, tmp_path / "copy", "test", system_clock()):
        if path.suffix == ".html":
            assert "<script" not in path.read_text("utf-8")
            assert "&lt;script" in path.read_text("utf-8")
