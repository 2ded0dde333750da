"""The files of the project and what is written in them, for the tests of its shape."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

from tests.support.shared import ROOT

PROGRAM = ("posapp", "ui", "sync", "printing", "hub")
BESIDE_THE_PROGRAM = {"bench", "docs", "resources", "tests"}
LEFT_BEHIND = {"build", "dist", "failures", "__pycache__"}


def files(suffix: str = "") -> Iterator[Path]:
    """Every file of the project that ends in `suffix`, without what tools leave behind."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f == ".ci" or not (f.startswith(".") or f in LEFT_BEHIND)]
        yield from (Path(folder, name) for name in names if name.endswith(suffix))


def sources(*folders: str, naming: str = "") -> Iterator[tuple[str, ast.Module]]:
    """Each module of the program (or below these folders): its path from the root, and its tree.

    `naming`: only those whose text has this word, to read a tenth of them where the others cannot matter.
    """
    for path in files(".py"):
        where, text = relative(path), path.read_bytes()
        if where.startswith(folders or tuple(f"{name}/" for name in PROGRAM)) and naming.encode() in text:
            yield where, ast.parse(text)


def texts() -> Iterator[tuple[str, str]]:
    """Each module of the program: its path from the root, and its text; a tenth of what its tree costs."""
    for path in files(".py"):
        if (where := relative(path)).startswith(tuple(f"{name}/" for name in PROGRAM)):
            yield where, path.read_text("utf-8")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.Module) -> Iterator[str]:
    """Full names of the modules that a file imports, wherever in the file it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def children(package: str) -> set[str]:
    """Modules and packages directly inside `package`."""
    inside = (ROOT / package).iterdir()
    return {p.stem for p in inside if (p / "__init__.py").exists() or p.suffix == ".py"} - {"__init__"}
