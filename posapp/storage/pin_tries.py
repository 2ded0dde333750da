"""Wrong PINs in a row, by person: kept so that switching the till off and on gives nobody more tries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from posapp.domain.pin_tries import PinTries
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql, select_sql

_TRIES: Final = ("wrong", "since", "wait")
_KEEP: Final = insert_sql("pin_tries", ("person", *_TRIES), conflict="OR REPLACE")
_FORGET: Final = "DELETE FROM pin_tries WHERE person = ?"
_OF: Final = select_sql("pin_tries", _TRIES, "WHERE person = :person")


class PinTryBook:
    """Who typed a wrong PIN how often since the last right one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._beside: Path | None = None

    def tell(self, beside: Path) -> None:
        """From now on write down in this file, too, what is typed: nothing else is left of a practice that was killed."""
        self._beside = beside

    def hear(self, beside: Path) -> None:
        """What a practice that was killed left in that file counts in earnest; then it is gone."""
        if not beside.exists():
            return
        last = {person: PinTries(*tries) for person, *tries in map(_read, beside.read_text("utf-8").splitlines())}
        with self._database.transaction() as tx:
            for person, tries in last.items():
                if tries.wrong > self.of(person).wrong:
                    self.keep_in(tx, person, tries)
        beside.unlink()

    def of(self, person: str) -> PinTries:
        """What is known of the person's tries."""
        row = self._database.first(_OF, person=person)
        return PinTries(*row) if row else PinTries()

    def keep(self, person: str, tries: PinTries) -> None:
        """On disk before this returns."""
        with self._database.transaction() as tx:
            self.keep_in(tx, person, tries)

    def keep_in(self, tx: Transaction, person: str, tries: PinTries) -> None:
        """The same inside another fact's transaction."""
        tx.execute(_KEEP, (person, tries.wrong, tries.since, tries.wait))
        self._write_beside(person, tries)

    def forget(self, person: str) -> None:
        """The PIN was right."""
        with self._database.transaction() as tx:
            tx.execute(_FORGET, (person,))
            self._write_beside(person, PinTries())

    def _write_beside(self, person: str, tries: PinTries) -> None:
        if self._beside is not None:
            with self._beside.open("a", encoding="utf-8") as file:
                file.write(json.dumps([person, tries.wrong, tries.since, tries.wait]) + "\n")


def _read(line: str) -> tuple[str, int, str, int]:
    """A line that a cut left half is nobody's."""
    try:
        person, wrong, since, wait = json.loads(line)
        return str(person), int(wrong), str(since), int(wait)
    except ValueError:
        return "", 0, "", 0
