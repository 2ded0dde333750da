"""An enrolled till with a shop and a cashier, a printer on the network, and the drawing of dots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posapp.contract.feed_rows import SettingsRow, StaffRow
from posapp.domain.staff import Role, Staff
from posapp.storage.till import TillStore, open_till
from printing.raster import Raster
from tests.printing.sales import SHOP
from tests.printing.sink import PrinterSink
from tests.storage.samples import AT, ENROLLED, KEY


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillStore]:
    store = open_till(tmp_path / "till", KEY)
    store.enrolment.save(ENROLLED)
    store.copy("settings", [SettingsRow.of(SHOP)], (), 1, "e1", AT)
    store.copy("staff", [StaffRow.of(Staff("c1", "林晓", Role("cashier")))], (), 1, "e1", AT)
    yield store
    store.close()


@pytest.fixture
def sink() -> Iterator[PrinterSink]:
    listening = PrinterSink()
    yield listening
    listening.close()


@pytest.fixture
def raster(qapp: QApplication) -> Raster:
    return Raster()
