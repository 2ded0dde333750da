"""Scenario 12 over every sheet: names, roles, reach by keys, contrast, and nothing cut off at twice the size, in both
languages on the smaller screen; the list of them is held against the program's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from posapp.domain.contact_guard import Contact
from posapp.domain.follow_up import FollowUp
from posapp.domain.member import Member
from posapp.domain.member_details import USUAL
from posapp.usecases.contacting import Way
from posapp.usecases.corrections import Correctable
from posapp.usecases.follow_ups import Task
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.test_accessible import out_of_reach, pale, unnamed
from tests.ui.test_fitting import out_of_place
from tests.ui.till_window import TillWindow, till_window
from ui.appointments.screen import AppointmentsScreen
from ui.checkout.screen import CheckoutScreen
from ui.follow_ups.model import Opened
from ui.follow_ups.screen import FollowUpsScreen
from ui.kit.result_list import Result
from ui.kit.sheet import Sheet, close_sheets, open_sheet
from ui.line.screen import LineScreen
from ui.members.screen import MembersScreen
from ui.orders.model import LineRow, OrderRow, OrderShown
from ui.orders.screen import OrdersScreen
from ui.payment.screen import PaymentScreen
from ui.receipts.came_back import CameBackSheet
from ui.receipts.screen import ReceiptsScreen
from ui.refunds.model import RefundRow
from ui.refunds.screen import RefundsScreen
from ui.returns.screen import ReturnsScreen
from ui.shift.close_screen import CloseScreen
from ui.shift.drawer_screen import DrawerScreen
from ui.shift.screen import ShiftScreen

__all__ = ["shop"]
S = TypeVar("S")
AMOUNT = "¥ 1,234,567.89"


@pytest.fixture
def counter(shop: Shop, qapp: QApplication) -> Iterator[TillWindow]:
    with till_window(shop, qapp) as made:
        yield made


def cut_off(sheet: Sheet) -> list[str]:
    """Words that do not fit where they stand."""
    wrong = []
    for label in sheet.card.findChildren(QLabel):
        if label.isVisible() and label.text().strip() and not label.pixmap().width():
            wide = label.wordWrap() or label.sizeHint().width() <= label.width()
            high = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            if not wide or high > label.height():
                wrong.append(f"{label.text()!r} {label.size()} wants {label.sizeHint()} {high}")
    return wrong


LONG = "A sentence that goes on for more than one line, with ¥ 1,234,567.89 in it, as the shop's words do."
SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Key = Qt.Key
KEYS = {
    "quantity": (Key.Key_F6, NONE),
    "unlisted": (Key.Key_U, CTRL),
    "hold": (Key.Key_F8, NONE),
    "member": (Key.Key_F3, NONE),
    "offers": (Key.Key_F4, NONE),
    "about": (Key.Key_N, CTRL),
    "item": (Key.Key_I, CTRL),
    "keys": (Key.Key_F1, NONE),
    "drawer": (Key.Key_F10, NONE),
    "person": (Key.Key_M, CTRL),
    "empty": (Key.Key_Delete, SHIFT),
    "price": (Key.Key_F7, NONE),
}
"""Asked by a key of the register."""


class Sheets:
    """Every question of the program, opened where it is asked, with amounts as large as they get."""

    def __init__(self, counter: TillWindow, receipt: str) -> None:
        self.counter, self.receipt = counter, receipt

    def page(self, name: str, kind: type[S]) -> S:
        page = self.counter.window.page_of(name)
        assert isinstance(page, kind)
        return page

    @property
    def checkout(self) -> CheckoutScreen:
        return self.page("checkout", CheckoutScreen)

    @property
    def payment(self) -> PaymentScreen:
        return self.page("payment", PaymentScreen)

    @property
    def refunds(self) -> RefundsScreen:
        return self.page("refunds", RefundsScreen)

    def on_checkout(self) -> dict[str, Callable[[], object]]:
        asked, goods, people = self.checkout.questions, self.checkout.goods_questions, self.counter.window.parts.people
        products = tuple(listing.product for listing in self.counter.app.catalog.browse(limit=3))
        second = self.counter.window._second
        return {
            **{name: partial(self.counter.key, *key) for name, key in KEYS.items()},
            "which": lambda: asked.ask_which(products),
            "new prices": lambda: asked.prices.ask("?", LONG, f"Old {AMOUNT}", f"New {AMOUNT}", cheaper=True),
            "serial": lambda: goods.serial.ask(lambda: ("?", LONG, "Serial number", "Keep"), ""),
            "age": lambda: goods.age.ask(lambda: ("?", LONG, LONG, "Old enough", "Not old enough")),
            "second person": lambda: second("void", LONG, lambda _person: None, 123_456_789),
            "new PIN": people.change_own,
            "deputy": people.deputies.ask,
            "lent": people.let_in,
            "whose": lambda: people.whose.ask("?", LONG, yes="Take it over", no="It waits for its owner"),
        }

    def on_orders(self) -> dict[str, Callable[[], object]]:
        acts = self.page("orders", OrdersScreen).acts
        line = LineRow(1, "A", "T-shirt", "apparel", "12", "0", 12_000, "", "", "", 0)
        row = OrderRow("W1", "web", "赵敏", LONG, "READY", "ready", -5, "2026-11-21T09:00:00Z")
        order = OrderShown(row, "138****8000", (line,), (), AMOUNT, AMOUNT, AMOUNT, "A-12", "", LONG, False, True)
        return {
            "missing": lambda: acts.short_sheet.ask(line),
            "instead": lambda: acts.substitute_sheet.ask(line),
            "hand over": lambda: acts.hand_over.ask(order),
        }

    def on_members(self) -> dict[str, Callable[[], object]]:
        page = self.page("members", MembersScreen)
        member = Member("M1", LONG[:40], "+8613800138000", consent=("sms",))
        text, captions = page._place.app.desk.store.consent, page.model.words.captions()
        return {
            "new member": lambda: page.acts.enrol_sheet.ask("13800138000"),
            "another name": lambda: page.acts.edit_sheet.ask("王*", member, captions, (("name", LONG),)),
            "member's consent": lambda: page.acts.consent_sheet.ask("王*", member, text, "zh"),
            "same member": lambda: page.acts.merge_sheet.ask("王*", member),
            "sizes": lambda: page.details.own.ask("王*", USUAL[:3], {"top": LONG[:40]}, {"top": LONG}, "zh"),
            "notes": lambda: page.details.notes.ask(LONG, LONG, "note", "write", ""),
            "wishes": lambda: page.details.wishes.ask(LONG),
            "other book": lambda: page.hand_over.sheet.ask(LONG, [("c1", LONG, LONG)]),
            "their data": lambda: page.privacy.sheet.ask(LONG, "zh", True),
            "top up": lambda: page.topping_up.ask_member("M1", LONG),
            "value back": lambda: page.topping_up.back.ask("M1", LONG),
        }

    def on_follow_ups(self) -> dict[str, Callable[[], object]]:
        page = self.page("follow_ups", FollowUpsScreen)
        often = tuple(Contact(str(n), "2026-11-21T01:00:00Z", "sms", "c1", "S1") for n in range(3))
        member = Member("M1", LONG[:40], "+8613800138000", consent=("phone",))
        task = Task(member, FollowUp("1.1", "call", "2026-11-21", LONG))
        ways = (Way("phone"), Way("sms"), Way("email", "no_consent"), Way("wechat", "no_consent"))
        opened = Opened(task, ways, often)
        return {
            "follow-up": lambda: page.task_sheet.ask(None),
            "what came of it": lambda: page.done_sheet.ask(task),
            "contact": lambda: page.contact_sheet.ask(opened, "phone"),
            "which way": lambda: self.page("members", MembersScreen).contact.ways.ask(opened),
        }

    def on_appointments(self) -> dict[str, Callable[[], object]]:
        sheet = self.page("appointments", AppointmentsScreen).sheet
        return {
            "appointment": lambda: sheet.ask("2026-11-21", [("c1", LONG[:40])], "c1"),
            "another time": lambda: sheet.ask_when(LONG, "2026-11-21", "10:00"),
        }

    def elsewhere(self) -> dict[str, Callable[[], object]]:
        pay, back = self.payment, self.payment.back
        receipts, drawer = self.page("receipts", ReceiptsScreen), self.page("drawer", DrawerScreen)
        close, shift, line = (
            self.page("close", CloseScreen),
            self.page("shift", ShiftScreen),
            self.page("line", LineScreen),
        )
        back_page = self.page("returns", ReturnsScreen)
        owed = RefundRow("1", "1", "owed", "WeChat Pay", AMOUNT, 1, self.receipt, "", 1, LONG)
        tenders = (Correctable(1, "cash", 123_456_789, ""), Correctable(2, "wallet_outside", 1, "x"))
        correction = receipts.correction.sheet
        return {
            "points later": lambda: receipts.late.ask(self.receipt),
            "change": lambda: pay.doubt.ask("?", LONG, yes=f"Take {AMOUNT}", no="Back"),
            "give back": lambda: back.question.ask("?", LONG, yes=f"Give {AMOUNT} back", no="Keep it"),
            "surplus": lambda: back.surplus.ask("?", LONG, by_machine=True),
            "leave out": lambda: back.some.ask("?", LONG, 12),
            "decide": lambda: pay.attempts.decision.ask(AMOUNT, "terminal", reversing=True),
            "decide refund": lambda: self.refunds.decision.ask_refund(AMOUNT, "WeChat Pay"),
            "pay out": lambda: self.refunds.sheet.ask(owed),
            "correction": lambda: correction.ask(self.receipt, tenders, (AMOUNT, AMOUNT)),
            "mail": lambda: receipts.mailing.sheet.ask(self.receipt, "d***@example.com"),
            "cash in": lambda: drawer.cash.ask("paid_in"),
            "cash back": lambda: drawer.cash.ask("refund"),
            "x": drawer.model.show_x,
            "discard": lambda: close.why.ask("?", LONG, "Why", "Discard"),
            "by notes": shift.counting.ask,
            "suspend": drawer.suspending.ask,
            "resume": shift.resuming.ask,
            "photo": back_page.state.sheet.ask,
            "came back": lambda: _came_back(receipts.came_back.sheet),
            "no receipt": lambda: back_page.unproved.sheet.ask("S1-1-20261121-0001", back_page.model.reasons()),
            "why in cash": back_page.in_cash.sheet.ask_why,
            "note": lambda: line.refusals.note_sheet.ask("?", LONG, "Note", "Send"),
        }


def _came_back(sheet: CameBackSheet) -> None:
    sheet.set_title(LONG)
    sheet.list.set_results([Result("1", "T-shirt", "Damaged", AMOUNT, icon="undo-2")])
    sheet.open(sheet.list)
    sheet.show_line(LONG, None)


def kinds(of: type[Sheet] = Sheet) -> set[type[Sheet]]:
    """Every kind of sheet that the program can show."""
    found = set[type[Sheet]]()
    for kind in of.__subclasses__():
        found |= {kind} | kinds(kind)
    return found


@pytest.mark.long
def test_every_sheet_at_twice_the_size(counter: TillWindow) -> None:
    counter.enter("m1", "9999")
    sheets, seen, found = Sheets(counter, counter.sell("A").receipt), set[type[Sheet]](), list[object]()
    counter.window.go("checkout")
    counter.scan("6901234567892")
    counter.window.resize(1024, 768)
    counter.theme.set_scale(2.0)
    for behind in (counter.window.pages, counter.window.parts.rail, counter.window.top_bar):
        behind.setUpdatesEnabled(False)  # its look is another test's
    for language in ("zh", "en"):
        counter.languages.set("zh" if language == "zh" else "en")
        every = {**sheets.on_checkout(), **sheets.on_orders(), **sheets.on_members(), **sheets.elsewhere()}
        every |= {**sheets.on_follow_ups(), **sheets.on_appointments()}
        for name, ask in every.items():
            ask()
            counter.settle()
            sheet = open_sheet(counter.window.canvas)
            assert sheet is not None, name
            seen.add(type(sheet))
            wrong = out_of_place(sheet.card) + cut_off(sheet) + unnamed(sheet.card) + out_of_reach(sheet.card)
            found += [(name, language, what) for what in wrong + (pale(sheet.card) if language == "zh" else [])]
            close_sheets(counter.window.canvas)
    assert not found, "\n".join(map(str, found))
    assert {kind.__name__ for kind in kinds() - seen} <= {"ApprovalSheet"}, "a new question is looked at too"
