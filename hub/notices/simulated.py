"""A provider that delivers nothing: each message becomes a page in a folder beside the books, to be looked at, and a
row of `index.html` there."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

from hub.notices.port import Message
from posapp.domain.mail import masked_mail

SAID: Final = "模拟发送：这封信没有寄出，只放在这里。 Simulated: this message was not sent, it only lies here."
_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]")
MOST_LINES: Final = 6
"""Of a message that the list shows."""
INDEX: Final = "index.html"
_HEAD: Final = f"""<!doctype html><html><head><meta charset="utf-8"><title>Messages 消息</title><style>
body {{ font: 16px/1.6 sans-serif; max-width: 46em; margin: 2em auto; display: flex; flex-direction: column-reverse }}
article {{ border: 1px solid #ccc; border-radius: 10px; padding: .4em 1em; margin: .4em 0 }}
header {{ order: 1 }} small {{ color: #595959 }}
</style></head><body><header><h1>Messages 消息</h1><p>{SAID}</p></header>
"""
"""Rows are added below; the page shows the newest first."""


class FolderSender:
    """Writes `ID.html`, and a row of the page that lists them; of a message that comes twice there is one."""

    simulated = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> None:
        """Lays it down. The address stands on it, so the folder is the hub's own."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = f"<p><b>{SAID}</b></p><p>{escape(message.to)}<br>{escape(message.subject)}</p>"
        page = message.html.replace("<main>", f"<main>{head}", 1)
        file = self._folder / f"{_PLAIN.sub('_', message.id)}.html"
        new = not file.exists()
        file.write_text(page, "utf-8")
        if new:
            self._list(message, file.name)

    def _list(self, message: Message, name: str) -> None:
        index = self._folder / INDEX
        words = "<br>".join(escape(line) for line in message.text.splitlines()[:MOST_LINES])
        to = masked_mail(message.to) if "@" in message.to else f"*{message.to[-4:]}"
        about = f'<a href="{name}">{escape(message.subject)}</a> <small>{escape(to)}</small>'
        row = f"<article><p>{about}</p><p>{words}</p></article>\n"
        with index.open("a", encoding="utf-8") as page:
            page.write(row if page.tell() else _HEAD + row)
