"""The language itself, with the fields of no room in particular."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.query_language import (
    AllOf,
    AnyOf,
    Fact,
    Grammar,
    Node,
    Not,
    Words,
    is_positive,
    leaves,
    parse_query,
)
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold


def clean(field: str, value: str, place: int) -> str:
    if not value.isalnum():
        raise BadInput("Bad %(field)s at %(place)s.", field=field, place=place)
    return value.lower()


def words_of(text: str) -> list[str]:
    return fold(text).split()


LOOSE = Grammar(
    fields={"title": "title", "tag": "tag", "label": "tag", "id": "id"},
    facts=("tag", "id"),
    clean=clean,
    words_of=words_of,
    unbroken=("id",),
)
CLOSE = Grammar(
    LOOSE.fields, LOOSE.facts, clean, words_of, ("id",), has_loose_fields=False
)


def read(text: str, grammar: Grammar = LOOSE) -> Node:
    return parse_query(text, grammar, longest=100)


ASTHMA, COPD, MICE = Words("asthma"), Words("copd"), Words("mice")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("asthma", ASTHMA),
        ("asthma copd", AllOf((ASTHMA, COPD))),
        ("asthma AND copd", AllOf((ASTHMA, COPD))),
        ("asthma & copd", AllOf((ASTHMA, COPD))),
        ("asthma OR copd", AnyOf((ASTHMA, COPD))),
        ("asthma copd OR mice", AnyOf((AllOf((ASTHMA, COPD)), MICE))),
        ("asthma (copd OR mice)", AllOf((ASTHMA, AnyOf((COPD, MICE))))),
        ("asthma -mice", AllOf((ASTHMA, Not(MICE)))),
        ("asthma NOT (mice)", AllOf((ASTHMA, Not(MICE)))),
        ("asthma NOT NOT mice", AllOf((ASTHMA, MICE))),
        ('"heart failure"', Words("heart failure")),
        ("«heart failure»", Words("heart failure")),
        ("vaccin*", Words("vaccin", is_prefix=True)),
        ('"heart fail"*', Words("heart fail", is_prefix=True)),
        ("title:asthma", Words("asthma", "title")),
        ("Title: asthma", Words("asthma", "title")),
        ('label:"Red"', Fact("tag", "red")),
        ("-tag:red asthma", AllOf((Not(Fact("tag", "red")), ASTHMA))),
        ("10:30 covid-19", AllOf((Words("10:30"), Words("covid-19")))),
        ("https://who.int/asthma", Words("https://who.int/asthma")),
    ],
)
def test_a_query_is_read_as_a_tree(text: str, node: Node) -> None:
    assert read(text) == node


def test_where_fields_stand_close_a_space_makes_words_of_them() -> None:
    assert read("re: asthma", CLOSE) == AllOf((Words("re:"), ASTHMA))
    assert read("title:asthma", CLOSE) == Words("asthma", "title")
    with pytest.raises(BadInput, match="no field “re:”"):
        read("re: asthma", LOOSE)


def test_an_unbroken_value_ends_where_the_bracket_of_the_query_does() -> None:
    grammar = Grammar(
        LOOSE.fields, LOOSE.facts, lambda _f, value, _p: value, words_of, ("id",)
    )

    assert read("(id:10.1/a(b)c:2)", grammar) == Fact("id", "10.1/a(b)c:2")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("asthma tag:(", 8),
        ("asthma tag:a-b", 8),
        ("asthma  nothing:x", 8),
        ("asthma (copd", 8),
        ('asthma "copd', 8),
        ("asthma va*", 8),
    ],
)
def test_a_refusal_points_at_the_first_letter_of_what_is_wrong(
    text: str, place: int
) -> None:
    with pytest.raises(BadInput) as refused:
        read(text)

    assert refused.value.values["place"] == place


def test_no_query_asks_for_everything() -> None:
    for text in ("", "&", "-mice", "asthma OR -mice", "NOT (asthma copd)"):
        with pytest.raises(BadInput):
            read(text)


def test_leaves_are_found_with_or_without_those_that_are_not_wanted() -> None:
    node = read("asthma -(mice tag:x) OR copd")

    assert list(leaves(node)) == [ASTHMA, MICE, Fact("tag", "x"), COPD]
    assert list(leaves(node, with_denied=False)) == [ASTHMA, COPD]


@given(st.text(max_size=60) | st.text(alphabet='ab ()"-*:ORNTDtagid.', max_size=40))
def test_any_text_is_understood_or_refused(text: str) -> None:
    for grammar in (LOOSE, CLOSE):
        try:
            node = read(text, grammar)
        except BadInput:
            continue
        assert is_positive(node)
        assert list(leaves(node))
