"""A picture file made small enough to be kept: scaled, turned upright, without what the camera wrote into it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from posapp.domain.errors import Refused
from posapp.domain.return_photo import MOST_BYTES, SIDE

SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".bmp")
_MOST_FILE: Final = 40 * 1024 * 1024
_MOST_DOTS: Final = 120_000_000
"""A file of a few bytes can claim to be larger than memory."""
_QUALITIES: Final = (85, 70, 50, 30)


def shrunk(file: Path) -> bytes:
    """As a JPEG; for the worker. Refused("photo_not_found", "photo_unreadable", "photo_too_large")."""
    return _small(_upright(file, QSize(SIDE, SIDE)))


def thumbnail(file: Path, high: int) -> QImage:
    """So many dots high, for a list; refused as above."""
    return _upright(file, QSize(4 * high, high))


def _upright(file: Path, most: QSize) -> QImage:
    _must_fit(file)
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise Refused("photo_unreadable")
    if size.width() * size.height() > _MOST_DOTS:
        raise Refused("photo_too_large", most="120 MP")
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    read = reader.read()
    if read.isNull():
        raise Refused("photo_unreadable")
    plain = QImage(read.size(), QImage.Format.Format_RGB32)  # where and when it was taken stays behind
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, read)
    painter.end()
    return plain


def _must_fit(file: Path) -> None:
    try:
        size = file.stat().st_size if file.is_file() else -1
    except OSError:
        size = -1
    if size < 0:
        raise Refused("photo_not_found", file=file.name[:60])
    if size > _MOST_FILE:
        raise Refused("photo_too_large", most=f"{_MOST_FILE // 1024 // 1024} MB")


def _small(image: QImage) -> bytes:
    for quality in _QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        if not writer.write(image):
            raise Refused("photo_unreadable")
        data = bytes(buffer.data().data())
        if len(data) <= MOST_BYTES:
            return data
    raise Refused("photo_too_large", most=f"{MOST_BYTES // 1024} KB")
