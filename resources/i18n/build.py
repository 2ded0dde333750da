"""Bring the translations up to date: `python resources/i18n/build.py [--out FOLDER]`.

Reads every tr() text of `ui/` into app_zh_CN.ts (new ones arrive unfinished, gone ones are dropped) and compiles it to
app_zh_CN.qm, which is kept in the repository so that a till starts without compiling. Fill in the .ts, then run again.
app_en.ts holds only the texts with a number in them ("%n item(s)"): what they are for one and for more.
With --out the files are made there and the originals stay as they are (the test uses that).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NAME, PLURALS = "app_zh_CN", "app_en"


def tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed beside {sys.executable}")
    return found


def build(out: Path) -> None:
    """Write the .ts and .qm of both languages into `out`."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    update = [tool("pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    for name, target in ((NAME, ["-target-language", "zh_CN"]), (PLURALS, ["-target-language", "en", "-pluralonly"])):
        texts, compiled = str(out / f"{name}.ts"), str(out / f"{name}.qm")
        subprocess.run([*update, *target, *sources, "-ts", texts], check=True, cwd=ROOT)
        fresh = f"{compiled}.new"
        subprocess.run([tool("pyside6-lrelease"), "-silent", texts, "-qm", fresh], check=True)
        os.replace(fresh, compiled)  # a window that is open has the old file mapped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out: Path = parser.parse_args().out
    for name in (NAME, PLURALS):
        if out != HERE and (HERE / f"{name}.ts").exists():
            shutil.copy(HERE / f"{name}.ts", out)
    build(out)


if __name__ == "__main__":
    main()
