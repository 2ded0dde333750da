"""Who delivers messages: `notices.json` beside the books, or the file that POSAPP_HUB_NOTICES_FILE names.

{"email": {"host": …, "sender": …, "user": …, "password": …}}, or {"email": "simulated", "sms":
"simulated"} for who tries things out.
It is read again when it has changed; no backup takes it along and no till sees it.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any, Final

from hub.lines import warn
from hub.notices.port import Sender

VARIABLE: Final = "POSAPP_HUB_NOTICES_FILE"
FILE: Final = "notices.json"
SIMULATED: Final = "simulated"


class Senders:
    """The provider of each way, as head office has set them up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = Path(os.environ.get(VARIABLE) or folder / FILE)
        self._lock = threading.Lock()
        self._read: tuple[int, int] = (0, 0)
        self._email: Sender | None = None
        self._sms: Sender | None = None

    def email(self) -> Sender | None:
        """Of e-mail, or None while there is none."""
        return self._now()[0]

    def sms(self) -> Sender | None:
        """Of short messages, likewise."""
        return self._now()[1]

    def _now(self) -> tuple[Sender | None, Sender | None]:
        with self._lock:
            try:
                found = self._path.stat()
            except OSError:
                self._read, self._email, self._sms = (0, 0), None, None
                return None, None
            stamp = (found.st_mtime_ns, found.st_size)
            if stamp != self._read:
                (self._email, self._sms), self._read = self._made(), stamp
            return self._email, self._sms

    def _made(self) -> tuple[Sender | None, Sender | None]:
        """A file with a mistake is said on the hub's own output, without what is in it."""
        try:
            said = json.loads(self._path.read_text("utf-8"))
            sms = said.get("sms")
            if sms not in (None, SIMULATED):
                raise ValueError("sms")  # nobody has set a real one up yet
            return self._of(said.get("email")), self._of(sms)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            warn(f"hub: {self._path.name} is not usable: {type(error).__name__}")
            return None, None

    def _of(self, told: Any) -> Sender | None:
        if told == SIMULATED:
            from hub.notices.simulated import FolderSender

            return FolderSender(self._folder / "notices")
        if told is None:
            return None
        from hub.notices.smtp import MailServer, SmtpSender

        return SmtpSender(MailServer(**told))
