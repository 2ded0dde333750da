"""A till that does not open: which remedies fit the trouble, and carrying them out on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from ui.texts import told

if TYPE_CHECKING:
    from ui.tasks import Tasks

RESCUED: Final = ("damaged_database", "wrong_key", "old_copy", "restored_copy")
"""Troubles in which a fresh file may be begun: every other one leaves a good file where it is."""

NOT_ENROLLED: Final = "till_not_enrolled"


@dataclass(frozen=True, slots=True)
class Export:
    """What came out of the damaged file; `whole` when every entry is known to be there."""

    file: str
    entries: int
    whole: bool


Told = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Remedies:
    """What can be done. `again` and `close` are called on the GUI thread, the others on the worker (Refused: why not).

    `people`: (id, name) of those who may say that a fresh file is begun; `start_fresh(id, pin)`; `enrol(hub, code)`;
    `diagnosis`: a file for support.
    """

    again: Callable[[], None]
    close: Callable[[], None]
    export: Callable[[Told], Export]
    people: Callable[[], Sequence[tuple[str, str]]]
    start_fresh: Callable[[str, str], object]
    hub_address: Callable[[], str]
    enrol: Callable[[str, str], None]
    diagnosis: Callable[[], Path]


class TroubleModel(QObject):
    """State of the trouble screen; `changed` after each change of it."""

    changed = Signal()
    people_found = Signal(object)
    pin_refused = Signal(object)
    fresh = Signal()
    _told = Signal(int, int)

    def __init__(self, tasks: Tasks, remedies: Remedies) -> None:
        super().__init__()
        self._tasks, self._remedies = tasks, remedies
        self.trouble = Refused("damaged_database")
        self.busy = ""
        self.fraction: float | None = None
        self.exported: Export | None = None
        self.diagnosis = ""
        self.refused: Refused | None = None
        self._told.connect(self._progress)

    @property
    def can_rescue(self) -> bool:
        """Whether there is a file to read from and to set aside."""
        return self.trouble.code in RESCUED

    @property
    def can_enrol(self) -> bool:
        """Whether the till only lacks its name."""
        return self.trouble.code == NOT_ENROLLED

    @property
    def hub_address(self) -> str:
        """Where the till had its hub, as far as anybody knows."""
        return self._remedies.hub_address()

    def show(self, trouble: Refused) -> None:
        """This is what happened."""
        self.trouble, self.refused, self.busy = trouble, None, ""
        if not self.can_rescue:
            self.exported = None
        self.changed.emit()

    def sentence(self, language: str) -> str:
        """What happened, in the person's language."""
        return told(self.trouble, language)

    def again(self) -> None:
        """Open the till once more."""
        if not self.busy:
            self._start("again")
            self._remedies.again()

    def close(self) -> None:
        """Give up for now."""
        self._remedies.close()

    def export(self) -> None:
        """Everything that can be read goes into a file."""
        if not self.busy:
            self._start("export")
            self._tasks.run(
                lambda: self._remedies.export(lambda done, of: self._told.emit(done, of or 0)), self._came, self._no
            )

    def diagnose(self) -> None:
        """What support needs to see goes into a file."""
        if not self.busy:
            self._start("diagnosis")
            self._tasks.run(self._remedies.diagnosis, self._diagnosed, self._no)

    def ask_for_fresh(self) -> None:
        """Who may say so?"""
        if not self.busy:
            self._start("people")
            self._tasks.run(self._remedies.people, self._people, self._no)

    def start_fresh(self, staff_id: str, pin: str) -> None:
        """A manager's PIN was typed."""
        if not self.busy:
            self._start("fresh")
            self._tasks.run(lambda: self._remedies.start_fresh(staff_id, pin), self._set_aside, self._pin_no)

    def has_address(self, hub: str) -> bool:
        """Whether there is a hub to ask; the person is told when not."""
        there = bool(hub.strip())
        self.refused = None if there else Refused("hub_unnamed")
        self.changed.emit()
        return there

    def enrol(self, hub: str, code: str) -> None:
        """Become a till of this hub, then open it."""
        if not self.busy:
            self._start("enrol")
            self._tasks.run(lambda: self._remedies.enrol(hub, code), lambda _: self._done_again(), self._no)

    # -- answers --------------------------------------------------------------------------------------------------

    def _start(self, what: str) -> None:
        self.busy, self.fraction, self.refused = what, None, None
        self.changed.emit()

    def _progress(self, done: int, of: int) -> None:
        self.fraction = done / of if of else None
        self.changed.emit()

    def _came(self, exported: Export) -> None:
        self.busy, self.exported = "", exported
        self.changed.emit()

    def _diagnosed(self, file: Path) -> None:
        self.busy, self.diagnosis = "", str(file)
        self.changed.emit()

    def _people(self, people: Sequence[tuple[str, str]]) -> None:
        self.busy = ""
        self.changed.emit()
        self.people_found.emit(people)

    def _set_aside(self, _place: object) -> None:
        self.fresh.emit()
        self._done_again()

    def _done_again(self) -> None:
        self.busy = ""
        self.again()

    def _pin_no(self, refused: Refused) -> None:
        self.busy = ""
        self.changed.emit()
        self.pin_refused.emit(refused)

    def _no(self, refused: Refused) -> None:
        self.busy, self.refused = "", refused
        self.changed.emit()
