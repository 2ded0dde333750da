"""Writes down what a till and a hub of today say to each other: `python -m tests.contract.record_wire FILE`.

Done once for each contract (`posapp.contract.version.CONTRACT`), again only while no program that speaks it has left
the house (`tests.contract.test_wire.OUT`): it is what the tills and hubs of the shops go on saying.
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
import zstandard

from hub.storage.records import EVERY_STORE, change
from posapp.contract import routes
from posapp.contract.calls import EnrolRequest
from posapp.contract.feeds import NOUNS
from posapp.contract.member_ops import MemberEnrolledOp
from posapp.contract.ops import encode
from posapp.contract.stop_sale import StopSaleRow
from posapp.contract.version import CONTRACT, HEADER
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.domain.stop_sale import StopSale
from sync.client import HubClient
from sync.engine import Engine
from tests.support.hub import ReadyHubs
from tests.support.people import with_people
from tests.support.shop import Shop, Till

SHOP = Path(__file__).parents[1] / "scenarios" / "shop.json"


class Recorder(HubClient):
    """Keeps the bytes of pushes and answers."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, token)
        self.pushes: list[str] = []
        self.answers: dict[str, str] = {}
        self.header = str(self._session.headers[HEADER])

    def _call(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        if path == routes.ENTRIES and body is not None:
            self.pushes.append(zstandard.ZstdDecompressor().decompressobj().decompress(body).decode())
        return super()._call(method, path, body, headers)

    def _whole(self, answer: requests.Response) -> bytes:
        said = super()._whole(answer)
        self.answers[str(answer.request.path_url)] = said.decode()
        return said


def shop_file() -> bytes:
    """The scenarios' shop with a row for every feed, and another price of the first product from the next day on."""
    file = json.loads(SHOP.read_text("utf-8"))
    file["stores"].append({**file["stores"][0], "id": "S2", "name": "徐汇店"})
    file["products"][0]["prices"] = [{"list": "shelf", "price": "109.00", "from": "2026-11-22T00:00:00+08:00"}]
    manager = next(p for p in file["staff"] if p["id"] == "m1")
    file["staff"].append({**{key: value for key, value in manager.items() if key != "badge"}, "id": "m2"})
    file["stock"] = [{"store": store["id"], "sku": "A", "on_hand": "7"} for store in file["stores"]]
    file["promotions"] = [{"id": "P", "kind": "percent", "name": {"zh": "九折"}, "percent": "10", "items": ["B"]}]
    return json.dumps(with_people(file)).encode()


def day(shop: Shop, till: Till) -> None:
    """Something of every kind of entry that this program writes at a till that was there before."""
    app = till.parts.app
    till.sign_in("m1", "9999")
    till.open_shift()
    till.sell("A")
    till.add("B", "2")
    till.pay_card("1.00")
    app.payment.take_back(1)
    till.pay_card("2.00")
    sale = till.pay_cash("1000.00")
    other = app.till.staff.by_id("m2")
    app.corrections.correct(sale, 1, "cash", "", "wrong key", other)
    till.add("C")
    app.checkout.clear("wrong")
    app.receipts.reprint_last()
    app.receipts.open_drawer("change")
    job = till.parts.till.print_jobs.waiting()[0]
    app.receipts.give_up(job.id, job.kind, job.document)
    app.line.go_offline()
    app.line.go_online()
    app.members.enrol("13600136000", "王芳")
    app.shifts.confirm_date(app.desk.seller())
    for _ in range(6):
        with suppress(Refused):
            app.sign_in.sign_in("c1", "0000")
    app.sign_in.sign_in("m1", "9999")
    for label in app.shelf_labels.due():
        app.shelf_labels.replaced(label)
    till.add("A")
    shop.advance(hours=16)
    if (found := app.repricing.found()) is not None:
        app.repricing.take(found)
    till.pay_cash("1000.00")


def refused(till: Till) -> int:
    """An entry that the hub refuses; its number."""
    moment = till.parts.app.desk.moment()
    body = encode(MemberEnrolledOp("nobody", "0" * 64))
    return till.parts.till.facts.record("member_enrolled", body, moment.at, moment.business_date, "m1").seq


def engine(till: Till, recorder: Recorder) -> Engine:
    """The till's exchange, overheard."""
    return Engine(till.parts.till, till.parts.catalog, recorder, till.clock)


def record(folder: Path) -> dict[str, Any]:
    """One day of a new till of the scenarios' shop."""
    with ReadyHubs(folder / "ready").start(folder / "hub", shop_file()) as hub:
        shop = Shop(folder, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        till = shop.till()
        known = till.parts.till.enrolment.required()
        recorder = Recorder(hub.url, known.token)
        hub.publish([change("stop_sales", EVERY_STORE, StopSaleRow.of(StopSale("C", "召回", "recalled")))])
        day(shop, till)
        seq = refused(till)
        assert engine(till, recorder).sync().unsent == 0
        till.parts.app.refusals.send_again(seq)
        assert engine(till, recorder).sync().unsent == 0
        till.parts.app.refusals.hand_over(seq, "see the paper")
        assert engine(till, recorder).sync().unsent == 0
        till.parts.close()
        for copy in ("catalog.db", "copies.db"):
            (till.folder / copy).unlink()
        till.restart_closed()
        assert engine(till, recorder).sync().state == "online"
        for noun in NOUNS:
            recorder.page(noun, 0)
        recorder.totals()
        recorder.enrol(EnrolRequest(code=hub.code(), version="0"))
        shop.close()
    return {
        "contract": CONTRACT,
        "header": recorder.header,
        "till": known.till,
        "store": known.store,
        "register": "1",
        "entries": recorder.pushes,
        "answers": recorder.answers,
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        said = record(Path(place))
    Path(sys.argv[1]).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
