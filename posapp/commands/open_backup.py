"""`posapp open-backup`: a till's backup, opened on any machine with head office's key."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from posapp.commands.till_command import add_language, refuse
from posapp.domain.errors import Refused
from posapp.domain.system_words import refusal_of
from posapp.storage.nightly import unpack

_OPENED: Final = {
    "zh": (
        "收银台 {till}（{business_date} 的备份，流水到 {last_entry} 号，总部已有到 {sent} 号）已放到 {folder}。\n"
        "下一步：./run --data-dir {folder}，联网后它把总部没有的记录补传；它不能再销售。"
    ),
    "en": (
        "Till {till} (backup of {business_date}, entries up to {last_entry}, of which the hub had {sent}) is in"
        " {folder}.\nNext: ./run --data-dir {folder}. On the line it sends what the hub lacks; it sells nothing more."
    ),
}


def main(argv: list[str]) -> int:
    """Exit code 0: the folder is there; 66: the backup or the key cannot be read; 73: it is taken."""
    parser = argparse.ArgumentParser(
        prog="./run open-backup", description="Open a till's backup with head office's key."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="the private key of backup-key")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="the new folder")
    add_language(parser)
    options = parser.parse_args(argv)
    try:
        about = unpack(options.file, options.key.read_text("ascii").strip(), options.to)
    except Refused as refused:
        return refuse(refused, options.language)
    except (OSError, UnicodeDecodeError) as error:
        no = refusal_of(error, options.key) if isinstance(error, OSError) else Refused("office_key_wrong")
        return refuse(no, options.language)
    print(_OPENED[options.language].format(folder=options.to, **about))
    return 0
