"""What the commands about one till have in common: which till, in which language they speak, how they refuse."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from pathlib import Path
from typing import Final

from posapp.commands.place import till_folder
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text

EX_NO_INPUT, EX_CANNOT_CREATE, EX_TRY_AGAIN, EX_CONFIG = 66, 73, 75, 78
_CODES: Final = {
    "file_exists": EX_CANNOT_CREATE,
    "disk_full": EX_TRY_AGAIN,
    "till_in_use": EX_TRY_AGAIN,
    "sqlite_unsafe": EX_CONFIG,
}


def till_parser(name: str, description: str) -> argparse.ArgumentParser:
    """A command's options, with those that all of them take: `data_dir` and `language`."""
    parser = argparse.ArgumentParser(prog=f"./run {name}", description=description)
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="the folder that ./run took, or the till's own (default: as ./run)"
    )
    add_language(parser)
    return parser


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option `language`: commands speak one, the one asked for or the system's."""
    parser.add_argument("--language", choices=("zh", "en"), default=system_language(), help="default: the system's")


def system_language() -> str:
    """ "zh" or "en", as the environment or the system says."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if (said or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


RESCUE: Final = (
    "先关闭收银程序，再运行 ./run rescue --to 文件，导出还能读出的流水。",
    "Next: close the till and run ./run rescue --to FILE, which exports what can still be read.",
)
"""The way on for a damaged file."""


def in_words(refused: Refused, language: str) -> str:
    """What a command says: the sentence, and the command that leads on where there is one."""
    if refused.code == "till_in_use":  # a command has no window to go to
        refused = Refused("till_open", **refused.facts)
    zh, en = RESCUE if refused.code == "damaged_database" else ("", "")
    return (
        f"{refusal_text(refused, language)}{zh}" if language == "zh" else f"{refusal_text(refused, 'en')} {en}".strip()
    )


def refuse(refused: Refused, language: str) -> int:
    """Say it on standard error; the exit code, 66 when the till's data cannot be read."""
    print(in_words(refused, language), file=sys.stderr)
    return _CODES.get(refused.code, EX_NO_INPUT)


def till_of(options: argparse.Namespace) -> Path:
    """The folder with till.db; Refused("no_till_here") where there is none: looking at a till never makes one."""
    folder = till_folder(options.data_dir)
    if not (folder / "till.db").is_file():
        raise Refused("no_till_here", folder=str(folder))
    return folder
