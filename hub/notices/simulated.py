"""A provider that delivers nothing: each message becomes a page in a folder beside the books, to be looked at."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

from hub.notices.port import Message

SAID: Final = "模拟发送：这封信没有寄出，只放在这里。 Simulated: this message was not sent, it only lies here."
_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]")


class FolderSender:
    """Writes `ID.html`; of a message that comes twice there is one."""

    simulated = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> None:
        """Lays it down. The address stands on it, so the folder is the hub's own."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = f"<p><b>{SAID}</b></p><p>{escape(message.to)}<br>{escape(message.subject)}</p>"
        page = message.html.replace("<main>", f"<main>{head}", 1)
        (self._folder / f"{_PLAIN.sub('_', message.id)}.html").write_text(page, "utf-8")
