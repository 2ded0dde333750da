"""Payment attempts on disk: begun, moved and made a tender in one transaction each."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract.ops import encode
from posapp.contract.tender_ops import PaymentMovedOp, RefundMovedOp
from posapp.domain.attempt import Attempt, Charge
from posapp.domain.basket import Basket
from posapp.domain.refund import Refund
from posapp.domain.tender import Tender
from posapp.storage.till import TillStore, open_till
from posapp.storage.verify import verify
from tests.storage.samples import AT, DATE, KEY, draft

BASKET = Basket(paying=True)


def begin(store: TillStore) -> Attempt:
    return store.attempts.begin("terminal", "card", Charge("", 25_640, "CNY"), AT, DATE, "c1", BASKET)


def test_an_attempt_is_there_after_the_power_went(store: TillStore) -> None:
    made = begin(store)
    store.close()
    again = open_till(store.folder, KEY)
    assert again.attempts.open() == made == again.attempts.by_id(made.id)
    last = again.journal.last()
    assert last is not None
    assert (last.kind, msgspec.json.decode(last.body)["id"]) == ("payment_asked", made.id)
    assert made.id == f"{again.journal.till}.{last.seq}"
    late = replace(made, state="refused", reference="7", why="paid_late", taken=25_600)
    again.attempts.move(late, b"", AT, DATE, "c1")
    assert again.attempts.not_paid("paid_late") == (late,)
    again.close()


def test_what_is_paid_and_its_tender_come_together_or_not_at_all(store: TillStore) -> None:
    made = begin(store)
    paid = replace(made, state="paid", reference="000123")
    basket = replace(BASKET, tenders=(Tender(1, "card", 25_640, "000123", made.id),))
    with store.database.transaction() as tx:
        tx.execute("CREATE TRIGGER full BEFORE INSERT ON basket BEGIN SELECT raise(ABORT, 'full'); END")
    with pytest.raises(sqlite.Error):
        store.attempts.move(paid, b"{}", AT, DATE, "c1", basket)
    with store.database.transaction() as tx:
        tx.execute("DROP TRIGGER full")
    assert (store.attempts.open(), store.baskets.load()) == (made, BASKET)
    store.attempts.move(paid, b"{}", AT, DATE, "c1", basket)
    assert (store.attempts.open(), store.baskets.load()) == (None, basket)
    assert store.attempts.by_id(made.id) == paid


def test_a_sale_keeps_which_attempt_paid_it_and_the_books_agree(store: TillStore) -> None:
    plain = draft()
    card, cash = plain.tenders
    sold = store.sales.complete_sale(replace(plain, tenders=(replace(card, attempt="S1-1-k3f9.4"), cash)))
    assert store.sales.last_sale() == sold
    last = store.journal.last()
    assert last is not None
    assert msgspec.json.decode(last.body)["attempts"] == ["S1-1-k3f9.4", ""]
    store.sales.complete_sale(draft(seed=2))
    last = store.journal.last()
    assert last is not None
    assert "attempts" not in msgspec.json.decode(last.body)
    assert verify(store).whole
    with store.database.transaction() as tx:
        tx.execute("UPDATE tender SET attempt = '' WHERE attempt <> ''")
    assert verify(store).differing == (1,)


def test_an_attempt_changed_by_hand_is_found(store: TillStore) -> None:
    made = begin(store)
    body = encode(PaymentMovedOp(made.id, "refused", made.amount, "", "declined"))
    store.attempts.move(replace(made, state="pending"), b"", AT, DATE, "c1")
    assert verify(store).whole
    store.attempts.move(replace(made, state="refused", why="declined"), body, AT, DATE, "c1")
    assert verify(store).whole
    for change, back in (
        ("state = 'paid'", "state = 'refused'"),
        ("amount = 1", f"amount = {made.amount}"),
        ("reference = '9'", "reference = ''"),
    ):
        by_hand(store, change)
        assert verify(store).differing == (1,), change
        by_hand(store, back)
    assert verify(store).whole


def by_hand(store: TillStore, change: str) -> None:
    with store.database.transaction() as tx:
        tx.execute(f"UPDATE payment_attempt SET {change}")


@pytest.mark.parametrize("change", ["amount = 1", "state = 'arrived'", "of = 'S1-1.9'", "staff = 'm1'", "off = 0"])
def test_a_refund_that_is_not_as_the_journal_tells_it_is_found(store: TillStore, change: str) -> None:
    asked = Refund("", "S1-1-k3f9.4", "wechat", 1_280, 25_640, "CNY", "asked", AT, "c1")
    made = store.refunds.begin(asked, "left out", "m1", DATE)
    told = RefundMovedOp(made.id, "accepted", 1_280, "50")
    store.refunds.move(replace(made, state="accepted", reference="50", off=True), told, AT, DATE, "c1", None, True)
    assert [job.kind for job in store.print_jobs.waiting()] == ["refund"]
    assert verify(store).whole
    with store.database.transaction() as tx:
        tx.execute(f"UPDATE wallet_refund SET {change}")
    assert verify(store).differing == (int(made.id.rpartition(".")[2]),)
