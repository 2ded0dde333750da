"""What refusals about serial numbers, ages and other particulars of goods say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

GOODS: Final[Mapping[str, tuple[str, str]]] = {
    "serial_needed": (
        "{name} 还没有序列号。请扫描或输入它的序列号。",
        "{name} has no serial number yet. Scan or type it.",
    ),
    "serial_empty": ("请扫描或输入序列号。", "Scan or type the serial number."),
    "serial_twice": (
        "序列号 {serial} 已经在这一单里了。",
        "The serial number {serial} is in this basket already.",
    ),
    "serial_is_code": (
        "这是商品条码，不是序列号。请扫描序列号。",
        "That is the code of the goods, not the serial number. Scan the serial number.",
    ),
    "serial_not_asked": ("这种商品不记序列号。", "These goods have no serial number to record."),
    "price_not_asked": (
        "这种商品有自己的售价；要改价请按改价键。",
        "These goods have a price of their own. Another one is set by the price key.",
    ),
    "serial_one_each": (
        "按序列号出售的商品一行一件：请逐件扫描。",
        "Goods with a serial number stand on a line each: scan them one by one.",
    ),
    "age_needed": (
        "{name} 只卖给年满 {age} 岁的顾客：请先核对年龄。",
        "{name} is sold from the age of {age} only: check the customer's age first.",
    ),
    "age_not_asked": ("这一单不用核对年龄。", "No age has to be checked for this basket."),
    "associate_unknown": ("本店没有员工 {person}。", "Nobody called {person} works in this shop."),
}
