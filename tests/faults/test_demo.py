"""The demonstration till whose file was deleted: it begins anew, and everybody hears of it."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posapp.commands import demo as demos
from posapp.commands import doctor
from posapp.commands.demo import Demo
from posapp.commands.till_parts import TillParts, at_once
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.storage.catalog_install import no_pace
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import hubs_inside
from tests.sync.conftest import SHOP_FILE

NOW = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))


def opened(demo: Demo) -> TillParts:
    return demo.open(NOW, at_once, no_pace, lambda _step: None)


def test_a_till_whose_file_is_gone_does_not_begin_anew_in_silence(
    tmp_path: Path, ready_hubs: ReadyHubs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demos, "SHOP", SHOP_FILE)
    demo = Demo(tmp_path / "demo", hubs_inside(ready_hubs))
    try:
        parts = opened(demo)
        assert parts.key_warning != "till_replaced", "a first start replaces nothing"
        assert "till_replaced" not in [e.kind for e in parts.till.journal.all()]
        parts.close()
        for path in (tmp_path / "demo" / "till").glob("till.db*"):
            path.unlink()
        parts = opened(demo)
        assert parts.key_warning == "till_replaced"
        assert "Tell head office" in refusal_text(Refused("till_replaced"), "en")
        assert [e.kind for e in parts.till.journal.all()] == ["till_replaced"]
        status = parts.engine.sync()
        assert (status.state, status.unsent, status.parked) == ("online", 0, 0), "head office has the entry"
        parts.close()
    finally:
        demo.close()


def test_a_hub_that_had_to_move_is_named_and_asked_where_it_is(
    tmp_path: Path, ready_hubs: ReadyHubs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The port of the last time is another program's now: doctor and the page of the line show the new one."""
    monkeypatch.setattr(demos, "SHOP", SHOP_FILE)
    first = Demo(tmp_path / "demo", hubs_inside(ready_hubs))
    parts = opened(first)
    old = parts.till.enrolment.required().hub
    parts.close()
    first.close()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", int(old.rpartition(":")[2])))
        other.listen()
        second = Demo(tmp_path / "demo", hubs_inside(ready_hubs))
        parts = opened(second)
        try:
            second.start_hub()
            shown = parts.till.enrolment.required().hub
            assert shown == parts.engine.hub.url != old
            examined = (doctor.examine(tmp_path / "demo" / "till", NOW) for _ in range(5))  # a starved hub
            found = (finding for findings in examined for finding in findings if finding.topic[1] == "hub")
            assert any(hub.good and shown in hub.says[1] for hub in found)
        finally:
            parts.close()
            second.close()
