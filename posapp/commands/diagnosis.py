"""A diagnosis bundle: what support must see of a till, in one zip, and nothing of anybody in the shop.

Everything in it is chosen, nothing is taken out afterwards: answers of the doctor, versions, tables and counts, seals,
settings by name, and of the log only which fault it was and where.
"""

from __future__ import annotations

import json
import platform
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from posapp import __version__
from posapp.contract.version import CONTRACT
from posapp.domain.errors import Refused, is_disk_full
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.spoken import spoken
from posapp.domain.times import to_text
from posapp.ports.clock import Clock
from posapp.storage.database import open_database
from posapp.storage.key import till_key
from posapp.storage.look import look_into
from posapp.storage.machine import FILE, load_machine
from posapp.storage.outline import outline
from posapp.storage.settings import Settings

FILES: Final = ("till.db", "copies.db", "catalog.db")
ENTRIES: Final = 200
"""So many of the last entries are named, each by number, kind, time and seal."""
LINES: Final = 5_000
OF_A_FAULT: Final = ("timestamp", "level", "event", "code", "kind", "at")
"""What of a line of the log is taken: not its message, which may hold anything."""
OF_A_SHOP: Final = ("timezone", "day_starts", "tax_mode", "cash_rounding", "label_patterns", "limits")
_NAMED = re.compile(r"//[^/@\s]*@")
"""Who somebody is, in an address."""

Part = Callable[[], str]
Finding = tuple[tuple[str, str], bool, tuple[str, str], str]
Examine = Callable[[Path, Clock], Iterator[Finding]]
"""The doctor: what was looked at, whether it is good, the sentence, its code; words in both languages."""


def make_bundle(folder: Path, clock: Clock, examine: Examine, to: Path | None = None) -> Path:
    """The new file: `to`, or one named after the moment in that folder, by default the till's. It is there whole or not
    at all. Refused("file_exists", "folder_closed", "disk_full")."""
    named = f"diagnosis-{clock.now():%Y%m%dT%H%M%SZ}.zip"
    target = folder / named if to is None else to / named if to.is_dir() else to
    if target.exists():
        raise Refused("file_exists", file=target.name)
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, write in _parts(folder, clock, examine):
                bundle.writestr(name, _without_people(_written(write), folder))
        part.replace(target)
    except OSError as error:
        raise (
            Refused("disk_full") if is_disk_full(error) else Refused("folder_closed", folder=str(target.parent))
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _parts(folder: Path, clock: Clock, examine: Examine) -> Iterator[tuple[str, Part]]:
    yield "about.json", lambda: _json(_about(clock))
    yield "doctor.txt", lambda: "\n".join(_answers(examine(folder, clock)))
    yield "journal.json", lambda: _json(_journal(folder))
    yield "settings.json", lambda: _json({"machine": _machine(folder), "shop": _shop(folder)})
    for name in FILES:
        if (folder / name).exists():
            yield f"{name}.txt", lambda name=name: _outline(folder, name)  # type: ignore[misc]
    for log in logs(folder):
        yield f"logs/{log.name}", lambda log=log: "\n".join(faults(log))  # type: ignore[misc]


def _written(write: Part) -> str:
    """The part, or why there is none: what cannot be read is what support wants to know."""
    try:
        return write()
    except Refused as refused:
        return f"{refused.code} [{spoken(refused.code)}]: {refusal_text(refused, 'en')}"


def _without_people(text: str, folder: Path) -> str:
    """Folders are named after people, and so may an address be."""
    for private in (folder, folder.parent, Path.home()):
        if len(private.parts) > 1:
            text = text.replace(str(private), "…")
    return _NAMED.sub("//", text)


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1, default=str)


def _about(clock: Clock) -> dict[str, Any]:
    system = {"system": platform.system(), "release": platform.release(), "machine": platform.machine()}
    own = {"program": __version__, "contract": CONTRACT, "python": platform.python_version()}
    return {"made_at": to_text(clock.now())} | own | system


def _answers(findings: Iterator[Finding]) -> Iterator[str]:
    for topic, good, says, code in findings:
        yield f"{'good' if good else 'attention'}  {topic[1]}: {says[1]}{f' [{spoken(code)}] {code}' if code else ''}"


def _journal(folder: Path) -> dict[str, Any]:
    with look_into(folder, till_key(folder)[0]) as look:
        journal = look.journal
        last = journal.last()
        upto = last.seq if last else 0
        entries = journal.entries_after(max(0, upto - ENTRIES), ENTRIES)
        return {
            "till": journal.till,
            "entries": upto,
            "acknowledged": journal.acknowledged(),
            "stopped": journal.stopped,
            "parked": [{"seq": p.seq, "code": p.code, "at": p.at} for p in journal.parked()],
            "last": [
                {"seq": e.seq, "kind": e.kind, "at": e.at, "date": e.business_date, "hash": e.hash.hex()}
                for e in entries
            ],
        }


def _machine(folder: Path) -> dict[str, Any]:
    top = folder if (folder / FILE).exists() else folder.parent
    return dict(load_machine(top)._asdict())


def _shop(folder: Path) -> dict[str, Any]:
    copies = open_database(folder / "copies.db", till_key(folder)[0], mode="ro")
    try:
        store = Settings(copies).store()
    finally:
        copies.close()
    return {"currency": store.currency.code} | {name: getattr(store, name) for name in OF_A_SHOP}


def _outline(folder: Path, name: str) -> str:
    key = None if name == "catalog.db" else till_key(folder)[0]
    counts, schema = outline(folder / name, key)
    size = (folder / name).stat().st_size
    return "\n".join((f"{size} bytes", *(f"{table}: {rows} rows" for table, rows in counts.items()), "", *schema))


def logs(folder: Path) -> list[Path]:
    """The till's own; that of the demonstration lies beside the till's folder."""
    tops = (folder, folder.parent) if folder.name == "till" else (folder,)
    return sorted(log for top in tops for log in (top / "logs").glob("till.log*") if log.is_file())


def faults(log: Path) -> Iterator[str]:
    """Its lines, as far as they are the same for everybody."""
    for line in log.read_text("utf-8", "replace").splitlines()[-LINES:]:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield json.dumps({name: said[name] for name in OF_A_FAULT if name in said})
