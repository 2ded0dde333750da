"""Days in a shop under a virtual clock: bad lines, deaths and clocks drawn from a seed; any failure replays from it.

python -m bench simulate [--days 200] [--first 1] [--jobs 2]     one seed after the other, days a minute
python -m bench simulate --seed N                                that day alone, told line by line
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import multiprocessing
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from bench.simulation.day import Outcome, run_day
from bench.simulation.world import in_memory, make, one_source_of_chance

GOALS: Final = {"days with a difference": 0}
DAYS_OF_A_PROCESS: Final = 100
"""Then another one takes over: the dead leave files open, some four a day."""
START: Final = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
"""Forked where that can be: each one anew would spend a second on imports."""


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when a day ended with a difference."""
    parser = argparse.ArgumentParser(
        prog="bench simulate", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--days", type=int, default=200)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, help="only this one")
    given = parser.parse_args(argv)
    with in_memory() as place:
        folder = Path(place)
        with one_source_of_chance(0):
            made = make(folder / "made")
        if given.seed is not None:
            return _one(made, given.seed)
        return _many(made, range(given.first, given.first + given.days), given.jobs)


def _one(made: Path, seed: int) -> int:
    outcome = _day(made, seed)
    print(*outcome.told, sep="\n")
    print(*outcome.wrong, sep="\n")
    digest = hashlib.sha256("\n".join(outcome.told).encode()).hexdigest()
    print(f"seed {seed}: {outcome.documents} documents, {len(outcome.wrong)} differences, course {digest[:12]}")
    return 1 if outcome.wrong else 0


def _many(made: Path, seeds: range, jobs: int) -> int:
    began, seen, documents, bad = time.perf_counter(), Counter[str](), 0, 0
    for outcome in _outcomes(made, seeds, jobs):
        seen, documents, bad = seen + outcome.seen, documents + outcome.documents, bad + bool(outcome.wrong)
        for sentence in outcome.wrong:
            print(f"seed {outcome.seed}: {sentence}", flush=True)
    took, cpu = time.perf_counter() - began, _cpu() / len(seeds)
    print(f"{len(seeds)} days, {documents} documents, {len(seeds) / took * 60:.0f} days a minute on {jobs} processes")
    print(f"{cpu:.2f} s of CPU a day, imports and all: two free cores live {120 / cpu:.0f} days a minute")
    print(", ".join(f"{what} {times}" for what, times in sorted(seen.items())))
    print(f"{'MISSED' if bad else 'met   '} days with a difference: {bad} (at most 0)")
    return 1 if bad else 0


def _outcomes(made: Path, seeds: range, jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        yield from map(partial(_day, made), seeds)
        return
    gc.freeze()  # the children share what the parent has read
    with multiprocessing.get_context(START).Pool(jobs, maxtasksperchild=DAYS_OF_A_PROCESS) as pool:
        yield from pool.imap_unordered(partial(_day, made), seeds, chunksize=1)
        pool.close()
        pool.join()


def _day(made: Path, seed: int) -> Outcome:
    """Rubbish is collected after the day: among all that was imported, looking for it took a twentieth of the day."""
    folder = made.with_name(f"day-{seed}")
    gc.disable()
    try:
        return run_day(made, folder, seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        gc.enable()
        gc.collect()
        gc.freeze()  # what is left belongs to no day: modules, compiled statements


def _cpu() -> float:
    """Seconds of this process and of those that it began and that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    sys.exit(main())
