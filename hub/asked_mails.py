"""A till's entry asks for a message: it is written down in the transaction that takes the entry, and sent later."""

from __future__ import annotations

from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.mail_ops import ReceiptMailedOp
from posapp.contract.members import Private, seal_of
from posapp.domain.errors import Refused
from posapp.domain.mail import mail_address, masked_mail


def receipt_mailed(
    rows: Rows, origin: tuple[str, str, str], entry: WireEntry, said: ReceiptMailedOp, private: Private | None
) -> None:
    """Adds the message; `origin`: store, till, now. Refused("mail_incomplete", "mail_wrong", "entry_malformed")."""
    store, till, now = origin
    if said.of.rpartition(".")[0] != till:
        raise Refused("entry_malformed")
    if private is None or seal_of(private) != said.seal:
        raise Refused("mail_incomplete")
    if mail_address(private.email) != private.email:
        raise Refused("mail_wrong")
    id_, masked = f"{till}.{entry.seq}", masked_mail(private.email)
    rows.notice.append(
        (store, id_, "email", "receipt", said.of, private.email, masked, "asked", "", 0, 0, now, now, now)
    )
