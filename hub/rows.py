"""What a batch adds to the hub's books: rows of the tables of the same names, columns in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp

Row = tuple[Any, ...]
"""Its values are of the types of its columns."""


@dataclass(slots=True)
class Rows:
    """Filled kind by kind, written together."""

    sale: list[Row] = field(default_factory=list)
    sale_line: list[Row] = field(default_factory=list)
    sale_discount: list[Row] = field(default_factory=list)
    sale_tender: list[Row] = field(default_factory=list)
    sale_tax: list[Row] = field(default_factory=list)
    topup: list[Row] = field(default_factory=list)
    purse_move: list[Row] = field(default_factory=list)
    tender_correction: list[Row] = field(default_factory=list)
    shift: list[Row] = field(default_factory=list)
    shift_close: list[Row] = field(default_factory=list)
    shift_away: list[Row] = field(default_factory=list)
    cash_move: list[Row] = field(default_factory=list)
    cash_refund: list[Row] = field(default_factory=list)
    receipt_page: list[Row] = field(default_factory=list)
    member: list[Row] = field(default_factory=list)
    member_value: list[Row] = field(default_factory=list)
    member_consent: list[Row] = field(default_factory=list)
    member_merge: list[Row] = field(default_factory=list)
    member_reveal: list[Row] = field(default_factory=list)
    appointment: list[Row] = field(default_factory=list)
    follow_up: list[Row] = field(default_factory=list)
    follow_up_value: list[Row] = field(default_factory=list)
    member_contact: list[Row] = field(default_factory=list)
    hold: list[Row] = field(default_factory=list)
    offer_use: list[Row] = field(default_factory=list)
    voucher_use: list[Row] = field(default_factory=list)
    sale_return: list[Row] = field(default_factory=list)
    stand_in: list[Row] = field(default_factory=list)
    exception: list[Row] = field(default_factory=list)
    notice: list[Row] = field(default_factory=list)
    order_step: list[Row] = field(default_factory=list)
    order_collector: list[Row] = field(default_factory=list)
    privacy_request: list[Row] = field(default_factory=list)
    privacy_proof: list[Row] = field(default_factory=list)
    kept_private: list[Row] = field(default_factory=list)
    currency: dict[int, str] = field(default_factory=dict)
    """No table's: in which currency the batch's sales are, where they say so."""
    off: set[str] = field(default_factory=set)
    """No table's: the kinds of discount in the batch's sales."""
    doubtful: list[Row] = field(default_factory=list)
    """No table's: the batch's lines that are not simply so many of a product at its price, not all taken off again."""
    coupons: list[str] = field(default_factory=list)
    """No table's: coupons of which the batch's sales used one of so many."""
    restored: list[str] = field(default_factory=list)
    """No table's: members who may have an offer once more that they had in a sale."""
    vouchers: list[tuple[WireEntry, str, int, int, int]] = field(default_factory=list)
    """No table's: (entry, number, sale, tender, amount) of the vouchers that the batch's sales took."""
    given: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    """No table's: (entry, line, kind, who gave it, who allowed it) of what people gave in the batch's sales."""
    of_members: dict[int, SaleOp] = field(default_factory=dict)
    """No table's: the batch's sales to members, whose points a return of the same batch is compared with."""
    late_points: list[tuple[WireEntry, str, str]] = field(default_factory=list)
    """No table's: (entry, member, receipt) of the batch's points for earlier receipts."""
    taken_back: set[int] = field(default_factory=set)
    """No table's: sales of the batch whose lines below zero are goods that came back."""

    def given_off(self) -> list[Row]:
        """Discounts of goods that were sold: those of goods that came back were given when they were sold, and told of
        then."""
        back = {x[1:3] for x in self.sale_line if x[1] in self.taken_back and x[4] < 0} if self.taken_back else set()
        return [row for row in self.sale_discount if row[1:3] not in back] if back else self.sale_discount
