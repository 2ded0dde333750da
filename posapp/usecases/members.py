"""Enrolling members: offline too, the hub makes one of two who have the same telephone number."""

from __future__ import annotations

import secrets

from posapp.contract.members import Private
from posapp.domain.member import phone_number
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk

MOST_NAME = 60


class Members:
    """People who buy here more than once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def enrol(self, phone: str, name: str = "") -> str:
        """The new member's id; Refused("phone_wrong", "not_signed_in", "not_permitted")."""
        staff, moment = self._desk.seller("member"), self._desk.moment()
        private = Private(secrets.token_hex(16), phone_number(phone), seen(" ".join(name.split()))[:MOST_NAME])
        return self._desk.till.members.enrol(private, moment.at, moment.business_date, staff.id)
