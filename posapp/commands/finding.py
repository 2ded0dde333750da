"""One line of what `posapp doctor` says."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One line: what was looked at, whether it is good, and the sentence, in both languages.

    `code`: the trouble, of which people are told five digits for the telephone.
    """

    topic: tuple[str, str]
    good: bool
    says: tuple[str, str]
    code: str = ""
