"""What stands for a product without a photograph: a line drawing and a soft tint, chosen by its category's words."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ui.kit.tokens import TINTS

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

Photos = Callable[[str], "QPixmap | None"]
"""The photograph of a product by its number, None where there is none, or none yet."""


def no_photos(_sku: str) -> QPixmap | None:
    """Nobody has any."""
    return None


# The first word found in the category's names (English or Chinese, lower case) decides; particular before general.
DRAWINGS: Final[tuple[tuple[str, str], ...]] = (
    ("pet ", "paw-print"),
    ("宠物", "paw-print"),
    ("baby", "baby"),
    ("infant", "baby"),
    ("milk powder", "baby"),
    ("婴", "baby"),
    ("ice cream", "ice-cream-cone"),
    ("frozen confection", "ice-cream-cone"),
    ("seafood", "fish"),
    ("海产", "fish"),
    ("水产", "fish"),
    ("meat", "beef"),
    ("poultry", "beef"),
    ("肉", "beef"),
    ("frozen", "snowflake"),
    ("冻", "snowflake"),
    ("vegetable", "carrot"),
    ("蔬", "carrot"),
    ("fruit juice", "cup-soda"),
    ("果汁", "cup-soda"),
    ("dried fruit", "nut"),
    ("坚果", "nut"),
    ("fruit", "apple"),
    ("水果", "apple"),
    ("egg", "egg"),
    ("蛋类", "egg"),
    ("soy", "milk"),
    ("milk tea", "coffee"),
    ("coffee", "coffee"),
    ("咖啡", "coffee"),
    ("茶", "coffee"),
    ("milk", "milk"),
    ("cheese", "milk"),
    ("butter", "milk"),
    ("cream", "milk"),
    ("奶", "milk"),
    ("water", "glass-water"),
    ("水饮", "glass-water"),
    ("beer", "beer"),
    ("shandy", "beer"),
    ("啤酒", "beer"),
    ("wine", "wine"),
    ("spirit", "wine"),
    ("酒", "wine"),
    ("drink", "cup-soda"),
    ("饮", "cup-soda"),
    ("bread", "sandwich"),
    ("面包", "sandwich"),
    ("cake", "croissant"),
    ("bakery", "croissant"),
    ("蛋糕", "croissant"),
    ("biscuit", "cookie"),
    ("snack", "cookie"),
    ("饼", "cookie"),
    ("小食", "cookie"),
    ("零食", "cookie"),
    ("cand", "candy"),
    ("糖", "candy"),
    ("noodle", "soup"),
    ("pasta", "soup"),
    ("canned", "soup"),
    ("面条", "soup"),
    ("罐头", "soup"),
    ("oil", "bottle-wine"),
    ("食油", "bottle-wine"),
    ("rice", "wheat"),
    ("cereal", "wheat"),
    ("flour", "wheat"),
    ("米", "wheat"),
    ("粮", "wheat"),
    ("sauce", "cooking-pot"),
    ("condiment", "cooking-pot"),
    ("调味", "cooking-pot"),
    ("drug", "pill"),
    ("health", "pill"),
    ("medical", "pill"),
    ("药", "pill"),
    ("paper", "toilet"),
    ("纸", "toilet"),
    ("laundry", "spray-can"),
    ("cleaning", "spray-can"),
    ("insecticide", "spray-can"),
    ("清洁", "spray-can"),
    ("洗衣", "spray-can"),
    ("hair", "shower-head"),
    ("bath", "bath"),
    ("沐浴", "bath"),
    ("hand", "droplets"),
    ("skin", "droplets"),
    ("oral", "brush"),
    ("care", "droplets"),
    ("护理", "droplets"),
    ("batter", "plug"),
    ("electric", "plug"),
    ("电", "plug"),
    ("phone", "smartphone"),
    ("headphone", "headphones"),
    ("shoe", "footprints"),
    ("鞋", "footprints"),
    ("bag", "shopping-bag"),
    ("包袋", "shopping-bag"),
    ("watch", "watch"),
    ("表", "watch"),
    ("jewel", "gem"),
    ("珠宝", "gem"),
    ("glasses", "glasses"),
    ("眼镜", "glasses"),
    ("shirt", "shirt"),
    ("cloth", "shirt"),
    ("装", "shirt"),
    ("book", "book"),
    ("书", "book"),
    ("stationery", "pencil-line"),
    ("文具", "pencil-line"),
    ("flower", "flower-2"),
    ("花", "flower-2"),
    ("kitchen", "utensils"),
    ("餐", "utensils"),
    ("household", "house"),
    ("家居", "house"),
    ("gift", "gift"),
    ("礼", "gift"),
)
FALLBACK: Final = "package"


@dataclass(frozen=True, slots=True)
class Drawing:
    icon: str
    tint: int


def drawing_for(*category_words: str) -> Drawing:
    """The drawing of a category, given its names from particular to general; the same words give the same tint."""
    for words in category_words:
        folded = words.lower()
        for part, icon in DRAWINGS:
            if part in folded:
                return Drawing(icon, _tint(icon))
    return Drawing(FALLBACK, _tint("/".join(category_words)))


def _tint(words: str) -> int:
    return zlib.crc32(words.encode()) % len(TINTS)
