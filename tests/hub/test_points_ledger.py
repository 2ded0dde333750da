"""Points and stored value at the hub are the sum of their entries, whatever happens in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from hub.loyalty_day import pass_day
from hub.storage import points_books, tables
from hub.storage.points_rules import rules
from posapp.contract.member_ops import MembersMergedOp
from posapp.contract.ops import LineOp, TenderOp, encode
from posapp.contract.points_ops import LoyaltyOp
from posapp.contract.return_ops import GivenBackOp, ReturnLineOp, ReturnOp
from posapp.contract.tender_ops import DrawnOp
from posapp.contract.topup_ops import LatePointsOp, TopUpOp
from posapp.domain.wallet import Purse
from tests.hub.conftest import Clock
from tests.hub.test_points import MEMBERS, rule, shop, with_points
from tests.support.hub import RunningHub
from tests.support.till import BareTill

__all__ = ["shop"]

Make = Callable[..., BareTill]
LIVES: Final = {"sqlite": 9, "postgres": 2}
ACTS: Final = ("sale", "points", "value", "top_up", "late", "return", "merge", "push", "day", "adjust")
LIFE = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.integers(0, 2),
        st.integers(1, 2_000),
    ),
    min_size=4,
    max_size=16,
)


class World:
    """Three members, two tills that send late, and what each member must have by what was sent."""

    def __init__(self, hub: RunningHub, tills: list[BareTill], clock: Clock, number: int) -> None:
        self.hub, self.tills, self.clock = hub, tills, clock
        self.ids = [f"X{number}-{n}" for n in range(3)]
        self.leads = {id_: id_ for id_ in self.ids}
        self.waiting: list[list[Any]] = [[], []]
        self.moved: list[tuple[Purse, str, int]] = []
        self.sold: list[tuple[Any, str, int]] = []
        self.version = rule(hub).version

    def do(self, act: str, who: int, much: int) -> None:
        """One of ACTS."""
        member, till = self.ids[who], self.tills[much % 2]
        if act in ("sale", "points", "value"):
            self._sell(till, member, act, much)
        elif act == "top_up":
            self._top_up(till, member, much)
        elif act == "late" and much >= 10:
            self._late(till, member, much)
        elif act == "return" and self.sold:
            self._bring_back(till, *self.sold[much % len(self.sold)])
        elif act == "merge" and self._remains(member) != self._remains(into := self.ids[(who + 1) % 3]):
            self._send(till, till.note("members_merged", encode(MembersMergedOp(member, into, "m1", "same"))))
            self._push(till)  # who is merged has what was known by then; what comes later goes to who remains
            self.leads[self._remains(member)] = self._remains(into)
        elif act == "push":
            self._push(till)
        elif act == "day":
            self.clock.pass_by(days=much // 4)
            pass_day(self.hub.database, self.hub.signer, self.clock, "test")
        elif act == "adjust":
            with self.hub.database.write() as connection:
                remains = self._remains(member)
                points_books.move(connection, "points", remains, 7 - much % 15, 0, "adjusted", self.clock(), "me", "")
            self.moved.append(("points", member, 7 - much % 15))

    def _sell(self, till: BareTill, member: str, how: str, much: int) -> None:
        op = LoyaltyOp(self.version, 100)
        if how == "sale":
            entry = till.sell(much * 10, member=member, earned=much // 10, loyalty=op if much >= 10 else None)
            moves: list[tuple[Purse, str, int]] = [("points", member, much // 10)]
        else:
            tender = "points" if how == "points" else "stored_value"
            drawn = (DrawnOp(1, member, much if how == "points" else 0, proof="pin"),)
            entry = till.sell(much, member=member, tenders=(TenderOp(tender, much),), drawn=drawn)
            moves = [("points" if how == "points" else "stored_value", member, -much)]
        self._send(till, entry, *moves)
        self.sold.append((entry, member, much))

    def _top_up(self, till: BareTill, member: str, much: int) -> None:
        seq, value = len(till.entries) + 1, much if much % 3 else -much  # what is given back takes its bonus along
        paid = (f"{till.id}.{seq}", f"S1-T{seq}", f"{till.id}.0", "stored_value", member, value, value // 10)
        entry = till.note("topup", encode(TopUpOp(*paid, (TenderOp("cash", value),))))
        self._send(till, entry, ("stored_value", member, value + value // 10))

    def _late(self, till: BareTill, member: str, much: int) -> None:
        sold = till.sell(much * 10)
        self._send(till, sold)
        op = LatePointsOp(f"{till.id}.{sold.seq}", "R", member, much // 10, by=LoyaltyOp(self.version, 100))
        self._send(till, till.note("late_points", encode(op)), ("points", member, much // 10))

    def _bring_back(self, till: BareTill, entry: Any, member: str, much: int) -> None:
        """Half of it, as it was paid."""
        first = msgspec.json.decode(entry.body)
        total, (kind, *_), gone = first["total"] // 2, first["tenders"][0], first.get("earned", 0) // 2
        of, units = first["id"], first["total"] // 2
        back = ReturnOp(of, (ReturnLineOp(1, 1),), given=(GivenBackOp(1, total),), reversed=gone)
        drawn = (DrawnOp(1, member, -units if kind == "points" else 0),) if kind != "cash" else ()
        line = LineOp("A", total, -1000, tax_id="13")
        again = till.sell(
            -total, member=member, lines=(line,), taxes=(), tenders=(TenderOp(kind, -total),), drawn=drawn,
            back=back, earned=-gone,
        )  # fmt: skip
        moves: list[tuple[Purse, str, int]] = [("points", member, -gone)]
        if kind != "cash":
            moves.append(("points" if kind == "points" else "stored_value", member, units))
        self._send(till, again, *moves)

    def _remains(self, member: str) -> str:
        while self.leads[member] != member:
            member = self.leads[member]
        return member

    def _send(self, till: BareTill, entry: Any, *moves: tuple[Purse, str, int]) -> None:
        self.waiting[self.tills.index(till)].append((entry, moves))

    def _push(self, till: BareTill) -> None:
        """What waits at the till, once more and once again, as on a bad line."""
        waiting = self.waiting[self.tills.index(till)]
        if not waiting:
            return
        answer = till.push([entry for entry, _ in waiting])
        assert {result.outcome for result in answer.results} == {"accepted"}, answer
        till.push([waiting[-1][0]])
        self.moved += [move for _, moves in waiting for move in moves]
        waiting.clear()

    def check(self) -> None:
        """Every purse is the sum of its entries, and that is what happened."""
        for till in self.tills:
            self._push(till)
        pass_day(self.hub.database, self.hub.signer, self.clock, "test")
        with self.hub.database.read() as connection:
            assert points_books.drifted(connection) == []
            known = rules(connection)
            for one in {self._remains(id_) for id_ in self.ids}:
                group = [id_ for id_ in self.ids if self._remains(id_) == one]
                lines = points_books.entries(connection, [one])[one]
                at, lost = points_books.standing(lines, known, "S1", known.today("S1", self.clock()))
                happened = sum(units for purse, id_, units in self.moved if purse == "points" and id_ in group)
                assert sum(x.units for x in lines) == at.balance == 1000 * len(group) + happened - lost
                p = tables.purse.c
                value = select(func.sum(p.moved)).where(p.kind == "stored_value", p.account.in_(group))
                happened = sum(units for purse, id_, units in self.moved if purse == "stored_value" and id_ in group)
                assert int(connection.scalar(value) or 0) == happened, "its opening goes along with who is merged"


def test_points_and_stored_value_are_always_the_sum_of_their_entries(
    shop: RunningHub, enrolled: Make, clock: Clock, engine: str
) -> None:
    many = LIVES[engine]
    tills, numbers = [enrolled(), enrolled(register="2")], iter(range(many))
    everybody = [f"X{number}-{n}" for number in range(many) for n in range(3)]
    shop.load({**with_points(), "members": [{**MEMBERS[0], "id": id_, "phone": ""} for id_ in everybody]})
    quick = list(HealthCheck)

    @settings(max_examples=many, deadline=None, database=None, suppress_health_check=quick, phases=[Phase.generate])
    @given(LIFE)
    def lives(acts: list[tuple[str, int, int]]) -> None:
        world = World(shop, tills, clock, next(numbers))
        for act in acts:
            world.do(*act)
        world.check()

    lives()
    with shop.database.write() as connection:
        row = connection.execute(select(tables.purse_move).where(tables.purse_move.c.units != 0)).first()
        assert row is not None
        m = tables.purse_move.c
        connection.execute(
            delete(tables.purse_move).where(m.till == row.till, m.seq == row.seq, m.number == row.number)
        )
        assert points_books.drifted(connection) != [], "an entry that is gone is missed"
