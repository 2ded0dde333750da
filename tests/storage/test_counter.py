"""What lies on the counter and around it: the basket, the shift, the printer's queue, the small facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, add, note_problem
from posapp.domain.catalog import ListPrice
from posapp.domain.errors import Refused
from posapp.domain.tender import Tender
from posapp.storage.print_jobs import KEPT
from posapp.storage.till import TillStore, open_till
from tests.storage import samples
from tests.storage.samples import AT, DATE, KEY, draft


def full_basket() -> Basket:
    goods = samples.product(
        "M", prices=(ListPrice("member", 8_900, "2026-01-01T00:00:00Z"),), colour="红", weighed=True
    )
    cart = note_problem(add(add(Cart(), goods, 1_230, code="21000010012309"), samples.product()), "999", "unknown_code")
    return Basket(cart=replace(cart, member="M7"), tenders=(Tender(1, "cash", 5_000),), paying=True, began=AT)


def test_an_unfinished_basket_comes_back_after_the_till_died(store: TillStore) -> None:
    store.baskets.save(full_basket())
    # Nothing is closed first: another opening of the same files must find it.
    store._lock.release()
    again = open_till(store.folder, KEY)
    assert again.baskets.load() == full_basket()
    again.close()


def test_the_last_basket_saved_is_the_one(store: TillStore) -> None:
    assert store.baskets.load() is None
    store.baskets.save(full_basket())
    store.baskets.save(Basket())
    assert store.baskets.load() == Basket()
    store.baskets.clear()
    assert store.baskets.load() is None


def test_a_shift_is_open_until_it_is_closed(store: TillStore) -> None:
    assert store.shifts.current() is None
    opened = store.shifts.open_shift("c1", AT, DATE, 50_000)
    assert (opened.id, opened.float_amount) == ("S1-1-k3f9.1", 50_000)
    assert store.shifts.current() == opened
    entry = store.journal.last()
    assert entry is not None
    assert (entry.kind, entry.body) == ("shift_opened", b'{"id":"S1-1-k3f9.1","float_amount":50000}')
    with pytest.raises(Refused) as refused:
        store.shifts.open_shift("c2", AT, DATE)
    assert refused.value.code == "shift_open"


def test_clearing_the_basket_is_one_fact(store: TillStore) -> None:
    store.baskets.save(full_basket())
    store.facts.record("basket_cleared", b'{"lines":[]}', AT, DATE, "c1", clear_basket=True)
    assert store.baskets.load() is None
    assert store.journal.unsent_count() == 1


def test_a_job_waits_until_it_came_out(store: TillStore) -> None:
    sold = store.sales.complete_sale(draft())
    store.facts.record("reprinted", b"{}", AT, DATE, "c1", print_job=("receipt_copy", sold.receipt))
    first, second = store.print_jobs.waiting()
    assert (first.kind, second.kind, second.document) == ("receipt", "receipt_copy", sold.receipt)
    store.print_jobs.failed(first.id, "paper_out")
    (again, _) = store.print_jobs.waiting()
    assert (again.tries, again.failure) == (1, "paper_out")
    store.print_jobs.printed(first.id, AT)
    assert store.print_jobs.waiting() == [second]
    last = store.print_jobs.last_of("receipt", sold.receipt)
    assert last is not None
    assert (last.printed_at, last.tries, last.failure) == (AT, 2, None)
    store.print_jobs.drop(second.id)
    store.print_jobs.drop(first.id)
    assert store.print_jobs.waiting() == []
    assert store.print_jobs.last_of("receipt", sold.receipt) == last, "what came out is not forgotten"
    assert store.print_jobs.last_of("receipt_copy", sold.receipt) is None


def test_old_jobs_are_forgotten_once_printed_but_never_what_waits(store: TillStore) -> None:
    jobs = store.print_jobs
    with store.database.transaction() as tx:
        for n in range(KEPT + 20):
            jobs.add(tx, "receipt", f"R{n}", AT)
    stuck, *others = jobs.waiting()
    for job in others:
        jobs.printed(job.id, AT)
    assert jobs.waiting() == [stuck]
    assert [jobs.last_of("receipt", f"R{n}") is not None for n in (1, 19, 20, KEPT + 19)] == [False, False, True, True]
    jobs.printed(stuck.id, AT)
    assert jobs.waiting() == []
