"""What an import of MedlinePlus adds to topics, and what it leaves alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import NotAllowed
from medagora.people.models import Person
from medagora.topics import services
from medagora.topics.domain.medlineplus import (
    KnownTopic,
    TopicFacts,
    make_plan,
    with_plan,
)
from medagora.topics.domain.medlineplus_groups import body_system_of, kind_of
from medagora.topics.models import Code, Term, Topic, TopicText

BONES = ("Bones, Joints and Muscles",)


def known(slug: str, *words: str, mesh: str = "", related: str = "") -> KnownTopic:
    return KnownTopic(
        slug,
        {"en": frozenset({slug, *words})},
        frozenset(filter(None, [mesh])),
        frozenset(filter(None, [related])),
    )


def facts(id: str, title: str, **more: object) -> TopicFacts:
    return TopicFacts(id, title, **{"language": "en", **more})  # type: ignore[arg-type]


def test_a_topic_is_ours_by_its_title_or_by_a_term() -> None:
    plan = make_plan(
        [known("asthma"), known("stroke", "brain attack")],
        [facts("1", "Asthma"), facts("2", "Brain Attack"), facts("3", "Gout")],
        new_topics=False,
    )

    assert plan.slugs == {"1": "asthma", "2": "stroke"}
    assert plan.new_topics == []


def test_a_topic_is_ours_by_a_code_that_only_one_topic_has() -> None:
    ours = [known("a", mesh="D1"), known("b", mesh="D2"), known("c", mesh="D2")]

    plan = make_plan(
        ours,
        [facts("1", "X", mesh=("D1",)), facts("2", "Y", mesh=("D2",))],
        new_topics=False,
    )

    assert plan.slugs == {"1": "a"}


def test_the_other_language_goes_where_its_counterpart_goes() -> None:
    spanish = facts("2", "Asma", language="es", counterpart="1", synonyms=("Asma X",))

    plan = make_plan(
        [known("asthma")], [facts("1", "Asthma"), spanish], new_topics=False
    )

    assert plan.slugs["2"] == "asthma"
    assert ("asthma", "es", "Asma X") in plan.terms


def test_words_of_other_topics_and_inverted_headings_stay_out() -> None:
    ours = [known("asthma"), known("copd", "wheezing")]
    synonyms = ("Wheezing", "Disease, Airway", "Airway trouble", "asthma", "  ")

    plan = make_plan(ours, [facts("1", "Asthma", synonyms=synonyms)], new_topics=False)

    assert plan.terms == [("asthma", "en", "Airway trouble")]


def test_topics_that_share_one_of_ours_by_code_only_give_it_no_words() -> None:
    ours = [known("asthma", mesh="D1")]
    theirs = [
        facts("1", "Asthma"),
        facts("2", "Asthma in children", mesh=("D1",), synonyms=("Child wheeze",)),
    ]

    plan = make_plan(ours, theirs, new_topics=False)

    assert plan.slugs == {"1": "asthma", "2": "asthma"}
    assert plan.terms == []


def test_relations_are_added_between_topics_that_we_have() -> None:
    ours = [known("a"), known("b"), known("c", related="a")]
    theirs = [
        facts("1", "A", related=("2", "9")),
        facts("2", "B"),
        facts("3", "C", related=("1",)),
    ]

    plan = make_plan(ours, theirs, new_topics=False)

    assert plan.relations == {("a", "b")}


def test_new_topics_are_made_only_when_asked_for() -> None:
    theirs = [
        facts("1", "Gout & Pain", groups=BONES, summary="S.", counterpart="2"),
        facts("2", "Gota", language="es", counterpart="1", summary="E."),
    ]

    (new,) = make_plan([known("asthma")], theirs, new_topics=True).new_topics

    assert new.slug == "gout-pain"
    assert new.body_system == "bones"
    assert new.kind == "condition"
    assert new.names == {"en": "Gout & Pain", "es": "Gota"}
    assert new.descriptions == {"en": "S.", "es": "E."}


@pytest.mark.parametrize(
    ("groups", "system", "kind"),
    [
        (["Symptoms", "Digestive System"], "digestion", "condition"),
        (["Mental Health and Behavior"], "mind", "mental-health"),
        (["Drug Therapy"], "whole-body", "medicine"),
        ([], "whole-body", "condition"),
    ],
)
def test_their_groups_are_said_in_our_words(
    groups: list[str], system: str, kind: str
) -> None:
    assert (body_system_of(groups), kind_of(groups)) == (system, kind)


names = st.sampled_from(["A", "B", "C", "D", "E"])
codes = st.sampled_from(["D1", "D2", "D3"])
some_facts = st.lists(
    st.builds(
        TopicFacts,
        id=st.sampled_from([str(n) for n in range(8)]),
        title=names,
        language=st.sampled_from(["en", "es"]),
        synonyms=st.lists(names | st.just("F"), max_size=2).map(tuple),
        mesh=st.lists(codes, max_size=2).map(tuple),
        related=st.lists(st.sampled_from([str(n) for n in range(8)]), max_size=2).map(
            tuple
        ),
        counterpart=st.sampled_from(["", *(str(n) for n in range(8))]),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)
some_topics = st.lists(
    st.builds(
        known, st.sampled_from(["a", "b", "x"]), st.sampled_from(["c", "d"]), mesh=codes
    ),
    max_size=3,
    unique_by=lambda topic: topic.slug,
)


@given(ours=some_topics, theirs=some_facts, new_topics=st.booleans())
def test_the_same_file_adds_nothing_the_second_time(
    ours: list[KnownTopic], theirs: list[TopicFacts], new_topics: bool
) -> None:
    plan = make_plan(ours, theirs, new_topics=new_topics)

    again = make_plan(with_plan(ours, plan), theirs, new_topics=new_topics)

    assert again.adds_nothing
    assert again.slugs == plan.slugs


@given(ours=some_topics, theirs=some_facts)
def test_no_word_becomes_ambiguous_by_an_import(
    ours: list[KnownTopic], theirs: list[TopicFacts]
) -> None:
    plan = make_plan(ours, theirs, new_topics=False)

    taken = {word for topic in ours for word in topic.words["en"]}
    added = [(language, text.casefold()) for _slug, language, text in plan.terms]
    assert len(added) == len(set(added))
    assert taken.isdisjoint(word for language, word in added if language == "en")


ASTHMA = TopicFacts(
    "1",
    "Asthma",
    "en",
    synonyms=("Wheezy disease",),
    mesh=("D001249", "D999999"),
    related=("2",),
)


def test_synonyms_codes_and_relations_are_stored_with_their_origin(
    make_topic: Callable[..., Topic],
) -> None:
    asthma, gout = make_topic("asthma"), make_topic("gout", codes=())

    services.take_medlineplus(
        [ASTHMA, TopicFacts("2", "Gout", "en")], new_topics=False, by=None
    )

    term = Term.objects.get(text="Wheezy disease")
    assert (term.topic, term.origin, term.register) == (asthma, "medlineplus", "lay")
    assert Code.objects.filter(topic=asthma, value="D999999").exists()
    assert list(gout.related.all()) == [asthma]


def test_names_and_descriptions_that_are_here_stay(
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("asthma")
    before = list(TopicText.objects.values())
    spoken = TopicFacts("1", "Asthma", "en", summary="Theirs.")

    services.take_medlineplus([spoken], new_topics=True, by=None)

    assert list(TopicText.objects.values()) == before


def test_a_new_topic_says_where_it_came_from(db: None) -> None:
    services.take_medlineplus([ASTHMA], new_topics=True, by=None)

    assert Topic.objects.get(slug="asthma").origin == "medlineplus"


def test_editors_may_and_curators_may_not(
    make_person: Callable[..., Person], curator: Person
) -> None:
    with pytest.raises(NotAllowed):
        services.take_medlineplus([ASTHMA], new_topics=True, by=curator)

    services.take_medlineplus(
        [ASTHMA], new_topics=True, by=make_person("Ed", role="editor")
    )

    assert Topic.objects.count() == 1
