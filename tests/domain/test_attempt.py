"""What becomes of a payment attempt, answer by answer."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.attempt import (
    OPEN,
    WHY,
    Answer,
    AnswerState,
    Attempt,
    AttemptState,
    Question,
    decided,
    given_up,
    told,
    told_late,
    why_text,
)
from posapp.domain.errors import Refused

ASKED = Attempt("S1-1.7", "terminal", "card", 25_640, "CNY", "asked", "2026-11-22T01:00:00Z", "c1")
PAID = Answer("paid", "000123", amount=25_640)


def test_paid_keeps_the_reference() -> None:
    paid = told(ASKED, "charge", PAID)
    assert (paid.state, paid.reference, paid.open) == ("paid", "000123", False)


@pytest.mark.parametrize("question", ["query", "reverse"])
def test_only_a_charge_of_which_nothing_went_out_is_surely_not_taken(question: Question) -> None:
    assert told(ASKED, "charge", Answer("unreached")).state == "refused"
    assert told(ASKED, question, Answer("unreached")).state == "unknown"
    assert told(ASKED, "charge", Answer("silent")).state == "unknown"


def test_what_was_never_heard_of_is_reversed_before_it_counts_as_not_paid() -> None:
    unheard = told(ASKED, "query", Answer("unheard"))
    assert (unheard.state, unheard.next_question) == ("unknown", "reverse")
    assert told(unheard, "reverse", Answer("reversed")).state == "reversed"


def test_another_amount_is_no_payment_of_this_one() -> None:
    odd = told(ASKED, "charge", Answer("paid", "000123", amount=1))
    assert (odd.state, odd.why) == ("unknown", "amount_differs")


def test_a_reversal_that_did_not_happen_leaves_it_paid() -> None:
    reversing = replace(ASKED, state="reversing")
    assert told(reversing, "reverse", Answer("silent")).state == "reversing"
    assert (told(reversing, "query", PAID).state, told(reversing, "query", PAID).why) == ("paid", "not_reversed")
    assert told(reversing, "charge", PAID) == reversing  # asked before the reversal was


def test_a_person_decides_only_what_is_unclear() -> None:
    with pytest.raises(Refused, match="payment_clear"):
        decided(ASKED, True, "1")
    unknown = told(ASKED, "charge", Answer("silent"))
    assert (decided(unknown, True, "77").state, decided(unknown, True, "77").reference) == ("paid", "77")
    assert decided(unknown, False, "").state == "refused"
    assert decided(replace(unknown, state="reversing"), False, "").state == "reversed"


answers = st.builds(
    Answer,
    st.sampled_from(get_args(AnswerState)),
    reference=st.just("000123"),
    amount=st.sampled_from((25_640, 1, 0)),
)


@given(st.sampled_from(get_args(AttemptState)), st.lists(st.tuples(st.sampled_from(get_args(Question)), answers)))
def test_what_has_ended_stays_and_the_provider_is_never_charged_again(
    state: AttemptState, said: list[tuple[Question, Answer]]
) -> None:
    attempt = replace(ASKED, state=state)
    for question, answer in said:
        after = told(attempt, question, answer)
        assert attempt.open or after == attempt
        assert after.next_question != "charge"
        if after.state == "paid" and attempt.open:
            assert (answer.state, answer.amount) == ("paid", attempt.amount)
        attempt = after


@pytest.mark.parametrize(
    "said, why, asked_on",
    [
        (PAID, "paid_late", False),
        (Answer("refused"), "agreed", False),
        (Answer("reversed"), "agreed", False),
        (Answer("unheard"), "decided", True),
        (Answer("silent"), "decided", True),
        (Answer("pending"), "decided", True),
    ],
)
def test_what_a_provider_says_after_a_decision_moves_no_money(said: Answer, why: str, asked_on: bool) -> None:
    doubt = decided(told(ASKED, "charge", Answer("silent")), False, "")
    after = told_late(doubt, said)
    assert (after.state, after.why, after.in_doubt) == ("refused", why, asked_on)
    assert told_late(after, PAID if not asked_on else Answer("silent")) == after
    paid = decided(told(ASKED, "charge", Answer("silent")), True, "77")
    assert told_late(paid, said) == paid


def test_another_amount_that_was_paid_late_stands_beside_the_one_that_was_asked() -> None:
    doubt = decided(replace(ASKED, state="unknown"), paid=False, reference="")
    other = told_late(doubt, replace(PAID, amount=1))
    assert (other.amount, other.taken, other.has, other.why) == (ASKED.amount, 1, 1, "paid_late")
    assert told_late(doubt, PAID).taken == 0


def test_giving_up_is_about_waiting_only() -> None:
    assert given_up(replace(ASKED, state="pending")).state == "unknown"
    for state in set(get_args(AttemptState)) - {"asked", "pending"}:
        assert given_up(replace(ASKED, state=state)).state == state
    assert {"asked", "pending", "unknown", "reversing"} == OPEN


def test_a_reason_is_said_in_words_and_a_code_of_the_provider_as_it_is() -> None:
    assert why_text("declined", "en") == WHY["declined"][1]
    assert why_text("51", "zh") == "51"
