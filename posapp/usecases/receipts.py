"""Receipts after the sale: print a copy, give up on one that waits, open the drawer: facts with a name behind them."""

from __future__ import annotations

from posapp.contract.ops import DrawerOpenedOp, PrintDroppedOp, ReprintedOp, encode
from posapp.domain.errors import Refused
from posapp.domain.receipt_code import read_receipt_code
from posapp.domain.return_words import receipt_of_label
from posapp.domain.sale import Sale, receipt_number
from posapp.domain.staff import Staff
from posapp.domain.typed import seen
from posapp.storage.print_jobs import JobKind
from posapp.usecases.desk import Desk

_RUNNING = 6
"""Digits of a running number; longer ones are product codes."""


class Receipts:
    """Paper and drawer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reprint_last(self, approver: Staff | None = None) -> Sale:
        """Print the last receipt again, marked as a copy; it needs the right to it, or somebody who has it."""
        self._desk.seller()
        till = self._desk.till
        last = [
            sale for sale in (till.sales.last_sale(), *till.topups.newest(self._desk.moment().business_date, 1)) if sale
        ]
        if not last:
            raise Refused("no_sale_yet")
        return self._reprint(max(last, key=lambda sale: int(sale.id.rpartition(".")[2])), approver)

    def reprint(self, receipt: str, approver: Staff | None = None) -> Sale:
        """Print this receipt again, marked as a copy."""
        return self._reprint(self.paper(receipt), approver)

    def print_gift(self, receipt: str, approver: Staff | None = None) -> Sale:
        """Print this receipt without prices: for who gets the goods as a present."""
        return self._reprint(self.find(receipt), approver, gift=True)

    def lay_down(self, receipt: str, approver: Staff | None = None) -> Sale:
        """A copy of this receipt is about to be kept as a file, from which it can be printed anywhere."""
        return self._reprint(self.paper(receipt), approver, pdf=True)

    def _reprint(self, sale: Sale, approver: Staff | None, *, gift: bool = False, pdf: bool = False) -> Sale:
        staff, moment = self._desk.seller("reprint", approver), self._desk.moment()
        body = encode(ReprintedOp(sale.receipt, gift, approver.id if approver else "", pdf))
        self._desk.till.facts.record(
            "reprinted",
            body,
            moment.at,
            moment.business_date,
            staff.id,
            print_job=None if pdf else (_paper(sale, gift=gift), sale.receipt),
        )
        return sale

    def print_labels(self, receipt: str) -> None:
        """The labels of the goods that this receipt took back once more. Refused("no_such_receipt",
        "nothing_came_back")."""
        self._desk.seller()
        sale = self.find(receipt)
        if sale.back is None:
            raise Refused("nothing_came_back", receipt=sale.receipt)
        self._desk.till.print_jobs.queue("came_back", sale.receipt, self._desk.now_text())

    def print_trial(self) -> None:
        """Queue the page that shows whether everything comes out."""
        self._desk.seller()
        self._desk.till.print_jobs.queue("test", "", self._desk.now_text())

    def give_up(self, job: int, what: str, document: str) -> None:
        """Take a document out of the printer's queue; the journal keeps who did."""
        staff, moment = self._desk.seller(), self._desk.moment()
        body, jobs = encode(PrintDroppedOp(what, document)), self._desk.till.print_jobs
        self._desk.till.facts.record(
            "print_dropped", body, moment.at, moment.business_date, staff.id, also=lambda tx: jobs.drop_in(tx, job)
        )

    def paper(self, typed: str) -> Sale:
        """The same of everything that has a paper: a top-up too."""
        topped_up = self._desk.till.topups.by_number(typed)
        return self.find(typed) if topped_up is None else topped_up

    def find(self, typed: str) -> Sale:
        """The sale of a printed number, of the code on a receipt, or of today's running number alone."""
        text = (read_receipt_code(typed) or typed).strip().upper()
        if text.isascii() and text.isdigit() and len(text) <= _RUNNING:
            till = self._desk.till.enrolment.required()
            text = receipt_number(till.store, till.register, self._desk.moment().business_date, int(text))
        sales = self._desk.till.sales
        exact = (read_receipt_code(typed) or typed).strip()
        sale = sales.by_receipt(text) or sales.by_receipt(exact) or sales.by_receipt(receipt_of_label(exact))
        if sale is None:
            raise Refused("no_such_receipt", receipt=typed.strip()[:40])
        return sale

    def open_drawer(self, reason: str, approver: Staff | None = None) -> None:
        """Open the drawer without a sale; `approver` is someone who may, where the person may not (SignIn.approve)."""
        reason = seen(reason)
        if not reason:
            raise Refused("reason_missing")
        staff = self._desk.seller("no_sale", approver)
        moment = self._desk.moment()
        body = encode(DrawerOpenedOp(reason=reason, approver=approver.id if approver else ""))
        self._desk.till.facts.record(
            "drawer_opened", body, moment.at, moment.business_date, staff.id, print_job=("drawer", "")
        )


def _paper(sale: Sale, *, gift: bool) -> JobKind:
    if sale.topup is not None:
        return "topup_copy"
    return "gift_receipt" if gift else "receipt_copy"
