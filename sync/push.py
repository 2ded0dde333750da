"""Journal up: entries after the last acknowledged one, in order. Only what a whole answer names counts as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from posapp.contract import envelope
from posapp.contract.ops import decode_sent_again
from posapp.domain.journal import Entry
from posapp.storage.journal import Parked
from posapp.storage.till import TillStore
from sync.client import HubAway, HubClient, HubSaid

BATCH = 50


@dataclass(slots=True)
class Pushed:
    """How many entries the hub took or had, and how many it refused (they are parked for a person)."""

    sent: int = 0
    parked: int = 0


def push(till: TillStore, hub: HubClient, till_id: str) -> Pushed:
    """Send until nothing is left; HubAway or HubSaid stop it with what was answered safely noted."""
    done = Pushed()
    while entries := till.journal.unsent(BATCH):
        batch_id = uuid4().hex
        try:
            answer = hub.push(envelope.pack(batch_id, till_id, entries, till.members.private(_enrolled(entries))))
        except HubSaid as said:
            if (
                said.problem.code == "gap"
                and said.problem.next_seq is not None
                and said.problem.next_seq < entries[0].seq
            ):
                till.journal.acknowledge(said.problem.next_seq - 1)
                continue
            raise
        named = {r.seq: r for r in answer.results}
        if answer.batch != batch_id or any(e.seq not in named for e in entries):
            raise HubAway("an answer to another question")
        refused = [Parked(r.seq, r.code, r.zh, r.en, answer.at) for r in answer.results if r.outcome == "refused"]
        taken = [r.seq for r in answer.results if r.outcome != "refused"]
        till.journal.acknowledge(entries[-1].seq, refused, taken, answer.at)
        done.sent += len(entries)
        done.parked += len(refused)
    return done


def _enrolled(entries: Sequence[Entry]) -> list[int]:
    """Numbers of the entries whose personal fields the hub needs now: new ones, and those it shall look at again."""
    again = [decode_sent_again(e.body).of for e in entries if e.kind == "sent_again"]
    return [e.seq for e in entries if e.kind == "member_enrolled"] + again
