"""Messages by e-mail through the retailer's own mail server (RFC 5321), over TLS."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from hub.notices.port import Message, Undelivered

_SECONDS: Final = 20
_NEVER: Final = 500
"""From this code of an answer on the server says "never", below "not now" (RFC 5321 4.2.1)."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and as whom. `security`: "tls" from the first byte, "starttls", or "none" for a server on this machine.
    `sender`: the address that customers see; `domain` of the message's own name."""

    host: str
    sender: str
    port: int = 465
    security: str = "tls"
    user: str = ""
    password: str = ""
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @ of the sender."""
        return self.sender.rpartition("@")[2]


class SmtpSender:
    """One connection a message: few are sent, and none waits for another."""

    simulated = False

    def __init__(self, server: MailServer) -> None:
        if server.security not in ("tls", "starttls", "none"):
            raise ValueError(f"security is tls, starttls or none, not {server.security!r}")
        self._server = server

    def send(self, message: Message) -> None:
        """Undelivered: "mail_address_refused" for good, "mail_undelivered" for now."""
        try:
            with self._connected() as line:
                line.send_message(self._mail(message))
        except smtplib.SMTPRecipientsRefused as refused:
            final = all(code >= _NEVER for code, _words in refused.recipients.values())
            raise Undelivered("mail_address_refused" if final else "mail_undelivered", final=final) from None
        except (smtplib.SMTPException, OSError, ValueError):
            raise Undelivered("mail_undelivered") from None  # nothing of it is told: it may name the address

    def _connected(self) -> smtplib.SMTP:
        s = self._server
        if s.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                s.host, s.port, timeout=_SECONDS, context=ssl.create_default_context()
            )
        else:
            line = smtplib.SMTP(s.host, s.port, timeout=_SECONDS)
            if s.security == "starttls":
                line.starttls(context=ssl.create_default_context())
        if s.user:
            line.login(s.user, s.password)
        return line

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = Address(self._server.name, addr_spec=self._server.sender)
        mail["To"] = Address(addr_spec=message.to)
        mail["Subject"] = message.subject
        mail["Message-ID"] = f"<{message.id}@{self._server.domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        mail.add_alternative(message.html, subtype="html")
        return mail
