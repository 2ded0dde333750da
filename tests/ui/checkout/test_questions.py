"""What the register asks: quantity, weight, price, which one, unlisted, emptying, and a second person's PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.checkout.conftest import SHARED
from tests.ui.checkout.test_ringing import CTRL, MUG, RICE, T_SHIRT, UNKNOWN, Key, lone, names, page
from tests.ui.hands import NONE, tap
from tests.ui.till_window import TillWindow
from ui.kit.sheet import Sheet
from ui.payment.screen import PaymentScreen

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_typed_quantity(counter: TillWindow) -> None:
    counter.scan(MUG)
    counter.key(Key.Key_F6)
    figure = page(counter).questions.figure
    assert figure.isVisible()
    assert figure.field.text() == "1"
    counter.type("12\r")
    assert page(counter).basket.list.rows[0].quantity == "× 12"
    assert not figure.isVisible()
    assert page(counter).goods.field.hasFocus()


def test_an_absurd_quantity_is_refused_where_the_hands_are(counter: TillWindow) -> None:
    counter.scan(MUG)
    for typed in ("0", "99999", "abc", "", "-1", "1.5.2"):
        counter.key(Key.Key_F6)
        figure = page(counter).questions.figure
        assert figure.field.wrong == "", "asked anew"
        figure.field.clear()
        counter.sounds.names.clear()
        counter.type(f"{typed}\r")
        assert figure.isVisible(), typed
        assert figure.field.hasFocus()
        assert figure.field.wrong, typed
        assert counter.sounds.names == ["refused"]
        counter.key(Key.Key_Escape)
        assert page(counter).basket.list.rows[0].quantity == "× 1"


def test_a_code_of_several_goods_is_settled_by_one_digit_key(counter: TillWindow) -> None:
    counter.scan(SHARED)
    choice = page(counter).questions.choice
    assert [result.digit for result in choice.list.results] == ["1", "2"]
    assert counter.sounds.names == ["refused"], "the cashier must look up"
    lone(counter, "2")
    assert names(counter) == ["Large cake"]
    assert not choice.isVisible()


def test_leaving_the_choice_sells_nothing(counter: TillWindow) -> None:
    counter.scan(SHARED)
    counter.scan(T_SHIRT)
    assert names(counter) == [], "a scan waits until the question is answered, and is heard to be refused"
    assert counter.sounds.names == ["refused", "refused"]
    counter.key(Key.Key_Escape)
    counter.scan(T_SHIRT)
    assert names(counter) == ["T-shirt"]


def test_size_and_colour_are_chosen_inside_a_style(counter: TillWindow) -> None:
    counter.hands.type("衬衫\r")  # before anybody could see which
    counter.settle()
    choice = page(counter).questions.choice
    assert [result.detail for result in choice.list.results] == ["S-L · L · 白", "S-M · M · 白"]
    counter.key(Key.Key_Down)
    counter.key(Key.Key_Return)
    assert [line.line.product.sku for line in counter.app.desk.priced.lines] == ["S-M"]


def test_a_row_with_its_size_is_that_size(counter: TillWindow) -> None:
    counter.type("shirt")
    counter.until(lambda: page(counter).model.found_for == "shirt")
    rows = [row.detail for row in page(counter).goods.results.results]
    while "S-M" not in rows[page(counter).goods.results.current]:
        counter.key(Key.Key_Down)
    counter.type("\r")
    assert [line.line.product.sku for line in counter.app.desk.priced.lines] == ["S-M"]


def test_a_tile_of_a_style_asks_and_the_one_touched_is_under_enter(counter: TillWindow) -> None:
    grid = page(counter).goods.grid
    number = next(n for n, tile in enumerate(grid.cells.rows) if tile.key == "S-M")
    grid.show_row(number)
    tap(grid, grid.visible_area(number).center())
    counter.settle()
    choice = page(counter).questions.choice
    assert choice.isVisible()
    counter.key(Key.Key_Return)
    assert [line.line.product.sku for line in counter.app.desk.priced.lines] == ["S-M"]


def test_weighed_goods_ask_for_their_weight(counter: TillWindow) -> None:
    counter.type("apples")
    counter.until(lambda: page(counter).model.found_for == "apples")
    counter.type("\r")
    assert page(counter).questions.figure.title.text() == "Weight in kg"
    counter.type("1.25\r")
    (row,) = page(counter).basket.list.rows
    assert (row.quantity, row.amount) == ("1.250 kg", "21.00")


def test_goods_without_a_price_ask_for_one(counter: TillWindow) -> None:
    counter.type("gift")
    counter.until(lambda: page(counter).model.found_for == "gift")
    counter.type("\r")
    counter.type("x\r")
    assert page(counter).questions.figure.field.wrong
    counter.type("88.50\r")
    assert [row.amount for row in page(counter).basket.list.rows] == ["88.50"]
    counter.key(Key.Key_F6)
    assert not page(counter).questions.figure.isVisible(), "nothing is asked that is refused anyway"
    assert page(counter).basket.last.words.startswith("The price was typed"), "there is no label"
    assert page(counter).goods.field.hasFocus()


def test_an_unknown_code_is_sold_as_unlisted_and_told_to_head_office(counter: TillWindow) -> None:
    counter.scan(UNKNOWN)
    counter.key(Key.Key_U, CTRL)
    sheet = page(counter).questions.unlisted
    assert sheet.isVisible()
    assert [sheet.category.itemText(n) for n in range(sheet.category.count())][:3] == ["No category", "Food", "Clothes"]
    assert sheet.tax.currentText() == "13%"
    counter.type("0\r")
    assert sheet.price.wrong, "nothing is sold for nothing"
    counter.type("7.50\r")
    (row,) = page(counter).basket.list.rows
    assert (row.name, row.amount, row.badge) == ("Unlisted goods", "7.50", "Unlisted")
    (line,) = counter.app.desk.basket.cart.lines
    assert (line.code, line.unlisted, line.product.category, line.product.tax) == (UNKNOWN, True, "", "13")
    counter.key(Key.Key_F12)
    assert counter.window.page == "payment"


def test_goods_without_a_code_can_be_sold_too(counter: TillWindow) -> None:
    counter.key(Key.Key_U, CTRL)
    counter.type("3\r")
    assert [row.amount for row in page(counter).basket.list.rows] == ["3.00"]


def test_emptying_asks_and_the_journal_keeps_the_lines(counter: TillWindow) -> None:
    for code in (T_SHIRT, UNKNOWN):
        counter.scan(code)
    counter.key(Key.Key_Delete)
    counter.scan(UNKNOWN)
    counter.key(Key.Key_Delete, CTRL | SHIFT)
    void = page(counter).questions.void
    assert void.isVisible()
    assert void.accessibleDescription().startswith("1 item for ¥ 99.00."), "red lines are no goods"
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_Delete)
    assert names(counter) == ["T-shirt"]
    counter.key(Key.Key_Delete, CTRL | SHIFT)
    counter.key(Key.Key_Down)
    counter.key(Key.Key_Return)
    assert names(counter) == []
    last = counter.app.till.journal.last()
    assert last is not None
    assert (last.kind, last.staff) == ("basket_cleared", "c1")
    assert b'"A"' in last.body
    assert b'"reason":"The customer cannot pay"' in last.body
    assert counter.app.till.baskets.load() is None or counter.app.till.baskets.load().cart.empty  # type: ignore[union-attr]


def test_who_may_not_empty_fetches_someone_who_may(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.app.sign_in.sign_in("t1", "3333")
    counter.key(Key.Key_Delete, CTRL | SHIFT)
    counter.key(Key.Key_Return)
    approval = page(counter).questions.approval
    assert approval.isVisible()
    counter.type("0000\r")
    assert approval.isVisible(), "a wrong PIN leaves the question there"
    assert names(counter) == ["T-shirt"]
    people = list(approval._people)
    approval._chips._group.button(people.index("m1")).click()
    counter.type("9999\r")
    counter.until(lambda: not approval.isVisible())
    assert names(counter) == []
    last = counter.app.till.journal.last()
    assert last is not None
    assert (last.kind, last.staff) == ("basket_cleared", "t1")
    assert b'"m1"' in last.body
    assert b"changed their mind" in last.body


def test_what_the_last_customer_got_back_stands_there_until_the_next_item(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.key(Key.Key_F12)
    counter.type("200\r")
    payment = counter.page()
    assert isinstance(payment, PaymentScreen)
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)
    last = page(counter).basket.last
    assert last.words == "Last sale ¥ 99.00, change ¥ 101.00"
    counter.languages.set("zh")
    counter.settle()
    assert last.words == "上一单 ¥ 99.00，找零 ¥ 101.00"
    counter.scan(MUG)
    assert last.words == "马克杯 × 1 35.50"


def test_the_next_customer_cannot_get_the_last_ones_lines(counter: TillWindow) -> None:
    for code in (T_SHIRT, MUG):
        counter.scan(code)
    counter.key(Key.Key_Delete)
    counter.key(Key.Key_F12)
    counter.key(Key.Key_Return)
    counter.scan(RICE)
    screen = page(counter)
    assert names(counter) == ["Rice"]
    assert not screen.undo.isEnabled()


def test_a_scan_under_a_question_is_refused_in_words(counter: TillWindow) -> None:
    """The quantity, which of several goods, whether to empty the basket, what is not listed."""
    counter.scan(MUG)
    key = {"quantity": (Key.Key_F6, NONE), "clear": (Key.Key_Delete, CTRL | SHIFT), "unlisted": (Key.Key_U, CTRL)}
    for question in ("quantity", "which", "clear", "unlisted"):
        counter.scan(SHARED) if question == "which" else counter.key(*key[question])
        before = counter.app.desk.basket.cart
        counter.scan(T_SHIRT)
        (sheet,) = (sheet for sheet in counter.window.canvas.findChildren(Sheet) if sheet.isVisible())
        assert any("not counted" in label.text() for label in sheet.findChildren(QLabel) if label.isVisible()), question
        assert counter.app.desk.basket.cart == before
        counter.key(Key.Key_Escape)
        counter.scan(T_SHIRT)
        assert counter.app.desk.basket.cart != before, question
