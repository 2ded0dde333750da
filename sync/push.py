"""Journal up: entries after the last acknowledged one, in order. Only what a whole answer names counts as sent."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from posapp.contract import envelope
from posapp.contract.appointment_ops import APPOINTMENTS
from posapp.contract.follow_up_ops import FOLLOW_UPS
from posapp.contract.ops import decode_sent_again
from posapp.domain.journal import Entry
from posapp.storage.journal import Parked
from posapp.storage.till import TillStore
from sync.client import HubAway, HubClient, HubSaid

BATCH = 50
_WITH_FIELDS: Final = frozenset(
    {"member_enrolled", "member_edited", "receipt_mailed", "order_step", "pin_changed", "temporary_person"}
    | FOLLOW_UPS
    | APPOINTMENTS
)


@dataclass(slots=True)
class Pushed:
    """How many entries the hub took or had, and how many it refused (they are parked for a person)."""

    sent: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True)
class _Batch:
    """Entries that lie ready, and how they travel."""

    id: str
    entries: Sequence[Entry]
    body: bytes


def push(till: TillStore, hub: HubClient, till_id: str, ahead: Executor) -> Pushed:
    """Send until nothing is left; HubAway or HubSaid stop it with what was answered safely noted. While the hub works
    on a full batch, the next one is read and packed `ahead`."""
    done = Pushed()
    batch = _next(till, till_id, uuid4().hex, till.journal.acknowledged())
    while batch is not None:
        last = batch.entries[-1].seq
        following = ahead.submit(_next, till, till_id, uuid4().hex, last) if len(batch.entries) == BATCH else None
        reached = _send(till, hub, batch, done)
        batch = following.result() if following is not None and reached == last else None
        batch = batch or _next(till, till_id, uuid4().hex, reached)
    return done


def _send(till: TillStore, hub: HubClient, batch: _Batch, done: Pushed) -> int:
    """The number up to which the hub has everything now: less than was sent where it was restored meanwhile."""
    entries = batch.entries
    try:
        answer = hub.push(batch.body)
    except HubSaid as said:
        expected = said.problem.next_seq
        if said.problem.code == "gap" and expected is not None and expected < entries[0].seq:
            till.journal.acknowledge(expected - 1)
            return expected - 1
        raise
    named = {r.seq: r for r in answer.results}
    if answer.batch != batch.id or any(e.seq not in named for e in entries):
        raise HubAway("an answer to another question")
    refused = [Parked(r.seq, r.code, r.zh, r.en, answer.at) for r in answer.results if r.outcome == "refused"]
    taken = [r.seq for r in answer.results if r.outcome != "refused"]
    till.journal.acknowledge(entries[-1].seq, refused, taken, answer.at)
    done.sent += len(entries)
    done.parked += len(refused)
    return entries[-1].seq


def _next(till: TillStore, till_id: str, batch_id: str, after: int) -> _Batch | None:
    entries = till.journal.follow(after, BATCH)
    if not entries:
        return None
    named = _with_fields_beside(entries)
    private = till.members.private(named) | till.receipt_mails.private(named) | till.order_steps.private(named)
    private |= till.own_people.private(till_id, named)
    return _Batch(batch_id, entries, envelope.pack(batch_id, till_id, entries, private))


def _with_fields_beside(entries: Sequence[Entry]) -> list[int]:
    """Numbers of the entries whose personal fields the hub needs now: new ones, and those it shall look at again."""
    again = [decode_sent_again(e.body).of for e in entries if e.kind == "sent_again"]
    return [e.seq for e in entries if e.kind in _WITH_FIELDS] + again
