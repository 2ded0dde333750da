"""Simulated power cuts while a real script sells: whatever was acknowledged is there afterwards, whole and once.

    python -m bench powercut [--cuts 200] [--baskets 150] [--seed 5]      (Linux, needs cc)

Every write and sync of the till's files is recorded at the system calls (crashlog.c). At a cut, what was synced is
there; of the rest nothing, everything, a random part of the writes, or torn 512-byte sectors. The real till then
opens those files. File creation, rename and unlink count as durable at once.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.rehearsal import prepare, sell, tell
from posapp.domain.errors import Refused
from posapp.storage.key import till_key
from posapp.storage.till import open_till
from posapp.storage.verify import verify

GOALS: Final = {"lost": 0, "doubled": 0, "corrupt": 0}
ACK = "ack"
WRITE, TRUNCATE, SYNC, UNLINK = 1, 2, 3, 4
MODES = ("none", "some", "torn", "all")
Change = tuple[int, int, bytes]


class Disk:
    """What a disk holds for sure, and what it was told since the last sync of each file."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._sure = {name: bytearray(data) for name, data in files.items()}
        self._told: dict[str, list[Change]] = {}

    def take(self, operation: int, name: str, offset: int, data: bytes) -> None:
        """One recorded system call."""
        if operation == SYNC:
            for change in self._told.pop(name, []):
                _put(self._sure.setdefault(name, bytearray()), *change)
        elif operation == UNLINK:
            self._told.pop(name, None)
            self._sure.pop(name, None)
        else:
            self._told.setdefault(name, []).append((operation, offset, data))

    def cut(self, chance: random.Random, mode: str) -> dict[str, bytes]:
        """The files after the power came back."""
        left = {name: bytearray(data) for name, data in self._sure.items()}
        for name, changes in self._told.items():
            for change in changes:
                for part in _survives(change, chance, mode):
                    _put(left.setdefault(name, bytearray()), *part)
        return {name: bytes(data) for name, data in left.items()}


def _survives(change: Change, chance: random.Random, mode: str) -> Iterator[Change]:
    operation, offset, data = change
    if mode == "torn" and operation == WRITE:
        for at in range(0, len(data), 512):
            if chance.random() < 0.6:
                yield WRITE, offset + at, data[at : at + 512]
    elif mode != "none" and not (mode == "some" and chance.random() < 0.5):
        yield change


def _put(buffer: bytearray, operation: int, offset: int, data: bytes) -> None:
    end = offset if operation == TRUNCATE else offset + len(data)
    if len(buffer) < end:
        buffer.extend(bytes(end - len(buffer)))
    if operation == TRUNCATE:
        del buffer[offset:]
    else:
        buffer[offset:end] = data


def recorded(log: Path) -> Iterator[tuple[int, str, int, bytes]]:
    """(operation, file, offset, data) in the order of the calls."""
    data, at = log.read_bytes(), 0
    while at + 24 <= len(data):
        operation, name_length, offset, length = struct.unpack_from("<IIQQ", data, at)
        at += 24
        name = data[at : at + name_length].decode()
        at += name_length
        body = data[at : at + length] if operation == WRITE else b""
        at += len(body)
        yield operation, name, offset, body


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when a cut lost or doubled a sale or left a file that cannot be opened."""
    parser = argparse.ArgumentParser(
        prog="bench powercut", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--baskets", type=int, default=150)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.child:
        return _child(Path(given.child), given.baskets)
    folder = Path(tempfile.mkdtemp(prefix="powercut-"))
    try:
        return _run(folder, given.cuts, given.baskets, random.Random(given.seed))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _child(folder: Path, baskets: int) -> int:
    """Sell with every write recorded; acknowledge in a file beside the till's own."""
    rehearsal = prepare(folder, baskets)
    try:
        world = rehearsal.world()
        world.tills["1"].running.close()
        for part in (folder / "till-1").iterdir():
            shutil.copy(part, folder / "base" / part.name)
        (folder / "log").write_bytes(b"")
        world = rehearsal.world()
        acknowledging = os.open(folder / "till-1" / ACK, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        sell(world, rehearsal.steps, tell(acknowledging))
    finally:
        rehearsal.hub.stop()
    os._exit(0)


def _run(folder: Path, cuts: int, baskets: int, chance: random.Random) -> int:
    (folder / "base").mkdir()
    library = folder / "crashlog.so"
    subprocess.run(
        ["cc", "-O2", "-shared", "-fPIC", "-o", library, Path(__file__).with_name("crashlog.c"), "-ldl"], check=True
    )
    recording = {
        "LD_PRELOAD": str(library),
        "CRASHLOG_DIR": str(folder / "till-1"),
        "CRASHLOG_OUT": str(folder / "log"),
    }
    command = [sys.executable, "-m", "bench.powercut", "--child", str(folder), "--baskets", str(baskets)]
    subprocess.run(command, check=True, env={**os.environ, **recording})
    calls = list(recorded(folder / "log"))
    disk = Disk({path.name: path.read_bytes() for path in (folder / "base").iterdir()})
    at = sorted(chance.randrange(1, len(calls)) for _ in range(cuts))
    seen: Counter[str] = Counter()
    acknowledged: list[str] = []
    for index, call in enumerate(calls):
        while at and at[0] == index:
            at.pop(0)
            mode = MODES[seen["cuts"] % len(MODES)]
            seen["cuts"] += 1
            seen.update(_open_after(folder, disk.cut(chance, mode), acknowledged))
        if call[1] == ACK:
            acknowledged += call[3].decode().splitlines()
        elif not call[1].endswith("-shm"):
            disk.take(*call)
    syncs = sum(1 for call in calls if call[0] == SYNC)
    print(f"{seen['cuts']} cuts over {len(calls)} calls, {len(acknowledged)} sales, {syncs / baskets:.2f} syncs a sale")
    bad = {name: seen[name] for name in ("lost", "doubled", "corrupt", "broken")}
    print(", ".join(f"{name} {times}" for name, times in bad.items()))
    return 1 if any(bad.values()) else 0


def _open_after(folder: Path, files: dict[str, bytes], acknowledged: list[str]) -> Counter[str]:
    """Open what the cut left as the till would."""
    found: Counter[str] = Counter()
    place = folder / "after"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    for name, data in files.items():
        if not name.endswith("-shm"):
            (place / name).write_bytes(data)
    (place / "key").chmod(0o600)
    try:
        till = open_till(place, till_key(place)[0])
        whole = verify(till).whole
    except Refused:
        found["corrupt"] += 1
        return found
    there = Counter(f"{sale.ref} {sale.receipt}" for sale in till.sales.after(0, 1_000_000))
    found["lost"] = sum(1 for line in acknowledged if not there[line])
    found["doubled"] = sum(1 for times in there.values() if times > 1)
    found["broken"] = 0 if whole else 1
    till.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
