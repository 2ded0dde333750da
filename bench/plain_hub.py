"""The floor of bench/intake.py: a bare ASGI server that does the same SQL, token look-up and hash check, and no more.

No framework, no checks of what the entries say, no answer per entry beyond its number. Run by bench/intake.py.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import psycopg
import uvicorn
import zstandard
from sqlcipher3 import dbapi2 as sqlite

TILL = "SELECT id, store, last_seq, last_hash FROM till WHERE token_hash = "
SALE_TABLES = {
    "entry": "text int8 text text text text bytea bytea text int8 text",
    "sale": "text int8 text text text text text text int8 int8 int8 int8 text text text text",
    "sale_line": "text int8 int4 text int8 int8 int8 int8 int8 text text text text text text",
    "sale_discount": "text int8 int4 int4 text text int8",
    "sale_tender": "text int8 int4 text int8 text",
    "sale_tax": "text int8 int4 text int8 int8 int8",
}


class Batch(msgspec.Struct):
    """What the floor reads of a batch."""

    hash: str
    entries: list[tuple[int, str, str, str, str, msgspec.Raw]]


decode_batch = msgspec.json.Decoder(Batch).decode
decode_body = msgspec.json.Decoder().decode


class HashDiffers(Exception):  # noqa: N818 - the floor has one answer to it
    """The last seal is not the one the till says."""


def rows_of(till: str, store: str, before: bytes, entries: list[Any]) -> tuple[bytes, dict[str, list[Any]]]:
    """The rows of every table, and the last seal."""
    rows: dict[str, list[Any]] = {name: [] for name in SALE_TABLES}
    for seq, kind, at, date, staff, raw in entries:
        body = bytes(raw)
        before = hashlib.sha256(before + f"{till}\n{seq}\n{kind}\n{at}\n{date}\n{staff}\n".encode() + body).digest()
        rows["entry"].append((till, seq, kind, at, date, staff, body, before, "", 1, at))
        sale = decode_body(body)
        taxes = sale.get("taxes", ())
        head = (till, seq, store, date, sale["receipt"], sale["shift"], staff, at, sale["total"])
        extra = (sum(t[3] for t in taxes), sale.get("rounding", 0), sale.get("change", 0), sale.get("member"))
        told = (sale.get("note", ""), sale.get("source", ""), sale.get("associate", ""))
        rows["sale"].append((*head, *extra, *told))
        for n, line in enumerate(sale["lines"], 1):
            off, quantity = line.get("off", ()), line.get("qty", 1000)
            gross = line.get("gross", line["unit"] * quantity // 1000)
            amounts = (line["sku"], quantity, line["unit"], gross, sum(x[2] for x in off), line.get("tax", 0))
            words = (line.get("tax_id", ""), line.get("code", ""), line.get("name", ""), line.get("category", ""))
            sold = (line.get("serial", ""), line.get("associate", ""))
            rows["sale_line"].append((till, seq, n, *amounts, *words, *sold))
            rows["sale_discount"] += [(till, seq, n, i, x[0], x[1], x[2]) for i, x in enumerate(off, 1)]
        rows["sale_tender"] += [(till, seq, i, *t) for i, t in enumerate(sale.get("tenders", ()), 1)]
        rows["sale_tax"] += [(till, seq, i, *t) for i, t in enumerate(taxes, 1)]
    return before, rows


Take = Callable[[bytes, Any], None]


def lite(path: str, gate: threading.Lock) -> Take:
    """Takes a batch into SQLite, one at a time: it has one writer."""
    c = sqlite.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-20000"):
        c.execute(f"PRAGMA {pragma}")
    inserts = {name: f"INSERT INTO {name} VALUES({','.join('?' * len(t.split()))})" for name, t in SALE_TABLES.items()}

    def take(token: bytes, batch: Any) -> None:
        with gate:
            c.execute("BEGIN IMMEDIATE")
            try:
                till, store, _, before = c.execute(TILL + "?", (hashlib.sha256(token).digest(),)).fetchone()
                last, rows = rows_of(till, store, before, batch.entries)
                if last.hex() != batch.hash:
                    raise HashDiffers
                for name, values in rows.items():
                    c.executemany(inserts[name], values)
                moved = (batch.entries[-1][0], last, till)
                c.execute("UPDATE till SET last_seq = ?, last_hash = ? WHERE id = ?", moved)
                c.execute("COMMIT")
            except BaseException:
                c.execute("ROLLBACK")
                raise

    return take


def postgres(dsn: str) -> Take:
    """Takes a batch into PostgreSQL."""
    c = psycopg.connect(dsn)
    update = "UPDATE till SET last_seq = %s, last_hash = %s WHERE id = %s"

    def take(token: bytes, batch: Any) -> None:
        with c.transaction():
            found = c.execute(TILL + "%s FOR UPDATE", (hashlib.sha256(token).digest(),)).fetchone()
            assert found is not None
            till, store, _, before = found
            last, rows = rows_of(till, store, bytes(before), batch.entries)
            if last.hex() != batch.hash:
                raise HashDiffers
            cursor = c.cursor()
            for name, values in rows.items():
                with cursor.copy(f"COPY {name} FROM STDIN (FORMAT BINARY)") as copy:
                    copy.set_types(SALE_TABLES[name].split())
                    for row in values:
                        copy.write_row(row)
            c.execute(update, (batch.entries[-1][0], last, till))

    return take


def each_its_own(connect: Callable[[], Take]) -> Take:
    """A connection for each thread that takes."""
    local = threading.local()

    def take(token: bytes, batch: Any) -> None:
        if not hasattr(local, "take"):
            local.take = connect()
        local.take(token, batch)

    return take


def app(take: Take, threads: int) -> Callable[..., Awaitable[None]]:
    """The ASGI application, no lifespan; with one thread it takes where it listens."""
    pool = ThreadPoolExecutor(threads) if threads > 1 else None

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        token = dict(scope["headers"])[b"authorization"].removeprefix(b"Bearer ")
        if pool is None:
            said = taken(token, body)
        else:
            said = await asyncio.get_running_loop().run_in_executor(pool, taken, token, body)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(said))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": said})

    def taken(token: bytes, body: bytes) -> bytes:
        batch = decode_batch(zstandard.ZstdDecompressor().decompress(body, max_output_size=8_000_000))
        take(token, batch)
        return msgspec.json.encode([[entry[0], "accepted"] for entry in batch.entries])

    return answer


def main() -> None:
    """Listens on a free port, which it prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("sqlite", "postgres"))
    parser.add_argument("where")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(listening.getsockname()[1], flush=True)
    gate = threading.Lock()
    take = each_its_own(lambda: lite(given.where, gate) if given.kind == "sqlite" else postgres(given.where))
    config = uvicorn.Config(
        app(take, given.threads), log_level="warning", access_log=False, lifespan="off", timeout_keep_alive=900
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
