"""Bring the translations up to date: `python resources/i18n/build.py [--out FOLDER]`.

Reads every tr() text of `ui/` into app_zh_CN.ts (new ones arrive unfinished, gone ones are dropped) and compiles it to
app_zh_CN.qm, which is kept in the repository so that a till starts without compiling. Fill in the .ts, then run again.
With --out the two files are made there and the originals stay as they are (the test uses that).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NAME = "app_zh_CN"


def tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed beside {sys.executable}")
    return found


def build(out: Path) -> None:
    """Write NAME.ts and NAME.qm into `out`."""
    texts = out / f"{NAME}.ts"
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    update = [tool("pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    subprocess.run([*update, "-target-language", "zh_CN", *sources, "-ts", str(texts)], check=True, cwd=ROOT)
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(texts), "-qm", str(out / f"{NAME}.qm")], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out: Path = parser.parse_args().out
    if out != HERE and (HERE / f"{NAME}.ts").exists():
        shutil.copy(HERE / f"{NAME}.ts", out)
    build(out)


if __name__ == "__main__":
    main()
