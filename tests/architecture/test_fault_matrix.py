"""docs/faults.md names the test of each fault, and each test that it names is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from bench.simulation.line import Fate
from tests.support.shared import ROOT

MATRIX = (ROOT / "docs" / "faults.md").read_text("utf-8")
FAULTS = (
    "cut in the request",
    "cut in the answer",
    "repeated",
    "reordered, late",
    "stalled",
    "garbage",
    "429",
    "500",
    "wrong token",
    "revoked token",
    "hub restarted",
    "hub restored from an older backup",
    "database away, locked",
    "disk full at the till",
    "disk full at the hub",
    "read-only folder at the till",
    "read-only disk at the hub",
    "clock two days off, backwards",
    "DNS gone",
    "login page",
)
"""The rows that must be there; others may be."""
_TEST = re.compile(r"`(?:[\w/]*?(\w+\.py))?(?:::|…)(\w*)(?:\[(\w+)\])?`")


def rows() -> Iterator[tuple[str, str]]:
    """Each fault and what stands beside it."""
    for line in MATRIX.partition("## The matrix")[2].splitlines():
        if line.startswith("| "):
            _, fault, tests, _ = line.split("|")
            yield fault.strip(), tests.strip()


def named(tests: str) -> Iterator[tuple[str, str, str]]:
    """(file, test, parameter) of each test that a row names; "…[x]" is the line that does nothing else."""
    file = ""
    for found in _TEST.finditer(tests):
        file = found[1] or file
        if found[2]:
            yield file, found[2], found[3] or ""
        else:
            yield "test_line_matrix.py", "test_a_line_that_does_nothing_else", found[3]


def there(file: str) -> set[str]:
    """The tests of all files of this name."""
    trees = [ast.parse(path.read_bytes()) for path in (ROOT / "tests").rglob(file)]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_a_test_of_its_own(fault: str) -> None:
    tests = dict(rows())[fault]
    found = list(named(tests))
    assert found, f"name a test of {fault}, not only a file"
    for file, test, parameter in found:
        assert test in there(file), f"{file}::{test} is not there"
        if test == "test_a_line_that_does_nothing_else":
            assert parameter in get_args(Fate), parameter


def test_no_row_names_a_test_that_is_gone() -> None:
    gone = [(fault, f, test) for fault, tests in rows() for f, test, _ in named(tests) if test not in there(f)]
    assert gone == []
