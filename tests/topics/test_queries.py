"""Reading topics: lists, families, names."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.kernel.refusals import NotFound
from medagora.people.models import Person
from medagora.topics import queries, services
from medagora.topics.domain.files import TextDraft, TopicDraft
from medagora.topics.models import Topic
from medagora.topics.queries import TopicSearch

Words = Callable[..., TextDraft]


def names(search: TopicSearch, language: str) -> list[str]:
    lines = [queries.TopicLine(*row) for row in queries.lines_for(search, language)]
    return [line.name for line in lines]


@pytest.fixture
def make_named(operator: Person) -> Callable[..., Topic]:
    """A topic with these names only: ``make_named("asthma", hu="Asztma")``."""

    def make(slug: str, **texts: str) -> Topic:
        drafts = {
            code: TextDraft(name, "It is. It was.") for code, name in texts.items()
        }
        topic = TopicDraft(slug, "condition", "lungs", texts=drafts)
        return services.save_topic(topic, by=operator)

    return make


def test_a_list_is_in_one_language_from_a_to_z(
    make_named: Callable[..., Topic],
) -> None:
    make_named("eye", en="Eye", hu="Szem")
    make_named("eczema", en="Eczema", hu="Ekcéma")
    make_named("elder", en="Ageing", hu="Élemedett kor")
    make_named("only-english", en="Zoster")

    assert names(TopicSearch(), "hu") == ["Ekcéma", "Élemedett kor", "Szem"]
    assert names(TopicSearch(letter="E"), "hu") == ["Ekcéma", "Élemedett kor"]
    assert queries.list_letters(TopicSearch(), "hu") == ["E", "S"]


def test_topics_without_a_name_are_listed_apart_by_their_english_ones(
    make_named: Callable[..., Topic],
) -> None:
    make_named("eye", en="Eye", hu="Szem")
    make_named("shingles", en="Shingles")

    assert names(TopicSearch(is_unnamed=True), "hu") == ["Shingles"]
    assert queries.count_unnamed("hu") == 1
    assert queries.count_unnamed("en") == 0


def test_a_list_narrows_by_place_and_kind(make_topic: Callable[..., Topic]) -> None:
    make_topic("asthma")
    make_topic("eczema", body_system="skin")
    make_topic("inhaler", kind="medicine")

    assert names(TopicSearch(system="skin"), "en") == ["Eczema"]
    assert names(TopicSearch(kind="medicine"), "en") == ["Inhaler"]
    assert queries.count_by_system() == {"lungs": 2, "skin": 1}
    assert queries.count_by_kind() == {"condition": 2, "medicine": 1}


@pytest.mark.parametrize(
    "params", [{"system": "wings"}, {"kind": "x"}, {"letter": ""}, {"unnamed": "0"}]
)
def test_an_unknown_parameter_is_left_out(params: dict[str, str]) -> None:
    assert TopicSearch.from_params(params) == TopicSearch()


def test_a_family_is_named_in_the_readers_language(
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("lung-disease")
    make_topic("copd")
    make_topic("asthma", parent="lung-disease", related=("copd",))
    make_topic("asthma-attack", parent="asthma")

    family = queries.get_family(queries.get_topic("asthma"), "hu")

    assert family.parent is not None
    assert family.parent.name == "Lung disease magyarul"
    assert [line.slug for line in family.children] == ["asthma-attack"]
    assert [line.slug for line in family.related] == ["copd"]


def test_a_name_falls_back_to_english_and_then_to_any(
    make_named: Callable[..., Topic],
) -> None:
    named = make_named("eye", en="Eye", hu="Szem")
    finnish = make_named("sauna", fi="Sauna")

    lines = queries.list_lines_of([named.pk, finnish.pk], "de")

    assert [(line.name, line.language) for line in lines] == [
        ("Eye", "en"),
        ("Sauna", "fi"),
    ]


def test_a_topic_that_is_not_there_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        queries.get_topic("nowhere")


def test_names_mean_topics_whatever_their_spelling_and_language(
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("asthma")
    make_topic("high-blood-pressure")

    found = queries.slugs_by_name(
        [
            "ASTHMA",
            "asthma magyarul",
            "Asthma lay en",
            "high-blood-pressure",
            "High  blood pressure",
            "nonsense",
        ],
        "hu",
    )

    assert list(found.values()) == [
        "asthma",
        "asthma",
        "asthma",
        "high-blood-pressure",
        "high-blood-pressure",
        "",
    ]
    assert queries.slugs_by_name([], "en") == {}


def test_a_topics_own_name_wins_over_anothers_synonym(
    operator: Person, words: Words
) -> None:
    services.add_topic(
        TopicDraft("a-cold", "condition", "lungs", texts={"en": words("Cold")}),
        by=operator,
    )
    services.add_topic(
        TopicDraft(
            "freezing",
            "condition",
            "skin",
            texts={"hu": words("Fagyás", lay=["cold"])},
        ),
        by=operator,
    )

    assert queries.slugs_by_name(["cold"], "hu") == {"cold": "a-cold"}


def test_lists_cost_the_same_whatever_their_length(
    make_topic: Callable[..., Topic], django_assert_num_queries: Any
) -> None:
    parent = make_topic("lungs")
    for _ in range(12):
        make_topic(parent="lungs")

    with django_assert_num_queries(1):
        queries.list_lines("hu")
    with django_assert_num_queries(3):
        queries.get_family(parent, "hu")
