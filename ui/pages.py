"""The pages of the window in the order of the rail. A page is imported and built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from posapp.domain.errors import Refused
from ui.screen import Place, Screen

if TYPE_CHECKING:
    from posapp.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Page:
    """`icon` puts it on the rail (its word is in ui/rail.py); pages without one are reached from others. `act`: who may
    not do it has nothing to see there."""

    name: str
    build: Callable[[Place], Screen]
    icon: str = ""
    act: str = ""


def _shift(place: Place) -> Screen:
    from ui.shift.screen import ShiftScreen

    return ShiftScreen(place)


def _checkout(place: Place) -> Screen:
    from ui.checkout.screen import CheckoutScreen

    return CheckoutScreen(place)


def _payment(place: Place) -> Screen:
    from ui.payment.screen import PaymentScreen

    return PaymentScreen(place)


def _drawer(place: Place) -> Screen:
    from ui.shift.drawer_screen import DrawerScreen

    return DrawerScreen(place)


def _close(place: Place) -> Screen:
    from ui.shift.close_screen import CloseScreen

    return CloseScreen(place)


def _receipts(place: Place) -> Screen:
    from ui.receipts.screen import ReceiptsScreen

    return ReceiptsScreen(place)


def _returns(place: Place) -> Screen:
    from ui.returns.screen import ReturnsScreen

    return ReturnsScreen(place)


def _refunds(place: Place) -> Screen:
    from ui.refunds.screen import RefundsScreen

    return RefundsScreen(place)


def _holds(place: Place) -> Screen:
    from ui.holds.screen import HoldsScreen

    return HoldsScreen(place)


def _orders(place: Place) -> Screen:
    from ui.orders.screen import OrdersScreen

    return OrdersScreen(place)


def _members(place: Place) -> Screen:
    from ui.members.screen import MembersScreen

    return MembersScreen(place)


def _book(place: Place) -> Screen:
    from ui.book.screen import BookScreen

    return BookScreen(place)


def _follow_ups(place: Place) -> Screen:
    from ui.follow_ups.screen import FollowUpsScreen

    return FollowUpsScreen(place)


def _appointments(place: Place) -> Screen:
    from ui.appointments.screen import AppointmentsScreen

    return AppointmentsScreen(place)


def _labels(place: Place) -> Screen:
    from ui.labels.screen import LabelsScreen

    return LabelsScreen(place)


def _reports(place: Place) -> Screen:
    from ui.reports.screen import ReportsScreen

    return ReportsScreen(place)


def _dashboard(place: Place) -> Screen:
    from ui.dashboard.screen import DashboardScreen

    return DashboardScreen(place)


def _audit(place: Place) -> Screen:
    from ui.audit.screen import AuditScreen

    return AuditScreen(place)


def _line(place: Place) -> Screen:
    from ui.line.screen import LineScreen

    return LineScreen(place)


def _settings(place: Place) -> Screen:
    from ui.settings.screen import SettingsScreen

    return SettingsScreen(place)


PAGES = (
    Page("checkout", _checkout, "shopping-bag"),
    Page("holds", _holds, "archive"),
    Page("orders", _orders, "package", "orders"),
    Page("members", _members, "user-round", "member"),
    Page("receipts", _receipts, "receipt-text"),
    Page("drawer", _drawer, "banknote"),
    Page("labels", _labels, "tag"),
    Page("reports", _reports, "chart-column", "reports"),
    Page("line", _line, "refresh-cw"),
    Page("settings", _settings, "settings"),
    Page("returns", _returns),
    Page("book", _book, act="member"),
    Page("follow_ups", _follow_ups, act="member"),
    Page("appointments", _appointments, act="member"),
    Page("payment", _payment),
    Page("dashboard", _dashboard, act="reports"),
    Page("audit", _audit, act="audit"),
    Page("shift", _shift),
    Page("refunds", _refunds),
    Page("close", _close),
)


def leads_to(name: str, desk: Desk) -> Page:
    """The page that comes into sight where this one is asked for: a payment under way is finished first, and without a
    shift there is no selling. Refused("page_for_others")."""
    if name == "checkout":
        name = "payment" if desk.basket.paying else "checkout" if desk.shift is not None else "shift"
    elif name in ("drawer", "close") and desk.shift is None:
        name = "shift"
    page = next(page for page in PAGES if page.name == name)
    if page.act and desk.staff is not None and not desk.staff.may(page.act):
        raise Refused("page_for_others", act=page.act)
    return page
