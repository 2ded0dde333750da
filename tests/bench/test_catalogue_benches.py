"""The benches of the catalogue run from end to end on a small one; figures that small say nothing, none is judged."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from bench.search import typed

SMALL = {
    "lookup": ["--products", "300", "--rounds", "2", "--each", "20"],
    "search": ["--products", "3000", "--probes", "6", "--rounds", "1"],
    "load": ["--products", "300", "--rounds", "2"],
    "replace": ["--products", "300", "--sales", "5"],
}


@pytest.mark.parametrize("name", sorted(SMALL))
def test_it_runs_and_judges(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = import_module(f"bench.{name}")
    monkeypatch.setattr(sys, "argv", [name, *SMALL[name], "--dir", str(tmp_path)])
    code = bench.main()
    judged = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("met", "MISSED"))]
    assert len(judged) == len(bench.GOALS)
    assert code == any(line.startswith("MISSED") for line in judged)


def test_every_way_of_typing_is_tried() -> None:
    ways = typed(6, 3_000)
    assert len(ways) == 22
    assert all(words and all(words) for words in ways.values())
