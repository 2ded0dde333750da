"""What helps a till whose files do not open: export, and, when a manager says so, begin a fresh file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from posapp.commands.till_parts import enrol, open_parts
from posapp.domain.errors import Refused
from posapp.domain.pin_tries import PinTries
from posapp.domain.staff import Staff
from posapp.domain.times import to_text
from posapp.ports.clock import Clock
from posapp.storage.database import open_database
from posapp.storage.key import till_key
from posapp.storage.pins import pin_matches
from posapp.storage.rescue import Rescued, Told, export_journal, hub_of, set_aside
from posapp.storage.schema import prepare_copies
from posapp.storage.staff import People
from posapp.usecases.sign_in import PinProof

ACT: Final = "start_fresh"
"""Only managers hold it unless a shop gives it to another role."""


class _Remembered:
    """Wrong PINs while this program runs: the file that would keep them is the one that does not open."""

    def __init__(self) -> None:
        self._known: dict[str, PinTries] = {}

    def of(self, person: str) -> PinTries:
        return self._known.get(person, PinTries())

    def keep(self, person: str, tries: PinTries) -> None:
        self._known[person] = tries

    def forget(self, person: str) -> None:
        self._known.pop(person, None)


class FirstAid:
    """Works on the closed files of one till; everything here belongs on the worker."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock
        self._proof = PinProof(clock, pin_matches, _Remembered())
        self._hub = ""

    def export(self, told: Told) -> tuple[Path, Rescued]:
        """Every entry that can be read, into a new file beside the damaged one, which is only read."""
        target = self.folder / f"journal-{self._clock.now():%Y%m%dT%H%M%SZ}.jsonl"
        return target, export_journal(self.folder, self._key(), target, told)

    def people(self) -> tuple[Staff, ...]:
        """Who may say that a fresh file is begun; Refused("nobody_to_ask") when the list cannot be read."""
        path = self.folder / "copies.db"
        try:
            if not path.exists():
                raise Refused("nobody_to_ask")
            copies = open_database(path, self._key())
        except Refused as refused:
            raise Refused("nobody_to_ask") from refused
        try:
            prepare_copies(copies)
            found = tuple(person for person in People(copies).all() if person.may(ACT))
        except Refused as refused:
            raise Refused("nobody_to_ask") from refused
        finally:
            copies.close()
        if not found:
            raise Refused("nobody_to_ask")
        return found

    def start_fresh(self, staff_id: str, pin: str) -> Path:
        """Set the damaged till.db aside, where nobody deletes it; the next opening makes a new one.

        Refused: pin_wrong, pin_locked, nobody_to_ask, till_in_use, folder_closed.
        """
        person = next((person for person in self.people() if person.id == staff_id), None)
        manager = self._proof.prove(staff_id, person, pin)
        self._hub = hub_of(self.folder, self._key())
        now = self._clock.now()
        return set_aside(self.folder, now, json.dumps({"at": to_text(now), "approved_by": manager.id}))

    def hub_address(self) -> str:
        """Where the till had its hub, for the form that asks; "" when nobody knows."""
        return self._hub

    def enrol(self, hub: str, code: str) -> None:
        """Become a till of a hub with a one-time code that a person typed; Refused("hub_unnamed"): no address."""
        if not hub.strip():
            raise Refused("hub_unnamed")
        parts = open_parts(self.folder, self._clock, hub_url=hub.strip())
        try:
            enrol(parts, code.strip())
        finally:
            parts.close()

    def _key(self) -> bytes:
        return till_key(self.folder)[0]
