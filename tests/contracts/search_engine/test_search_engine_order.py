"""What comes before what."""

from dataclasses import replace
from typing import Any

import pytest

from medagora.search.domain.documents import ContentDocument, Mark
from medagora.search.domain.requests import ContentQuery, Need, Synonym, Wishes
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.asking import asked, found, groups
from tests.contracts.search_engine.conftest import EngineOf
from tests.contracts.search_engine.documents import RESOURCES, TOPICS, notes

#: As many words as "Asthma", so that no page is shorter than another.
FILL = "Something"


def page(uid: str, title: str = FILL, text: str = FILL, **more: Any) -> ContentDocument:
    made = ContentDocument(uid, (title,), (text,), languages=("en",))
    return replace(made, **more)


# ---- words -----------------------------------------------------------------------
def test_title_comes_before_description_before_topic(engine_of: EngineOf) -> None:
    # of a word as rare as in an index of real size: a common one that is only
    # mentioned may say less than a topic
    engine = engine_of(*TOPICS, *RESOURCES, *notes(1_000, 3_000))

    answer = found(engine, "asthma")

    assert answer.uids == ("lungs", "blog", "heart")
    assert answer.total == 3


def test_a_word_in_title_and_text_comes_before_one_in_the_title(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(
        page("title", title="Asthma"),
        page("both", title="Asthma", text="Asthma"),
        page("text", text="Asthma"),
    )

    assert found(engine, "asthma").uids == ("both", "title", "text")


def test_a_short_text_about_it_comes_before_a_long_one_that_names_it(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(
        page("long", text="Asthma " + "and other things that people have " * 20),
        page("short", text="Asthma and other things"),
    )

    assert found(engine, "asthma").uids == ("short", "long")


def test_more_of_the_words_come_first(engine_of: EngineOf) -> None:
    engine = engine_of(
        page("one", text="Asthma, cough and other things"),
        page("three", text="Asthma, cough, wheeze, allergy"),
        page("two", text="Asthma, cough, wheeze and things"),
    )

    answer = found(engine, "asthma cough wheeze allergy", need=Need.SOME)

    assert answer.uids == ("three", "two", "one")


def test_a_rare_word_counts_more_than_a_frequent_one(engine_of: EngineOf) -> None:
    crowd = [page(f"crowd{n}", text="Asthma") for n in range(20)]
    engine = engine_of(*crowd, page("rare", text="Sarcoidosis"))

    answer = found(engine, "asthma sarcoidosis", need=Need.SOME, limit=50)

    assert answer.uids[0] == "rare"
    assert answer.total == 21


def test_a_word_comes_before_what_stands_for_it(engine_of: EngineOf) -> None:
    engine = engine_of(
        page("synonym", title="Hypertension", text="Hypertension"),
        page("word", title="Blutdruck", text="Blutdruck"),
    )
    (word,) = groups(engine, "blutdruck")
    word = replace(word, synonyms=(Synonym(("hypertens",), 0.7),))

    assert engine.find_content(ContentQuery((word,))).uids == ("word", "synonym")


def test_of_what_stands_for_a_word_the_heavier_comes_first(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(page("near", title="Hypertension"), page("far", title="Stroke"))
    (word,) = groups(engine, "blutdruck")
    near, far = Synonym(("hypertens",), 0.9), Synonym(("stroke",), 0.1)
    word = replace(word, synonyms=(far, near))

    assert engine.find_content(ContentQuery((word,))).uids == ("near", "far")


def test_what_is_only_wanted_decides_between_equals(engine_of: EngineOf) -> None:
    engine = engine_of(
        page("plain", text="Asthma"),
        page("guide", text="Asthma", title="Guide"),
        page("title", title="Asthma"),
        page("nothing", title="Guide", text="Guide"),
    )
    asthma, guide = groups(engine, "asthma guide")

    words = (asthma, replace(guide, is_intent=True))
    wanted = engine.find_content(ContentQuery(words)).uids

    assert wanted.index("guide") < wanted.index("plain")
    assert wanted[0] == "title"
    assert "nothing" not in wanted


# ---- wishes ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wishes", "better"),
    [
        (Wishes(best_topics=("asthma",)), {"topics": ("asthma",)}),
        (Wishes(also_topics=("food",)), {"topics": ("food",)}),
        (Wishes(kinds=("podcast", "blog")), {"kind": "blog"}),
        (Wishes(audience="patients"), {"audience": "patients"}),
        (Wishes(first_language="hu"), {"languages": ("en", "hu")}),
        (Wishes(feedback=(("inhal", 0.5),)), {"titles": ("Inhaler",)}),
        (Wishes(fresh_since=1_000), {"published": 2_000}),
        (Wishes(), {"marks": (Mark.CONFIRMED,)}),
        (Wishes(), {"marks": (Mark.APPRAISED,)}),
        (Wishes(), {"marks": (Mark.CHECKED,)}),
    ],
)
def test_a_wish_decides_between_equals(
    engine_of: EngineOf, wishes: Wishes, better: dict[str, Any]
) -> None:
    engine = engine_of(
        page("one", text="Asthma", published=10),
        page("better", text="Asthma", **{"published": 10} | better),
        page("two", text="Asthma", published=10),
    )

    answer = found(engine, "asthma", wishes=wishes)

    assert answer.uids[0] == "better"
    assert answer.total == 3


@pytest.mark.parametrize("mark", [Mark.FREE, Mark.RETRACTED])
def test_what_is_only_said_of_a_page_gives_it_nothing(
    engine_of: EngineOf, mark: Mark
) -> None:
    engine = engine_of(
        page("plain", text="Asthma"), page("marked", text="Asthma", marks=(mark,))
    )
    query = asked(engine, "asthma")

    assert engine.explain(query, "plain") == engine.explain(query, "marked")


def test_marks_and_freshness_never_come_before_better_words(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(
        page("marked", text="Asthma", marks=tuple(Mark), published=2_000),
        page("title", title="Asthma"),
    )

    answer = found(engine, "asthma", wishes=Wishes(fresh_since=1_000))

    assert answer.uids == ("title", "marked")


def test_what_covers_the_topic_asked_for_comes_first(engine_of: EngineOf) -> None:
    engine = engine_of(
        page("words", text="Asthma asthma"),
        page("topic", text="Asthma", topics=("asthma",)),
        page("other", text="Asthma asthma", topics=("stroke",)),
    )

    answer = found(engine, "asthma", wishes=Wishes(best_topics=("asthma",)))

    assert answer.uids[0] == "topic"


def test_the_topic_asked_for_counts_when_some_words_are_enough(
    engine: SearchEngine,
) -> None:
    text = "nurse szivunk"

    answer = found(engine, text, need=Need.SOME)
    wished = found(engine, text, need=Need.SOME, wishes=Wishes(best_topics=("asthma",)))

    assert set(answer.uids) == {"blog", "heart"}
    assert wished.uids[-1] == "blog"


def test_beside_the_topic_asked_for_each_word_still_counts(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(
        page("none", topics=("asthma",)),
        page("one", text="Wheeze", topics=("asthma",)),
        page("two", text="Wheeze cough", topics=("asthma",)),
    )

    answer = found(
        engine,
        "wheeze cough yak gnu zebra",
        need=Need.SOME,
        wishes=Wishes(best_topics=("asthma",)),
    )

    assert answer.uids == ("two", "one", "none")


def test_another_language_never_comes_between(engine_of: EngineOf) -> None:
    own = [
        page(f"own{n}", text="Asthma " + FILL * n, languages=("hu",)) for n in range(9)
    ]
    better = [
        page(
            f"other{n}",
            title="Asthma asthma",
            text="Asthma",
            topics=("asthma",),
            marks=tuple(Mark),
        )
        for n in range(9)
    ]
    engine = engine_of(*better, *own)
    wishes = Wishes(best_topics=("asthma",), first_language="hu")

    answer = found(engine, "asthma", wishes=wishes)

    assert {uid[:3] for uid in answer.uids[:9]} == {"own"}
    assert {uid[:5] for uid in answer.uids[9:]} == {"other"}


def test_within_a_language_words_still_decide(engine_of: EngineOf) -> None:
    engine = engine_of(
        page("text", text="Asthma", languages=("hu",)),
        page("title", title="Asthma", languages=("hu",)),
        page("english", title="Asthma", text="Asthma"),
    )

    answer = found(engine, "asthma", wishes=Wishes(first_language="hu"))

    assert answer.uids == ("title", "text", "english")


# ---- days and pages --------------------------------------------------------------
def test_without_words_the_newest_come_first(engine: SearchEngine) -> None:
    answer = engine.find_content(ContentQuery())

    assert answer.uids == ("lungs", "blog", "heart", "sugar")


def test_wishes_put_nothing_in_order_without_words(engine: SearchEngine) -> None:
    wishes = Wishes(first_language="ja", audience="professionals")

    answer = engine.find_content(ContentQuery(wishes=wishes))

    assert answer.uids == ("lungs", "blog", "heart", "sugar")


def test_the_newest_come_first_when_asked_whatever_the_words_say(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(
        page("old", title="Asthma", text="Asthma", published=10),
        page("new", text="Asthma", published=30),
        page("between", title="Asthma", published=20),
    )
    wishes = Wishes(first_language="en", best_topics=("asthma",))

    answer = found(engine, "asthma", by_day=True, wishes=wishes)

    assert answer.uids == ("new", "between", "old")


@pytest.mark.parametrize("by_day", [True, False])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_each_other(
    engine: SearchEngine, size: int, *, by_day: bool
) -> None:
    query = asked(engine, "asthma", by_day=by_day)
    whole = engine.find_content(query)

    pages = [
        engine.find_content(replace(query, limit=size, offset=offset))
        for offset in range(0, 6, size)
    ]

    assert tuple(uid for one in pages for uid in one.uids) == whole.uids
    assert {one.total for one in pages} == {3}
