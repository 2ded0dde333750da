"""The two starting scripts: the same commands on both systems, and clear words on a machine that lacks something."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from posapp.main import COMMANDS
from tests.support.shared import ROOT

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="run is for POSIX systems; run.ps1 is its twin")

SCRIPT_WORDS = ("test", "check", "bench", "shots", "hub", "setup", "lock")


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A checkout without environment on a machine with Python, an X server, no Qt libraries and a broken apt-get."""
    for name in ("run", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    commands = tmp_path / "commands"
    commands.mkdir()
    for name, body in {
        "ldconfig": "exit 0",
        "Xvfb": "exit 1",
        "apt-get": f'echo "$@" >>"{tmp_path}/apt"; exit 100',
    }.items():
        (commands / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        (commands / name).chmod(0o755)
    (commands / "python3").symlink_to(sys.executable)
    return tmp_path


def start(machine: Path, user: int, *words: str) -> subprocess.CompletedProcess[str]:
    who = machine / "commands" / "id"
    who.write_text(f"#!/bin/sh\necho {user}\n", "utf-8")
    who.chmod(0o755)
    path = f"{machine / 'commands'}:/usr/bin:/bin"
    return subprocess.run([str(machine / "run"), *words], env={"PATH": path}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def powershell() -> Node:
    """run.ps1 as a parser of the language reads it; there is no PowerShell on the machines that test."""
    root = Parser(Language(tree_sitter_powershell.language())).parse((ROOT / "run.ps1").read_bytes()).root_node
    assert not root.has_error, [node.start_point for node in walk(root) if node.is_error or node.is_missing]
    return root


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def texts(root: Node, kind: str) -> list[str]:
    return [node.text.decode() for node in walk(root) if node.type == kind and node.text is not None]


def test_the_twin_parses_and_calls_only_what_it_defines(powershell: Node) -> None:
    defined, called = set(texts(powershell, "function_name")), set(texts(powershell, "command_name"))
    of_the_language = {
        "Get-Command", "Select-Object", "Where-Object", "Join-Path", "Test-Path", "New-Item", "Remove-Item",
        "Get-ChildItem", "Get-Location", "Set-Location", "Out-Null",
        "Get-Content",
    }  # fmt: skip
    assert called - defined - of_the_language == {"uv"}
    assert defined <= called


def test_the_twin_knows_the_same_words_and_exit_codes(powershell: Node) -> None:
    shell = (ROOT / "run").read_text("utf-8")
    words = set(re.search(r"^    ([a-z |]+)\) shift ;;$", shell, re.M)[1].split(" | "))  # type: ignore[index]
    compared = {text.split("'")[1] for text in texts(powershell, "comparison_expression") if "$command -eq '" in text}
    assert compared - {""} == words
    codes = set(re.findall(r"\bexit (\d+)", shell))
    said = {text.removeprefix("exit").strip() for text in texts(powershell, "flow_control_statement") if "exit" in text}
    assert said - {"$LASTEXITCODE", "0"} == codes == {"1", "69"}


def test_the_twin_starts_the_same_modules(powershell: Node) -> None:
    shell = (ROOT / "run").read_text("utf-8")
    modules = set(re.findall(r"; go ([a-z.]+)", shell))
    twin = " ".join(texts(powershell, "command"))
    assert {module for module in modules if f"'-m', '{module}'" in twin} == modules
    for option in ("--require-hashes", "--only-binary :all:", "--generate-hashes", "--no-emit-index-url"):
        assert option in shell
        assert option in (ROOT / "run.ps1").read_text("utf-8")


def usage(script: str, call: str) -> list[str]:
    lines = (ROOT / script).read_text("utf-8").splitlines()
    return [line.removeprefix(f"#   {call}").lstrip() for line in lines if line.startswith(f"#   {call}")]


def test_both_scripts_offer_the_same() -> None:
    assert usage("run", "./run") == usage("run.ps1", r".\run.ps1")
    assert len(usage("run", "./run")) > 5


@posix_only
@pytest.mark.parametrize("words", [("--help",), ("-h",), ("setup", "--help"), ("check", "-h")])
def test_help_names_every_word_and_needs_nothing_installed(bare_machine: Path, words: tuple[str, ...]) -> None:
    done = start(bare_machine, 1000, *words)
    assert (done.returncode, done.stderr) == (0, "")
    named = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  ./run ")]
    assert set(SCRIPT_WORDS) <= set(named)
    (others,) = [line for line in done.stdout.splitlines() if line.startswith("  ./run COMMAND")]
    assert all(name in others for name in COMMANDS)
    for option in ("--data-dir", "--profile", "--language", "--version", "--help"):
        assert f"  {option}" in done.stdout
    assert "#" not in done.stdout
    assert "posapp" not in done.stdout


@posix_only
@pytest.mark.parametrize(
    "words, passed_on",
    [
        ((), "-P -m posapp --profile demo"),
        (("--version",), "-P -m posapp --profile demo --version"),
        (("replay", "a day.jsonl"), "-P -m posapp replay a day.jsonl"),
        (("hub", "load", "x"), "-P -m hub load x"),
        (("test", "-k", "money"), "-P -m pytest -k money"),
        (("bench", "scan"), "-P -m bench scan"),
        (("shots", "out"), "-P -m bench.shots out"),
    ],
)
def test_a_machine_made_ready_starts_at_once(bare_machine: Path, words: tuple[str, ...], passed_on: str) -> None:
    """Nothing is looked for and nothing installed: the stamps say that it was done."""
    environment(bare_machine, 'echo "$@"\nexit 7', "test", "system-window")
    (bare_machine / "commands" / "python3").unlink()
    done = start(bare_machine, 1000, *words)
    assert (done.stdout, done.stderr, done.returncode) == (f"{passed_on}\n", "", 7)


@posix_only
@pytest.mark.parametrize("ready, kept", [("run", True), ("nothing", False)])
def test_a_setting_up_that_was_cut_off_leaves_an_open_shop_what_it_runs_on(
    bare_machine: Path, ready: str, kept: bool
) -> None:
    """Half-made is what it added; only where nothing was whole it begins again."""
    venv = environment(bare_machine, 'case "$*" in *install*) exit 1 ;; esac', ready, "half-made", "of the shop")
    (bare_machine / "commands" / "python3").unlink()
    for name, body in {"python3": '[ "$2" != venv ] || { rm -r "$4" && mkdir "$4"; }', "uname": "echo Other"}.items():
        (bare_machine / "commands" / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        (bare_machine / "commands" / name).chmod(0o755)
    done = start(bare_machine, 1000, "bench")
    assert (done.returncode, "pip failed" in done.stderr) == (69, True)
    assert (venv / "of the shop").exists() == kept
    assert (venv / "half-made").exists(), "the next one completes it"


def environment(machine: Path, python: str, ready: str, *files: str) -> Path:
    """A checkout's .venv that was made ready for `ready`, with a program in place of its Python, and these files."""
    venv = machine / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").write_text(f"#!/bin/sh\n{python}\n", "utf-8")
    (venv / "bin" / "python").chmod(0o755)
    both = b"".join((machine / f).read_bytes() for f in ("requirements.txt", "requirements-dev.txt"))
    checksum = subprocess.run(["cksum"], input=both, capture_output=True, check=True).stdout.split()[0].decode()
    for name in ("system-offscreen", f"ready-{ready}-{checksum}", *files):
        (venv / name).touch()
    return venv


@posix_only
@pytest.mark.parametrize("words", [(), ("--version",), ("test",), ("replay", "day.jsonl")])
def test_a_person_who_may_not_install_gets_one_line_to_type(bare_machine: Path, words: tuple[str, ...]) -> None:
    done = start(bare_machine, 1000, *words)
    assert done.returncode == 69
    assert done.stdout == ""
    (line,) = [line for line in done.stderr.splitlines() if "apt-get" in line]
    assert re.fullmatch(r"  sudo sh -c 'apt-get -q update && apt-get -q install -y [^']* libegl1 [^']*'", line)
    assert ("libxcb-cursor0" in line) == (words != ("replay", "day.jsonl"))
    assert not (bare_machine / "apt").exists()
    assert not (bare_machine / ".venv").exists()


@posix_only
def test_root_installs_by_itself_and_hears_when_that_fails(bare_machine: Path) -> None:
    done = start(bare_machine, 0, "test")
    assert done.returncode == 69
    assert "apt-get failed" in done.stderr
    assert (bare_machine / "apt").read_text("utf-8").startswith("-q update")
