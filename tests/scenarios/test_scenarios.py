"""The acceptance scenarios as scripts, run by the command that people use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from posapp.commands.replay import stage
from posapp.commands.replay.run import main
from posapp.devices.terminal_tcp import Patience
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import hubs_inside

SCRIPTS = sorted(Path(__file__).parent.glob("*.jsonl"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scenario_meets_every_expectation(
    script: Path, ready_hubs: ReadyHubs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "WAITS", Patience(answer=1.0))
    monkeypatch.setattr(stage, "LATE", 1.6)
    code = main([str(script)], hubs_inside(ready_hubs))
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [step for step in said if "expected" in step] == []
    assert code == 0
