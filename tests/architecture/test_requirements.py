"""The pinned environment: exact versions with hashes, without addresses, the same for running and for testing."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.tree import texts
from tests.support.shared import ROOT


def pins(name: str) -> dict[str, tuple[Version, int]]:
    """Package -> (version, number of hashes)."""
    found: dict[str, tuple[Version, int]] = {}
    blocks = re.split(r"\n(?=[A-Za-z0-9])", "\n" + (ROOT / name).read_text("utf-8"))
    for block in blocks:
        if line := re.match(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", block):
            found[canonicalize_name(line[1])] = (Version(line[2]), block.count("--hash=sha256:"))
    return found


def test_every_package_has_hashes() -> None:
    assert all(hashes for file in ("requirements.txt", "requirements-dev.txt") for _, hashes in pins(file).values())


def test_the_files_hold_no_addresses() -> None:
    for file in ("requirements.txt", "requirements-dev.txt", "requirements.in", "requirements-dev.in"):
        text = (ROOT / file).read_text("utf-8")
        assert "://" not in text, file
        assert "index-url" not in text, file


def test_tests_run_on_what_shops_run() -> None:
    running, testing = pins("requirements.txt"), pins("requirements-dev.txt")
    assert len(running) > 30
    assert running.items() <= testing.items()


def project_ranges() -> list[Requirement]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [Requirement(line) for line in settings["project"]["dependencies"]]


def test_pins_lie_within_the_ranges_of_the_project() -> None:
    running = pins("requirements.txt")
    wanted = {canonicalize_name(r.name): r.specifier for r in project_ranges()}
    assert not {name: str(spec) for name, spec in wanted.items() if running[name][0] not in spec}


def test_the_inputs_name_what_the_project_names() -> None:
    inputs = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    named = {canonicalize_name(Requirement(line).name) for line in inputs if line and not line.startswith("#")}
    assert named - {"shiboken6"} == {canonicalize_name(r.name) for r in project_ranges()}


def test_every_requirement_is_used_by_the_program() -> None:
    """All but those that others load by themselves: uvicorn its parser and loop, SQLAlchemy the PostgreSQL driver."""
    loaded = {"httptools", "uvloop", "psycopg"}
    line = re.compile(r"^\s*(?:import +(\w+)|from +(\w+)[\w.]* +import\b)", re.MULTILINE)
    used = {name for _, text in texts() for pair in line.findall(text) for name in pair if name}
    providers = packages_distributions()
    used_packages = {canonicalize_name(package) for name in used for package in providers.get(name, ())}
    assert {canonicalize_name(r.name) for r in project_ranges()} - used_packages == loaded


def test_pyside_stays_below_the_release_that_aborts() -> None:
    assert pins("requirements.txt")["pyside6-essentials"][0] < Version("6.12")
