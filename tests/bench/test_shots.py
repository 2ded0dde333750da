"""The tour that makes the pictures goes through every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.shots import main

SCREENS = {
    *("sign-in", "shift", "checkout", "ask-which", "payment", "ask-change", "payment-done", "receipts", "settings"),
    *("trouble-damaged-database", "trouble-till-not-enrolled", "trouble-diagnosis", "stop-sale", "ask-prices"),
    *("labels-none", "labels", "labels-printing", "receipts-waiting", "line-online", "line-offline", "line-shut-out"),
    *("terminal", "terminal-declined", "terminal-paying", "terminal-unknown", "terminal-decide", "terminal-part"),
    *("line-hub-newer", "line-too-old", "line-diagnosis", "refused-1", "refused-hand-over", "warning-old-copy"),
    *("ask-price", "price-beyond", "price-approval", "price-given", "price-standing"),
}


def test_every_screen_has_its_picture(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All are walked through, some of them taken: that is what takes time."""
    assert main([str(tmp_path), "--sizes", "1024x768", "--languages", "en", "--only", "trouble"]) == 0
    walked = set(capfd.readouterr().out.split("\n"))
    assert walked >= SCREENS
    taken = {path.name.split("-", 1)[1].removesuffix("-en-1024x768.png") for path in tmp_path.glob("*.png")}
    assert taken == {name for name in walked if name.startswith("trouble")}
