"""The one expected failure: a refusal with a code, the facts that explain it, and a text in the person's language."""

from __future__ import annotations

import errno


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """What a person asked for cannot be done; nothing has changed.

    `code` is stable (scripts and tests match it); `facts` are ready-made strings or integers that the text of the
    code mentions (see `refusal_texts`). Anything else that is raised is a bug and goes to the crash handler.
    """

    def __init__(self, code: str, /, **facts: str | int) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


def is_disk_full(error: OSError) -> bool:
    """Whether the disk, or what of it this user may fill, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
