"""A person who waits for the hub waits as long as the shop says, and no longer, whatever the line does."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from time import monotonic

import pytest

from posapp.contract import routes
from posapp.domain.errors import Refused
from posapp.domain.store import hub_wait
from sync.client import HubClient
from sync.question import ask
from tests.faults.nonsense import Nonsense, answer
from tests.support.line import Line
from tests.support.shop import Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop.json"


def refused(till: Till, seconds: float = 0.3) -> Refused:
    """What is said to who asks where the till stands; never later than a moment after the time is over."""
    begun = monotonic()
    with pytest.raises(Refused) as said:
        ask(till.parts.engine.hub, seconds, HubClient.till)
    assert monotonic() - begun < seconds + 0.5
    return said.value


def test_an_answer_in_time_is_the_answer(shop: Shop) -> None:
    till = shop.till()
    assert ask(till.parts.engine.hub, 10, HubClient.till).till == till.parts.till.enrolment.required().till


def test_a_line_that_died_costs_the_time_limit_and_no_more(shop: Shop) -> None:
    till = shop.till()
    line = Line(shop.hub.url)
    line.die()
    till.parts.engine.hub.url = line.url
    no = refused(till)
    assert (no.code, no.facts["seconds"]) == ("hub_late", "0.3")
    line.close()


def test_a_hub_that_answers_a_byte_at_a_time_costs_no_more(shop: Shop) -> None:
    """Each byte comes in time; the whole answer does not."""
    till = shop.till()
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            caller, _ = listening.accept()
            with caller:
                caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not over.wait(0.05):
                    caller.sendall(b" ")

        dripping = threading.Thread(target=drip)
        dripping.start()
        till.parts.engine.hub.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        assert refused(till).code == "hub_late"
        over.set()
        dripping.join()


def test_a_line_that_says_no_is_not_waited_for(shop: Shop) -> None:
    till = shop.till()
    shop.hub.stop()
    begun = monotonic()
    assert refused(till, 20).code == "hub_away"
    assert monotonic() - begun < 5
    shop.hub.start()


def test_what_the_hub_says_no_with_is_told(shop: Shop) -> None:
    till = shop.till()
    no = json.dumps({"code": "not_enrolled", "zh": "", "en": ""}).encode()
    other = Nonsense(shop.hub.url, {routes.TILL: answer(no, status="401 Unauthorized")})
    till.parts.engine.hub.url = other.url
    assert refused(till, 5).code == "not_enrolled"
    other.close()


def test_a_fault_of_the_program_is_not_hidden(shop: Shop) -> None:
    def wrong(_: HubClient) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(shop.till().parts.engine.hub, 5, wrong)


def test_the_shop_says_how_long(shop: Shop) -> None:
    till = shop.till()
    file = json.loads(SHOP_FILE.read_bytes())
    limits: tuple[tuple[dict[str, str], float], ...] = (({"hub_seconds": "1.5"}, 1.5), ({}, 2))
    for said, seconds in limits:
        for store in file["stores"]:
            store["limits"] = said
        shop.hub.load(json.dumps(file).encode())
        till.sync()
        till.parts.app.desk.settings_changed()
        assert hub_wait(till.parts.app.desk.store).total_seconds() == seconds
