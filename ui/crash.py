"""When the program has a fault: it is written down without personal data, and the person reads one calm sentence.

The basket and every sale are on disk before anything is painted, so going on is safe; a traceback helps nobody here.
"""

from __future__ import annotations

import re
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

LOG_FILE: Final = "till.log"
_LARGEST, _KEPT = 1_000_000, 5
_LONGEST: Final = 200
_DIGITS: Final = re.compile(r"[0-9]{4,}")
"""Numbers of people and cards; what is left of a message still says what kind of fault it was."""
_QUOTED: Final = re.compile(r"""(['"]).{2,}?\1""")

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


class CrashLog:
    """Catches what nobody else did, on any thread. `tell(code)` is called for each fault; it must be quick."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._log: Any = None
        self._handler: Any = None
        self._lock = threading.Lock()
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """From now on until `remove`."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """As it was before."""
        sys.excepthook, threading.excepthook = self._before
        if self._handler is not None:
            self._handler.close()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        code = fault_code(kind, trace)
        with self._lock:
            self._write(code, kind, error, trace)
        self._tell(code)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _write(self, code: str, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        try:
            if self._log is None:
                self._log, self._handler = open_log(self._folder)
            self._log.error("fault", code=code, kind=kind.__name__, message=redacted(str(error)), at=places(trace))
        except OSError:
            sys.__excepthook__(kind, error, trace)  # no disk to write on: the console is all there is


def open_log(folder: Path) -> tuple[Any, Any]:
    """A log of JSON lines in the till's folder that never grows without end, and the handler to close at the end."""
    import logging  # all of this only when there is something to write
    from logging.handlers import RotatingFileHandler

    import structlog

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(folder / LOG_FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    output = logging.Logger("till")
    output.addHandler(handler)
    log = structlog.wrap_logger(
        output,
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.add_log_level,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    return log, handler


def places(trace: TracebackType | None) -> list[str]:
    """Where it happened, outermost first: files, lines and functions, never the values in them."""
    import traceback

    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]


def redacted(message: str) -> str:
    """A message without long numbers and quoted values."""
    return _DIGITS.sub("#", _QUOTED.sub("'…'", message))[:_LONGEST]


def fault_code(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Four signs that name the same fault each time, for the telephone."""
    innermost = places(trace)[-1:]
    return f"{zlib.crc32(f'{kind.__name__} {innermost}'.encode()) & 0xFFFF:04X}"
