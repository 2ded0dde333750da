"""Search as you type: `Catalog.search` (fifty rows as values) for every way of typing, against LIKE over bare names.

    python -m bench.search [--products N] [--probes N] [--rounds N] [--dir DIR]

What is typed is cut from names of the catalogue itself, at random. "question" is the index alone: the expression and
twenty numbers of products; LIKE is asked for twenty numbers too, over a table of nothing but names. A word's time is
the median of its rounds, so that p99 is over words, not over what else the machine does; "p99 loud" is over everything.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.catalogue import cached, names
from bench.timing import median, percentile, verdict
from hub.pinyin import all_readings
from posapp.domain.search import match_expression
from posapp.storage.catalog import Catalog
from posapp.storage.driver import Connection, connect

GOALS: Final = {
    "p99 ms, one letter": 5.0,
    "p99 ms, two characters mid-word": 5.0,
    "p99 ms, initials": 5.0,
    "p99 ms, two words": 5.0,
    "p99 ms, worst of the other ways": 5.0,
    "question / LIKE mid-word": 0.01,
}
NAMED: Final = {
    "p99 ms, one letter": ("1 letter", "1 Chinese character"),
    "p99 ms, two characters mid-word": ("2 characters mid-word",),
    "p99 ms, initials": ("initials, 2", "initials, 4", "initials, 7"),
    "p99 ms, two words": ("2 Chinese words", "2 words and size", "initials and size"),
}
MID_WORD: Final = ("2 characters mid-word", "4 characters mid-word")
LIKE_PROBES: Final = 12
_HAN: Final = re.compile("[\u4e00-\u9fff]+")

Ask = Callable[[str], object]


def main() -> int:
    """Print p50 and p99 of every way of typing; 1 if a goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--products", type=int, default=1_000_000)
    arguments.add_argument("--probes", type=int, default=60)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--dir", type=Path, default=None)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(cached(chosen.products, chosen.dir)[0], folder))
        catalog, bare = Catalog(path), connect(Path(folder, "names.db"))
        try:
            return measure(catalog, path, bare, chosen.probes, chosen.rounds, chosen.products)
        finally:
            catalog.close()
            bare.close()


def measure(catalog: Catalog, path: Path, bare: Connection, probes: int, rounds: int, count: int) -> int:
    """The table and the verdict."""
    fill_names(bare, names(count))
    index = connect(path, mode="rw")
    ways, worst, ratios = typed(probes, count), dict[str, float](), list[float]()
    print(f"{'ms':34}{'p50':>9}{'p99':>9}{'p99 loud':>9}{'found':>8}{'question':>10}{'LIKE':>9}{'x LIKE':>8}")
    for way, words in ways.items():
        times = clock(catalog.search, words, rounds)
        asked = percentile(clock(question(index), words, rounds).words, 50) * 1e3
        worst[way], loud = percentile(times.words, 99) * 1e3, percentile(times.all, 99) * 1e3
        p50 = percentile(times.words, 50) * 1e3
        line = f"{way:34}{p50:9.2f}{worst[way]:9.2f}{loud:9.2f}{times.found:8.0%}{asked:10.3f}"
        if way in MID_WORD:
            liked = percentile(clock(like(bare), words[:LIKE_PROBES], 1).words, 50) * 1e3
            ratios.append(asked / liked)
            line += f"{liked:9.2f}{liked / asked:8.0f}"
        print(line, flush=True)
    index.close()
    named = {goal: max(worst[way] for way in ways_of) for goal, ways_of in NAMED.items()}
    others = max(p99 for way, p99 in worst.items() if not any(way in ways_of for ways_of in NAMED.values()))
    values = (*named.values(), others, max(ratios))
    return verdict(dict(zip(GOALS, zip(values, GOALS.values(), strict=True), strict=True)))


def fill_names(bare: Connection, all_names: Iterable[str]) -> None:
    """The floor: nothing but numbers and names."""
    bare.execute("PRAGMA synchronous=OFF")
    bare.execute("CREATE TABLE product(id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    bare.execute("BEGIN")
    bare.executemany("INSERT INTO product VALUES(?,?)", enumerate(all_names, 1))
    bare.execute("COMMIT")


def question(index: Connection) -> Ask:
    """The index alone."""

    def words(start: str) -> list[str] | None:
        rows = index.execute(
            "SELECT word FROM word WHERE word > ? AND word < ? LIMIT 101", (start, start + "\U0010ffff")
        ).fetchall()
        return [word for (word,) in rows] if len(rows) <= 100 else None

    def ask(text: str) -> object:
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT 20"
        return index.execute(sql, (match_expression(text, words),)).fetchall()

    return ask


def like(bare: Connection) -> Ask:
    """What one would write without an index."""
    return lambda text: bare.execute("SELECT id FROM product WHERE name LIKE ? LIMIT 20", (f"%{text}%",)).fetchall()


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: of each word the median of its rounds, and every single one; the share of words that found something."""

    words: list[float]
    all: list[float]
    found: float


def clock(ask: Ask, words: list[str], rounds: int) -> Times:
    """Ask for each word in turn, `rounds` times, after three to warm up."""
    times: list[list[float]] = [[] for _ in words]
    found = sum(bool(ask(word)) for word in words) / len(words)
    for _ in range(rounds):
        for word, its in zip(words, times, strict=True):
            from_ = time.perf_counter()
            ask(word)
            its.append(time.perf_counter() - from_)
    return Times([median(its) for its in times], [one for its in times for one in its], found)


def typed(probes: int, count: int) -> dict[str, list[str]]:
    """Way of typing -> what is typed, cut from the catalogue's own names."""
    chance = random.Random(99)
    all_names = list(names(count))
    some = chance.sample(all_names, min(count, 40 * probes + 400))
    chinese = [(name, _HAN.match(name).group()) for name in some if _HAN.match(name)][:probes]  # type: ignore[union-attr]
    english = [name.lower().split() for name in some if not _HAN.search(name)][:probes]
    initials = {han: found[0] for han, found in all_readings().initials.items()}
    sounds = all_readings().syllables
    short = ["".join(initials[c] for c in run) for _, run in chinese]
    size = [name.split()[1] for name, _ in chinese]
    return {
        "1 letter": [words[0][0] for words in english] + [s[0] for s in short],
        "1 Chinese character": [chance.choice(run) for _, run in chinese],
        "2 characters mid-word": [run[len(run) // 2 :][:2] for _, run in chinese],
        "4 characters mid-word": [run[2:6] for _, run in chinese],
        "2 Chinese words": [f"{run[:2]} {run[-2:]}" for _, run in chinese],
        "2 Chinese words, rarely together": [f"{a[1][:2]} {b[1][-2:]}" for a, b in pairwise(chinese)],
        "3 letters": [words[0][:3] for words in english],
        "5 letters": [words[2][:5] for words in english],
        "2 words and size": [f"{w[0]} {w[2][:4]} {w[3][:3]}" for w in english],
        "initials, 2": [s[1:3] for s in short],
        "initials, 3": [s[:3] for s in short],
        "initials, 4": [s[:4] for s in short],
        "initials, 7": [s[:7] for s in short],
        "initials and size": [f"{s[:3]} {g}" for s, g in zip(short, size, strict=True)],
        "full pinyin, 1 syllable": [sounds[run[1]][0] for _, run in chinese],
        "full pinyin, 2 syllables": ["".join(sounds[c][0] for c in run[:2]) for _, run in chinese],
        "full pinyin, 4 syllables": ["".join(sounds[c][0] for c in run[:4]) for _, run in chinese],
        "size": [g.lower() for g in size],
        "digits": [f"{chance.randrange(1_000, 99_999)}" for _ in chinese],
        "beginning of a barcode": [f"69{chance.randrange(100, 100_000)}" for _ in chinese],
        "nothing matches": [f"zqxjv{i}" for i in range(probes // 2)] + [f"龘靐{i}" for i in range(probes // 2)],
    }


if __name__ == "__main__":
    sys.exit(main())
