"""Which picture shows the goods: the newest of the folder that the camera fills, or a file by its name, or dropped."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.returns.shrinking import SUFFIXES, shrunk
from ui.returns.thumbnails import Thumbnails
from ui.screen import Place
from ui.texts import refusal

_MOST: Final = 30
_SHOWN: Final = 4
"""Rows in sight."""


class PhotoSheet(Sheet):
    """`kept(id)`."""

    kept = Signal(str)

    def __init__(self, place: Place) -> None:
        self._place = place
        self.field, self.words = Field(place.theme, icon="search", input_method=False), QLabel()
        self.list = ResultList(place.theme)
        self.notice = Notice(place.theme)
        super().__init__(place.theme, place.host, width=560)
        self.words.setProperty("tone", "ink2")
        self.words.setWordWrap(True)
        self._small = Thumbnails(place.tasks, self)
        self._small.ready.connect(self.list.viewport().update)
        self._files: list[Path] = []
        self.list.photos = self._picture
        self.setAcceptDrops(True)
        for widget in (self.words, self.list, self.field, self.notice):
            self.body.addWidget(widget)
        place.theme.fit(self.list, lambda area: area.setFixedHeight(place.theme.px(56 * _SHOWN)))
        self.list.chosen.connect(lambda row: self.take(self._files[row]))
        self.field.steered.connect(self.list.steer)
        self.field.returnPressed.connect(self._typed)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_title(self.tr("A picture of the goods"))
        self.field.set_name(self.tr("Another folder, or a file"))

    def ask(self) -> None:
        """Open on the camera's folder."""
        self.notice.clear()
        self.field.clear()
        self._look(self._folder())
        self.open(self.list if self._files else self.field)

    def _folder(self) -> Path:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return Path(self._place.controls.machine().photo_folder or usual or Path.home())

    def _look(self, folder: Path) -> None:
        """The newest pictures there."""
        zone = ZoneInfo(self._place.app.desk.store.timezone)
        try:
            found = [(x.stat().st_mtime, x) for x in folder.iterdir() if x.suffix.lower() in SUFFIXES and x.is_file()]
        except OSError:
            found = []
        self._files = [x for _, x in sorted(found, reverse=True)[:_MOST]]
        self._small.forget()
        rows = [
            Result(
                str(x),
                x.name,
                f"{datetime.fromtimestamp(at, zone):%Y-%m-%d %H:%M}",
                icon="camera",
                tint=5,
            )
            for at, x in sorted(found, reverse=True)[:_MOST]
        ]
        self.list.set_results(rows)
        none = self.tr("No pictures in {0}. Drop one here, or type another folder.").format(folder)
        self.words.setText(self.tr("The newest of {0}, or drop one here.").format(folder) if rows else none)

    def _picture(self, key: str) -> QPixmap | None:
        return self._small.of(key, self.theme.px(80))

    def _typed(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            return
        try:
            path = Path(typed.strip('"')).expanduser()
            folder = path.is_dir()
        except (OSError, RuntimeError):  # too long for a name, in nobody's home, or not ours to look into
            self._said_no(Refused("photo_not_found", file=typed[:60]))
            return
        if folder:
            controls = self._place.controls
            controls.set_machine(controls.machine()._replace(photo_folder=str(path)))
            self.field.clear()
            self._look(path)
            self.list.setFocus()
            return
        self.take(path)

    def take(self, file: Path) -> None:
        """Keep this one; a file that is no picture is refused in the sheet."""
        photos = self._place.app.return_photos
        self._place.tasks.run(lambda: photos.keep(shrunk(file)), self._taken, self._said_no)

    def _taken(self, id_: str) -> None:
        self.close_sheet()
        self._place.sounds.play("good")
        self.kept.emit(id_)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        if not self.isVisible():
            self.ask()
        self.notice.say("bad", refusal(no, self._place.languages.language), 12)
        self.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        accept_file(event)

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped(event)
        if file is not None:
            self.take(file)


def accept_file(event: QDragEnterEvent) -> None:
    """Files of this machine may be dropped."""
    if any(url.isLocalFile() for url in event.mimeData().urls()):
        event.acceptProposedAction()


def dropped(event: QDropEvent) -> Path | None:
    """The first of the files."""
    found = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next(found, None)
