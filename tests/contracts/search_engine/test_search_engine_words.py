"""Which content has the words of a question, in whatever form, and which filters."""

from dataclasses import replace

import pytest

from medagora.search.domain.documents import ContentDocument, Mark
from medagora.search.domain.requests import (
    ContentQuery,
    Facets,
    Filters,
    Need,
    Synonym,
    Wishes,
    WordGroup,
)
from medagora.search.domain.words import understand
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.asking import found, groups
from tests.contracts.search_engine.conftest import EngineOf
from tests.contracts.search_engine.documents import LUNGS


def uids(engine: SearchEngine, *words: WordGroup, need: Need = Need.ALL) -> set[str]:
    return set(engine.find_content(ContentQuery(words, need=need)).uids)


def test_finds_by_a_topics_name_in_another_language(engine: SearchEngine) -> None:
    assert set(found(engine, "tudoasztma").uids) == {"lungs", "heart"}


def test_finds_by_publisher_and_host(engine: SearchEngine) -> None:
    assert found(engine, "charity").uids == ("lungs",)
    assert set(found(engine, "example").uids) == {"lungs", "blog"}


def test_finds_by_every_title(engine: SearchEngine) -> None:
    assert found(engine, "brit").uids == ("lungs",)


# ---- how many words --------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("asthma wheeze", (1, 3)),
        ("asthma zebra", (0, 3)),
        ("wheeze zebra yak", (0, 1)),
        ("wheeze advice yak gnu", (0, 1)),
        ("zebra yak", (0, 0)),
    ],
)
def test_all_words_are_needed_or_one_of_them(
    engine: SearchEngine, text: str, totals: tuple[int, int]
) -> None:
    needs = (Need.ALL, Need.SOME)

    assert tuple(found(engine, text, need=need).total for need in needs) == totals


def test_the_topic_asked_for_is_enough_when_some_words_are(
    engine: SearchEngine,
) -> None:
    best = Wishes(best_topics=("asthma",))

    some = found(engine, "zebra yak gnu", need=Need.SOME, wishes=best)
    every = found(engine, "zebra yak gnu", wishes=best)

    assert set(some.uids) == {"lungs", "heart"}
    assert every.total == 0


def test_what_is_only_wanted_is_not_needed(engine: SearchEngine) -> None:
    (asthma,) = groups(engine, "asthma")
    (guide,) = groups(engine, "zebra")
    guide = replace(guide, is_intent=True)

    assert uids(engine, asthma, guide) == {"lungs", "blog", "heart"}
    assert uids(engine, asthma, guide, need=Need.SOME) == {"lungs", "blog", "heart"}


def test_what_is_only_wanted_is_not_enough(engine: SearchEngine) -> None:
    (asthma,) = groups(engine, "asthma")
    (zebra,) = groups(engine, "zebra")

    for need in Need:
        assert uids(engine, zebra, replace(asthma, is_intent=True), need=need) == set()


def test_what_is_wanted_counts_when_nothing_else_was_said(
    engine: SearchEngine,
) -> None:
    nurse, writes = (
        replace(group, is_intent=True) for group in groups(engine, "nurse writes")
    )
    (zebra,) = groups(engine, "zebra")

    assert uids(engine, nurse, writes) == {"blog"}
    assert uids(engine, nurse, replace(zebra, is_intent=True)) == set()


# ---- what stands for a word ------------------------------------------------------
def test_a_beginning_is_enough_when_asked(engine: SearchEngine) -> None:
    assert found(engine, "whee").total == 0

    starting = ContentQuery(groups(engine, "whee", is_start=True))

    assert engine.find_content(starting).uids == ("lungs",)


@pytest.mark.parametrize("start", ["brit", "advi", "chari", "notex"])
def test_a_beginning_may_stand_anywhere(engine: SearchEngine, start: str) -> None:
    starting = ContentQuery(groups(engine, start, is_start=True))

    assert engine.find_content(starting).total == 1


def test_scripts_without_spaces_are_found_by_a_part(engine: SearchEngine) -> None:
    pairs = understand("糖尿病", "en").content

    assert found(engine, "糖尿病").uids == ("sugar",)
    assert found(engine, "糖病").total == 0
    assert pairs == ("糖尿", "尿病")


def test_a_synonym_stands_for_its_word_when_all_of_it_is_there(
    engine: SearchEngine,
) -> None:
    whole = WordGroup("zebra", synonyms=(Synonym(("nurs", "write")),))
    part = WordGroup("zebra", synonyms=(Synonym(("nurs", "yak")),))
    either = WordGroup("zebra", synonyms=(Synonym(("yak",)), Synonym(("wheez",), 0.2)))

    assert uids(engine, whole) == {"blog"}
    assert uids(engine, part) == set()
    assert uids(engine, either) == {"lungs"}


def test_any_stem_of_a_word_is_enough(engine: SearchEngine) -> None:
    assert uids(engine, WordGroup("zebra", stems=("yak", "wheez"))) == {"lungs"}


def test_content_in_two_languages_is_found_in_both(engine_of: EngineOf) -> None:
    both = ContentDocument(
        "both", ("Diabetics", "Cukorbetegségek"), languages=("en", "hu")
    )
    engine = engine_of(both)

    for text, language in (("diabetic", "en"), ("cukorbetegség", "hu")):
        asked = ContentQuery(groups(engine, text, language))
        assert engine.find_content(asked).uids == ("both",)


def test_content_of_no_language_is_found_by_its_words_as_they_are(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(ContentDocument("bare", ("Diabetics",)))

    assert found(engine, "diabetics").uids == ("bare",)
    assert found(engine, "diabetic").total == 0


# ---- filters and counts ----------------------------------------------------------
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(language="hu"), {"blog", "heart"}),
        (Filters(audience="patients"), {"lungs", "blog"}),
        (Filters(audience="professionals"), {"blog", "heart"}),
        (Filters(kind="blog"), {"blog"}),
        (Filters(topics=("asthma", "other")), {"lungs", "heart"}),
        (Filters(language="hu", topics=("asthma",)), {"heart"}),
        (Filters(language="sv"), set()),
        (Filters(marks=(Mark.FREE,)), {"lungs", "blog"}),
        (Filters(marks=(Mark.CONFIRMED, Mark.FREE)), {"lungs"}),
        (Filters(marks=(Mark.RETRACTED,)), set()),
        (Filters(language="en", marks=(Mark.CONFIRMED,)), {"lungs"}),
    ],
)
def test_filters_narrow(
    engine: SearchEngine, filters: Filters, expected: set[str]
) -> None:
    answer = found(engine, "asthma", filters=filters)

    assert set(answer.uids) == expected
    assert answer.total == len(expected)


def test_a_facet_is_counted_without_its_own_filter(engine: SearchEngine) -> None:
    filters = Filters(language="hu", kind="blog")

    facets = found(engine, "asthma", filters=filters).facets

    assert facets.language == {"en": 1, "hu": 1}
    assert facets.kind == {"blog": 1, "website": 1}
    assert facets.audience == {"both": 1}
    assert facets.topic == {}
    assert facets.mark == {"free": 1}


def test_marks_are_counted_without_their_own_filter(engine: SearchEngine) -> None:
    filters = Filters(marks=(Mark.CONFIRMED, Mark.FREE))

    facets = found(engine, "asthma", filters=filters).facets

    assert facets.mark == {"confirmed": 2, "free": 2, "checked": 1}
    assert facets.audience == {"patients": 1}
    assert facets.topic == {"asthma": 1}


def test_counts_are_of_all_hits_not_of_the_page(engine: SearchEngine) -> None:
    answer = found(engine, "asthma", limit=1, offset=1)

    assert len(answer.uids) == 1
    assert answer.total == sum(answer.facets.audience.values()) == 3


def test_hits_can_be_left_out(engine: SearchEngine) -> None:
    whole = found(engine, "asthma")

    for by_day in (True, False):
        numbers = found(engine, "asthma", limit=0, by_day=by_day)
        assert numbers == replace(whole, uids=())


def test_counts_can_be_left_out(engine: SearchEngine) -> None:
    answer = found(engine, "asthma", has_facets=False)

    assert answer.total == 3
    assert answer.facets == Facets()


def test_wishes_leave_nothing_out(engine: SearchEngine) -> None:
    wishes = Wishes(
        best_topics=("asthma",),
        also_topics=("food",),
        kinds=("podcast",),
        audience="patients",
        first_language="de",
        feedback=(("yak", 2.0),),
        fresh_since=10**9,
    )

    assert set(found(engine, "nurse", wishes=wishes).uids) == {"blog"}
    assert set(found(engine, "asthma", wishes=wishes).uids) == {
        "lungs",
        "blog",
        "heart",
    }


def test_no_filter_lets_another_sort_in(engine: SearchEngine) -> None:
    everything = engine.find_content(ContentQuery(limit=200))

    assert set(everything.uids) == {"lungs", "blog", "heart", "sugar"}
    assert everything.uids[0] == LUNGS.uid
