"""Pictures of the shift: its page, cash that moves, X and Z, the close step by step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from bench.counter import Counter
from bench.shots_paper import ShotOf
from posapp.domain.drawer import Drawer
from posapp.domain.hold import Taker
from posapp.domain.suspension import Suspended
from ui.shift.close_screen import CloseScreen
from ui.shift.drawer_screen import DrawerScreen
from ui.shift.screen import ShiftScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def drawer_page(at: Counter) -> DrawerScreen:
    """The page of the open shift."""
    page = at.window.page_of("drawer")
    assert isinstance(page, DrawerScreen)
    return page


def close_page(at: Counter) -> CloseScreen:
    """The page that closes it."""
    page = at.window.page_of("close")
    assert isinstance(page, CloseScreen)
    return page


def shifts(at: Counter, shot: ShotOf) -> None:
    """A day's end: cash in and out, X, a basket aside, the count, the reason, the Z."""
    if at.app.desk.basket.cart.lines:
        at.app.checkout.clear("", at.app.till.staff.by_id("m1"))
    at.scan(at.codes(1)[0])
    at.settle()
    at.app.holds.hold("")
    at.window.go("drawer")
    at.calm()
    shot("shift-empty")
    page = drawer_page(at)
    page.cash.ask("safe_drop")
    shot("shift-cash")
    at.type("300")
    page.cash.usual.chosen.emit(0)
    at.key(Qt.Key.Key_Return)
    at.calm()
    if page.cash.approval.isVisible():
        shot("shift-cash-second")
        at.key(Qt.Key.Key_Escape)
        app = at.app
        app.cash.move("safe_drop", 30000, "Too much cash", app.till.staff.by_id("m1"))
    at.app.cash.move("paid_in", 20000, "换零钱", at.app.till.staff.by_id("m1"))
    drawer_page(at).model.reload()
    at.calm()
    shot("shift-page")
    page.cash.ask("refund")
    shot("shift-refund")
    at.key(Qt.Key.Key_Escape)
    at.window.switch_person()
    at.until(lambda: bool(at.window.sign_in_model.people))
    at.window.sign_in_model.choose("m1")
    at.window.sign_in_model.people_changed.emit()
    at.type("9999\r")
    at.until(lambda: bool(at.window.page))
    at.window.go("drawer")
    at.calm()
    at.key(Qt.Key.Key_R, modifier=CTRL)
    at.calm()
    shot("shift-x")
    at.key(Qt.Key.Key_Escape)
    leaving(at, shot)
    close(at, shot)


def carried(at: Counter, shot: ShotOf) -> None:
    """As where drawers are carried along: a shift that another till suspended."""
    desk, page = at.app.desk, at.window.page_of("shift")
    assert isinstance(page, ShiftScreen)
    desk._store = replace(desk.store, drawer=Drawer("floating"))
    at.window.go("shift")
    at.settle()
    shot("carried-open")
    page.resuming.ask()
    at.calm()
    day, taken = "2026-11-22", Taker("S1-3-x", "3", "c2", False)
    page.resuming._listed(
        (
            Suspended("S1-2-x.1", "S1-2-x", "2", "c1", day, f"{day}T01:00:00Z", f"{day}T04:30:00Z"),
            Suspended("S1-3-x.1", "S1-3-x", "3", "c2", day, f"{day}T01:00:00Z", f"{day}T05:00:00Z", taken),
        )
    )
    at.settle()
    shot("carried-resume")
    page.resuming._listed(())
    shot("carried-none")
    at.key(Qt.Key.Key_Escape)
    desk.settings_changed()
    at.window.go("checkout")
    at.settle()


def leaving(at: Counter, shot: ShotOf) -> None:
    """The question before a shift leaves its till."""
    desk, page = at.app.desk, drawer_page(at)
    desk._store = replace(desk.store, drawer=Drawer("floating"))
    page.opened()
    at.calm()
    shot("carried-page")
    page.suspending.ask()
    at.settle()
    shot("carried-leave")
    at.key(Qt.Key.Key_Escape)
    desk.settings_changed()
    page.opened()
    at.calm()


def close(at: Counter, shot: ShotOf) -> None:
    """From what stands open to the Z."""
    at.window.go("close")
    at.calm()
    shot("close-before")
    page = close_page(at)
    page.keep.trigger()
    at.calm()
    shot("close-decided")
    page.forward.trigger()
    at.calm()
    shot("close-count")
    at.type("3\r2\r")
    shot("close-counting")
    page.count.by_amount.click()
    shot("close-amount")
    page.count.by_notes.click()
    page.forward.trigger()
    at.calm()
    shot("close-result")
    page.result.reason.setText("找零有误")
    at.until(lambda: page.rested)
    page.forward.trigger()
    at.until(page.done.paper.isVisible)
    at.calm()
    shot("close-done")
    page.done.again.click()
    at.settle()
    shot("shift-next")
    carried(at, shot)
    at.type("500\r")
    at.settle()
    shot("shift-differs")
    at.type("\r")
    at.until(lambda: at.window.page == "checkout")
    at.window.go("drawer")
    at.calm()
    drawer_page(at).z_chip.click()
    shot("shift-zs")
    drawer_page(at).list.chosen.emit(0)
    at.calm()
    shot("shift-z")
    at.key(Qt.Key.Key_Escape)
