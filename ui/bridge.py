"""Where other threads meet the window: they emit here, bound methods of QObjects in the GUI thread receive."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Signals from outside the GUI thread; emitting is safe from any thread."""

    changed = Signal(str)
    """A topic of the store that has new content: "sales", "basket", "catalog" …"""
    line = Signal(object)
    """posapp.domain.sync_status.SyncStatus after each exchange with the hub."""
    unsent = Signal(int)
    """How many entries wait for the hub, as somebody has just counted them between two exchanges."""
    paper = Signal(object)
    """posapp.domain.print_status.PrintStatus after each change of the printer."""
    display_trial = Signal()
    """The customer display shall show for a moment that it is there."""
    terminal = Signal()
    """A payment attempt at the card terminal has ended: it can be asked about others."""
    progress = Signal(str)
    """Which step of a first start is under way; "" when it is over."""
    order_wanted = Signal(str)
    """A page leads to this order; the page of orders is in sight."""
    fault = Signal(str)
    """The code of a fault that the crash log has just written down."""
