"""How the demonstration shop sorts the source's three levels of categories, and which VAT it takes for them.

The tax kinds follow the broad lines of Chinese VAT in 2026: 13 % in general, 9 % for grain, edible oil, fruit and other
farm produce; the retail of vegetables, fresh meat and eggs is exempt (财税〔2011〕137号, 财税〔2012〕75号). They serve
to show the kinds on a receipt and are no tax advice.
"""

from __future__ import annotations

from typing import Any, Final

CATEGORIES: Final[list[dict[str, Any]]] = [
    {"id": name, "name": {"zh": zh, "en": en}, "icon": icon, "order": order}
    | ({"age": 18} if name == "alcohol" else {})
    for order, (name, zh, en, icon) in enumerate(
        (
            ("fresh", "新鲜蔬果", "Fruit & vegetables", "apple"),
            ("dairy", "奶类蛋豆", "Dairy, eggs & soy", "milk"),
            ("bakery", "面包早餐", "Bakery & breakfast", "croissant"),
            ("drinks", "饮料茶咖", "Drinks, tea & coffee", "cup-soda"),
            ("snacks", "零食糖果", "Snacks & sweets", "cookie"),
            ("frozen", "肉类冻品", "Meat & frozen food", "snowflake"),
            ("staples", "米面粮油", "Rice, noodles & oil", "wheat"),
            ("sauces", "调味罐头", "Sauces & canned food", "soup"),
            ("alcohol", "酒类", "Beer & wine", "beer"),
            ("baby", "奶粉母婴", "Milk powder & baby", "baby"),
            ("care", "个人护理", "Personal care", "bath"),
            ("health", "药品保健", "Health", "pill"),
            ("household", "家居清洁", "Household & pets", "spray-can"),
            ("general", "服饰百货", "Clothing & sundries", "shirt"),
        )
    )
]

_BY_TOP: Final = {
    "Personal care": "care",
    "Household / Pet food and care": "household",
    "Candies / Biscuits / Snacks": "snacks",
    "Dairy / Soy products / Eggs": "dairy",
    "Drinks": "drinks",
    "Milk powder / Baby care": "baby",
    "Bakery / Cereals / Spreads": "bakery",
    "Beer / Wines / Spirits": "alcohol",
    "Noodles / Cooking needs / Processed food (cold)": "staples",
    "Rice / Oil / Canned food / Fruits / Vegetables / Meat": "staples",
}
_BY_SECOND: Final = {
    "Drugs / Herbs": "health",
    "Health supplements / Dietary supplements": "health",
    "Contraceptives": "health",
    "Medical equipment": "health",
    "First aid": "health",
    "Health protection products": "health",
    "Frozen confections": "frozen",
    "Frozen / Chilled processed food": "frozen",
    "Frozen seafood": "frozen",
    "Frozen vegetables": "frozen",
    "Frozen meat / poultry": "frozen",
    "Chilled / Fresh meat": "frozen",
    "Previously frozen meat": "frozen",
    "Condiments & sauces / Cooking needs": "sauces",
    "Canned food": "sauces",
    "Aseptically packaged food": "sauces",
    "Fresh vegetables": "fresh",
    "Fresh fruits": "fresh",
}

UNTAXED: Final = frozenset(
    ("Fresh vegetables", "Eggs", "Chilled / Fresh meat", "Frozen meat / poultry", "Previously frozen meat")
)
LOW_RATE: Final = frozenset(
    (
        "Rice",
        "Edible oil / Cooking oil",
        "Baking needs / Wheat flour",
        "Non-instant oriental noodles",
        "Fresh fruits",
        "Frozen vegetables",
        "Frozen seafood",
        "Honey / Syrup",
        "Dried fruits",
    )
)
TAX_CODES: Final = {
    "Rice": "1030102010100000000",
    "Fresh fruits": "1010115010000000000",
    "Eggs": "1010303020000000000",
    "Cakes": "1030201010000000000",
    "Chilled / Fresh meat": "1030107010100000000",
    "Frozen meat / poultry": "1030107010100000000",
}
"""税收分类编码 of the groups whose code is plain; the others are left empty, for an accountant to fill in."""


def category_of(top: str, second: str) -> str:
    """The shop's category for the source's first two levels."""
    return _BY_SECOND.get(second) or _BY_TOP[top]
