"""`posapp doctor` on the copies of the hub's data: how old each is, what has stopped, what is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from posapp.commands.finding import Finding
from posapp.domain.errors import Refused
from posapp.domain.staleness import FEEDS, feed_name, function_name, policy, stopped
from posapp.domain.times import from_text
from posapp.ports.clock import Clock
from posapp.storage.copied import refused_copies
from posapp.storage.cursors import Cursors
from posapp.storage.database import Database, open_database
from posapp.storage.schema import is_current
from posapp.storage.settings import Settings


def told(folder: Path, key: bytes, clock: Clock) -> Iterator[Finding]:
    """Nothing of a till that has no copies yet; it says itself that it was never at a hub."""
    path = folder / "copies.db"
    if not path.exists():
        return
    copies = open_database(path, key, mode="ro")
    try:
        if not is_current(copies):
            return  # of a version before ours: the till brings it up when it starts
        yield _ages(copies)
        yield _stops(copies, clock)
        yield from _disbelieved(copies)
    finally:
        copies.close()


def _ages(copies: Database) -> Finding:
    known = Cursors(copies).as_of()
    said = []
    for at in sorted({known.get(feed, "") for feed in FEEDS}):
        feeds = [feed for feed in FEEDS if known.get(feed, "") == at]
        zh, en = "、".join(feed_name(f, "zh") for f in feeds), ", ".join(feed_name(f, "en") for f in feeds)
        when = from_text(at).astimezone().strftime("%Y-%m-%d %H:%M") if at else ""
        said.append((f"{zh}：{when or '还没有'}", f"{en}: {when or 'never'}"))
    return Finding(("数据截至", "copies"), True, ("；".join(zh for zh, _ in said), "; ".join(en for _, en in said)))


def _stops(copies: Database, clock: Clock) -> Finding:
    topic, cursors = ("停用的功能", "stopped"), Cursors(copies)
    try:
        rules = policy(Settings(copies).store().freshness)
    except Refused:
        rules = policy({})
    good = {feed: from_text(at) for feed, at in cursors.as_of().items()}
    stops = stopped(rules, good, clock.now() + timedelta(seconds=cursors.clock_offset()))
    if not stops:
        return Finding(topic, True, ("没有", "nothing"))
    zh, en = ("、".join(function_name(f, "zh") for f in stops), ", ".join(function_name(f, "en") for f in stops))
    zh, en = f"{zh}：数据太旧，连上总部后自动恢复。", f"{en}: the copy is too old; they go on once the hub is reached."
    return Finding(topic, False, (zh, en), "copies_old")


def _disbelieved(copies: Database) -> Iterator[Finding]:
    for feed, count in refused_copies(copies).items():
        zh = f"“{feed_name(feed, 'zh')}”有 {count} 条签名不对，不使用：请通知总部。"
        en = f"{count} of {feed_name(feed, 'en')} have a wrong signature and are not used: tell head office."
        yield Finding(("签名", "signatures"), False, (zh, en), "balances_wrong")
