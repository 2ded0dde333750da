"""The day after: the providers' bills beside the books, and what does not agree is an exception."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.bills.matching import Booked, match
from hub.bills.reading import BillRow, read_bill
from hub.providers.port import order_number
from hub.storage import charges, refunds
from posapp.contract.ops import TenderOp, encode
from posapp.contract.refunds import RefundRequest
from posapp.contract.tender_ops import TenderCorrectedOp
from posapp.domain.attempt import Answer, Charge
from posapp.domain.errors import Refused
from posapp.domain.refund import RefundAnswer
from tests.hub.test_command import run
from tests.support.hub import RunningHub
from tests.support.till import AT, BareTill

DAY = "2026-11-21"
WECHAT = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
    "订单金额,申请退款金额,费率备注"
)
ALIPAY = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
    "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,"
    "卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)


def wechat(number: str, order: str, paid: str, state: str = "SUCCESS", back: str = "0.00", day: str = DAY) -> str:
    row = [f"{day} 10:00:00", "wx", "16", "0", "", number, order, "o", "MICROPAY", state, "CFT", "CNY", paid, "0.00"]
    row += [
        "0",
        "r1" if state == "REFUND" else "0",
        back,
        "0.00",
        "",
        "",
        "T恤, 一件",
        "",
        "0.06",
        "0.60%",
        paid,
        back,
        "",
    ]
    return ",".join(f"`{value.replace(',', ' ')}" for value in row)


def alipay(number: str, order: str, amount: str, kind: str = "交易") -> str:
    at = f"{DAY} 12:00:00"
    head = [number, order, kind, "T恤", at, at, "", "", "", "", "159", amount, amount]
    return ",".join(f"{value}\t" for value in [*head, *["0.00"] * 8, "", "0", "0", ""])


def bills(folder: Path, wechat_rows: list[str], alipay_rows: list[str]) -> list[str]:
    one, two = folder / "wechat.csv", folder / "alipay.csv"
    sums = ["总交易单数,应结订单总金额,退款总金额", "`3,`100.00,`0.00"]
    one.write_text("\ufeff" + "\r\n".join([WECHAT, *wechat_rows, *sums]), "utf-8")
    marks = ["#支付宝业务明细查询", "#-----------业务明细列表-----------"]
    two.write_text("\r\n".join([*marks, ALIPAY, *alipay_rows, "#-----------业务明细列表结束-----------"]), "gb18030")
    return ["--bill", f"wechat={one}", "--bill", f"alipay={two}"]


def charged(hub: RunningHub, till: BareTill, seq: int, amount: int, state: str = "paid") -> str:
    """A charge that the hub asked for."""
    id_, number = f"{till.id}.{seq}", order_number(f"{till.id}.{seq}")
    charges.begin(hub.database, "S1", till.id, "wechat", number, Charge(id_, amount, "CNY"), "asked", AT)
    said = Answer("paid" if state == "paid" else "reversed")
    charges.move(hub.database, "S1", id_, ["asked"], said, state, AT)
    return number


def test_what_the_bill_and_the_books_say_of_a_day(
    hub: RunningHub, till: BareTill, tmp_path: Path, database: str | None
) -> None:
    where = ["--data-dir", str(tmp_path / "hub"), *(["--database", database] if database else [])]
    right, wrong, gone = charged(hub, till, 901, 9900), charged(hub, till, 902, 5000), charged(hub, till, 903, 700)
    taken_back = charged(hub, till, 904, 600, "reversed")
    asked = RefundRequest(
        do="refund", id=f"{till.id}.950", of=f"{till.id}.901", wallet="wechat", amount=900, whole=9900, currency="CNY"
    )
    refunds.begin(hub.database, "S1", till.id, "r1", asked, AT)
    refunds.move(hub.database, "S1", asked.id, RefundAnswer("accepted"), AT)
    till.sell(tenders=(TenderOp("wallet_outside", 9900, "887766"),))
    till.sell(tenders=(TenderOp("wallet_outside", 9900, "2026112122001"),))
    till.sell(tenders=(TenderOp("card", 9900, "2026112122002"),))
    body = TenderCorrectedOp(
        f"{till.id}.3", 1, "card", "wallet_outside", 9900, "2026112122002", "slip of the hand", "m1"
    )
    till.note("tender_corrected", encode(body))
    till.push()
    rows = [
        wechat("4200001", right, "99.00"),
        wechat("4200001", right, "0.00", "REFUND", "9.00"),
        wechat("4200002", wrong, "49.00"),
        wechat("4200003", taken_back, "6.00"),
        wechat("4200003", taken_back, "0.00", "REVOKED", "6.00"),
        wechat("42000887766", "shop-code", "99.00"),
        wechat("42009", "somebody", "12.00"),
        wechat("42010", "yesterday", "12.00", day="2026-11-20"),
    ]
    given = bills(
        tmp_path, rows, [alipay("2026112122001", "x1", "99.00"), alipay("2026112122001", "x1", "-1.00", "退款")]
    )
    no = run("bill", *where, "--day", DAY, *given)
    assert (no.returncode, "--store" in no.stderr) == (1, True)
    ran = run("bill", *where, "--day", DAY, *given, "--store", "S1")
    assert ran.returncode == 0, ran.stderr
    *listed, counted = [json.loads(line) for line in ran.stdout.splitlines()]
    assert counted == {
        "day": DAY,
        "matched": 3,
        "amount_differs": 2,
        "not_in_bill": 2,
        "not_in_books": 1,
        "new_exceptions": 5,
    }
    stands = {
        tuple(row.get("names", [row.get("number")])): (row["stands"], row.get("books"), row["bill"]) for row in listed
    }
    assert stands == {
        (right,): ("matched", 9000, 9000),
        (wrong,): ("amount_differs", 5000, 4900),
        (gone,): ("not_in_bill", 700, 0),
        (taken_back,): ("matched", 0, 0),
        ("887766",): ("matched", 9900, 9900),
        ("2026112122001",): ("amount_differs", 9900, 9800),
        ("2026112122002",): ("not_in_bill", 9900, 0),
        ("42009",): ("not_in_books", None, 1200),
    }
    again = run("bill", *where, "--day", DAY, *given, "--store", "S1")
    assert json.loads(again.stdout.splitlines()[-1])["new_exceptions"] == 0, "the same finding is the same exception"
    found = [json.loads(line) for line in run("exceptions", *where).stdout.splitlines()]
    differs = {
        row["facts"]["number"]: (row["facts"]["why"], row["amount"]) for row in found if row["kind"] == "bill_differs"
    }
    assert differs == {
        "4200002": ("amount_differs", -100),
        gone: ("not_in_bill", -700),
        "2026112122001": ("amount_differs", -100),
        "2026112122002": ("not_in_bill", -9900),
        "42009": ("not_in_books", 1200),
    }


def test_a_line_that_makes_no_sense_is_refused_with_its_number(tmp_path: Path) -> None:
    bill = tmp_path / "b.csv"
    for odd in ("N2,,paid,1.0x", "N2,,paid", "N2", '"' + "9" * 200_000):
        bill.write_text(f"number,order,kind,amount\nN1,,paid,1.00\n{odd}\n", "utf-8")
        with pytest.raises(Refused) as no:
            read_bill("card", bill, 2)
        assert (no.value.code, no.value.facts["line"]) == ("bill_unreadable", 3), odd[:20]
    bill.write_text("something,else\n1,2\n", "utf-8")
    with pytest.raises(Refused):
        read_bill("card", bill, 2)


def test_the_end_of_a_number_names_one_row_of_the_same_amount_only() -> None:
    outside = Booked(
        frozenset({"wechat"}), frozenset({"887766"}), 500, "S1", "S1-1-a", 1, "1", "wallet_outside", typed=True
    )
    rows = [BillRow("wechat", f"{n}887766", "", "", amount, DAY, n) for n, amount in ((1, 500), (2, 500), (3, 400))]
    assert match([outside], rows[:2], DAY)[0].stands == "not_in_bill", "two fit"
    assert match([outside], rows[2:], DAY)[0].stands == "not_in_bill", "another amount"
    assert match([outside], rows[1:], DAY)[0].stands == "matched"
