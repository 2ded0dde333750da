"""The benches of members, client books and orders run from end to end, small, and judge."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest

SMALL = {
    "members": ["--members", "300", "--purchases", "20", "--probes", "50"],
    "books": ["--members", "300", "--probes", "10"],
    "orders": ["--orders", "300", "--probes", "20", "--new", "2"],
}


@pytest.mark.parametrize("name", sorted(SMALL))
def test_it_runs_and_judges(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    bench = import_module(f"bench.{name}")
    monkeypatch.setattr(sys, "argv", [name, *SMALL[name]])
    code = bench.main()
    judged = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("met", "MISSED"))]
    assert judged
    assert code == any(line.startswith("MISSED") for line in judged)
