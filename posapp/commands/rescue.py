"""`posapp rescue`: what can still be read of a damaged till.db goes, read-only, into a file for head office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from posapp.commands.till_command import refuse, till_of, till_parser
from posapp.domain.errors import Refused
from posapp.storage.key import till_key
from posapp.storage.rescue import export_journal

SENTENCES: Final[dict[bool, tuple[str, str]]] = {
    True: ("流水已全部导出，没有遗漏。", "All of the journal was exported; nothing is missing."),
    False: (
        "部分流水读不出来或封签对不上。请保留原文件，把导出的文件交给总部。",
        "Part of the journal could not be read or its seals broke. Keep the damaged file; give head office the export.",
    ),
}


def main(argv: list[str]) -> int:
    """Exit code 0: every entry came out; 1: some are lost or changed; 66: nothing can be read; 73: FILE is there."""
    parser = till_parser("rescue", "Export the journal of a damaged till.db, which is only read.")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="new file of JSON lines")
    options = parser.parse_args(argv)
    try:
        folder = till_of(options)
        key, _ = till_key(folder)
        rescued = export_journal(folder, key, options.to)
    except Refused as refused:
        return refuse(refused, options.language)
    zh, en = SENTENCES[rescued.whole]
    shown = {
        "entries": rescued.entries,
        "lost": [list(stretch) for stretch in rescued.lost],
        "broken_at": rescued.broken_at,
        "end_known": rescued.end_known,
        "file": str(options.to),
        "says": zh if options.language == "zh" else en,
    }
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 0 if rescued.whole else 1
