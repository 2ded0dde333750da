"""Who sells waits for nothing that only a manager reads: reports, dashboard and log are imported when opened."""

from __future__ import annotations

import subprocess
import sys

LATE = ("ui.reports", "ui.dashboard", "ui.audit", "ui.kit.bars", "posapp.usecases.reports", "posapp.contract.figures")
NEVER = ("numpy", "pyqtgraph", "matplotlib")


def test_the_managers_pages_are_not_loaded_at_the_start() -> None:
    start = "import sys, posapp.app, posapp.storage.till, ui.pages, ui.window, ui.parts; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "ui.window" in loaded
    assert [name for name in loaded if name.startswith((*LATE, *NEVER))] == []


def test_the_dashboard_needs_no_plotting_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, ui.dashboard.screen; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ui.kit.bars" in done.stdout.split()
    assert [name for name in done.stdout.split() if name in NEVER] == []
