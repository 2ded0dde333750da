"""The benches of drains, long absences and price changes run from end to end, small; figures that small say nothing."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from bench.drain import sealed_for
from posapp.domain.journal import GENESIS, Entry, seal

SMALL = {
    "drain": ["--sales", "60", "--rounds", "1"],
    "offline": ["--sales", "60", "--rounds", "1", "--each", "2"],
    "feed": ["--changes", "300", "--products", "400", "--rounds", "1", "--sales", "5", "--no-give-way"],
}


@pytest.mark.parametrize("name", sorted(SMALL))
def test_it_runs_and_judges(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = import_module(f"bench.{name}")
    code = bench.main([*SMALL[name], "--dir", str(tmp_path)])
    judged = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("met", "MISSED"))]
    assert len(judged) == len(bench.GOALS)
    assert code == any(line.startswith("MISSED") for line in judged)
    assert not any("lost" in line for line in judged if line.startswith("MISSED"))
    assert list(tmp_path.iterdir()) == []


def test_the_floor_sends_the_same_sales_as_another_till() -> None:
    head = (1, "sale", "2026-11-21T01:00:00Z", "2026-11-21", "c1")
    body = b'{"id":"S1-1-aaaa.1","shift":"S1-1-aaaa.1"}'
    (made,) = sealed_for("S1-1B-bbbb", "S1-1-aaaa", [Entry(*head, body, seal("S1-1-aaaa", GENESIS, *head, body))])
    assert made.body == b'{"id":"S1-1B-bbbb.1","shift":"S1-1B-bbbb.1"}'
    assert made.hash == seal("S1-1B-bbbb", GENESIS, *head, made.body)
