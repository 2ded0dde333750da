"""Messages whose words the shop has written beforehand: versions, both languages, and fields that are filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from posapp.domain.errors import Refused

FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("会员称呼", "the member's name"),
    "shop": ("门店名", "the shop"),
    "associate": ("导购", "who writes"),
    "item": ("商品", "the goods"),
    "order": ("订单", "the order"),
    "points": ("积分", "the points"),
    "until": ("截止日期", "the last day"),
}
"""What may stand in braces, and what it is."""
MOST: Final = 500
"""Signs of a message."""
OPT_OUT: Final[Mapping[str, str]] = {"zh": " 不想再收到请告诉店员。", "en": " To end these messages tell the shop."}
"""Nobody who is written to must ask how to end it (Personal Information Protection Law of China, article 15)."""
_FIELD: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """`version`: other words are another version; `channels` on which it is sent; `zh` and `en` are the words."""

    id: str
    version: str
    name_zh: str
    name_en: str
    channels: tuple[str, ...]
    zh: str
    en: str

    def name(self, language: str) -> str:
        """In "zh" or "en"."""
        return self.name_zh if language == "zh" else self.name_en

    def words(self, language: str) -> str:
        """Likewise, with its braces."""
        return self.zh if language == "zh" else self.en


def fields_of(words: str) -> tuple[str, ...]:
    """What stands in braces, each once; also what no program knows."""
    return tuple(dict.fromkeys(_FIELD.findall(words)))


def unknown_field(words: str) -> str | None:
    """The first that no program can fill, or a brace that stands alone; None where all are known."""
    left = _FIELD.sub("", words)
    if "{" in left or "}" in left:
        return "{" if "{" in left else "}"
    return next((name for name in fields_of(words) if name not in FIELDS), None)


def filled(template: Template, language: str, values: Mapping[str, str]) -> str:
    """The message as it goes out, how to end such messages last.
    Refused("template_field_unknown", "template_field_missing"): which."""
    words = template.words(language)
    unknown = unknown_field(words)
    if unknown is not None:
        raise Refused("template_field_unknown", field_named=unknown, template=template.id)
    for name in fields_of(words):
        if not values.get(name):
            what = dict(zip(("what_zh", "what_en"), FIELDS[name], strict=True))
            raise Refused("template_field_missing", **what)
    end = OPT_OUT["zh" if language == "zh" else "en"]
    return _FIELD.sub(lambda found: values[found[1]], words)[: MOST - len(end)] + end
