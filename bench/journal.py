"""Real baskets (store 367 of the Complete Journey) as a till's sealed journal, for the benches of push and intake."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from posapp.contract.ops import DiscountOp, LineOp, SaleOp, TaxOp, TenderOp, encode
from posapp.domain.journal import GENESIS, Entry, seal

BASKETS: Final = "data/complete_journey/replay_store_367.jsonl.gz"
STAFF: Final = "c1"
"""Who rang them up; a hub that does not know them has an exception for each sale."""
COUPON: Final = "given"
"""What customers held out."""
_LAST: Final = date(2017, 12, 31)
"""The last day of the baskets' year."""
_NOTE: Final = 500
"""Cash is handed over in notes of this many minor units."""


def baskets() -> Path:
    """The file of baskets; SystemExit when it is not here."""
    root = Path(__file__).resolve().parents[1]
    path = Path(os.environ.get("POSAPP_SHARED", root.parent / "shared"), BASKETS)
    if not path.is_file():
        raise SystemExit(f"no baskets: set POSAPP_SHARED to a folder with {BASKETS}")
    return path


def journal(till: str, path: Path, most: int | None = None) -> list[Entry]:
    """One "sale" entry a basket, numbered and sealed as the till of that id would; all of them, or so many."""
    entries: list[Entry] = []
    before = GENESIS
    for seq, (at, body) in enumerate(islice(_sales(till, path), most), 1):
        head = (seq, "sale", at, at[:10], STAFF)
        before = seal(till, before, *head, body)
        entries.append(Entry(*head, body, before))
    return entries


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The baskets as they stand in the file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def basket_total(basket: dict[str, Any]) -> int:
    """What the customer owed: the maker's coupon is a tender and takes nothing off."""
    paid = basket["total"]
    return int(paid["shelf"] - paid["member_disc"] - paid["store_coupon"])


def _sales(till: str, path: Path) -> Iterator[tuple[str, bytes]]:
    """Their year ends today: a hub has an exception for each sale of long ago."""
    numbers: dict[str, int] = {}
    later = datetime.now(UTC).date() - _LAST
    for seq, basket in enumerate(read(path), 1):
        at = (datetime.fromisoformat(basket["ts"]) + later).isoformat()
        day = at[:10]
        numbers[day] = numbers.get(day, 0) + 1
        receipt = f"S1-1-{day.replace('-', '')}-{numbers[day]:04d}"
        yield at + "Z", encode(_sale(f"{till}.{seq}", receipt, f"{till}.1", basket))


def _sale(id_: str, receipt: str, shift: str, basket: dict[str, Any]) -> SaleOp:
    sold = tuple(_line(line) for line in basket["lines"])
    total, voucher = basket_total(basket), basket["total"]["mfr_coupon"]
    cash = total - voucher
    handed = -(-cash // _NOTE) * _NOTE
    tenders = [TenderOp("cash", handed)] + ([TenderOp("voucher", voucher)] if voucher else [])
    taxes = (TaxOp("none", 0, total, 0),)
    change, member = handed - cash, basket["member"]
    return SaleOp(id_, receipt, shift, sold, total, tuple(tenders), taxes, 0, change, member, "USD")


def _line(line: dict[str, Any]) -> LineOp:
    off = [DiscountOp("price_list", "member", line["member_disc"])] if line["member_disc"] else []
    if line["store_coupon"]:
        off.append(DiscountOp("coupon", COUPON, line["store_coupon"]))
    pieces, shelf = line["qty"], line["shelf"]
    whole = 0 < pieces < 9_999 and shelf % pieces == 0
    unit, quantity = (shelf // pieces, pieces * 1000) if whole else (shelf, 1000)
    return LineOp(line["sku"], unit, quantity, None, tuple(off), 0, "none")
