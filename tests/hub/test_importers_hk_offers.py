"""Hong Kong's offers become promotions of a shop file that the hub takes; what says nothing is refused by its line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from hub.importers.hk_offers import Clause, clauses, main
from posapp.contract.shop_file import read_shop_file

HEAD = "offer_id,kind,n,m_free,spend_cents,amount_cents,percent_off,clause\n"
RULES = (
    HEAD
    + "1,bundle_price,2,,,1400,,买2件$14.00\n"
    + "1,percent_off_from_n,4,,,,12,买4件享88折\n"
    + "2,bundle_save,2,,,0,,买2件悭$0.00\n"
    + "3,lottery,2,,,,,抽奖\n"
    + "4,buy_n_get_m,2,1,,,,买2送1\n"
    + "5,spend_save,1,,50000,10000,,满$500减$100\n"
)
SHOP: dict[str, Any] = {
    "stores": [{"id": "S1", "name": "湾仔店", "currency": "HKD", "timezone": "Asia/Hong_Kong", "tills": ["1"]}],
    "taxes": [{"id": "0", "kind": "exempt"}],
    "products": [
        {"sku": sku, "name": {"zh": sku}, "price": "8.00", "tax": "0", "category": "food"} for sku in ("P1", "P2")
    ],
}


def run(folder: Path, rules: bytes, carried: str = "sku,offer_id\nP1,1\nP2,1\nP2,5\nP9,4\n") -> tuple[int, Path]:
    (folder / "rules.csv.gz").write_bytes(rules)
    (folder / "carried.csv").write_text(carried, "utf-8")
    (folder / "shop.json").write_text(json.dumps(SHOP), "utf-8")
    names = ("--carried", "carried.csv", "--into", "shop.json", "--out", "out.json")
    arguments = [name if name.startswith("--") else str(folder / name) for name in ("rules.csv.gz", *names)]
    return main(arguments), folder / "out.json"


def test_each_clause_becomes_a_promotion_of_the_goods_that_carry_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(tmp_path, gzip.compress(RULES.encode()))
    assert code == 0
    shop = read_shop_file(out)
    assert shop.problems == ()
    found = {
        offer.id: (offer.kind, offer.items, offer.quantity, offer.price, offer.percent) for offer in shop.promotions
    }
    assert found["1.1"] == ("n_for_price", ("P1", "P2"), 2, "14.00", None)
    assert found["1.2"] == ("percent", ("P1", "P2"), 4, None, "12")
    assert shop.promotions[-1].value(shop.terms).spend == 500_00
    said = capsys.readouterr().out
    assert "clauses 6 = offers 3 + carried by nothing 1 + refused 2" in said
    assert "REFUSED: line 4: amount_cents is '0'" in said
    assert "REFUSED: line 5: there is no kind 'lottery'" in said


@pytest.mark.parametrize("rules", [b"\x1f\x8b not gzip", "offer,kind\n1,价".encode("utf-16")])
def test_a_file_that_cannot_be_read_is_said_so(
    tmp_path: Path, rules: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(tmp_path, rules)
    assert (code, out.exists()) == (2, False)
    assert capsys.readouterr().err


def test_a_file_of_another_kind_is_no_offers() -> None:
    assert [type(row) for row in clauses(b"a,b\n1,2\n")] == [tuple]
    assert [row.id for row in clauses(RULES.encode()) if isinstance(row, Clause)] == ["1.1", "1.2", "4.1", "5.1"]
