"""What `./run` says about words that it cannot use, and that it makes nothing of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posapp.main import main

Said = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tills keep their files when no folder is named."""
    for name in ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems have other places for a person's files")
def test_a_mistyped_profile_makes_no_till(home: Path, capsys: Said) -> None:
    assert main(["--profile", "demo", "--profile", "demoo"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "'demoo'" in line
    assert str(home) in line
    assert not list(home.iterdir())


@pytest.mark.parametrize(
    "words, named",
    [("nonsense", "nonsense"), ("--speed 1", "--speed"), ("--language fr", "fr"), ("--language=de", "de")],
)
def test_words_that_cannot_be_used_are_named(home: Path, capsys: Said, words: str, named: str) -> None:
    assert main(words.split()) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert repr(named) in line
    assert "posapp --help" not in line
    assert not list(home.iterdir())
