"""Client books as the page shows them: whose, by which filters, who is marked. All reading is on the worker."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from posapp.domain.client_index import Filter
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.usecases.client_search import ClientList, Whose
from ui.screen import Place

WHOSE: Final[tuple[Whose, ...]] = ("mine", "shop", "all")
_BETWEEN: Final = 25
"""So many pieces are looked through before the page says how far it is."""


class BookModel(QObject):
    """What the page shows."""

    listed = Signal(object)
    marked_changed = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.whose: Whose = "mine"
        self.wanted: dict[str, frozenset[str]] = {}
        self.marked: dict[str, None] = {}
        self.approver: Staff | None = None
        """Who let this person see all books, until the page is left."""
        self._reading = False

    # -- what is asked for ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The page comes up."""
        self.approver = None
        if self.whose == "all":
            self.whose = "mine"
        self.marked.clear()
        self.reload()

    def show_book(self, whose: Whose, approver: Staff | None = None) -> None:
        """Another book."""
        self.whose, self.approver = whose, approver
        self.unmark()
        self.reload()

    def turn(self, facet: str, value: str) -> None:
        """This value is wanted, or no more."""
        some = self.wanted.get(facet, frozenset()) ^ {value}
        self.wanted = {name: values for name, values in (*self.wanted.items(), (facet, some)) if values}
        self.unmark()
        self.reload()

    def want(self, wanted: Filter) -> None:
        """Other filters altogether."""
        self.wanted = dict(wanted)
        self.unmark()
        self.reload()

    def reload(self) -> None:
        """Read again."""
        search = self._place.app.client_search
        asked = partial(search.listed, self.whose, dict(self.wanted), approver=self.approver)
        self._place.tasks.run(asked, self._show, self.refused.emit)

    def _show(self, found: ClientList) -> None:
        self.listed.emit(found)
        if not found.ready and not self._reading:
            self._reading = True
            self._read_on(0)

    def _read_on(self, pieces: int) -> None:
        self._place.tasks.run(self._place.app.client_search.read_on, partial(self._read, pieces + 1), self._stop)

    def _read(self, pieces: int, more: bool) -> None:
        if more and pieces % _BETWEEN:
            self._read_on(pieces)
            return
        self._reading = False
        self.reload()

    def _stop(self, no: Refused) -> None:
        self._reading = False
        self.refused.emit(no)

    # -- marks ----------------------------------------------------------------------------------------------------

    def mark(self, ids: Iterable[str], *, turn: bool = False) -> None:
        """These too; `turn`: those that were are no more."""
        for id_ in ids:
            if turn and id_ in self.marked:
                del self.marked[id_]
            else:
                self.marked[id_] = None
        self.marked_changed.emit()

    def mark_all(self) -> None:
        """Everybody who fits, those too who are not on the screen."""
        search = self._place.app.client_search
        asked = partial(search.everybody, self.whose, dict(self.wanted), self.approver)
        self._place.tasks.run(asked, self.mark, self.refused.emit)

    def unmark(self) -> None:
        """Nobody."""
        self.marked.clear()
        self.marked_changed.emit()
