"""A run that has become too dear is red, and each folder of tests has its share."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cpu import LOADING, Bill
from tests.support.shared import ROOT


def ended(bill: Bill) -> int:
    """The exit code of a run whose tests have passed."""
    session: Any = SimpleNamespace(exitstatus=pytest.ExitCode.OK)
    bill.pytest_sessionfinish(session, pytest.ExitCode.OK)
    return int(session.exitstatus)


@pytest.mark.parametrize(
    "folder, seconds, whole, code",
    [
        ("tests/ui", 1.0, True, 0),
        ("tests/ui/payment", 100_000.0, True, 1),
        ("tests/ui", 100_000.0, False, 0),
        ("tests/nobody_knows", 1.0, True, 1),
    ],
)
def test_a_folder_above_its_share_fails_a_whole_run(
    request: pytest.FixtureRequest, folder: str, seconds: float, whole: bool, code: int
) -> None:
    bill = Bill(request.config, whole)
    test = f"{folder}/test_it.py"
    for when in ("setup", "call"):
        report: Any = pytest.TestReport(f"{test}::test_so", (test, 1, "test_so"), {}, "passed", None, when)
        vars(report)["cpu"] = seconds / 2
        bill.pytest_runtest_logreport(report)
    assert ended(bill) == code


def test_each_folder_has_its_share(request: pytest.FixtureRequest) -> None:
    shares = {line.partition("=")[0].strip() for line in request.config.getini("cpu_seconds")}
    assert shares == {LOADING, *request.config.getini("testpaths")}


def test_each_folder_is_run(request: pytest.FixtureRequest) -> None:
    """By `./run test` or as a step of `./run check`."""
    steps = set(re.findall(r"-m pytest --quiet (\S+)$", (ROOT / "run").read_text("utf-8"), re.M))
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert {f"tests/{name}" for name in folders} == steps | set(request.config.getini("testpaths"))
