"""What a painted widget really repainted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QWidget


def watched(kind: type[Any]) -> type[Any]:
    """The same view, keeping the areas of its paint events in `painted`."""

    class Watched(kind):  # type: ignore[misc]
        painted: list[QRect]

        def paintEvent(self, event: QPaintEvent) -> None:
            region: Any = event.region()  # PySide6's annotations omit QRegion.__iter__
            self.painted = [*getattr(self, "painted", []), *region]
            super().paintEvent(event)

    Watched.__name__ = kind.__name__
    return Watched


def settle() -> None:
    """Let everything pending be laid out and painted, and what is to be deleted go."""
    for _ in range(4):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def colours(image: QImage) -> int:
    """How many different colours a picture has; a blank one has a single colour."""
    points = image.convertToFormat(QImage.Format.Format_RGB32)
    return len(set(memoryview(points.constBits()).cast("I")))


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()
