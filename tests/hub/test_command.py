"""The `hub` command as a person runs it: exit codes, what is printed, how it starts and stops."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hub import address
from hub.__main__ import main
from hub.storage import tables
from hub.storage.database import open_database, sqlite_url
from posapp import __version__
from posapp.contract import routes
from tests.hub.conftest import SHOP
from tests.support.shared import ROOT


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Ran:
    """The command in this process, which is what `python -m hub` does and takes no second to start."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-W", "error", "-m", "hub", "serve", "--port", "0", "--data-dir", str(folder), *more]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())["url"]
    finally:
        if process.poll() is None:
            process.terminate()
        _, complaints = process.communicate(timeout=30)
        assert not complaints


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(SHOP, ensure_ascii=False), "utf-8")
    return path


def test_from_an_empty_folder_to_an_enrolled_till(tmp_path: Path, shop: Path) -> None:
    data = tmp_path / "data"
    loaded = run("load", str(shop), "--data-dir", str(data))
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert "2 of 2 products" in loaded.stdout
    code = run("code", "--store", "S1", "--register", "1", "--data-dir", str(data)).stdout.strip()
    with serving(data) as (process, url):
        said = requests.post(url + routes.ENROL, json={"code": code}, timeout=30).json()
        headers = {"Authorization": f"Bearer {said['token']}"}
        rows = requests.get(url + routes.feed("products"), headers=headers, timeout=30).json()["rows"]
        assert [row["sku"] for row in rows] == ["A", "B"]
        loaded = run("load", str(shop), "--data-dir", str(data))
        assert (loaded.returncode, "0 changes" in loaded.stdout) == (0, True)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert (data.stat().st_mode & 0o777) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in its folders")
def test_what_the_hub_keeps_is_for_its_user_only(tmp_path: Path, shop: Path) -> None:
    before = os.umask(0)
    try:
        assert run("load", "--data-dir", str(tmp_path / "hub"), str(shop)).returncode == 0
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "hub").iterdir()}
    assert modes["hub.db"] == 0o600
    assert not [name for name, mode in modes.items() if mode & 0o077]


def test_rows_with_mistakes_are_named_and_the_others_stand(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(SHOP))
    del wrong["products"][1]["price"]
    wrong["staff"][0]["pin"] = "12"
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(wrong), "utf-8")
    loaded = run("load", str(path), "--data-dir", str(tmp_path / "data"))
    assert loaded.returncode == 1
    assert "products[1] (B): price: is missing" in loaded.stderr
    assert "staff[0] (c1): pin: " in loaded.stderr
    assert "1 of 2 products" in loaded.stdout
    assert "1 of 2 staff" in loaded.stdout
    assert "2 problems" in loaded.stdout


def test_what_is_no_shop_file_changes_nothing(tmp_path: Path) -> None:
    for content in ("", "{", "[]", "{}", "\x00"):
        path = tmp_path / "shop.json"
        path.write_text(content, "utf-8")
        loaded = run("load", str(path), "--data-dir", str(tmp_path / "data"))
        assert loaded.returncode == 1
        assert loaded.stderr
        assert not (tmp_path / "data").exists()
    assert run("load", str(tmp_path / "none.json"), "--data-dir", str(tmp_path / "data")).returncode == 1


def test_a_code_for_a_store_there_is_not(tmp_path: Path, filled: Path) -> None:
    asked = run("code", "--store", "S9", "--register", "1", "--data-dir", str(filled))
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == 'hub: There is no store S9. The shop file names them under "stores".\n'
    asked = run("code", "--store", "S1", "--register", "1", "--data-dir", str(tmp_path / "mistyped"))
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr.startswith("hub: There is no hub in ")
    assert not (tmp_path / "mistyped").exists(), "and none is begun"


def test_it_does_not_listen_in_clear_beyond_this_machine(tmp_path: Path) -> None:
    asked = run("serve", "--host", "0.0.0.0", "--port", "0", "--data-dir", str(tmp_path))
    assert (asked.returncode, asked.stdout) == (78, "")
    assert asked.stderr == "hub: 0.0.0.0 is not this machine: give --tls-cert and --tls-key, or --insecure-listen\n"


@pytest.mark.parametrize(
    "host, mine",
    [("127.0.0.1", 1), ("::1", 1), ("localhost", 1), ("127.9.9.9", 1), ("0.0.0.0", 0), ("::", 0), ("shop.example", 0)],
)
def test_which_addresses_are_this_machine(host: str, mine: int) -> None:
    assert address.is_loopback(host) == bool(mine)


def test_it_ends_with_the_till_that_started_it(tmp_path: Path) -> None:
    """Wherever it listens; a port that it has is not given to another."""
    with serving(tmp_path, "--host", "0.0.0.0", "--insecure-listen", "--with-parent", "--give-way") as (process, url):
        port = url.rsplit(":", 1)[1]
        assert requests.get(f"http://127.0.0.1:{port}{routes.HEALTH}", timeout=30).status_code == 200
        asked = run("serve", "--port", port, "--data-dir", str(tmp_path))
        assert asked.returncode == 73
        assert asked.stderr.startswith(f"hub: 127.0.0.1:{port} is used by another program")
        assert "--port N (0 takes a free one)" in asked.stderr
        if sys.platform == "linux":
            assert os.sched_getscheduler(process.pid) == os.SCHED_IDLE, "whoever sells on this machine goes first"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0
        process.stdin = None


def test_a_port_that_there_is_not(tmp_path: Path) -> None:
    asked = run("serve", "--port", "99999", "--data-dir", str(tmp_path))
    assert asked.returncode == 2
    assert "this is no port: '99999'. It is 0 to 65535" in asked.stderr


def test_files_that_are_not_there_are_named_with_what_to_do(tmp_path: Path, filled: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    where = ("--data-dir", str(tmp_path))
    for command in (("load", str(tmp_path / "none.json")), ("restore", "--from", str(tmp_path / "no.db"))):
        asked = run(*command, *where)
        assert asked.returncode != 0
        assert "Check the name" in asked.stderr
        assert "Errno" not in asked.stderr
    asked = run("import", "cn-supermarket", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out.json"))
    assert (asked.returncode, "There is no file or folder" in asked.stderr) == (2, True)


def test_every_act_says_what_was_done(tmp_path: Path, filled: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    where = ("--data-dir", str(tmp_path))
    for command, words in (
        (("stop-sale", "--sku", "A", "--reason", "x"), "Stopped: A in every store, from the tills' next exchange on."),
        (("stop-sale", "--sku", "A", "--lift"), "Sold again: A in every store, from the tills' next exchange on."),
        (("remove", "--feed", "stock", "--key", "A"), "Removed: stock A, "),
        (("rotate", "--store", "S1"), "0 till(s) take another token"),
        (("rotate-key",), "Balances are signed with the key "),
        (("catch-up",), "Nothing waited to be booked."),
        (("restored",), "Restored, in the new epoch "),
    ):
        ran = run(*command, *where)
        assert (ran.returncode, ran.stdout.startswith(words)) == (0, True), (command, ran)
        assert len(ran.stdout.splitlines()) == 1


def test_what_was_typed_wrong_is_said_with_the_right_form(tmp_path: Path, filled: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    stop = ("stop-sale", "--sku", "A")
    for command, words in (
        (stop, '--reason "recalled by the maker"'),
        (("stop-sale", "--sku", "no\x9b", "--reason", "x"), 'item no\\u009b. The shop file names them: "sku"'),
        (("tills", "--store", "ZZ"), 'no store ZZ. The shop file names them under "stores"'),
        (("code", "--store", "S1", "--register", "9"), 'names them: "tills" under "stores"'),
        (("exceptions", "--settle", "x", "--by", "a\u202eb", "--note", "x"), "--by holds a sign that nobody sees"),
        ((*stop, "--reason", "x", "--expiry", "31/12/2026"), "--expiry 2026-12-31"),
        ((*stop, "--reason", "x", "--batch", "L 1"), "--batch L12"),
        ((*stop, "--lift"), "`hub stop-sale` lists them"),
        (("remove", "--feed", "staff", "--key", "none"), "no none in staff"),
        (("exceptions", "--settle", "x"), "--by finance --note"),
        (("exceptions", "--settle", "x", "--by", "a", "--note", "b"), "`hub exceptions --all` lists them"),
    ):
        ran = run(*command, "--data-dir", str(tmp_path))
        assert (ran.returncode, ran.stdout, words in ran.stderr) == (1, "", True), (command, ran)


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://postgres@/hub?host={tmp_path}"
    asked = run("serve", "--port", "0", "--data-dir", str(tmp_path), "--database", url)
    assert (asked.returncode, asked.stdout) == (69, "")
    assert len(asked.stderr.splitlines()) == 1


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    run("code", "--store", "S1", "--register", "1", "--data-dir", str(tmp_path))
    database = open_database(sqlite_url(tmp_path / "hub.db"))
    with database.write() as connection:
        connection.execute(tables.hub.update().values(schema=tables.SCHEMA + 1))
    database.close()
    asked = run("code", "--store", "S1", "--register", "1", "--data-dir", str(tmp_path))
    assert asked.returncode == 1
    assert "newer" in asked.stderr


def test_restored_makes_another_epoch(tmp_path: Path, filled: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    first, second = (run("restored", "--data-dir", str(tmp_path)).stdout for _ in range(2))
    assert first != second


def test_help_and_version() -> None:
    assert run("--version").stdout == f"hub {__version__}\n"
    for arguments in (["--help"], ["serve", "--help"], ["load", "--help"], ["code", "--help"]):
        assert run(*arguments).returncode == 0
    assert run().returncode == 2
    assert run("import", "cn-supermarket", "--help").returncode == 0
    assert run("import", "nothing").returncode == 2


def own_certificate(folder: Path, days: int = 90) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody else vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "hub.pem", folder / "hub.key"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(*plain))
    return pem, secret
