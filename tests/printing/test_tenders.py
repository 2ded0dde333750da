"""Every way of paying has its words on paper and its place in or beside the drawer."""

from __future__ import annotations

from typing import get_args

import pytest

from posapp.domain.customer_view import WORDS
from posapp.domain.tender import OPENS_DRAWER, TenderType
from printing.words import say


@pytest.mark.parametrize("kind", get_args(TenderType))
def test_a_tender_has_words_and_a_place(kind: TenderType) -> None:
    assert say(kind, "zh") != say(kind, "en")
    assert kind in OPENS_DRAWER
    assert kind in WORDS
