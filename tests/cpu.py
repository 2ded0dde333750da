"""What the tests cost, by folder, and that none costs more than `cpu_seconds` of pyproject.toml allows it.

Counted in seconds of processor, of the test's process and of the programs that it ended: other work on the machine, and
how many processes share the tests, make a run longer and these hardly larger.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator
from typing import Any, Final

import pytest

LOADING: Final = "loading"
"""What the processes spend on imports, on reading the tests, between two of them and at their end."""


def spent() -> float:
    """Seconds of processor, by this process and its ended children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Meter:
    """In a process that runs tests: each phase of a test says what it took."""

    def __init__(self) -> None:
        self._from = spent()
        self._tests = 0.0

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        self._from = spent()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        took = spent() - self._from
        self._tests += took
        self._from += took
        vars(report)["cpu"] = took  # it travels to the other process as it is
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output: dict[str, Any] = getattr(session.config, "workeroutput", {})
        output[LOADING] = spent() - self._tests


class Bill:
    """In the process that a person started: adds up, prints, and fails a whole run that is too dear."""

    def __init__(self, config: pytest.Config, whole: bool) -> None:
        pairs = (line.split("=") for line in config.getini("cpu_seconds"))
        self._allowed = {folder.strip(): float(seconds) for folder, seconds in pairs}
        self._whole = whole
        self._listed: int = config.getoption("cpu")
        self._folders: defaultdict[str, float] = defaultdict(float)
        self._tests: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        cost: float = getattr(report, "cpu", 0.0)
        self._folders["/".join(report.nodeid.partition("::")[0].split("/")[:2])] += cost
        self._tests[report.nodeid] += cost

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._folders[LOADING] += getattr(node, "workeroutput", {}).get(LOADING, 0.0)

    @property
    def _too_dear(self) -> list[str]:
        """A folder that nobody has given anything is among them."""
        return sorted(at for at, cost in self._folders.items() if self._whole and cost > self._allowed.get(at, 0.0))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self._too_dear and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        say = terminalreporter.write_line
        for test in sorted(self._tests, key=self._tests.__getitem__, reverse=True)[: self._listed]:
            say(f"{self._tests[test]:7.2f} s of processor  {test}")
        if not self._tests:
            return
        parts = (f"{at.removeprefix('tests/')} {cost:.0f}" for at, cost in sorted(self._folders.items()))
        say("")
        say(f"seconds of processor: {sum(self._folders.values()):.0f} ({', '.join(parts)})")
        for at in self._too_dear:
            allowed = self._allowed.get(at, 0.0)
            say(
                f"too dear: {at} took {self._folders[at]:.0f} s of processor, allowed {allowed:.0f} (cpu_seconds)",
                red=True,
            )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("cpu_seconds", "what a whole run may spend: FOLDER = SECONDS", type="linelist", default=[])
    parser.addoption("--cpu", type=int, default=0, metavar="N", help="list the N tests that took most processor time")
