"""An act that the application refuses."""

from __future__ import annotations

import pytest

from posapp.domain.errors import Refused


def refused(code: str) -> pytest.RaisesExc[Refused]:
    """The act is refused with this code."""
    return pytest.RaisesExc(Refused, check=lambda no: no.code == code)
