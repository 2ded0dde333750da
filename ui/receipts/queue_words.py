"""What the printer's queue says of the documents in it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from ui.kit.result_list import Result
from ui.receipts.model import JobRow
from ui.screen import Place
from ui.texts import refusal


class QueueWords(QObject):
    """Rows and sentences in the language of now."""

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def row(self, job: JobRow) -> Result:
        """One that waits, and why."""
        kinds = {
            "receipt": self.tr("Receipt"),
            "receipt_copy": self.tr("Copy of a receipt"),
            "gift_receipt": self.tr("Gift receipt"),
            "order": self.tr("Order slip"),
            "came_back": self.tr("Labels of goods that came back"),
            "drawer": self.tr("Open the drawer"),
            "labels": self.tr("Labels to replace"),
            "label": self.tr("Label for the shelf"),
            "test": self.tr("Test page"),
        }
        why = refusal(Refused(job.failure), self._place.languages.language) if job.failure else ""
        note = self.tr("%n try(s)", "", job.tries) if job.tries else self.tr("waiting")
        detail = f"{job.time} · {why}" if why else job.time
        document = "" if job.document.startswith("{") else job.document  # what some papers say is no name
        name = f"{kinds.get(job.kind, job.kind)} {document}".strip()
        return Result(str(job.id), name, detail, "", note, "warn", icon="printer", tint=5)

    def instead_of_paper(self, job: JobRow) -> str:
        """What a document says that is no receipt."""
        words = {
            "labels": self.tr("The list of labels to replace."),
            "label": self.tr("A label for the shelf."),
            "came_back": self.tr("A label for each of the goods that came back."),
            "test": self.tr("A test page."),
        }
        return words.get(job.kind, self.tr("Opens the drawer, prints nothing."))
