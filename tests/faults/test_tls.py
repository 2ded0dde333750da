"""TLS with an authority of the chain's own: believed when it is in the system's store or in the till's folder."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from hub.storage import tills
from hub.storage.database import open_database, sqlite_url
from posapp.commands.doctor import examine
from posapp.commands.till_parts import TillParts, enrol, open_parts
from posapp.contract import routes
from posapp.devices.clock import StoppedClock, SystemClock
from posapp.domain.errors import Refused
from sync.client import HubSaid
from sync.stream import Stream
from sync.trust import OWN_AUTHORITY
from tests.hub.conftest import SHOP
from tests.hub.test_command import own_certificate, run, serving
from tests.support.line import Line


@dataclass(frozen=True)
class Chain:
    """A hub that speaks TLS; its certificate is signed by nobody that this machine knows."""

    url: str
    code: str
    certificate: Path
    till: Path

    def open(self) -> TillParts:
        """The till's parts."""
        return open_parts(self.till, SystemClock(), hub_url=self.url)

    def believe(self, certificate: Path) -> None:
        """Put an authority into the till's folder."""
        self.till.mkdir(exist_ok=True)
        (self.till / OWN_AUTHORITY).write_bytes(certificate.read_bytes())


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, Path]]:
    """The hub's folder, its address and its certificate."""
    folder = tmp_path_factory.mktemp("tls")
    (folder / "shop.json").write_text(json.dumps(SHOP), "utf-8")
    run("load", str(folder / "shop.json"), "--data-dir", str(folder / "hub"))
    certificate, key = own_certificate(folder)
    with serving(folder / "hub", "--tls-cert", str(certificate), "--tls-key", str(key)) as (_, url):
        assert requests.get(url + routes.HEALTH, verify=str(certificate), timeout=60).status_code == 200, "it is up"
        yield folder / "hub", url, certificate


@pytest.fixture
def chain(running: tuple[Path, str, Path], tmp_path: Path) -> Chain:
    folder, url, certificate = running
    database = open_database(sqlite_url(folder / "hub.db"))
    code = tills.new_code(database, "S1", "1", datetime.now(UTC), "test")
    database.close()
    return Chain(url, code, certificate, tmp_path / "till")


def test_an_authority_that_nobody_knows_is_not_believed(chain: Chain) -> None:
    parts = chain.open()
    with pytest.raises(Refused) as no:
        enrol(parts, chain.code)
    assert no.value.code == "hub_not_trusted"
    parts.close()


def test_the_authority_in_the_tills_folder_is_believed_and_no_other(chain: Chain, tmp_path: Path) -> None:
    chain.believe(chain.certificate)
    parts = chain.open()
    enrol(parts, chain.code)
    assert parts.engine.sync().state == "online"
    parts.close()
    (tmp_path / "other").mkdir()
    chain.believe(own_certificate(tmp_path / "other")[0])
    parts = chain.open()
    status = parts.engine.sync()
    assert (status.state, status.reason) == ("offline", "hub_not_trusted")
    parts.close()
    [found] = [finding for finding in examine(chain.till, SystemClock()) if finding.topic[1] == "hub"]
    assert not found.good
    assert "does not trust its certificate" in found.says[1]


class SlowLine(Line):
    """Takes a call at once, and carries its first bytes later."""

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        threading.Event().wait(0.5)
        super()._carry(one, other)


def test_a_handshake_may_take_longer_than_a_connection(chain: Chain) -> None:
    chain.believe(chain.certificate)
    parts, line = chain.open(), SlowLine(chain.url)
    hub = parts.engine.hub.beside((0.2, 20))
    hub.url = line.url.replace("http:", "https:")
    with pytest.raises(HubSaid, match="not_enrolled"):
        hub.till()
    hub.close()
    parts.close()
    line.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only there a variable stands for the system's store")
def test_the_systems_store_is_believed(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(chain.certificate))
    parts = chain.open()
    enrol(parts, chain.code)
    assert parts.engine.sync().state == "online"
    parts.close()


def test_an_authority_that_cannot_be_read_is_named(chain: Chain) -> None:
    chain.till.mkdir()
    (chain.till / OWN_AUTHORITY).write_text("nothing of the kind", "utf-8")
    parts = chain.open()
    with pytest.raises(Refused) as no:
        enrol(parts, chain.code)
    assert no.value.code == "hub_ca_unreadable"
    parts.close()


def test_an_authority_that_was_spoilt_stops_the_line_and_nothing_else(chain: Chain) -> None:
    chain.believe(chain.certificate)
    parts = chain.open()
    enrol(parts, chain.code)
    assert parts.engine.sync().state == "online"
    parts.close()
    (chain.till / OWN_AUTHORITY).write_text("nothing of the kind", "utf-8")
    parts = chain.open()
    status = parts.engine.sync()
    assert (status.state, status.reason) == ("offline", "hub_ca_unreadable")
    parts.close()
    [found] = [finding for finding in examine(chain.till, SystemClock()) if finding.topic[1] == "hub"]
    assert "hub-ca.pem cannot be read" in found.says[1]


def test_news_come_over_tls_too(chain: Chain) -> None:
    chain.believe(chain.certificate)
    parts = chain.open()
    enrol(parts, chain.code)
    beside = parts.engine.hub.beside()
    with beside.listen("", 20) as answer:
        assert next(iter(Stream(answer))) is not None, "the same authority, a connection of its own"
    beside.close()
    parts.close()


def test_a_certificate_that_ends_within_a_month_is_told_of_at_the_till(chain: Chain) -> None:
    """The hub's, and the authority in the till's folder; this one is both."""
    chain.believe(chain.certificate)
    parts = chain.open()
    enrol(parts, chain.code)
    parts.close()
    now = datetime.now(UTC)
    for days, told in ((50, 0), (61, 2)):
        clock = StoppedClock(now + timedelta(days=days))
        found = [finding for finding in examine(chain.till, clock) if finding.topic[1] == "certificate"]
        assert len(found) == told, days
    ends = f"{now + timedelta(days=90):%Y-%m-%d}"
    assert [finding.code for finding in found] == ["certificate_ends"] * 2
    assert all(ends in says and not finding.good for finding in found for says in finding.says)
