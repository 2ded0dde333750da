"""What tills' entries say about people's own data: somebody asks, a till has erased. No database."""

from __future__ import annotations

from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.privacy_ops import MemberErasedOp, PrivacyAskedOp
from posapp.domain.errors import Refused
from posapp.domain.privacy import check_request

ASKED, WAITS, DONE = "asked", "waits", "done"


def asked(rows: Rows, origin: tuple[str, str, str], entry: WireEntry, said: PrivacyAskedOp) -> None:
    """One request, carried out when the batch is in the books. Refused("entry_malformed")."""
    store, till, now = origin
    try:
        check_request(said.wish, said.by, said.identity)
    except Refused:
        raise Refused("entry_malformed") from None
    if not said.member:
        raise Refused("entry_malformed")
    who = (store, till, entry.at, entry.staff, said.approver, said.by, said.identity)
    rows.privacy_request.append((f"{till}.{entry.seq}", said.member, said.wish, ASKED, "", *who, now, "{}"))


def erased(rows: Rows, origin: tuple[str, str, str], entry: WireEntry, said: MemberErasedOp) -> None:
    """The till's word that it holds nothing of them any more."""
    rows.privacy_proof.append((origin[1], entry.seq, said.member, entry.at))
