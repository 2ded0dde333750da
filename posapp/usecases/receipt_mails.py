"""A customer wants the receipt by e-mail: asked for at the till, also offline, and sent by the hub."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from posapp.contract.members import Private
from posapp.contract.notices import NoticeSaid
from posapp.domain.errors import Refused
from posapp.domain.mail import mail_address
from posapp.domain.sale import Sale
from posapp.storage.known_members import remaining
from posapp.storage.receipt_mails import MailAsked
from posapp.usecases.desk import Desk
from posapp.usecases.receipts import Receipts

MOST = 5
"""Of one receipt: more are a mistake, or somebody who plays."""


class ReceiptMails:
    """Receipts by e-mail."""

    def __init__(self, desk: Desk, receipts: Receipts) -> None:
        self._desk = desk
        self._receipts = receipts

    def ask(self, receipt: str, typed: str) -> MailAsked:
        """Send this receipt to an address; what is typed is the member's own where it is "".
        Refused("mail_wrong", "mail_often", "no_such_receipt")."""
        staff, sale = self._desk.seller(), self._receipts.find(receipt)
        address = mail_address(typed or self._of_member(sale))
        mails, moment = self._desk.till.receipt_mails, self._desk.moment()
        if len(mails.of(sale.id)) >= MOST:
            raise Refused("mail_often", most=MOST)
        private = Private(secrets.token_hex(16), "", email=address)
        return mails.ask(sale.id, private, moment.at, moment.business_date, staff.id)

    def known(self, receipt: str) -> str:
        """The address of the member who bought; "" where there is none. To be shown masked."""
        return self._of_member(self._receipts.find(receipt))

    def _of_member(self, sale: Sale) -> str:
        member = remaining(self._desk.till.known_members, sale.member) if sale.member else None
        return member.email if member is not None else ""

    def asked(self, sale: Sale) -> tuple[MailAsked, ...]:
        """What was asked for of it, the oldest first."""
        return self._desk.till.receipt_mails.of(sale.id)

    def heard(self, said: Sequence[NoticeSaid]) -> None:
        """What the hub says of messages: where one is over, its address is forgotten here too."""
        over = [notice.id for notice in said if notice.state != "asked"]
        if over:
            self._desk.till.receipt_mails.forget(over)
