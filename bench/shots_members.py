"""Pictures of members: found as one types, one of them in one look, enrolled, changed, asked for consent, merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.coupon import Coupon
from posapp.domain.member import Member
from posapp.domain.order import Order
from posapp.domain.touch import History, Touch
from ui.members.screen import MembersScreen

Shot = Callable[[str], None]
KNOWN: Final = (
    ("own.top", "M", "2026-10-11T02:59:00Z", "c1"), ("own.shoe", "37", "2026-10-11T02:59:00Z", "c1"),
    ("own.colour", "雾蓝", "2026-10-11T02:59:00Z", "c1"),
    ("note.1", "周末下午来，喜欢先看新款", "2026-10-11T02:59:00Z", "c1"),
    ("note.2", "上次的裤长改短 2 厘米", "2026-11-02T09:40:00Z", "c1"),
    ("date.1", "12-02 结婚纪念日", "2026-10-11T02:59:00Z", "c1"),
    ("tag.1", "VIP", "2026-10-11T02:59:00Z", "c1"), ("tag.2", "送礼", "2026-10-11T02:59:00Z", "c1"),
)  # fmt: skip
MADE_UP: Final = (
    Member("D1", "王小芳", "+8613800138000", "demo@example.com", "", "gold", "1990-11-26", "S1", "2024-03-01",
           ("sms", "wechat"), "穿 M 码，喜欢蓝色", agreed=(("sms", "given", "2024-03-01", "standard-1"),),
           spelled=("wang xiao fang",), details=KNOWN),
    Member("D2", "王强", "+8613900138000", tier="silver", store="S1", spelled=("wang qiang",)),
    Member("D3", "Ada King", "+8613600138000", store="S1", clashes=(("name", "Ada Kong"),)),
)  # fmt: skip
"""Made-up people."""
TOUCHES: Final = History(
    (
        Touch("order:W31", "order", "2026-11-20T02:10:00Z", "S1", "wechat", "W31", 7100, state="READY"),
        Touch("S2-3-x.9", "sale", "2026-11-02T09:30:00Z", "S2", what="S2-3-20261102-0007", total=12900, back=4900),
        Touch("S1-1-x.8", "consent", "2026-10-11T03:00:00Z", "S1", what="+sms -email"),
        Touch("S1-1-x.7", "edited", "2026-10-11T02:59:00Z", "S1", what="email phone"),
        Touch("S1-2-x.3", "sale", "2026-03-01T05:12:00Z", "S1", what="S1-2-20260301-0031", total=35980),
    ),
    "2026-11-21T01:00:00Z", 48880, 4900, (("S1", "静安店"), ("S2", "南京西路店")),
)  # fmt: skip
"""What the hub would say of the first of them."""


OWN: Final = Coupon("OWN", "生日礼券", "Birthday gift", amount=2000, member="D1")
READY: Final = Order("W31", "wechat", "2026-11-20T02:10:00Z", "READY", member="D1", store="S1")
"""What waits for the first of them."""
SHEETS: Final = {
    "members-sizes": "own", "members-notes": "note", "members-wishes": "wish", "members-dates": "date",
    "members-tags": "tag",
}  # fmt: skip
"""Each with the page's key that opens it."""


def members(at: Counter, shot: Shot) -> None:
    """Three who fit one number's end; one of them."""
    goods = [listing.product.sku for listing in at.app.catalog.browse(limit=6)]
    wishes = tuple((f"wish.{n}", sku, "2026-11-02T09:40:00Z", "c1") for n, sku in enumerate(goods[3:5]))
    people = (replace(MADE_UP[0], details=(*KNOWN, *wishes)), *MADE_UP[1:])
    at.app.till.known_members.apply([(m.id, m) for m in people], (), 1, "made up", "2026-11-21T01:00:00Z")
    at.window.go("members")
    page = at.window.page_of("members")
    assert isinstance(page, MembersScreen)
    at.settle()
    shot("members")
    page.left.field.setText("8000")
    page.model.suggest("8000")
    at.until(lambda: len(page.left.members.results) >= len(MADE_UP))
    page.model.choose("D1")
    at.until(lambda: page.model.chosen == "D1" and page.right.title.text().startswith("王"))
    at.settle()
    bought = [replace(touch, sku=goods[n] if touch.total else "") for n, touch in enumerate(TOUCHES.touches)]
    profile = at.app.profiles.ask("D1", lambda _: replace(TOUCHES, touches=tuple(bought)))
    at.until(lambda: bool(page.model._asked.get("D1")))
    page.model.reload()
    at.until(lambda: len(page.right.touched.list.results) >= len(profile.orders) + 1)
    at.settle()
    shot("members-profile")
    page.all.trigger()
    at.settle()
    shot("members-all")
    page.all.trigger()
    for name, key in SHEETS.items():
        getattr(page, key).trigger()
        at.settle()
        shot(name)
        at.key(Qt.Key.Key_Escape)
    prompted(at, shot)
    at.window.go("members")
    page.left.field.setText("8000")
    page.model.choose("D3")
    at.until(lambda: page.right.clash.isVisible())
    at.settle()
    shot("members-clash")
    page.edit.trigger()
    shot("members-change")
    at.key(Qt.Key.Key_Escape)
    page.model.choose("D1")
    at.until(lambda: page.right.title.text().startswith("王"))
    page.consent.trigger()
    shot("members-consent")
    at.key(Qt.Key.Key_Escape)
    page.merge.trigger()
    page.acts.merge_sheet.search.setText("王强")
    page.acts.merge_typed("王强")
    shot("members-merge")
    at.key(Qt.Key.Key_Escape)
    page.privacy.action.trigger()
    page.privacy.sheet.rows[0].choose(0)
    page.privacy.sheet._say_what_follows()
    page.privacy.sheet.rows[2].choose(1)
    at.settle()
    shot("members-privacy")
    at.key(Qt.Key.Key_Escape)
    page.contact.action.trigger()
    at.until(lambda: page.contact.ways.isVisible())
    shot("members-contact")
    at.key(Qt.Key.Key_Escape)
    page.acts.enrol_sheet.ask("13800138000")
    shot("members-enrol")
    page.acts.enrol_sheet.phone.returnPressed.emit()
    page.acts.enrol_sheet.consent.set_given(("sms",))
    page.acts.enrol_sheet.how.show()
    page.acts.enrol_sheet.guardian.show()
    page.acts.enrol_sheet.place()
    at.settle()
    shot("members-enrol-there")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")


def prompted(at: Counter, shot: Shot) -> None:
    """At the register: whose basket it is, and what to say to them."""
    at.app.till.coupons.apply([("OWN", OWN)], (), 1, "made up", "2026-11-21T01:00:00Z")
    at.app.till.orders.apply([("W31", READY)], (), 1, "made up", "2026-11-21T01:00:00Z")
    at.app.members.attach(at.app.members.known("D1"))
    at.window.go("checkout")
    at.checkout.model.refresh()
    at.until(lambda: len(at.checkout.quick.prompts.left) == 3)
    at.settle()
    shot("members-prompted")
    at.app.members.detach()
