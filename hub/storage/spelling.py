"""How members' names are read."""

from __future__ import annotations

from posapp.domain.member_search import spelled


def spelled_name(name: str) -> tuple[str, ...]:
    """See `domain.member_search`; the table of readings is large, and a hub of names in letters needs none."""
    if not name or name.isascii():
        return ()
    from hub.pinyin import all_readings

    return spelled(name, all_readings())
