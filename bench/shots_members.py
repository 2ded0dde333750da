"""Pictures of members: found as one types, one of them in one look, enrolled, changed, asked for consent, merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.member import Member
from posapp.domain.touch import History, Touch
from ui.members.screen import MembersScreen

Shot = Callable[[str], None]
MADE_UP: Final = (
    Member("D1", "王小芳", "+8613800138000", "demo@example.com", "", "gold", "1990-05-31", "S1", "2024-03-01",
           ("sms", "wechat"), "穿 M 码，喜欢蓝色", agreed=(("sms", "given", "2024-03-01", "standard-1"),),
           spelled=("wang xiao fang",)),
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
    "2026-11-21T01:00:00Z", 48880, 4900,
)  # fmt: skip
"""What the hub would say of the first of them."""


def members(at: Counter, shot: Shot) -> None:
    """Three who fit one number's end; one of them."""
    at.app.till.known_members.apply([(m.id, m) for m in MADE_UP], (), 1, "made up", "2026-11-21T01:00:00Z")
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
    profile = at.app.profiles.ask("D1", lambda _: TOUCHES)
    at.until(lambda: bool(page.model._asked.get("D1")))
    page.model.reload()
    at.until(lambda: len(page.right.touched.list.results) >= len(profile.orders) + 1)
    at.settle()
    shot("members-profile")
    page.all.trigger()
    at.settle()
    shot("members-all")
    page.all.trigger()
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
    page.merge_sheet.search.setText("王强")
    page._merge_typed("王强")
    shot("members-merge")
    at.key(Qt.Key.Key_Escape)
    page.privacy.action.trigger()
    page.privacy.sheet.rows[0].choose(0)
    page.privacy.sheet._say_what_follows()
    page.privacy.sheet.rows[2].choose(1)
    at.settle()
    shot("members-privacy")
    at.key(Qt.Key.Key_Escape)
    page.enrol_sheet.ask("13800138000")
    shot("members-enrol")
    page.enrol_sheet.phone.returnPressed.emit()
    page.enrol_sheet.consent.set_given(("sms",))
    page.enrol_sheet.how.show()
    page.enrol_sheet.guardian.show()
    page.enrol_sheet.place()
    at.settle()
    shot("members-enrol-there")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")
