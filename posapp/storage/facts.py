"""Facts that need no rows of their own beside the journal entry, such as an emptied basket or an opened drawer."""

from __future__ import annotations

from collections.abc import Callable

from posapp.domain.journal import Entry
from posapp.storage.baskets import Baskets
from posapp.storage.database import Database, Transaction
from posapp.storage.journal import Journal
from posapp.storage.print_jobs import JobKind, PrintJobs


class Facts:
    """Writes such an entry, and what belongs to it, in one transaction."""

    def __init__(self, database: Database, journal: Journal, baskets: Baskets, print_jobs: PrintJobs) -> None:
        self._database = database
        self._journal = journal
        self._baskets = baskets
        self._print_jobs = print_jobs

    def record(
        self,
        kind: str,
        body: bytes,
        at: str,
        business_date: str,
        staff: str,
        *,
        print_job: tuple[JobKind, str] | None = None,
        clear_basket: bool = False,
        also: Callable[[Transaction], None] | None = None,
        then: tuple[str, bytes] | None = None,
    ) -> Entry:
        """Write the entry. With it, all or nothing: queue a (kind, document) for the printer, take the basket off the
        counter, do what `also` does, or write a second entry, `then` (kind, body)."""
        with self._database.transaction() as tx:
            entry = self._journal.append(tx, kind, body, at, business_date, staff)
            if print_job is not None:
                self._print_jobs.add(tx, print_job[0], print_job[1], at)
            if clear_basket:
                self._baskets.remove(tx)
            if also is not None:
                also(tx)
            if then is not None:
                self._journal.append(tx, *then, at, business_date, staff)
        return entry
