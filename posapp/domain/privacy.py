"""What people may ask to be done with their own data, by whom it is asked and how it was seen who that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from posapp.domain.errors import Refused

ERASE: Final = "erase"
ACCESS: Final = "access"
WISHES: Final[Mapping[str, tuple[str, str]]] = {
    ERASE: ("删除个人信息", "Erase their data"),
    ACCESS: ("提供个人信息副本", "A copy of their data"),
}
ASKERS: Final[Mapping[str, tuple[str, str]]] = {
    "self": ("本人", "The member"),
    "guardian": ("监护人", "A guardian"),
    "agent": ("受托人（有委托书）", "Somebody they sent, in writing"),
}
IDENTITIES: Final[Mapping[str, tuple[str, str]]] = {
    "code": ("会员码", "Code on their telephone"),
    "paper": ("看过证件（不记录）", "Paper looked at, not noted"),
    "called": ("回拨登记手机", "Called back on their number"),
}
"""In words that a person chooses from: nothing is typed, so nothing personal comes into the sealed journal."""


def check_request(wish: str, by: str, identity: str) -> None:
    """Refused("privacy_incomplete") for words that nobody knows."""
    if wish not in WISHES or by not in ASKERS or identity not in IDENTITIES:
        raise Refused("privacy_incomplete")
