"""Why a hit is one: what the reader sees there first, and never nothing."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.marking import (
    HitTexts,
    Reason,
    Wanted,
    Where,
    find_reasons,
    mark,
)

FEW = st.sets(st.sampled_from(["herz", "heart", "lunge", "lung"]), max_size=3)


def texts(**changes: Any) -> HitTexts:
    given = {
        "titles": ("Das Herz", "The heart"),
        "descriptions": ("Vom Pumpen.", "About jabs."),
        "publisher": "",
        "topics": ("vaccination",),
        "shown": ("Das Herz", "Vom Pumpen."),
    }
    return HitTexts(**{**given, **changes})


def reasons(*words: str, named: tuple[str, ...] = ()) -> tuple[Reason, ...]:
    return find_reasons(texts(), Wanted(frozenset(words)), {}, named)


def test_words_that_the_reader_sees_are_the_reason() -> None:
    assert reasons("herz", "jabs") == (Reason(Where.TITLE, ("Herz",)),)


def test_words_in_another_language_are_told_as_such() -> None:
    (reason,) = reasons("jabs")

    assert reason == Reason(Where.DESCRIPTION, ("jabs",), is_shown=False)


def test_the_topic_that_was_named_is_a_reason_without_words() -> None:
    named = ("vaccination",)

    assert reasons("impfung", named=named) == (
        Reason(Where.TOPIC, (), topic="vaccination"),
    )


def test_words_of_an_expression_are_marked_where_all_of_them_stand() -> None:
    wanted = Wanted(
        frozenset(),
        languages=("en",),
        expressions=(frozenset({"myocardi", "infarct"}),),
    )
    whole, part = "Myocardial infarction", "Infarction of the brain"

    assert [p.text for p in mark(whole, wanted.within([whole])) if p.is_marked] == [
        "Myocardial",
        "infarction",
    ]
    assert not any(p.is_marked for p in mark(part, wanted.within([part])))


@given(FEW, FEW)
def test_what_is_said_to_be_seen_is_seen(words: set[str], shown: set[str]) -> None:
    hit = texts(
        titles=("herz lung", "heart lunge"),
        shown=("herz lung",) if shown else (),
        topics=(),
    )

    for reason in find_reasons(hit, Wanted(frozenset(words)), {}):
        is_seen = set(reason.words) <= {"herz", "lung"} and bool(shown)
        assert reason.is_shown is is_seen or set(reason.words) & {"heart", "lunge"}
