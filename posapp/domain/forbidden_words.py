"""What may not stand in a note about a person: what the law calls sensitive, numbers that open other doors, insults.

Rules are data: a topic has Chinese words, found anywhere, English words, found whole, and patterns of numbers. Looked
for in what was typed without spaces, marks and full-width forms, so that nobody gets round one by a dot. A word that
means something harmless more often than not is left out: a note that is refused wrongly is not written at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.payment_code import is_card_number

NOTE_WORDS: Final = "note_words"
"""The limit of that name: more words that the shop will have in no note, spaces between them."""
HEALTH, FAITH, NUMBER, PHONE, INSULT, OWN = "health", "faith", "number", "phone", "insult", "own"
CHINESE: Final[Mapping[str, tuple[str, ...]]] = {
    HEALTH: (
        *("糖尿病", "高血压", "心脏病", "肝炎", "乙肝", "癌症", "肿瘤", "艾滋", "梅毒", "结核病", "癫痫", "哮喘"),
        *("抑郁", "精神病", "精神分裂", "自闭症", "痴呆", "残疾", "瘫痪", "流产", "怀孕", "不孕", "过敏体质", "病史"),
        *("住院", "吃药", "化疗", "透析", "手术后"),
    ),
    FAITH: (
        *("信佛", "信教", "佛教徒", "基督徒", "基督教", "天主教", "穆斯林", "伊斯兰", "道教", "教徒", "做礼拜"),
        *("党员", "政治面貌", "同性恋", "前科", "坐过牢"),
    ),
    INSULT: (
        *("傻逼", "傻子", "笨蛋", "白痴", "神经病", "脑残", "废物", "垃圾人", "穷鬼", "泼妇", "老不死", "贱人"),
        *("王八蛋", "混蛋", "死胖子", "丑八怪", "乡巴佬", "土包子", "抠门"),
    ),
}
ENGLISH: Final[Mapping[str, tuple[str, ...]]] = {
    HEALTH: (
        *("diabetes", "diabetic", "hepatitis", "cancer", "tumour", "tumor", "hiv", "epilepsy", "depression"),
        *("depressed", "disabled", "disability", "pregnant", "miscarriage", "dementia", "autism", "autistic"),
        *("asthma", "chemotherapy", "psychiatric"),
    ),
    FAITH: (
        *("muslim", "christian", "catholic", "buddhist", "jewish", "hindu", "religion", "religious", "gay", "lesbian"),
        *("convict", "communist"),
    ),
    INSULT: (
        *("idiot", "stupid", "moron", "bitch", "bastard", "asshole", "cunt", "retard", "scum", "ugly", "stingy"),
        *("cheapskate", "loser"),
    ),
}
_CHINESE_ID: Final = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9x](?![0-9])")
"""GB 11643: region, birthday, sequence, check sign."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RUN: Final = re.compile(r"[0-9]{15,19}")
"""Shorter cards are rare, and numbers of goods have thirteen digits."""
_PASSPORT: Final = re.compile(r"(?<![0-9a-z])[eg][0-9]{8}(?![0-9])")
_MOBILE: Final = re.compile(r"(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=[0-9])(?:[^\w、;]|_)+(?=[0-9x])")
"""Not what stands between sizes in a row."""
_CHINESE_DIGITS: Final = {ord(sign): str(n % 10) for n, sign in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")}
_CHINESE_DIGITS[ord("幺")] = "1"
_LATIN: Final = re.compile(r"[a-z]+")
_BETWEEN_LETTERS: Final = re.compile(r"(?<=(?<![a-z])[a-z])[\W_]+(?=[a-z](?![a-z]))")
"""Of a word that was typed letter by letter."""
_NOT_READ: Final = re.compile(r"[\W_]+")


def topic_of(words: str, own: Iterable[str] = ()) -> str:
    """What of it may not be written, or ""; `own`: more words of the shop."""
    plain = unicodedata.normalize("NFKC", words).lower()
    digits = "".join(map(_as_digit, plain))
    if number := _number_in(_BETWEEN_DIGITS.sub("", digits)):
        return number
    squeezed, latin = _NOT_READ.sub("", plain), set(_LATIN.findall(_BETWEEN_LETTERS.sub("", plain)))
    for topic in CHINESE:
        if any(word in squeezed for word in CHINESE[topic]) or not latin.isdisjoint(ENGLISH[topic]):
            return topic
    mine = (unicodedata.normalize("NFKC", word).lower() for word in own)
    return OWN if any((word in latin if word.isascii() else word in squeezed) for word in mine) else ""


def check_note(words: str, own: str = "") -> None:
    """A note about a person. Refused("note_health", "note_faith", "note_number", "note_phone", "note_insult",
    "note_own"), each with what to write instead."""
    topic = topic_of(words, own.split())
    if topic == HEALTH:
        raise Refused("note_health")
    if topic == FAITH:
        raise Refused("note_faith")
    if topic == NUMBER:
        raise Refused("note_number")
    if topic == PHONE:
        raise Refused("note_phone")
    if topic == INSULT:
        raise Refused("note_insult")
    if topic:
        raise Refused("note_own")


def _as_digit(sign: str) -> str:
    """A digit of any writing as everybody reads it; other signs as they are."""
    return str(unicodedata.decimal(sign, sign)).translate(_CHINESE_DIGITS)


def _number_in(text: str) -> str:
    """Papers and accounts by form and check digit, telephone numbers of mobiles in China."""
    if any(_is_id(found) for found in _CHINESE_ID.findall(text)) or _PASSPORT.search(text):
        return NUMBER
    if any(map(is_card_number, _RUN.findall(text))):
        return NUMBER
    return PHONE if _MOBILE.search(text) else ""


def _is_id(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10x98765432"[total % 11] == number[-1]
