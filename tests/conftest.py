"""Switches that hold for every test: no screen, no real keyring, no real home, pictures of windows that fail."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.hub import ReadyHubs

gc.disable()  # until everything is loaded: see `pytest_collection_finish`

# What tests write lies in memory where the machine has such a place with room: a run makes some thousand databases, and
# whether their bytes reach a disk is proven elsewhere (`bench powercut`). TMPDIR says otherwise.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("TMPDIR", str(MEMORY))
    tempfile.tempdir = None  # it may have been asked for already

# Several processes read the same files (the workers, every hub and till that a test starts): each is compiled once.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Before anything imports Qt, keyring or platformdirs: they look at these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
HOME = tempfile.TemporaryDirectory(prefix="posapp-tests-")
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
    os.environ[name] = str(Path(HOME.name, name.lower()))
    Path(os.environ[name]).mkdir(mode=0o700)

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

from tests import cpu  # noqa: E402

pytest_addoption = cpu.pytest_addoption

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent

# No deadline: a busy machine is not a fault of the code. The same cases each time: one state of the code has one
# verdict, and `./run test --hypothesis-profile=wander` looks for new ones.
settings.register_profile(
    "posapp", deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("wander", settings.get_profile("posapp"), derandomize=False, max_examples=1000)
settings.load_profile("posapp")


def pytest_configure(config: pytest.Config) -> None:
    """Each process of a whole run begins to read at another folder: what one has compiled, the others find done."""
    worker: dict[str, Any] = getattr(config, "workerinput", {})
    every: list[str] = config.getini("testpaths")
    whole = config.args == every
    config.pluginmanager.register(cpu.Meter())
    if not worker:
        config.pluginmanager.register(cpu.Bill(config, whole))
    if worker and whole:
        turn = len(every) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
        config.args = every[turn:] + every[:turn]


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """All the same, each has them in one order, those that take long first: one that began last would be waited for."""
    if sorted(config.args) == config.getini("testpaths"):
        items.sort(key=lambda item: item.path.relative_to(TESTS).parts[0])
    yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Garbage is collected between tests, on the thread of the windows, as the till does."""
    from ui.launch import freeze_memory  # Qt: the process that only hands out tests is quicker without

    freeze_memory()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Another thread that collects a window's timer leaves a hole that Qt falls into.

    What stays after a test (a page that was loaded, a hub to copy) need not be looked through again.
    """
    from ui.launch import WORTH_A_SWEEP, freeze_memory

    gc.disable()
    done = yield
    if gc.get_count()[0] > WORTH_A_SWEEP:
        freeze_memory()
    return done


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """After a failed test, keep a picture of every window that was open."""
    report = yield
    if report.when == "call" and report.failed:
        for path in grab_windows(item.nodeid):
            report.sections.append(("window", str(path)))
    return report


def grab_windows(test: str) -> list[Path]:
    """Save each visible top-level window under POSAPP_FAILURES (default `failures/`); the paths written."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if widgets is None or not isinstance(app, widgets.QApplication):
        return []
    folder = Path(os.environ.get("POSAPP_FAILURES", ROOT / "failures"), re.sub(r"[^\w.-]+", "_", test)[-120:])
    paths = []
    for number, window in enumerate(w for w in app.topLevelWidgets() if w.isVisible()):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{number}-{type(window).__name__}.png"
        window.setUpdatesEnabled(True)
        if window.grab().save(str(path)):
            paths.append(path)
    return paths


@pytest.fixture(scope="session")
def ready_hubs(tmp_path_factory: pytest.TempPathFactory) -> ReadyHubs:
    """Hubs that need no loading."""
    from tests.support.hub import ReadyHubs  # a second of imports that most tests can do without

    return ReadyHubs(tmp_path_factory.mktemp("hubs"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests did not run: a skip must never look like a pass."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    terminalreporter.write_line(f"skipped tests: {skipped}", yellow=bool(skipped))


def pytest_unconfigure() -> None:
    HOME.cleanup()
