"""What goods ask when they are rung up, what is told about a sale, and goods that are only looked at."""

from __future__ import annotations

from posapp.contract.ops import decode_sale
from posapp.domain.stock import StockAside, StockElsewhere
from tests.ui.checkout.conftest import PIE, WINE
from tests.ui.checkout.test_ringing import CTRL, UNKNOWN, Key, names, page
from tests.ui.till_window import TillWindow
from ui.kit.i18n import Language

T_SHIRT, HEADPHONES = "6901234567892", "6901234567076"


def speak(counter: TillWindow, language: Language) -> None:
    """What stands open follows at once."""
    counter.languages.set(language)
    counter.settle()


def test_goods_ask_one_thing_after_the_other(counter: TillWindow) -> None:
    """The serial number by scanner, unique; the age once, with the day of birth; the price by hand."""
    screen = page(counter)
    serial, age = screen.goods_questions.serial, screen.goods_questions.age
    for number in ("SN-1", "SN-2"):
        counter.scan(HEADPHONES)
        assert serial.isVisible()
        counter.scan(HEADPHONES)
        assert "not the serial number" in serial.field.wrong
        if number == "SN-2":
            counter.scan("SN-1")
            assert "already" in serial.field.wrong
        counter.scan(number)
        assert not serial.isVisible()
    counter.key(Key.Key_F6)
    assert (serial.isVisible(), serial.field.text()) == (True, "SN-2"), "a wrong number can be put right"
    speak(counter, "zh")
    assert (serial.title.text(), serial.field.text()) == ("序列号", "SN-2")
    speak(counter, "en")
    counter.scan(UNKNOWN)
    counter.key(Key.Key_Delete)
    assert names(counter) == ["Headphones", "Headphones"], "a code of goods was no serial number"
    counter.scan(WINE)
    assert age.isVisible()
    speak(counter, "zh")
    assert "2008-11-21" in age.born.text()
    assert "Born" not in age.born.text()
    speak(counter, "en")
    assert age.born.text() == "Born on 2008-11-21 or before"
    counter.scan(T_SHIRT)
    assert names(counter) == ["Headphones", "Headphones", "Wine"], "nothing behind a question"
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_F12)
    counter.until(lambda: age.rested)
    assert age.isVisible(), "payment asks it again"
    counter.key(Key.Key_Delete)
    assert names(counter) == ["Headphones", "Headphones"]
    counter.scan(WINE)
    counter.until(lambda: age.rested)
    counter.key(Key.Key_Return)
    counter.scan(WINE)
    assert not age.isVisible(), "once a basket"
    counter.scan(PIE)
    counter.type("88.50\r")
    rows = screen.basket.list.rows
    assert [row.detail for row in rows][:2] == ["H · S/N SN-1 · 899.00", "H · S/N SN-2 · 899.00"]
    assert [(row.name, row.amount) for row in rows[2:]] == [("Wine", "76.00"), ("Pie", "88.50")]
    kinds = [entry.kind for entry in counter.app.till.journal.entries_after(0, 9)]
    assert kinds.count("age_checked") == 2


def test_what_is_told_about_a_sale_goes_into_its_entry(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.key(Key.Key_B, CTRL)
    counter.key(Key.Key_N, CTRL)
    sheet = page(counter).quick.about.sheet
    counter.type("包成礼物")
    sheet.sources._group.button(1).click()
    sheet.people._group.button(2).click()
    speak(counter, "zh")
    assert (sheet.title.text(), sheet.note.text(), sheet.people.checked) == ("本单备注", "包成礼物", 2)
    speak(counter, "en")
    counter.type("\r")
    assert not sheet.isVisible()
    assert page(counter).basket.last.words.startswith("Kept: 包成礼物 · Coupon · ")
    counter.languages.set("zh")
    counter.key(Key.Key_N, CTRL)
    assert (sheet.note.text(), sheet.source.text(), sheet.people.checked) == ("包成礼物", "优惠券", 2)
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_F12)
    counter.key(Key.Key_Return)
    counter.settle()
    last = counter.app.till.journal.last()
    assert last is not None
    assert last.kind == "sale"
    sold = decode_sale(last.body)
    assert (sold.note, sold.source, [line.sku for line in sold.lines]) == ("包成礼物", "coupon", ["A", "BAG"])
    assert sold.associate == counter.app.till.staff.all()[1].id


def test_goods_are_looked_at_without_touching_the_basket(counter: TillWindow) -> None:
    """By key, scan after scan, by name; only the key takes them into the basket. What pays is never looked up."""
    stock = [StockElsewhere("S2", "B", 7_000, 2_000), StockElsewhere("S3", "B", 9_000)]
    told = [(f"{each.store} B", each) for each in stock]
    counter.app.till.elsewhere.apply(told, [], 1, "epoch", "2026-11-21T01:00:00Z")
    aside = [("B", StockAside("B", damaged=1_000, supplier=2_000))]
    counter.app.till.set_aside.apply(aside, [], 1, "epoch", "2026-11-21T01:00:00Z")
    counter.key(Key.Key_I, CTRL)
    card = page(counter).quick.price_check.sheet
    counter.scan("6901234567014")
    assert (card.name.text(), card.price.text()) == ("Mug", "¥ 35.50")
    assert card.stock.text() == "Here: 0 · Damaged goods 1 · To the supplier 2", "what came back and is not for sale"
    assert [(row.name, row.price) for row in card.shops.results] == [("S3", "9"), ("S2", "5")]
    counter.scan("6909999999996")
    assert "6909999999996" in card.wrong_words.text()
    counter.scan("134567890123456789")
    assert card.wrong_words.text() == "Open payment first."
    counter.type("socks\r")
    counter.until(lambda: card.name.text() == "Socks")
    assert card.offers.text() == "Socks 2 for 30"
    assert names(counter) == []
    counter.key(Key.Key_F12)
    assert names(counter) == ["Socks"]
    counter.scan("287654321098765432")
    assert names(counter) == ["Socks"]
    assert page(counter).basket.last.words == "Open payment first."
    assert "28765" not in str(counter.app.till.baskets.load())


def test_the_same_code_twice_at_once_is_one_item_with_its_own_sound(counter: TillWindow) -> None:
    """This shop has 250 ms for it: a read 260 ms later is another one, 240 ms later the same."""
    for between in (1000, 260, 240):
        counter.hands.scan(T_SHIRT, gap=5, before=between - 5 * len(f"{T_SHIRT}\r"))
    counter.settle()
    assert counter.app.desk.priced.units == 2000
    assert counter.sounds.names == ["good", "good", "repeated"]
