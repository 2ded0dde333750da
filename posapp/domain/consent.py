"""On which ways a member may be contacted, which words they agreed to, and who consents for a child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

CHANNELS: Final[Mapping[str, tuple[str, str]]] = {
    "sms": ("短信", "SMS"),
    "phone": ("电话", "Telephone"),
    "email": ("电子邮件", "E-mail"),
    "wechat": ("微信", "WeChat"),
}
"""Every way, and how it is called in Chinese and English."""
WAYS: Final = ("screen", "paper", "signature")
"""How somebody agreed: they read it on the screen, on paper, or signed."""
OF_AGE: Final = 14
"""Below this a guardian consents (Personal Information Protection Law of China, article 31)."""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The words that a member agrees to, in both languages; each version is other words."""

    version: str = "standard-1"
    zh: str = "我同意按所选方式接收会员服务和优惠信息，可随时要求停止。"
    en: str = "I agree to receive service messages and offers in the chosen ways and may end this at any time."

    def words(self, language: str) -> str:
        """In "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Said:
    """What was said once about some channels: `text` is the version of the words, `how` one of `WAYS`."""

    given: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    text: str = ""
    how: str = "screen"


Agreed = tuple[tuple[str, str, str, str], ...]
"""(channel, "given" or "withdrawn", day, version of the text): what holds of each channel."""


def after(consent: tuple[str, ...], agreed: Agreed, said: Said, day: str) -> tuple[tuple[str, ...], Agreed]:
    """The channels that are allowed, and what is known of each, once something more was said that day."""
    known = {row[0]: row for row in agreed}
    known |= {channel: (channel, "given", day, said.text) for channel in said.given}
    known |= {channel: (channel, "withdrawn", day, said.text) for channel in said.withdrawn}
    allowed = (set(consent) | set(said.given)) - set(said.withdrawn)
    return tuple(c for c in CHANNELS if c in allowed), tuple(known[c] for c in sorted(known))


def is_child(birthday: str, today: str) -> bool:
    """Whether whoever was born that day (ISO) is too young to consent alone."""
    if not birthday:
        return False
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    return (now.year - born.year) - ((now.month, now.day) < (born.month, born.day)) < OF_AGE


def channel_name(channel: str, language: str) -> str:
    """How it is called; one that only a newer hub knows by its own name."""
    zh, en = CHANNELS.get(channel, (channel, channel))
    return zh if language == "zh" else en


def known_channels(channels: Iterable[str]) -> bool:
    """Whether all of them are channels."""
    return all(channel in CHANNELS for channel in channels)
