"""A till with a hub that is older or newer than it: it takes what it knows, says what it does not, and sells on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlite

from hub.storage import records, tables, tokens
from hub.versions import Spoken
from posapp import __version__
from posapp.contract import routes
from posapp.contract.calls import TillAnswer
from posapp.contract.feed_reading import read_row
from posapp.contract.feed_rows import MODELS, ProductRow, PromotionRow
from posapp.contract.feeds import NOUNS
from posapp.contract.version import CONTRACT, HEADER, said
from posapp.domain.versions import Version
from sync.client import HubClient
from tests.faults.nonsense import Nonsense, answer
from tests.support.shop import Shop, Till

RECORDED = sorted((Path(__file__).parents[1] / "contract").glob("recorded-*.json"))
NEWER = f"{HEADER}: {said(Version('9.9', CONTRACT + 1))}\r\n"
OFFER = {"id": "p9", "kind": "percent", "name_zh": "九折", "percent": 10000, "skus": ["A"]}
LOTTERY = {"id": "p8", "kind": "lottery", "name_zh": "抽奖", "odds": [1, 100]}


def at_work(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    return till


def newer(shop: Shop, **other: Any) -> None:
    """The hub is updated first."""
    shop.hub.stop()
    shop.hub.spoken = Spoken(shop.clock.now, contract=CONTRACT + 1, **other)
    shop.hub.start()


def publish(shop: Shop, noun: Any, row: dict[str, Any]) -> None:
    shop.hub.publish([records.Change(noun, records.EVERY_STORE, row["id"], json.dumps(row))])


@contextmanager
def in_place_of(shop: Shop, till: Till, answers: dict[str, bytes]) -> Iterator[None]:
    other = Nonsense(shop.hub.url, answers)
    till.parts.engine.hub.url = other.url
    yield
    till.parts.engine.hub.url = shop.hub.url
    other.close()


def heads_with(till: Till, **more: int) -> bytes:
    """How the hub stands, and what only a newer one says."""
    at = till.parts.engine.hub.till()
    known = json.loads(at.model_dump_json(by_alias=True))
    known["heads"] |= more
    return answer(json.dumps({**known, "weather": {"today": "rain"}}).encode(), more=NEWER)


@pytest.mark.parametrize("file", RECORDED, ids=lambda path: path.stem)
def test_what_a_hub_of_an_earlier_contract_answers_is_read(shop: Shop, file: Path) -> None:
    """Its very bytes, through the till's own client."""
    recorded = json.loads(file.read_text("utf-8"))
    answers = {path.partition("?")[0]: answer(text.encode()) for path, text in recorded["answers"].items()}
    old = Nonsense(shop.hub.url, answers)
    client = HubClient(old.url, "x")
    assert client.till().till == recorded["till"]
    assert client.totals().count == json.loads(recorded["answers"][routes.TOTALS])["count"]
    assert len(client.snapshot().cursors) == len(json.loads(recorded["answers"][routes.SNAPSHOT])["cursors"])
    for noun in NOUNS:
        if f"{routes.feed(noun)}?after=0" not in recorded["answers"]:
            continue  # a feed that came later
        page = client.page(noun, 0)
        assert all(read_row(noun, row).key for row in page.rows)
    assert client.version is None, "those bytes are without a header"
    client.close()
    old.close()


def test_a_hub_that_does_not_say_how_old_it_is_is_worked_with(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.versions.HEADER", "Other")
    shop.hub.stop()
    shop.hub.start()
    till = at_work(shop)
    till.sell("A")
    status = till.sync()
    assert (status.state, status.unsent, status.hub) == ("online", 0, None)


def test_a_newer_hub_is_worked_with_and_named(shop: Shop) -> None:
    newer(shop, update_by="2027-01-31")
    till = at_work(shop)
    till.sell("A")
    status = till.sync()
    assert (status.state, status.unsent) == ("online", 0)
    assert status.hub is not None
    assert (status.hub.contract, status.hub.update_by) == (CONTRACT + 1, "2027-01-31")


def test_a_till_that_is_too_old_sends_its_sales_and_says_why_nothing_new_comes(shop: Shop) -> None:
    till = at_work(shop)
    newer(shop, least=CONTRACT + 1)
    publish(shop, "promotions", OFFER)
    till.sell("A")
    status = till.sync()
    assert (status.state, status.reason, status.unsent) == ("behind", "till_too_old", 0)
    assert till.parts.engine.hub.totals().count == 1
    till.sell("B")
    assert till.sync().unsent == 0


def test_a_feed_that_only_a_newer_till_knows_is_skipped_and_told_of(shop: Shop) -> None:
    till = at_work(shop)
    with in_place_of(shop, till, {routes.TILL: heads_with(till, moons=77)}):
        status = till.sync()
    assert (status.state, status.not_understood) == ("online", ("moons",))
    assert till.sync().not_understood == ()


def test_one_row_that_only_a_newer_till_reads_holds_up_no_other(shop: Shop) -> None:
    newer(shop)
    till = at_work(shop)
    publish(shop, "promotions", LOTTERY)
    publish(shop, "promotions", OFFER)
    status = till.sync()
    assert (status.state, status.not_understood) == ("online", ("promotions",))
    assert "p9" in {offer.id for offer in till.parts.catalog.promotions()}
    assert till.parts.till.skipped.counts() == {"promotions": 1}
    publish(shop, "promotions", {**OFFER, "id": "p8"})
    assert till.sync().not_understood == (), "the hub said it in words that are known here"


def test_an_offer_that_only_a_newer_till_reads_is_not_given_as_it_was(shop: Shop) -> None:
    newer(shop)
    till = at_work(shop)
    publish(shop, "promotions", OFFER)
    till.sync()
    till.add("A")
    assert till.parts.app.desk.priced.discount > 0
    till.parts.app.checkout.clear()
    publish(shop, "promotions", {**OFFER, "kind": "on_terms", "gives": "percent", "moon": "full"})
    assert till.sync().not_understood == ("promotions",)
    till.parts.app.desk.settings_changed()
    till.add("A")
    assert till.parts.app.desk.priced.discount == 0


def test_a_row_that_a_hub_of_our_own_age_gets_wrong_is_not_passed_over(shop: Shop) -> None:
    till = at_work(shop)
    publish(shop, "promotions", LOTTERY)
    status = till.sync()
    assert (status.state, status.reason) == ("behind", "bad_feed")


def test_the_updated_till_fetches_what_it_could_not_read(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(shop)
    till = at_work(shop)
    publish(shop, "promotions", LOTTERY)
    publish(shop, "promotions", OFFER)
    till.sync()
    till.parts.catalog.close()
    monkeypatch.setattr("sync.pull.CONTRACT", CONTRACT + 1)
    monkeypatch.setattr("posapp.contract.feed_reading.MODELS", {**MODELS, "promotions": Learned})
    till.restart()
    status = till.sync()
    assert (status.state, status.not_understood) == ("online", ())
    assert "p8" in {offer.id for offer in till.parts.catalog.promotions()}


class Learned(PromotionRow):
    """The row as a newer program knows it."""

    kind: Any

    def value(self) -> Any:
        """A lottery is an offer without effect here."""
        known = {"kind": "percent"} if self.kind == "lottery" else {}
        return PromotionRow.model_validate_json(self.model_copy(update=known).model_dump_json()).value()


def test_a_snapshot_with_an_offer_of_a_newer_kind_is_a_catalogue_all_the_same(shop: Shop) -> None:
    """The file as a newer hub builds it; sales go on without that offer."""
    first = at_work(shop)
    first.parts.close()
    body = json.dumps({**OFFER, "id": "p8", "kind": "lottery"}).encode()
    with sqlite.connect(first.folder / "catalog.db") as file:
        file.execute("INSERT INTO promotion VALUES ('p8', ?)", (body,))
    file.close()
    first.restart_closed()
    assert first.parts.catalog.unread_promotions() == ["p8"]
    first.sign_in()
    assert first.sell("A").receipt.endswith("0001")


def test_what_a_reader_does_not_know_it_keeps() -> None:
    text = '{"sku":"A","price":1,"tax":"13","category":"c","glow":{"colour":"红"}}'
    row = ProductRow.model_validate_json(text)
    assert json.loads(row.model_dump_json(exclude_defaults=True))["glow"] == {"colour": "红"}
    at = TillAnswer.model_validate_json(
        '{"till":"T","store":"S1","register":"1","last_seq":0,"last_hash":"' + "0" * 64 + '","epoch":"e","at":"",'
        '"heads":{},"weather":"rain"}'
    )
    assert at.model_dump()["weather"] == "rain"


def test_what_was_passed_over_and_is_gone_is_forgotten(shop: Shop) -> None:
    newer(shop)
    till = at_work(shop)
    publish(shop, "promotions", LOTTERY)
    assert till.sync().not_understood == ("promotions",)
    shop.hub.publish([records.Change("promotions", records.EVERY_STORE, "p8", None)])
    assert till.sync().not_understood == ()


def test_a_till_tells_head_office_what_it_is_and_how_many_entries_wait(shop: Shop) -> None:
    till = at_work(shop)
    for _ in range(3):
        till.sell("A")
    shop.hub.stop()  # whoever was noted some moments ago is not noted again by the same process
    shop.hub.start()
    assert till.sync().unsent == 0
    shop.hub.stop()
    [row] = tokens.listed(shop.hub.database)
    assert (row["contract"], row["program"], row["entries"], row["waiting"]) == (CONTRACT, __version__, 4, 0)
    with shop.hub.database.read() as connection:
        assert connection.execute(tables.contact.select()).one().newest == 4, "as it was before they were sent"
    shop.hub.start()


def test_one_product_that_only_a_newer_till_reads_holds_up_no_other(shop: Shop) -> None:
    newer(shop)
    till = at_work(shop)
    known = till.parts.catalog.by_sku("A")
    assert known is not None
    dearer = ProductRow.of(replace(known, price=12_345)).model_dump(mode="json") | {"moon": "full"}
    secret = {**dearer, "sku": "SECRET", "price": {"on": "request"}}
    shop.hub.publish(
        [records.Change("products", records.EVERY_STORE, row["sku"], json.dumps(row)) for row in (secret, dearer)]
    )
    status = till.sync()
    assert (status.state, status.not_understood) == ("online", ("products",))
    assert till.parts.till.skipped.counts() == {"products": 1}
    product = till.parts.catalog.by_sku("A")
    assert product is not None
    assert product.price == 12_345
    assert till.parts.catalog.by_sku("SECRET") is None
