"""Before anything is exchanged: is the hub's last entry of this till one of ours? Otherwise this is an old copy."""

from __future__ import annotations

from posapp.contract.calls import TillAnswer
from posapp.domain.errors import Refused
from posapp.domain.times import from_text
from posapp.storage.journal import Journal
from sync.client import HubAway, HubClient


def stand(journal: Journal, hub: HubClient) -> TillAnswer:
    """How the hub stands with this till. Refused("old_copy") when it holds entries of it that are not ours.

    That stops a till from selling, so it is believed only when the hub says it twice. A hub that was restored from a
    backup holds less than it once named: the next push begins there.
    """
    newest = journal.last()
    hub.newest = newest.seq if newest else 0
    at = _ask(hub)
    if not journal.holds(at.last_seq, bytes.fromhex(at.last_hash)):
        again = _ask(hub)
        if (again.last_seq, again.last_hash) != (at.last_seq, at.last_hash):
            raise HubAway("two answers to one question")
        journal.mark_old_copy(at.at)
        raise Refused("old_copy")
    journal.unmark_old_copy()
    if at.last_seq < journal.acknowledged():
        journal.acknowledge(at.last_seq)
    return at


def _ask(hub: HubClient) -> TillAnswer:
    """Its answer; HubAway unless it tells a time: the till's own clock is held against it."""
    at = hub.till()
    try:
        from_text(at.at)
    except (ValueError, OverflowError) as error:
        raise HubAway("an answer that is none") from error
    return at
