"""Goods without a photograph get a drawing that fits their category."""

from __future__ import annotations

import pytest

from ui.kit.files import resources
from ui.kit.pictures import DRAWINGS, FALLBACK, drawing_for
from ui.kit.tokens import TINTS


@pytest.mark.parametrize(
    "words, icon",
    [
        (("Milk / Milk drinks", "Dairy"), "milk"),
        (("Fruit Juices / Cordials", "Drinks"), "cup-soda"),
        (("新鲜蔬菜",), "carrot"),
        (("Something unheard of", "Beer / Wines / Spirits"), "beer"),
        (("螺丝",), FALLBACK),
        ((), FALLBACK),
    ],
)
def test_drawing_by_category(words: tuple[str, ...], icon: str) -> None:
    assert drawing_for(*words).icon == icon


def test_every_drawing_exists_and_every_tint_is_one_of_ours() -> None:
    names = {icon for _, icon in DRAWINGS} | {FALLBACK}
    assert [name for name in sorted(names) if not (resources() / "icons" / f"{name}.svg").exists()] == []
    assert all(drawing_for(word).tint in range(len(TINTS)) for word, _ in DRAWINGS)
