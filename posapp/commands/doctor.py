"""`posapp doctor`: how one till is, line by line, and what to do next. It changes nothing and asks for no lock."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from posapp import __version__
from posapp.commands.doctor_copies import told
from posapp.commands.finding import Finding
from posapp.commands.till_command import refuse, till_of, till_parser
from posapp.devices.clock import SystemClock
from posapp.devices.printer_named import printer_at
from posapp.domain.errors import Refused
from posapp.domain.journal import broken_at
from posapp.domain.refusal_texts import TEXTS, refusal_text
from posapp.domain.spoken import meant_by, spoken
from posapp.domain.sync_status import CLOCK_SLACK
from posapp.domain.times import from_text
from posapp.ports.clock import Clock
from posapp.storage.key import till_key
from posapp.storage.look import Look, look_into
from posapp.storage.machine import FILE, load_machine
from posapp.usecases.clock_doubt import is_behind
from sync.client import HubAway, HubClient, HubSaid
from sync.trust import authority_in

LITTLE_ROOM: Final = 500 * 1024 * 1024
LONG_UNSENT: Final = timedelta(hours=1)

OWN: Final = (
    "copies_old",
    "balances_wrong",
    "little_room",
    "entries_refused",
    "long_unsent",
    "receipts_wait",
    "clock_off",
    "date_unconfirmed",
)
"""Codes of troubles that are no refusals."""

_MARKS: Final = {True: ("正常", "good"), False: ("注意", "attention")}


def main(argv: list[str]) -> int:
    """Exit code 0: all is good; 1: something needs attention; 66: there is no till."""
    parser = till_parser("doctor", "Say how a till is and what needs attention.")
    parser.add_argument("--code", metavar="DIGITS", help="what the digits mean that somebody reads out")
    options = parser.parse_args(argv)
    if options.code:
        return _explained(options)
    try:
        folder = till_of(options)
    except Refused as refused:
        return refuse(refused, options.language)
    return _told(examine(folder, SystemClock()), options)


def _told(findings: Iterator[Finding], options: argparse.Namespace) -> int:
    language, all_good = ("zh", "en").index(options.language), True
    for topic, good, says, code in findings:
        all_good &= good
        digits = f" [{spoken(code)}]" if code else ""
        print(f"{_MARKS[good][language]:<9} {topic[language]}: {says[language]}{digits}", flush=True)
    return 0 if all_good else 1


def _explained(options: argparse.Namespace) -> int:
    code = meant_by(options.code, OWN)
    if code is None:
        print("没有这个代码。" if options.language == "zh" else "There is no such code.", file=sys.stderr)
        return 1
    print(f"{code}: {refusal_text(Refused(code), options.language)}" if code in TEXTS else code)
    return 0


def examine(folder: Path, clock: Clock) -> Iterator[Finding]:
    """Everything that can be seen from here; what cannot be opened ends the list of what lies in it."""
    yield Finding(("版本", "version"), True, (__version__, __version__))
    yield Finding(("文件夹", "folder"), True, (str(folder), str(folder)))
    yield _room(folder)
    yield _printer(folder)
    try:
        key, warning = till_key(folder)
        yield _key(folder, warning)
        with look_into(folder, key) as look:
            yield _pages(look)
            yield _journal(look)
            yield from _date(look, clock)
            yield _selling(look)
            yield _unsent(look, clock)
            yield _paper(look)
            yield from told(folder, key, clock)
            yield from _hub(look, clock)
    except Refused as refused:
        yield _refused(("账本", "books"), refused)


def _refused(topic: tuple[str, str], refused: Refused) -> Finding:
    return Finding(topic, False, (refusal_text(refused, "zh"), refusal_text(refused, "en")), refused.code)


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    room = free // 1024**2
    zh, en = (f"还有 {room} MB", f"{room} MB free")
    if free < LITTLE_ROOM:
        zh, en = f"{zh}，快满了：请腾出空间，否则不能收款。", f"{en}, nearly full: make room, or selling stops."
    return Finding(("磁盘", "disk"), free >= LITTLE_ROOM, (zh, en), "" if free >= LITTLE_ROOM else "little_room")


def _printer(folder: Path) -> Finding:
    top = folder if (folder / FILE).exists() else folder.parent
    address = load_machine(top).printer
    topic = ("打印机", "printer")
    try:
        printer = printer_at(address, folder / "printer")
        printer.check()
    except Refused as refused:
        return _refused(topic, refused)
    says = ("模拟打印机，没有纸", "simulated: no paper comes out") if printer.simulated else (address, address)
    return Finding(topic, True, says)


def _key(folder: Path, warning: str | None) -> Finding:
    topic = ("密钥", "key")
    if warning:
        return _refused(topic, Refused(warning))
    return Finding(topic, True, ("在系统的密钥环里", "in the system's keyring"))


def _pages(look: Look) -> Finding:
    look.database.check_pages()
    size = look.database.path.stat().st_size // 1024
    return Finding(("till.db", "till.db"), True, (f"每一页都完好（{size} KB）", f"every page is sound ({size} KB)"))


def _journal(look: Look) -> Finding:
    topic, journal = ("流水", "journal"), look.journal
    broken, last = broken_at(journal.till, journal.all()), journal.last()
    if broken is not None:
        return Finding(
            topic,
            False,
            (
                f"第 {broken} 条的封签不对：请运行 verify，并通知总部。",
                f"the seal of entry {broken} does not hold: run verify and tell head office.",
            ),
            "chain_broken",
        )
    upto = last.seq if last else 0
    return Finding(topic, True, (f"封签核对到第 {upto} 条", f"seals hold up to entry {upto}"))


def _date(look: Look, clock: Clock) -> Iterator[Finding]:
    """A clock behind what is written: nothing is sold until a manager says which day it is."""
    latest = look.journal.latest()
    if is_behind(look.journal, clock.now()):
        now, then = (at.astimezone().strftime("%Y-%m-%d %H:%M") for at in (clock.now(), from_text(latest)))
        zh = f"本机时间 {now} 早于上一笔记录 {then}：请校准本机时间，或由店长在收款时确认营业日。"
        en = f"the clock says {now}, the last entry {then}: set this machine's clock, or have a manager confirm at F12."
        yield Finding(("日期", "date"), False, (zh, en), "date_unconfirmed")


def _selling(look: Look) -> Finding:
    topic, stopped = ("收款", "selling"), look.journal.stopped
    return _refused(topic, Refused(stopped)) if stopped else Finding(topic, True, ("可以", "allowed"))


def _unsent(look: Look, clock: Clock) -> Finding:
    topic, journal = ("上传", "unsent"), look.journal
    parked, count, since = len(journal.parked()), journal.unsent_count(), journal.oldest_unsent_at()
    if parked:
        zh, en = f"总部拒收了 {parked} 条：请看“同步”页。", f"the hub refused {parked}: see the page Sync."
        return Finding(topic, False, (zh, en), "entries_refused")
    if not since:
        return Finding(topic, True, ("全部已上传", "everything was sent"))
    waits = clock.now() - from_text(since)
    hours = int(waits.total_seconds() // 3600)
    zh, en = f"{count} 条未上传，最早一条已等 {hours} 小时", f"{count} not sent, the oldest waits for {hours} h"
    if waits < LONG_UNSENT:
        return Finding(topic, True, (zh, en))
    return Finding(topic, False, (f"{zh}：请检查网络。", f"{en}: check the line to the hub."), "long_unsent")


def _paper(look: Look) -> Finding:
    waiting = len(look.print_jobs.waiting())
    topic = ("小票", "receipts")
    if not waiting:
        return Finding(topic, True, ("全部已打印", "all were printed"))
    zh = f"{waiting} 张在等：请检查打印机。开着的收银窗口会自动补打。"
    en = f"{waiting} wait: check the printer. They print by themselves while the till's window is open."
    return Finding(topic, False, (zh, en), "receipts_wait")


def _hub(look: Look, clock: Clock) -> Iterator[Finding]:
    topic, enrolment = ("总部", "hub"), look.enrolment
    if enrolment is None:
        yield _refused(topic, Refused("till_not_enrolled"))
        return
    client = HubClient(enrolment.hub, enrolment.token, authority_in(look.database.path.parent))
    try:
        at = client.till()
        if look.journal.holds(at.last_seq, bytes.fromhex(at.last_hash)):
            yield Finding(topic, True, (f"{enrolment.hub} 有应答", f"{enrolment.hub} answers"))
        else:
            yield _refused(topic, Refused("old_copy"))
        yield _clock(round((from_text(at.at) - clock.now()).total_seconds()))
    except HubAway as away:
        yield _refused(topic, Refused(away.code or "hub_away", hub=enrolment.hub))
    except HubSaid as said:
        yield Finding(topic, False, (said.problem.zh, said.problem.en), said.problem.code)
    finally:
        client.close()


def _clock(ahead: int) -> Finding:
    good = abs(ahead) <= CLOCK_SLACK
    zh, en = f"与总部相差 {abs(ahead)} 秒", f"{abs(ahead)} s off the hub's"
    if not good:
        zh, en = f"{zh}：请校准本机时间。", f"{en}: set this machine's clock."
    return Finding(("时钟", "clock"), good, (zh, en), "" if good else "clock_off")
