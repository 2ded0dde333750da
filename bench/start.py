"""From nothing to the first painted window, and to ready to scan, against programs that do the least there is to do.

    python -m bench.start [--products N] [--rounds N] [--dir DIR]

bare: a process that shows a PySide6 window of 27 plain widgets. imports: one that imports PySide6, SQLAlchemy Core,
requests and pydantic and shows that window. ours, painted: the PIN pad stands there and takes keys. ours, ready: a
catalogue of a million products is open, a person is signed in, a scanned code is a painted line.
Each in a fresh process, in turn; "own" is the wall time less what other processes took of the CPU.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import timing
from bench.catalogue import cached

GOALS: Final = {"painted, x bare": 1.5, "ready to scan, x imports": 1.3, "memory in MB": 170.0}
CHILD: Final = Path(__file__).with_name("start_child.py")
PACKAGES: Final = ("posapp", "ui", "sync", "printing")
BARE, IMPORTS, PAINTED, READY = "bare", "imports", "painted", "ready"


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process, and megabytes at the end of it."""

    wall: float
    own: float
    memory: float


def start(kind: str, till: Path) -> Start:
    """One process from its start to what it was to reach."""
    done = subprocess.run(
        [sys.executable, "-P", str(CHILD), kind, str(till)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHILD.parents[1])},
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return Start(said["wall"], said["wall"] - said["waited"], said["memory"])


def main(argv: list[str] | None = None) -> int:
    """Print the table; 1 when a goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--products", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--dir", type=Path, default=None)
    chosen = arguments.parse_args(argv)
    catalogue, _ = cached(chosen.products, chosen.dir)
    for package in PACKAGES:
        compileall.compile_dir(CHILD.parents[1] / package, quiet=1)  # as ./run does when it installs
    with tempfile.TemporaryDirectory() as folder:
        till = Path(folder, "till")
        prepare(till, catalogue)
        found: dict[str, list[Start]] = {BARE: [], IMPORTS: [], PAINTED: [], READY: []}
        for kind in found:
            start(kind, till)  # once for the caches of the disk and of Python
        for _ in range(chosen.rounds):
            for kind, starts in found.items():
                starts.append(start(kind, till))
    show(found)
    return judge(found)


def prepare(till: Path, catalogue: Path) -> None:
    """A till's folder as the evening left it."""
    from bench.scan import MANAGER_AT_TILL, parts
    from ui.launch import application
    from ui.tasks import Tasks

    application()
    till.mkdir()
    shutil.copy(catalogue, till / "catalog.db")
    tasks = Tasks()
    made = parts(till, tasks)
    made.app.sign_in.enter(MANAGER_AT_TILL)
    made.app.shifts.open_shift(0)
    tasks.close()
    made.close()


def show(found: dict[str, list[Start]]) -> None:
    """Medians in milliseconds and megabytes."""
    print(f"{'':10}{'wall':>8}{'own':>8}{'MB':>8}")
    for kind, starts in found.items():
        wall, own = (timing.median(getattr(s, name) for s in starts) * 1e3 for name in ("wall", "own"))
        print(f"{kind:10}{wall:8.0f}{own:8.0f}{timing.median(s.memory for s in starts):8.0f}")


def judge(found: dict[str, list[Start]]) -> int:
    """The goals, by own time: the median of each round's ratio."""

    def ratio(ours: Sequence[Start], base: Sequence[Start]) -> float:
        return timing.median(o.own / b.own for o, b in zip(ours, base, strict=True))

    figures = (
        ratio(found[PAINTED], found[BARE]),
        ratio(found[READY], found[IMPORTS]),
        max(s.memory for s in found[READY]),
    )
    return timing.verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


if __name__ == "__main__":
    sys.exit(main())
