"""When the last one was killed: till and hub run once more in order, come to rest, and their files must agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.killing import lives
from bench.killing.lives import Place
from bench.killing.moments import Moments
from bench.killing.process import begin
from bench.killing.shop import Shop
from bench.simulation.judge import all_sales, at_hub, own_books, prices, purses
from bench.simulation.till import OwnClock
from bench.simulation.world import STORE, prices_at
from posapp.commands.replay.paper import Paper
from posapp.commands.till_parts import TillParts
from posapp.commands.verify import check
from printing.words import AGAIN

_RECEIPT = re.compile(rf"\b{STORE}-1-\d{{8}}-\d{{4,}}\b")


def judge(shop: Shop) -> None:
    """Notes in the shop what is lost, doubled or wrong; where something was wrong already, nobody looks further."""
    if shop.wrong:
        return
    place = shop.place
    hub = begin(
        "hub",
        lambda moments, leash: lives.answer(place, moments, leash, restored=False),
        Moments(lives.HUB),
        None,
        place.folder / "hub.log",
    )
    hub.hear()  # it says when it can be called; on a busy machine that takes its time
    parts = place.till()
    try:
        Paper(parts, place.folder / "paper" / "last", OwnClock(place.now)).work()
        shop.wrong += _comes_to_rest(parts)
        hub.let_go()
        if hub.ended():
            shop.wrong.append("the hub did not end in order; see hub.log")
        _count(shop, parts)
        shop.wrong += _files(shop, parts)
    finally:
        parts.close()
    shop.wrong += _complaints(place.folder)


def _count(shop: Shop, parts: TillParts) -> None:
    sold = Counter((sale.ref, sale.receipt, sale.priced.total) for sale in parts.till.sales.after(0, 1_000_000))
    shop.lost = sum((ref, *told) not in sold for ref, told in shop.told.items())
    shop.doubled = sold.total() - len({ref for ref, _, _ in sold})
    if shop.doubled:
        shop.wrong.append(f"{shop.doubled} sales are there twice")


def _comes_to_rest(parts: TillParts, tries: int = 50) -> Iterator[str]:
    for _ in range(tries):
        status = parts.engine.sync()
        if status.state == "online" and not status.unsent and not status.pulled:
            break
    else:
        yield f"the till does not come to rest: {status}"
    checked = check(parts, online=True)
    if not checked["ok"] or checked["goods"] != "as_sent":
        yield f"verify says {checked}"


def _files(shop: Shop, parts: TillParts) -> Iterator[str]:
    """Book by book."""
    till = parts.till
    sales = all_sales(till)
    yield from own_books(till, sales, shop.told, shop.told)
    database = shop.place.hub_database()
    try:
        yield from at_hub(database, till, sales)
        yield from purses(database, [till])
        wanted = prices_at(database)
    finally:
        database.close()
    yield from prices(wanted, parts.catalog)
    for sku, price in wanted.items():
        if price not in shop.prices[sku]:
            yield f"{sku} costs {price} at the hub; head office said {sorted(shop.prices[sku])}"
    yield from _papers(shop.place, [receipt for _, _, receipt, *_ in sales])


def _papers(place: Place, receipts: list[str]) -> Iterator[str]:
    """Each receipt came out, and two papers of one sale can be told apart."""
    papers, plain = Counter[str](), Counter[str]()
    for path in sorted((place.folder / "paper").glob("*/*.txt")):
        text = path.read_text("utf-8")
        for receipt in set(_RECEIPT.findall(text)):
            papers[receipt] += 1
            plain[receipt] += AGAIN not in text
    yield from (f"{receipt} never came out" for receipt in receipts if not papers[receipt])
    yield from (f"{receipt} came out {times} times without a mark" for receipt, times in plain.items() if times > 1)
    yield from (f"{receipt} is on paper and not in the books" for receipt in papers.keys() - set(receipts))


def _complaints(folder: Path) -> Iterator[str]:
    for log in sorted(folder.glob("*.log")):
        if "Traceback" in (words := log.read_text("utf-8", "replace")):
            yield f"{log.name}: {words[-2_000:]}"
