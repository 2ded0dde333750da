"""The nightly backup of a till into a folder or drive: one file a business date, as many as are kept.

A file is a zip without compression: till.db as `posapp backup` copies it, under the till's own key; that key sealed to
head office's where the shop names one; and a few plain words about what it is. Nothing else of it can be read.
"""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Final

from posapp.domain.errors import Refused, is_disk_full
from posapp.storage.backup import back_up
from posapp.storage.sealed_key import key_id, open_key, seal_key
from posapp.storage.till import TillStore

ENDING: Final = ".posbackup"
DATABASE, KEY, ABOUT = "till.db", "key.sealed", "about.json"
_PIECE: Final = 1 << 20


def is_due(store: TillStore, folder: Path, date: str) -> bool:
    """Whether this business date has none yet: the first quiet moment after the cut-over makes it."""
    till = store.enrolment.current()
    return till is not None and not (folder / _name(till.till, date)).exists()


def check_folder(folder: str) -> None:
    """Refused("backup_folder") where nothing can be written; "" is no folder."""
    place = Path(folder)
    if folder and not (place.is_absolute() and place.is_dir() and os.access(place, os.W_OK)):
        raise Refused("backup_folder", folder=folder[:200])


def newest(till: str, folder: Path) -> str:
    """The business date of the newest backup of that till in the folder; "" where there is none."""
    dates = [name.removesuffix(ENDING).rpartition("_")[2] for name in _own(till, folder)]
    return max(dates, default="")


def back_up_nightly(store: TillStore, key: bytes, folder: Path, date: str, at: str, keep: int) -> Path:
    """Make the one of this date, whole or not at all, look at it once more, and forget what is older than the newest
    `keep`. Whoever sells meanwhile does not wait. Refused: backup_folder, disk_full, damaged_database."""
    check_folder(str(folder))
    till = store.enrolment.required()
    target = folder / _name(till.till, date)
    copy, part = target.with_suffix(".db.part"), target.with_suffix(".zip.part")
    public = store.settings.store().backup_key if store.settings.known() else ""
    last = store.journal.last()
    about = {
        "till": till.till,
        "store": till.store,
        "register": till.register,
        "business_date": date,
        "at": at,
        "last_entry": last.seq if last else 0,
        "sent": store.journal.acknowledged(),
        "office_key": key_id(public) if public else "",
    }
    try:
        for left in (copy, part):
            left.unlink(missing_ok=True)
        back_up(store.database, copy)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(ABOUT, json.dumps(about, indent=1))
            if public:
                packed.writestr(KEY, seal_key(key, public, till.till))
            packed.write(copy, DATABASE)
        _look_again(part)
        part.replace(target)
        for name in sorted(_own(till.till, folder))[: -max(1, keep)]:
            (folder / name).unlink()
    except OSError as error:
        raise (Refused("disk_full") if is_disk_full(error) else Refused("backup_folder", folder=str(folder))) from error
    finally:
        if folder.is_dir():
            for left in (copy, part):
                left.unlink(missing_ok=True)
    return target


def unpack(file: Path, private: str, target: Path) -> dict[str, str | int]:
    """Lay the backup down as a till's folder that opens on this machine, and what it says of itself.

    The folder is a restored copy: it sends what the hub does not have and sells nothing. Refused: file_missing,
    no_backup, no_office_key, office_key_wrong, file_exists.
    """
    if (target / DATABASE).exists():
        raise Refused("file_exists", file=str(target / DATABASE))
    try:
        with zipfile.ZipFile(file) as packed:
            about: dict[str, str | int] = json.loads(packed.read(ABOUT))
            if KEY not in packed.namelist():
                raise Refused("no_office_key")
            key = open_key(packed.read(KEY), private, str(about["till"]))
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            with packed.open(DATABASE) as source, (target / DATABASE).open("wb") as out:
                while piece := source.read(_PIECE):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
    except FileNotFoundError as error:
        raise Refused("file_missing", file=str(file)) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Refused("no_backup", file=file.name) from error
    place = os.open(target / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "w", encoding="ascii") as out_key:
        out_key.write(key.hex() + "\n")
    return about


def _look_again(part: Path) -> None:
    """What was written can be read; the pages inside were looked at when they were copied."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    with zipfile.ZipFile(part) as packed:
        if packed.testzip() is not None:
            raise Refused("damaged_database")


def _name(till: str, date: str) -> str:
    return f"{till}_{date}{ENDING}"


def _own(till: str, folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return [path.name for path in folder.iterdir() if path.name.startswith(f"{till}_") and path.name.endswith(ENDING)]
