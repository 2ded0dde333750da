"""The hub against its own OpenAPI document: no 5xx, no answer that the document does not name.

    python -m bench schemathesis [--examples N] [--seed N] [--environment DIR] [--postgres]

schemathesis would slow the start of our own tests and pins what it likes, so it runs in an environment of its own,
which is made on first use.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import requests
from platformdirs import user_cache_path

from bench.intake import server
from posapp.contract import envelope, routes
from posapp.domain.journal import GENESIS, Entry, seal
from tests.support.postgres import cluster

PINNED: Final = "schemathesis==4.32.5"
CHECKS: Final = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,missing_required_header,unsupported_method,"
    "allow_header_conformance,ignored_auth"
)
"""Not `positive_data_acceptance`: a good batch of no till's journal, or a code nobody made, is rightly refused."""
REFUSED: Final = 100
ORDERS: Final = 40
GOALS: Final = {"5xx": 0, "undocumented answers": 0}
SHOP: Final = {
    "stores": [{"id": "S1", "name": "S1", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1"]}],
    "taxes": [{"id": "13", "kind": "rate", "percent": "13"}],
    "products": [{"sku": "A", "name": {"zh": "茶"}, "price": "1.00", "tax": "13", "category": "c"}],
    "stock": [{"store": "S1", "sku": "A", "on_hand": "1000"}],
}


def program(environment: Path) -> Path:
    """The schemathesis of its own environment, installed when it is not there."""
    found = environment / ("Scripts" if sys.platform == "win32" else "bin") / "schemathesis"
    if not found.exists():
        venv.create(environment, with_pip=True)
        subprocess.run([found.with_name("python"), "-m", "pip", "install", "--quiet", PINNED], check=True)
    return found


def hub(folder: Path, *arguments: str) -> str:
    """Runs a command of the hub's; what it prints."""
    command = [sys.executable, "-m", "hub", *arguments, "--data-dir", str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def push_refused(url: str, token: str) -> None:
    """A journal of entries that the hub refuses, so that head office has something to settle."""
    headers = {"Authorization": f"Bearer {token}"}
    till, before = requests.get(url + routes.TILL, headers=headers, timeout=30).json()["till"], GENESIS
    entries = list[Entry]()
    for seq in range(1, REFUSED + 1):
        head = (seq, "sale", "2026-11-21T01:00:00Z", "2026-11-21", "c1", b"{}")
        before = seal(till, before, *head)
        entries.append(Entry(*head, before))
    headers |= {"Content-Type": "application/json", "Content-Encoding": envelope.ENCODING}
    body = envelope.pack("first", till, entries)
    requests.post(url + routes.ENTRIES, data=body, headers=headers, timeout=30).raise_for_status()


def place_orders(url: str, token: str) -> None:
    """Orders of a web shop, under numbers that the calls about orders are then made with."""
    for number in range(1, ORDERS + 1):
        goods = {"sku": "A", "quantity": 1000, "amount": 100}
        order = {"id": f"W{number}", "store": "S1", "lines": [goods], "tenders": [{"type": "alipay", "amount": 100}]}
        headers = {"Authorization": f"Bearer {token}"}
        requests.post(url + routes.WEB_ORDERS, json=order, headers=headers, timeout=30).raise_for_status()


def known_words() -> str:
    """What the tester is told of the shop, for nothing that it makes up would ever be an order's number or goods."""
    words = {"path.order": [f"W{n}" for n in range(1, ORDERS + 1)], "body.store": ["S1"], "body.lines[*].sku": ["A"]}
    said = ""
    for number, (place, known) in enumerate(words.items()):
        said += f"[dictionaries.words{number}]\nvalues = {json.dumps(known)}\n"
        said += f"[parameters.'{place}']\ndictionary = 'words{number}'\nprobability = 0.8\n"
    return said


def _only(*paths: str) -> list[str]:
    return [word for path in paths for word in ("--include-path", path)]


def main() -> int:
    """schemathesis' own exit code: 0 when nothing was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--environment", type=Path, default=user_cache_path("posapp") / PINNED.replace("==", "-"))
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful", help="stateful follows the links")
    parser.add_argument("--postgres", action="store_true", help="over a private PostgreSQL instead of SQLite")
    given = parser.parse_args()
    tester = program(given.environment)
    with tempfile.TemporaryDirectory(prefix="schemathesis-") as name, ExitStack() as stack:
        folder, where = Path(name), list[str]()
        if given.postgres:
            folder.chmod(0o755)
            where = ["--database", stack.enter_context(cluster(folder / "pg")).new_database("hub")]
        (folder / "shop.json").write_text(json.dumps(SHOP), "utf-8")
        hub(folder, "load", str(folder / "shop.json"), *where)
        code = hub(folder, "code", "--store", "S1", "--register", "1", *where)
        with server("hub", "serve", "--port", "0", "--data-dir", name, *where) as port:
            url = f"http://127.0.0.1:{port}"
            token = requests.post(url + routes.ENROL, json={"code": code}, timeout=30).json()["token"]
            requests.get(url + routes.SNAPSHOT, headers={"Authorization": f"Bearer {token}"}, timeout=30)
            push_refused(url, token)
            office = hub(folder, "office", "finance", *where)
            tills = ["--exclude-path", routes.EVENTS]  # an answer without end: tests/hub/test_events.py
            offices = _only(routes.EXCEPTIONS, routes.SETTLE)
            channel = hub(folder, "channel", "web", *where)
            place_orders(url, channel)
            (folder / "schemathesis.toml").write_text(known_words(), "utf-8")
            shops = _only(routes.WEB_ORDERS, routes.WEB_ORDER, routes.WEB_CANCEL, routes.WEB_REFUNDED)
            found = 0
            for shown, paths in ((token, tills), (office, offices), (channel, shops)):
                command = [str(tester), "run", f"{url}/openapi.json", "--header", f"Authorization: Bearer {shown}"]
                command += [*paths, "--phases", given.phases, "--checks", CHECKS]
                command += ["--max-examples", str(given.examples), "--seed", str(given.seed)]
                found = subprocess.run(command, cwd=folder, check=False).returncode or found
            return found


if __name__ == "__main__":
    sys.exit(main())
