"""The push: a run of journal entries on their way up, and the hub's answer that names each of them.

A batch is JSON, compressed with zstd (`Content-Encoding: zstd`; plain JSON is taken too). Bodies travel as the very
bytes that the till sealed. Hashes do not travel: the hub goes on from the last hash it holds, seals each entry itself
(`domain.journal.seal`) and compares only the last one, so one hash proves the whole run.

The rules, for both sides:
- entries of a till come in order; a batch may repeat entries the hub has, it may not leave one out;
- 200: every entry of the batch is named in `Answer.results`: `accepted` now, `repeated` (was there, same bytes), or
  `refused` with code and text: the till parks it. A refused entry is in the hub's chain, only not applied. An entry
  that asks for a refused one again ("sent_again", "corrected") also makes the hub name that one, and those that waited
  for it, as they stand now, although the batch may not hold them;
- `Batch.private`: the personal fields that entries of the batch only hold the seal of (`contract.members`);
- 409 `Problem`, nothing of the batch taken: `gap` (`next_seq` says where to go on), `entry_differs` (the hub has other
  bytes under number `seq`), `chain_broken` (the last hash does not come out);
- an answer counts only when its `batch` is the id of the batch that was sent.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal

import msgspec
import zstandard

from posapp.contract.members import Private
from posapp.domain.errors import Refused
from posapp.domain.journal import Entry
from posapp.domain.typed import is_seen

_PATH: Final = re.compile(r"`(\$[^`]*)`")
MOST_ENTRIES: Final = 1_000
MOST_BYTES: Final = 8 * 1024 * 1024
"""The largest batch, unpacked; a longer one is refused before it is read."""
MOST_WINDOW: Final = 8 * 1024 * 1024
ENCODING: Final = "zstd"
LEVEL: Final = 3
_BLOCK: Final = 1 << 17

Outcome = Literal["accepted", "repeated", "refused"]
Word = Annotated[str, msgspec.Meta(max_length=64)]
"""Printable signs only: `unpack` looks at all of a batch at once, which a pattern here would not."""
Seq = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class WireEntry(msgspec.Struct, frozen=True, array_like=True):
    """[seq, kind, at, business date, staff, body]."""

    seq: Seq
    kind: Word
    at: Word
    business_date: Word
    staff: Word
    body: msgspec.Raw


class Batch(msgspec.Struct, frozen=True, omit_defaults=True):
    """Entries of one till in order; `hash` is the seal of the last in hex; `id` any text, which the answer repeats;
    `private`: personal fields by member."""

    id: Word
    till: Word
    hash: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    entries: Annotated[list[WireEntry], msgspec.Meta(min_length=1, max_length=MOST_ENTRIES)]
    private: Annotated[dict[Word, Private], msgspec.Meta(max_length=MOST_ENTRIES)] = {}


class Result(msgspec.Struct, frozen=True, array_like=True):
    """[seq, outcome, code, 中文, English]; code and texts are empty unless refused."""

    seq: int
    outcome: Outcome
    code: str = ""
    zh: str = ""
    en: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What became of each entry of the batch; `next_seq` is the entry the hub waits for, `at` the hub's clock (UTC)."""

    batch: str
    epoch: str
    next_seq: int
    at: str
    results: list[Result]


_encode = msgspec.json.Encoder().encode
_decode_batch = msgspec.json.Decoder(Batch).decode
_decode_answer = msgspec.json.Decoder(Answer).decode


def pack(batch_id: str, till: str, entries: Sequence[Entry], private: Mapping[str, Private] | None = None) -> bytes:
    """The compressed batch of these entries (at least one, in order), and the personal fields of people in them."""
    wire = [WireEntry(e.seq, e.kind, e.at, e.business_date, e.staff, msgspec.Raw(e.body)) for e in entries]
    plain = _encode(Batch(batch_id, till, entries[-1].hash.hex(), wire, dict(private or {})))
    return zstandard.ZstdCompressor(level=LEVEL).compress(plain)


def unpack(data: bytes, compressed: bool) -> Batch:
    """The batch; Refused("bad_batch") for anything else, Refused("batch_too_large") before memory is spent on it."""
    plain = _inflate(data) if compressed else data
    if len(plain) > MOST_BYTES:
        raise Refused("batch_too_large", most=MOST_BYTES)
    try:
        batch = _decode_batch(plain)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise Refused("bad_batch", where=where_in(error)) from error
    words = [word for e in batch.entries for word in (e.kind, e.at, e.business_date, e.staff)]
    words += [word for member, p in batch.private.items() for word in (member, *_texts(p))]
    if not is_seen("".join([batch.id, batch.till, *words])):
        raise Refused("bad_batch", where="$.entries")
    return batch


def _texts(p: Private) -> tuple[str, ...]:
    """Those that a screen may show."""
    return (p.salt, p.phone, p.name, p.email, p.pin, p.birthday, p.guardian, p.note)


def _inflate(data: bytes) -> bytes:
    """Not much more than MOST_BYTES, whatever the frame claims about itself."""
    plain = bytearray()
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=MOST_WINDOW).stream_reader(io.BytesIO(data))
        while len(plain) <= MOST_BYTES and (block := reader.read(_BLOCK)):
            plain += block
    except zstandard.ZstdError as error:
        raise Refused("bad_batch", where="zstd") from error
    return bytes(plain)


def where_in(error: Exception) -> str:
    """Where in what was read the mistake is, in a form that needs no language: a path as `$.entries[0].seq`, or the
    whole. The library's own words stay with the error."""
    return (found[-1] if (found := _PATH.findall(str(error))) else "$")[:100]


def answer_bytes(answer: Answer) -> bytes:
    """The answer as it travels."""
    return _encode(answer)


def read_answer(data: bytes) -> Answer:
    """The hub's answer; Refused("bad_answer") when it is no answer at all (a captive portal's page, half a body)."""
    try:
        return _decode_answer(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise Refused("bad_answer", where=where_in(error)) from error
