"""Pictures of client books: one's own, filtered, marked and handed over, nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.appointment import Appointment
from posapp.domain.member import Member
from posapp.domain.times import to_text
from posapp.storage.members import When
from ui.appointments.screen import AppointmentsScreen
from ui.book.screen import BookScreen

Shot = Callable[[str], None]
NAMES = (
    "王小芳 李雷 韩梅梅 张伟 陈静 刘洋 杨丽 黄强 赵敏 周杰 吴霞 徐涛 孙燕 马超 朱琳 胡军 郭秀 何平 高明 林娜".split()
)
"""Made up."""


def made_up(today: date) -> list[Member]:
    """Twenty clients with all that cards can say."""
    found = []
    for number, name in enumerate(NAMES):
        bought = (today - timedelta(days=number * number * 2)).isoformat() if number % 7 else ""
        found.append(
            Member(
                f"B{number:02}",
                name,
                f"+8613812{number:06}",
                tier=("gold", "silver", "normal", "")[number % 4],
                birthday=(today.replace(year=1990) + timedelta(days=number * 3)).isoformat(),
                store="S1",
                consent=("sms", "wechat")[: number % 3],
                associate=("c1", "", "m1", "c2", "c1")[number % 5],
                last_bought=bought,
                visits=number,
                spent=number * 45_000 if bought else 0,
                came_back=9_000 if number % 6 == 1 else 0,
                categories=("apparel",) if number % 2 else (),
            )
        )
    return found


def books(at: Counter, shot: Shot) -> None:
    """Mine, all by filters, handing over."""
    today = date.fromisoformat(at.app.desk.moment().business_date)
    people = made_up(today)
    at.app.till.known_members.apply([(m.id, m) for m in people], (), 2, "made up", "2026-11-21T01:00:00Z")
    at.window.go("book")
    page = at.window.page_of("book")
    assert isinstance(page, BookScreen)
    at.until(lambda: page._found.ready)
    at.settle()
    shot("book")
    page.model.show_book("shop")
    at.until(lambda: page._found.count > 0)
    page.whose.choose(1)
    at.settle()
    shot("book-shop")
    everybody = page._found.count
    page.model.turn("tier", "gold")
    at.until(lambda: 0 < page._found.count < everybody)
    page.cards.setFocus()
    at.key(Qt.Key.Key_Space)
    at.key(Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    at.settle()
    shot("book-marked")
    page.hand.trigger()
    at.settle()
    page.hand_over.sheet.list.set_current(0)
    at.until(lambda: page.hand_over.sheet.handing is not None)
    shot("book-hand-over")
    at.key(Qt.Key.Key_Escape)
    page.model.want({"tier": frozenset({"nobody's"})})
    at.until(lambda: page._found.count == 0)
    at.settle()
    shot("book-nobody")
    page.model.want({})
    appointments(at, shot)


def appointments(at: Counter, shot: Shot) -> None:
    """A day, and a new one."""
    now, zone = at.app.clock.now(), ZoneInfo(at.app.desk.store.timezone)
    for minutes, who, state in ((-90, "B01", "kept"), (-30, "B05", ""), (20, "B08", ""), (150, "", "")):
        start = (now + timedelta(minutes=minutes)).astimezone(zone)
        one = Appointment("", to_text(start), 45, who, "" if who else "周女士", "试穿大衣", "c1", state or "planned")
        at.app.till.appointments.write(one, When(to_text(now), start.date().isoformat(), "c1"))
    at.window.go("appointments")
    page = at.window.page_of("appointments")
    assert isinstance(page, AppointmentsScreen)
    at.until(lambda: bool(page.rows))
    at.settle()
    shot("appointments")
    page.new.trigger()
    page.sheet.who.setText("李雷")
    page._typed("李雷")
    at.until(lambda: bool(page.sheet.found.results))
    shot("appointments-new")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")
