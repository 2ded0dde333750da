"""Wallets without money: `python -m hub.providers.simulated --folder DIR [--port N] [--tell FILE] [--thinks S]`.

A program of its own that speaks as WeChat Pay (API v3) and Alipay do: it believes only what the merchant's key has
signed, signs what it answers, and keeps books of its own, a line for each charge and reversal, which it reads again
when it starts. The keys lie in DIR and are made when they are missing; `--tell` is where the hub reads whom to ask.
`POST /play {"wallet": "wechat", "as": "silent"}` says how it behaves about the next charge, see `PARTS`.
It says its port on its standard output and ends when its standard input closes.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from hub.providers.simulated_books import Books, Manner
from hub.providers.simulated_keys import Keys
from hub.providers.simulated_speech import AlipaySpeech, Heard, WeChatSpeech

_MOST: Final = 64 * 1024


class _Handler(BaseHTTPRequestHandler):
    """One question."""

    protocol_version = "HTTP/1.1"
    server: SimulatedWallets

    def do_GET(self) -> None:
        """WeChat's questions about an order."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Everything else."""
        self._answer(self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MOST)))

    def _answer(self, body: bytes) -> None:
        heard = Heard(self.command, self.path, dict(self.headers.items()), body)
        status, headers, said, manner = self.server.answer(heard)
        if manner == "silent":
            self.close_connection = self.server.hang()
        if manner in ("silent", "close"):
            self.close_connection = True
            return
        if manner == "late":
            self.server.dawdle()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what is asked holds codes that pay."""

    def handle(self) -> None:
        """Who hangs up in the middle, as a hub that was killed, is no trouble of ours."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True


class SimulatedWallets(ThreadingHTTPServer):
    """Both providers at one address."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, thinks: float, late: float, mute: float) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.keys = Keys(folder)
        self._late, self._mute = late, mute
        self._ended = threading.Event()
        self._books = {name: Books(folder / f"{name}.jsonl", name, thinks) for name in ("wechat", "alipay")}
        self._wechat = WeChatSpeech(self.keys, self._books["wechat"])
        self._alipay = AlipaySpeech(self.keys, self._books["alipay"])
        self._last: dict[str, tuple[int, dict[str, str], bytes]] = {}

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, heard: Heard) -> tuple[int, dict[str, str], bytes, Manner]:
        """Status, headers and body, and how they are given."""
        if heard.path == "/play":
            told = json.loads(heard.body)
            self.play(told["wallet"], told["as"])
            return 200, {}, b"{}", "say"
        wallet = "wechat" if heard.path.startswith("/v3/") else "alipay"
        speech = self._wechat if wallet == "wechat" else self._alipay
        status, headers, said, manner = speech.answer(heard)
        if manner == "again" and wallet in self._last:
            return (*self._last[wallet], "say")
        self._last[wallet] = (status, headers, said)
        return status, headers, said, manner

    def play(self, wallet: str, part: str) -> None:
        """How a wallet behaves about the next charge."""
        self._books[wallet].play(part)

    def dawdle(self) -> None:
        """As long as a late answer takes."""
        self._ended.wait(self._late)

    def hang(self) -> bool:
        """Says nothing for so long that whoever asked has gone; True."""
        self._ended.wait(self._mute)
        return True

    def server_close(self) -> None:
        """Nobody waits any longer."""
        self._ended.set()
        super().server_close()


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until standard input closes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tell", type=Path, help="write here whom the hub has to ask, and with which keys")
    parser.add_argument("--thinks", type=float, default=0.0, help="seconds that a customer takes")
    parser.add_argument("--late", type=float, default=7.0, help="seconds that a late answer takes")
    parser.add_argument("--mute", type=float, default=7.0, help="seconds of silence before it hangs up")
    given = parser.parse_args(argv)
    given.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with SimulatedWallets(given.folder, given.port, given.thinks, given.late, given.mute) as server:
        if given.tell is not None:
            server.keys.tell(given.tell, server.url)
        sys.stdout.write(json.dumps({"port": server.server_address[1]}) + "\n")
        sys.stdout.flush()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 60}, daemon=True).start()
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
