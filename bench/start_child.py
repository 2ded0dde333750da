"""One measured start, in a process of its own: `start_child.py bare|imports|painted|ready FOLDER` prints what it took.

Time runs from the start of the process, as the system noted it, so the interpreter's own start counts for all alike.
"""

import os
import sys


def report() -> None:
    """Print the figures and end: what comes after is not measured."""
    import json
    import time

    with open("/proc/self/stat") as file:
        born = int(file.read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")
    waited = 0.0
    for thread in os.listdir("/proc/self/task"):  # they take turns: while one imports, the other waits for it
        with open(f"/proc/self/task/{thread}/schedstat") as file:
            waited += int(file.read().split()[1]) / 1e9
    with open("/proc/self/status") as file:
        memory = next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
    wall = time.clock_gettime(time.CLOCK_BOOTTIME) - born
    print(json.dumps({"wall": wall, "waited": waited, "memory": memory}), flush=True)
    os._exit(0)


def bare() -> None:
    """A window of plain widgets, painted."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtWidgets import (
        QApplication,
        QGridLayout,
        QHBoxLayout,
        QLabel,
        QLineEdit,
        QMainWindow,
        QPushButton,
        QTableView,
        QVBoxLayout,
        QWidget,
    )

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, report)
            return False

    app = QApplication([])
    window, inside, first = QMainWindow(), QWidget(), FirstPaint()
    window.setCentralWidget(inside)
    row, left, keys = QHBoxLayout(inside), QVBoxLayout(), QGridLayout()
    row.addLayout(left, 2)
    for widget in (QLineEdit(), QTableView(), QLabel("0.00")):
        left.addWidget(widget)
    row.addLayout(keys, 1)
    for number in range(24):
        button = QPushButton(f"Key {number}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keys.addWidget(button, number // 4, number % 4)
    window.installEventFilter(first)
    window.resize(1280, 800)
    window.show()
    app.exec()


def imports() -> None:
    """The libraries that any till of this kind imports, then the bare window."""
    import pydantic
    import requests
    import sqlalchemy

    assert len({pydantic.BaseModel.__name__, requests.__name__, sqlalchemy.__name__}) == 3
    bare()


def painted() -> None:
    """The till itself, up to the PIN pad on screen."""
    from ui.launch import Launch

    def stop(launch: Launch) -> None:
        assert launch.window.sign_in.pad.isVisible()
        report()

    _run_with(stop)


def ready() -> None:
    """The till itself, up to a scanned and painted line."""
    from ui.window import Window

    prepared = Window._prepare

    def go_on(window: Window) -> None:
        prepared(window)
        _scan(window)

    setattr(Window, "_prepare", go_on)  # noqa: B010 - the bench looks into the window
    _main()


def _scan(window: object) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    from ui.kit.cart_list import CartList
    from ui.window import Window

    assert isinstance(window, Window) and window.place is not None
    app = window.place.app
    person = app.till.staff.all()[0]
    app.sign_in.enter(person)
    window.sign_in_model.signed_in.emit(person)
    screen = window.page_of("checkout")
    lines = screen.findChildren(CartList)[0]

    class LinePaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and lines.rows:
                QTimer.singleShot(0, report)
            return False

    watching = LinePaint(lines)
    lines.viewport().installEventFilter(watching)
    row = app.catalog.browse(limit=1)[0].product
    app.checkout.add(row.sku)
    screen.opened()


def _run_with(stop: object) -> None:
    import ui.launch

    first = ui.launch.Launch.__init__

    def init(self: object, *arguments: object, **more: object) -> None:
        found = list(arguments)
        found[2] = stop
        first(self, *found, **more)  # type: ignore[arg-type]

    setattr(ui.launch.Launch, "__init__", init)  # noqa: B010 - the bench stops after the paint
    _main()


def _main() -> None:
    from posapp.main import main

    main(["--data-dir", sys.argv[2], "--language", "zh"])


if __name__ == "__main__":
    {"bare": bare, "imports": imports, "painted": painted, "ready": ready}[sys.argv[1]]()
