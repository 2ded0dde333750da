"""Values as people read them: amounts, quantities, times. Pure functions; exact, since amounts are integers."""

from __future__ import annotations

from posapp.domain.errors import Refused
from posapp.domain.money import MINUS, format_amount, format_quantity, money
from posapp.domain.money import grouped as plain
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.spoken import spoken
from ui.clock import clock_text, date_clock_text

__all__ = ["MINUS", "clock_text", "date_clock_text", "money", "percent", "plain", "quantity", "refusal", "told"]


def quantity(thousandths: int, *, weighed: bool, unit: str) -> str:
    """ "× 2" for pieces, "1.230 kg" for weights."""
    return f"{format_amount(thousandths, 3)} {unit}" if weighed else f"× {format_quantity(thousandths)}"


def percent(thousandths: int) -> str:
    """ "14.14%"."""
    return f"{format_quantity(thousandths)}%"


def told(refused: Refused, language: str) -> str:
    """The same with the five digits that stand for it on the telephone, where somebody may have to ask for help."""
    return f"{refusal(refused, language)} [{spoken(refused.code)}]"


def refusal(refused: Refused, language: str) -> str:
    """What a refusal says to the person."""
    return refusal_text(refused, language)
