"""What is indexed of a name and what is asked for typed letters; any SQLite answers here, without a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract.snapshot import TABLES
from posapp.domain.pinyin import SYLLABLES, completions, splits
from posapp.domain.search import completes, fold, index_text, match_expression, opening_expression
from tests.support.catalogue import readings

NAMES = (
    "农夫山泉饮用天然水550ml",
    "长乐海蚌",
    "上好佳薯片20袋装",
    "伊利QQ星 草莓牛奶125ml",
    "Nestlé Nescafé Gold 200g",
    "Lay's Stax 薯片原味",
    "可口可乐 Coca-Cola 1.5L",
    "西安凉皮",
    "先农坛",
    "绿茶",
    "Heineken beer 330ml",
    "ＡＢＣ全角牙膏",
    "𠮷野家牛丼",
    "ポッキー 巧克力棒",
    "신라면 辛拉面",
)


class Index:
    def __init__(self) -> None:
        self.connection = sqlite.connect(":memory:", isolation_level=None)
        self.connection.execute(next(t for t in TABLES if "fts5" in t))
        self.words: set[str] = set()
        for i, name in enumerate(NAMES):
            self.add(i, name)

    def add(self, i: int, name: str) -> None:
        tokens = index_text(name, "", f"S-{i}/x9", "XL 红", readings())
        self.words |= {token for token in tokens.split() if completes(token)}
        self.connection.execute("INSERT INTO search(rowid, tokens) VALUES(?, ?)", (i, tokens))

    def longer(self, start: str) -> list[str]:
        return sorted(w for w in self.words if w.startswith(start) and w != start)

    def ask(self, question: str | None) -> set[str]:
        if question is None:
            return set()
        rows = self.connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (question,))
        return {NAMES[i] if i < len(NAMES) else "new" for (i,) in rows}

    def find(self, typed: str) -> set[str]:
        return self.ask(match_expression(typed, self.longer))


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    made = Index()
    yield made
    made.connection.close()


@pytest.mark.parametrize(
    "typed, name",
    [
        # Chinese, anywhere in the name
        ("农", NAMES[0]),
        ("山泉", NAMES[0]),
        ("泉饮用", NAMES[0]),
        ("星草莓", NAMES[3]),
        ("草莓牛奶", NAMES[3]),
        ("牛奶 伊利", NAMES[3]),
        ("辛拉", NAMES[14]),
        ("라면", NAMES[14]),
        ("ッキ", NAMES[13]),
        ("𠮷野", NAMES[12]),
        # initials, from any character on, in any reading, with letters and digits of the name
        ("nfsq", NAMES[0]),
        ("NFSQYYTRS550ML", NAMES[0]),
        ("sqyy", NAMES[0]),
        ("trs", NAMES[0]),
        ("cl", NAMES[1]),
        ("clhb", NAMES[1]),
        ("zyhb", NAMES[1]),
        ("SHJSP20DZ", NAMES[2]),
        ("hjsp20", NAMES[2]),
        ("YLQQX CMNN", NAMES[3]),
        ("ylqqxcmnn1", NAMES[3]),
        ("qqxcm", NAMES[3]),
        # full pinyin, unfinished too, and where syllables part in several ways
        ("nongfu", NAMES[0]),
        ("nongfushanquan", NAMES[0]),
        ("nongfushanq", NAMES[0]),
        ("shanquan", NAMES[0]),
        ("changle", NAMES[1]),
        ("changyue", NAMES[1]),
        ("xian", NAMES[7]),
        ("xian", NAMES[8]),
        ("xiannong", NAMES[8]),
        ("lv", NAMES[9]),
        ("lvcha", NAMES[9]),
        ("lucha", NAMES[9]),
        # words, sizes, numbers
        ("nestle", NAMES[4]),
        ("NESCAFÉ go", NAMES[4]),
        ("nesc gold 200", NAMES[4]),
        ("lays", NAMES[5]),
        ("lay's", NAMES[5]),
        ("stax 原味", NAMES[5]),
        ("coca-cola", NAMES[6]),
        ("cocacol", NAMES[6]),
        ("cola 1.5", NAMES[6]),
        ("1.5l", NAMES[6]),
        ("可乐 1.5L", NAMES[6]),
        ("kkkl 1.5l", NAMES[6]),
        ("heine", NAMES[10]),
        ("heineken 330", NAMES[10]),
        ("abc", NAMES[11]),
        ("ａｂｃ牙膏", NAMES[11]),
        ("山泉nf", NAMES[0]),
    ],
)
def test_finds(index: Index, typed: str, name: str) -> None:
    assert name in index.find(typed)


@pytest.mark.parametrize(
    "typed, name",
    [
        ("泉山", NAMES[0]),
        ("农山", NAMES[0]),
        ("农夫 可乐", NAMES[0]),
        ("nfqs", NAMES[0]),
        ("fusq", NAMES[0]),
        ("nongsh", NAMES[0]),
        ("cola 2", NAMES[6]),
        ("eineken", NAMES[10]),
        ("heinekenx", NAMES[10]),
    ],
)
def test_does_not_find(index: Index, typed: str, name: str) -> None:
    assert name not in index.find(typed)


def test_parts_of_a_number_and_other_words_of_the_product(index: Index) -> None:
    assert index.find("x9") == set(NAMES)
    assert index.find("xl 农夫") == {NAMES[0]}


def test_few_letters_ask_first_for_names_that_begin_so(index: Index) -> None:
    assert index.ask(opening_expression("s")) == {NAMES[2]}
    assert index.ask(opening_expression("Cl")) == {NAMES[1]}
    assert index.ask(opening_expression("zyh")) == {NAMES[1]}
    assert index.ask(opening_expression("zyhb")) == {NAMES[1]}
    assert index.ask(opening_expression("hei")) == {NAMES[10]}
    assert [opening_expression(typed) for typed in ("", " ", "heine", "农", "a b", '"')] == [None] * 6


@pytest.mark.parametrize("typed", ["", " ", "\t\n", '"', "'", "***", "-", "()", "^", "_", "…", "\0", "́", "'\u2019"])
def test_nothing_to_ask(typed: str) -> None:
    assert match_expression(typed, lambda _: None) is None


HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="\"'*^_():-+{}., abnORNTEAD0农\0", max_size=60),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "NEAR", '"', "*", "tokens", ":", "xian", "gang", "农夫", "1.", ".5"]))
    .map("".join)
    .filter(lambda typed: len(typed) < 200),
)


@given(HOSTILE)
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    index = Index()
    index.find(typed)
    index.ask(opening_expression(typed))
    index.ask(match_expression(typed, lambda _: None))
    index.connection.close()


@given(st.text(min_size=1, max_size=400))
def test_any_name_can_be_indexed_and_asked_for(name: str) -> None:
    index = Index()
    index.add(len(NAMES), name)
    question = match_expression(name[:40], index.longer)
    cut = fold(name[:40]).split()
    if question is not None and len(cut) <= 8 and all(len(word) <= 24 for word in cut) and len(fold(name)) <= 200:
        assert "new" in index.ask(question)
    index.connection.close()


def test_a_word_list_cannot_smuggle_in_operators(index: Index) -> None:
    index.ask(match_expression("abcd", lambda _: ['abcd" OR "农夫', '"', "*"]))


def test_a_long_or_many_worded_question_stays_small() -> None:
    assert len(match_expression("gang" * 500, lambda _: None) or "") < 5_000
    assert len(match_expression("a " * 500, lambda _: None) or "") < 500
    assert len(index_text("乐" * 100_000, "x" * 100_000, "s" * 100_000, "", readings())) < 100_000


@pytest.mark.parametrize(
    "letters, ways",
    [
        ("xian", {("xian",), ("xi", "an"), ("xia", "n"), ("xi", "a", "n")}),
        ("nongfu", {("nong", "fu")}),
        ("zh", {("zh",)}),
        ("nfsq", set()),
        ("", set()),
    ],
)
def test_letters_fall_into_syllables(letters: str, ways: set[tuple[str, ...]]) -> None:
    assert set(splits(letters)) == ways


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=3).map(tuple))
def test_every_way_is_made_of_syllables(syllables: tuple[str, ...]) -> None:
    ways = splits("".join(syllables), most=1_000, tried=1_000)
    assert syllables in ways
    for *whole, last in ways:
        assert set(whole) <= SYLLABLES
        assert completions(last)
        assert "".join([*whole, last]) == "".join(syllables)


@pytest.mark.parametrize(
    "text, folded",
    [("Ｎestlé’s", "nestles"), ("ﬁne STRASSE ß", "fine strasse ss"), ("ガ", "ガ"), ("①", "1"), ("Ω", "ω")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
