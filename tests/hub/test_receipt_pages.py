"""The customer's page of a receipt: only for who has the paper; how much is invoiceable; one invoice, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from posapp.contract.ops import LineOp, TaxOp, TenderOp
from posapp.contract.tender_ops import DrawnOp
from posapp.domain.tender import PURSES
from posapp.domain.wallet import OF_MEMBERS
from tests.support.hub import RunningHub
from tests.support.till import BareTill

PAGE = "AbCdEfGhIjKlMnOpQrSt-_"
POINTS = (TenderOp("points", 1_000), TenderOp("wechat", 21_180, "4200001"))
"""Scenario 9 paid scenario 8 so."""
LINES = (LineOp("A", 22_180, tax=2_517, tax_id="13"),)
TAXES = (TaxOp("13", 13_000, 19_663, 2_517),)


@pytest.fixture
def till(hub: RunningHub) -> Iterator[BareTill]:
    made = BareTill(hub)
    yield made
    made.close()


def sold(till: BareTill, *tenders: TenderOp, page: str = PAGE) -> str:
    """The address of the page of one more sale of 221.80."""
    paid = tenders or POINTS
    drawn = tuple(
        DrawnOp(n, "M1" if t.type in OF_MEMBERS else "G1", points=t.amount if t.type == "points" else 0)
        for n, t in enumerate(paid, 1)
        if t.type in PURSES
    )
    change = sum(tender.amount for tender in paid) - 22_180
    entry = till.sell(22_180, lines=LINES, taxes=TAXES, tenders=paid, drawn=drawn, change=change, page=page)
    [result] = till.push([entry]).results
    assert result.outcome == "accepted"
    return f"{till.hub.url}/r/{till.id}.{entry.seq}.{page}"


def look(url: str, status: int = 200) -> dict[str, Any]:
    said = requests.get(url, headers={"Accept": "application/json"}, timeout=30)
    assert said.status_code == status, said.text
    found: dict[str, Any] = said.json()
    return found


def ask(url: str, **form: str) -> tuple[int, dict[str, Any]]:
    said = requests.post(url, data=form, headers={"Accept": "application/json"}, timeout=30)
    return said.status_code, said.json()


def test_scenario_21_invoiceable_and_issued_once(till: BareTill) -> None:
    url = sold(till)
    page = look(url)
    assert (page["total"], page["invoiceable"], page["invoice"]["state"]) == ("221.80", "211.80", "none")
    status, said = ask(url, title="示例贸易有限公司", tax_number="91310000ma1fl0000x")
    assert (status, said["invoice"]["state"], said["invoiceable"]) == (200, "issued", "211.80")
    number = said["invoice"]["number"]
    assert number.startswith("SIM"), "nobody takes it for a real one"
    status, said = ask(url, title="another")
    assert (status, said["code"]) == (409, "already_issued")
    assert "already issued" in said["en"]
    assert look(url)["invoice"] == {"state": "issued", "number": number, "provider": "simulated e-invoice provider"}


def test_what_was_sold_before_is_not_invoiced_again(till: BareTill) -> None:
    for tenders, amount in (
        ((TenderOp("stored_value", 20_000), TenderOp("cash", 2_180)), "21.80"),
        ((TenderOp("card", 10_000), TenderOp("cash", 15_000)), "221.80"),
        ((TenderOp("gift_card", 22_180),), "0.00"),
    ):
        url = sold(till, *tenders)
        assert look(url)["invoiceable"] == amount
    assert ask(url, title="x")[1]["code"] == "nothing_invoiceable"


def test_only_who_has_the_paper_sees_it(till: BareTill) -> None:
    """Wrong token, wrong sale, a sale without a page, one that has not come: all are told the same."""
    url = sold(till)
    plain = till.sell()
    till.push([plain])
    base = f"{till.hub.url}/r/{till.id}"
    wrong = [url[:-1] + "A", f"{base}.{plain.seq}.", f"{base}.{plain.seq}.{PAGE}", f"{base}.99.{PAGE}", f"{base}.1"]
    wrong += [f"{till.hub.url}/r/x.{'9' * 30}.{PAGE}", f"{till.hub.url}/r/%00.1.{PAGE}", f"{till.hub.url}/r/{PAGE}"]
    assert {look(each, 404)["code"] for each in wrong} == {"no_receipt_page"}
    assert ask(url[:-1] + "A", title="x")[0] == 404


def test_odd_requests_are_refused_and_leave_no_invoice(till: BareTill) -> None:
    url = sold(till)
    for form in (
        {"title": "", "tax_number": ""},
        {f"field{number}": "x" for number in range(20)},
        {"title": "x" * 101},
        {"title": "ok", "tax_number": "123"},
        {"tax_number": "9" * 20},
    ):
        status, said = ask(url, **form)
        assert (status, said["code"]) == (422, "invoice_fields"), form
    assert look(url)["invoice"]["state"] == "none"


def test_the_page_is_html_that_obeys_nobody_and_is_kept_by_nobody(till: BareTill) -> None:
    name = "<script>alert(1)</script>"
    line = LineOp("", 22_180, tax=2_517, tax_id="13", name=name, category="any", code="123")
    entry = till.sell(22_180, lines=(line,), taxes=TAXES, tenders=(TenderOp("card", 22_180, name),), page=PAGE)
    till.push([entry])
    said = requests.get(f"{till.hub.url}/r/{till.id}.{entry.seq}.{PAGE}", timeout=30)
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    assert said.headers["cache-control"] == "no-store"
    assert said.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in said.headers["content-security-policy"]
    assert "<script" not in said.text
    assert "&lt;script&gt;" in said.text
    assert "可开票金额" in said.text
    assert "林晓" not in said.text, "nothing of the staff"


def test_a_token_that_no_till_makes_is_refused(till: BareTill) -> None:
    pages = ("short", "x" * 23, "AbCdEfGhIjKlMnOpQrSt /")
    results = till.push([till.sell(page=page) for page in pages]).results
    assert [(result.outcome, result.code) for result in results] == [("refused", "entry_malformed")] * 3
