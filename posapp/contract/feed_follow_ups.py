"""What the feed of members says of follow-ups and contacts: they go where the member's own record goes."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import fields
from posapp.domain.contact_guard import Contact
from posapp.domain.follow_up import FollowUp


class FollowUpRow(Message):
    """See domain.follow_up."""

    id: str
    type: str
    due: str
    note: str = ""
    outcome: str = ""
    rule: str = ""
    about: str = ""
    template: str = ""
    until: str = ""
    store: str = ""
    at: str = ""
    by: str = ""
    done_at: str = ""
    done_by: str = ""
    edited: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, str], ...] = ()

    def value(self) -> FollowUp:
        """The follow-up."""
        return FollowUp(**fields(self))


class ContactRow(Message):
    """See domain.contact_guard."""

    id: str
    at: str
    channel: str
    staff: str = ""
    store: str = ""
    template: str = ""
    version: str = ""
    follow_up: str = ""

    def value(self) -> Contact:
        """The contact."""
        return Contact(**fields(self))
