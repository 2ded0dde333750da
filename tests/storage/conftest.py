"""An enrolled till on a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from posapp.storage.till import TillStore, open_till
from tests.storage.samples import ENROLLED, KEY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TillStore]:
    till = open_till(tmp_path / "till", KEY)
    till.enrolment.save(ENROLLED)
    yield till
    till.close()
