"""Receipts after the sale: print a copy, open the drawer. Both are facts with a name behind them."""

from __future__ import annotations

from posapp.contract.ops import DrawerOpenedOp, ReprintedOp, encode
from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.domain.staff import Staff
from posapp.usecases.desk import Desk


class Receipts:
    """Paper and drawer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reprint_last(self) -> Sale:
        """Print the last receipt again, marked as a copy."""
        staff = self._desk.seller()
        sale = self._desk.till.sales.last_sale()
        if sale is None:
            raise Refused("no_sale_yet")
        moment = self._desk.moment()
        body = encode(ReprintedOp(receipt=sale.receipt))
        self._desk.till.facts.record(
            "reprinted", body, moment.at, moment.business_date, staff.id, print_job=("receipt_copy", sale.receipt)
        )
        return sale

    def open_drawer(self, reason: str, approver: Staff | None = None) -> None:
        """Open the drawer without a sale; `approver` is someone who may, where the person may not (SignIn.approve)."""
        staff = approver or self._desk.seller("no_sale")
        if not reason.strip():
            raise Refused("reason_missing")
        moment = self._desk.moment()
        body = encode(DrawerOpenedOp(reason=reason.strip()))
        self._desk.till.facts.record(
            "drawer_opened", body, moment.at, moment.business_date, staff.id, print_job=("drawer", "")
        )
