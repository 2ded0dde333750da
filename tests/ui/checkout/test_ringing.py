"""Ringing up through the real window: scans wherever the cursor stands, red lines, steps, removal and its undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.shop import Shop
from tests.ui.hands import tap
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen

T_SHIRT, MUG, RICE, SOCKS = "6901234567892", "6901234567014", "6901234567021", "6901234567069"
UNKNOWN, WRONG_DIGIT = "6909999999996", "6901234567893"
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def page(counter: TillWindow) -> CheckoutScreen:
    shown = counter.page()
    assert isinstance(shown, CheckoutScreen)
    return shown


def names(counter: TillWindow) -> list[str]:
    return [row.name for row in page(counter).basket.list.rows]


def test_a_scan_is_a_line_with_its_price(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    screen = page(counter)
    (row,) = screen.basket.list.rows
    assert (row.name, row.quantity, row.amount) == ("T-shirt", "× 1", "99.00")
    assert screen.basket.totals.words == "1 item, Subtotal 99.00, Amount due ¥ 99.00"
    assert screen.basket.last.words == "T-shirt × 1 99.00"
    assert counter.sounds.names == ["good"]


def test_the_same_again_joins_its_line_and_stands_chosen(counter: TillWindow) -> None:
    for code in (T_SHIRT, MUG, T_SHIRT):
        counter.scan(code)
    screen = page(counter)
    assert [row.quantity for row in screen.basket.list.rows] == ["× 2", "× 1"]
    assert screen.basket.list.current == 0


def test_a_discount_stands_on_its_line_with_its_name(counter: TillWindow) -> None:
    for code in (SOCKS, SOCKS):
        counter.scan(code)
    (row,) = page(counter).basket.list.rows
    assert (row.amount, row.old_amount, row.note) == ("30.00", "39.80", "Socks 2 for 30 −9.80")
    assert page(counter).basket.totals.words == "2 items, Subtotal 39.80, Discounts −9.80, Amount due ¥ 30.00"


def test_scans_while_the_cursor_stands_in_the_search_box(counter: TillWindow) -> None:
    """Nothing lands in the field and no scan is lost; scenario 3 as a whole is in test_scenarios_on_screen."""
    field = page(counter).goods.field
    counter.type("ri")
    for _ in range(6):
        for code in (T_SHIRT, MUG, RICE, SOCKS):
            counter.hands.scan(code)
    counter.settle()
    assert field.text() == "ri"
    assert field.hasFocus()
    assert [row.quantity for row in page(counter).basket.list.rows] == ["× 6"] * 4
    assert counter.sounds.names == ["good"] * 24


def test_a_refusal_is_seen_in_a_narrow_window_too(counter: TillWindow) -> None:
    counter.window.resize(760, 700)
    counter.settle()
    last = page(counter).basket.last
    counter.scan(T_SHIRT)
    assert not last.isVisible(), "the height is the list's"
    counter.scan(UNKNOWN)
    assert last.isVisible()
    assert "No product has the code" in last.words
    counter.key(Key.Key_Delete)
    assert not last.isVisible()


@pytest.mark.parametrize("code, says", [(UNKNOWN, "No product has the code"), (WRONG_DIGIT, "check digit")])
def test_a_scan_that_is_not_sold_is_a_red_line_that_blocks_payment(counter: TillWindow, code: str, says: str) -> None:
    counter.scan(T_SHIRT)
    counter.scan(code)
    screen = page(counter)
    red = screen.basket.list.rows[-1]
    assert (red.name, red.state, red.badge) == (code, "bad", "Not sold")
    assert says in red.detail
    assert says in screen.basket.last.words
    assert counter.sounds.names == ["good", "refused"]
    assert screen.basket.pay.label == "1 not sold", "the key for paying says why there is no paying yet"
    counter.key(Key.Key_Up)
    counter.key(Key.Key_F12)
    assert page(counter) is screen
    assert screen.basket.last.words.startswith("1 not sold: Ctrl+U")
    assert screen.basket.list.current == 1, "and leads to the line"
    counter.key(Key.Key_Delete)
    assert names(counter) == ["T-shirt"]
    assert screen.basket.pay.label == "Pay"
    counter.key(Key.Key_F12)
    assert counter.window.page == "payment"


def test_plus_and_minus_by_key_and_minus_at_one_removes(counter: TillWindow) -> None:
    counter.scan(MUG)
    (row,) = page(counter).basket.list.rows
    assert row.ends, "the minus key of a single piece says that it removes"
    for _ in range(2):
        lone(counter, "+")
    assert page(counter).basket.list.rows[0].quantity == "× 3"
    assert not page(counter).basket.list.rows[0].ends
    for _ in range(3):
        lone(counter, "-")
    assert names(counter) == []
    assert "Removed: Mug" in page(counter).basket.last.words
    assert page(counter).goods.field.text() == ""


def lone(counter: TillWindow, key: str) -> None:
    """One key, then the silence after it."""
    heard: list[str] = []
    counter.scans.lone_key.connect(heard.append)
    counter.hands.type(key)
    counter.until(lambda: bool(heard))
    counter.scans.lone_key.disconnect(heard.append)
    counter.settle()


def test_the_keys_of_a_line_by_finger(counter: TillWindow) -> None:
    for code in (T_SHIRT, MUG):
        counter.scan(code)
    basket = page(counter).basket.list
    keys = basket._keys_area(basket.visible_area(1))
    tap(basket, keys.topRight() - QPoint(10, -20))
    counter.settle()
    assert basket.rows[1].quantity == "× 2"
    tap(basket, QPoint(20, basket.visible_area(0).center().y()))
    counter.settle()
    assert names(counter) == ["Mug"]
    assert page(counter).goods.field.hasFocus()


def test_undo_brings_a_removed_line_back_where_it_was(counter: TillWindow) -> None:
    screen = page(counter)
    for code in (T_SHIRT, MUG):
        counter.scan(code)
    assert not screen.undo.isEnabled()
    counter.key(Key.Key_Up)
    counter.key(Key.Key_Delete)
    assert names(counter) == ["Mug"]
    counter.scan(RICE)
    assert screen.undo.isEnabled()
    counter.key(Key.Key_Z, CTRL)
    assert names(counter) == ["T-shirt", "Mug", "Rice"]
    assert screen.basket.list.current == 0, "and it is the one to go on with"
    assert screen.amount.isEnabled()
    assert screen.basket.last.words == "T-shirt × 1 99.00"


def test_what_stands_large_follows_its_line(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.key(Key.Key_F6)
    counter.type("3\r")
    assert page(counter).basket.last.words == "T-shirt × 3 297.00"
    lone(counter, "-")
    assert page(counter).basket.last.words == "T-shirt × 2 198.00"


def test_a_basket_that_lay_there_is_gone_on_with_at_its_last_line(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    with till_window(shop, qapp) as counter:
        counter.till.sign_in()
        counter.till.open_shift()
        counter.till.add("A")
        counter.till.add("B")
        counter.enter()
        screen = page(counter)
        assert names(counter) == ["T-shirt", "Mug"]
        assert screen.basket.list.current == 1
        assert screen.basket.last.words == "Mug × 1 35.50"
        assert screen.amount.isEnabled()


def test_red_lines_stay_in_sight_below_a_long_basket(counter: TillWindow) -> None:
    screen, basket = page(counter), page(counter).basket.list
    for sku in ("A", "B", "C", "E", "F", "G", "P1", "P2", "S-M"):
        screen.model.add(sku)
    for code in (UNKNOWN, WRONG_DIGIT):
        counter.scan(code)
    screen.model.add("S-L")
    assert basket.content_height() > basket.viewport().height()
    assert basket.current == 9
    assert basket.visible_area(11).bottom() < basket.viewport().height()
    assert screen.basket.pay.label == "2 not sold"
    seen = []
    for _ in range(3):
        counter.key(Key.Key_F12)
        seen.append(basket.current)
    assert seen == [10, 11, 10], "each press leads to the next one"


def test_keys_that_edit_a_search_do_not_touch_the_basket(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.type("rice")
    counter.key(Key.Key_Home)
    counter.key(Key.Key_Delete)
    assert page(counter).goods.field.text() == "ice"
    assert names(counter) == ["T-shirt"]


def test_a_scan_paints_its_own_row_only(counter: TillWindow) -> None:
    """What makes a long basket as quick as a short one."""
    counter.window.setUpdatesEnabled(True)
    for code in (T_SHIRT, MUG, RICE):
        counter.scan(code)
    basket = page(counter).basket.list
    painted = Painted(basket.viewport())
    before = list(basket.rows)
    counter.scan(SOCKS)
    assert list(basket.rows[:3]) == before
    assert all(now is was for now, was in zip(basket.rows, before, strict=False))
    assert painted.tops, "something was painted"
    assert min(painted.tops) >= basket.visible_area(2).top(), "only the line that was chosen and the new one"


class Painted(QObject):
    """Where a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.tops: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.tops.append(event.rect().top())
        return False


def test_the_language_switches_in_mid_sale_and_no_amount_moves(counter: TillWindow) -> None:
    for code in (T_SHIRT, SOCKS, SOCKS, UNKNOWN):
        counter.scan(code)
    due = page(counter).model.totals_now.due
    counter.languages.set("zh")
    counter.settle()
    assert names(counter) == ["T恤", "袜子", UNKNOWN]
    assert page(counter).basket.list.rows[1].note == "袜子两双30 −9.80"
    assert "没有这个条码" in page(counter).basket.list.rows[2].detail
    assert page(counter).model.totals_now.due == due
    assert page(counter).basket.pay.label == "1 条未计入"
    assert page(counter).basket.totals.words.startswith("3 件")
    assert "没有这个条码" in page(counter).basket.last.words, "what stands large is said in the new language too"
    counter.scan(T_SHIRT)
    counter.languages.set("en")
    counter.settle()
    assert page(counter).basket.last.words == "T-shirt × 2 198.00"


def test_the_basket_is_on_disk_after_the_paint(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    kept = counter.app.till.baskets.load()
    assert kept is not None
    assert [line.product.sku for line in kept.cart.lines] == ["A"]


def test_a_scan_on_the_sign_in_screen_is_not_counted(counter: TillWindow) -> None:
    counter.key(Key.Key_L, CTRL)
    counter.scan(T_SHIRT)
    assert counter.sounds.names == ["refused"]
    assert counter.app.desk.priced.lines == ()
    assert "Sign in first" in counter.window.sign_in.notice.words


def test_heard_twice_counts_once_with_a_sound_of_its_own(counter: TillWindow) -> None:
    counter.hands.scan(T_SHIRT)
    counter.hands.scan(T_SHIRT, before=50)
    counter.settle()
    assert counter.sounds.names == ["good", "repeated"]
    assert page(counter).basket.list.rows[0].quantity == "× 1"


def in_pieces(counter: TillWindow, code: str) -> None:
    """A scanner that pauses in the middle."""
    counter.hands.now += 600
    counter.hands.type(code[:-6], gap=5)
    counter.hands.now += 200
    counter.hands.type(code[-6:] + "\r", gap=5)
    counter.settle()


def test_a_scan_that_came_in_pieces_is_named(counter: TillWindow) -> None:
    in_pieces(counter, T_SHIRT)
    said = page(counter).basket.last.words
    assert said == f"The scan {T_SHIRT} came in pieces and was not counted. Scan that item again."
    assert names(counter) == []
    assert not counter.window.parts.toast.isVisible(), "it would lie over the newest item"
    counter.languages.set("zh")
    in_pieces(counter, MUG)
    assert page(counter).basket.last.words == f"这个条码只断续收到：{MUG}，没有计入。请再扫一次。"


def test_what_could_be_a_payment_code_is_never_shown_whole(counter: TillWindow) -> None:
    wallet, card = "134567890123456789", "%B4111111111111111^X"
    in_pieces(counter, wallet)
    assert "The scan ••••6789 came" in page(counter).basket.last.words
    in_pieces(counter, wallet[:12])
    assert "The scan ••••0123 came" in page(counter).basket.last.words
    for code, said in ((wallet, "Open payment first."), (card, f"••••{card[-4:]}")):
        counter.scan(code)
        seen = [page(counter).basket.last.words, *(row.words() for row in page(counter).basket.list.rows)]
        assert said in seen[0]
        assert not [words for words in seen if code[1:-4] in words]
        assert code[1:-4] not in repr(counter.till.parts.till.baskets.load()), "nor kept"
