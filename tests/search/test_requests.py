import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.search.domain.requests import (
    ANY,
    LAST_PAGE,
    ContentQuery,
    Filters,
    Need,
    SearchRequest,
    WordGroup,
)


def asked(standing: str = "", **params: str) -> SearchRequest:
    return SearchRequest.from_params(params, reader="hu", audience=standing)


def test_nothing_asked_is_empty() -> None:
    assert asked().is_empty
    assert not asked(kind="podcast").is_empty


def test_the_readers_language_is_wanted_unless_another_is_asked_for() -> None:
    assert asked().wanted_language == "hu"
    assert asked(language="de").wanted_language == "de"
    assert asked(language=ANY).wanted_language == ""


def test_the_audience_of_the_address_overrules_the_standing_choice() -> None:
    assert asked("patients").audience == "patients"
    assert asked("patients", audience="professionals").audience == "professionals"
    assert asked("patients", audience="both").audience == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "klingon"), ("audience", "dogs"), ("kind", "book")],
)
def test_an_unknown_filter_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadInput):
        SearchRequest.from_params({name: value}, reader="en")


@given(st.text(max_size=8))
def test_any_page_is_a_page(value: str) -> None:
    assert 1 <= asked(page=value).page <= LAST_PAGE


def test_what_is_for_both_is_for_each() -> None:
    assert Filters(audience="patients").audiences == ("patients", "both")
    assert Filters().audiences == ()


def test_some_words_are_one_at_least() -> None:
    groups = tuple(WordGroup(word) for word in "abc")

    assert ContentQuery(groups).enough == 3
    assert ContentQuery(groups, need=Need.SOME).enough == 1
