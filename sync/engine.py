"""One exchange with the hub: ask, push, pull. The state that people see comes from its outcome."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from posapp.domain.errors import Refused
from posapp.domain.sync_status import SyncState, SyncStatus
from posapp.domain.times import to_text
from posapp.ports.clock import Clock
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_install import no_pace
from posapp.storage.till import TillStore
from sync.access import renew, stand_known
from sync.client import HubAway, HubClient, HubSaid
from sync.erasures import ErasedMembers
from sync.pull import Pull
from sync.push import push
from sync.return_photos import send_photos


class Engine:
    """The exchange of one till with its hub; used by one thread at a time."""

    def __init__(
        self, till: TillStore, catalog: Catalog, hub: HubClient, clock: Clock, pace: Callable[[], None] = no_pace
    ) -> None:
        self._till = till
        self._clock = clock
        self.hub = hub
        self._ahead = ThreadPoolExecutor(1, "ahead")
        """What comes next is made ready there while this one is under way."""
        self._erased = ErasedMembers(till)
        self._pull = Pull(till, catalog, hub, pace, self.now, self._ahead)

    def sync(self) -> SyncStatus:
        """Ask, push all, pull all. Never raises for a line that is down or a hub that says no: the status tells."""
        till, pushed, pulled = self._till, 0, 0
        try:
            at = stand_known(till.enrolment, till.journal, self.hub)
            if at.renew_token:
                renew(till.enrolment, self.hub)
            own_at = self.now()
            with suppress(Refused, HubSaid):  # whatever is wrong with a feed holds no sale up; the pull says it again
                pulled = self._pull.first(at)
            pushed = push(till, self.hub, till.enrolment.required().till, self._ahead).sent
            came = self._pull.pull(at)
            pulled += came.rows
            till.cursors.saw_hub(at.epoch, at.at, own_at, came.whole)
            send_photos(till, self.hub, own_at)
            if self._erased.follow(came.rows, own_at):
                pushed += push(till, self.hub, till.enrolment.required().till, self._ahead).sent
        except HubAway as away:
            return self._status("offline", pushed, pulled, away.code)
        except HubSaid as said:
            busy = said.status >= 500 or said.status == 429  # a hub with too much to do has said nothing about us
            old = said.problem.code == "till_too_old"  # what it sells is taken all the same
            state: SyncState = "offline" if busy else "behind" if old else "refused"
            return self._status(state, pushed, pulled, said.problem.code)
        except Refused as refused:
            stopped = refused.code == "old_copy"
            return self._status("refused" if stopped else "behind", pushed, pulled, refused.code)
        return self._status("online", pushed, pulled)

    def now(self) -> str:
        """The till's own time (UTC ISO text)."""
        return to_text(self._clock.now())

    def unreached(self) -> SyncStatus:
        """The status without asking the hub."""
        return self._status("offline", 0, 0)

    def _status(self, state: SyncState, pushed: int, pulled: int, reason: str = "") -> SyncStatus:
        journal, cursors = self._till.journal, self._till.cursors
        unsent = journal.unsent_count()
        if state == "online" and unsent:
            state = "behind"
        ahead = cursors.clock_offset()
        odd = tuple(sorted({*self._pull.unknown, *self._till.skipped.counts()}))
        last, parked, hub = cursors.last_success(), len(journal.parked()), self.hub.version
        return SyncStatus(state, last, unsent, parked, pushed, pulled, reason, ahead, hub=hub, not_understood=odd)

    def close(self) -> None:
        """Give the connection back."""
        self._ahead.shutdown()
        self.hub.close()
