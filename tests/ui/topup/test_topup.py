"""Money onto a balance and back, and points for an earlier receipt, through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from posapp.devices.clock import StoppedClock
from posapp.storage.verify import verify
from posapp.usecases.topups import BackWish
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow
from ui.members.screen import MembersScreen
from ui.payment.screen import PaymentScreen
from ui.receipts.screen import ReceiptsScreen
from ui.shift.drawer_screen import DrawerScreen

SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-topup.json"
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """Whose hub keeps balances."""
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, clock)
        yield made
        made.close()


def member(counter: TillWindow, id_: str) -> MembersScreen:
    page = counter.go("members")
    assert isinstance(page, MembersScreen)
    page.model.choose(id_)
    counter.until(lambda: page.top_up.isEnabled())
    return page


def _kept_and_let_go(shop: Shop) -> bool:
    with shop.hub.database.raw() as connection:
        proved, held = (connection.execute(f"SELECT * FROM {t}").fetchall() for t in ("purse_proof", "purse_hold"))
    return bool(proved) and not held


def test_a_member_tops_up_and_has_principal_back(counter: TillWindow, shop: Shop) -> None:
    """By keys: 500 with 50 given, cash, a paper; a typed telephone number releases nothing; a manager lets 250 go."""
    page = member(counter, "M1")
    counter.key(Key.Key_T, CTRL)
    sheet = page.topping_up.sheet
    counter.until(sheet.isVisible)
    counter.type("500")
    assert "50.00" in sheet.gives.text()
    counter.key(Key.Key_Return)
    counter.until(lambda: counter.window.page == "payment")
    paying = counter.window.page_of("payment")
    assert isinstance(paying, PaymentScreen)
    assert (paying.standing.due.text, counter.app.desk.basket.tenders) == ("¥ 500.00", ())
    counter.scan("6901234567892")
    assert not counter.app.desk.basket.cart.lines, "no goods join it"
    counter.until(lambda: paying.taking.take.isEnabled())
    counter.key(Key.Key_Return)
    counter.until(lambda: counter.app.till.topups.by_number("S1-1-20261121-T0001") is not None)
    assert counter.app.till.sales.count() == 0
    paid = counter.app.till.topups.by_number("S1-1-20261121-T0001")
    assert paid is not None
    assert paid.topup is not None
    assert (paid.topup.principal, paid.topup.bonus, paid.topup.after) == (50_000, 5_000, 67_000)
    counter.until(lambda: not counter.app.desk.basket.paying)
    jobs = counter.app.till.print_jobs
    job = jobs.last_of("topup", paid.receipt)
    assert job is not None
    jobs.printed(job.id, job.at)
    counter.until(lambda: paying.finished.paper.words == "Receipt printed")
    assert paying.finished.holds.words == "On the balance now ¥ 670.00"
    assert not paying.mail.key.isEnabled(), "a slip is not mailed"
    counter.till.sync()
    counter.till.sync()
    wallet = counter.app.till.wallets.of("M1")
    assert wallet is not None
    assert (wallet.stored_value, wallet.bonus) == (67_000, 7_000), "signed at once"
    page = member(counter, "M1")
    counter.key(Key.Key_T, CTRL)
    counter.until(sheet.isVisible)
    sheet.back.click()
    back = page.topping_up.back
    counter.until(back.isVisible)
    back.amount.setText("250")
    back.reason.setText("不再需要")
    back.ok.click()
    approval = counter.window.parts.second
    counter.until(approval.isVisible)
    counter.type("9999\r")
    counter.until(lambda: back.isVisible() and bool(back.notice.words))
    assert counter.app.till.topups.by_number("S1-1-20261121-T0002") is None, "nobody released it"
    back.code.setText("246810")
    boss = counter.app.sign_in.approve("topup_refund", "m1", "9999")
    back._ask(boss, counter.app.topups.back_wish(BackWish("M1", 24_000, "246810", "x"), boss))
    back.close_sheet()  # while head office is being asked
    sheet.ask_member("M1", "")
    sheet.amount.setText("100")
    sheet.ok.click()
    sheet.close_sheet()
    counter.until(lambda: _kept_and_let_go(shop))
    counter.settle()
    assert counter.app.till.topups.by_number("S1-1-20261121-T0002") is None, "what was closed gives nothing back"
    assert not counter.app.desk.basket.paying, "nor opens a payment"
    assert not back.isVisible()
    back.ask("M1", "")
    for field, text in ((back.amount, "250"), (back.reason, "不再需要"), (back.code, "246810")):
        field.setText(text)
    back.ok.click()
    counter.until(approval.isVisible)
    counter.type("9999\r")
    counter.until(
        lambda: any(t.topup is not None and t.topup.principal == -25_000 for t in counter.app.topups.of_day(9))
    )
    given = counter.app.till.topups.by_number("S1-1-20261121-T0002")
    assert given is not None
    assert given.topup is not None
    assert (given.topup.principal, given.topup.bonus) == (-25_000, -2_917)
    receipts = counter.go("receipts")
    assert isinstance(receipts, ReceiptsScreen)
    counter.until(lambda: [row.receipt for row in receipts._listed][:1] != [])
    assert {row.receipt for row in receipts._listed} == {"S1-1-20261121-T0001", "S1-1-20261121-T0002"}
    assert all(row.detail.endswith("top-up") for row in receipts.lists.sales.results)
    assert counter.app.till.cash.sums(counter.app.desk.open_shift()).expected == 50_000 + 50_000 - 25_000
    assert verify(counter.app.till).whole
    with counter.app.till.database.transaction() as tx:
        tx.execute("UPDATE topup SET handed = handed + 1 WHERE number = 1")
    assert verify(counter.app.till).differing == (int(paid.id.rpartition(".")[2]),)


def test_a_gift_card_from_the_drawers_page_and_points_given_later(counter: TillWindow) -> None:
    """The card's limit is told before money is taken; a receipt's points go to one member, once."""
    counter.sell("D", "100.00")
    drawer = counter.go("drawer")
    assert isinstance(drawer, DrawerScreen)
    counter.key(Key.Key_T, CTRL)
    sheet = drawer.topping_up.sheet
    counter.until(sheet.isVisible)
    counter.type("GC-60")
    counter.key(Key.Key_Return)
    counter.type("950")
    counter.key(Key.Key_Return)
    counter.until(lambda: "1,000.00" in sheet.notice.words)
    sheet.amount.setText("40")
    counter.tap(sheet.ok)
    counter.until(lambda: counter.window.page == "payment")
    counter.key(Key.Key_Escape)
    counter.until(lambda: counter.app.desk.basket.topup is None)
    receipts = counter.go("receipts")
    assert isinstance(receipts, ReceiptsScreen)
    counter.until(lambda: receipts.give.isVisible())
    counter.key(Key.Key_K, CTRL)
    late = receipts.late.sheet
    counter.until(late.isVisible)
    counter.type("13900139000")
    counter.key(Key.Key_Return)
    assert late.notice.words, "her own account"
    late.member.setText("13800138000")
    counter.tap(late.ok)
    counter.until(lambda: not late.isVisible())
    assert counter.app.till.topups.late(counter.app.receipts.find("1").id) is not None
    counter.until(lambda: not receipts.give.isVisible())
    for _ in range(2):
        counter.app.members.attach(counter.app.members.known("M1"))
        assert "often" not in {prompt.kind for prompt in counter.app.prompts.of("M1")}
        counter.sell("A")
    often = counter.app.prompts.of("M1")[0]
    assert (often.kind, often.figure) == ("often", 2)
