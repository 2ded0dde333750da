"""What the hub refused, in plain words, and what a person can do about it, through the real window and hub."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt

from hub.storage.exceptions import every
from posapp.contract.ops import KINDS
from posapp.domain.sale import Sale
from posapp.domain.spoken import spoken
from posapp.storage.journal import Parked
from tests.support.shop import Shop
from tests.sync.test_refused_entries import number, till_that_forgot_tenders
from tests.ui.test_fitting import SIZES, out_of_place
from tests.ui.till_window import TillWindow
from ui.line.refused_panel import RefusedPanel
from ui.line.screen import LineScreen

AT = "2026-11-21T01:00:00Z"
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def bad(counter: TillWindow, monkeypatch: pytest.MonkeyPatch) -> Sale:
    """A sale that the hub has refused."""
    sale = till_that_forgot_tenders(counter.till, monkeypatch)
    counter.till.parts.engine.sync()
    counter.settle()
    return sale


def opened(counter: TillWindow) -> RefusedPanel:
    page = cast(LineScreen, counter.go("line"))
    counter.settle()
    return page.refusals


def exchange(counter: TillWindow) -> None:
    counter.till.parts.engine.sync()
    counter.settle()


def test_reason_age_and_owner_in_the_persons_language(counter: TillWindow, shop: Shop, bad: Sale) -> None:
    shop.advance(days=3)
    panel = opened(counter)
    [entry] = panel.list.results
    assert entry.name == f"Sale {bad.receipt}"
    assert "店长" in entry.detail
    assert panel.why.text() == f"The amounts of the sale do not add up. [{spoken('sale_sums')}]"
    assert f"Entry {number(bad)} by 店长, refused since" in panel.story.text()
    assert panel.advice.text().startswith("Correct it from the till's books.")
    counter.languages.set("zh")
    counter.settle()
    assert panel.why.text() == f"这笔销售的金额加起来不对。 [{spoken('sale_sums')}]"
    assert panel.advice.text().startswith("请按本机账本更正")


def test_every_kind_of_entry_has_words_of_its_own(counter: TillWindow) -> None:
    till = counter.app.till
    kinds = [*sorted(KINDS), "of_a_newer_till"]
    entries = [till.facts.record(kind, b"{}", AT, "2026-11-21", "m1") for kind in kinds]
    till.journal.acknowledge(entries[-1].seq, [Parked(e.seq, "entry_malformed", "读不懂", "odd", AT) for e in entries])
    panel = opened(counter)
    english = [entry.name for entry in panel.list.results]
    assert not set(english) & set(kinds)
    assert len(set(english)) == len(kinds)
    counter.languages.set("zh")
    counter.settle()
    assert not {entry.name for entry in panel.list.results} & {*english, *kinds}


def test_its_age(counter: TillWindow, shop: Shop) -> None:
    parked = Parked(1, "sale_sums", "金额", "sums", "2026-11-21T01:00:00Z")
    counter.app.till.journal.acknowledge(1, [parked])
    for minutes, words in ((5, "5 min"), (56, "1 h"), (2 * 24 * 60 - 61, "2 days")):
        shop.advance(minutes=minutes)
        assert opened(counter).list.results[0].note == words
        counter.go("checkout")


def test_sent_again_waits_for_the_answer(counter: TillWindow, bad: Sale) -> None:
    panel = opened(counter)
    counter.key(Key.Key_G, CTRL)
    assert "sent it again" in panel.story.text()
    assert "next exchange" in panel.story.text()
    assert not panel.send.isEnabled()
    assert panel.hand.isEnabled()
    exchange(counter)
    assert panel.send.isEnabled(), "the hub said no once more"


def test_corrected_from_the_books_it_goes(counter: TillWindow, bad: Sale) -> None:
    panel = opened(counter)
    counter.tap(panel.mend)
    exchange(counter)
    assert panel.title.text() == "Refused by the hub: 0"
    assert not panel.send.isVisible()
    assert not panel.list.isVisible()
    assert panel.past.text().startswith(f"Taken after all: #{number(bad)} (")


def test_handed_over_with_words(counter: TillWindow, shop: Shop, bad: Sale) -> None:
    panel = opened(counter)
    counter.tap(panel.hand)
    counter.type("\r")
    assert panel.note_sheet.isVisible(), "a note without words is none"
    counter.type("paid in cash\r")
    assert not panel.note_sheet.isVisible()
    assert "handed it to head office" in panel.story.text()
    assert "paid in cash" in panel.story.text()
    exchange(counter)
    assert {x.facts.get("said") for x in every(shop.hub.database)} == {None, "paid in cash"}


def test_what_cannot_be_done_is_said(counter: TillWindow, bad: Sale) -> None:
    panel = opened(counter)
    counter.app.refusals.send_again(number(bad))
    panel.again.emit(number(bad))
    counter.settle()
    assert "has been asked" in panel.notice.words
    assert counter.sounds.names[-1] == "refused"


def test_what_the_till_itself_stopped_has_no_keys(counter: TillWindow) -> None:
    counter.app.till.journal.mark_old_copy("2026-11-21T01:00:00Z")
    panel = opened(counter)
    assert panel.list.isVisible()
    assert not panel.send.isVisible()
    counter.key(Key.Key_G, CTRL)
    assert "sent_again" not in [e.kind for e in counter.app.till.journal.all()]


def test_at_every_size(counter: TillWindow, bad: Sale) -> None:
    for width, height, scale in SIZES:
        counter.theme.set_scale(1.0)
        counter.window.resize(width, height)
        counter.theme.set_scale(scale)
        for language in ("zh", "en"):
            counter.languages.set("zh" if language == "zh" else "en")
            assert out_of_place(counter.go("line")) == [], (width, height, scale, language)
