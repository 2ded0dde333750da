"""What came back at this counter, by its own journal."""

from __future__ import annotations

from collections.abc import Sequence

from posapp.contract.ops import SaleOp, decode_sale
from posapp.contract.translate import line_gross
from posapp.storage.till import TillStore


def bodies_of(till: TillStore, of: str) -> Sequence[SaleOp]:
    """This till's sales that took something of it back."""
    return [body_of(till, seq) for seq in till.returns.of(of)]


def body_of(till: TillStore, seq: int) -> SaleOp:
    """A sale by the number of its entry."""
    return decode_sale(till.journal.entries_after(seq - 1, 1)[0].body)


def worth_of(till: TillStore, seq: int) -> int:
    """Minor units of the goods that the sale of this entry took back."""
    return body_worth(body_of(till, seq))


def body_worth(op: SaleOp) -> int:
    """Minor units of the goods that a sale took back."""
    back = [op.lines[x.line - 1] for x in op.back.lines] if op.back is not None else []
    return -sum(line_gross(line) - sum(d.amount for d in line.off) for line in back)


def unasked_worth(till: TillStore, business_date: str, person: str) -> tuple[int, int]:
    """What this till gave out that day while nobody could be asked, in minor units: to the person, and to everybody."""
    given = [(who, worth_of(till, seq)) for seq, who in till.returns.unasked(business_date)]
    return sum(worth for who, worth in given if who == person), sum(worth for _, worth in given)
