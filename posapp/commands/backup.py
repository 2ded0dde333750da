"""`posapp backup`: a whole, encrypted copy of till.db, also while the till sells."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from posapp.commands.till_command import refuse, till_of, till_parser
from posapp.domain.errors import Refused
from posapp.storage.backup import back_up
from posapp.storage.key import till_key
from posapp.storage.look import look_into

_DONE: Final = {
    "zh": "已备份到 {file}。只有用 {key} 里的密钥才能打开，请另外妥善保管。",
    "en": "Copied to {file}. It opens only with the key that {key} holds or names: keep that in another safe place.",
}


def main(argv: list[str]) -> int:
    """Exit code 0: the copy is there and on the disk; 66: the till cannot be read; 73: FILE is there already."""
    parser = till_parser("backup", "Copy a till's books, encrypted, while it goes on selling.")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the new file")
    options = parser.parse_args(argv)
    try:
        folder = till_of(options)
        key, _ = till_key(folder)
        with look_into(folder, key) as look:
            back_up(look.database, options.to)
    except Refused as refused:
        return refuse(refused, options.language)
    print(_DONE[options.language].format(file=options.to, key=folder / "key"))
    return 0
