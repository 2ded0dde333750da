"""Search as you type: `Catalog.search` (fifty rows as values) for every way of typing, against LIKE over bare names.

    python -m bench.search [--products N] [--probes N] [--rounds N] [--dir DIR]

What is typed is cut from names of the catalogue itself, at random. "question" is the index alone: the expression and
twenty numbers of products; "LIKE" is asked for twenty numbers too, over a table of nothing but names; "LIKE all" does
the whole job of `search` over the product table, its fifty values too ("x all" is against `search`). "own" is the time
less what other processes took of the CPU (bench.timing); the goals are on that.
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
from bench.timing import cpu_wait, percentile, verdict
from hub.pinyin import all_readings
from posapp.contract.snapshot import PRODUCT_COLUMNS, product_of
from posapp.domain.search import match_expression
from posapp.storage.catalog import Catalog
from posapp.storage.driver import Connection, connect

GOALS: Final = {
    "own p99 ms, one letter": 5.0,
    "own p99 ms, two characters mid-word": 5.0,
    "own p99 ms, initials": 5.0,
    "own p99 ms, two words": 5.0,
    "own p99 ms, worst of the other ways": 10.0,
    "question / LIKE mid-word": 0.01,
}
NAMED: Final = {
    "own p99 ms, one letter": ("1 letter", "1 Chinese character"),
    "own p99 ms, two characters mid-word": ("2 characters mid-word",),
    "own p99 ms, initials": ("initials, 2", "initials, 4", "initials, 7"),
    "own p99 ms, two words": ("2 Chinese words", "2 English words", "initials and size"),
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
    print(f"{'ms':32}{'p50':>7}{'own p99':>9}{'wall p99':>9}{'found':>7}{'question':>10}", end="")
    print(f"{'LIKE':>8}{'x LIKE':>8}{'LIKE all':>10}{'x all':>7}")
    for way, words in ways.items():
        times, asked = clock(catalog.search, words, rounds), p50_ms(clock(question(index), words, rounds))
        worst[way] = percentile(times.own, 99) * 1e3
        print(f"{way:32}{p50_ms(times):7.2f}{worst[way]:9.2f}{percentile(times.wall, 99) * 1e3:9.2f}", end="")
        print(f"{times.found:7.0%}{asked:10.3f}", end="" if way in MID_WORD else "\n", flush=True)
        if way in MID_WORD:
            few, whole = (p50_ms(clock(ask, words[:LIKE_PROBES], 1)) for ask in (like(bare), like_all(index)))
            ratios.append(asked / few)
            print(f"{few:8.1f}{few / asked:8.0f}{whole:10.1f}{whole / p50_ms(times):7.0f}", flush=True)
    index.close()
    named = {goal: max(worst[way] for way in ways_of) for goal, ways_of in NAMED.items()}
    others = max(p99 for way, p99 in worst.items() if not any(way in ways_of for ways_of in NAMED.values()))
    values = (*named.values(), others, max(ratios))
    return verdict(dict(zip(GOALS, zip(values, GOALS.values(), strict=True), strict=True)))


def p50_ms(times: Times) -> float:
    """The usual one, milliseconds, of our own time."""
    return percentile(times.own, 50) * 1e3


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


def like_all(index: Connection) -> Ask:
    """The same products as `search` finds in mid-word, as the same values."""
    sql = (
        f"SELECT {PRODUCT_COLUMNS}, s.on_hand FROM product p LEFT JOIN stock s ON s.product = p.id"
        " WHERE p.name_zh LIKE ? ORDER BY p.id LIMIT 50"
    )
    return lambda text: [(product_of(row), row[-1]) for row in index.execute(sql, (f"%{text}%",)).fetchall()]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of every keystroke, and of the same without what others took; the share of words that found something."""

    wall: list[float]
    own: list[float]
    found: float


def clock(ask: Ask, words: list[str], rounds: int) -> Times:
    """Ask for each word in turn, `rounds` times, after one turn to warm up."""
    times, waited = Times([], [], sum(bool(ask(word)) for word in words) / len(words)), cpu_wait()
    for _ in range(rounds):
        for word in words:
            waited_from, from_ = waited(), time.perf_counter()
            ask(word)
            to, waited_to = time.perf_counter(), waited()
            times.wall.append(to - from_)
            times.own.append(to - from_ - (waited_to - waited_from))
    return times


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
        "2 English words": [f"{w[0]} {w[2][:4]}" for w in english],
        "2 English words and size": [f"{w[0]} {w[2][:4]} {w[3][:3]}" for w in english],
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
