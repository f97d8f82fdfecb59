"""The query language: what it understands, refuses and finds."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medagora.kernel.query_language import Node, is_positive
from medagora.kernel.refusals import BadInput
from medagora.reader.domain.wanted import (
    LONGEST,
    Item,
    Wanted,
    compose,
    describe,
    fts5,
    parse,
    tsquery,
)
from medagora.reader.domain.wanted_needs import WORD, Anything, Every, Has, Need
from medagora.reader.domain.wanted_parts import SOURCE, facts_of
from medagora.reader.domain.words_of_text import index_words
from tests.reader.watching.queries import depth_of, items, nodes

ITEM = Item(
    title="Inhaled steroids in childhood asthma",
    authors=("Jane Smith", "John Doe"),
    text=(
        "Inhaled steroids in childhood asthma\nJane Smith; John Doe\n"
        "We compared doses in 400 children. Heart failure was rare. 肺癌治疗, magas "
        "vérnyomás."
    ),
    source="The Lancet Respiratory Medicine",
    journal="Lancet Respir Med",
    topics=frozenset({"asthma", "bronchial asthma"}),
    language="en-GB",
    kind="journal",
    doi="10.1016/s2213-2600(26)00001-2",
    pmid="31978945",
    notices=frozenset({"retraction"}),
    day=date(2026, 3, 1),
)


@pytest.mark.parametrize(
    "query",
    [
        "asthma",
        "ASTHMA steroids",
        "asthma AND steroids",
        "asthma copd OR steroids children",
        "(copd OR asthma) (doses OR mice)",
        '"childhood asthma"',
        "“childhood asthma”",
        "asthma -mice",
        "asthma NOT mice",
        "asthma -(mice OR rats)",
        "child* ster*",
        '"heart fail*"',
        '"heart fail"*',
        "vernyomas",
        "肺癌",
        "癌",
        "title:asthma author:smith",
        'author:"jane smith"',
        "source:lancet journal:respir",
        "topic:asthma",
        'topic:"Bronchial Asthma"',
        "lang:en",
        "lang:English",
        "kind:journal sort:journal",
        "doi:10.1016/S2213-2600(26)00001-2",
        "(doi:https://doi.org/10.1016/S2213-2600(26)00001-2)",
        "pmid:31978945",
        "is:retracted",
        "after:2026-03-01 before:2026-03-02",
        "after:2026 before:2026-04",
        "asthma & steroids",
        "title: asthma",
    ],
)
def test_finds(query: str) -> None:
    assert parse(query).matches(ITEM)


@pytest.mark.parametrize(
    "query",
    [
        "asthma mice",
        "asthma -steroids",
        '"asthma childhood"',
        "child",  # a word, not how it begins
        "title:smith",
        "author:asthma",
        'author:"smith john"',  # no phrase reaches from one name into the next
        'source:"medicine lancet"',
        "topic:asth",
        "lang:de",
        "kind:podcast",
        "doi:10.1016/s2213-2600",
        "is:corrected",
        "after:2026-03-02",
        "before:2026-03-01",
        "治肺",
    ],
)
def test_does_not_find(query: str) -> None:
    assert not parse(query).matches(ITEM)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Say what you look for"),
        (" & … ", "Say what you look for"),
        ("-mice", "only says what you do not want"),
        ("asthma OR -mice", "only says what you do not want"),
        ("asthma tilte:x", "no field “tilte:” (character 8)"),
        ("asthma (copd", "bracket at character 8 is never closed"),
        ("asthma) copd", "bracket at character 7 closes nothing"),
        ("asthma ()", "nothing in the brackets at character 8"),
        ('asthma "heart', "quotation mark at character 8 is never closed"),
        ('""', "no word between the quotation marks"),
        ("asthma OR", "missing beside OR"),
        ("OR asthma", "missing beside OR"),
        ("asthma NOT", "missing near character"),
        ("title:", "Something must follow “title:”"),
        ('title:"', "Something must follow “title:”"),
        ("title:&", "Something must follow “title:”"),
        ("va*", "at least three letters"),
        ("vac*ine", "only stand at the end"),
        ("lang:elvish", "not a language"),
        ("kind:tv", "journal, news, blog, podcast, video, other"),
        ("is:good", "retracted, questioned, corrected"),
        ("doi:lancet", "A DOI begins with 10."),
        ("pmid:x1", "A PMID is a number"),
        ("after:soon", "Write a day as"),
        ("after:2026-13-01", "Write a day as"),
        ("topic:…", "Something must follow “topic:”"),
        ("(" * 11 + "a" + ")" * 11, "too many brackets"),
        ("a" * (LONGEST + 1), "at most 300 characters"),
    ],
)
def test_says_what_is_wrong_and_where(query: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(query)

    assert words in str(refused.value)
    assert refused.value.field == "query"


def test_a_wrong_field_names_those_that_exist() -> None:
    with pytest.raises(BadInput, match="title:, author:, source:, topic:"):
        parse("titel:asthma")


def understood(text: str) -> Wanted | None:
    try:
        return parse(text)
    except BadInput:
        return None


@given(st.text(max_size=80))
def test_nothing_but_bad_input_is_ever_raised(text: str) -> None:
    wanted = understood(text)

    assert wanted is None or parse(describe(wanted)) == wanted


@given(
    st.text(
        alphabet=st.sampled_from(list('ab癌* ()"“”-:ORNTD&.,\t\u200b\u00a0\u0301')),
        max_size=40,
    )
)
def test_odd_punctuation_is_understood_or_refused(text: str) -> None:
    wanted = understood(text)

    assert wanted is None or parse(describe(wanted)) == wanted


@given(nodes)
def test_what_is_written_is_read_as_the_same(node: Node) -> None:
    text = describe(Wanted(node))
    assume(len(text) <= LONGEST and is_positive(node) and depth_of(node) <= 10)

    assert parse(text).node == node


def holds(need: Need, item: Item, kinds: frozenset[str] | None = None) -> bool:
    """What an engine would say that knows which words and facts an entry has."""
    if isinstance(need, Anything):
        return True
    if isinstance(need, Has):
        return _has(need, item)
    join = all if isinstance(need, Every) else any
    return join(holds(part, item) for part in need.parts)


def _has(has: Has, item: Item) -> bool:
    if has.kind in ("after", "before"):
        day = date.fromisoformat(has.value)
        return item.day is not None and (
            item.day >= day if has.kind == "after" else item.day < day
        )
    if has.kind == WORD:
        there = set(index_words(f"{item.text}\n{item.journal}").split())
    elif has.kind == SOURCE:
        there = set(item.source_words)
    else:
        there = set(facts_of(item, has.kind))
    if has.is_prefix:
        return any(word.startswith(has.value) for word in there)
    return has.value in there


@given(nodes, items())
def test_the_engine_never_loses_what_matches(node: Node, item: Item) -> None:
    wanted = Wanted(node)
    assume(wanted.matches(item))

    assert holds(wanted.need, item)
    assert holds(wanted.engine_words(), item)


def test_a_long_text_is_searched_as_far_as_the_index_goes() -> None:
    text = " ".join(f"w{number}" for number in range(5000))
    item = Item(title="w4500 w1", text=text, journal="w4600")
    known = set(index_words(f"{text}\nw4600").split())

    assert len(known) < 5000
    for number in range(0, 5000, 100):
        word = f"w{number}"
        assert parse(word).matches(item) == (word in known)
    for query, word in (("title:w4500", "w4500"), ("source:w4600", "w4600")):
        assert parse(query).matches(item) == (word in known)


def test_engines_get_words_in_their_own_way() -> None:
    need = parse('(asthma OR "heart fail*") -mice lang:en').engine_words()

    assert fts5(need) == '("asthma" OR ("heart" AND "fail" *))'
    assert tsquery(need) == "('asthma' | ('heart' & 'fail':*))"
    assert fts5(parse("asthma OR lang:en").engine_words()) == ""
    assert tsquery(parse("癌").engine_words()) == ""


def test_a_simple_form_becomes_a_query() -> None:
    query = compose(
        words="steroids OR inhaler",
        topics=["asthma", "copd"],
        authors=["Smith J", "“Doe”"],
        sources=["The Lancet"],
    )

    assert query == (
        '(steroids OR inhaler) (topic:asthma OR topic:copd) (author:"Smith J" OR '
        'author:Doe) source:"The Lancet"'
    )
    assert describe(parse(query)) == query
    assert compose(words=" ", authors=["&"]) == ""


def test_the_topics_of_a_query_can_be_checked() -> None:
    wanted = parse("topic:asthma -topic:copd title:topic")

    assert wanted.values_of("topic") == ["asthma", "copd"]
