"""The part of the demonstration shop that is made up: the store, its people, some goods, members. All of it says so."""

from __future__ import annotations

import random
from typing import Any, Final

Row = dict[str, Any]

STORE: Final[Row] = {
    "id": "S1",
    "name": "静安店",
    "currency": "CNY",
    "timezone": "Asia/Shanghai",
    "day_starts": "04:00",
    "tills": ["1", "2"],
    "entity": {"name": "示范商贸（上海）有限公司", "tax_number": "910000000000000000", "kind": "general"},
    "tax": "inclusive",
    "cash_rounding": {"step": "0.10", "mode": "down"},
    "round_off": {"step": "1.00", "mode": "down"},
    "points": {"per": "1.00", "value": "0.01"},
    "limits": {"stored_value_offline": "200.00"},
    "labels": [
        {"pattern": "21IIIIIWWWWWC", "weight_decimals": 3},
        {"pattern": "23IIIIIAAAAAC", "amount_decimals": 2},
        {"pattern": "26IIIIIAAAAAWWWWWC", "amount_decimals": 2, "weight_decimals": 3},
    ],
    "top_up": {
        "bonus": [{"pay": "500.00", "bonus": "50.00"}, {"pay": "1000.00", "bonus": "120.00"}],
        "offline_most": "500.00",
    },
    "returns": {"days": 7, "manager_days": 30},
    "pickup": {"hold_days": 7},
    "bags": ["DEMO-BAG-S", "DEMO-BAG-L"],
    "tiers": [
        {"id": "normal", "name": {"zh": "普通会员", "en": "Member"}},
        {"id": "silver", "name": {"zh": "银卡", "en": "Silver"}},
        {"id": "gold", "name": {"zh": "金卡", "en": "Gold"}},
    ],
    "clienteling": {
        "contacts": {"most": 2, "days": 7, "quiet_from": "21:00", "quiet_to": "09:00"},
        "templates": [
            {
                "id": "thanks",
                "version": "1",
                "name": {"zh": "购后问候", "en": "After a purchase"},
                "channels": ["sms", "wechat", "email"],
                "words": {
                    "zh": "{name}您好，感谢光临{shop}。您买的{item}还满意吗？有事请随时找我。{associate}",
                    "en": "Dear {name}, thank you for visiting {shop}. Are you happy with {item}? {associate}",
                },
            },
            {
                "id": "birthday",
                "version": "1",
                "name": {"zh": "生日祝福", "en": "Birthday"},
                "channels": ["sms", "wechat"],
                "words": {
                    "zh": "{name}您好，{shop}祝您生日快乐！",
                    "en": "Dear {name}, {shop} wishes you a happy birthday!",
                },
            },
            {
                "id": "back",
                "version": "1",
                "name": {"zh": "到货通知", "en": "Back in stock"},
                "channels": ["sms", "wechat"],
                "words": {
                    "zh": "{name}您好，您想要的{item}到货了，欢迎到{shop}选购。{associate}",
                    "en": "Dear {name}, {item} that you wished for is at {shop} again. {associate}",
                },
            },
        ],
    },
}
NEAR: Final[list[Row]] = [
    STORE | {"id": id_, "name": name, "tills": ["1"]} for id_, name in (("S2", "徐汇店"), ("S3", "浦东店"))
]
"""Other shops of the chain, for what there is in them."""

_CASHIER: Final = (
    "sell hold open_shift close_shift x_report void reprint member coupon return stock orders override_price discount "
    "tag_price round_off top_up late_points"
).split()
_CLERK: Final = "sell hold reprint member coupon return stock orders".split()
"""Whoever serves online orders: picks, hands over, takes back, without prices by hand and without the drawer's end."""
_MANAGER: Final = (
    "no_sale confirm_date withdraw_tender go_offline settings start_fresh "
    "cash_in cash_out safe_drop topup_refund return_without_receipt member_edit reveal merge books assign "
    "receive count transfer adjust"
).split()
ROLES: Final[list[Row]] = [
    {
        "id": "cashier",
        "name": {"zh": "收银员", "en": "Cashier"},
        "discount_limit_percent": "10",
        "tag_limit_percent": "20",
        "may": _CASHIER,
    },
    {
        "id": "clerk",
        "name": {"zh": "店员", "en": "Store staff"},
        "discount_limit_percent": "0",
        "may": _CLERK,
    },
    {
        "id": "manager",
        "name": {"zh": "店长", "en": "Manager"},
        "discount_limit_percent": "100",
        "may": _CASHIER + _MANAGER,
    },
]
STAFF: Final[list[Row]] = [
    {"id": "c1", "name": "示范收银员一", "role": "cashier", "pin": "1111", "stores": ["S1"]},
    {"id": "c2", "name": "示范收银员二", "role": "cashier", "pin": "2222", "stores": ["S1"]},
    {"id": "s1", "name": "示范店员", "role": "clerk", "pin": "3333", "stores": ["S1"]},
    {"id": "m1", "name": "示范店长", "role": "manager", "pin": "9999", "stores": ["S1"]},
]
TAXES: Final[list[Row]] = [
    {"id": "13", "kind": "rate", "percent": "13", "from": "2019-04-01"},
    {"id": "9", "kind": "rate", "percent": "9", "from": "2019-04-01"},
    {"id": "exempt", "kind": "exempt"},
    {"id": "zero", "kind": "zero"},
    {"id": "not_taxable", "kind": "not_taxable"},
    {"id": "small", "kind": "small_levy", "percent": "1", "from": "2023-01-01"},
    {"id": "small", "kind": "small_levy", "percent": "3", "from": "2028-01-01"},
]
"""Rates for general taxpayers since 2019-04-01; the levy on small ones is 1 % instead of 3 % until the end of 2027."""

COUPONS: Final[list[Row]] = [
    {"code": "DEMO-TEN", "name": {"zh": "满100减10券", "en": "10 off from 100"}, "amount": "10.00", "spend": "100.00"},
    {"code": "DEMO-ONCE", "name": {"zh": "一次性五元券", "en": "5 off, once"}, "amount": "5.00", "uses": 1},
    {
        "code": "DEMO-OWN",
        "name": {"zh": "王示范的九折券", "en": "Wang Shifan's 10%"},
        "percent": "10",
        "member": "V0001",
        "uses": 1,
    },
]
_FRUIT: Final = "1010115010000000000"
_WEIGHED: Final = (
    # item number of the scale, name, price per kilogram, tax, tax classification code
    ("12345", "富士苹果", "Fuji apples", "16.80", "9", "1010115010100000000"),
    ("10001", "香蕉", "Bananas", "7.60", "9", _FRUIT),
    ("10002", "脐橙", "Navel oranges", "13.80", "9", "1010115010300000000"),
    ("10003", "巨峰葡萄", "Kyoho grapes", "23.60", "9", _FRUIT),
    ("10004", "西红柿", "Tomatoes", "9.80", "exempt", ""),
    ("10005", "黄瓜", "Cucumbers", "8.60", "exempt", ""),
    ("10006", "土豆", "Potatoes", "5.20", "exempt", ""),
    ("10007", "胡萝卜", "Carrots", "5.60", "exempt", ""),
    ("10008", "大白菜", "Chinese cabbage", "3.80", "exempt", ""),
    ("10009", "西兰花", "Broccoli", "13.60", "exempt", ""),
    ("10010", "生姜", "Ginger", "19.80", "exempt", ""),
    ("10011", "大蒜", "Garlic", "15.60", "exempt", ""),
)
_DRAWN: Final = "apple banana orange grapes tomato cucumber potato carrot cabbage broccoli ginger garlic".split()
"""Pictures of the weighed goods, in their order; see `draw_pictures`."""
SHOWN: Final = (
    *((word, word) for word in ("tomato", "banana", "orange", "grapes", "cucumber", "potato", "carrot", "broccoli")),
    *(("fuji", "apple"), ("gala", "apple"), ("red apple", "apple"), ("apple", "apple"), ("garlic", "garlic")),
    *(("ginger", "ginger"), ("cabbage", "cabbage"), ("kiwi", "kiwi"), ("dragon", "dragonfruit"), ("lemon", "lemon")),
)
"""A word of a name and the drawing that shows it."""
_STYLES: Final = (
    ("TEE", "圆领T恤", "Crew-neck T-shirt", "99.00", "89.00", "S M L XL".split(), (("白", "White"), ("黑", "Black"))),
    ("JKT", "防风夹克", "Windbreaker", "599.00", "549.00", "M L XL".split(), (("藏青", "Navy"), ("卡其", "Khaki"))),
    ("SOC", "棉袜", "Cotton socks", "19.90", "17.90", "36-39 40-43".split(), (("灰", "Grey"), ("黑", "Black"))),
)
_WORN: Final = {"TEE": "tee", "JKT": "jacket", "SOC": "socks"}
_SHARED_CODE: Final = (("红", "red", "16.80"), ("蓝", "blue", "16.80"), ("金", "gold", "18.80"))


def goods(code: Any) -> list[Row]:
    """The made-up products; `code` gives the next in-store barcode. Their numbers begin with DEMO-."""
    return [*_weighed(), *_styles(code), *_singles(code)]


def _named(zh: str, en: str) -> Row:
    return {"zh": f"{zh}（示范）", "en": f"{en} (demo)"}


def _weighed() -> list[Row]:
    return [
        {
            "sku": f"DEMO-W{item}",
            "name": _named(zh, en),
            "price": price,
            "tax": tax,
            "tax_code": tax_code,
            "category": "fresh",
            "unit": "kg",
            "weighed": True,
            "item": item,
            "picture": f"{drawn}.png",
        }
        for (item, zh, en, price, tax, tax_code), drawn in zip(_WEIGHED, _DRAWN, strict=True)
    ]


def _styles(code: Any) -> list[Row]:
    return [
        {
            "sku": f"DEMO-{style}-{size}-{colour_en}",
            "name": _named(f"{zh} {colour} {size}", f"{en}, {colour_en}, {size}"),
            "barcodes": [code()],
            "price": price,
            "tax": "13",
            "category": "general",
            "style": f"DEMO-{style}",
            "size": size,
            "colour": colour,
            "picture": f"{_WORN[style]}-{colour_en.lower()}.png",
            "prices": [{"list": "member", "price": member}],
        }
        for style, zh, en, price, member, sizes, colours in _STYLES
        for colour, colour_en in colours
        for size in sizes
    ]


def _singles(code: Any) -> list[Row]:
    shared = code()
    common: Row = {"tax": "13", "category": "general"}
    bowls = [
        {
            "sku": f"DEMO-BOWL-{en}",
            "name": _named(f"节庆瓷碗 {zh}", f"Festive bowl, {en}"),
            "barcodes": [shared],
            "price": price,
            "tax_code": "1080121010000000000",
            "picture": f"bowl-{en}.png",
            **common,
        }
        for zh, en, price in _SHARED_CODE
    ]
    book = {
        "sku": "DEMO-BOOK",
        "name": _named("家常菜谱", "Home cooking, a book"),
        "barcodes": [code()],
        "price": "48.00",
        "tax": "exempt",
        "tax_code": "1060201010000000000",
        "category": "general",
        "picture": "book.png",
    }
    phones = {
        "sku": "DEMO-HEADPHONES",
        "name": _named("蓝牙耳机", "Bluetooth headphones"),
        "barcodes": [code()],
        "price": "899.00",
        "serial": True,
        "picture": "headphones.png",
        **common,
    }
    other = {"sku": "DEMO-OPEN", "name": _named("杂项", "Sundries"), "open_price": True, **common}
    bags = [
        {
            "sku": f"DEMO-BAG-{size}",
            "name": _named(f"购物袋（{zh}）", f"Bag, {en}"),
            "price": price,
            "picture": f"bag-{en}.png",
            **common,
        }
        for size, zh, en, price in (("S", "小", "small", "0.30"), ("L", "大", "large", "0.60"))
    ]
    return [*bowls, book, phones, other, *bags]


_PIN: Final = "888888"
_WITH_A_PIN: Final = 3
"""So many of them can pay with points and stored value; each PIN's hash takes a moment of the first start."""


_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
)
"""So that masked names differ, and are found by surname and pinyin, as in a shop."""


def members(count: int, dice: random.Random) -> list[Row]:
    """Members with telephone numbers that no network gives out (100…); all are called 示范, as nobody is."""
    tiers = ("normal", "normal", "normal", "silver", "gold")
    return [
        {
            "id": f"V{number:04d}",
            "name": f"{surname}示范",
            "phone": f"1000000{number:04d}",
            "code": f"DEMO{number:08d}",
            "tier": dice.choice(tiers),
            "birthday": f"{dice.randrange(1960, 2006)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}",
            "store": "S1",
            "joined": f"2025-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}",
            "points": dice.randrange(0, 3000),
            "consent": {"sms": dice.random() < 0.5, "wechat": dice.random() < 0.6},
            **({"stored_value": "300.00", "pin": _PIN} if number <= _WITH_A_PIN else {}),
        }
        for number, surname in enumerate(_SURNAMES[:count], 1)
    ]
