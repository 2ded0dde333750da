"""What several runs have shown together: a line of JSON a run, in a file that is passed on from one to the next."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def add(file: Path, bench: str, seed: int, results: Mapping[str, int]) -> str:
    """Append this run; what all runs of that bench in the file come to, in words."""
    line = {"bench": bench, "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "code": code(), "seed": seed, **results}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    runs = [json.loads(text) for text in file.read_text("utf-8").splitlines()]
    return in_words([run for run in runs if run["bench"] == bench])


def in_words(runs: list[dict[str, Any]]) -> str:
    """The sums of these runs."""
    sums = Counter[str]()
    for run in runs:
        sums.update({name: value for name, value in run.items() if isinstance(value, int) and name != "seed"})
    states = len({run["code"] for run in runs})
    told = ", ".join(f"{name} {value}" for name, value in sums.items())
    return f"all {len(runs)} runs of {states} states of the code: {told}"


def code() -> str:
    """The commit that is checked out, with a + where files differ from it; "" outside a checkout."""
    root = Path(__file__).parents[1]

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    return git("rev-parse", "HEAD") + ("+" if git("status", "--porcelain", "--untracked-files=no") else "")
