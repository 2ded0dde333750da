"""What members ask to be done with their own data: noted here, offline too, done at the hub."""

from __future__ import annotations

from posapp.contract.privacy_ops import PrivacyAskedOp
from posapp.domain.errors import Refused
from posapp.domain.privacy import ERASE, check_request
from posapp.domain.staff import Staff
from posapp.storage.members import When
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members


class Privacy:
    """Who may, and what must be said; the hub erases, and every till of the chain after it."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members

    def ask(self, member: str, wish: str, by: str, identity: str, approver: Staff | None = None) -> PrivacyAskedOp:
        """One entry; see `domain.privacy` for the words. Refused("privacy_incomplete", "erasure_asked",
        "member_unknown")."""
        check_request(wish, by, identity)  # what is missing is said before a second person is fetched
        staff, known = self._desk.seller("privacy", approver), self._members.known(member)
        if wish == ERASE and self.erasure_asked(known.id):
            raise Refused("erasure_asked")
        asked = PrivacyAskedOp(known.id, wish, by, identity, approver.id if approver else "")
        moment = self._desk.moment()
        self._desk.till.members.ask(asked, When(moment.at, moment.business_date, staff.id))
        return asked

    def erasure_asked(self, member: str) -> bool:
        """Whether it was asked for at this till."""
        return any(asked.wish == ERASE for asked in self._desk.till.members.asked(member))
