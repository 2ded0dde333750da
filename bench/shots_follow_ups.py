"""Pictures of follow-ups: the lists, the ways of contact, a message before it goes out, one too many, an end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.contact_guard import Contact
from posapp.domain.follow_up import FollowUp
from posapp.domain.follow_up_rule import plus
from posapp.domain.member import Member
from ui.follow_ups.screen import FollowUpsScreen

Shot = Callable[[str], None]


def _made_up(today: str) -> tuple[Member, ...]:
    """Made-up people, with something to do for each."""
    lately = tuple(Contact(f"S1-2-x.{n}", f"{plus(today, -n)}T03:10:00Z", "sms", "c2", "S1", "thanks") for n in (1, 4))
    asked = FollowUp("S1-2-x.20", "call", plus(today, -2), "裤长改好了，请她来试", store="S1", by="c2")
    thanks = FollowUp("after-2:F1:x", "message", today, rule="after-2", about="示范T恤", template="thanks", store="S1")
    gift = FollowUp("S1-1-x.21", "gift", today, "新会员礼", store="S1", by="c1", clashes=(("due", plus(today, 3)),))
    visit = FollowUp("S1-1-x.22", "visit", plus(today, 5), "新品到店", store="S1", by="c1")
    return (
        Member("F1", "王小芳", "+8613800138001", store="S1", consent=("sms", "phone"), follow_ups=(asked, thanks)),
        Member("F2", "李雷", "+8613900139001", store="S1", follow_ups=(gift,)),
        Member("F3", "Ada King", "+8613600138001", store="S1", consent=("sms", "wechat", "phone"), contacts=lately,
               follow_ups=(visit, FollowUp("birthday-7:F3:x", "call", today, rule="birthday-7", store="S1"))),
    )  # fmt: skip


def follow_ups(at: Counter, shot: Shot) -> None:
    """What is late, what is due, one contact too many, a new one, an end."""
    members = _made_up(at.app.follow_ups.today)
    at.app.till.known_members.apply([(m.id, m) for m in members], (), 1, "made up", "2026-11-21T01:00:00Z")
    at.bridge.changed.emit("members")
    at.window.go("follow_ups")
    page = at.window.page_of("follow_ups")
    assert isinstance(page, FollowUpsScreen)
    at.until(lambda: page._opened is not None)
    at.settle()
    shot("follow-ups-late")
    page.left.whens._group.button(1).click()
    _choose(at, page, "F1")
    shot("follow-ups-today")
    page.contact["sms"].trigger()
    at.settle()
    shot("follow-ups-message")
    at.key(Qt.Key.Key_Escape)
    _choose(at, page, "F2")
    shot("follow-ups-no-consent")
    _choose(at, page, "F3")
    page.contact["phone"].trigger()
    at.settle()
    shot("follow-ups-often")
    at.key(Qt.Key.Key_Escape)
    page.done.trigger()
    shot("follow-ups-done")
    at.key(Qt.Key.Key_Escape)
    page.new.trigger()
    page.task_sheet.search.setText("8001")
    at.until(lambda: len(page.task_sheet.list.results) > 1)
    shot("follow-ups-new")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")


def _choose(at: Counter, page: FollowUpsScreen, member: str) -> None:
    row = next(number for number, task in enumerate(page._tasks) if task.member.id == member)
    page.left.list.chosen.emit(row)
    at.until(lambda: page._opened is not None and page._opened.task.member.id == member)
    at.settle()
