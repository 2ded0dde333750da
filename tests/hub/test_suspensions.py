"""Shifts that stand still, at the hub: who asks first has it, a shop keeps to itself, two tills with one are seen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import requests

from hub.storage import shop_day, suspensions
from hub.storage.audit import acts
from hub.storage.exceptions import every
from posapp.contract import routes
from posapp.contract.ops import encode
from posapp.contract.shift_ops import CashSumsOp, CountOp, ShiftClosedOp, ShiftOpenedOp, ShiftReportOp
from posapp.contract.suspension_ops import ShiftSuspendedOp
from tests.hub.conftest import Clock
from tests.support.hub import RunningHub
from tests.support.till import AT, BareTill

FLOAT = 50_000
DAY = AT[:10]


def report(shift: str) -> ShiftReportOp:
    return ShiftReportOp(shift, 1, DAY, AT, "c1", AT, CashSumsOp(FLOAT, FLOAT))


def suspended(till: BareTill) -> str:
    """A shift that was opened with its float and carried off."""
    id_ = f"{till.id}.{len(till.entries) + 1}"
    till.note("shift_opened", encode(ShiftOpenedOp(id_, FLOAT)))
    till.note("shift_suspended", encode(ShiftSuspendedOp(id_, report(id_))))
    till.push()
    return id_


def ask(till: BareTill, id_: str) -> requests.Response:
    return till.session.post(till.hub.url + routes.RESUME, json={"shift": id_, "staff": "c1"}, timeout=30)


def taken(till: BareTill, id_: str) -> dict[str, Any]:
    answer = ask(till, id_)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def go_on(till: BareTill, part: str) -> str:
    id_ = f"{till.id}.{len(till.entries) + 1}"
    till.note("shift_opened", encode(ShiftOpenedOp(id_, FLOAT, resumes=part, owner="c1", before=report(part))))
    till.push()
    return id_


def test_of_many_who_ask_one_has_it_and_only_that_one_is_told_what_it_came_to(
    hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock
) -> None:
    here, elsewhere, asking = enrolled("S1", "1"), enrolled("S2", "1"), [enrolled("S1", "2") for _ in range(3)]
    id_ = suspended(here)
    listed = here.session.get(here.hub.url + routes.SUSPENDED, timeout=30).json()["shifts"]
    assert [(row["id"], row["number"], row["staff"], row.get("entry", {})) for row in listed] == [(id_, "1", "c1", {})]
    assert elsewhere.session.get(here.hub.url + routes.SUSPENDED, timeout=30).json()["shifts"] == []
    assert ask(elsewhere, id_).status_code == 404
    with ThreadPoolExecutor(3) as at_once:
        found = list(at_once.map(lambda till: taken(till, id_), asking))
    [winner] = {row["taken"]["till"] for row in found}
    assert [bool(row["entry"]) for row in found] == [till.id == winner for till in asking]
    first, second = (next(t for t in asking if (t.id == winner) is wins) for wins in (True, False))
    assert taken(first, id_)["entry"]["report"]["cash"]["expected"] == FLOAT, "asking again tells the same"

    def open_at() -> dict[str, str]:
        return {till.till: till.lacks for till in shop_day.shop_day(hub.database, "S1", DAY, clock()).tills}

    assert open_at()[here.id] == "not_closed"
    freed = suspensions.free(hub.database, id_, "till 2 is broken", clock(), "office")
    assert freed.taken is None
    assert [act["shift"] for act in acts(hub.database) if act["act"] == "shift_freed"] == [id_]
    taken(second, id_)
    shift = go_on(second, id_)
    assert (open_at()[here.id], open_at()[second.id]) == ("", "not_closed")
    close = ShiftClosedOp(shift, 1, "S1-2-Z0001", report(shift), (CountOp(FLOAT),), FLOAT, FLOAT)
    assert list(every(hub.database)) == []
    go_on(first, id_)
    [found_twice] = every(hub.database)
    assert (found_twice.kind, found_twice.facts["first"]) == ("shift_twice", second.id)
    less = msgspec.structs.replace(close, report=msgspec.structs.replace(close.report, sales=1))
    second.note("shift_closed", encode(less))
    second.push()
    assert [odd.facts["what"] for odd in every(hub.database) if odd.kind == "z_differs"] == ["sales"]
