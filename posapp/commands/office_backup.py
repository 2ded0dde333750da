"""`posapp backup-key`: head office's key for the backups of its tills."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from posapp.commands.till_command import add_language, refuse
from posapp.domain.system_words import refusal_of
from posapp.storage.sealed_key import key_id, new_office_key

_MADE: Final = {
    "zh": (
        '私钥已写入 {file}，请放在总部的保险箱里，绝不放在门店。\n门店设置里写："backup_key": "{public}"\n核对号：{id}'
    ),
    "en": (
        "The private key is in {file}: keep it in head office's safe, never in a shop.\n"
        'In the shop\'s settings write: "backup_key": "{public}"\nIts check word: {id}'
    ),
}


def main(argv: list[str]) -> int:
    """Exit code 0: the key is there; 73: FILE is there already."""
    parser = argparse.ArgumentParser(
        prog="./run backup-key", description="Make head office's key for backups of tills."
    )
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="where the private key goes")
    add_language(parser)
    options = parser.parse_args(argv)
    private, public = new_office_key()
    try:
        place = os.open(options.to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(place, "w", encoding="ascii") as out:
            out.write(private + "\n")
    except OSError as error:
        return refuse(refusal_of(error, options.to), options.language)
    print(_MADE[options.language].format(file=options.to, public=public, id=key_id(public)))
    return 0
