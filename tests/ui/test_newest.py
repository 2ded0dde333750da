"""What was asked last is what stands on the screen, whichever answer comes first."""

from __future__ import annotations

from ui.newest import Newest


def test_an_older_answer_is_not_heard_whenever_it_comes() -> None:
    heard: list[str] = []
    reading = Newest()
    first, second = reading.only(heard.append), reading.only(heard.append)
    second("now")
    first("before")
    assert heard == ["now"]
    reading.only(heard.append)
    second("now again")
    assert heard == ["now"], "asked once more: the next answer counts"
