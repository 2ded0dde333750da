"""The pages of receipts, for customers: who has the paper has the address, and nobody else has. No token of a till.

They are no part of what till and hub say to each other, so the document does not tell of them.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from hub import invoices
from hub.api.calling import Hub, TheHub, address_of
from hub.problems import problem_of, status_of
from hub.receipt_page import HEADERS, no_html, page_html
from hub.storage import receipts
from hub.storage.receipts import ReceiptPage
from posapp.contract.calls import Problem
from posapp.contract.receipt_page import InvoiceSaid, ReceiptPageSaid
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount

router = APIRouter(include_in_schema=False)
PATH = "/r/{key}"


@router.get(PATH)
async def look(hub: TheHub, request: Request, key: str) -> Response:
    """The receipt."""
    return await run_in_threadpool(_answer, hub, request, key, None)


@router.post(PATH)
async def ask(hub: TheHub, request: Request, key: str) -> Response:
    """An e-invoice of it, by the form of its page."""
    try:
        form = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:  # more fields than the form has
        form = {}
    title, tax_number = (form.get(name, [""])[0] for name in ("title", "tax_number"))
    return await run_in_threadpool(_answer, hub, request, key, (title, tax_number))


def _answer(hub: Hub, request: Request, key: str, told: tuple[str, str] | None) -> Response:
    """As HTML, or as JSON for a program that asks for it."""
    hub.addresses.take(address_of(request))
    sale, _, token = key.rpartition(".")
    refused: Refused | None = None
    try:
        page = receipts.page(hub.database, sale, token)
    except Refused as no:
        return _say(request, no_html(no), problem_of(no), status_of(no))
    if told is not None:
        try:
            invoices.request(hub.database, page, *told, hub.now())
        except Refused as no:
            refused = no
        page = receipts.page(hub.database, sale, token)
    said = _shown(page) if refused is None else problem_of(refused)
    return _say(request, page_html(page, refused), said, 200 if refused is None else status_of(refused))


def _say(request: Request, html: str, said: ReceiptPageSaid | Problem, status: int) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return Response(said.model_dump_json(exclude_none=True), status, HEADERS, "application/json")
    return Response(html, status, HEADERS, "text/html; charset=utf-8")


def _shown(page: ReceiptPage) -> ReceiptPageSaid:
    digits, invoice = page.store.currency.digits, page.invoice
    return ReceiptPageSaid(
        receipt=page.receipt,
        store=page.store.name or page.store.id,
        currency=page.store.currency.code,
        total=format_amount(page.total, digits),
        invoiceable=format_amount(invoice.amount, digits),
        invoice=InvoiceSaid(state=invoice.state, number=invoice.number, provider=invoices.PROVIDER[1]),
    )
