"""Why the keys of a return are grey while goods are chosen."""

from __future__ import annotations

from posapp.domain.errors import Refused
from ui.kit.i18n import Language
from ui.kit.status import Notice
from ui.texts import refusal


def said_why(notice: Notice, reason: str, language: Language) -> bool:
    """Whether the reason is said; where it is not, the notice asks for it unless it has something to say already."""
    if not reason and not notice.words:
        notice.say("warn", refusal(Refused("return_reason_missing"), language), 60)
    return bool(reason)
