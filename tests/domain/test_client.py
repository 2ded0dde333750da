"""By which words clients are found: bands at their edges, and rows of bits against the plain question."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from posapp.domain.client import Client, Yardstick, days_to, last_band, returns_band, spend_band, values
from posapp.domain.client_index import ClientIndex

BY = Yardstick("2026-11-23", 100, frozenset({"c1"}))


def test_bands_at_their_edges() -> None:
    days = ("2026-11-23", "2026-10-24", "2026-10-23", "2025-11-23", "2025-11-22", "")
    assert [last_band(day, BY.today) for day in days] == ["30", "30", "90", "365", "never", "never"]
    assert [spend_band(minor, 100) for minor in (-5, 0, 1, 99_999, 100_000, 2_000_000)] == [
        *("0", "0", "1000", "1000", "5000", "more"),
    ]
    assert [returns_band(*pair) for pair in ((9_100, 900), (9_000, 1_000), (0, 5), (100, 0))] == [
        "10",
        "30",
        "more",
        "0",
    ]
    assert [days_to(day, BY.today) for day in ("1990-11-23", "1990-11-22", "2000-02-29")] == [0, 364, 98]
    assert ("book", "") in values(Client("M", associate="gone"), BY), "whoever is here no more has no book"


CLIENTS = st.builds(
    Client,
    id=st.sampled_from([f"M{number}" for number in range(30)]),
    tier=st.sampled_from(["gold", "silver", ""]),
    consent=st.sampled_from([(), ("sms",), ("sms", "email")]),
    same_as=st.sampled_from(["", "", "", "M0"]),
    associate=st.sampled_from(["c1", "c2", ""]),
    last_bought=st.sampled_from(["", "2026-11-01", "2026-05-01"]),
)
FILTERS = st.dictionaries(
    st.sampled_from(["tier", "consent", "book", "last"]),
    st.frozensets(st.sampled_from(["gold", "silver", "", "sms", "none", "c1", "30", "365"]), min_size=1),
)


@given(st.lists(CLIENTS, max_size=60), FILTERS)
@settings(max_examples=30)
def test_bits_say_what_a_plain_look_says(told: list[Client], wanted: dict[str, frozenset[str]]) -> None:
    index, known = ClientIndex(BY), dict[str, Client]()
    for client in told:
        index.put(client)
        known[client.id] = client
    there = {id_: set(values(client, BY)) for id_, client in known.items() if not client.same_as}

    def fits(has: set[tuple[str, str]], facets: dict[str, frozenset[str]]) -> bool:
        return all(any((facet, value) in has for value in some) for facet, some in facets.items())

    plain = {id_ for id_, has in there.items() if fits(has, wanted)}
    assert (set(index.all(wanted)), index.count(wanted), len(index)) == (plain, len(plain), len(there))
    first = index.found(wanted, 3)
    assert [known[id_].last_bought for id_ in first] == sorted((known[i].last_bought for i in plain), reverse=True)[:3]
    for facet, some in index.counts(wanted).items():
        others = {name: values_ for name, values_ in wanted.items() if name != facet}
        for value, number in some.items():
            assert number == sum(fits(has, {**others, facet: frozenset({value})}) for has in there.values())
