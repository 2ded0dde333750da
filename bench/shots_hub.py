"""Pictures of what the hub brings to the counter: the line's page in every state, refused entries, prices, stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.catalog import SHELF, ListPrice, Product
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.stop_sale import StopSale
from posapp.domain.sync_status import SyncStatus
from posapp.domain.times import to_text
from posapp.domain.versions import Version
from posapp.storage.catalog_feed import CatalogChange
from posapp.storage.journal import Parked
from ui.checkout.screen import CheckoutScreen
from ui.line.screen import LineScreen
from ui.texts import refusal
from ui.trouble.model import Export, Remedies

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
REFUSED: Final = ("sale_sums", "waits_for_refused", "staff_unknown")
Shot = Callable[[str], None]


def hub_news(at: Counter, shot: Shot) -> None:
    """What arrives, what is refused, what a person is told of it."""
    at.window.go("labels")
    at.calm()
    shot("labels-none")
    stopped_goods(at, shot)
    changed_prices(at, shot)
    labels(at, shot)
    the_line(at, shot)
    refused_entries(at, shot)
    warnings(at, shot)


def stopped_goods(at: Counter, shot: Shot) -> None:
    """One that may not be sold, and one whose code does not tell the batch."""
    first, second = (at.app.catalog.by_code(code)[0] for code in at.codes(2))
    stops = [
        StopSale(first.sku, "可能混有玻璃碎片", "It may have pieces of glass in it"),
        StopSale(second.sku, "标签缺过敏原", "The label lacks an allergen", batch="L2611", expiry="2026-12-31"),
    ]
    at.app.till.stop_sales.apply(stops, (), 1, "shots", now(at))
    at.window.go("checkout")
    for code in at.codes(2):
        at.scan(code)
    shot("stop-sale")
    at.key(Qt.Key.Key_U, modifier=CTRL)
    shot("stop-sale-unlisted")
    empty(at)


def changed_prices(at: Counter, shot: Shot) -> None:
    """Three new prices while goods lie there: which ones?"""
    codes = at.codes(6)[2:]
    for code in codes:
        at.scan(code)
    moment = at.app.clock.now()
    change_prices(at, codes, 110, None)
    change_prices(at, at.codes(10)[7:], 80, to_text(moment + timedelta(hours=9)))
    at.app.desk.settings_changed()
    at.checkout.model.refresh()
    at.key(Qt.Key.Key_F12)
    at.settle()
    shot("ask-prices")
    at.key(Qt.Key.Key_Escape)
    empty(at)


def change_prices(at: Counter, codes: list[str], percent: int, starts: str | None) -> None:
    """Other prices for these goods, now or from a moment on."""

    def changed(product: Product) -> Product:
        price = product.price * percent // 100
        return replace(product, prices=(ListPrice(SHELF, price, starts),)) if starts else replace(product, price=price)

    goods = [(changed(at.app.catalog.by_code(code)[0]), (code,)) for code in codes]
    at.app.catalog.apply(CatalogChange(products=goods, at=now(at)))


def labels(at: Counter, shot: Shot) -> None:
    """The list, and the list on paper that waits."""
    at.window.go("labels")
    at.calm()
    shot("labels")
    at.key(Qt.Key.Key_Down)
    at.key(Qt.Key.Key_Return)
    at.calm()
    shot("labels-ticked")
    at.key(Qt.Key.Key_P, modifier=CTRL)
    at.calm()
    shot("labels-printing")
    at.window.go("receipts")
    at.key(Qt.Key.Key_2, modifier=ALT)
    at.calm()
    shot("receipts-waiting")


def the_line(at: Counter, shot: Shot) -> None:
    """Its page in each state."""
    moment = now(at)
    here = SyncStatus("online", moment, since=moment, hub=Version("0.1.0", 1))
    newer, soon = Version("0.2.0", 9), Version("0.3.0", 12, update_by="2026-12-31")
    for name, status in (
        ("online", here),
        ("behind", replace(here, state="behind", unsent=12)),
        ("late", replace(here, state="late", unsent=12)),
        ("offline", replace(here, state="offline", reason="hub_away", unsent=12)),
        ("switched-off", replace(here, state="offline", reason="switched_off", unsent=12)),
        ("certificate", replace(here, state="offline", reason="hub_not_trusted", unsent=12)),
        ("shut-out", replace(here, state="refused", reason="token_revoked", unsent=12)),
        ("hub-newer", replace(here, hub=newer, not_understood=("gift_cards", "loyalty"))),
        ("till-too-old", replace(here, state="refused", reason="till_too_old", hub=soon, unsent=3)),
        ("clock-off", replace(here, hub_ahead=-7500)),
        ("bad-feed", replace(here, state="behind", reason="bad_feed", unsent=0)),
    ):
        at.equipment.line_told(status)
        at.window.go("line")
        at.calm()
        shot(f"line-{name}")
    at.equipment.line_told(here)
    long_ago = to_text(at.app.clock.now() - timedelta(days=5))
    at.app.till.cursors.heard(("wallets", "coupons"), long_ago)
    at.window.go("line")
    at.calm()
    shot("line-too-old")
    page = cast(LineScreen, at.window.page_of("line"))
    at.key(Qt.Key.Key_R, modifier=CTRL)
    at.until(lambda: page.stand.notice.words.endswith("]"))
    shot("line-asked")
    at.key(Qt.Key.Key_D, modifier=CTRL)
    at.until(lambda: ".zip" in page.stand.notice.words)
    shot("line-diagnosis")


def refused_entries(at: Counter, shot: Shot) -> None:
    """Three of them; one is sent again, one handed over."""
    last = at.app.till.journal.last()
    assert last is not None
    since = to_text(at.app.clock.now() - timedelta(hours=7))
    sales = [entry.seq for entry in at.app.till.journal.all() if entry.kind == "sale"]
    numbers = [*sales[:1], 1, last.seq]
    parked = [Parked(n, code, *TEXTS[code], since) for n, code in zip(numbers, REFUSED, strict=True)]
    at.app.till.journal.acknowledge(last.seq, parked)
    at.equipment.line_told(SyncStatus("online", now(at), since=since, parked=3))
    at.window.go("line")
    at.calm()
    page = cast(LineScreen, at.window.page_of("line"))
    for number in range(len(parked)):
        page.refusals.list.set_current(number)
        at.settle()
        shot(f"refused-{number + 1}")
    page.refusals.list.set_current(0)
    at.key(Qt.Key.Key_G, modifier=CTRL)
    at.calm()
    page.model.reload()
    at.calm()
    shot("refused-sent-again")
    at.key(Qt.Key.Key_H, modifier=CTRL)
    shot("refused-hand-over")
    at.type("abc\r")
    at.calm()
    page.model.reload()
    at.calm()
    shot("refused-handed-over")


def warnings(at: Counter, shot: Shot) -> None:
    """The band over every page, and the strip above it."""
    at.window.go("checkout")
    late = Refused("paid_late", at="2026-11-22 09:12", amount="¥86.40", reference="000123")
    for no in (Refused("staff_gone", person="林晓"), late):
        words = refusal(no, at.languages.language)
        at.window.warning.warn("bad", lambda words=words: words)  # type: ignore[misc]
        at.settle()
        shot(f"warning-{no.code.replace('_', '-')}")
    at.bridge.line.emit(SyncStatus("refused", now(at), reason="old_copy", unsent=12, parked=1, hub_ahead=1500))
    at.settle()
    shot("warning-old-copy")
    at.window.say_no(Refused("copies_too_old", function="stored_value", feed="wallets", hours=24))
    shot("toast-too-old")


def trouble(at: Counter, shot: Shot) -> None:
    """The till does not open."""
    remedies = Remedies(
        again=at.settle,
        close=at.settle,
        export=lambda _told: Export(str(Path("journal-S1-1-58a7.jsonl")), 12, True),
        people=lambda: [("m1", "…")],
        start_fresh=lambda _id, _pin: None,
        hub_address=lambda: "https://hub.example",
        enrol=lambda _hub, _code: None,
        diagnosis=lambda: at.app.till.folder / "diagnosis-20261122.zip",
    )
    for code in ("damaged_database", "till_not_enrolled", "old_copy", "disk_full"):
        at.window.show_trouble(Refused(code), at.tasks, remedies)
        at.calm()
        shot(f"trouble-{code.replace('_', '-')}")
    at.key(Qt.Key.Key_F7)
    at.calm()
    shot("trouble-diagnosis")
    at.window.trouble_over()


def now(at: Counter) -> str:
    """The till's time as facts carry it."""
    return to_text(at.app.clock.now())


def empty(at: Counter) -> None:
    """Nothing lies on the counter any more."""
    page = at.window.page_of("checkout")
    assert isinstance(page, CheckoutScreen)
    while page.model.rows:
        before = len(page.model.rows)
        at.key(Qt.Key.Key_Delete)
        at.settle()
        assert len(page.model.rows) < before
