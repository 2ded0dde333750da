"""What somebody says of themselves, as beginnings of the words by which they are found; and who is found by them."""

from __future__ import annotations

import pytest

from posapp.domain.member import Member, masked, masked_name
from posapp.domain.member_search import Asked, asked, fits_name, spelled, words
from posapp.domain.pinyin import Readings

WANG = Member("M1", "王小芳", "+8613800138000", "Wang@Example.com", "VIP77", spelled=("wang xiao fang",))
ADA = Member("M2", "Ada King", "+447700900123")


@pytest.mark.parametrize(
    "typed",
    [
        *("13800138000", "+86 138 0013 8000", "0086-138-0013-8000", "86138001", "(138) 0013", "8000", "VIP77", "VI"),
        *("王", "王小芳", "小芳", "芳", "wangxiaofang", "wang xiao", "xiaof", "wxf", "wang@ex", "8000 王", "王8000"),
        *("8000wangx", "WXF 8000", "8000 小芳", "８０００王"),
    ],
)
def test_every_form_means_the_same_person(typed: str) -> None:
    assert _fits(WANG, asked(typed)), typed


@pytest.mark.parametrize("typed", ["13900138000", "8001", "8000 李", "wangd", "xf", "+44138", "+852 1380"])
def test_nobody_else_is_meant(typed: str) -> None:
    assert not _fits(WANG, asked(typed)), typed


def test_names_in_letters_and_numbers_of_other_countries() -> None:
    for typed in ("ada", "king", "adak", "ada king", "+44 7700", "0044770", "0123"):
        assert _fits(ADA, asked(typed)), typed


def test_too_little_is_not_asked_for() -> None:
    assert [asked(typed) for typed in ("", " ", "1", "w", "+")] == [None] * 5
    assert asked("王") is not None


def test_a_name_is_read_in_every_way() -> None:
    readings = Readings({"单": ("dan", "shan"), "雄": ("xiong",)})
    assert spelled("单雄", readings) == ("dan xiong", "shan xiong")
    assert spelled("Ada", readings) == ()


def test_what_the_queue_may_read() -> None:
    assert [masked_name(name) for name in ("王芳", "王小芳", "Ada King", "王", "")] == ["王*", "王**", "A***", "王", ""]
    assert masked("+8613800138000") == "138****8000"


def _fits(member: Member, wanted: Asked | None) -> bool:
    if wanted is None:
        return False
    if wanted.last:
        return member.phone.endswith(wanted.last) and fits_name(member, wanted.name)
    return any(word.startswith(start) for word in words(member) for start in wanted.words)
