"""Looking through client books: mine, the shop's, all; by filters that combine, with counts as one chooses.

All members of the copies are looked through once, in pieces, and then kept up with what the hub tells and what is
changed here; all of it in memory, none of it on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from posapp.domain.client import Client, Yardstick
from posapp.domain.client_index import ClientIndex, Filter
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.staff import Staff
from posapp.usecases.books import SHOP, Books
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

Whose = Literal["mine", "shop", "all"]
PIECE: Final = 1_000
"""So many are read at once; a sale that waits for the worker comes between two pieces."""
MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class ClientList:
    """`count` who fit, the first of them as `members`; `counts` by facet and value, what each would leave; `ready`
    False while not everybody was looked through yet."""

    count: int = 0
    members: tuple[Member, ...] = ()
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    books: dict[str, int] = field(default_factory=dict)
    """How many are in each book."""
    ready: bool = True


class ClientSearch:
    """One at a time: whoever asks does so from one thread."""

    def __init__(self, desk: Desk, members: Members, books: Books) -> None:
        self._desk, self._members, self._books = desk, members, books
        self._index: ClientIndex | None = None
        self._reading: Iterator[None] | None = None
        self._own: set[str] = set()
        """Whom this till's own entries are about: only of these its copy may not be the last word."""
        self._heard = 0
        """The newest entry of this till that the index knows of."""

    def read_on(self) -> bool:
        """Looks through the next piece, or what is new; False when that is all."""
        by = self._yardstick()
        news, anew = self._desk.till.clients.news()
        if self._index is None or anew or self._index.by != by:
            self._index, self._heard = ClientIndex(by), 0
            self._reading = self._read(self._index)
        for id_ in news:
            self._put(self._index, id_)
        if self._reading is not None and next(self._reading, self) is self:
            self._reading = None
        if self._reading is None:
            for _ in self._changed_here(self._index):
                pass
        return self._reading is not None

    def _read(self, index: ClientIndex) -> Iterator[None]:
        after = ""
        while page := self._desk.till.clients.page(after, PIECE):
            for client in page:
                index.put(client)
            after = page[-1].id
            yield
        yield from self._changed_here(index)

    def _put(self, index: ClientIndex, id_: str) -> None:
        """As this till knows them, what it has not told the hub yet included."""
        try:
            member = self._members.known(id_)
        except Refused:
            index.drop(id_)
            return
        if member.id != id_:
            index.drop(id_)
        index.put(client_of(member))

    def _changed_here(self, index: ClientIndex) -> Iterator[None]:
        till = self._desk.till
        touched = till.clients.touched_here(till.journal.till, self._heard)
        self._own.update(touched)
        for number, id_ in enumerate(touched):
            self._put(index, id_)
            if number % PIECE == PIECE - 1:
                yield
        self._heard = max((self._heard, *touched.values()))

    def _yardstick(self) -> Yardstick:
        store, today = self._desk.store, self._desk.moment().business_date
        return Yardstick(today, 10**store.currency.digits, frozenset(p.id for p in self._books.people()))

    # -- asking ---------------------------------------------------------------------------------------------------

    def listed(
        self, whose: Whose = "mine", wanted: Filter | None = None, most: int = MOST_SHOWN, approver: Staff | None = None
    ) -> ClientList:
        """Who fits. Other people's books are for whoever may see them: Refused("not_permitted")."""
        asked = self._asked(whose, wanted or {}, approver)
        index, ready = self._ready()
        found = index.found(asked, most)
        members = tuple(map(self._member, found))
        return ClientList(index.count(asked), members, index.counts(asked), index.counts({})["book"], ready)

    def _member(self, id_: str) -> Member:
        copy = self._desk.till.known_members.by_key(id_) if id_ not in self._own else None
        return copy or self._members.known(id_)

    def everybody(self, whose: Whose, wanted: Filter, approver: Staff | None = None) -> tuple[str, ...]:
        """The ids of all who fit."""
        asked = self._asked(whose, wanted, approver)
        return self._ready()[0].all(asked)

    def _ready(self) -> tuple[ClientIndex, bool]:
        left = self.read_on()
        index = self._index
        if index is None:  # pragma: no cover - reading makes it
            raise AssertionError
        return index, not left

    def _asked(self, whose: Whose, wanted: Filter, approver: Staff | None) -> Filter:
        staff = self._desk.seller("books" if whose == "all" else "member", approver)
        if whose == "all":
            return wanted
        return {**wanted, "book": frozenset({staff.id if whose == "mine" else SHOP})}


def client_of(member: Member) -> Client:
    """What filters ask for."""
    return Client(
        id=member.id,
        tier=member.tier,
        birthday=member.birthday,
        consent=member.consent,
        same_as=member.same_as,
        associate=member.associate,
        last_bought=member.last_bought,
        spent=member.spent,
        came_back=member.came_back,
        categories=member.categories,
        details=member.details,
    )
