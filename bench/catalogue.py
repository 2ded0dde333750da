"""A made-up catalogue of any size for the benches: Chinese and English names with Zipf-like word use. Deterministic."""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import zstandard

from hub import pinyin as hub_pinyin
from hub import snapshot as hub_snapshot
from hub.pinyin import all_readings
from hub.snapshot import Built, Goods, Heading, Rows, build
from posapp.contract import snapshot as snapshot_schema
from posapp.domain import search
from posapp.domain.catalog import Category, Product
from posapp.domain.tax import Tax

BRAND: Final = (
    "农夫山泉 康师傅 统一 蒙牛 伊利 娃哈哈 旺旺 三只松鼠 良品铺子 百草味 海天 李锦记 太太乐 老干妈 金龙鱼 福临门 "
    "鲁花 维达 清风 心相印 洁柔 蓝月亮 立白 奥妙 汰渍 舒肤佳 六神 云南白药 黑人 高露洁 佳洁士 飞利浦 美的 苏泊尔 "
    "双汇 金锣 思念 三全 湾仔码头 安井 青岛 雪花 燕京 百威 茅台 五粮液 洋河 剑南春 可口可乐 百事 雪碧 芬达 红牛 "
    "脉动 元气森林 王老吉 加多宝 东鹏 喜茶 香飘飘 优乐美 雀巢 麦斯威尔 立顿 奥利奥 乐事 上好佳 好丽友 盼盼 达利园 "
    "徐福记 大白兔 阿尔卑斯 德芙 费列罗 士力架 益达 绿箭 炫迈 得力 晨光 真彩 公牛 南孚"
).split()
KIND: Final = (
    "原味 香辣 麻辣 五香 红烧 酸菜 老坛 海鲜 番茄 黄瓜 烧烤 芝士 草莓 香草 巧克力 抹茶 蓝莓 柠檬 蜜桃 葡萄 橙味 "
    "荔枝 椰子 无糖 低脂 全脂 脱脂 高钙 有机 天然 经典 特级 精选 家庭装 便携 迷你 大号 加厚 柔软 强效 清新 薄荷 "
    "茉莉 绿茶 乌龙 普洱 铁观音 冷冻 即食 速溶 手工 儿童 女士 男士 婴儿 孕妇 学生 商务 节日 礼盒 限量"
).split()
THING: Final = (
    "饮用水 矿泉水 牛肉面 方便面 纯牛奶 酸奶 奶粉 豆浆 果汁 汽水 可乐 啤酒 白酒 红酒 黄酒 咖啡 奶茶 茶叶 饼干 "
    "薯片 面包 蛋糕 坚果 瓜子 花生 核桃 糖果 巧克力 口香糖 果冻 话梅 牛肉干 火腿肠 香肠 腊肉 水饺 汤圆 馄饨 包子 "
    "馒头 大米 面粉 食用油 酱油 醋 料酒 蚝油 味精 鸡精 食盐 白糖 辣椒酱 豆瓣酱 番茄酱 抽纸 卷纸 湿巾 洗衣液 "
    "洗衣粉 肥皂 洗手液 沐浴露 洗发水 护发素 牙膏 牙刷 毛巾 拖鞋 雨伞 电池 插座 灯泡 保温杯 笔记本 中性笔 铅笔 "
    "橡皮 胶带 剪刀 卫生巾 纸尿裤 奶瓶 玩具 气球 蜡烛 打火机 香烟 垃圾袋 保鲜膜 锅 碗 筷子 勺子"
).split()
BRAND_EN: Final = (
    "Nestle Lays Oreo Pringles Heinz Kellogg Coca-Cola Pepsi Sprite Fanta Lipton Nescafe Colgate Dove Pantene "
    "Gillette Duracell Philips Kleenex Huggies Pampers Ariel Tide Dettol Nivea Loreal Kinder Ferrero Milka "
    "Cadbury Mars Snickers Barilla Knorr Maggi Danone Yakult Evian Perrier Heineken Corona Guinness Jameson "
    "Smirnoff Bic Casio Sony"
).split()
KIND_EN: Final = (
    "original spicy light zero organic classic fresh natural strong soft mint lemon cherry vanilla chocolate "
    "strawberry orange apple salted roasted smoked frozen instant family mini large premium gluten-free low-fat "
    "sensitive"
).split()
THING_EN: Final = (
    "water noodles milk yogurt juice soda cola beer wine whisky coffee tea biscuits crisps bread cake nuts candy "
    "gum jelly jerky sausage dumplings rice flour oil sauce vinegar salt sugar ketchup tissue detergent soap "
    "shampoo toothpaste toothbrush towel battery bulb bottle notebook pen pencil tape scissors diapers toy candle "
    "bags foil"
).split()
SIZE: Final = (
    "100g 150g 200g 250g 330ml 500ml 500g 550ml 750ml 1L 1kg 1.5L 2kg 2.5L 5kg 5L 6x330ml 12x250ml 24x500ml 3pk "
    "5pk 10pk"
).split()
HAN: Final = (
    "安宝百昌成达德东发芳福富高光国海合和恒宏华惠吉佳嘉健金锦京久康乐利丽亮龙隆美民名明宁鹏祥新鑫兴旭雅扬怡益永优"
    "裕源悦云泽正志中众"
)
CATEGORIES: Final = 97


def names(count: int, seed: int = 11) -> Iterator[str]:
    """Product names, two thirds of them Chinese."""
    chance = random.Random(seed)
    brands = BRAND + ["".join(chance.choice(HAN) for _ in range(chance.choice((2, 2, 3)))) for _ in range(4000)]
    for _ in range(count):
        if chance.random() < 0.65:
            name = f"{_often(chance, brands)}{_often(chance, KIND)}{_often(chance, THING)} {_often(chance, SIZE)}"
            yield name + (f" {chance.choice('ABCDEFGH')}{chance.randrange(1000)}款" if chance.random() < 0.3 else "")
        else:
            words = (_often(chance, x) for x in (BRAND_EN, KIND_EN, THING_EN, SIZE))
            yield " ".join(words) + (f" #{chance.randrange(100_000)}" if chance.random() < 0.5 else "")


def _often(chance: random.Random, words: list[str]) -> str:
    """Words at the head of the list come oftener, yet none takes all."""
    return words[int(len(words) * chance.random() ** 1.7)]


def goods(count: int) -> Iterator[Goods]:
    """Products with one code each."""
    codes = random.Random(2).sample(range(10**11), count)
    for i, name in enumerate(names(count)):
        zh, en = ("", name) if name.isascii() else (name, "")
        product = Product(
            f"S{(i * 7919) % 100_000_000:08d}", zh, en, 100 + (i * 37) % 99_900, "13", f"C{i % CATEGORIES:02d}"
        )
        yield Goods(product, (f"69{codes[i]:011d}",), i % 500 * 1000)


def snapshot(path: Path, count: int, version: int = 1) -> Built:
    """A catalogue file of `count` products of the store "S1"."""
    heading = Heading(str(version), "S1", "bench", "2026-11-21T01:00:00Z", {"products": version})
    categories = [Category(f"C{i:02d}", f"分类{i}", f"Group {i}", position=i) for i in range(CATEGORIES)]
    rows = Rows(goods(count), categories, [Tax("13", "rate", 13_000)])
    return build(path, rows, heading, all_readings())


def cached(count: int, folder: Path | None = None) -> tuple[Path, Built]:
    """(catalog.db, its snapshot) of `count` products: a million take minutes, so they are kept in the temporary folder.

    Made anew whenever the code that makes it has changed.
    """
    sources = (
        Path(__file__),
        *(Path(module.__file__ or "") for module in (snapshot_schema, search, hub_pinyin, hub_snapshot)),
    )
    made_by = hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()[:12]
    kept = (folder or Path(tempfile.gettempdir())) / f"posapp-bench-{made_by}-{count}"
    plain, about = kept / "catalog.db", kept / "built.json"
    if not about.exists():
        print(f"making a catalogue of {count:,} products in {kept} …", flush=True)
        kept.mkdir(parents=True, exist_ok=True)
        built = snapshot(kept / "catalog.db.zst", count)
        with built.path.open("rb") as packed, plain.open("wb") as target:
            zstandard.ZstdDecompressor().copy_stream(packed, target)
        facts = (built.sha256, built.size, built.compressed_sha256, built.compressed_size)
        about.write_text(json.dumps(facts))
    return plain, Built(kept / "catalog.db.zst", *json.loads(about.read_text()))
