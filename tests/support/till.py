"""The least a till does towards the hub: enrol, seal entries, push them, ask. For tests of the hub, not of the till."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import requests

from posapp.contract import envelope, routes
from posapp.contract.member_ops import MemberEnrolledOp
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import LineOp, SaleOp, TaxOp, TenderOp, encode
from posapp.domain.journal import GENESIS, Entry, seal
from posapp.domain.money import divide
from tests.support.hub import RunningHub

AT = "2026-11-21T01:00:00Z"
DATE = "2026-11-21"


@dataclass
class BareTill:
    """A journal in memory and a session with the hub."""

    hub: RunningHub
    store: str = "S1"
    register: str = "1"
    entries: list[Entry] = field(default_factory=list)
    private: dict[str, Private] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        request = {"code": self.hub.code(self.store, self.register), "name": "test"}
        said = self.session.post(self.hub.url + routes.ENROL, json=request, timeout=30).json()
        self.id, self.token = said["till"], said["token"]
        self.use(self.token)

    def use(self, token: str) -> None:
        """Shows this token from now on."""
        self.token = token
        self.session.headers["Authorization"] = f"Bearer {token}"

    def close(self) -> None:
        """Ends the session."""
        self.session.close()

    def sell(self, total: int = 9900, **changed: Any) -> Entry:
        """One more sale in the journal."""
        seq = len(self.entries) + 1
        tax = divide(total * 13, 113)
        op = SaleOp(
            f"{self.id}.{seq}",
            f"{self.store}-{self.register}-20261121-{seq:04d}",
            f"{self.id}.0",
            (LineOp("A", total, tax=tax, tax_id="13"),),
            total,
            (TenderOp("cash", total),),
            (TaxOp("13", 13000, total - tax, tax),),
        )
        return self.note("sale", encode(msgspec.structs.replace(op, **changed)))

    def note(self, kind: str, body: bytes, date: str = DATE, staff: str = "c1", at: str = AT) -> Entry:
        """One more entry in the journal."""
        before = self.entries[-1].hash if self.entries else GENESIS
        head = (len(self.entries) + 1, kind, at, date, staff)
        entry = Entry(*head, body, seal(self.id, before, *head, body))
        self.entries.append(entry)
        return entry

    def enrol_member(self, phone: str = "+8613800138000", name: str = "王芳", **changed: Any) -> Entry:
        """One more member in the journal, the personal fields beside it."""
        seq = len(self.entries) + 1
        personal = Private("ab" * 16, phone, name)
        self.private[f"{self.id}.{seq}"] = personal
        op = MemberEnrolledOp(f"{self.id}.{seq}", seal_of(personal))
        return self.note("member_enrolled", encode(msgspec.structs.replace(op, **changed)))

    def push(self, entries: Sequence[Entry] | None = None) -> envelope.Answer:
        """Sends entries (all when not told), which the hub must answer one by one."""
        answer = self.push_bytes(
            envelope.pack("b1", self.id, self.entries if entries is None else entries, self.private)
        )
        assert answer.status_code == 200, answer.text
        return envelope.read_answer(answer.content)

    def refused(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Sends entries that the hub must not take; its problem, with the status."""
        answer = self.push_bytes(envelope.pack("b1", self.id, entries))
        assert answer.status_code != 200, answer.text
        problem: dict[str, Any] = answer.json()
        return problem | {"status": answer.status_code}

    def push_bytes(self, data: bytes, encoding: str = envelope.ENCODING) -> requests.Response:
        """Sends whatever it is."""
        headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
        return self.session.post(self.hub.url + routes.ENTRIES, data=data, headers=headers, timeout=30)

    def get(self, path: str, status: int = 200, **query: Any) -> dict[str, Any]:
        """A question's answer."""
        answer = self.session.get(self.hub.url + path, params=query, timeout=30)
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def feed(self, noun: str, after: int = 0, limit: int = 1000) -> tuple[list[dict[str, Any]], list[str], int]:
        """Rows and tombstones after the cursor, page after page, and the cursor at the end."""
        rows: list[dict[str, Any]] = []
        gone: list[str] = []
        more = True
        while more:
            page = self.get(routes.feed(noun), after=after, limit=limit)
            assert page["noun"] == noun
            assert len(page["rows"]) + len(page["tombstones"]) <= limit
            rows, gone, after, more = rows + page["rows"], gone + page["tombstones"], page["cursor"], page["more"]
        return rows, gone, after
