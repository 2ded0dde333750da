"""The kit knows Qt and the standard library only: what it shows comes to it ready-made."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[3] / "ui" / "kit"


@pytest.mark.parametrize("path", sorted(KIT.glob("*.py")), ids=lambda path: path.name)
def test_the_kit_imports_qt_and_the_standard_library_only(path: Path) -> None:
    foreign = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            known = name.split(".")[0] in {*sys.stdlib_module_names, "PySide6", "shiboken6"}
            if not known and not name.startswith("ui.kit"):
                foreign.append(name)
    assert foreign == []
