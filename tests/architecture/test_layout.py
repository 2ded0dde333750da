"""The shape of the tree: size cap, module names, placement of packages, what no file may contain."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from typing import Any

import pytest

from tests.architecture.tree import (
    BESIDE_THE_PROGRAM,
    LEFT_BEHIND,
    PROGRAM,
    children,
    files,
    imported,
    relative,
    sources,
)
from tests.support.shared import ROOT

LINES_CAP = 400
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "controller", "service", "services", "base", "common"}
DOMAIN_LIBRARIES = {"stdnum"}
DOMAIN_WITHOUT = {"sqlite3", "socket", "subprocess", "threading", "asyncio", "http", "urllib", "pathlib", "os", "time"}
REGISTRY_HOSTS = tuple(
    ".".join(parts).encode()
    for parts in (("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("crates", "io"))
)


@pytest.fixture(scope="module")
def import_rules() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    rules: dict[str, Any] = settings["tool"]["importlinter"]
    return rules


def contract(rules: dict[str, Any], name: str) -> dict[str, Any]:
    return next(c for c in rules["contracts"] if c["id"] == name)


def test_no_file_is_longer_than_the_cap() -> None:
    long = {relative(p): n for p in files(".py") if (n := len(p.read_bytes().splitlines())) > LINES_CAP}
    assert not long, f"split where there are two reasons to change: {long}"


def test_names_say_what_a_module_is_about() -> None:
    vague = [relative(p) for p in files(".py") if VAGUE_NAMES & set(relative(p).removesuffix(".py").split("/"))]
    assert not vague


def test_every_top_level_package_is_placed(import_rules: dict[str, Any]) -> None:
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")} - LEFT_BEHIND
    with_code = {f for f in folders if next((ROOT / f).rglob("*.py"), None)}
    assert with_code - BESIDE_THE_PROGRAM == set(import_rules["root_packages"]) == set(PROGRAM)
    assert not list(ROOT.glob("*.py")), "code belongs to a package"


def test_every_folder_with_code_is_a_package() -> None:
    """The import rules see packages only: code in a folder without `__init__.py` would escape them."""
    folders = {path.parent for path in files(".py") if path.relative_to(ROOT).parts[0] in PROGRAM}
    assert not [relative(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_every_part_of_posapp_is_placed_in_the_layers(import_rules: dict[str, Any]) -> None:
    layers = " ".join(contract(import_rules, "layers")["layers"])
    placed = set(re.findall(r"posapp\.(\w+)", layers))
    assert children("posapp") <= placed, "give the new package a layer in pyproject.toml"


def test_the_hub_is_kept_from_every_part_but_domain_and_contract(import_rules: dict[str, Any]) -> None:
    kept_from = set(contract(import_rules, "hub-sees")["forbidden_modules"])
    others = {f"posapp.{c}" for c in children("posapp") - {"domain", "contract", "__main__"}} | set(PROGRAM) - {
        "posapp",
        "hub",
    }
    assert others <= kept_from


def test_the_domain_needs_no_outside_world() -> None:
    allowed = (sys.stdlib_module_names - DOMAIN_WITHOUT) | DOMAIN_LIBRARIES
    strange = [
        f"{where} imports {name}"
        for where, tree in sources("posapp/domain/")
        for name in imported(tree)
        if name.split(".")[0] not in allowed and not name.startswith("posapp.domain")
    ]
    assert not strange


def test_the_rules_know_no_floating_point() -> None:
    """Amounts, quantities and percentages are integers or Decimal; a binary fraction cannot hold 0.10."""
    floating = [
        f"{where}:{node.lineno}"
        for where, tree in sources("posapp/domain/", "posapp/usecases/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert not floating


def test_nobody_uses_the_standard_library_s_sqlite() -> None:
    """Debian 12 carries 3.40.1, which can lose a write ahead log; sqlcipher3 brings its own, newer one."""
    everywhere = (*PROGRAM, *BESIDE_THE_PROGRAM)
    users = [
        where
        for where, tree in sources(*everywhere, naming="sqlite3")
        if "sqlite3" in {name.split(".")[0] for name in imported(tree)}
    ]
    assert not users


def test_no_file_names_a_package_registry() -> None:
    """Addresses belong to the machine that installs, so that a mirror or a shop without internet can serve it."""
    assert not [relative(p) for p in files() if any(host in p.read_bytes() for host in REGISTRY_HOSTS)]
