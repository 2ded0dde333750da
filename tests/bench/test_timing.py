"""The bench's own arithmetic, on operations whose cost is known."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.timing import Round, Variant, percentile, ratio, run, verdict

ROOT = Path(__file__).parents[2]


def test_percentiles_are_nearest_rank() -> None:
    values = [float(n) for n in range(101)]
    assert [percentile(values, p) for p in (0, 50, 99, 100)] == [0.0, 50.0, 99.0, 100.0]
    assert percentile([3.0], 99) == 3.0


def test_each_variant_runs_as_often_and_its_parts_in_order() -> None:
    said: dict[str, list[str]] = {"a": [], "b": []}

    def noting(name: str) -> Variant:
        return Variant(
            lambda: said[name].append("once"), lambda: said[name].append("before"), lambda: said[name].append("between")
        )

    variants = {name: noting(name) for name in said}
    found = run(variants, rounds=3, each=4, warm=2)
    assert said["a"] == said["b"] == ["before", "once", "between"] * 14
    assert [len(r.wall) for r in found["a"]] == [4, 4, 4]
    assert all(r.cpu > 0 and len(r.between_wall) == 4 for r in found["b"])


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    ours = [Round(wall=[2.0]), Round(wall=[30.0]), Round(wall=[6.0])]
    base = [Round(wall=[1.0]), Round(wall=[1.0]), Round(wall=[2.0])]
    assert ratio(ours, base, lambda r: r.percentile(50)) == 3.0


def test_cpu_counts_what_lies_between_only_when_asked() -> None:
    done = Round(wall=[1.0, 1.0], cpu=0.4, between_cpu=0.2)
    assert done.cpu_each == 0.2
    assert done.cpu_each_in_all == pytest.approx(0.3)


def test_a_missed_goal_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict({"p50": (1.2, 1.3)}) == 0
    assert verdict({"p50": (1.2, 1.3), "p99": (0.7, 0.6)}) == 1
    assert "MISSED p99: 0.70" in capsys.readouterr().out


def test_every_bench_is_listed_with_a_sentence() -> None:
    done = subprocess.run([sys.executable, "-m", "bench"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "commit" in done.stdout
    assert all(len(line.split(maxsplit=1)) == 2 for line in done.stdout.splitlines())
    missing = subprocess.run([sys.executable, "-m", "bench", "nonsense"], cwd=ROOT, capture_output=True, text=True)
    assert (missing.returncode, "no bench 'nonsense'" in missing.stderr) == (2, True)


def test_the_commit_bench_runs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench", "commit", "--rounds", "1", "--each", "20", "--prefill", "30"]
    done = subprocess.run([*command, "--dir", str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert "p50:" in done.stdout
    assert list(tmp_path.iterdir()) == []
