"""Who collects garbage: the thread of the windows, and nobody else."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.launch import WORTH_A_SWEEP, collect_garbage, freeze_memory


def test_a_running_timer_that_nobody_holds_waits_for_the_thread_of_the_windows(qapp: QApplication) -> None:
    freeze_memory()
    timer = QTimer(interval=1)
    timer.start()
    holder = {"timer": timer}
    holder["itself"] = holder  # type: ignore[assignment]
    left = weakref.ref(timer)
    del timer, holder
    made: list[list[int]] = []
    worker = threading.Thread(target=lambda: made.extend([n] for n in range(3 * WORTH_A_SWEEP)))
    worker.start()
    worker.join()
    assert left() is not None, "another thread collected it"
    collect_garbage()
    assert left() is None
    qapp.processEvents()
    assert not gc.isenabled()
