"""The hub's certificate and the address of its database: spoken of in time, replaced without a stop, never in sight."""

from __future__ import annotations

import signal
import ssl
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509

from hub import certificate
from hub.storage.database import sqlite_url
from posapp.contract import routes
from tests.hub.test_command import own_certificate, run, serving

PATIENCE = 60


def test_its_end_is_read_as_others_read_it(tmp_path: Path) -> None:
    for days in (1, 40, 400, 20_000):  # the last is beyond 2050 and written in the other form
        pem, _ = own_certificate(tmp_path, days)
        assert certificate.ends_at(pem) == x509.load_pem_x509_certificate(pem.read_bytes()).not_valid_after_utc


def test_it_is_spoken_of_a_month_ahead(tmp_path: Path) -> None:
    pem, key = own_certificate(tmp_path, 40)
    now = datetime.now(UTC)
    assert certificate.warning(pem, now) == ""
    assert "in 29 days" in certificate.warning(pem, now + timedelta(days=10, seconds=30))
    assert "ended on" in certificate.warning(pem, now + timedelta(days=41))
    for nonsense in ("", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        key.write_text(nonsense)
        with pytest.raises(ValueError, match="certificate"):
            certificate.ends_at(key)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP")
def test_another_takes_its_place_while_it_runs(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    pem, key = own_certificate(tmp_path)
    first, fresh = tmp_path / "first.pem", own_certificate(tmp_path / "new")
    first.write_bytes(pem.read_bytes())

    def believed(authority: Path, url: str) -> bool:
        try:
            return requests.get(url + routes.HEALTH, verify=str(authority), timeout=PATIENCE).status_code == 200
        except requests.exceptions.SSLError:
            return False

    with serving(tmp_path, "--tls-cert", str(pem), "--tls-key", str(key)) as (process, url):
        assert url.startswith("https://")
        assert believed(first, url)
        with pytest.raises(requests.exceptions.ConnectionError):
            requests.get(url.replace("https", "http") + routes.HEALTH, timeout=PATIENCE)
        pem.write_bytes(fresh[0].read_bytes())
        key.write_bytes(fresh[1].read_bytes())
        process.send_signal(signal.SIGHUP)
        end = time.monotonic() + PATIENCE
        while not believed(fresh[0], url):
            assert time.monotonic() < end, "it was not taken"
        assert not believed(first, url)


def test_files_that_do_not_fit_leave_the_old_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    pem, key = own_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    certificate.reload(lambda: context, pem, own_certificate(tmp_path / "other")[1])
    assert "stays as it was" in capsys.readouterr().err


def test_the_database_is_named_by_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, variable in enumerate(("POSAPP_HUB_DATABASE", "POSAPP_HUB_DATABASE_FILE")):
        own = tmp_path / f"{number}.db"
        (tmp_path / "url").write_text(sqlite_url(own) + "\n", "utf-8")
        with monkeypatch.context() as environment:
            environment.setenv(variable, sqlite_url(own) if number == 0 else str(tmp_path / "url"))
            assert run("tills", "--data-dir", str(tmp_path / "data")).returncode == 0
        assert own.exists()
        assert not (tmp_path / "data" / "hub.db").exists()
