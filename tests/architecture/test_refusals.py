"""Every refusal that the program can raise has a sentence in both languages, and no sentence lacks a fact."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache

from posapp.domain.refusal_texts import TEXTS
from tests.architecture.tree import sources, texts


def codes(argument: ast.expr) -> Iterator[str]:
    """The codes that the first argument can be; nothing for one that comes from elsewhere (a hub's answer)."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from codes(argument.body)
        yield from codes(argument.orelse)


@cache
def raised() -> list[tuple[str, str, set[str] | None]]:
    """(where, code, names of its facts, None when they are passed on with **)"""
    return list(_raised())


def _raised() -> Iterator[tuple[str, str, set[str] | None]]:
    for where, tree in sources(naming="Refused"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "Refused":
                passed_on = any(keyword.arg is None for keyword in node.keywords)
                facts = None if passed_on else {keyword.arg for keyword in node.keywords if keyword.arg}
                for code in codes(node.args[0]):
                    yield f"{where}:{node.lineno}", code, facts


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_each_refusal_has_its_texts() -> None:
    without = sorted(f"{where}: {code}" for where, code, _ in raised() if code not in TEXTS)
    assert not without


def test_each_text_mentions_only_facts_that_are_given() -> None:
    wrong = [
        f"{where}: {code} lacks {missing}"
        for where, code, facts in raised()
        if facts is not None
        for text in TEXTS.get(code, ())
        if (missing := fields(text) - facts)
    ]
    assert not wrong


def test_both_languages_say_the_same() -> None:
    for code, (zh, en) in TEXTS.items():
        assert fields(zh) == fields(en), code
        assert any("\u4e00" <= sign <= "\u9fff" for sign in zh), f"{code} has no Chinese text"
        assert en.isascii() or not any("\u4e00" <= sign <= "\u9fff" for sign in en), f"{code} has Chinese in English"


def test_no_text_is_left_over() -> None:
    """None that stands nowhere as a word of its own; what is raised by name need not be looked for."""
    words = set(TEXTS) - {code for _, code, _ in raised()}
    program = [text for where, text in texts() if not where.startswith("posapp/domain/refusal_texts")]
    assert not sorted(word for word in words if not any(f'"{word}"' in text for text in program))
