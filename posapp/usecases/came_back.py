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


def worth_of(till: TillStore, of: str) -> int:
    """Minor units that were given here for what came back of it."""
    back = [(op, op.lines[x.line - 1]) for op in bodies_of(till, of) if op.back is not None for x in op.back.lines]
    return -sum(line_gross(line) - sum(d.amount for d in line.off) for _, line in back)
