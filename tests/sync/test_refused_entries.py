"""An entry that the hub refused waits at the till for a person, who sends it again, corrects it or hands it over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hub.storage import records
from hub.storage.exceptions import every
from hub.storage.records import Change
from posapp.contract.ops import SaleOp
from posapp.contract.translate import sale_op
from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.storage.refused_entries import RefusedEntry
from tests.support.shop import Shop, Till
from tests.sync.test_exchange import at_work, between, hub_count, restorer, where_entries_go

PHONE = "138 0013 8000"


def waiting(till: Till) -> list[RefusedEntry]:
    return till.parts.till.refused_entries.all()


def number(sale: Sale) -> int:
    return int(sale.id.rpartition(".")[2])


def till_that_forgot_tenders(till: Till, monkeypatch: pytest.MonkeyPatch) -> Sale:
    """A sale whose entry was written by a version with a mistake in it; the books are right."""

    def without(sale: Sale, *others: Any) -> SaleOp:
        return msgspec.structs.replace(sale_op(sale, *others), tenders=())

    with monkeypatch.context() as before:
        before.setattr("posapp.storage.sales.sale_op", without)
        return till.sell("A")


def member_by_a_newcomer(shop: Shop, tmp_path: Path) -> tuple[Till, str, Callable[[], int]]:
    """A manager who came today enrols a member; the hub is put back to yesterday, and knows them not. What tells it."""
    till = at_work(shop.till())
    restore = restorer(shop, tmp_path)
    [body] = set(records.scopes(shop.hub.database, "staff", "m1").values())
    newcomer = [Change("staff", "S1", "m9", body.replace('"m1"', '"m9"'))]
    shop.hub.publish(newcomer)
    till.sync()
    till.sign_in("m9", "9999")
    member = till.parts.app.members.enrol(PHONE, "王芳")
    restore()
    return till, member, lambda: shop.hub.publish(newcomer)


def test_sent_again_it_is_taken_when_what_was_missing_has_come(shop: Shop, tmp_path: Path) -> None:
    till, _, tell = member_by_a_newcomer(shop, tmp_path)
    till.sync()
    [refused] = waiting(till)
    assert (refused.parked.code, refused.entry and refused.entry.staff) == ("staff_unknown", "m9")
    first, seq = refused.parked.at, refused.parked.seq
    till.parts.app.refusals.send_again(seq)
    assert waiting(till)[0].waits
    with pytest.raises(Refused, match="asked_already"):
        till.parts.app.refusals.send_again(seq)
    shop.advance(hours=3)
    till.sync()
    [still] = waiting(till)
    assert (still.parked.at, still.waits) == (first, False), "its age is that of the first time"
    tell()
    till.parts.app.refusals.send_again(seq)
    assert till.sync().parked == 0
    assert waiting(till) == []
    assert [number for number, _ in till.parts.till.refused_entries.taken(9)] == [seq]
    assert list(every(shop.hub.database)) == []
    with pytest.raises(Refused, match="not_parked"):
        till.parts.app.refusals.send_again(seq)
    kinds = [e.kind for e in till.parts.till.journal.all()]
    assert kinds == ["shift_opened", "member_enrolled", "sent_again", "sent_again"], "nothing rewritten, each act kept"


def test_a_lost_answer_settles_it_at_the_next_exchange(shop: Shop, tmp_path: Path) -> None:
    till, _, tell = member_by_a_newcomer(shop, tmp_path)
    till.sync()
    tell()
    till.parts.app.refusals.send_again(waiting(till)[0].parked.seq)
    with between(shop, till, where_entries_go("cut_answer")):
        assert till.sync().state == "offline"
    assert waiting(till)[0].waits
    till.sync()
    assert waiting(till) == []


def test_one_bad_entry_holds_up_no_other(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = at_work(shop.till())
    till.sell("A")
    bad = till_that_forgot_tenders(till, monkeypatch)
    till.sell("A")
    status = till.sync()
    assert (status.state, status.unsent, status.parked) == ("online", 0, 1)
    assert hub_count(till) == (2, 19800)
    assert [found.parked.seq for found in waiting(till)] == [number(bad)]


def test_corrected_from_the_books_by_a_new_entry(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = at_work(shop.till())
    till.add("C")
    till.add("A")
    till.parts.app.checkout.remove(till.cart.lines[-1].line.number)
    bad = till_that_forgot_tenders(till, monkeypatch)
    till.sync()
    before = [(e.body, e.hash) for e in till.parts.till.journal.all()]
    till.parts.app.refusals.correct(number(bad))
    assert till.sync().parked == 0
    assert hub_count(till) == (1, bad.settlement.total)
    assert [(e.body, e.hash) for e in till.parts.till.journal.all()][: len(before)] == before
    [settled] = every(shop.hub.database, settled=True)
    assert settled.settled is not None
    assert (settled.facts["code"], settled.amount, settled.settled.how) == ("sale_sums", bad.settlement.total, "taken")


def test_where_the_books_say_the_same_there_is_nothing_to_correct(shop: Shop, tmp_path: Path) -> None:
    till, _, _ = member_by_a_newcomer(shop, tmp_path)
    till.sync()
    with pytest.raises(Refused, match="nothing_to_correct"):
        till.parts.app.refusals.correct(waiting(till)[0].parked.seq)


def test_handed_to_head_office_with_a_note(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = at_work(shop.till())
    bad = till_that_forgot_tenders(till, monkeypatch)
    till.sync()
    with pytest.raises(Refused, match="note_missing"):
        till.parts.app.refusals.hand_over(number(bad), "  ")
    till.parts.app.refusals.hand_over(number(bad), "顾客\n付了现金")
    till.sync()
    found = {x.kind: x for x in every(shop.hub.database)}
    assert found.keys() == {"refused", "handed_over"}
    assert found["handed_over"].facts["said"] == "顾客 付了现金"
    [still] = waiting(till)
    assert still.act is not None
    assert (still.act.kind, still.act.staff, still.waits) == ("handed_over", "c1", False)


def test_what_the_till_itself_stopped_is_not_sent_again(shop: Shop) -> None:
    till = at_work(shop.till())
    till.parts.till.journal.mark_old_copy("2026-11-21T01:00:00Z")
    [stopped] = waiting(till)
    with pytest.raises(Refused, match="not_parked"):
        till.parts.app.refusals.send_again(stopped.parked.seq)


def test_one_phone_at_two_tills_is_one_member(shop: Shop) -> None:
    one, other = at_work(shop.till("1")), shop.till("2")
    other.sign_in("m1", "9999")
    one.sign_in("m1", "9999")
    first, second = one.parts.app.members.enrol(PHONE, "王芳"), other.parts.app.members.enrol("+86 13800138000")
    for till in (one, other, one):
        assert till.sync().parked == 0
    [exception] = every(shop.hub.database)
    assert (exception.kind, exception.facts) == ("same_phone", {"remains": first, "merged": second})
    kept = b"".join(e.body for till in (one, other) for e in till.parts.till.journal.all())
    assert b"13800138000" not in kept


def test_sold_offline_after_it_was_delisted(shop: Shop) -> None:
    till = at_work(shop.till())
    records.publish(shop.hub.database, [Change("products", "", "A", None)], shop.clock.now)
    shop.advance(minutes=1)
    sale = till.sell("A")
    till.sync()
    assert hub_count(till) == (1, 9900), "the till's record stands"
    [exception] = every(shop.hub.database)
    assert (exception.kind, exception.amount, exception.facts["receipt"]) == ("delisted", 9900, sale.receipt)


@pytest.mark.parametrize("typed", ["", "123", "1380013800", "138001380001", "abc", "+0123456789"])
def test_no_telephone_number(shop: Shop, typed: str) -> None:
    till = at_work(shop.till())
    till.sign_in("m1", "9999")
    with pytest.raises(Refused, match="phone_wrong"):
        till.parts.app.members.enrol(typed)
