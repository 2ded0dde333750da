"""Forgetting a person over each database; and a hub that was put back from a backup hears of it again."""

from __future__ import annotations

from collections.abc import Callable

from hub.storage import privacy_requests
from posapp.contract.appointment_ops import AppointmentOp
from posapp.contract.follow_up_ops import ContactMadeOp, FollowUpMadeOp
from posapp.contract.member_ops import ConsentOp
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import encode
from posapp.contract.privacy_ops import MemberErasedOp
from tests.support.hub import RunningHub
from tests.support.till import BareTill


def test_a_tills_word_that_a_member_is_erased_erases_them_here_too(
    hub: RunningHub, enrolled: Callable[..., BareTill]
) -> None:
    """All that there can be of one; nothing of it is left in a feed."""
    till = enrolled(register="1")
    member = f"{till.id}.{till.enrol_member(name='欧阳试').seq}"

    def beside(note: str) -> str:
        private = Private("cd" * 16, "", note=note)
        till.private[f"{till.id}.{len(till.entries) + 1}"] = private
        return seal_of(private)

    till.note("consent", encode(ConsentOp(member, ("sms",))))
    till.note("follow_up_made", encode(FollowUpMadeOp(member, "call", "2026-11-30", beside("秘密一"))))
    till.note("contact_made", encode(ContactMadeOp(member, "sms", send=True, seal=beside("秘密二"))))
    till.note("appointment", encode(AppointmentOp("2026-11-22T07:00:00Z", beside("秘密三"), member=member)))
    till.sell(100, member=member)
    assert {result.outcome for result in till.push().results} == {"accepted"}
    assert "秘密三" in repr(till.feed("appointments"))

    till.note("member_erased", encode(MemberErasedOp(member, 3)))
    assert till.push().results[-1].outcome == "accepted"
    (request,) = privacy_requests.listed(hub.database)
    assert (request["state"], request["member"], request["missing"]) == ("done", member, [])
    told = repr([till.feed(noun) for noun in ("members", "appointments")])
    assert not [secret for secret in ("欧阳试", "13800138000", "秘密") if secret in told]
    with hub.database.raw() as connection:
        for table in ("follow_up", "member_contact", "member_consent", "appointment", "member_private"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
        assert connection.execute("SELECT count(*) FROM sale").fetchone()[0] == 1, "the books stay"
    till.note("member_erased", encode(MemberErasedOp(member, 3)))
    till.push()
    assert len(list(privacy_requests.listed(hub.database))) == 1, "once is enough"
