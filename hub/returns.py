"""Goods that come back, in the journals: of which sale, and whether there was so much left. Pure; no database.

The till's record stands: what came back at two tills while one of them could not ask is an exception that a person
settles, and so is what nobody can find the sale of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from hub import cash_refunds, exceptions, order_payments, other_paper, restored, return_times
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import LineOp, SaleOp
from posapp.contract.return_ops import ReturnOp
from posapp.contract.translate import line_gross
from posapp.domain.errors import Refused
from posapp.domain.return_photo import is_photo_id
from posapp.domain.return_rules import RECEIPT
from posapp.domain.sold import ORDER

MOST_KEY: Final = 200


class Line(NamedTuple):
    """A line of a sale or order: how many were sold, for how much, and of which goods."""

    quantity: int
    net: int
    sku: str = ""


class Back(NamedTuple):
    """What came back of a line, where, and by whom."""

    till: str
    seq: int
    line: int
    quantity: int
    net: int
    staff: str
    sku: str = ""


class Books(return_times.Books, order_payments.Books, other_paper.Books, restored.Restorable, Protocol):
    """The part of hub.booking.Books that is asked here."""

    def sale_named(self, receipt: str) -> str:
        """The id of the sale with this printed number, "" where there is none."""

    def lines_of(self, of: str) -> Mapping[int, Line]:
        """The lines of a sale or order, 1 is the first; none where it has not come."""

    def came_back(self, of: str) -> Sequence[Back]:
        """What came back of it by earlier batches, in the order in which they came."""

    def invoice_of(self, of: str) -> tuple[str, int]:
        """Number and amount of the e-invoice of that sale, ("", 0) where none was issued or asked for."""

    def let_go(self, of: str) -> None:
        """What the till kept of it for the return under way is not kept any more."""

    def refunded(self, of: str) -> Sequence[cash_refunds.CashRefund]:
        """Cash that was given for it without goods by earlier batches."""


def check(sale: SaleOp) -> None:
    """Refused("entry_malformed") unless what it takes back is each of its lines below zero, and only those."""
    back = sale.back
    if back is None:
        return
    below = {n for n, line in enumerate(sale.lines, 1) if line.qty < 0 or _net(line) < 0}
    named = [x.line for x in back.lines]
    keys = (back.of, back.receipt, back.person)
    if sorted(named) != sorted(below) or any(len(key) > MOST_KEY for key in keys):
        raise Refused("entry_malformed")


def book(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, sale: SaleOp) -> None:
    """The goods that one sale takes back."""
    back = sale.back
    if back is None:
        return
    store, till, _ = origin
    of = back.of
    if of.startswith(RECEIPT):
        of = books.sale_named(of.removeprefix(RECEIPT)) or of
    before = [*books.came_back(of), *_in_batch(rows, of)] if of else []
    sold = {} if not of else books.lines_of(of) or _sold_in_batch(rows, of, till)
    places = other_paper.places(back, sale, sold, before)
    others = other_paper.names(books, of) if of else ()
    elsewhere = [b for name in others for b in (*books.came_back(name), *_in_batch(rows, name))]
    also = [line for name in others if elsewhere for line in books.lines_of(name).values()]
    head = (store, entry.business_date, entry.staff, back.kind, back.person)
    for x in back.lines:
        line = sale.lines[x.line - 1]
        what = (line.sku, places[x.line], -line.qty, -_net(line), x.reason, x.condition, x.disposition, x.approver)
        rows.sale_return.append((of, till, entry.seq, x.line, *head, *what))
    rows.taken_back.add(entry.seq)
    return_times.look(rows, origin, books, entry, back, sale.total)
    if of:
        books.let_go(of)
        order_payments.taken_back(rows, origin, books, entry, of)
        _invoiced(rows, origin, entry, books, sale, back, of)
        _look(rows, origin, entry, sale, back, of, sold, before, places)
        restored.book(rows, origin, books, entry, sale, _whole(sale, back, sold, (*before, *elsewhere)))
        _look_across(rows, origin, entry, sale, back, (of, sold, before), (elsewhere, also))
        worth = -sum(_net(sale.lines[x.line - 1]) for x in back.lines)
        cash_refunds.note(rows, origin, entry, (of, back.receipt), worth, books.refunded(of))


def _net(line: LineOp) -> int:
    return line_gross(line) - sum(d.amount for d in line.off)


def _whole(sale: SaleOp, back: ReturnOp, sold: Mapping[int, Line], before: Iterable[Back]) -> bool:
    """Whether nothing of the goods is left."""
    bought = ((line.sku, line.quantity) for line in sold.values())
    here = [(sale.lines[x.line - 1].sku, -sale.lines[x.line - 1].qty) for x in back.lines]
    return restored.is_whole(bought, (*here, *((_sku(b, sold), b.quantity) for b in before)))


def _sku(back: Back, sold: Mapping[int, Line]) -> str:
    return back.sku or (sold[back.line].sku if back.line in sold else "")


def _in_batch(rows: Rows, of: str) -> Iterable[Back]:
    for row in rows.sale_return:
        if row[0] == of:
            till, seq, of_line, quantity, net, staff, sku = (row[i] for i in (1, 2, 10, 11, 12, 6, 9))
            yield Back(str(till), int(seq), int(of_line), int(quantity), int(net), str(staff), str(sku))


def _sold_in_batch(rows: Rows, of: str, till: str) -> Mapping[int, Line]:
    seq = of.rpartition(".")[2]
    if of.rpartition(".")[0] != till or not seq.isdecimal():
        return {}
    return {
        int(row[2]): Line(int(row[4]), int(row[6]) - int(row[7]), str(row[3]))
        for row in rows.sale_line
        if row[1] == int(seq)
    }


def _look(
    rows: Rows,
    origin: tuple[str, str, str],
    entry: WireEntry,
    sale: SaleOp,
    back: ReturnOp,
    of: str,
    sold: Mapping[int, Line],
    before: Sequence[Back],
    places: Mapping[int, int],
) -> None:
    facts: dict[str, str | int] = {"receipt": sale.receipt, "of": of, "of_receipt": back.receipt[:80]}
    if shown := " ".join(dict.fromkeys(x.photo for x in back.lines if is_photo_id(x.photo))):
        facts["photo"] = shown
    if not sold:
        if not of.startswith(ORDER):
            exceptions.note(rows, "return_unseen", origin, entry, facts, amount=sale.total)
        return
    for x in back.lines:
        line, had = sale.lines[x.line - 1], sold.get(places[x.line])
        earlier = [b for b in before if b.line == places[x.line]]
        count, net = sum(b.quantity for b in earlier) - line.qty, sum(b.net for b in earlier) - _net(line)
        if had is not None and count <= had.quantity and net <= had.net:
            continue
        others = tuple(dict.fromkeys((b.till, b.seq) for b in earlier))
        about = facts | {"sku": line.sku, "sold": had.quantity if had else 0, "back": count}
        about |= {"till": origin[1], "first": others[0][0] if others else ""}
        exceptions.note(
            rows,
            "double_return",
            origin,
            entry,
            about,
            line=x.line,
            amount=_net(line),
            people=tuple(dict.fromkeys(b.staff for b in earlier)),
            also=others,
        )


def _look_across(
    rows: Rows,
    origin: tuple[str, str, str],
    entry: WireEntry,
    sale: SaleOp,
    back: ReturnOp,
    paper: tuple[str, Mapping[int, Line], Sequence[Back]],
    other: tuple[Sequence[Back], Sequence[Line]],
) -> None:
    """Goods of one purchase came back by both of its papers."""
    (of, sold, before), (elsewhere, also) = paper, other
    for sku in dict.fromkeys(sale.lines[x.line - 1].sku for x in back.lines):
        gone = [b for b in elsewhere if b.sku == sku]
        here = -sum(sale.lines[x.line - 1].qty for x in back.lines if sale.lines[x.line - 1].sku == sku)
        count = here + sum(b.quantity for b in (*before, *elsewhere) if b.sku == sku)
        if not gone or count <= other_paper.most(sku, sold.values(), also):
            continue
        first = next(x for x in back.lines if sale.lines[x.line - 1].sku == sku)
        about: dict[str, str | int] = {"receipt": sale.receipt, "of": of, "of_receipt": back.receipt[:80], "sku": sku}
        about |= {
            "sold": other_paper.most(sku, sold.values(), also),
            "back": count,
            "till": origin[1],
            "first": gone[0].till,
        }
        documents = tuple(dict.fromkeys((b.till, b.seq) for b in gone))
        people = tuple(dict.fromkeys(b.staff for b in gone))
        amount = _net(sale.lines[first.line - 1])
        exceptions.note(
            rows, "double_return", origin, entry, about, line=first.line, amount=amount, people=people, also=documents
        )


def _invoiced(
    rows: Rows, origin: tuple[str, str, str], entry: WireEntry, books: Books, sale: SaleOp, back: ReturnOp, of: str
) -> None:
    """An invoice that was issued is not changed: somebody issues a red-letter one (红字) for what came back."""
    number, amount = books.invoice_of(of)
    if amount:
        worth = -sum(_net(sale.lines[x.line - 1]) for x in back.lines)
        facts: dict[str, str | int] = {"receipt": sale.receipt, "of": of, "of_receipt": back.receipt[:80]}
        facts |= {"invoice": number, "invoiced": amount}
        exceptions.note(rows, "red_letter", origin, entry, facts, amount=min(amount, worth))
