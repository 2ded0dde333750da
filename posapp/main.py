"""The composition root: reads the command line, starts a command or the window; imports wait for the first paint."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from posapp import __version__

EX_USAGE, EX_UNAVAILABLE = 2, 69
COMMANDS = {
    "replay": "posapp.commands.replay.run",
    "verify": "posapp.commands.verify",
    "doctor": "posapp.commands.doctor",
    "backup": "posapp.commands.backup",
    "backup-key": "posapp.commands.office_backup",
    "open-backup": "posapp.commands.open_backup",
    "rescue": "posapp.commands.rescue",
    "print-check": "posapp.commands.print_check",
    "order": "posapp.commands.web_shop",
}
"""Command -> module with `main(argv) -> exit code`; imported only when asked for."""

HELP = f"""The till, version {__version__}.

usage: ./run [--data-dir DIR] [--profile NAME] [--language zh|en]
       ./run COMMAND [ARGS]   ({", ".join(COMMANDS)}; each takes --help)

  --data-dir DIR   where this till keeps its files
  --profile demo   the demonstration shop, with a hub of its own on this machine
  --version        print the version
  order            one more online order for the demonstration shop that is open
  --help           print this; as the only word of ./run, its other words too"""


def main(argv: list[str]) -> int:
    """Run; returns the exit code (0 ok, 1 failure, 2 usage, 69 no display, 130 Ctrl+C)."""
    os.umask(0o077)  # what a till writes, and its hub, is for its own user only
    if argv and argv[0] in COMMANDS:
        return int(import_module(COMMANDS[argv[0]]).main(argv[1:]))
    if "--version" in argv:
        print(f"posapp {__version__}")
        return 0
    if "--help" in argv or "-h" in argv:
        print(HELP)
        return 0
    training = "--training" in argv  # said by the program itself when it starts anew for practice
    options = _options([word for word in argv if word != "--training"])
    if options is None:
        return EX_USAGE
    language = options.get("--language", "")
    if language not in ("", "zh", "en"):
        print(f"posapp: there is no language {language!r} here; there are zh and en", file=sys.stderr)
        return EX_USAGE
    if not _has_display():
        print("posapp: no display. Start it in a desktop session, or set QT_QPA_PLATFORM=offscreen.", file=sys.stderr)
        return EX_UNAVAILABLE
    gc.disable()  # for good: the window collects when it is idle, on its own thread
    from posapp.commands.place import data_folder
    from posapp.window_start import start_window

    profile = options.get("--profile", "")
    folder = data_folder(options.get("--data-dir"), profile)
    if profile not in ("", "demo") and not folder.is_dir():
        print(f"posapp: there is no till {profile!r}: {folder} is not there; see ./run --help", file=sys.stderr)
        return EX_USAGE
    return start_window(folder, profile, language, training=training)


def _options(argv: list[str]) -> dict[str, str] | None:
    known, options, rest = ("--data-dir", "--profile", "--language"), {}, list(argv)
    while rest:
        name, sign, value = rest.pop(0).partition("=")
        if name not in known or not (sign or rest):
            print(f"posapp: cannot use {name!r}; see ./run --help", file=sys.stderr)
            return None
        options[name] = value if sign else rest.pop(0)
    return options


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
