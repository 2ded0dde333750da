"""What head office stops may not be sold: at once, before everything else, also offline, and by nobody in the shop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.fault_proxy import FaultProxy
from hub import stop_sales
from hub.clock import system_clock
from hub.storage.records import Change
from posapp.contract.stop_sale import StopSaleRow
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.stop_sale import StopSale
from posapp.usecases.checkout import Added
from tests.support.shop import Shop, Till
from tests.sync.test_dated_prices import SHIRT, at_work

GLASS = StopSale("A", "有玻璃碎片", "Glass inside")
GTIN = "010" + SHIRT
FNC1 = "\x1d"
LOT = f"]C1{GTIN}10L1"
DATED = f"]C1{GTIN}17261130"


def stop(shop: Shop, said: StopSale = GLASS) -> None:
    stop_sales.stop_sale(shop.hub.hub.database, said, system_clock(), "head office")


def lift(shop: Shop, said: StopSale = GLASS) -> None:
    stop_sales.lift(shop.hub.hub.database, said, system_clock(), "head office")


def refused(till: Till, code: str) -> Refused:
    with pytest.raises(Refused) as no:
        till.scan(code)
    return no.value


def problems(till: Till) -> list[tuple[str, str]]:
    return [(p.refusal, p.name) for p in till.parts.app.desk.basket.cart.problems]


def test_a_stop_blocks_the_scan_with_its_reason_also_offline_and_after_a_restart(shop: Shop) -> None:
    till = at_work(shop.till())
    stop(shop)
    till.sync()
    till.online = False
    till.restart()
    till.sign_in()
    no = refused(till, SHIRT)
    assert no.code == "stop_sale"
    assert refusal_text(no, "zh") == "T恤 已停售：有玻璃碎片"
    assert refusal_text(no, "en") == "T-shirt may not be sold: Glass inside"
    assert problems(till) == [("stop_sale", "T恤")]
    with pytest.raises(Refused, match="stop_sale"):
        till.add("A")
    assert till.cart.lines == ()


def test_it_cannot_be_sold_as_unlisted_either(shop: Shop) -> None:
    till = at_work(shop.till())
    stop(shop)
    till.sync()
    refused(till, SHIRT)
    with pytest.raises(Refused, match="stop_sale"):
        till.parts.app.checkout.sell_unlisted(-1, "T恤", "", "13", 9900)
    assert till.cart.lines == ()


def test_a_stop_that_is_lifted_is_over(shop: Shop) -> None:
    till = at_work(shop.till())
    stop(shop)
    till.sync()
    lift(shop)
    till.sync()
    assert till.sell().priced.total == 9900


def test_goods_in_the_basket_become_a_red_line_before_money_is_taken(shop: Shop) -> None:
    till = at_work(shop.till())
    till.scan(SHIRT, SHIRT)
    till.add("B")
    stop(shop)
    till.sync()
    with pytest.raises(Refused, match="stopped_on_counter"):
        till.parts.app.payment.pay()
    assert problems(till) == [("stop_sale", "T恤 × 2")]
    till.restart()
    till.sign_in()
    problem = till.parts.app.desk.basket.cart.problems[0]
    assert dict(problem.facts)["reason_zh"] == "有玻璃碎片"
    till.parts.app.checkout.remove(problem.number)
    assert till.pay_cash("50.00").priced.total == 3550


@pytest.mark.parametrize(
    "said, code, outcome",
    [
        (replace(GLASS, batch="L1"), LOT, "stopped"),
        (replace(GLASS, batch="L2"), LOT, "sold"),
        (replace(GLASS, batch="L1"), SHIRT, "look"),
        (replace(GLASS, expiry="2026-11-30"), DATED, "stopped"),
        (replace(GLASS, expiry="2026-12-01"), DATED, "sold"),
        (replace(GLASS, batch="L1", expiry="2026-11-30"), f"{DATED}10L1", "stopped"),
        (replace(GLASS, batch="L1", expiry="2026-11-30"), f"{DATED}10L9", "sold"),
        (replace(GLASS, batch="L1", expiry="2026-11-30"), LOT, "look"),
    ],
)
def test_batch_and_expiry_count_where_the_stop_names_them(shop: Shop, said: StopSale, code: str, outcome: str) -> None:
    till = at_work(shop.till())
    stop(shop, said)
    till.sync()
    if outcome == "stopped":
        assert refused(till, code).code == "stop_sale"
        return
    added = till.scan(code)
    assert isinstance(added, Added)
    assert (added.look.code if added.look else "") == ("stop_sale_look" if outcome == "look" else "")
    assert till.pay_cash("100.00").priced.total == 9900


def test_a_recalled_batch_in_the_basket_is_known_by_its_code(shop: Shop) -> None:
    till = at_work(shop.till())
    till.scan(LOT)
    stop(shop, replace(GLASS, batch="L1"))
    till.sync()
    with pytest.raises(Refused, match="stopped_on_counter"):
        till.parts.app.payment.pay()


def test_a_stop_comes_before_sales_go_up_and_before_every_other_feed(shop: Shop) -> None:
    till = at_work(shop.till())
    till.sell()
    stop(shop)
    shop.hub.publish([Change("categories", "", "new", '{"id":"new"}')])
    asked: list[str] = []

    def after_the_second(path: str) -> str:
        asked.append(path)
        return "ok" if len(asked) < 3 else "refuse"

    proxy = FaultProxy(shop.hub.url, after_the_second)  # type: ignore[arg-type]
    till.parts.engine.hub.url = proxy.url
    assert till.sync().state == "offline"
    proxy.close()
    assert till.parts.till.journal.unsent_count() > 0, "the line failed before the sale went up"
    assert refused(till, SHIRT).code == "stop_sale"


def test_a_row_that_cannot_be_read_holds_no_sale_up(shop: Shop) -> None:
    till = at_work(shop.till())
    till.sell()
    shop.hub.publish([Change("stop_sales", "", "bad", '{"sku":5}')])
    status = till.sync()
    assert (status.state, status.reason, status.unsent) == ("behind", "bad_feed", 0)


def test_another_hub_that_stops_nothing_lifts_the_stops_of_the_first(shop: Shop) -> None:
    till = at_work(shop.till())
    row = StopSaleRow.of(GLASS)
    till.parts.till.copy("stop_sales", [row], (), 7, "another-epoch", "2026-11-21T01:00:00Z")
    assert refused(till, SHIRT).code == "stop_sale"
    till.sync()
    assert isinstance(till.scan(SHIRT), Added)
