"""No page takes a key that the whole window has: Qt would obey neither of the two."""

from __future__ import annotations

import ast

from tests.architecture.tree import sources
from ui.window_keys import KEYS

ITS_OWN = {("ui/payment/screen.py", KEYS["reprint"])}
"""The payment page has a copy key of its own; the window's is off there (`TillWindow.go`)."""


def test_a_page_has_no_key_of_the_window() -> None:
    taken = {
        (where, node.args[0].value)
        for where, tree in sources()
        if where.startswith("ui/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "on_key"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(taken) > 40, "the keys are looked for where they are"
    assert {(where, key) for where, key in taken if key in KEYS.values()} == ITS_OWN
