"""Side by side: variants run in turn in one process, shuffled each round; a ratio is the median of the rounds' ratios.

So the drift of a busy machine hits all alike. Wall and CPU time are taken for each single operation; what belongs
between two operations (`between`: a checkpoint, the next customer's basket) is timed apart and never hidden.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
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
    cpu: float = 0.0
    between_wall: list[float] = field(default_factory=list)
    between_cpu: float = 0.0

    def percentile(self, percent: float) -> float:
        """The wall time that so many percent of the operations do not exceed."""
        return percentile(self.wall, percent)

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


def run(variants: Mapping[str, Variant], *, rounds: int, each: int, warm: int = 20) -> dict[str, list[Round]]:
    """Every variant's rounds, `each` operations in one."""
    order, names = random.Random(_SHUFFLE), list(variants)
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
    wall, cpu = time.perf_counter, time.process_time
    for _ in range(each):
        if before is not None:
            before()
        cpu_from, from_ = cpu(), wall()
        once()
        to, cpu_to = wall(), cpu()
        done.wall.append(to - from_)
        done.cpu += cpu_to - cpu_from
        if between is not None:
            between()
            done.between_wall.append(wall() - to)
            done.between_cpu += cpu() - cpu_to
    return done


def ratio(ours: Sequence[Round], base: Sequence[Round], of: Callable[[Round], float]) -> float:
    """The median over the rounds of ours / base."""
    return median(of(o) / of(b) for o, b in zip(ours, base, strict=True))


def table(found: Mapping[str, Sequence[Round]], base: str) -> str:
    """All variants in microseconds, with their ratios to the base."""
    lines = [f"{'':34}{'p50 us':>9}{'p99 us':>9}{'CPU us':>9}{'x p50':>8}{'x p99':>8}{'x CPU':>8}"]
    for name, rounds in found.items():
        p50, p99 = (median(r.percentile(p) for r in rounds) * 1e6 for p in (50, 99))
        cpu = median(r.cpu_each for r in rounds) * 1e6
        ratios = (
            ratio(rounds, found[base], lambda r: r.percentile(50)),
            ratio(rounds, found[base], lambda r: r.percentile(99)),
            ratio(rounds, found[base], lambda r: r.cpu_each),
        )
        lines.append(f"{name:34}{p50:9.1f}{p99:9.1f}{cpu:9.1f}" + "".join(f"{x:8.2f}" for x in ratios))
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
