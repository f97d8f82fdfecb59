"""Addresses for answers by mail: ours, whole, and of one person alone."""

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.people.domain.reply_addresses import (
    Ticket,
    is_sealed,
    make_address,
    read_ticket,
)

BASE = "reply@example.org"
TICKET = Ticket("question:abcdefghij", 4711, date(2026, 12, 24))
tickets = st.builds(
    Ticket,
    target=st.tuples(
        st.sampled_from(["question", "post"]),
        st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=10),
    ).map(":".join),
    person_id=st.integers(1, 10**9),
    last_day=st.dates(date(2026, 1, 1), date(2090, 1, 1)),
)


@given(ticket=tickets, key=st.text(min_size=1, max_size=60))
def test_an_address_says_what_it_was_made_from(ticket: Ticket, key: str) -> None:
    address = make_address(BASE, ticket, key)

    read = read_ticket(BASE, address.upper())

    assert read is not None
    assert read[0] == ticket
    assert is_sealed(ticket, read[1], key)
    assert not is_sealed(ticket, read[1], key + "x")
    assert len(address.partition("@")[0]) <= 64


@given(ticket=tickets, days=st.integers(1, 9000))
def test_a_longer_time_or_another_person_breaks_the_seal(
    ticket: Ticket, days: int
) -> None:
    read = read_ticket(BASE, make_address(BASE, ticket, "key"))
    assert read is not None

    later = Ticket(
        ticket.target, ticket.person_id, ticket.last_day + timedelta(days=days)
    )
    other = Ticket(ticket.target, ticket.person_id + days, ticket.last_day)

    assert not is_sealed(later, read[1], "key")
    assert not is_sealed(other, read[1], "key")


@given(address=st.text(max_size=120))
def test_no_address_breaks_the_reading(address: str) -> None:
    read_ticket(BASE, address)


@pytest.mark.parametrize(
    "address",
    [
        "reply@example.org",
        "reply+x@example.org",
        "reply+z-abc-1-1-aaaaaaaaaaaaaaaa@example.org",
        make_address(BASE, TICKET, "key").replace("example.org", "example.com"),
        make_address(BASE, TICKET, "key").replace("reply+", "other+"),
        "",
    ],
)
def test_what_is_none_of_ours_is_none(address: str) -> None:
    assert read_ticket(BASE, address) is None
