"""The line to the hub in plain words, through the real window and with the real hub."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt

from hub.clock import system_clock
from hub.storage import records, tills, tokens
from hub.storage.records import Change
from hub.versions import Spoken
from posapp import __version__
from posapp.contract.version import CONTRACT
from posapp.domain.spoken import spoken
from posapp.domain.sync_status import SyncStatus
from tests.support.line import Line
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow
from ui.kit.status import Notice
from ui.line.model import COPIES
from ui.line.screen import LineScreen

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
AT = "2026-11-21T01:00:00Z"


def opened(counter: TillWindow) -> LineScreen:
    page = counter.go("line")
    counter.settle()
    return cast(LineScreen, page)


def row(page: LineScreen, name: str) -> str:
    return page.stand.rows[name].words


def test_waiting_entries_are_counted_and_sent(counter: TillWindow) -> None:
    counter.sell()
    page = opened(counter)
    assert row(page, "unsent") == "Waiting to be sent 2"
    assert page.stand.rows["oldest"].isVisible()
    counter.equipment.line.start()
    counter.until(lambda: row(page, "unsent") == "Waiting to be sent 0")
    counter.until(lambda: page.stand.state.words == "Online")
    assert page.stand.state.state == "good"
    counter.until(lambda: not page.stand.rows["oldest"].isVisible())
    assert "never" not in row(page, "goods")


def test_each_copy_says_as_of_when_it_is_and_what_stops_because_of_it(counter: TillWindow, shop: Shop) -> None:
    page = opened(counter)
    for name in COPIES:
        assert re.search(r"as of .*\d\d:\d\d$", row(page, name)), row(page, name)
    assert not page.stand.doubts.isVisible()
    shop.advance(hours=25)
    page.model.reload()
    counter.until(page.stand.doubts.isVisible)
    assert "the copy is too old: pay with stored value, pay with points" in page.stand.doubts.text()
    counter.languages.set("zh")
    counter.until(lambda: "数据太旧，连上总部前停用：储值支付、积分支付" in page.stand.doubts.text())
    assert row(page, "wallets").startswith("储值和积分截至 ")
    counter.languages.set("en")
    counter.equipment.line.start()
    counter.until(lambda: page.stand.state.words == "Online")
    counter.until(lambda: not page.stand.doubts.isVisible())


def test_a_balance_with_a_wrong_signature_is_told_of(counter: TillWindow, shop: Shop) -> None:
    page = opened(counter)
    signed = {"member": "M1", "points": 9, "at": AT, "signed_by": shop.hub.signer.id, "signature": "0" * 128}
    shop.hub.publish([Change("wallets", "S1", "M1", json.dumps(signed))])
    counter.equipment.line.start()
    counter.until(page.stand.doubts.isVisible)
    assert page.stand.doubts.text().startswith("1 balance came with a wrong signature and is not used.")


def test_a_hub_that_is_away_stops_nothing(counter: TillWindow, shop: Shop) -> None:
    shop.hub.stop()
    try:
        page = opened(counter)
        counter.equipment.line.start()
        counter.until(lambda: page.stand.state.words == "Offline")
        counter.sell()
        counter.until(lambda: row(page, "unsent") == "Waiting to be sent 3")  # that the line was lost is told too
        assert "tried again by itself" in page.stand.words.text()
    finally:
        shop.hub.start()
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: page.stand.state.words == "Online")
    counter.until(lambda: len(lines_told(counter)) == 2)
    assert lines_told(counter) == [("line_lost", "", b'{"state":"offline"}'), ("line_back", "", b'{"state":"online"}')]


def lines_told(counter: TillWindow) -> list[tuple[str, str, bytes]]:
    return [(e.kind, e.staff, e.body) for e in counter.app.till.journal.all() if e.kind.startswith("line_")]


def counts(counter: TillWindow, page: LineScreen) -> tuple[str, str]:
    """How many entries wait, by the chip in the bar and by the page."""
    return counter.window.top_bar.line.words.split(" · ")[1], row(page, "unsent").removeprefix("Waiting to be sent ")


def test_the_chip_and_the_page_say_the_same(counter: TillWindow, shop: Shop) -> None:
    """Also while the hub takes the call and never answers: within the shop's time limit, not when the call is given
    up."""
    line = Line(shop.hub.url)
    counter.till.parts.engine.hub.url = line.url
    page = opened(counter)
    counter.equipment.line.start()
    counter.until(lambda: page.stand.state.words == "Online")
    counter.until(lambda: " · " in counter.window.top_bar.line.words)
    counter.until(lambda: counts(counter, page) == ("0 unsent", "0"))
    wait_for_the_hub(counter, "2")
    line.die()
    counter.sell()
    counter.until(lambda: row(page, "unsent") == "Waiting to be sent 1")
    assert counts(counter, page) == ("1 unsent", "1"), "though no exchange has ended since"
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: page.stand.state.words == "No answer")
    assert counter.window.top_bar.line.words.startswith("No answer since")
    assert page.stand.words.text().startswith("The hub was asked and has said nothing for more than 2 s.")
    counter.until(lambda: counts(counter, page) == ("2 unsent", "2"))  # that nobody answers is an entry too
    counter.go("checkout")
    line.recover()
    journal = counter.app.till.journal
    counter.until(lambda: (last := journal.last()) is not None and last.kind == "line_back")
    counter.equipment.line.wake()  # as each commit does where a whole program runs
    counter.until(lambda: journal.unsent_count() == 0)
    counter.until(lambda: counts(counter, page)[0] == "0 unsent")
    counter.window.go("line")
    assert counts(counter, page) == ("0 unsent", "0"), "before the page has been read anew"
    counter.settle()
    assert counts(counter, page) == ("0 unsent", "0")
    counter.equipment.line.stop()
    line.close()


def wait_for_the_hub(counter: TillWindow, seconds: str) -> None:
    store = replace(counter.app.desk.store, limits={"hub_seconds": seconds})
    counter.app.desk.till.settings.apply([store], 99, "e", AT)
    counter.app.desk.settings_changed()


def test_who_asks_whether_the_hub_is_there_is_told_within_the_shops_time(counter: TillWindow, shop: Shop) -> None:
    line = Line(shop.hub.url)
    counter.till.parts.engine.hub.url = line.url
    page = opened(counter)
    wait_for_the_hub(counter, "30")
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: page.stand.notice.words == "The hub answers")
    wait_for_the_hub(counter, "5")
    line.die()
    counter.key(Key.Key_R, CTRL)
    counter.settle()
    assert page.stand.notice.words == "The hub is being asked, 5 s at most", "and the till works on meanwhile"
    counter.until(lambda: page.stand.notice.words.startswith("The hub did not answer within 5 s."))
    line.close()


@pytest.mark.parametrize("code", ["bad_feed", "too_many_calls"])
def test_a_reason_that_only_its_moment_knew_is_said_in_general(counter: TillWindow, code: str) -> None:
    page = opened(counter)
    counter.equipment.line_told(SyncStatus("behind", AT, reason=code))
    counter.until(lambda: page.stand.state.words == "Behind")
    said = page.stand.words.text()
    assert said.startswith("The exchange did not work just now.")
    assert said.endswith(f"[{spoken(code)}]")
    assert "…" not in said


def test_it_says_since_when_the_line_stands_so(counter: TillWindow) -> None:
    page = opened(counter)
    assert not page.stand.rows["since"].isVisible()
    counter.equipment.line.start()
    counter.until(lambda: page.stand.state.words == "Online")
    assert row(page, "since").endswith("09:00")


def test_switched_off_by_hand_and_on_again(counter: TillWindow) -> None:
    page = opened(counter)
    counter.equipment.line.start()
    counter.until(lambda: page.stand.state.words == "Online")
    counter.key(Key.Key_O, CTRL)
    counter.until(lambda: page.stand.switch.label == "Go online")
    assert "by hand" in page.stand.words.text()
    counter.sell()
    counter.key(Key.Key_R, CTRL)
    assert page.stand.notice.words == "Go online first"
    waiting = {e.kind for e in counter.app.till.journal.all(counter.app.till.journal.acknowledged())}
    assert "sale" in waiting, "that the line was switched off may just have gone before it was"
    counter.tap(page.stand.switch)
    counter.until(lambda: counter.app.till.journal.unsent_count() == 0)
    counter.until(lambda: page.stand.switch.label == "Go offline (training)")
    kinds = [(e.kind, e.staff) for e in counter.app.till.journal.all() if e.kind.startswith("went_")]
    assert kinds == [("went_offline", "m1"), ("went_online", "m1")]


def test_a_restart_ends_it_and_the_journal_says_so(counter: TillWindow) -> None:
    journal = counter.app.till.journal
    counter.app.line.began()
    assert not [e for e in journal.all() if e.kind.startswith("went_")], "it never was off the line"
    counter.app.line.go_offline()
    counter.equipment.start()
    counter.app.line.began()
    told = [(e.kind, e.staff, e.body) for e in journal.all() if e.kind.startswith("went_")]
    assert told == [("went_offline", "m1", b"{}"), ("went_online", "", b'{"restart":true}')], "once"


def test_a_scan_here_sells(counter: TillWindow) -> None:
    opened(counter)
    counter.scan("6901234567892")
    assert counter.window.page == "checkout"
    assert len(counter.app.desk.basket.cart.lines) == 1


def test_a_till_that_was_shut_out_says_so_and_is_let_in_with_a_code(counter: TillWindow, shop: Shop) -> None:
    till = counter.app.till.enrolment.required().till
    page = opened(counter)
    assert not page.stand.code.isVisible()
    tokens.revoke(shop.hub.database, till, system_clock(), "test")
    counter.sell()
    counter.equipment.line.start()
    counter.until(lambda: page.stand.state.words == "Hub says no")
    assert "Head office has ended this till's access. Selling goes on" in page.stand.words.text()
    for typed, answer in (
        (shop.hub.code(), "This code is for a new till"),
        ("AAAAA", "code is wrong, used or expired"),
    ):
        page.stand.code.setFocus()
        page.stand.code.setText(typed)
        counter.key(Key.Key_F12)
        counter.until(lambda answer=answer: answer in page.stand.notice.words)  # type: ignore[misc]
    page.stand.code.clear()
    page.stand.code.setFocus()
    counter.type(tills.renewal_code(shop.hub.database, till, system_clock(), "test") + "\r")
    counter.until(lambda: page.stand.state.words == "Online")
    counter.until(lambda: counter.app.till.journal.unsent_count() == 0)
    assert not page.stand.code.isVisible()
    counter.languages.set("zh")
    counter.settle()
    assert page.let_in.text() == "重新连接本机"


def test_a_cashier_does_not_take_the_till_off_the_line(counter: TillWindow) -> None:
    counter.app.sign_in.sign_in("c1", "1111")
    page = opened(counter)
    counter.key(Key.Key_O, CTRL)
    status = counter.equipment.controls().line_status()
    assert status is None or status.reason != "switched_off"
    assert counter.sounds.names[-1] == "refused"
    assert page.approval.isVisible(), "somebody who may is asked for"
    counter.key(Key.Key_Escape)
    assert "went_offline" not in [e.kind for e in counter.app.till.journal.all()]


def test_where_nobody_may_approve_it_is_said(counter: TillWindow, shop: Shop) -> None:
    counter.app.sign_in.sign_in("c1", "1111")
    counter.app.till.staff.apply([], ["m1"], 99, shop.hub.hub.epoch, "2026-11-21T01:00:00Z")
    page = opened(counter)
    counter.key(Key.Key_O, CTRL)
    words = [notice.words for notice in page.approval.findChildren(Notice)]
    assert words == ["Nobody else here may: switch the line to the hub off. Call head office."]


def test_a_cashier_takes_the_till_off_the_line_with_a_managers_pin(counter: TillWindow) -> None:
    counter.app.sign_in.sign_in("c1", "1111")
    page = opened(counter)
    counter.equipment.line.start()
    counter.key(Key.Key_O, CTRL)
    counter.type("9999\r")
    counter.until(lambda: page.stand.switch.label == "Go online")
    last = counter.app.till.journal.last()
    assert last is not None
    assert (last.kind, last.staff, last.body) == ("went_offline", "c1", b'{"approver":"m1"}')


def test_a_newer_hub_is_named_with_the_day_until_which_to_update(counter: TillWindow, shop: Shop) -> None:
    page = opened(counter)
    assert row(page, "program") == f"Program here / at the hub {__version__} / –"
    shop.hub.stop()
    shop.hub.spoken = Spoken(system_clock, contract=CONTRACT + 1, update_by="2999-12-31")
    shop.hub.start()
    counter.equipment.line.start()
    counter.until(lambda: page.stand.state.words == "Online")
    counter.until(lambda: "have this till updated by 2999-12-31" in page.stand.words.text())
    assert row(page, "program") == f"Program here / at the hub {__version__} / {__version__}"
    counter.languages.set("zh")
    counter.settle()
    assert "请在 2999-12-31 前更新本机" in page.stand.words.text()


def test_a_till_that_is_too_old_reads_that_its_sales_are_still_sent(counter: TillWindow, shop: Shop) -> None:
    page = opened(counter)
    shop.hub.stop()
    shop.hub.spoken = Spoken(system_clock, contract=CONTRACT + 1, least=CONTRACT + 1)
    shop.hub.start()
    shop.hub.publish([records.Change("categories", "", "new", '{"id":"new"}')])
    counter.sell()
    counter.equipment.line.start()
    counter.until(lambda: "program is too old" in page.stand.words.text())
    assert page.stand.state.words == "Behind"
    counter.until(lambda: row(page, "unsent") == "Waiting to be sent 0")


def test_one_key_makes_a_diagnosis_for_support(counter: TillWindow) -> None:
    counter.sell()
    page = opened(counter)
    counter.key(Key.Key_D, CTRL)
    folder = counter.till.folder
    counter.until(lambda: "Nothing personal is in it" in page.stand.notice.words)
    [made] = folder.glob("diagnosis-*.zip")
    assert str(made) in page.stand.notice.words
    with zipfile.ZipFile(made) as bundle:
        assert "sale: 1 rows" in bundle.read("till.db.txt").decode()


def test_what_is_wrong_with_the_line_has_digits_for_the_telephone(counter: TillWindow, shop: Shop) -> None:
    page = opened(counter)
    tokens.revoke(shop.hub.database, counter.app.till.enrolment.required().till, system_clock(), "test")
    counter.equipment.line.start()
    counter.until(lambda: f"[{spoken('token_revoked')}]" in page.stand.words.text())
    page.stand.code.setFocus()
    page.stand.code.setText("AAAAA")
    counter.key(Key.Key_F12)
    counter.until(lambda: f"[{spoken('code_wrong')}]" in page.stand.notice.words)
