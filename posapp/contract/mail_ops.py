"""Bodies of journal entries about what goes to a customer in writing."""

from __future__ import annotations

from posapp.contract.op import Op


class ReceiptMailedOp(Op, frozen=True, omit_defaults=True):
    """Kind "receipt_mailed": the receipt of the sale `of` shall go to an address by e-mail. The address travels and is
    kept beside the journal, `seal` proves it (`contract.members`)."""

    of: str
    seal: str
