"""What refusals about reports say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

REPORTS: Mapping[str, tuple[str, str]] = {
    "dates_format": (
        "这不是日期。请输入一个日期，或起止两个日期，如 2026-11-01 2026-11-22。",
        "These are no dates. Type one, or the first and the last, for instance 2026-11-01 2026-11-22.",
    ),
    "dates_turned": (
        "结束日期 {last} 早于开始日期 {first}，请对调。",
        "The last date {last} lies before the first {first}: turn them around.",
    ),
}
