"""Side by side: variants run in turn in one process, shuffled each round; a ratio is the median of the rounds' ratios.

So the drift of a busy machine hits all alike. Wall and CPU time are taken for each single operation; what belongs
between two operations (`between`: a checkpoint, the next customer's basket) is timed apart and never hidden.

"own": wall time less the time in which the thread was ready and other processes had the CPU (Linux tells; elsewhere
nothing is taken off). On a machine with neighbours the tail of the wall time is theirs, the tail of "own" is ours.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import time
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Act = Callable[[], object]
_SHUFFLE: Final = 7


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do it: `once` is timed; `before` is not timed at all; `between` is timed apart."""

    once: Act
    before: Act | None = None
    between: Act | None = None


@dataclass(slots=True)
class Round:
    """One variant's round, in seconds: wall and CPU of each operation, wall and CPU of all that lay between."""

    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    cpu: float = 0.0
    between_wall: list[float] = field(default_factory=list)
    between_cpu: float = 0.0

    def percentile(self, percent: float) -> float:
        """The wall time that so many percent of the operations do not exceed."""
        return percentile(self.wall, percent)

    def own_percentile(self, percent: float) -> float:
        """The same of the time that other processes did not take."""
        return percentile(self.own, percent)

    @property
    def cpu_each(self) -> float:
        """CPU of one operation, nothing between."""
        return self.cpu / len(self.wall)

    @property
    def cpu_each_in_all(self) -> float:
        """CPU of one operation with its share of what lies between."""
        return (self.cpu + self.between_cpu) / len(self.wall)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value at that place of the sorted values (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def median(values: Iterable[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def run(
    variants: Mapping[str, Variant], *, rounds: int, each: int, warm: int = 20, shuffle: int = _SHUFFLE
) -> dict[str, list[Round]]:
    """Every variant's rounds, `each` operations in one; `shuffle` seeds the order of the variants."""
    order, names = random.Random(shuffle), list(variants)
    for variant in variants.values():
        _round(variant, warm)
    found: dict[str, list[Round]] = {name: [] for name in variants}
    for _ in range(rounds):
        order.shuffle(names)
        for name in names:
            gc.collect()
            found[name].append(_round(variants[name], each))
    return found


def _round(variant: Variant, each: int) -> Round:
    done, once, before, between = Round(), variant.once, variant.before, variant.between
    wall, cpu, waited = time.perf_counter, time.process_time, cpu_wait()
    for _ in range(each):
        if before is not None:
            before()
        waited_from, cpu_from, from_ = waited(), cpu(), wall()
        once()
        to, cpu_to, waited_to = wall(), cpu(), waited()
        done.wall.append(to - from_)
        done.own.append(to - from_ - (waited_to - waited_from))
        done.cpu += cpu_to - cpu_from
        if between is not None:
            between()
            done.between_wall.append(wall() - to)
            done.between_cpu += cpu() - cpu_to
    return done


def cpu_wait() -> Callable[[], float]:
    """A clock of the seconds in which this thread was ready and had no CPU; it stands still where nobody tells."""
    try:
        file = open("/proc/thread-self/schedstat", "rb", buffering=0)  # noqa: SIM115 - read again and again
    except OSError:
        return lambda: 0.0
    weakref.finalize(file, file.close)
    return lambda: int(os.pread(file.fileno(), 100, 0).split()[1]) / 1e9


def ratio(ours: Sequence[Round], base: Sequence[Round], of: Callable[[Round], float]) -> float:
    """The median over the rounds of ours / base."""
    return median(of(o) / of(b) for o, b in zip(ours, base, strict=True))


def table(found: Mapping[str, Sequence[Round]], base: str) -> str:
    """All variants in microseconds, with their ratios to the base."""
    columns: dict[str, Callable[[Round], float]] = {
        "p50": lambda r: r.percentile(50),
        "p99": lambda r: r.percentile(99),
        "own p50": lambda r: r.own_percentile(50),
        "own p99": lambda r: r.own_percentile(99),
        "CPU": lambda r: r.cpu_each,
    }
    lines = [" " * 32 + "".join(f"{name:>9}{'x':>6}" for name in columns)]
    for name, rounds in found.items():
        line = f"{name:32}"
        for of in columns.values():
            line += f"{median(of(r) for r in rounds) * 1e6:9.0f}{ratio(rounds, found[base], of):6.2f}"
        lines.append(line)
    return "\n".join(lines)


def verdict(goals: Mapping[str, tuple[float, float]]) -> int:
    """Print each goal (name -> found, at most) and give the exit code: 1 if one is missed."""
    missed = 0
    for name, (found, most) in goals.items():
        met = found <= most
        missed += not met
        print(f"{'met   ' if met else 'MISSED'} {name}: {found:.2f} (at most {most:g})")
    sys.stdout.flush()
    return 1 if missed else 0
