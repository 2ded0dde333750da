"""The first screen: PINs typed early, wrong ones, the lock, and the sentence about how the till was left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.feeds.removal import remove
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.till_window import TillWindow, till_window
from ui.bridge import Bridge
from ui.kit.files import resources
from ui.kit.i18n import Languages
from ui.kit.theme import Theme
from ui.sign_in.person_tile import PersonTile
from ui.sign_in.screen import SignInScreen
from ui.window import Window

__all__ = ["shop"]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(shop: Shop, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    with till_window(shop, qapp) as made:
        yield made


def screen(counter: TillWindow) -> SignInScreen:
    return counter.window.sign_in


def tiles(counter: TillWindow) -> dict[str, PersonTile]:
    return {tile.label: tile for tile in screen(counter).findChildren(PersonTile) if tile.isVisible()}


def test_a_pin_and_enter_open_the_register(counter: TillWindow) -> None:
    counter.till.sign_in()
    counter.till.open_shift()
    counter.window.lock()
    counter.window.sign_in_model.choose("c1")
    counter.type("1111\r")
    counter.until(lambda: counter.window.page == "checkout")
    assert counter.app.desk.staff is not None
    assert counter.app.desk.staff.id == "c1"
    assert "收银员一" in counter.window.top_bar._who.label


def test_without_a_shift_the_till_asks_for_the_float(counter: TillWindow) -> None:
    counter.tap(tiles(counter)["收银员一"])
    counter.type("1111\r")
    counter.until(lambda: counter.window.page == "shift")


def test_a_tap_on_a_person_leaves_the_keys_at_the_pin(counter: TillWindow) -> None:
    counter.tap(tiles(counter)["收银员二"])
    assert counter.window.sign_in_model.chosen == "c2"
    assert screen(counter).pad.hasFocus()
    counter.type("2222\r")
    counter.until(lambda: bool(counter.window.page))


def test_who_worked_last_stands_chosen(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    till = shop.till()
    till.sign_in("c2", "2222")
    till.open_shift()
    made = TillWindow(till, qapp, (1366, 768), "en")
    try:
        assert made.window.sign_in_model.chosen == "c2"
        assert tiles(made)["收银员二"].isChecked()
    finally:
        made.close()


def test_on_a_first_start_nobody_is_chosen_and_digits_ask_for_a_name(counter: TillWindow) -> None:
    model, notice = counter.window.sign_in_model, screen(counter).notice
    assert model.chosen == ""
    assert not any(tile.isChecked() for tile in tiles(counter).values())
    counter.type("1")
    assert "Choose your name first" in notice.words
    counter.type("111\r")
    assert counter.window.page == ""
    assert "Choose your name first" in notice.words
    counter.type("1111")
    counter.tap(tiles(counter)["收银员一"])
    assert notice.words == ""
    counter.type("\r")
    counter.until(lambda: bool(counter.window.page))
    assert counter.app.desk.staff is not None
    assert counter.app.desk.staff.id == "c1"


def test_news_of_the_staff_keep_who_is_chosen_and_what_was_said(counter: TillWindow) -> None:
    counter.tap(tiles(counter)["收银员二"])
    counter.type("0000\r")
    counter.until(lambda: "tries" in screen(counter).notice.words)
    shown = tiles(counter)["收银员二"]
    counter.window.bridge.changed.emit("staff")
    counter.settle()
    assert (counter.window.sign_in_model.chosen, shown.isChecked(), shown.isVisible()) == ("c2", True, True)
    assert "tries" in screen(counter).notice.words


def test_a_name_is_chosen_by_the_arrow_keys(counter: TillWindow) -> None:
    ids = [person.id for person in counter.window.sign_in_model.people]
    for key, expected in ((Key.Key_Down, 0), (Key.Key_Down, 1), (Key.Key_Up, 0), (Key.Key_Up, -1)):
        counter.key(key)
        assert counter.window.sign_in_model.chosen == ids[expected]
        assert [tile.label for tile in tiles(counter).values() if tile.isChecked()] == [
            counter.window.sign_in_model.people[expected].name
        ]
    assert screen(counter).pad.hasFocus()


def test_five_wrong_pins_lock_for_a_while_and_count_down(counter: TillWindow) -> None:
    counter.tap(tiles(counter)["收银员一"])
    notice = screen(counter).notice
    for left in (4, 3, 2, 1):
        counter.type("0000\r")
        counter.until(lambda left=left: f"{left} tries" in notice.words)  # type: ignore[misc]
        assert screen(counter).pad.hasFocus()
    counter.type("0000\r")
    counter.until(lambda: "wait 60 seconds" in notice.words)
    counter.until(lambda: "wait 59 seconds" in notice.words)
    assert counter.window.page == ""
    counter.tap(tiles(counter)["收银员一"])
    assert "wait" in notice.words, "a tap on the own name does not end it"
    counter.tap(tiles(counter)["收银员二"])
    assert notice.words == "", "nobody else is locked out"
    counter.tap(tiles(counter)["收银员一"])
    assert "wait" in notice.words
    counter.languages.set("zh")
    counter.until(lambda: "秒" in notice.words)


def test_a_message_does_not_stand_in_the_other_language(counter: TillWindow) -> None:
    counter.scan("6901234567892")
    assert "Sign in first" in screen(counter).notice.words
    counter.languages.set("zh")
    counter.settle()
    assert screen(counter).notice.words == ""
    counter.scan("6901234567892")
    assert "请先登录" in screen(counter).notice.words


def test_a_pin_typed_before_the_till_is_loaded_is_kept(counter: TillWindow) -> None:
    """The window is there before the files are open; what the hands did must not be lost."""
    model = type(counter.window.sign_in_model)()
    signed_in: list[object] = []
    model.signed_in.connect(signed_in.append)
    model.enter("1111")
    assert signed_in == []
    model.attach(counter.app, counter.tasks, "c1")
    counter.until(lambda: bool(signed_in))
    assert counter.app.desk.staff is not None
    assert counter.app.desk.staff.id == "c1"


def test_the_pad_has_the_keys_from_the_first_paint_on(qapp: QApplication, qtbot: QtBot) -> None:
    theme, languages = Theme(qapp), Languages(qapp, resources() / "i18n")
    theme.apply()
    window = Window(theme, languages, Bridge())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=3000)
    assert QApplication.focusWidget() is window.sign_in.pad
    qapp.setStyleSheet("")


def left_as(shop: Shop, qapp: QApplication, prepare: str, language: str = "en") -> str:
    """What the first screen says after the till was left like that."""
    till = shop.till()
    if prepare != "fresh":
        till.sign_in()
        till.open_shift()
        till.scan("6901234567892")
    if prepare == "paying":
        till.pay_card("50.00")
    elif prepare in ("printed", "not_printed"):
        sale = till.pay_cash("100.00")
        if prepare == "printed":
            job = till.parts.till.print_jobs.last_of("receipt", sale.receipt)
            assert job is not None
            till.parts.till.print_jobs.printed(job.id, sale.at)
    made = TillWindow(till, qapp, (1366, 768), "zh" if language == "zh" else "en")
    try:
        banner = made.window.sign_in.banner
        return banner.words if banner.isVisible() else ""
    finally:
        made.close()


@pytest.mark.parametrize(
    "prepare, says",
    [
        ("fresh", ""),
        (
            "printed",
            "The last sale, S1-1-20261121-0001 for ¥ 99.00 (change ¥ 1.00), is complete and its receipt was printed.",
        ),
        (
            "not_printed",
            "S1-1-20261121-0001 for ¥ 99.00 (change ¥ 1.00), is complete, but its receipt has not been printed.",
        ),
        ("unfinished", "A sale is unfinished: 1 line for ¥ 99.00, nothing paid yet."),
        ("paying", "A sale is unfinished: ¥ 50.00 of ¥ 99.00 has been taken."),
    ],
)
def test_one_sentence_says_how_the_till_was_left(
    shop: Shop, qapp: QApplication, qtbot: QtBot, prepare: str, says: str
) -> None:
    said = left_as(shop, qapp, prepare)
    assert says in said
    assert bool(said) == bool(says)


def test_the_sentence_in_chinese(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    assert "有一笔未完成的销售：1 行，¥ 99.00" in left_as(shop, qapp, "unfinished", "zh")


def test_enter_without_a_pin_prints_what_was_not_printed(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.scan("6901234567892")
    till.pay_cash("100.00")
    made = TillWindow(till, qapp, (1366, 768), "en")
    try:
        asked: list[None] = []
        made.window.sign_in.print_now.connect(lambda: asked.append(None))
        made.key(Key.Key_Return)
        assert len(asked) == 1
        assert not made.window.sign_in.banner.isVisible()
        assert made.window.sign_in.pad.hasFocus()
    finally:
        made.close()


def test_an_unfinished_payment_goes_on_where_it_was(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.scan("6901234567892")
    till.pay_card("50.00")
    made = TillWindow(till, qapp, (1366, 768), "en")
    try:
        made.type("1111\r")
        made.until(lambda: made.window.page == "payment")
        assert made.app.desk.settlement().remaining == 4900
    finally:
        made.close()


def test_the_lock_screen_says_what_waits_now(counter: TillWindow) -> None:
    """Not what the start found: that sale is long done."""
    counter.enter()
    counter.scan("6901234567892")
    counter.key(Key.Key_L, CTRL)
    banner = counter.window.sign_in.banner
    assert "1 line for ¥ 99.00, nothing paid yet" in banner.words
    counter.enter()
    counter.app.checkout.remove(1)
    counter.key(Key.Key_L, CTRL)
    assert not banner.isVisible()


def test_locking_keeps_the_basket(counter: TillWindow) -> None:
    counter.enter()
    counter.scan("6901234567892")
    counter.key(Key.Key_L, CTRL)
    assert counter.window.page == ""
    assert counter.app.desk.staff is None
    assert not counter.window.parts.rail.isVisible()
    counter.type("1111\r")
    counter.until(lambda: counter.window.page == "checkout")
    assert [line.line.product.sku for line in counter.app.desk.priced.lines] == ["A"]


def test_who_is_not_of_the_shop_any_more_is_signed_out_and_the_basket_stays(counter: TillWindow, shop: Shop) -> None:
    counter.enter("c1", "1111")
    counter.scan("6901234567892")
    remove(shop.hub.database, "staff", "c1", "", shop.clock.now, "test")
    counter.till.sync()
    counter.until(lambda: counter.window.page == "")
    assert counter.app.desk.staff is None
    assert counter.app.desk.priced.total == 9900
    assert "收银员一" not in tiles(counter)
    assert "收银员一 is no longer on this shop's staff list" in counter.window.warning.words
    counter.languages.set("zh")
    counter.settle()
    assert "收银员一已不在本店的员工名单里" in counter.window.warning.words
    counter.enter("m1", "9999")
    assert counter.window.warning.isVisible(), "who comes next reads it too"
    assert "柜台上的商品和收款都还在" in counter.window.warning.words
