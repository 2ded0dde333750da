"""The journal is numbered without gaps and sealed; the outbox is what lies behind the last acknowledged entry."""

from __future__ import annotations

import sys

import pytest
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract.ops import DrawerOpenedOp, encode
from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS, broken_at, seal
from posapp.storage.changes import Topic
from posapp.storage.enrolment import Enrolment
from posapp.storage.journal import Parked
from posapp.storage.till import TillStore, open_till
from tests.storage.samples import AT, DATE, ENROLLED, KEY, draft


def note(store: TillStore, reason: str = "change") -> int:
    body = encode(DrawerOpenedOp(reason=reason))
    return store.facts.record("drawer_opened", body, AT, DATE, "c1").seq


def fail_after_append(store: TillStore) -> None:
    with store.database.transaction() as tx:
        store.journal.append(tx, "drawer_opened", b"{}", AT, DATE, "c1")
        tx.execute("no such statement")


def test_entries_are_numbered_and_sealed_one_upon_the_other(store: TillStore) -> None:
    note(store)
    store.sales.complete_sale(draft())
    note(store, "再来")
    entries = store.journal.entries_after(0, 10)
    assert [e.seq for e in entries] == [1, 2, 3]
    assert [e.kind for e in entries] == ["drawer_opened", "sale", "drawer_opened"]
    first = entries[0]
    assert first.hash == seal(ENROLLED.till, GENESIS, 1, first.kind, AT, DATE, "c1", first.body)
    assert broken_at(ENROLLED.till, entries) is None
    assert store.journal.last() == entries[-1]
    assert list(store.journal.all()) == entries
    assert store.journal.entries_after(1, 1) == [entries[1]]


def test_the_chain_goes_on_after_a_failed_write(store: TillStore) -> None:
    note(store)
    with pytest.raises(sqlite.OperationalError):
        fail_after_append(store)
    assert note(store) == 2
    assert broken_at(ENROLLED.till, store.journal.all()) is None


def test_what_is_remembered_of_the_journal_is_what_is_committed(store: TillStore) -> None:
    note(store)
    first = store.journal.last()
    assert first is not None
    with store.database.transaction() as tx:
        second = store.journal.append(tx, "drawer_opened", b"{}", AT, DATE, "c1")
        assert (store.journal.last(), store.journal.unsent_count()) == (first, 1), "not before the commit"
    with pytest.raises(sqlite.OperationalError):
        fail_after_append(store)
    assert store.journal.last() == second == list(store.journal.all())[-1]
    assert (store.journal.unsent_count(), store.journal.unsent(9)) == (2, [first, second])
    assert store.journal.holds(1, first.hash)
    assert store.journal.holds(2, second.hash)
    assert not store.journal.holds(1, second.hash)
    assert not store.journal.holds(3, second.hash)
    store.journal.acknowledge(2)
    assert (store.journal.unsent_count(), store.journal.unsent(9)) == (0, [])
    for _ in range(70):
        note(store)
    assert store.journal.unsent(50) == store.journal.entries_after(2, 50), "more than is remembered"
    assert store.journal.unsent(90) == store.journal.entries_after(2, 90)
    store.journal.acknowledge(60)
    assert [entry.seq for entry in store.journal.unsent(5)] == [61, 62, 63, 64, 65]
    store.journal.acknowledge(1)
    assert (store.journal.acknowledged(), store.journal.unsent(1)) == (1, [second]), "a hub that was restored"


def test_the_outbox_is_what_lies_behind_the_last_acknowledged_entry(store: TillStore) -> None:
    assert (store.journal.unsent_count(), store.journal.oldest_unsent_at()) == (0, None)
    for _ in range(5):
        note(store)
    assert (store.journal.unsent_count(), store.journal.oldest_unsent_at()) == (5, AT)
    store.journal.acknowledge(3)
    assert (store.journal.acknowledged(), store.journal.unsent_count()) == (3, 2)
    store.journal.acknowledge(1)
    assert store.journal.unsent_count() == 4, "a hub restored from a backup is told again"


def test_a_refused_entry_is_parked_and_stays_in_the_journal(store: TillStore) -> None:
    note(store)
    refused = Parked(1, "sale_sums", "金额不对", "does not add up", AT)
    store.journal.acknowledge(1, [refused])
    assert store.journal.parked() == [refused]
    store.journal.acknowledge(1, [refused])
    assert store.journal.parked() == [refused]
    assert [e.seq for e in store.journal.all()] == [1]


def test_topics_are_published_after_the_commit_only(store: TillStore) -> None:
    heard: list[tuple[frozenset[Topic], int]] = []
    stop = store.changes.subscribe(lambda topics: heard.append((topics, store.sales.count())))
    store.sales.complete_sale(draft())
    assert heard == [(frozenset({"sales", "journal", "basket", "print_jobs"}), 1)]
    with pytest.raises(sqlite.OperationalError):
        fail_after_append(store)
    assert len(heard) == 1
    stop()
    note(store)
    assert len(heard) == 1


def test_a_listener_that_fails_cannot_touch_the_sale(store: TillStore, monkeypatch: pytest.MonkeyPatch) -> None:
    crashes: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: crashes.append(kind))
    store.changes.subscribe(lambda topics: {"nothing": None}[str(topics)])
    heard: list[object] = []
    store.changes.subscribe(heard.append)
    assert store.sales.complete_sale(draft()).receipt == "S1-1-20261121-0001"
    assert (crashes, len(heard)) == ([KeyError], 1)


def test_a_till_with_a_history_keeps_its_name(store: TillStore) -> None:
    other = Enrolment("S2-1-x", "S2", "1", "http://127.0.0.1", "t")
    store.enrolment.save(other)
    store.enrolment.save(ENROLLED)
    note(store)
    with pytest.raises(Refused) as refused:
        store.enrolment.save(other)
    assert refused.value.code == "already_enrolled"
    moved = Enrolment(ENROLLED.till, "S1", "1", "https://elsewhere", "another")
    store.enrolment.save(moved)
    store.close()
    again = open_till(store.folder, KEY)
    assert again.enrolment.current() == moved
    assert "another" not in repr(moved)
    again.close()
