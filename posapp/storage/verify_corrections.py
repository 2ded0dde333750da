"""Are the corrected tenders as the journal tells them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from posapp.contract.ops import decode_tender_corrected
from posapp.domain.journal import Entry
from posapp.storage.till import TillStore

_ROWS: Final = (
    "SELECT c.seq, s.id, (SELECT count(*) FROM tender t WHERE t.sale = c.sale AND t.number <= c.tender), c.was, c.type,"
    " c.amount, c.reference, c.shift = s.shift FROM tender_correction c JOIN sale s ON s.seq = c.sale"
    " WHERE c.seq BETWEEN :first AND :last"
)


def corrections_differing(store: TillStore, page: list[Entry]) -> Iterator[int]:
    """The numbers of those of these entries whose correction has no row, or another one."""
    corrected = [entry for entry in page if entry.kind == "tender_corrected"]
    if not corrected:
        return
    rows = {row[0]: row for row in store.database.select(_ROWS, first=corrected[0].seq, last=corrected[-1].seq)}
    for entry in corrected:
        try:
            op = decode_tender_corrected(entry.body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue  # the chain says that it is broken
        told = (entry.seq, op.of, op.tender, op.was, op.type, op.amount, op.reference, 1)
        if rows.get(entry.seq) != told:
            yield entry.seq
