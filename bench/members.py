"""Finding a member among 200,000 at each keystroke, and one of them in one look.

    python -m bench members [--members N] [--probes N]

"on screen" is the page of members in a real window, from a keystroke to the painted list and from choosing one of
two who bought so much to the painted member; "bare": the statements alone that read the member and their newest sales.
All of it over the till's own encrypted copies, with people that were made up here. A keystroke is `Members.suggest` on
what has been typed so far: of a number, of its last four digits and a surname, of a name, its pinyin and its initials.
"bare" is the statement alone that reads the same stretch of the sorted words.
"own": less what other processes took of the CPU, see bench.timing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Final

from bench import timing
from bench.member_page import measured
from bench.orders import SHOP
from bench.timing import verdict
from posapp.devices.clock import SystemClock
from posapp.domain.member import Member
from posapp.domain.member_search import asked
from posapp.usecases.profiles import MOST_SALES
from tests.support.hub import RunningHub
from tests.support.shop import Shop, Till

FRAME: Final = 1000 / 60
GOALS: Final = {"keystroke own p99 ms": FRAME, "profile own p99 ms": 100.0, "profile on screen own p99 ms": 100.0}
ROUNDS: Final = 5
NEWEST: Final = f"SELECT * FROM sale WHERE member = :member ORDER BY seq DESC LIMIT {MOST_SALES}"
SURNAMES: Final = dict(zip("王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗", (
    *("wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "zhou", "wu", "xu", "sun", "ma", "zhu", "hu"),
    *("guo", "he", "gao", "lin", "luo"),
), strict=True))  # fmt: skip
GIVEN: Final = dict(zip("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平", (
    *("wei", "fang", "na", "min", "jing", "li", "qiang", "lei", "jun", "yang", "yong", "yan", "jie", "juan", "tao"),
    *("ming", "chao", "xiu", "xia", "ping"),
), strict=True))  # fmt: skip
MAY: Final = {"id": "cashier", "may": ["sell", "member"]}


def main() -> int:
    """The table and the verdict."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--members", type=int, default=200_000)
    arguments.add_argument("--purchases", type=int, default=1_000)
    arguments.add_argument("--probes", type=int, default=5_000)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name, RunningHub(Path(name, "hub")) as hub:
        hub.load(SHOP | {"roles": [MAY]})
        shop = Shop(Path(name), hub, SystemClock())  # type: ignore[arg-type]
        till = shop.till()
        till.sign_in()
        people = fill(till, chosen.members)
        found = keystrokes(till, people, chosen.probes)
        look = profiles(till, people, chosen.probes // 5)
        buyer = bought(till, people[0], chosen.purchases)
        look |= buying(till, buyer)
        second = bought(till, people[1], chosen.purchases)
        page = measured(
            till, [buyer, second], beginnings(till, people, chosen.probes // 5), bare_of(till, buyer), ROUNDS
        )
        size = (till.folder / "copies.db").stat().st_size
        shop.close()
    own = {kind: timing.median(r.own_percentile(99) for r in rounds) * 1e3 for kind, rounds in found.items()}
    half = {kind: timing.median(r.percentile(50) for r in rounds) * 1e3 for kind, rounds in found.items()}
    seen = timing.median(r.own_percentile(99) for r in look["profile"]) * 1e3
    print(f"{chosen.members:,} members, copies of {size / 1e6:.0f} MB")
    print(f"keystroke: p50 {half['suggest']:.2f} ms, own p99 {own['suggest']:.2f} ms; bare p50 {half['bare']:.2f} ms, "
          f"own p99 {own['bare']:.2f} ms; {own['suggest'] / own['bare']:.1f}x bare")  # fmt: skip
    print(f"profile: own p99 {seen:.2f} ms")
    one = {kind: timing.median(r.own_percentile(99) for r in look[kind]) * 1e3 for kind in ("bought", "bare")}
    print(f"profile with {chosen.purchases:,} purchases: own p99 {one['bought']:.2f} ms; bare {one['bare']:.2f} ms; "
          f"{one['bought'] / one['bare']:.1f}x bare")  # fmt: skip
    drawn = {kind: timing.median(r.own_percentile(99) for r in rounds) * 1e3 for kind, rounds in page.items()}
    typed = timing.median(r.percentile(50) for r in page["typed"]) * 1e3
    print(f"on screen: member own p99 {drawn['chosen']:.1f} ms, {drawn['chosen'] / drawn['bare chosen']:.1f}x bare "
          f"({drawn['bare chosen']:.2f} ms); "
          f"keystroke p50 {typed:.1f} ms, own p99 {drawn['typed']:.1f} ms")  # fmt: skip
    figures = {"profile on screen own p99 ms": drawn["chosen"]}
    figures |= {"keystroke own p99 ms": own["suggest"], "profile own p99 ms": max(seen, one["bought"])}
    return verdict({name: (figures[name], goal) for name, goal in GOALS.items()})


def fill(till: Till, count: int) -> list[Member]:
    """Made-up people, told as the hub would tell of them."""
    picked, told = random.Random(7), list[Member]()
    for number in range(count):
        surname, given = picked.choice([*SURNAMES]), picked.choices([*GIVEN], k=picked.choice((1, 2, 2)))
        spelled = " ".join((SURNAMES[surname], *(GIVEN[han] for han in given)))
        phone = f"+861{picked.choice('3578')}{picked.randrange(10**9):09}"
        named = surname + "".join(given)
        told.append(Member(f"D{number:06}", named, phone, f"demo{number}@example.com", f"C{number:07}", "gold",
                           "1990-05-31", "S1", "2024-03-01", ("sms",), spelled=(spelled,)))  # fmt: skip
    for start in range(0, count, 2000):
        page = told[start : start + 2000]
        known = till.parts.till.known_members
        known.apply([(m.id, m) for m in page], (), start + 1, "bench", "2026-11-21T01:00:00Z")
    return told


def keystrokes(till: Till, people: list[Member], probes: int) -> dict[str, list[timing.Round]]:
    """Each beginning of what somebody types who looks for one of them; the whole of it must find that one."""
    members, known = till.parts.app.members, till.parts.till.known_members
    typed = beginnings(till, people, probes)
    here, bare = cycle(typed).__next__, cycle(typed).__next__

    def stretch() -> None:
        wanted = asked(bare())
        for word in wanted.words if wanted is not None else ():
            known.begins(word, 60)

    acts = {"suggest": timing.Variant(lambda: members.suggest(here())), "bare": timing.Variant(stretch)}
    return timing.run(acts, rounds=ROUNDS, each=len(typed) // ROUNDS)


def beginnings(till: Till, people: list[Member], probes: int) -> list[str]:
    """What is typed so far, of so many keystrokes; each whole word finds whom it means."""
    picked, typed, members = random.Random(11), list[str](), till.parts.app.members
    while len(typed) < probes:
        one = picked.choice(people)
        syllables = one.spelled[0].split()
        whole = picked.choice((one.phone[3:], f"{one.phone[-4:]} {one.name}", one.name, "".join(syllables),
                               "".join(s[0] for s in syllables), one.code, one.email))  # fmt: skip
        typed += [whole[:size] for size in range(2, len(whole) + 1)]
        if whole in (one.phone[3:], one.code, one.email, f"{one.phone[-4:]} {one.name}"):
            assert one.id in {m.id for m in members.suggest(whole)}, whole
    picked.shuffle(typed)
    return typed


def profiles(till: Till, people: list[Member], probes: int) -> dict[str, list[timing.Round]]:
    """One of them in one look; of nobody there is a purchase at this till."""
    following = cycle(random.Random(13).choices(people, k=probes)).__next__
    act = timing.Variant(lambda: till.parts.app.profiles.of(following().id))
    return timing.run({"profile": act}, rounds=ROUNDS, each=probes // ROUNDS)


def bought(till: Till, member: Member, purchases: int) -> Member:
    """So many sales to them at this till."""
    if till.parts.app.desk.shift is None:
        till.open_shift()
    for _ in range(purchases):
        till.parts.app.members.attach(member)
        till.sell()
    return member


def buying(till: Till, member: Member) -> dict[str, list[timing.Round]]:
    """The profile of who bought all that, beside the statement alone that reads their newest sales."""
    profiles, bare = till.parts.app.profiles, partial(till.parts.till.database.select, NEWEST, member=member.id)
    assert len(profiles.of(member.id).touches) >= MOST_SALES
    return timing.run(
        {"bought": timing.Variant(lambda: profiles.of(member.id)), "bare": timing.Variant(lambda: bare())},
        rounds=ROUNDS,
        each=40,
    )


def bare_of(till: Till, member: Member) -> Callable[[], object]:
    """The statements alone; of the till as it stands when they are asked, for the window opens its files anew."""

    def ask() -> object:
        parts = till.parts
        parts.till.known_members.by_key(member.id)
        return parts.till.database.select(NEWEST, member=member.id)

    return ask


if __name__ == "__main__":
    sys.exit(main())
