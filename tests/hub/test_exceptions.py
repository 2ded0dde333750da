"""Head office sees what was refused and what was sold without being in the catalogue."""

from __future__ import annotations

from collections.abc import Callable

from hub.storage.exceptions import exceptions
from posapp.contract.ops import LineOp
from tests.support.hub import RunningHub
from tests.support.till import BareTill


def test_refused_entries_and_unlisted_goods(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    till, elsewhere = enrolled("S1"), enrolled("S2")
    till.sell()
    till.sell(lines=())
    till.sell(500, lines=(LineOp("", 500, code="6901234567892", name="雨伞", category="apparel"),))
    elsewhere.note("sale", b"{}")
    till.push()
    elsewhere.push()
    found = list(exceptions(hub.database, "S1"))
    assert [(x["what"], x["till"], x["seq"]) for x in found] == [("refused", till.id, 2), ("unlisted", till.id, 3)]
    assert found[0]["refusal"] == "empty_sale"
    assert (found[1]["code"], found[1]["name"], found[1]["gross"]) == ("6901234567892", "雨伞", 500)
    assert {x["till"] for x in exceptions(hub.database)} == {till.id, elsewhere.id}
