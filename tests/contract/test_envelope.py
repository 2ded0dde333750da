"""The push on the wire: what goes in comes out, nothing else does, and it is small."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from bench import journal
from posapp.contract import envelope
from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS, Entry, seal
from tests.support.shared import shared

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf", "Co", "Cn", "Zs")), max_size=12)
BODIES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner, max_size=3),
    max_leaves=8,
).map(msgspec.json.encode)


def entries_of(heads: list[tuple[str, str, bytes]]) -> list[Entry]:
    made: list[Entry] = []
    for seq, (kind, staff, body) in enumerate(heads, 1):
        head = (seq, kind, "2026-11-21T01:00:00Z", "2026-11-21", staff)
        made.append(Entry(*head, body, seal("T", made[-1].hash if made else GENESIS, *head, body)))
    return made


@given(st.lists(st.tuples(WORDS, WORDS, BODIES), min_size=1, max_size=10))
def test_what_was_packed_is_unpacked_to_the_byte(heads: list[tuple[str, str, bytes]]) -> None:
    entries = entries_of(heads)
    batch = envelope.unpack(envelope.pack("b", "T", entries), True)
    assert (batch.id, batch.till, batch.hash) == ("b", "T", entries[-1].hash.hex())
    assert [(e.seq, e.kind, e.at, e.business_date, e.staff, bytes(e.body)) for e in batch.entries] == [
        (e.seq, e.kind, e.at, e.business_date, e.staff, e.body) for e in entries
    ]


@given(st.binary(max_size=300), st.booleans())
def test_random_bytes_are_no_batch(data: bytes, compressed: bool) -> None:
    with pytest.raises(Refused, match="bad_batch"):
        envelope.unpack(data, compressed)


@given(st.binary(max_size=300))
def test_random_bytes_are_no_answer(data: bytes) -> None:
    with pytest.raises(Refused, match="bad_answer"):
        envelope.read_answer(data)


def test_an_answer_reads_back_and_may_have_grown() -> None:
    answer = envelope.Answer("b", "e", 3, "2026-11-21T01:00:00Z", [envelope.Result(1, "accepted")])
    assert envelope.read_answer(envelope.answer_bytes(answer)) == answer
    grown = b'{"batch":"b","epoch":"e","next_seq":2,"at":"","results":[[1,"refused","x","y","z","more"]],"more":1}'
    assert envelope.read_answer(grown).results == [envelope.Result(1, "refused", "x", "y", "z")]
    with pytest.raises(Refused):
        envelope.read_answer(grown.replace(b"refused", b"perhaps"))


def test_the_size_that_a_frame_claims_is_not_believed() -> None:
    packed = envelope.pack("b", "T", entries_of([("sale", "c1", b"{}")]))
    claimed = zstandard.ZstdCompressor(write_content_size=False).compress(zstandard.decompress(packed))
    assert envelope.unpack(claimed, True).id == "b"
    with pytest.raises(Refused) as refused:
        envelope.unpack(zstandard.compress(b" " * (envelope.MOST_BYTES + 1)), True)
    assert refused.value.code == "batch_too_large"


def test_a_real_sale_takes_at_most_220_bytes() -> None:
    entries = journal.journal("S1-1-k3f9", shared(journal.BASKETS))
    parts = [entries[start : start + 50] for start in range(0, len(entries), 50)]
    size = sum(len(envelope.pack("b1", "S1-1-k3f9", part)) for part in parts)
    assert size / len(entries) <= 220
