"""Every case of GS1's checks on one value, against ours; and our table against GS1's."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from posapp.domain.barcode.ai_table import AI_TABLE
from posapp.domain.barcode.identifiers import ai_lengths, identifiers
from posapp.domain.barcode.lint import LINTS, NOT_LINTED
from tests.support.gs1 import not_handled, vectors
from tests.support.shared import shared


def test_every_case_is_handled_or_listed() -> None:
    handled, listed = 0, Counter[str]()
    for case in vectors("linter"):
        name = case["linter"]
        if name in LINTS:
            assert LINTS[name](case["data"]) is case["valid"], case
            handled += 1
        else:
            listed[name] += 1
    assert set(listed) == set(not_handled("[a-z0-9]+")) == NOT_LINTED
    assert (handled, listed.total()) == (3028, 2643)


def test_the_table_is_gs1s() -> None:
    theirs = {
        entry["ai"]: (entry["flags"], tuple(entry["spec"]), tuple(entry["attributes"]))
        for entry in json.loads(shared("data/gs1/gs1_ai_table.json").read_text("utf-8"))
    }
    ours = {}
    for line in AI_TABLE.splitlines():
        run, *words = line.partition("#")[0].split()
        flags = words.pop(0) if set(words[0]) <= set("*?") else ""
        spec = tuple(word for word in words if word.strip("[")[0] in "NXYZ")
        first, _, last = run.partition("-")
        for number in range(int(first), int(last or first) + 1):
            ours[str(number).zfill(len(first))] = (flags, spec, tuple(word for word in words if word not in spec))
    assert ours == theirs
    assert set(identifiers()) == set(theirs)


def test_every_check_that_the_table_names_is_made_or_listed() -> None:
    named = {name for entry in identifiers().values() for part in entry.lints for name in part}
    assert named <= set(LINTS) | NOT_LINTED


def test_the_first_two_digits_tell_how_long_an_identifier_is() -> None:
    assert all(ai_lengths()[ai[:2]] == len(ai) for ai in identifiers())


@pytest.mark.parametrize("text", ["２６０６０６", "²60606", "26060٣"])
def test_only_ascii_digits_are_digits(text: str) -> None:
    assert not LINTS["yymmdd"](text)
    assert not LINTS["csum"](text)
    assert not LINTS["csetnumeric"](text)
