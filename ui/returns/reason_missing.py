"""Why the keys of a return are grey while goods are chosen."""

from __future__ import annotations

from posapp.domain.errors import Refused
from ui.kit.i18n import Language
from ui.kit.status import Notice
from ui.texts import refusal


def said_why(notice: Notice, reason: str, language: Language, *, chosen: bool) -> bool:
    """Whether goods are chosen and the reason is said; where that alone is missing the notice asks for it, unless it
    has something to say already. It asks no longer than it is so."""
    words = refusal(Refused("return_reason_missing"), language)
    if chosen and not reason and not notice.words:
        notice.say("warn", words, 60)
    elif notice.words == words and (reason or not chosen):
        notice.clear()
    return chosen and bool(reason)
