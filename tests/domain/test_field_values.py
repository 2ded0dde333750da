"""A field that several tills write: who wrote last over what they saw holds; who saw nothing of one another clash."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.field_values import FieldValue, stamps_of, standing


def value(stamp: str, text: str, at: int, over: str = "") -> FieldValue:
    return FieldValue(stamp, text, f"2026-11-21T01:{at:02}:00Z", frozenset(over.split()))


def test_two_who_did_not_know_of_one_another_are_both_kept_until_one_writes_over_both() -> None:
    first, second = value("1.5", "王芳", 1), value("2.3", "王方", 2)
    assert [v.value for v in standing([second, first])] == ["王芳", "王方"]
    assert stamps_of([first, second]) == "1.5 2.3"
    assert standing([first, second, value("1.9", "王芳", 3, "1.5 2.3")])[-1].stamp == "1.9"
    assert [v.value for v in standing([first, value("2.3", "王芳", 2)])] == ["王芳"], "the same is no clash"


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_the_order_in_which_they_arrive_says_nothing(order: list[int], knew: list[bool]) -> None:
    written: list[FieldValue] = []
    for number, seen in enumerate(knew):
        over = stamps_of(written) if seen else ""
        written.append(value(f"{number % 2}.{number}", str(number), number, over))
    arrived = [written[place] for place in order]
    assert standing(arrived) == standing(written)
    assert stamps_of(arrived) == stamps_of(written)
    if knew[-1]:
        assert [v.value for v in standing(arrived)] == ["5"]
