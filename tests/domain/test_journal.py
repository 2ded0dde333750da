"""The seal of the journal: any lost, changed, inserted or moved entry shows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.journal import GENESIS, Entry, broken_at, seal

TILL = "S1-1-abcd"


def chain(bodies: list[bytes]) -> list[Entry]:
    entries, before = [], GENESIS
    for seq, body in enumerate(bodies, 1):
        head = (seq, "sale", "2026-11-21T01:00:00Z", "2026-11-21", "c1", body)
        before = seal(TILL, before, *head)
        entries.append(Entry(*head, before))
    return entries


bodies = st.lists(st.binary(max_size=40), min_size=1, max_size=8)


@given(bodies)
def test_a_whole_chain_holds(written: list[bytes]) -> None:
    assert broken_at(TILL, chain(written)) is None


@given(bodies, st.data())
def test_one_changed_byte_shows_at_its_entry(written: list[bytes], data: st.DataObject) -> None:
    entries = chain(written)
    at = data.draw(st.integers(0, len(entries) - 1))
    entries[at] = replace(entries[at], body=entries[at].body + b"!")
    assert broken_at(TILL, entries) == at + 1


@given(st.lists(st.binary(max_size=40), min_size=2, max_size=8), st.data())
def test_a_lost_entry_shows(written: list[bytes], data: st.DataObject) -> None:
    entries = chain(written)
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert broken_at(TILL, entries) == at + 1


def test_another_tills_chain_does_not_hold() -> None:
    assert broken_at("S1-2-efgh", chain([b"{}"])) == 1


def test_an_amount_cannot_move_between_the_fields_of_the_head() -> None:
    one = seal(TILL, GENESIS, 1, "sale", "a", "b", "c", b"x")
    assert one != seal(TILL, GENESIS, 1, "sale", "a", "b", "cx", b"")
