"""Asking the hub for the shifts of the shop that stand still, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.suspensions import ResumeRequest, SuspendedRow
from posapp.domain.suspension import Suspended
from sync.client import HubClient
from sync.question import ask


def suspended(hub: HubClient, seconds: float) -> tuple[Suspended, ...]:
    """The oldest first; Refused as `ask` says."""
    return tuple(row.value() for row in ask(hub, seconds, lambda own: own.suspended()).shifts)


def resume_shift(hub: HubClient, seconds: float, shift: str, staff: str) -> SuspendedRow:
    """The shift as the hub has it now, with who goes on with it: the hub knows the question again when it is asked
    twice. Refused("hub_late", "hub_away", "not_found" …), see `ask`."""
    asked = ResumeRequest(shift=shift, staff=staff)
    return ask(hub, seconds, lambda own: own.resume_shift(asked))
