"""What head office must see of the sales of a batch. They are in the books as the till rang them up; looked at once
for the whole batch, with one question to the books, so that it costs next to nothing where nothing is odd.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol, get_args

import msgspec

from hub import exceptions, odd_figures
from hub import people as lent_people
from hub.by_hand import ACTS, Deed, deeds
from hub.people import StandIns
from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry
from posapp.domain.money import divide
from posapp.domain.staff import Staff, not_allowed, not_alone
from posapp.domain.sync_status import CLOCK_SLACK
from posapp.domain.telephone import OFFICE
from posapp.domain.tender import TenderType
from posapp.domain.times import from_text, to_text
from posapp.domain.typed import seen

Times = Mapping[str, list[tuple[str, str]]]
"""When each of these was taken off, and back ("" while it is off)."""
MOST_GIVERS: Final = 200
"""People who gave something by hand in one batch; a shop has fewer, and the database is not asked about more."""
MOST_DAYS_AHEAD: Final = 366
"""From the hub's day to the business date of a sale. The till itself warns of a clock that is minutes off; this is for
a day that would stand at the head of every report for ever."""
TENDERS: Final = frozenset(get_args(TenderType))


@dataclass(slots=True)
class Known:
    """What the books hold of the goods and people of a batch."""

    delisted: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    left: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Of people who work in the store no more; who never did is in neither."""
    staff: set[str] = field(default_factory=set)
    """Who works or worked in the store."""
    strange: set[str] = field(default_factory=set)
    """Goods that no catalogue of the store ever listed."""
    currency: str = ""
    """The store's."""
    step: int = 0
    """To which multiple the store rounds cash; 0: not known."""


class Books(lent_people.Books, odd_figures.Books, Protocol):
    """The part of hub.booking.Books that is asked here."""

    def known(self, skus: Iterable[str], staff: Iterable[str]) -> Known:
        """Which of these products were ever delisted or never listed, whether these people work in the store, and what
        its currency is."""

    def sold_as(self, receipts: Iterable[str]) -> Mapping[str, int]:
        """Which of these receipt numbers the till used already, and for which entry."""


@dataclass(frozen=True, slots=True)
class Look:
    """One batch that is looked over."""

    rows: Rows
    origin: tuple[str, str, str]
    books: Books
    stand_ins: StandIns

    @classmethod
    def of(cls, rows: Rows, origin: tuple[str, str, str], books: Books) -> Look:
        """One batch, with whom its tills let in."""
        return cls(rows, origin, books, StandIns(rows, books))

    def over(self, receipt: str) -> str:
        """Notes what is odd. `receipt` is the highest number that the till used before; the highest one now."""
        heads = self.rows.sale
        if not heads:
            return receipt
        staff = {head[6] for head in heads}
        staff |= set(sorted({person for given in self.rows.given for person in given[3:] if person})[:MOST_GIVERS])
        skus = {line[3] for line in self.rows.sale_line if line[3]}
        known = self.books.known(skus, staff)
        self._goods(known)
        if known.left or not staff <= known.staff:
            self._people(known)
        if not {tender[3] for tender in self.rows.sale_tender} <= TENDERS:
            self._tenders()
        if "tag_differs" in self.rows.off:
            self._tags()
        if not self.rows.off.isdisjoint(ACTS):
            self._by_hand(known)
        self._heads(known.currency)
        self._lines()
        odd_figures.look(self.rows, self.origin, self.books, known, self._note)
        return self._receipts(receipt)

    def _heads(self, currency: str) -> None:
        """Below zero, of a day that has not come, in other money, under a number that cannot be read."""
        latest = (from_text(self.origin[2]) + timedelta(days=MOST_DAYS_AHEAD)).date().isoformat()
        for head in self.rows.sale:
            total, day, receipt = head[8], head[3], head[4]
            if total < 0 and head[1] not in self.rows.taken_back:
                self._note("below_zero", head, {}, total)
            if day > latest:
                self._note("date_ahead", head, {"date": day}, total)
            if currency and (said := self.rows.currency.get(head[1], currency)) != currency:
                self._note("currency_differs", head, {"currency": said, "shop": currency}, total)
            if not receipt.isprintable() and seen(receipt) != receipt:
                self._note("odd_receipt", head, {}, total)

    def _goods(self, known: Known) -> None:
        """Sold without being listed, or after they were delisted, or under a number that nothing ever had."""
        gone, strange = known.delisted, known.strange
        back = self.rows.taken_back  # what came back was sold once, whatever became of it since
        lines = self.rows.sale_line if gone or strange else self.rows.doubtful
        odd = [line for line in lines if line[11] or line[3] in gone or line[3] in strange]
        odd = [line for line in odd if line[1] not in back or int(str(line[4])) > 0] if back else odd
        heads = {head[1]: head for head in self.rows.sale} if odd else {}
        for line in odd:
            head = heads[line[1]]
            number, sku, quantity, gross, off = (line[i] for i in (2, 3, 4, 6, 7))
            about: dict[str, str | int] = {"quantity": quantity}
            since = _off_at(gone, sku, head)
            kind: exceptions.Kind = "delisted"
            if line[11]:
                kind = "unlisted"
                about |= {"code": line[10], "name": line[11], "category": line[12]}
            elif since:
                about |= {"sku": sku, "delisted_at": since}
            elif sku in strange:
                kind = "unknown_item"
                about |= {"sku": sku}
            else:
                continue
            self._note(kind, head, about, gross - off, line=number)

    def _lines(self) -> None:
        """A line for less than nothing that is no goods that came back, in a sale that comes to something."""
        back = self.rows.taken_back
        odd = [x for x in self.rows.doubtful if (x[6] < x[7] or x[4] < 0) and x[1] not in back]
        heads = {head[1]: head for head in self.rows.sale} if odd else {}
        for line in odd:
            head, number = heads[line[1]], line[2]
            if head[8] >= 0:
                about: dict[str, str | int] = {"line": number, "sku": line[3]}
                self._note("below_zero", head, about, line[6] - line[7], line=number)

    def _tags(self) -> None:
        """Sold at the price of a shelf tag that says less than the system: which of the two is right?"""
        heads = {head[1]: head for head in self.rows.sale}
        lines = {line[1:3]: line for line in self.rows.sale_line}
        for row in self.rows.given_off():
            if row[4] == "tag_differs" and lines[row[1:3]][4]:
                number, sku, quantity, unit, gross = (lines[row[1:3]][i] for i in (2, 3, 4, 5, 6))
                system = divide(gross * 1000, quantity)
                about: dict[str, str | int] = {"sku": sku, "tag": unit, "system": system}
                self._note("tag_differs", heads[row[1]], about, row[6], line=number)

    def _by_hand(self, known: Known) -> None:
        """Given by nobody whom the shop knows, or beyond the role, as it is now, of whoever answers for it."""
        found = list(deeds(self.rows))
        heads = {head[1]: head for head in self.rows.sale}
        people = self.books.people({deed.approver or deed.staff for deed in found} & known.staff)
        for deed in found:
            head = heads[deed.seq]
            why = self._why_not(deed, head, known, people)
            if why:
                about: dict[str, str | int] = {"act": deed.kind, "line": deed.line, "sku": deed.sku, "why": why}
                about |= {"base": deed.base, "said": deed.reason[: exceptions.MOST_NOTE]}
                about |= {"staff": deed.staff, "approver": deed.approver}
                self._note("price_by_hand", head, about, deed.off, deed.number, people=(deed.staff, deed.approver))

    def _why_not(self, deed: Deed, head: Row, known: Known, people: Mapping[str, Staff]) -> str:
        at, act, who = head[7], ACTS[deed.kind], deed.approver or deed.staff
        lent: Staff | None = None
        for person in (deed.staff, *filter(None, (deed.approver,))):
            if person == OFFICE and person == deed.approver:
                continue
            lent = None if person in known.staff else self.stand_ins.lent(person, at)
            if lent is None and (person not in known.staff or _off_at(known.left, person, head, CLOCK_SLACK)):
                return "unknown_giver"
        if who == OFFICE:  # head office itself said yes, over the telephone: its audit has by whom
            return "" if self.stand_ins.office_gave(act, at) else "telephone_unknown"
        answers = people.get(who, lent)
        if answers is None:  # who has left since the sale: how far they could go is not known any more
            return ""
        may = not_allowed if deed.approver else not_alone
        no = may(answers, act, deed.surely, deed.base)
        if no is not None and deed.approver:
            no = may(self.stand_ins.raised(answers, at), act, deed.surely, deed.base)
        return no.code if no is not None else ""

    def _people(self, known: Known) -> None:
        """Rung up by somebody who never worked there nor was let in at a till of it, or had left by then: by the till's
        clock, which may go before the hub's, and the till has to hear of it first."""
        for head in self.rows.sale:
            person = head[6]
            since = _off_at(known.left, person, head, CLOCK_SLACK)
            if not since and person not in known.staff:
                if self.stand_ins.lent(person, head[7]) is not None:
                    continue
                since = self.stand_ins.until(person)
            if since or person not in known.staff:
                self._note("unknown_staff", head, {"staff": person, "left_at": since}, head[8])

    def _tenders(self) -> None:
        """Paid in a way that nobody has heard of."""
        heads = {head[1]: head for head in self.rows.sale}
        for _, seq, number, type_, amount, _ in self.rows.sale_tender:
            if type_ not in TENDERS:
                about: dict[str, str | int] = {"type": type_}
                self._note("unknown_tender", heads[seq], about, amount, line=number)

    def _receipts(self, highest: str) -> str:
        """A till's numbers rise, so only one that is not above all before can be there already, and is looked for."""
        doubtful: list[Row] = []
        for head in self.rows.sale:
            if head[4] > highest:
                highest = head[4]
            else:
                doubtful.append(head)
        if doubtful:
            first = dict(self.books.sold_as({head[4] for head in doubtful}))
            for head in self.rows.sale:
                before = first.setdefault(head[4], head[1])
                if before != head[1]:
                    self._note("receipt_twice", head, {"first": before}, head[8], also=before)
        return highest

    def _note(
        self,
        kind: exceptions.Kind,
        head: Row,
        about: dict[str, str | int],
        amount: int,
        line: int = 0,
        also: int = 0,
        people: tuple[str, ...] = (),
    ) -> None:
        entry = WireEntry(head[1], "sale", head[7], head[3], head[6], msgspec.Raw(b"{}"))
        others = ((self.origin[1], also),) if also else ()
        facts = {"receipt": head[4], **about}
        exceptions.note(
            self.rows, kind, self.origin, entry, facts, line=line, amount=amount, people=people, also=others
        )


def _off_at(times: Times, key: str, head: Row, slack: int = 0) -> str:
    """Since when it was off at the moment of the sale, by so many seconds at least; "" where it was not."""
    at = head[7]
    return next(
        (since for since, back in times.get(key, ()) if _later(since, slack) <= at and not (back and back <= at)), ""
    )


def _later(moment: str, seconds: int) -> str:
    return to_text(from_text(moment) + timedelta(seconds=seconds)) if seconds else moment
