"""What tills' entries say about people's own data: somebody asks, a till has erased. No database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.privacy_ops import MemberErasedOp, PrivacyAskedOp
from posapp.domain.errors import Refused
from posapp.domain.privacy import ERASE, check_request

ASKED, WAITS, DONE = "asked", "waits", "done"
AGAIN: Final = "again"
"""In place of who asks, where a till had erased them already."""


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


def erased(
    rows: Rows, origin: tuple[str, str, str], entry: WireEntry, said: MemberErasedOp, is_erased: Callable[[str], bool]
) -> None:
    """The till's word that it holds nothing of them any more. A hub that does not know why was put back from a backup
    of before: what was asked for then is asked for again."""
    store, till, now = origin
    rows.privacy_proof.append((till, entry.seq, said.member, entry.at))
    if not is_erased(said.member):
        who = (store, till, entry.at, entry.staff, "", AGAIN, AGAIN)
        rows.privacy_request.append((f"{till}.{entry.seq}", said.member, ERASE, ASKED, "", *who, now, "{}"))
