"""Why a hit stands where it stands, which stems it has, and how common they are."""

from itertools import pairwise

import pytest

from medagora.search.domain import ranking
from medagora.search.domain.documents import ContentDocument, Mark, Sort
from medagora.search.domain.requests import ContentQuery, Need, Wishes
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.asking import asked, groups, librarian
from tests.contracts.search_engine.conftest import EngineOf
from tests.contracts.search_engine.documents import LUNGS, NOTES

#: What adding small numbers to large ones may lose.
_ROUNDING = 0.01


def total(engine: SearchEngine, query: ContentQuery, uid: str) -> float:
    return sum(part.score for part in engine.explain(query, uid))


def is_explained(engine: SearchEngine, query: ContentQuery) -> bool:
    """Whether no hit has more than the one before it."""
    scores = [total(engine, query, uid) for uid in engine.find_content(query).uids]
    return all(before > after - _ROUNDING for before, after in pairwise(scores))


# ---- explain ---------------------------------------------------------------------
@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(),
        Wishes(best_topics=("high-blood-pressure",)),
        Wishes(also_topics=("asthma",), kinds=("blog",), audience="professionals"),
        Wishes(first_language="hu", fresh_since=15),
        Wishes(feedback=(("nyom", 9.0), ("szivunk", 9.0))),
    ],
)
@pytest.mark.parametrize("text", ["asthma", "asthma wheeze", "asthma nurse szívünk"])
def test_the_parts_of_a_hit_add_up_to_its_place(
    engine: SearchEngine, text: str, wishes: Wishes, need: Need
) -> None:
    assert is_explained(engine, asked(engine, text, wishes=wishes, need=need))


def test_each_part_has_the_name_of_what_gave_it(engine: SearchEngine) -> None:
    wishes = Wishes(
        best_topics=("asthma",),
        also_topics=("asthma",),
        kinds=("website",),
        audience="patients",
        first_language="en",
        feedback=(("advic", 1.0), ("yak", 1.0)),
        fresh_since=15,
    )
    query = asked(engine, "asthma wheeze", wishes=wishes)

    given = {part.name: part.score for part in engine.explain(query, "lungs")}

    assert set(given) == {
        *("asthma", "wheeze"),
        *("topic", "also", "kind", "kind on topic", "audience", "language"),
        *("confirmed", "fresh", "+advic"),
    }
    assert given["topic"] == pytest.approx(ranking.BEST_TOPIC)
    assert given["language"] == pytest.approx(ranking.FIRST_LANGUAGE)
    assert given["confirmed"] == pytest.approx(ranking.MARKS[Mark.CONFIRMED])
    assert given["fresh"] == pytest.approx(ranking.FRESH)
    assert given["asthma"] > given["wheeze"] > 0


@pytest.mark.parametrize("need", Need)
def test_the_topic_asked_for_is_told_however_many_words_are_needed(
    engine: SearchEngine, need: Need
) -> None:
    wishes = Wishes(best_topics=("asthma",))

    parts = engine.explain(asked(engine, "asthma", need=need, wishes=wishes), "lungs")

    assert [part.name for part in parts].count("topic") == 1


def test_what_gave_nothing_is_left_out(engine: SearchEngine) -> None:
    query = asked(engine, "asthma zebra", need=Need.SOME)

    assert {part.name for part in engine.explain(query, "blog")} == {"asthma"}
    assert all(part.score > 0 for part in engine.explain(query, "lungs"))


def test_nothing_is_told_of_what_is_not_there(engine: SearchEngine) -> None:
    assert engine.explain(asked(engine, "asthma"), "no such page") == ()


@pytest.mark.parametrize(
    "text", ["asthma OR nurse", '"asthma" OR title:uk', "asth* OR szívünk"]
)
def test_a_librarians_words_are_told_as_well(engine: SearchEngine, text: str) -> None:
    query = librarian(text)

    assert is_explained(engine, query)
    assert all(total(engine, query, uid) > 0 for uid in engine.find_content(query).uids)


# ---- stems -----------------------------------------------------------------------
def test_stems_are_told_with_how_often_they_stand_there(engine: SearchEngine) -> None:
    (lungs,) = engine.stems_of(["lungs"], Sort.RESOURCE)

    assert lungs["asthma"] == 1
    assert lungs["wheez"] == 1
    assert "wheeze" not in lungs
    assert sum(lungs.values()) == len(["asthma", "uk", "asztma", "brit"]) + len(
        LUNGS.descriptions[0].split()
    )


def test_stems_come_in_the_order_in_which_they_were_asked_for(
    engine: SearchEngine,
) -> None:
    for uids in (["lungs", "blog", "heart"], ["heart", "nobody", "blog", "lungs"]):
        told = engine.stems_of(uids, Sort.RESOURCE)

        alone = [engine.stems_of([uid], Sort.RESOURCE) for uid in uids]
        assert told == [stems for found in alone for stems in found]


def test_stems_are_told_of_one_sort(engine: SearchEngine) -> None:
    (page,) = engine.stems_of(["lungs"], Sort.PAGE)

    assert "cured" in page  # of no language, so as it stands there
    assert engine.stems_of(["blog"], Sort.PAGE) == []
    assert engine.stems_of([], Sort.RESOURCE) == []


@pytest.mark.parametrize(("least", "is_told"), [(0, True), (4, True), (40, False)])
def test_stems_are_only_told_where_there_are_enough_in_the_mean(
    engine: SearchEngine, least: int, is_told: bool
) -> None:
    found = engine.stems_of(["lungs", "blog"], Sort.RESOURCE, least=least)

    assert bool(found) is is_told
    assert not is_told or sum(map(len, found)) >= least * len(found)


def test_frequent_stems_are_kept_and_figures_are_not(engine_of: EngineOf) -> None:
    words = " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200))
    page = ContentDocument("long", (f"2026 {words}",), ("often " * 3,))

    (stems,) = engine_of(page).stems_of(["long"], Sort.RESOURCE)

    assert stems["often"] == 3
    assert "2026" not in stems
    assert 20 <= len(stems) <= 201


# ---- commonness ------------------------------------------------------------------
def test_commonness_is_the_share_of_all_content(engine: SearchEngine) -> None:
    shares = engine.commonness(["matter", "asthma", "wheez", "zebra"])

    apart = ("term", "question")
    every = engine.count() - sum(engine.counts()[name] for name in apart)
    assert every == engine.count(Sort.RESOURCE)
    assert shares == {
        "matter": pytest.approx(len(NOTES) / every),
        "asthma": pytest.approx(5 / every),
        "wheez": pytest.approx(1 / every),
        "zebra": 0.0,
    }


def test_commonness_is_never_more_than_one(engine_of: EngineOf) -> None:
    pages = [
        ContentDocument(f"{number}", ("Asthma",), languages=("en",))
        for number in range(200)
    ]
    engine = engine_of(*pages)

    engine.write(pages[:150])
    engine.write(pages[:150])

    share = engine.commonness(["asthma"])["asthma"]
    assert 200 / 260 - 0.01 < share <= 1


def test_what_is_common_weighs_less(engine_of: EngineOf) -> None:
    crowd = [ContentDocument(f"{n}", ("Asthma",)) for n in range(20)]
    engine = engine_of(*crowd, ContentDocument("both", ("Asthma sarcoidosis",)))
    query = ContentQuery(groups(engine, "asthma sarcoidosis"))

    given = {part.name: part.score for part in engine.explain(query, "both")}

    assert given["sarcoidosis"] > given["asthma"]
    shares = engine.commonness(["asthma", "sarcoidosis"])
    assert shares["sarcoidosis"] < shares["asthma"]
