"""What may stand in a note and what may not, however it is spaced, marked or widened; each no says what to write."""

from __future__ import annotations

import pytest

from posapp.domain.forbidden_words import CHINESE, ENGLISH, check_note, topic_of
from posapp.domain.refusal_texts import TEXTS
from tests.support.refused import refused

WRONG = {
    "health": ("有糖尿病", "糖 尿 病", "她高.血.压", "ＨＩＶ", "is pregnant", "Cancer!", "H.I.V", "糖\u200b尿病"),
    "faith": ("是基督徒", "Muslim family", "党员"),
    "number": (
        "110101199003074514",
        "身份证 11010519491231002X",
        "11010519491231002x。",
        "4111 1111 1111 1111",
        "E12345678",
    ),
    "phone": (
        "138-0013-8000",
        "打8613800138000",
        "１３８００１３８０００",
        "138(0013)8000",
        "138*0013~8000",
        "一三八零零一三八〇〇〇",
        "١٣٨٠٠١٣٨٠٠٠",
        "①③⑧00138000",
    ),
    "insult": ("死胖子", "an IDIOT", "i d i o t", "神 经 病"),
}
RIGHT = (
    *("喜欢藏青，M码", "不要羊毛", "毛病多退了两次鞋", "no wool, loose fit", "rice for 3", "手术刀套装", "scunthorpe"),
    *(
        "6901234567892 缺货",
        "订单 2026112100012345",
        "积分 1250",
        "2026-11-23 来取",
        "二〇二六年一三八楼",
        "尺码 175、100、108、44",
        "M L XL",
        "110101199003074515",
        "",
    ),
)


def test_what_is_refused_and_what_is_not() -> None:
    found = {text: topic_of(text) for texts in WRONG.values() for text in texts}
    assert found == {text: topic for topic, texts in WRONG.items() for text in texts}
    assert [text for text in RIGHT if topic_of(text)] == []
    for topic, (text, *_) in WRONG.items():
        with refused(f"note_{topic}"):
            check_note(text)
    with refused("note_own"):
        check_note("竞争对手的会员", "竞争对手 rival")
    assert topic_of("arrival tomorrow", ["rival"]) == "", "an English word is whole"


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_every_word_of_the_lists_is_found_and_its_refusal_says_what_to_write(
    words: dict[str, tuple[str, ...]],
) -> None:
    for topic, all_ in words.items():
        assert {topic_of(word) for word in all_} == {topic}
        zh, en = TEXTS[f"note_{topic}"]
        assert "请" in zh
        assert "rite" in en
