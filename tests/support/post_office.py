"""A mail server for tests: takes what is sent to it, or says no, on a loopback port of this process (RFC 5321)."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice:
    """`with PostOffice() as post: post.port …; post.letters`; `refuse` is answered instead of taking a recipient."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuse = ""
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> PostOffice:
        threading.Thread(target=lambda: self._server.serve_forever(0.05), name="post", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        office = self

        class Counter(socketserver.StreamRequestHandler):
            def say(self, words: str) -> None:
                self.wfile.write(f"{words}\r\n".encode())

            def handle(self) -> None:
                self.say("220 post")
                for line in self.rfile:
                    verb = line[:4].upper().strip().decode()
                    if verb == "RCPT" and office.refuse:
                        self.say(office.refuse)
                    elif verb == "DATA":
                        self.say("354 go on")
                        self.take()
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

            def take(self) -> None:
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line[1:] if line.startswith(b"..") else line)
                office.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
                self.say("250 taken")

        return Counter
