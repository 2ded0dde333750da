"""Writes down what a till and a hub of today say to each other: `python -m tests.contract.record_wire FILE`.

Done once for each contract (`posapp.contract.version.CONTRACT`); a recording is never made again, since it is what the
tills and hubs of the shops go on saying.
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import zstandard

from posapp.contract import routes
from posapp.contract.calls import EnrolRequest
from posapp.contract.feeds import NOUNS
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from sync.client import HubClient
from sync.engine import Engine
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop, Till

SHOP = Path(__file__).parents[1] / "scenarios" / "shop.json"


class Recorder(HubClient):
    """Keeps the bytes of pushes and answers."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, token)
        self.pushes: list[str] = []
        self.answers: dict[str, str] = {}

    def _call(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        if path == routes.ENTRIES and body is not None:
            self.pushes.append(zstandard.ZstdDecompressor().decompressobj().decompress(body).decode())
        said = super()._call(method, path, body, headers)
        self.answers[path] = said.decode()
        return said


def day(till: Till) -> None:
    """Something of every kind of entry that this program writes."""
    app = till.parts.app
    till.sign_in("m1", "9999")
    till.open_shift()
    till.sell("A")
    till.add("B", "2")
    till.pay_card("1.00")
    app.payment.take_back(1)
    till.pay_card("2.00")
    till.pay_cash("1000.00")
    till.add("C")
    app.checkout.clear("wrong")
    app.receipts.reprint_last()
    app.line.go_offline()
    app.line.go_online()
    app.members.enrol("13800138000", "王芳")
    with suppress(Refused):
        for _ in range(6):
            app.sign_in.sign_in("c1", "0000")
    app.sign_in.sign_in("m1", "9999")


def engine(till: Till, recorder: Recorder) -> Engine:
    """The till's exchange, overheard."""
    return Engine(till.parts.till, till.parts.catalog, recorder, till.clock)


def record(folder: Path) -> dict[str, Any]:
    """One day of a new till of the scenarios' shop."""
    with ReadyHubs(folder / "ready").start(folder / "hub", SHOP.read_bytes()) as hub:
        shop = Shop(folder, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        till = shop.till()
        known = till.parts.till.enrolment.required()
        recorder = Recorder(hub.url, known.token)
        day(till)
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
