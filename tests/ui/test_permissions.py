"""Every key, button and sheet of every page in the hands of somebody who may sell and nothing else: what the role does
not permit asks for a second person or is refused, and leaves nothing in the books, on paper or in the machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
import shiboken6
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from posapp.contract.ops import KINDS
from posapp.devices.clock import StoppedClock
from posapp.domain.journal import Entry
from posapp.domain.staff import Staff
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE
from tests.ui.till_window import TillWindow, till_window
from ui.approval import Approval, ApprovalSheet
from ui.kit.buttons import PaintedButton, RailButton
from ui.kit.keypads import PadKey
from ui.kit.sheet import close_sheets, open_sheet
from ui.pages import PAGES
from ui.settings.model import MANAGED
from ui.window_keys import FULL

OF_SALE: Final = ""
NEEDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            *("sale", "age_checked", "basket_taken_over", "payment_asked", "payment_moved", "prices_answered"),
            *("shift_opened", "went_online", "receipt_mailed", "pin_locked", "refund_moved", "refund_left"),
            *("line_lost", "line_back", "member_erased", "forgotten"),
            *("coupon_released", "label_replaced", "pin_changed", "handed_over", "sent_again", "print_dropped"),
        ),
        OF_SALE,
    ),
    **dict.fromkeys(("basket_held", "hold_recalled"), "hold"),
    **dict.fromkeys(("basket_cleared", "hold_discarded"), "void"),
    **dict.fromkeys(("drawer_counted", "shift_closed", "shift_suspended"), "close_shift"),
    **dict.fromkeys(("tender_withdrawn", "refund_asked"), "withdraw_tender"),
    **dict.fromkeys(("reprinted", "z_printed"), "reprint"),
    **{"cash_moved": "cash_out", "corrected": "decide_payment", "left_unsettled": "decide_payment"},
    **{"date_confirmed": "confirm_date", "deputy_named": "name_deputy", "drawer_opened": "no_sale"},
    **{
        "order_step": "orders",
        "member_enrolled": "member",
        "member_edited": "member_edit",
        "consent": "member",
        "members_merged": "merge",
        "book_assigned": "assign",
        "appointment": "member",
        "revealed": "reveal",
        **dict.fromkeys(("follow_up_made", "follow_up_changed", "contact_made"), "member"),
        "privacy_asked": "privacy",
        "price_act": "override_price",
        "refund_paid_out": "cash_refund",
    },
    **{"topup": "top_up", "late_points": "late_points"},
    **{"report_exported": "reports", "visitors_counted": "reports", "temporary_person": "temporary_pin"},
    **{"tender_allowed": "wallet_outside", "tender_corrected": "correct_tender", "till_replaced": "start_fresh"},
    **{
        "order_step": "orders",
        "training_began": "training",
        "went_offline": "go_offline",
        "approved_by_telephone": "reset_pin",
    },
}
"""Which act stands behind a kind of entry; `OF_SALE`: selling, or what a person may always do."""

ONE_TAKEN_OUT: Final = b'{"lines":[],"removed":[{"sku":"A","unit":9900,"qty":1000,"tax_id":"13"}]}'
"""The only goods of a basket were taken out of it, which every seller may."""

LOOKS: Final = ("中文", "简体中文", "English")


@pytest.fixture
def counter(tmp_path: Path, ready_hubs: ReadyHubs, qapp: QApplication) -> Iterator[TillWindow]:
    """A till with somebody at it who may only sell."""
    whole = json.loads(SHOP_FILE.read_text(encoding="utf-8"))
    whole["roles"].append({"id": "seller", "may": ["sell"]})
    whole["staff"].append({"id": "s1", "name": "示范店员", "role": "seller", "pin": "4321", "stores": ["S1"]})
    with ready_hubs.start(tmp_path / "hub", json.dumps(whole).encode()) as hub:
        shop = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        with till_window(shop, qapp) as made:
            yield made
        shop.close()


class Walk:
    """Presses everything on the pages and in their sheets; `asked`: for which acts a second person was asked;
    `shut`: pages that do not open."""

    def __init__(self, counter: TillWindow) -> None:
        self.counter, self.window = counter, counter.window
        self.asked: set[str] = set()
        self.pressed: set[tuple[str, str, str]] = set()
        self.shut: set[str] = set()

    @property
    def person(self) -> Staff:
        found = self.counter.app.till.staff.by_id("s1")
        assert found is not None
        return found

    def stand(self, page: str) -> None:
        """On the page again, with goods on the counter, whatever the last key did."""
        app = self.counter.app
        close_sheets(self.window.canvas)
        if app.desk.staff is None:
            self.window.sign_in_model.enter_with(self.person)
        if app.desk.basket.paying and page != "payment":
            app.payment.back()
        if app.desk.shift is not None and app.desk.basket.cart.empty:
            app.checkout.add("A")
        if self.window.page != page:
            self.window.go(page)
            self.look()

    def look(self) -> None:
        answers: list[None] = []
        self.counter.tasks.run(lambda: None, answers.append, lambda _no: None)
        self.counter.until(lambda: bool(answers))
        QApplication.processEvents()
        sheet = open_sheet(self.window.canvas)
        if isinstance(sheet, Approval):
            self.asked.add(sheet._act)

    def walk(self, name: str) -> None:
        """Each key and button of a page, and those that come into sight by it; each of a sheet's."""
        pressed = -1
        while len(self.pressed) > pressed:
            pressed = len(self.pressed)
            self.stand(name)
            if self.window.page != name:
                self.shut.add(name)
                return
            for key in self.keys(name):
                if shiboken6.isValid(key) and (name, "", key.text()) not in self.pressed:
                    self.stand(name)
                    self.press(key, name, "")
                    self.through(name, key)

    def keys(self, name: str) -> list[QAction | PaintedButton]:
        """The window's own with those of the first page only."""
        window, page = self.window, self.window.page_in_sight
        of_window = [a for key, a in window.parts.keys.actions.items() if key != FULL] if name == PAGES[0].name else []
        of_page = page.findChildren(QAction) if page is not None else []
        return [*of_window, *of_page, *self.buttons(page if page is not None and not of_window else window.canvas)]

    def buttons(self, inside: QWidget) -> list[PaintedButton]:
        """In sight; no digits, nor what only has the whole window drawn anew."""
        found = inside.findChildren(PaintedButton)
        seen = [b for b in found if b.isVisible() and b.isEnabled() and not isinstance(b, PadKey | RailButton)]
        return [b for b in seen if b.label not in LOOKS and not b.label.endswith("%")]

    def press(self, key: QAction | PaintedButton, page: str, sheet: str) -> bool:
        """Once each, with something in every field; whether it was not pressed before."""
        name = (page, sheet, key.text())
        if name in self.pressed:
            return False
        self.pressed.add(name)
        self.again(key)
        return True

    def again(self, key: QAction | PaintedButton) -> None:
        where = open_sheet(self.window.canvas) or self.window.page_in_sight
        for field in where.findChildren(QLineEdit) if where is not None else ():
            if field.isVisible() and field.isEnabled() and not field.text():
                field.setText("1")
        if isinstance(key, QAction):
            key.trigger()
        else:
            key.click()
        self.look()

    def through(self, page: str, opener: QAction | PaintedButton) -> None:
        """Every button of the sheet that stands open now."""
        sheet = open_sheet(self.window.canvas)
        kind = type(sheet)
        while sheet is not None and not isinstance(sheet, ApprovalSheet):
            name = f"{kind.__name__} {sheet.title.text()}"
            if not any(self.press(button, page, name) for button in self.buttons(sheet)):
                return
            sheet = open_sheet(self.window.canvas)
            if type(sheet) is not kind:
                self.stand(page)
                if shiboken6.isValid(opener):
                    self.again(opener)
                sheet = open_sheet(self.window.canvas)
                if type(sheet) is not kind:
                    return


@pytest.mark.long
def test_nothing_is_reached_that_the_role_does_not_permit(counter: TillWindow) -> None:
    till, window = counter.till, counter.window
    till.sign_in("m1", "9999")
    till.open_shift()
    till.sell("A")
    till.close_shift()
    counter.enter("s1", "4321")
    till.sell("B")
    till.sign_in("m1", "9999")
    till.hold("C")
    counter.enter("s1", "4321")
    journal, machine = counter.app.till.journal, counter.equipment.machine
    before, papers = len([*journal.all()]), {job.kind for job in counter.app.till.print_jobs.waiting()}
    walk = Walk(counter)
    window.setUpdatesEnabled(False)  # what it looks like is another test's
    for page in PAGES:
        walk.walk(page.name)
    done = [entry for entry in [*journal.all()][before:] if NEEDS[entry.kind] != OF_SALE]
    assert [entry.body for entry in done if entry.body != ONE_TAKEN_OUT] == []
    assert {job.kind for job in counter.app.till.print_jobs.waiting()} <= papers
    assert not (counter.app.till.folder / "pdf").exists()
    assert [name for name in MANAGED if getattr(machine, name) != getattr(counter.equipment.machine, name)] == []
    assert walk.asked >= {"void", "no_sale", "reprint", "cash_in", "cash_out", "safe_drop", "x_report", "settings"}
    assert walk.shut == {"orders", "reports", "dashboard", "audit", "members", "book", "follow_ups", "appointments"}
    walk.stand("checkout")
    window.go("reports")
    window.parts.rail.keys["reports"].trigger()
    lit = [name for name, button in window.parts.rail._buttons.items() if button.isChecked()]
    assert (window.page, lit) == ("checkout", ["checkout"])
    assert "Ctrl+M" in window.parts.toast.words
    assert len(walk.pressed) > 160, "it has been everywhere"
    assert sorted(NEEDS) == sorted(KINDS), "a new kind of entry says which act stands behind it"
    nobody(counter, [*journal.all()])


def nobody(counter: TillWindow, entries: list[Entry]) -> None:
    """The same keys while nobody is signed in, those that are out of sight too."""
    window = counter.window
    window.lock()
    for action in window.findChildren(QAction):
        if action is not window.parts.keys.actions[FULL]:
            action.trigger()
    counter.settle()
    assert ([*counter.app.till.journal.all()], counter.app.desk.staff) == (entries, None)
    assert window.stack.currentWidget() is window.sign_in
