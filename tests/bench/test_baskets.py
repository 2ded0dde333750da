"""Real baskets as a replay script: every total to the cent, nothing bent, nothing lost in silence."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bench.baskets import convert, main, money
from posapp.contract.shop_file import read_shop_file
from posapp.domain.money import parse_amount
from tests.support.shared import shared

Row = dict[str, Any]


def line(**changes: object) -> Row:
    row: Row = {"sku": "10", "qty": 2, "shelf": 400, "member_disc": 30, "store_coupon": 5, "mfr_coupon": 0}
    return row | {"dept": "GROCERY", "type": "TEA"} | changes


def basket(*lines: Row, ts: str = "2017-01-01T16:30:07", number: str = "1", store: str = "367") -> Row:
    return {"basket": number, "store": store, "member": "9", "ts": ts, "lines": list(lines)}


def steps_of(folder: Path, *rows: Row | str) -> tuple[list[Row], dict[str, Any]]:
    """(header and steps, summary) of the script made of these baskets."""
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), "utf-8")
    summary = convert(source, target).shown()
    return [json.loads(text) for text in target.read_text("utf-8").splitlines()], summary


def adds(steps: list[Row]) -> list[tuple[str, str, str, str]]:
    return [(s["sku"], s["qty"], s["amount"], s["discount"]) for s in steps if s["do"] == "add"]


def test_a_basket_is_rung_up_as_the_source_says(tmp_path: Path) -> None:
    header, *steps = steps_of(tmp_path, basket(line(), line(sku="11", qty=1, shelf=199, member_disc=0, mfr_coupon=50)))[
        0
    ]
    assert (header["replay"], header["import"], header["tills"]) == (1, True, ["1"])
    assert header["clock"] == "2017-01-01T16:30:07-05:00"
    assert steps == [
        {"do": "sign_in", "till": "1", "as": "c1", "staff": "c1", "pin": "1111"},
        {"do": "open_shift", "float": "0.00"},
        {"do": "clock", "till": "1", "set": "2017-01-01T16:30:07-05:00"},
        {"do": "add", "sku": "10", "qty": "2", "amount": "4.00", "discount": "0.35"},
        {"do": "add", "sku": "11", "qty": "1", "amount": "1.99", "discount": "0.05"},
        {"do": "pay", "expect": {"total": "5.59"}},
        {"do": "tender", "type": "voucher", "amount": "0.50"},
        {"do": "tender", "type": "cash", "amount": "5.09"},
        {"do": "complete", "source": "1", "expect": {"total": "5.59", "paid": "5.59", "change": "0.00"}},
    ]


def test_the_shop_of_the_header_is_a_shop_file_without_a_fault(tmp_path: Path) -> None:
    odd = line(sku="12", qty=0, shelf=0, member_disc=0, store_coupon=0, dept=None, type=None)
    rows = basket(line(), odd, line(sku="13", type="A\tB " + "x" * 300, dept="d" * 80))
    shop = read_shop_file(json.dumps(steps_of(tmp_path, rows)[0][0]["shop"]).encode())
    assert not shop.problems
    assert [(p.sku, p.name.en[:6], p.price, p.open_price) for p in shop.products] == [
        ("10", "TEA 10", "2.00", False),
        ("12", "OTHER ", None, True),
        ("13", "A B xx", "2.00", False),
    ]
    assert shop.taxes[0].kind == "not_taxable"
    assert shop.stores[0].value().timezone == "America/New_York"


@pytest.mark.parametrize(
    "changes, entered, reason",
    [
        ({"qty": 0, "shelf": 0, "member_disc": 0, "store_coupon": 0}, ("1", "0.00", "0.00"), "quantity 0 or below"),
        ({"qty": -1}, ("1", "4.00", "0.35"), "quantity 0 or below"),
        ({"qty": 12486, "shelf": 2833}, ("1", "28.33", "0.35"), "volume"),
        ({"qty": 200, "shelf": 2000}, ("1", "20.00", "0.35"), "volume"),
        ({"qty": 3}, ("1", "4.00", "0.35"), "fraction of a cent"),
        ({"qty": 1.5}, ("1", "4.00", "0.35"), "quantity not whole"),
        ({"qty": "2"}, ("1", "4.00", "0.35"), "quantity not whole"),
        ({"member_disc": 500}, ("1", "-1.05", "0.00"), "reduction out of range"),
        ({"member_disc": -100}, ("1", "4.95", "0.00"), "reduction out of range"),
        ({"qty": 100}, ("100", "4.00", "0.35"), None),
    ],
)
def test_a_line_that_no_till_rings_up_enters_as_an_open_price(
    tmp_path: Path, changes: Row, entered: tuple[str, str, str], reason: str | None
) -> None:
    steps, summary = steps_of(tmp_path, basket(line(**changes), line(sku="11", qty=1, shelf=500)))
    assert adds(steps[1:])[0] == ("10", *entered)
    assert summary["open_price"] == ({reason: 1} if reason else {})


def test_a_sale_of_nothing_owed_completes_without_a_tender(tmp_path: Path) -> None:
    steps, summary = steps_of(tmp_path, basket(line(member_disc=395)))
    assert [s["do"] for s in steps[3:]] == ["clock", "add", "pay", "complete"]
    assert steps[-1]["expect"]["total"] == "0.00"
    assert summary["zero_sales"] == 1


def test_a_voucher_gives_no_change(tmp_path: Path) -> None:
    steps, summary = steps_of(tmp_path, basket(line(mfr_coupon=500)))
    assert [(s["type"], s["amount"]) for s in steps if s.get("do") == "tender"] == [("voucher", "3.65")]
    assert (summary["vouchers"], summary["forfeited"]) == ("3.65", "1.35")


@pytest.mark.parametrize(
    "bad, reason",
    [
        ("{", "line 1: not in the form of a basket"),
        ("[]", "line 1: not in the form of a basket"),
        (basket(), "line 1: basket 1: no lines"),
        (basket(line(), ts="yesterday"), "line 1: not in the form of a basket (ValueError"),
        (basket(line(shelf=1.5)), "line 1: not in the form of a basket (TypeError: shelf is 1.5, not cents)"),
        (basket(line(shelf=None)), "line 1: not in the form of a basket"),
        (basket(line(sku="")), "line 1: not in the form of a basket"),
        (basket(line(qty=-1, shelf=-900)), "line 1: basket 1: a total of -9.35 is no sale"),
        (basket(line(mfr_coupon=-5)), "line 1: basket 1: a coupon below zero"),
        (json.dumps({"basket": "1", "store": "367", "ts": "2017-01-01T00:00:00"}), "line 1: not in the form"),
    ],
)
def test_what_is_no_sale_is_left_out_and_named(tmp_path: Path, bad: Row | str, reason: str) -> None:
    steps, summary = steps_of(tmp_path, bad, basket(line(), number="2"))
    assert [s["source"] for s in steps if s.get("do") == "complete"] == ["2"]
    assert len(summary["left_out"]) == 1
    assert summary["left_out"][0].startswith(reason)


def test_several_stores_and_a_disturbed_order_come_out_in_time_order_on_a_till_each(tmp_path: Path) -> None:
    rows = [
        basket(line(), ts="2017-01-02T10:00:00", number="b"),
        basket(line(), ts="2017-01-01T10:00:00", number="a", store="406"),
        basket(line(), ts="2017-01-03T10:00:00", number="c"),
    ]
    steps, _ = steps_of(tmp_path, *rows)
    assert steps[0]["tills"] == ["1", "2"]
    assert [(s["till"], s["set"][:10]) for s in steps[1:] if s["do"] == "clock"] == [
        ("2", "2017-01-01"),
        ("1", "2017-01-02"),
        ("1", "2017-01-03"),
    ]
    assert [s["source"] for s in steps[1:] if s["do"] == "complete"] == ["a", "b", "c"]


def test_the_clock_never_goes_back_where_summer_time_makes_the_source_s_do_so(tmp_path: Path) -> None:
    times = ["2017-03-12T02:30:00", "2017-03-12T03:10:00", "2017-11-05T01:30:00", "2017-11-05T02:00:00"]
    steps, summary = steps_of(tmp_path, *(basket(line(), ts=ts) for ts in times))
    assert [s["set"] for s in steps[1:] if s["do"] == "clock"] == [
        "2017-03-12T03:30:00-04:00",
        "2017-03-12T03:30:00-04:00",
        "2017-11-05T01:30:00-04:00",
        "2017-11-05T02:00:00-05:00",
    ]
    assert summary["clock_held"] == 1
    assert list(summary["days"]) == ["2017-03-12", "2017-11-05"]


CENTS = st.integers(-300, 3000)
LINES = st.builds(
    lambda *v: line(**dict(zip(("sku", "qty", "shelf", "member_disc", "store_coupon", "mfr_coupon"), v, strict=True))),
    st.sampled_from("123"),
    st.integers(-2, 300),
    CENTS,
    CENTS,
    CENTS,
    st.integers(0, 500),
)


@given(st.lists(st.builds(lambda lines: basket(*lines), st.lists(LINES, max_size=4)), min_size=1, max_size=6))
def test_totals_are_kept_whatever_the_lines_are(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    owed = [sum(x["shelf"] - x["member_disc"] - x["store_coupon"] for x in row["lines"]) for row in rows]
    sold = [total for row, total in zip(rows, owed, strict=True) if row["lines"] and total >= 0]
    assume(sold)
    steps, summary = steps_of(tmp_path_factory.mktemp("baskets"), *rows)
    assert [s["expect"]["total"] for s in steps if s.get("do") == "complete"] == [money(total) for total in sold]
    assert summary["baskets"] + len(summary["left_out"]) == len(rows)
    entered = sum(parse_amount(a, 2) - parse_amount(d, 2) for _, _, a, d in adds(steps[1:]))
    taken = sum(parse_amount(s["amount"], 2) for s in steps if s.get("do") == "tender")
    assert entered == taken == sum(sold)
    assert all(s["amount"] != "0.00" for s in steps if s.get("do") == "tender")


def test_the_real_year_comes_out_to_the_cent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = shared("data/complete_journey/replay_store_367.jsonl.gz"), tmp_path / "script.jsonl.gz"
    assert main([str(source), str(target), "--summary"]) == 0
    summary = json.loads(capsys.readouterr().out)
    with gzip.open(source, "rt", encoding="utf-8") as file:
        rows = [json.loads(text) for text in file]
    days: Counter[str] = Counter()
    for row in rows:
        days[row["ts"][:10]] += row["total"]["shelf"] - row["total"]["member_disc"] - row["total"]["store_coupon"]
    assert {day: parse_amount(d["total"], 2) for day, d in summary["days"].items()} == dict(days)
    assert (summary["baskets"], summary["lines"], summary["left_out"], summary["forfeited"]) == (
        3013,
        31496,
        [],
        "0.00",
    )
    assert summary["open_price"] == {"fraction of a cent": 328, "quantity 0 or below": 239, "volume": 473}
    with gzip.open(target, "rt", encoding="utf-8") as file:
        header, *steps = [json.loads(text) for text in file]
    assert not read_shop_file(json.dumps(header["shop"]).encode()).problems
    paid = [row["total"]["paid"] for row in rows]
    cash = [Decimal(s["amount"]) for s in steps if s.get("type") == "cash"]
    assert sum(cash) * 100 == sum(paid)
    assert len(cash) == sum(p > 0 for p in paid)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(gzip.compress(json.dumps(basket(line())).encode()))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        convert(source, tmp_path / name / "out.jsonl.gz")
    assert (tmp_path / "a/out.jsonl.gz").read_bytes() == (tmp_path / "b/out.jsonl.gz").read_bytes()


def test_a_source_that_cannot_be_read_ends_with_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none"), str(tmp_path / "out")]) == 2
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"{}" * 99)[:-9])
    assert main([str(tmp_path / "cut.gz"), str(tmp_path / "out")]) == 2
    (tmp_path / "empty").write_text("{}\n", "utf-8")
    assert main([str(tmp_path / "empty"), str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not (tmp_path / "out").exists()
