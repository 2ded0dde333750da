"""What the window may ask of parts that it does not know: the line to the hub, the printer, paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posapp.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class Controls:
    """Callables wired by the composition root; each returns at once."""

    go_offline: Callable[[], None]
    go_online: Callable[[], None]
    sync_now: Callable[[], None]
    print_now: Callable[[], None]
    receipt_text: Callable[[Sale, str], list[str]]
    """(sale, language) -> the lines of its receipt."""
    printer_name: Callable[[], str]
