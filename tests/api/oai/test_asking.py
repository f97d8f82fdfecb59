"""Every rule about a request that the protocol names, one by one."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.api.domain.oai.asking import read_request
from medagora.api.domain.oai.dates import Span, read_span, stamp
from medagora.api.domain.oai.tokens import Place, read_token, write_token
from medagora.api.domain.oai.words import Fault, OaiFault, Verb

START = datetime(2026, 11, 27, tzinfo=UTC)
LIST = [("verb", "ListRecords"), ("metadataPrefix", "oai_dc")]


def test_a_request_has_its_verb_and_its_arguments() -> None:
    asked = read_request([*LIST, ("set", "topic:asthma"), ("from", "2026-11-01")])

    assert asked.verb is Verb.RECORDS
    assert asked.prefix == "oai_dc"
    assert asked.set_name == "topic:asthma"
    assert asked.span == Span(datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("verb", "")],
        [("verb", "listrecords")],
        [("verb", "Identify"), ("verb", "Identify")],
    ],
)
def test_without_one_known_verb_nothing_is_asked(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(OaiFault) as refused:
        read_request(pairs)

    assert refused.value.code is Fault.BAD_VERB


@pytest.mark.parametrize(
    "pairs",
    [
        [("verb", "ListRecords")],
        [("verb", "GetRecord"), ("identifier", "oai:a.example:1")],
        [("verb", "GetRecord"), ("metadataPrefix", "oai_dc")],
        [("verb", "Identify"), ("set", "topic")],
        [("verb", "Identify"), ("resumptionToken", "x")],
        [*LIST, ("identifier", "oai:a.example:1")],
        [*LIST, ("metadataPrefix", "oai_dc")],
        [*LIST, ("resumptionToken", "x")],
        [*LIST, ("set", "")],
        [*LIST, ("set", "topic:")],
        [*LIST, ("set", "to pic")],
        [*LIST, ("from", "yesterday")],
        [*LIST, ("from", "2026-02-30")],
        [*LIST, ("from", "2026-11-27T04:05:06")],
        [*LIST, ("from", "2026-11-27T25:05:06Z")],
        [*LIST, ("until", "2026-11-27T04:05:06.5Z")],
        [*LIST, ("from", "2026-11-27"), ("until", "2026-11-27T04:05:06Z")],
        [*LIST, ("from", "2026-11-28"), ("until", "2026-11-27")],
        [*LIST, ("from", "٢٠٢٦-11-27")],
        [("verb", "ListRecords"), ("metadataPrefix", "oai dc")],
        [("verb", "ListMetadataFormats"), ("identifier", "a\x00b")],
        [("verb", "ListMetadataFormats"), ("identifier", "a" * 3000)],
    ],
)
def test_arguments_that_do_not_fit_the_verb_are_refused(
    pairs: list[tuple[str, str]],
) -> None:
    with pytest.raises(OaiFault) as refused:
        read_request(pairs)

    assert refused.value.code is Fault.BAD_ARGUMENT
    assert refused.value.sentence


def test_until_a_day_has_the_whole_day_and_until_a_second_the_whole_second() -> None:
    days = read_span("2026-11-27", "2026-11-27")
    seconds = read_span("", "2026-11-27T04:05:06Z")

    assert days.before == datetime(2026, 11, 28, tzinfo=UTC)
    assert seconds.before == datetime(2026, 11, 27, 4, 5, 7, tzinfo=UTC)


def test_the_last_day_of_all_has_no_day_after_it() -> None:
    assert read_span("", "9999-12-31") == Span()


moments = st.datetimes(timezones=st.just(UTC))


@given(moments)
def test_a_datestamp_that_we_wrote_can_be_asked_for(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)

    assert read_span(stamp(moment), "").since == moment


counts = st.integers(0, 2**62 - 1)


@given(
    st.none() | moments,
    st.none() | moments,
    st.none() | moments,
    counts,
    counts,
    counts,
)
def test_a_token_says_where_the_list_goes_on(
    since: datetime | None,
    before: datetime | None,
    last_at: datetime | None,
    last_id: int,
    cursor: int,
    size: int,
) -> None:
    place = Place(
        Verb.RECORDS,
        "oai_dc",
        "topic:asthma",
        Span(since, before),
        last_at,
        last_id,
        cursor,
        size,
    )

    assert read_token(write_token(place), Verb.RECORDS) == place


def test_a_token_belongs_to_its_verb() -> None:
    token = write_token(Place(Verb.SETS, cursor=500))

    with pytest.raises(OaiFault) as refused:
        read_token(token, Verb.RECORDS)

    assert refused.value.code is Fault.BAD_TOKEN


def test_a_forged_token_cannot_bring_odd_words_along() -> None:
    token = write_token(Place(Verb.RECORDS, "oai_dc", "topic:\x00", last_at=START))

    with pytest.raises(OaiFault):
        read_token(token, Verb.RECORDS)


@given(st.text() | st.text("abcdefABCDEF0123456789-_="))
def test_other_words_are_no_token(text: str) -> None:
    with pytest.raises(OaiFault) as refused:
        read_token(text, Verb.RECORDS)

    assert refused.value.code is Fault.BAD_TOKEN


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["verb", "metadataPrefix", "set", "from", "until", "identifier"]
            )
            | st.text(),
            st.sampled_from([*Verb, "oai_dc", "topic", "2026-11-27"]) | st.text(),
        )
    )
)
def test_whatever_is_sent_is_a_request_or_a_fault(pairs: list[tuple[str, str]]) -> None:
    try:
        asked = read_request(pairs)
    except OaiFault:
        return
    assert asked.verb in set(Verb)
