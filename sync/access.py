"""The till's token: another in its place when the hub asks for it, the one before when only that is known."""

from __future__ import annotations

from posapp.contract.calls import TillAnswer
from posapp.storage.enrolment import Enrolments
from posapp.storage.journal import Journal
from sync.client import HubClient, HubSaid
from sync.standing import stand

UNKNOWN = "not_enrolled"


def stand_known(enrolments: Enrolments, journal: Journal, hub: HubClient) -> TillAnswer:
    """As `stand`; a hub that does not know the token, as after a restore, is shown the one before it."""
    try:
        return stand(journal, hub)
    except HubSaid as said:
        before = enrolments.token_before()
        if said.problem.code != UNKNOWN or not before:
            raise
    hub.use(before)
    try:
        at = stand(journal, hub)
    except BaseException:
        hub.use(enrolments.required().token)  # asked anew: a person may have typed a code meanwhile
        raise
    enrolments.renew(before)
    return at


def renew(enrolments: Enrolments, hub: HubClient) -> None:
    """Another token: on our disk first, then in use. Whatever breaks off in between, one of the two is good."""
    fresh = hub.another_token().token
    enrolments.renew(fresh)
    hub.use(fresh)
