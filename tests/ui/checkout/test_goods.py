"""The left side of the register: search as one types, tiles, categories, folding them away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from posapp.storage.catalog_feed import CatalogChange
from tests.ui.checkout.test_ringing import CTRL, MUG, T_SHIRT, UNKNOWN, Key, lone, names, page
from tests.ui.hands import tap
from tests.ui.till_window import TillWindow


def find(counter: TillWindow, typed: str) -> list[str]:
    counter.type(typed)
    counter.until(lambda: page(counter).model.found_for == typed)
    return [result.name for result in page(counter).goods.results.results]


def test_found_by_name_pinyin_initials_and_number(counter: TillWindow) -> None:
    for typed in ("mug", "马克", "make", "mkb", "B"):
        assert "Mug" in find(counter, typed), typed
        assert page(counter).goods.results.isVisible()
        counter.key(Key.Key_Escape)
        assert page(counter).goods.field.text() == ""


def test_enter_rings_up_the_first_and_the_field_is_free_again(counter: TillWindow) -> None:
    find(counter, "mug")
    counter.type("\r")
    assert names(counter) == ["Mug"]
    assert page(counter).goods.field.text() == ""
    assert page(counter).goods.field.hasFocus()
    assert not page(counter).goods.results.isVisible()


def test_enter_before_the_answer_rings_up_the_best_match(counter: TillWindow) -> None:
    best, *others = (listing.product.name_en for listing in counter.app.catalog.search("cake"))
    assert others
    counter.hands.type("cake\r")
    counter.settle()
    assert names(counter) == [best]


def test_arrows_move_along_the_results(counter: TillWindow) -> None:
    shown = find(counter, "s")
    counter.key(Key.Key_Down)
    counter.type("\r")
    assert names(counter) == [shown[1]]


def test_a_digit_behind_letters_chooses(counter: TillWindow) -> None:
    shown = find(counter, "cake")
    assert len(shown) == 2
    lone(counter, "2")
    assert names(counter) == [shown[1]]
    assert page(counter).goods.field.text() == ""


def test_a_digit_behind_a_space_is_text(counter: TillWindow) -> None:
    find(counter, "mug ")
    counter.hands.type("3")
    counter.settle()
    assert page(counter).goods.field.text() == "mug 3"
    assert names(counter) == []


def test_half_a_number_sells_nothing_until_a_hand_has_chosen(counter: TillWindow) -> None:
    goods = page(counter).goods
    shown = find(counter, "6901234567")
    assert len(shown) > 1
    assert goods.hint.isVisible()
    assert not page(counter).hasHeightForWidth(), "the hint would push the total out of the window"
    counter.type("\r")
    counter.until(lambda: bool(goods.field.wrong))
    assert names(counter) == []
    assert counter.sounds.names == ["refused"]
    counter.key(Key.Key_Down)
    counter.type("\r")
    assert names(counter) == shown[:1]
    assert not goods.hint.isVisible()


def test_half_a_number_and_enter_before_the_answer_sells_nothing(counter: TillWindow) -> None:
    counter.hands.type("6901234567\r")
    counter.settle()
    assert names(counter) == []
    assert counter.sounds.names == ["refused"]
    assert page(counter).goods.hint.isVisible()


@pytest.mark.parametrize("quick", [False, True])
def test_digits_that_are_a_whole_number_are_that_item(counter: TillWindow, quick: bool) -> None:
    mug = counter.app.catalog.by_sku("B")
    assert mug is not None
    numbered = [(replace(mug, sku="10014", name_en="Pot"), ()), (replace(mug, sku="1001", name_en="Cup"), ())]
    counter.app.catalog.apply(CatalogChange(products=numbered))
    if quick:
        counter.hands.type("1001")
    else:
        find(counter, "1001")
    counter.type("\r")
    assert names(counter) == ["Cup"]


def stall(counter: TillWindow) -> None:
    """A scanner stops in the middle of a code; its head comes out as typed digits."""
    counter.hands.type(T_SHIRT[:7], 5)
    counter.until(lambda: page(counter).model.found_for == T_SHIRT[:7])
    counter.hands.now += 3000


@pytest.mark.parametrize("then, line", [(T_SHIRT[7:], T_SHIRT[7:]), (MUG, "Mug")])
def test_the_head_of_a_scan_that_stalled_is_never_sold(counter: TillWindow, then: str, line: str) -> None:
    stall(counter)
    counter.scan(then)
    assert names(counter) == [line]
    assert page(counter).goods.field.text() == ""
    counter.type("\r")
    assert names(counter) == [line]


def test_emptying_the_basket_empties_the_search(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    find(counter, "ri")
    counter.key(Key.Key_Delete, CTRL | Qt.KeyboardModifier.ShiftModifier)
    counter.key(Key.Key_Return)
    assert names(counter) == []
    assert page(counter).goods.field.text() == ""


def test_a_typed_code_is_taken_like_a_scan(counter: TillWindow) -> None:
    counter.type(f"{T_SHIRT}\r")
    assert names(counter) == ["T-shirt"]
    counter.type("6909999999996\r")
    assert page(counter).basket.list.rows[-1].state == "bad"
    assert page(counter).goods.field.text() == "", "the next one is not appended to it"


def test_a_word_is_not_a_code(counter: TillWindow) -> None:
    """A slip of the hand, a PIN, a mistyped number: said where the hands are, and the next key replaces it."""
    slips = (("jackett", "Nothing found for “jackett”."), ("1111", "Nothing found"), ("6909999999997", "check digit"))
    for typed, says in slips:
        counter.sounds.names.clear()
        counter.hands.type(f"{typed}\r")
        counter.settle()
        goods = page(counter).goods
        counter.until(lambda goods=goods: goods.nothing.isVisible())  # type: ignore[misc]
        assert names(counter) == []
        assert says in goods.nothing.text()
        assert says in goods.field.wrong
        assert counter.sounds.names == ["refused"]
        find(counter, "mug")
        assert goods.field.text() == "mug"
        assert goods.field.wrong == ""
        assert not goods.nothing.isVisible()
        counter.type("\r")
        assert names(counter) == ["Mug"]
        counter.key(Key.Key_Delete)


def test_escape_leaves_the_search(counter: TillWindow) -> None:
    find(counter, "mug")
    counter.key(Key.Key_Escape)
    assert page(counter).goods.field.text() == ""
    assert page(counter).goods.grid.isVisible()


def test_nothing_found_says_so(counter: TillWindow) -> None:
    assert find(counter, "zzzz") == []
    assert "zzzz" in page(counter).goods.nothing.text()


def test_tiles_lead_with_the_persons_language_and_todays_price(counter: TillWindow) -> None:
    grid = page(counter).goods.grid
    tile = next(t for t in grid.cells.rows if t.key == "B")
    assert (tile.name, tile.second, tile.price) == ("Mug", "马克杯", "¥ 35.50")
    counter.languages.set("zh")
    counter.settle()
    tile = next(t for t in grid.cells.rows if t.key == "B")
    assert (tile.name, tile.second) == ("马克杯", "Mug")


def test_goods_that_nobody_counts_any_more_are_sold_all_the_same(counter: TillWindow) -> None:
    grid = page(counter).goods.grid
    number = next(n for n, t in enumerate(grid.cells.rows) if t.key == "B")
    assert (grid.cells.rows[number].stock, grid.cells.rows[number].stock_state) == ("Sold out", "bad")
    tap(grid, grid.visible_area(number).center())
    counter.settle()
    assert names(counter) == ["Mug"]


def test_goods_by_weight_say_per_what_and_asked_prices_are_no_zero(counter: TillWindow) -> None:
    goods, basket = page(counter).goods, page(counter).basket.list
    tiles = {tile.key: tile.price for tile in goods.grid.cells.rows}
    assert (tiles["E"], tiles["GIFT"], tiles["B"]) == ("¥ 16.80/kg", "Price asked", "¥ 35.50")
    for typed, price, answer in (("apples", "¥ 16.80/kg", "1.25\r"), ("gift", "Price asked", "88.50\r")):
        find(counter, typed)
        assert goods.results.results[0].price == price
        counter.type("\r")
        counter.type(answer)
    counter.scan(UNKNOWN)
    for price in ("7.50", "3"):
        counter.key(Key.Key_U, CTRL)
        counter.type(f"{price}\r")
    assert [row.detail for row in basket.rows] == ["E · 16.80/kg", "GIFT", f"{UNKNOWN} · 7.50", "3.00"]


@pytest.mark.parametrize("shop", [{"cash_rounding": {"step": "0.10", "mode": "half_up"}}], indirect=True)
def test_unlisted_goods_cost_at_least_what_cash_can_pay(counter: TillWindow) -> None:
    counter.key(Key.Key_U, CTRL)
    counter.type("0.01\r")
    assert page(counter).questions.unlisted.price.wrong == "The price is too small: at least ¥ 0.10."
    counter.type("0.10\r")
    assert [row.amount for row in page(counter).basket.list.rows] == ["0.10"]


def test_an_offer_stands_on_the_tile(counter: TillWindow) -> None:
    tile = next(t for t in page(counter).goods.grid.cells.rows if t.key == "G")
    assert (tile.badge, tile.price) == ("Socks 2 for 30", "¥ 19.90")


def test_a_category_shows_its_goods(counter: TillWindow) -> None:
    goods = page(counter).goods
    goods.chips._group.button(1).click()
    counter.settle()
    assert {t.name for t in goods.grid.cells.rows} == {"Rice", "Apples"}
    assert goods.field.hasFocus()


def test_tiles_fold_away_and_the_basket_takes_the_room(counter: TillWindow) -> None:
    screen = page(counter)
    before = screen.basket.width()
    assert before > screen.goods.width(), "the basket has the larger half in any case"
    counter.key(Key.Key_T, CTRL)
    assert not screen.goods.grid.isVisible()
    assert screen.basket.width() > before
    assert screen.goods.keys.isVisible()
    find(counter, "mug")
    counter.type("\r")
    assert names(counter) == ["Mug"]
    counter.key(Key.Key_T, CTRL)
    assert screen.goods.grid.isVisible()


@pytest.mark.parametrize("folded", [False, True])
def test_ten_lines_are_in_sight(counter: TillWindow, folded: bool) -> None:
    screen = page(counter)
    if folded:
        counter.key(Key.Key_T, CTRL)
    assert screen.basket.list.viewport().height() >= 10 * screen.basket.list.row_height


def test_in_a_narrow_window_goods_and_basket_take_turns(counter: TillWindow) -> None:
    counter.theme.set_scale(2.0)
    counter.settle()
    screen = page(counter)
    assert screen.basket.isVisible()
    assert not screen.goods.grid.isVisible()
    find(counter, "mug")
    assert not screen.basket.isVisible()
    assert screen.goods.results.isVisible()
    counter.type("\r")
    assert screen.basket.isVisible()
    counter.key(Key.Key_T, CTRL)
    assert screen.goods.grid.isVisible()
    counter.theme.set_scale(1.0)
    counter.settle()
    assert screen.goods.grid.isVisible()
    assert screen.basket.isVisible()


def test_new_prices_from_the_hub_show_on_the_tiles(counter: TillWindow) -> None:
    mug = counter.app.catalog.by_sku("B")
    assert mug is not None
    counter.app.catalog.apply(CatalogChange(products=[(replace(mug, price=4000), ("6901234567014",))]))
    grid = page(counter).goods.grid
    counter.until(lambda: any(t.key == "B" and t.price == "¥ 40.00" for t in grid.cells.rows))
