"""Talking to the hub over HTTP. Every call has a time-out; a POST may repeat since entries carry numbers."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import requests
from pydantic import BaseModel, ValidationError
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from posapp import __version__
from posapp.contract import envelope, routes
from posapp.contract.calls import EnrolAnswer, EnrolRequest, Problem, TillAnswer, TokenAnswer, Totals
from posapp.contract.charges import ChargeAnswer, ChargeQuestion
from posapp.contract.events import TYPE
from posapp.contract.feed_coupons import ReservationRow, ReserveCouponRequest
from posapp.contract.feed_holds import HoldRow, TakeHoldRequest
from posapp.contract.feed_orders import OrderRow
from posapp.contract.feed_reading import Page, read_page
from posapp.contract.feeds import Noun, SnapshotInfo
from posapp.contract.member_calls import MemberQuestion, MembersFound
from posapp.contract.member_history import HistoryQuestion, MemberHistory
from posapp.contract.notices import NoticesSaid
from posapp.contract.order_calls import ClaimOrderRequest, LookedUp, LookRequest
from posapp.contract.purses import PurseAnswer, PurseRequest
from posapp.contract.receipt_page import ReceiptPageSaid
from posapp.contract.refunds import RefundRequest, RefundTold
from posapp.contract.returns import PhotoKept, ReturnAnswer, ReturnQuestion
from posapp.contract.shop_day import ShopDay
from posapp.contract.suspensions import ResumeRequest, SuspendedRow, SuspendedShifts
from posapp.contract.version import CONTRACT, HEADER, NEWEST, heard, said
from posapp.domain.errors import Refused, is_disk_full
from posapp.domain.versions import Version
from posapp.storage.catalog_install import no_pace

TIMEOUT = (3.05, 10)
"""Seconds to connect, and between two bytes of an answer."""
CHUNK = 256 * 1024
MOST_ANSWER = 64 * 1024 * 1024
"""Bytes, unpacked: whoever sends more than this is no hub."""

A = TypeVar("A", bound=BaseModel)

_CODE = re.compile("[a-z][a-z0-9_]{0,63}")
"""What a hub's reason looks like, also one that this program does not know."""


class HubAway(Exception):  # noqa: N818 - a state of the line
    """The hub did not answer, or something else answered in its place; try again later. `code`: what people are told
    when it is more than that. `unsent`: it is known that not a byte of the question went out."""

    def __init__(self, reason: str, code: str = "", *, unsent: bool = False) -> None:
        super().__init__(reason)
        self.code = code
        self.unsent = unsent


class HubSaid(Exception):  # noqa: N818 - an answer
    """The hub answered with a problem of its own; `status` is the HTTP status."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(f"{status} {problem.code}")
        self.status = status
        self.problem = problem


class HubClient:
    """The hub as one till sees it. `token` is empty until the till is enrolled; `authority`: see `sync.trust`; `line`
    carries the requests in place of a socket."""

    def __init__(
        self,
        url: str,
        token: str = "",
        authority: Path | None = None,
        timeout: tuple[float, float] = TIMEOUT,
        line: HTTPAdapter | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self._authority, self._timeout, self._line = authority, timeout, line
        self._unable = ""
        self._asked: float | None = None
        self._prepared = lru_cache(64)(self._prepare)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers[HEADER] = said(Version(__version__, CONTRACT))
        self.version: Version | None = None
        """The hub's, as it last said; None before that, and of a hub that does not say."""
        self.newest: int | None = None
        """The number of the till's newest entry, once it is known; head office sees by it how many wait."""
        self._session.mount("http://", line or HTTPAdapter(max_retries=0))
        self._session.mount("https://", line or self._over_tls())
        if token:
            self.use(token)

    def _over_tls(self) -> HTTPAdapter:
        if not self.url.lower().startswith("https:"):
            return HTTPAdapter(max_retries=0)
        from sync.trust import Trusting

        try:
            return Trusting(self._authority)
        except Refused as refused:  # a line that is down: the till sells and prints without it
            self._unable = refused.code
            return HTTPAdapter(max_retries=0)

    def silent_for(self) -> float:
        """Seconds for which the hub has said nothing while it is being asked; 0 while it is not."""
        asked = self._asked
        return 0.0 if asked is None else time.monotonic() - asked

    def use(self, token: str) -> None:
        """Show this token from now on."""
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._prepared.cache_clear()

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Become a till of a store with a one-time code."""
        body = request.model_dump_json().encode()
        answer = self._parsed(EnrolAnswer, self._call("POST", routes.ENROL, body, {"Content-Type": "application/json"}))
        self.use(answer.token)
        return answer

    def another_token(self) -> TokenAnswer:
        """Another token for this till; the one it shows stays good until the new one is used."""
        return self._parsed(TokenAnswer, self._call("POST", routes.TOKEN, b""))

    def till(self) -> TillAnswer:
        """What the hub holds of this till's journal, and how far each feed is."""
        headers = None if self.newest is None else {NEWEST: str(self.newest)}
        return self._parsed(TillAnswer, self._call("GET", routes.TILL, headers=headers))

    def push(self, batch: bytes) -> envelope.Answer:
        """Send a packed batch; HubSaid 409 when it does not continue what the hub holds."""
        headers = {"Content-Type": "application/json", "Content-Encoding": envelope.ENCODING}
        data = self._call("POST", routes.ENTRIES, batch, headers)
        try:
            return envelope.read_answer(data)
        except Refused as error:
            raise HubAway("an answer that is none") from error

    def page(self, noun: Noun, after: int, between: Callable[[], None] = no_pace) -> Page[Any]:
        """Rows of a feed after a cursor; `between` is called before each part of the work that a large answer makes."""
        between()
        with self._answer("GET", f"{routes.feed(noun)}?after={after}", None, None) as answer:
            between()
            data = self._whole(answer)
        between()
        try:
            return read_page(noun, data, between)
        except ValueError as error:
            raise HubAway("an answer that is none") from error

    def totals(self) -> Totals:
        """What the hub counted of this till's store."""
        return self._parsed(Totals, self._call("GET", routes.TOTALS))

    def shop_day(self, date: str) -> ShopDay:
        """How the till's store stands on a business date."""
        return self._parsed(ShopDay, self._call("GET", f"{routes.SHOP_DAY}?date={date}"))

    def take_hold(self, asked: TakeHoldRequest) -> HoldRow:
        """Ask for a held basket of the shop; the answer names who has it."""
        body = asked.model_dump_json().encode()
        return self._parsed(HoldRow, self._call("POST", routes.TAKE_HOLD, body, {"Content-Type": "application/json"}))

    def claim_order(self, asked: ClaimOrderRequest) -> OrderRow:
        """Have an order kept for this till; the order as the hub has it."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(OrderRow, self._call("POST", routes.CLAIM_ORDER, body, headers))

    def look_orders(self, asked: LookRequest) -> LookedUp:
        """Orders of other shops."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(LookedUp, self._call("POST", routes.LOOK_ORDERS, body, headers))

    def suspended(self) -> SuspendedShifts:
        """The shifts of the till's store that stand still."""
        return self._parsed(SuspendedShifts, self._call("GET", routes.SUSPENDED))

    def resume_shift(self, asked: ResumeRequest) -> SuspendedRow:
        """Ask to go on with a shift; the answer names who has it."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(SuspendedRow, self._call("POST", routes.RESUME, body, headers))

    def reserve_coupon(self, asked: ReserveCouponRequest) -> ReservationRow:
        """Have a coupon kept for a basket; the answer says whether it is."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(ReservationRow, self._call("POST", routes.RESERVE_COUPON, body, headers))

    def ask_returns(self, asked: ReturnQuestion) -> ReturnAnswer:
        """What was sold and what of it came back; or have it kept for a return under way."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(ReturnAnswer, self._call("POST", routes.RETURNS, body, headers))

    def charge(self, asked: ChargeQuestion) -> ChargeAnswer:
        """Have a wallet's provider asked."""
        body = asked.model_dump_json().encode()
        return self._parsed(
            ChargeAnswer, self._call("POST", routes.CHARGES, body, {"Content-Type": "application/json"})
        )

    def purse(self, asked: PurseRequest) -> PurseAnswer:
        """Ask for a balance and have some of it kept for a sale."""
        body = asked.model_dump_json().encode()
        return self._parsed(PurseAnswer, self._call("POST", routes.PURSE, body, {"Content-Type": "application/json"}))

    def members(self, asked: MemberQuestion) -> MembersFound:
        """Ask for a member by number or id."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(MembersFound, self._call("POST", routes.FIND_MEMBERS, body, headers))

    def member_history(self, asked: HistoryQuestion) -> MemberHistory:
        """Ask what all shops had to do with a member."""
        body, headers = asked.model_dump_json().encode(), {"Content-Type": "application/json"}
        return self._parsed(MemberHistory, self._call("POST", routes.MEMBER_HISTORY, body, headers))

    def refund(self, asked: RefundRequest) -> RefundTold:
        """Have a wallet give money back."""
        body = asked.model_dump_json().encode()
        return self._parsed(RefundTold, self._call("POST", routes.REFUNDS, body, {"Content-Type": "application/json"}))

    def receipt_page(self, path: str, form: bytes | None = None) -> ReceiptPageSaid:
        """What the page of a receipt says; with a form, after an e-invoice was asked for there."""
        headers = {"Accept": "application/json"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._parsed(ReceiptPageSaid, self._call("GET" if form is None else "POST", path, form, headers))

    def picture(self, sha256: str) -> bytes:
        """The bytes of a picture; whether they are those of the hash is for the caller to see."""
        return self._call("GET", routes.picture(sha256))

    def send_photo(self, image: bytes) -> PhotoKept:
        """A picture of goods that came back; again is the same."""
        headers = {"Content-Type": "image/jpeg"}
        return self._parsed(PhotoKept, self._call("POST", routes.RETURN_PHOTOS, image, headers))

    def notices(self, about: str) -> NoticesSaid:
        """What became of the messages to the customer of a sale."""
        return self._parsed(NoticesSaid, self._call("GET", routes.notices(about)))

    def snapshot(self) -> SnapshotInfo:
        """The newest built catalogue of the store."""
        return self._parsed(SnapshotInfo, self._call("GET", routes.SNAPSHOT))

    def download(self, version: str, to: Path, size: int, pace: Callable[[], None] | None) -> None:
        """Fetch a snapshot's `size` compressed bytes, going on where an earlier try stopped; `pace` between pieces.

        Refused("disk_full" or "disk_failed") when the pieces cannot be kept; what came before stays for the next try.
        """
        try:
            have = to.stat().st_size if to.exists() else 0
            if have < size:
                self._fetch(routes.snapshot_file(version), to, have, size, pace)
        except requests.RequestException as error:  # is an OSError too
            raise HubAway(type(error).__name__) from error
        except OSError as error:
            raise Refused("disk_full" if is_disk_full(error) else "disk_failed") from error

    def _fetch(self, path: str, to: Path, have: int, size: int, pace: Callable[[], None] | None) -> None:
        headers = {"Range": f"bytes={have}-"} if have else {}
        with self._answer("GET", path, None, headers) as answer:
            if answer.status_code not in (200, 206):
                raise self._problem(answer)
            go_on = answer.status_code == 206
            with to.open("ab" if go_on else "wb") as file:
                for piece in self._pieces(answer):
                    file.write(piece)
                    if file.tell() > size:
                        return  # not what was announced; its hash will say so
                    if pace is not None:
                        pace()

    def beside(self, timeout: tuple[float, float] = TIMEOUT) -> HubClient:
        """The same till at the same hub, with a connection of its own: a session serves one thread."""
        other = HubClient(self.url, authority=self._authority, timeout=timeout, line=self._line)
        other._session.headers.update(self._session.headers)
        return other

    @contextmanager
    def listen(self, last_id: str, silence: float) -> Iterator[requests.Response]:
        """The head of the hub's stream of news, which goes on after the event of that id; HubSaid when there is none.

        HubAway, also from reading, when nothing comes for `silence` seconds.
        """
        headers = {"Accept": TYPE, "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        with self._answer("GET", routes.EVENTS, None, headers, (TIMEOUT[0], silence)) as answer:
            if answer.status_code != 200:
                raise self._problem(answer)
            if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() != TYPE:
                raise HubAway("an answer that is none")
            yield answer

    def close(self) -> None:
        """Give the connection back."""
        self._session.close()

    def _call(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        with self._answer(method, path, body, headers) as answer:
            return self._whole(answer)

    def _whole(self, answer: requests.Response) -> bytes:
        if answer.status_code != 200:
            raise self._problem(answer)
        return self._content(answer)

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: dict[str, str] | None,
        timeout: tuple[float, float] | None = None,
    ) -> Iterator[requests.Response]:
        """The head of an answer. A redirect is not followed: whoever sends one is not the hub, and gets no token."""
        if self._unable:
            raise HubAway(self._unable, self._unable, unsent=True)
        try:
            wait = timeout or self._timeout
            request = self._prepared(method, self.url + path).copy()
            request.headers.update(headers or {})
            request.prepare_body(body, None)
            self._asked = time.monotonic()
            with self._session.send(request, timeout=wait, allow_redirects=False, stream=True) as answer:
                self.version = heard(answer.headers.get(HEADER, "")) or self.version
                yield answer
        except requests.exceptions.SSLError as error:
            raise HubAway(type(error).__name__, "hub_not_trusted") from error
        except (requests.RequestException, HTTPError, UnicodeError) as error:  # UnicodeError: of a host name
            raise HubAway(type(error).__name__, unsent=_no_connection(error)) from error
        finally:
            self._asked = None

    def _pieces(self, answer: requests.Response) -> Iterator[bytes]:
        for piece in answer.iter_content(CHUNK):
            self._asked = time.monotonic()
            yield piece

    def _prepare(self, method: str, url: str) -> requests.PreparedRequest:
        """A question as the library prepares it, to be copied each time: a till asks the same few all day, and reading
        the address anew cost more than the rest of what it does for one."""
        return self._session.prepare_request(requests.Request(method, url))

    def _problem(self, answer: requests.Response) -> Exception:
        try:
            problem = Problem.model_validate_json(self._content(answer))
        except ValidationError:
            return HubAway(f"HTTP {answer.status_code}")
        if not _CODE.fullmatch(problem.code):  # it is said to people: nobody else's words get in between
            return HubAway(f"HTTP {answer.status_code}")
        return HubSaid(answer.status_code, problem)

    def _parsed(self, model: type[A], data: bytes) -> A:
        try:
            return model.model_validate_json(data)
        except ValidationError as error:
            raise HubAway("an answer that is none") from error

    def _content(self, answer: requests.Response) -> bytes:
        """All of an answer, but never more than MOST_ANSWER, whatever it unpacks to."""
        data = bytearray()
        for piece in self._pieces(answer):
            data += piece
            if len(data) > MOST_ANSWER:
                raise HubAway("an answer without end")
        return bytes(data)


def _no_connection(error: Exception) -> bool:
    """Whether no connection stood: then nothing was asked."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    reason = error.args[0] if isinstance(error, requests.ConnectionError) and error.args else None
    return isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError)
