"""Reports on paper and as CSV: the same figures as on screen, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from posapp.domain.figures import Figures, Selection, Sum
from posapp.domain.money import currency
from posapp.domain.report import Names, by_category, summary
from posapp.domain.store import Store
from printing.layout import PAPER_58, PAPER_80
from printing.report import report_layout
from printing.report_csv import plain, report_csv
from printing.text import receipt_text

CNY = currency("CNY")
SHOP = Store("S1", "静安店", CNY, "Asia/Shanghai")
DAY = Selection("2026-11-21", "2026-11-21")
SOLD = Figures(
    {
        ("sale", ""): Sum(2, 11_800, 3_000),
        ("category", "=HYPERLINK()"): Sum(2, 12_000, 11_800),
        ("category_units", "=HYPERLINK()"): Sum(0, 3_000, 1_358),
        ("discount", "manual"): Sum(1, 200),
        ("tax", "13@13000"): Sum(2, 10_442, 1_358),
        ("tender", "cash"): Sum(2, 12_000),
        ("change", ""): Sum(1, 200),
    }
)


def names(language: str) -> Names:
    return Names(language, str, str, str, str)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_paper_says_what_the_screen_says(language: str) -> None:
    report = summary(DAY, SOLD, names(language))
    for paper in (PAPER_58, PAPER_80):
        said = receipt_text(report_layout(report, SHOP, "1", "2026-11-21T02:00:00Z", language), paper)
        assert max(map(len, said)) <= paper.columns
        text = "\n".join(said)
        for figure in ("118.00", "\N{MINUS SIGN}2.00", "104.42", "13.58", "2026-11-21", "OK"):
            assert figure in text, (figure, text)


def test_a_file_runs_nothing_and_counts_exactly() -> None:
    report = by_category(DAY, SOLD, names("en"))
    rows = list(csv.reader(io.StringIO(report_csv(report, CNY, "en").decode("utf-8-sig"))))
    assert rows[2] == ["'=HYPERLINK()", "2", "3", "120.00", "2.00", "118.00", "13.58", "100"]
    assert rows[-1][-1] == "equal"
    assert [plain(text) for text in ("=1", "+1", "@a", "-a", "-1.50", "\t=1", "a=1")] == [
        "'=1",
        "'+1",
        "'@a",
        "'-a",
        "-1.50",
        "'\t=1",
        "a=1",
    ]
