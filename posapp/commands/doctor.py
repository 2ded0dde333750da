"""`posapp doctor`: how one till is, line by line, and what to do next. It changes nothing and asks for no lock."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from posapp import __version__
from posapp.commands.doctor_copies import told
from posapp.commands.finding import Finding
from posapp.commands.till_command import in_words, refuse, till_of, till_parser
from posapp.contract.version import CONTRACT
from posapp.devices.clock import SystemClock
from posapp.devices.printer_named import printer_at
from posapp.domain.errors import Refused
from posapp.domain.journal import broken_at
from posapp.domain.refusal_texts import TEXTS, refusal_text
from posapp.domain.spoken import meant_by, spoken
from posapp.domain.sync_status import CLOCK_SLACK
from posapp.domain.times import from_text
from posapp.domain.versions import Version, apart
from posapp.ports.clock import Clock
from posapp.storage.key import till_key
from posapp.storage.look import Look, look_into
from posapp.storage.machine import FILE, load_machine
from posapp.usecases.clock_doubt import is_behind
from sync.client import HubAway, HubClient, HubSaid
from sync.trust import authority_ends, authority_in, certificate_ends

LITTLE_ROOM: Final = 500 * 1024 * 1024
LONG_UNSENT: Final = timedelta(hours=1)
SOON: Final = timedelta(days=30)
"""A certificate that ends within this is told of."""
PATIENCE: Final = 3.0
"""Seconds."""

OWN: Final = (
    "copies_old",
    "balances_wrong",
    "little_room",
    "entries_refused",
    "long_unsent",
    "receipts_wait",
    "clock_off",
    "date_unconfirmed",
    "update_due",
    "certificate_ends",
)
"""Codes of troubles that are no refusals."""

_MARKS: Final = {True: ("正常", "good"), False: ("注意", "attention")}


def main(argv: list[str]) -> int:
    """Exit code 0: all is good; 1: something needs attention; 66: there is no till."""
    parser = till_parser("doctor", "Say how a till is and what needs attention.")
    parser.add_argument("--code", metavar="DIGITS", help="what the digits mean that somebody reads out")
    words = "write what support needs to see, without personal data, into a new file or into a folder"
    parser.add_argument("--bundle", type=Path, metavar="FILE", help=words)
    options = parser.parse_args(argv)
    if options.code:
        return _explained(options)
    try:
        folder = till_of(options)
        if options.bundle:
            return _bundled(folder, options)
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
    if code is None and (at := _fault(options)):
        print(at)
        return 0
    if code is None:
        print("没有这个代码。" if options.language == "zh" else "There is no such code.", file=sys.stderr)
        return 1
    print(f"{code}: {refusal_text(Refused(code), options.language)}" if code in TEXTS else code)
    return 0


def _fault(options: argparse.Namespace) -> str:
    """Where the program failed, if the four signs are those of a fault in this till's log."""
    from posapp.commands.diagnosis import faults, logs

    with suppress(Refused):
        lines = [line for log in logs(till_of(options)) for line in faults(log)]
        return next((line for line in reversed(lines) if f'"code": "{options.code.strip().upper()}"' in line), "")
    return ""


def _bundled(folder: Path, options: argparse.Namespace) -> int:
    from posapp.commands.diagnosis import make_bundle

    made = make_bundle(folder, SystemClock(), examine, options.bundle)
    zh, en = f"诊断文件在 {made}，里面没有个人信息。", f"The diagnosis is in {made}; nothing personal is in it."
    print(zh if options.language == "zh" else en)
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
    return Finding(topic, False, (in_words(refused, "zh"), in_words(refused, "en")), refused.code)


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
    file = look.database.path
    log = file.with_name(file.name + "-wal")
    kept, fresh = (part.stat().st_size // 1024 if part.exists() else 0 for part in (file, log))
    zh = f"每一页都完好（文件 {kept} KB，日志 {fresh} KB）"
    return Finding(("till.db", "till.db"), True, (zh, f"every page is sound (file {kept} KB, its log {fresh} KB)"))


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
    own = authority_in(look.database.path.parent)
    if own is not None:
        yield from _authority(own, clock)
    client = HubClient(enrolment.hub, enrolment.token, own)
    try:
        at = client.till()
        if look.journal.holds(at.last_seq, bytes.fromhex(at.last_hash)):
            yield Finding(topic, True, (f"{enrolment.hub} 有应答", f"{enrolment.hub} answers"))
        else:
            yield _refused(topic, Refused("old_copy"))
        yield from _shown(enrolment.hub, own, clock)
        yield _program(client.version)
        yield _clock(round((from_text(at.at) - clock.now()).total_seconds()))
    except HubAway as away:
        yield _refused(topic, Refused(away.code or "hub_away", hub=enrolment.hub))
    except HubSaid as said:
        yield Finding(topic, False, (said.problem.zh, said.problem.en), said.problem.code)
    finally:
        client.close()


def _authority(own: Path, clock: Clock) -> Iterator[Finding]:
    """It may be why the hub is not believed; one that cannot be read is told of where the hub is asked."""
    with suppress(Refused):
        yield from _ending(own.name, authority_ends(own), clock)


def _shown(hub: str, own: Path | None, clock: Clock) -> Iterator[Finding]:
    """The hub's certificate. It answered a moment ago; if not now, the line is told of."""
    with suppress(OSError):
        yield from _ending("TLS", certificate_ends(hub, own, PATIENCE), clock)


def _ending(name: str, end: datetime | None, clock: Clock) -> Iterator[Finding]:
    """A certificate that ends within a month: afterwards no sale reaches the hub any more."""
    if end is not None and end - clock.now() <= SOON:
        zh = f"{name} 证书 {end:%Y-%m-%d} 到期：请总部在此之前更换，否则销售传不上去。"
        en = f"the certificate {name} ends on {end:%Y-%m-%d}: head office must replace it, or no sale gets through."
        yield Finding(("证书", "certificate"), False, (zh, en), "certificate_ends")


def _program(hub: Version | None) -> Finding:
    """Whether the two programs are of one age."""
    topic, differ = ("程序", "program"), apart(CONTRACT, hub)
    if hub is None:
        return Finding(topic, True, (f"本机 {__version__}", f"{__version__} here"))
    zh, en = f"本机 {__version__}，总部 {hub.program}", f"{__version__} here, {hub.program} at the hub"
    if differ == "till_too_old":
        return _refused(topic, Refused(differ))
    if differ == "hub_newer" and hub.update_by:
        by = hub.update_by
        zh, en = f"{zh}：总部的程序较新，请在 {by} 前更新本机。", f"{en}: the hub is newer, update this till by {by}."
        return Finding(topic, False, (zh, en), "update_due")
    if differ == "hub_newer":
        zh, en = f"{zh}：总部的程序较新，请尽快更新本机。", f"{en}: the hub is newer, update this till soon."
    return Finding(topic, True, (zh, en))


def _clock(ahead: int) -> Finding:
    good = abs(ahead) <= CLOCK_SLACK
    zh, en = f"与总部相差 {abs(ahead)} 秒", f"{abs(ahead)} s off the hub's"
    if not good:
        zh, en = f"{zh}：请校准本机时间。", f"{en}: set this machine's clock."
    return Finding(("时钟", "clock"), good, (zh, en), "" if good else "clock_off")
