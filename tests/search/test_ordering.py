"""In a large index some things are only looked up for the best hits."""

from dataclasses import replace
from pathlib import Path

import pytest

from medagora.search.domain.documents import ContentDocument, Mark
from medagora.search.domain.requests import ContentQuery, Wishes, WordGroup
from medagora.search.gateways import tantivy_ordering
from medagora.search.gateways.tantivy_engine import TantivyEngine

#: Each shares its words with others, in many different measures.
PAGES = [
    ContentDocument(
        f"page{number}",
        (f"Asthma {'asthma ' * (number % 7)}",),
        (f"{'inhaler ' * (number % 3)}{'pollen ' * (number % 4)}{'air ' * number}",),
        languages=("en",),
        published=number,
        audience="patients" if number % 5 else "both",
        marks=(Mark.CONFIRMED,) * (number % 2),
    )
    for number in range(120)
]
WISHES = Wishes(
    audience="patients",
    fresh_since=60,
    feedback=(("inhal", 0.9), ("pollen", 0.7), ("yak", 1.0)),
)
QUERY = ContentQuery((WordGroup("asthma"),), wishes=WISHES, limit=120)


@pytest.fixture
def engine(search_folder: Path) -> TantivyEngine:
    made = TantivyEngine(search_folder)
    made.rebuild(PAGES)
    return made


def test_shared_words_give_the_same_when_only_the_best_are_asked(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere = engine.find_content(QUERY)
    monkeypatch.setattr(tantivy_ordering, "_ALL_SHARE", 10)

    assert engine.find_content(QUERY) == everywhere


def test_what_is_not_among_the_best_stays_behind_them(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = engine.find_content(replace(QUERY, wishes=replace(WISHES, feedback=())))
    monkeypatch.setattr(tantivy_ordering, "_ALL_SHARE", 10)
    monkeypatch.setattr(tantivy_ordering, "_BEST_SHARE", 20)

    found = engine.find_content(QUERY)

    assert found.uids[20:] == plain.uids[20:]
    assert set(found.uids[:20]) == set(plain.uids[:20])
    assert found.uids[:20] != plain.uids[:20]
    assert found.total == plain.total == 120


@pytest.mark.parametrize("all_share", [10, 5_000])
def test_pages_follow_each_other_whatever_their_size(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch, all_share: int
) -> None:
    monkeypatch.setattr(tantivy_ordering, "_ALL_SHARE", all_share)
    whole = engine.find_content(QUERY).uids

    for size in (1, 7, 50):
        for offset in range(0, 120, size):
            page = engine.find_content(replace(QUERY, limit=size, offset=offset))
            assert page.uids == whole[offset : offset + size]


def test_what_was_written_meanwhile_is_seen(engine: TantivyEngine) -> None:
    assert engine.find_content(QUERY).total == 120

    engine.write([ContentDocument("late", ("Asthma",), languages=("en",))])

    assert engine.find_content(QUERY).total == 121
