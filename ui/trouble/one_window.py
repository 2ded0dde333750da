"""One window for one till: a second start brings the first window to the front and ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

ASK, ANSWER = b"front\n", b"here\n"
PATIENCE_MS: Final = 2_000
_LONGEST: Final = 100
"""Characters that the name of a socket may have; the system's own limit is 107."""


def meeting_place(folder: Path) -> str:
    """Where the two meet: a socket in the till's private folder, or one named after it where that does not do."""
    path = str(folder / "window.socket")
    if os.name == "posix" and len(os.fsencode(path)) <= _LONGEST:
        return path
    return f"posapp-{hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:16]}"


class OneWindow(QObject):
    """Held by the first window, once it has the till's folder: whoever asks gets it to the front."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)
        name = meeting_place(folder)
        QLocalServer.removeServer(name)  # one that a kill left behind; the folder is locked by us
        self.listening = self._server.listen(name)

    def close(self) -> None:
        """Nobody is here any more."""
        self._server.close()

    def _asked(self) -> None:
        while (other := self._server.nextPendingConnection()) is not None:
            other.write(ANSWER)
            other.flush()
            other.disconnected.connect(other.deleteLater)
            window = self._window
            if window.isMinimized():
                window.showNormal()
            window.raise_()
            window.activateWindow()
            QApplication.alert(window)


def call_first(folder: Path) -> bool:
    """Whether the window that has this folder came to the front."""
    socket = QLocalSocket()
    socket.connectToServer(meeting_place(folder))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(ASK)
    socket.flush()
    answered = socket.waitForReadyRead(PATIENCE_MS)
    socket.abort()
    return answered
