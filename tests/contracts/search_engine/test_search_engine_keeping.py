"""What is written is there, what is taken out is gone, a rebuild begins anew."""

from dataclasses import replace

import pytest

from medagora.search.domain.documents import ContentDocument, Role, Sort
from medagora.search.domain.requests import ContentQuery
from medagora.search.domain.words import understand
from medagora.search.gateways import IndexMissing, SearchEngine
from tests.contracts.search_engine.asking import found, groups
from tests.contracts.search_engine.conftest import EngineOf
from tests.contracts.search_engine.documents import (
    ASTHMA,
    BLOG,
    EVERYTHING,
    LUNGS,
    NOTES,
    OTHERS,
    RESOURCES,
    TOPICS,
    topic,
)


def test_an_engine_without_an_index_says_so(empty: SearchEngine) -> None:
    with pytest.raises(IndexMissing):
        empty.count()
    with pytest.raises(IndexMissing):
        empty.check()
    with pytest.raises(IndexMissing):
        empty.counts()
    with pytest.raises(IndexMissing):
        empty.write([ASTHMA])
    with pytest.raises(IndexMissing):
        empty.forget(Sort.ENTRY, before=1)
    with pytest.raises(IndexMissing):
        empty.find_content(ContentQuery())
    with pytest.raises(IndexMissing):
        empty.find_terms(understand("asthma", "en"), "en")
    assert not empty.is_busy()


def test_an_index_of_nothing_finds_nothing(empty: SearchEngine) -> None:
    assert empty.rebuild([]) == 0

    assert empty.count() == empty.check() == 0
    assert empty.find_content(ContentQuery()).total == 0
    assert found(empty, "asthma").uids == ()
    assert empty.commonness(["asthma"]) == {"asthma": 0.0}
    assert empty.similar_words("asthmma", "en") == []


def test_counts_a_document_for_each_term_and_each_content(
    engine: SearchEngine,
) -> None:
    expected = 4 + 3 + len(RESOURCES) + len(OTHERS) + len(NOTES)

    assert engine.count() == engine.check() == expected


def test_counts_each_sort_for_itself(engine: SearchEngine) -> None:
    assert engine.counts() == {
        "term": 4 + 3,
        "resource": len(RESOURCES),
        "collection": 1,
        "entry": 1 + len(NOTES),
        "page": 1,
        "question": 1,
    }
    assert sum(engine.counts().values()) == engine.count()


def test_a_rebuild_tells_how_many_documents_it_was_given(empty: SearchEngine) -> None:
    assert empty.rebuild(EVERYTHING) == len(EVERYTHING)


def test_writing_replaces_and_removes(engine_of: EngineOf) -> None:
    engine = engine_of(*TOPICS, *RESOURCES)

    engine.write([replace(LUNGS, titles=("Breathing well",))])
    engine.write([topic("asthma", ("en", "Wheezing", Role.NAME))])
    engine.write([], gone=["resource:blog", "resource:never-there"])

    assert found(engine, "breathing").uids == ("lungs",)
    assert found(engine, "nurse").total == 0
    assert engine.topics_with(["asztma", "wheezing"]) == {
        "asztma": frozenset(),
        "wheezing": frozenset({"asthma"}),
    }
    assert engine.count() == 1 + 3 + 3 + len(NOTES)


def test_what_is_taken_out_and_written_at_once_is_there(engine_of: EngineOf) -> None:
    engine = engine_of(LUNGS)

    engine.write([LUNGS, BLOG], gone=["resource:lungs"])

    assert set(found(engine, "asthma").uids) == {"lungs", "blog"}


@pytest.mark.parametrize(
    ("before", "left"),
    [
        (-1, {"undated", "old", "new"}),
        (0, {"undated", "old", "new"}),
        (10, {"old", "new"}),
        (11, {"new"}),
        (10**12, set()),
    ],
)
def test_what_is_older_than_a_moment_is_forgotten(
    empty: SearchEngine, before: int, left: set[str]
) -> None:
    days = {"undated": 0, "old": 10, "new": 20}
    entries = [
        ContentDocument(uid, ("Asthma",), published=day, sort=Sort.ENTRY)
        for uid, day in days.items()
    ]
    pages = [replace(entry, sort=Sort.RESOURCE) for entry in entries]
    empty.rebuild([*entries, *pages, ASTHMA])

    empty.forget(Sort.ENTRY, before=before)

    assert set(found(empty, "asthma", sort=Sort.ENTRY).uids) == left
    assert empty.counts()["entry"] == len(left)
    assert found(empty, "asthma").total == 3
    assert empty.counts()["term"] == 4


def test_a_rebuild_leaves_nothing_of_what_was(engine_of: EngineOf) -> None:
    engine = engine_of(*TOPICS, *RESOURCES)

    engine.rebuild([BLOG])

    assert engine.count() == 1
    assert found(engine, "asthma").uids == ("blog",)


@pytest.mark.parametrize(
    ("sort", "uids"),
    [
        (Sort.RESOURCE, {"lungs", "blog", "heart"}),
        (Sort.COLLECTION, {"lungs"}),
        (Sort.ENTRY, {"lungs"}),
        (Sort.QUESTION, {"lungs"}),
        (Sort.PAGE, {"lungs"}),
    ],
)
def test_each_sort_of_content_is_found_for_itself(
    engine: SearchEngine, sort: Sort, uids: set[str]
) -> None:
    answer = found(engine, "asthma", sort=sort)

    assert set(answer.uids) == uids
    assert sum(answer.facets.kind.values()) == answer.total == len(uids)


def test_sorts_with_the_same_key_are_kept_and_removed_apart(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(LUNGS, *OTHERS)

    engine.write([], gone=["entry:lungs"])

    assert found(engine, "asthma", sort=Sort.ENTRY).total == 0
    assert found(engine, "asthma", sort=Sort.PAGE).uids == ("lungs",)
    assert found(engine, "asthma").uids == ("lungs",)
    by_sort = {sort: groups(engine, "asthma") for sort in Sort}
    explained = [
        engine.explain(ContentQuery(words, sort=sort), "lungs")
        for sort, words in by_sort.items()
    ]
    assert [bool(parts) for parts in explained] == [True, True, False, True, True]
