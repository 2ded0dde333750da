"""PINs, badges, deputies and head office on the telephone, in the real window by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from posapp.domain.telephone import OFFICE, code_of
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.till_window import TillWindow, till_window
from ui.approval import ApprovalSheet
from ui.kit.sheet import Sheet, open_sheet
from ui.kit.status import Notice

__all__ = ["shop"]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(shop: Shop, qapp: QApplication) -> Iterator[TillWindow]:
    with till_window(shop, qapp) as made:
        yield made


def sheet(counter: TillWindow) -> Sheet:
    counter.until(lambda: open_sheet(counter.window.canvas) is not None)
    found = open_sheet(counter.window.canvas)
    assert found is not None
    return found


def words(inside: QWidget) -> str:
    return " ".join(notice.words for notice in inside.findChildren(Notice) if notice.isVisible())


def read_out(counter: TillWindow) -> str:
    till = counter.app.till
    asked = till.telephone.current()
    assert asked is not None
    return code_of(till.enrolment.token_hashes()[0], till.journal.till, asked, OFFICE)


def person(counter: TillWindow) -> str:
    staff = counter.app.desk.staff
    return staff.id if staff is not None else ""


def by_telephone(counter: TillWindow, approval: Sheet) -> str:
    """Choose the telephone by its chip; what is to be read out."""
    assert isinstance(approval, ApprovalSheet)
    counter.tap(approval._chips._group.buttons()[-1])
    assert approval.read_out.isVisible()
    return approval.read_out.text()


def test_a_forgotten_pin_and_a_badge(counter: TillWindow) -> None:
    window = counter.window
    window.sign_in_model.choose("c1")
    counter.key(Key.Key_F2)
    said = by_telephone(counter, sheet(counter))
    assert counter.app.till.journal.till in said
    counter.type("00000000\r")
    assert "4" in words(sheet(counter)), "tries that are left"
    counter.type(read_out(counter) + "\r")
    counter.type("3333\r3333\r")
    assert words(sheet(counter)), "too easy"
    counter.type("2468\r2468\r")
    counter.until(lambda: open_sheet(window.canvas) is None)
    counter.type("2468\r")
    counter.type("1357\r1357\r")
    counter.until(lambda: person(counter) == "c1")
    counter.until(lambda: window.page == "shift")
    window.switch_person()
    counter.scan("BADGE-M1-0007")
    assert person(counter) == "", "a manager's badge alone opens nothing"
    assert "店长" in words(window.sign_in)
    counter.scan("BADGE-C2-0042")
    counter.until(lambda: person(counter) == "c2")
    counter.scan("BADGE-C2-0042")
    entries = b"".join(entry.body for entry in counter.app.till.journal.all())
    assert b"BADGE" not in entries
    assert "BADGE" not in str(counter.app.desk.basket)


def test_a_deputy_is_named_and_somebody_is_lent(counter: TillWindow) -> None:
    counter.enter("m1", "9999")
    counter.key(Key.Key_M, CTRL)
    counter.tap(counter.window.parts.leave.names_deputy)
    counter.key(Key.Key_Return)
    deputies = counter.app.sign_in.deputies
    counter.until(lambda: len(deputies.now()) == 1)
    counter.tap(counter.window.parts.people.deputies.end)
    assert deputies.now() == ()
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_M, CTRL)
    counter.tap(counter.window.parts.leave.lets_in)
    counter.type("Demo\r")
    counter.type("2468\r2468\r")
    counter.until(lambda: len(counter.app.till.staff.all()) == 4)
    counter.until(lambda: open_sheet(counter.window.canvas) is None)
    counter.window.switch_person()
    counter.window.sign_in_model.choose(f"{counter.app.till.journal.till}.t1")
    counter.type("2468\r")
    counter.type("8642\r8642\r")
    counter.until(lambda: person(counter).endswith(".t1"))
    counter.key(Key.Key_F9)
    assert counter.sounds.names[-1] == "refused"
    counter.key(Key.Key_F10)
    counter.type("x\r")
    assert "no" not in words(sheet(counter))
    by_telephone(counter, sheet(counter))
    counter.type(read_out(counter) + "\r")
    counter.until(lambda: [e.kind for e in counter.app.till.journal.all()][-1] == "drawer_opened")


def test_nobody_goes_away_alone_from_money_that_is_under_way(counter: TillWindow) -> None:
    window, app = counter.window, counter.app
    counter.enter()
    counter.scan("6901234567892")
    app.payment.pay()
    app.payment.take("card", 1_00, "SLIP-1")

    def close_by_hand() -> None:
        """As the window system's own cross asks; an event of that kind cannot be made here."""
        if window.parts.may_close(window.close):
            window.close()

    close_by_hand()
    asked = sheet(counter)
    assert isinstance(asked, ApprovalSheet)
    assert (person(counter), window.isVisible()) == ("c1", True)
    counter.key(Key.Key_Escape)
    counter.until(lambda: open_sheet(window.canvas) is None)
    assert (person(counter), window.isVisible()) == ("c1", True), "nobody said yes"
    counter.key(Key.Key_L, CTRL)
    assert person(counter) == "", "to lock is never forbidden: the basket stays on the counter"
    close_by_hand()
    assert window.isVisible(), "nor is it a way round the question"
    assert "1.00" in window.parts.toast.words
    counter.type("1111\r")
    counter.until(lambda: person(counter) == "c1")
    close_by_hand()
    sheet(counter)
    counter.type("9999\r")
    counter.until(lambda: not window.isVisible())
    assert [e.kind for e in app.till.journal.all()][-1] == "left_unsettled"


def test_each_keeps_a_basket_or_one_takes_over(counter: TillWindow) -> None:
    window, app = counter.window, counter.app
    counter.enter()
    counter.scan("6901234567892")
    window.parts.idle.over()
    assert (person(counter), window.page) == ("", ""), "nobody touched it: it locks itself"
    window.sign_in_model.choose("c2")
    counter.type("2222\r")
    assert "收银员一" in sheet(counter).title.text()
    counter.tap(window.parts.people.whose.no)
    counter.until(lambda: person(counter) == "c2")
    assert app.desk.basket.cart.empty
    window.switch_person()
    window.sign_in_model.choose("c1")
    counter.type("1111\r")
    counter.until(lambda: len(app.desk.basket.cart.lines) == 1)
    window.switch_person()
    counter.scan("BADGE-C2-0042")
    assert "收银员一" in sheet(counter).title.text()
    counter.type("\r")
    counter.until(lambda: person(counter) == "c2")
    assert [line.rung for line in app.desk.basket.cart.lines] == ["c1"]
    counter.key(Key.Key_F12)
    counter.until(lambda: window.page == "payment")
    window.parts.idle.over()
    assert person(counter) == "c2", "never in the middle of a payment"
    kinds = [(e.kind, e.staff) for e in app.till.journal.all()]
    assert kinds[-2:] == [("hold_recalled", "c1"), ("basket_taken_over", "c2")]
