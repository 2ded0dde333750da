"""A new online order, and a customer who stands outside for one, are heard and seen on whatever page is open: a sound,
a line of words, and the count in the bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.order_stand import NOWHERE
from ui.kit.sounds import ORDER
from ui.screen import Place

Tell = Callable[[int], object]
MOST_SAID: Final = 3
"""At once: the page of orders has them all."""


class OrderAlert(QObject):
    """Reads on the worker, once for however many pages of the feed came meanwhile."""

    def __init__(self, place: Place, count: Tell, say: Callable[[str], object], parent: QObject) -> None:
        """`count`: shows how many wait; `say`: tells of new ones."""
        super().__init__(parent)
        self._place, self._count, self._say = place, count, say
        self._known: Mapping[str, str] | None = None
        self._reading = self._again = False
        self._asked: set[str] = set()
        """New orders of which the hub is asked whose slip it is."""
        place.bridge.changed.connect(self._changed)

    def look(self) -> None:
        """How many wait now?"""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self._place.tasks.run(self._place.app.pickup.who_waits, self._found, self._no)

    def _changed(self, topic: str) -> None:
        if topic in ("copies", "orders"):
            self.look()

    def _found(self, waiting: Mapping[str, str]) -> None:
        before, self._known, self._reading = self._known, waiting, False
        self._count(len(waiting))
        words = self._words(before, waiting) if before is not None else ""
        if words and self._place.app.desk.staff is not None:
            self._place.sounds.play(ORDER)
            self._say(words)
        self._print(bool(waiting))
        if self._again:
            self.look()

    def _words(self, before: Mapping[str, str], waiting: Mapping[str, str]) -> str:
        """Of what is new; whoever stands outside first. "" of nothing."""
        said: list[str] = []
        for id_, where in sorted(waiting.items()):
            if where and where != before.get(id_):
                place = "" if where == NOWHERE else f" · {where}"
                said.append(self.tr("The customer of {0} is here{1}").format(id_, place))
        new = sorted(id_ for id_, where in waiting.items() if not where and id_ not in before)
        if new:
            said.append(self.tr("New online order: {0}").format(" · ".join(new[:MOST_SAID])))
        return "\n".join(said[:MOST_SAID])

    def _print(self, there: bool) -> None:
        """At the machine that is set up for it, also what came while nobody was signed in."""
        app, controls = self._place.app, self._place.controls
        if there and app.desk.staff is not None and controls.machine().pick_slips:
            for id_ in app.order_slips.new():
                if id_ not in self._asked:
                    self._asked.add(id_)
                    ours = partial(app.order_slips.is_ours, id_, controls.claim_order)
                    self._place.tasks.ask(ours, partial(self._slip, id_), partial(self._not_asked, id_))

    def _not_asked(self, id_: str, _no: Refused) -> None:
        self._asked.discard(id_)

    def _slip(self, id_: str, ours: bool) -> None:
        self._asked.discard(id_)
        with suppress(Refused):  # a till that may not write says so itself
            if ours:
                self._place.app.order_slips.pick_once(id_)

    def _no(self, _no: Refused) -> None:
        self._reading = False
        if self._again:  # what came meanwhile is looked at all the same
            self.look()
