"""`posapp rescue`: what can still be read of a damaged till.db goes, read-only, into a file for head office."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Final

from posapp.commands.refusing import must_have_till, refuse
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
    parser = argparse.ArgumentParser(prog="posapp rescue", description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True, help="the till's folder; nothing in it is changed")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="new file of JSON lines")
    options = parser.parse_args(argv)
    try:
        must_have_till(options.data_dir)
        key, _ = till_key(options.data_dir)
        rescued = export_journal(options.data_dir, key, options.to)
    except Refused as refused:
        return refuse(refused)
    zh, en = SENTENCES[rescued.whole]
    shown = {
        "entries": rescued.entries,
        "lost": [list(stretch) for stretch in rescued.lost],
        "broken_at": rescued.broken_at,
        "end_known": rescued.end_known,
        "file": str(options.to),
        "zh": zh,
        "en": en,
    }
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 0 if rescued.whole else 1
