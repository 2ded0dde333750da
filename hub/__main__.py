"""The hub's command: `serve`, `load`, `import`, and what `hub.admin` adds."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from hub import admin
from hub.address import Address, MayNotListen, listen, url_of
from hub.clock import system_clock
from hub.lines import print_lines, say, warn
from hub.storage import tills
from hub.storage.audit import os_user
from hub.storage.database import Database, Unavailable, open_database, sqlite_url
from posapp import __version__
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.system_words import refusal_of

URL_VARIABLE: Final = "POSAPP_HUB_DATABASE"
TURN: Final = 0.002
"""Seconds after which a thread that computes lets another one go on, over PostgreSQL: many batches are under way there,
and each waits for its turn after every statement. SQLite's one writer is better left alone (Python's own 5 ms)."""
OK, FAILED, UNAVAILABLE, CANNOT_CREATE, MISCONFIGURED = 0, 1, 69, 73, 78


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the exit code."""
    given = _parser().parse_args(arguments)
    os.umask(0o077)  # names, hashes of PINs, every sale: for the hub's own user only
    try:
        if "database" in given and given.database is None:
            given.database, given.renewed = _database_of_environment()
        code: int = given.run(given)
    except Refused as refused:
        return _fail(FAILED, refusal_text(refused, "en"))
    except Unavailable as reason:
        return _fail(UNAVAILABLE, f"the database does not answer: {reason}")
    except OSError as reason:
        return _fail(CANNOT_CREATE, refusal_text(refusal_of(reason), "en"))
    return code


def _serve(given: argparse.Namespace) -> int:
    address = Address(given.host, given.port, given.tls_cert, given.tls_key, given.insecure_listen)
    try:
        listening = listen(address)
    except MayNotListen as reason:
        return _fail(MISCONFIGURED, str(reason))
    except OSError as reason:
        no = refusal_of(reason, f"{given.host}:{given.port}")
        return _fail(CANNOT_CREATE, refusal_text(no, "en"))
    with listening:
        if address.certificate:
            from hub.certificate import watch

            watch(address.certificate, system_clock, _speak)
        database = _database(given)
        said = {
            "url": url_of(address, listening),
            "port": listening.getsockname()[1],
            **_set_up(database, given, url_of(address, listening)),
        }
        print_lines([said])
        # Whoever calls from now on waits in the queue of the socket while the server's framework is imported.
        from hub.app import create_app
        from hub.serve import end_on_signals, end_with, give_way, renew_on_signal, server_of
        from hub.versions import Spoken

        spoken = Spoken(system_clock, update_by=given.update_by or "")
        server = server_of(
            create_app(database, given.data_dir / "catalogues", spoken=spoken, still=given.still), address
        )
        end_on_signals(server)
        renew_on_signal(server, address)
        if given.with_parent:
            end_with(sys.stdin.buffer, server)
        if given.give_way:
            give_way()
        # What was made up to here stays: a batch makes thousands of rows, and each look for garbage would pass it all.
        gc.freeze()
        if not database.sqlite:
            sys.setswitchinterval(TURN)
        try:
            server.run(sockets=[listening])
        finally:
            database.close()
    return OK


def _speak(words: str) -> None:
    warn(f"hub: {words}")


def _set_up(database: Database, given: argparse.Namespace, url: str) -> dict[str, object]:
    """What a shop on one machine wants in the same breath: a shop file loaded, a code for each of its registers."""
    if given.load is None:
        return {}
    from hub.feeds.pictures import FOLDER
    from hub.load import load, note_load
    from hub.signing import signer_in
    from posapp.contract.shop_file import read_shop_file

    shop = read_shop_file(given.load)
    if given.own_pages:
        stores = [store if store.pages else store.model_copy(update={"pages": url}) for store in shop.stores]
        shop = replace(shop, stores=tuple(stores))
    now, by = system_clock(), os_user()
    if shop.stores:
        note_load(database, given.load, shop, now, by)
        load(database, shop, signer_in(given.data_dir), pictures=given.load.parent / FOLDER)
    codes = {
        store.id: {till: tills.new_code(database, store.id, till, now, by) for till in store.tills}
        for store in shop.stores
    }
    return {"codes": codes, "problems": [str(problem) for problem in shop.problems]}


def _load(given: argparse.Namespace) -> int:
    from hub.feeds.pictures import FOLDER
    from hub.load import load, note_load
    from hub.signing import signer_in
    from posapp.contract.shop_file import read_shop_file

    shop = read_shop_file(given.file)
    for problem in shop.problems:
        warn(str(problem))
    if not shop.stores:
        return FAILED
    database = _database(given)
    note_load(database, given.file, shop, system_clock(), os_user())
    changed = load(database, shop, signer_in(given.data_dir), pictures=given.file.parent / FOLDER)
    database.close()
    rows = ", ".join(f"{len(getattr(shop, table))} of {count} {table}" for table, count in shop.given.items())
    say(f"read {rows}; {changed} changes published; {len(shop.problems)} problems")
    return FAILED if shop.problems else OK


def _import(given: argparse.Namespace) -> int:
    from hub.importers import cn_supermarket, hk_offers

    importers = {"cn-supermarket": cn_supermarket.main, "hk-offers": hk_offers.main}
    return importers[given.form](given.rest)


def _database_of_environment() -> tuple[str | None, Callable[[], str] | None]:
    """The URL, which may hold a password, from a variable or the file that one names: a command line is seen by all.
    With the file comes a way to read it again: the password may be another by the time of the next connection."""
    named = os.environ.get(f"{URL_VARIABLE}_FILE")
    if not named:
        return os.environ.get(URL_VARIABLE), None
    file = Path(named)
    return file.read_text("utf-8").strip(), lambda: file.read_text("utf-8").strip()


def _database(given: argparse.Namespace) -> Database:
    """Begun where there is none."""
    given.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = given.database or sqlite_url(given.data_dir / admin.DATABASE)
    return open_database(url, getattr(given, "renewed", None))


def _known_database(given: argparse.Namespace) -> Database:
    """Of a hub that is there: Refused("no_hub_here") for a name of the folder that was mistyped."""
    if given.database is None and not (given.data_dir / admin.DATABASE).exists():
        raise Refused("no_hub_here", folder=str(given.data_dir))
    return _database(given)


def _fail(code: int, text: str) -> int:
    warn(f"hub: {' '.join(text.split())}")
    return code


def _port(text: str) -> int:
    """TCP's: 16 bits (RFC 9293 3.1)."""
    if not (text.isascii() and text.isdigit() and int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"this is no port: {text!r}. It is 0 to 65535; 0 takes a free one")
    return int(text)


def _day(text: str) -> str:
    """ISO 8601."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"this is no day: {text!r}. Write it as 2026-12-31") from None


@cache
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("./run hub", description="The shops' central API: journals up, feeds down.")
    parser.add_argument("--version", action="version", version=f"hub {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--data-dir", type=Path, default=user_data_path("posapp") / "hub", help="folder of the files")
    words = f"postgresql+psycopg://… instead of SQLite in the data folder; default: {URL_VARIABLE}, or its _FILE"
    where.add_argument("--database", metavar="URL", help=words)

    serving = commands.add_parser("serve", parents=[where], help="answer tills until stopped")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=_port, default=8367, help="0 takes a free one; the address is printed as JSON")
    serving.add_argument("--tls-cert", type=Path, metavar="FILE")
    serving.add_argument("--tls-key", type=Path, metavar="FILE")
    serving.add_argument("--insecure-listen", action="store_true", help="listen in clear beyond this machine")
    words = "the day, for instance 2026-12-31, from which tills with an older program get no new data until updated"
    serving.add_argument("--update-by", type=_day, metavar="DATE", help=words)
    serving.add_argument("--load", type=Path, metavar="FILE", help="publish a shop file first; tell codes and problems")
    words = "with --load: customers reach the pages of their receipts at the hub's own address, where no other is named"
    serving.add_argument("--own-pages", action="store_true", help=words)
    serving.add_argument("--with-parent", action="store_true", help="stop when standard input closes")
    words = "work only when nobody else wants the processor (on Linux): for a hub on the machine of a till that sells"
    serving.add_argument("--give-way", action="store_true", help=words)
    words = "do nothing because time passes: orders, follow-ups and periods of keeping wait for their commands"
    serving.add_argument("--still", action="store_true", help=words)
    serving.set_defaults(run=_serve)

    load = commands.add_parser("load", parents=[where], help="publish a shop file")
    load.add_argument("file", type=Path, metavar="FILE")
    load.set_defaults(run=_load)

    admin.add(commands, where, _known_database)

    words = "make a shop file of another system's export"
    importing = commands.add_parser("import", help=words, epilog="./run hub import FORM --help says what FORM needs")
    importing.add_argument(
        "form", choices=("cn-supermarket", "hk-offers"), metavar="FORM", help="cn-supermarket, hk-offers"
    )
    importing.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="what the form needs")
    importing.set_defaults(run=_import)
    return parser


if __name__ == "__main__":
    sys.exit(main())
