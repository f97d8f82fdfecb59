"""Writing topics: who may, what is refused, what is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Person
from medagora.topics import queries, services
from medagora.topics.domain.edits import SharedTerms
from medagora.topics.domain.files import TextDraft, TopicDraft
from medagora.topics.models import Term, Topic
from medagora.web import news
from medagora.web.models import AuditEvent

Words = Callable[..., TextDraft]


def draft(slug: str, text: TextDraft, **changes: Any) -> TopicDraft:
    return TopicDraft(slug, "condition", "lungs", texts={"en": text}, **changes)


def test_a_topic_is_stored_with_its_words_codes_and_relatives(
    operator: Person, make_topic: Callable[..., Topic], words: Words
) -> None:
    make_topic("copd")
    make_topic("lung-disease")

    services.add_topic(
        draft(
            "asthma",
            words("Asthma", lay=["wheezing"], clinical=["bronchial asthma"]),
            parent="lung-disease",
            related=("copd",),
            codes=(("mesh", "D001249"),),
        ),
        by=operator,
    )

    stored = queries.get_draft("asthma")
    assert stored.parent == "lung-disease"
    assert stored.related == ("copd",)
    assert [term.text for term in stored.texts["en"].terms] == [
        "wheezing",
        "bronchial asthma",
    ]
    assert queries.get_draft("copd").related == ("asthma",)
    assert AuditEvent.objects.filter(verb="topics.topic_saved").exists()


def test_members_and_curators_cannot_write_topics(
    member: Person, curator: Person, words: Words
) -> None:
    for person in (member, curator):
        with pytest.raises(NotAllowed):
            services.add_topic(draft("asthma", words("Asthma")), by=person)

    assert not Topic.objects.exists()


def test_an_address_is_given_once(operator: Person, words: Words) -> None:
    services.add_topic(draft("asthma", words("Asthma")), by=operator)

    with pytest.raises(Conflict):
        services.add_topic(draft("asthma", words("Wheezing")), by=operator)


def test_any_language_can_be_added_and_taken_away_again(
    operator: Person, words: Words
) -> None:
    services.add_topic(draft("asthma", words("Asthma")), by=operator)

    services.save_text("asthma", "fi", words("Astma", lay=["vinkuna"]), by=operator)
    with_finnish = queries.get_draft("asthma")
    services.remove_text("asthma", "fi", by=operator)

    assert with_finnish.texts["fi"].name == "Astma"
    assert set(queries.get_draft("asthma").texts) == {"en"}


def test_the_last_language_stays(operator: Person, words: Words) -> None:
    services.add_topic(draft("asthma", words("Asthma")), by=operator)

    with pytest.raises(BadInput):
        services.remove_text("asthma", "en", by=operator)


def test_a_language_that_does_not_exist_is_refused(
    operator: Person, words: Words
) -> None:
    services.add_topic(draft("asthma", words("Asthma")), by=operator)

    with pytest.raises(BadInput):
        services.save_text("asthma", "qqq", words("Asthma"), by=operator)


def test_words_of_a_topic_that_is_not_there_are_refused(
    operator: Person, words: Words
) -> None:
    with pytest.raises(NotFound):
        services.save_text("nowhere", "en", words("Nothing"), by=operator)


def test_a_shared_word_is_asked_about_and_then_marked_on_both_sides(
    operator: Person, words: Words
) -> None:
    attack = words("Heart attack", clinical=["MI"])
    services.add_topic(draft("heart-attack", attack), by=operator)
    valve = draft("mitral-valve", words("Leaking valve", clinical=["MI"]))

    with pytest.raises(SharedTerms):
        services.add_topic(valve, by=operator)
    services.add_topic(valve, by=operator, shares_words=True)

    marks = Term.objects.filter(folded="mi").values_list("is_ambiguous", flat=True)
    assert list(marks) == [True, True]


def test_a_confirmed_shared_word_is_not_asked_about_again(
    operator: Person, words: Words
) -> None:
    for slug, name in (("heart-attack", "Heart attack"), ("valve", "Valve")):
        services.add_topic(
            draft(slug, words(name, clinical=["MI"])), by=operator, shares_words=True
        )

    services.save_text(
        "valve", "en", words("Valve", lay=["leak"], clinical=["MI"]), by=operator
    )

    terms = queries.get_draft("valve").texts["en"].terms
    assert [(term.text, term.is_ambiguous) for term in terms] == [
        ("leak", False),
        ("MI", True),
    ]


def test_an_imported_term_keeps_its_origin_when_the_words_are_edited(
    operator: Person, words: Words
) -> None:
    services.add_topic(draft("asthma", words("Asthma", lay=["wheezing"])), by=operator)
    Term.objects.update(origin="medlineplus")

    services.save_text(
        "asthma", "en", words("Asthma", lay=["Wheezing", "breathless"]), by=operator
    )

    origins = dict(Term.objects.values_list("text", "origin"))
    assert origins == {"Wheezing": "medlineplus", "breathless": ""}


def test_loading_the_starter_topics_leaves_edited_ones_alone(
    operator: Person, words: Words
) -> None:
    services.load_starter_topics()
    services.save_text("asthma", "en", words("Our asthma"), by=operator)

    added = services.load_starter_topics()

    assert added == 0
    assert queries.get_draft("asthma").texts["en"].name == "Our asthma"


@task()
def _note_change(slug: str) -> None:
    """Stands for the search index."""


def test_saving_a_topic_is_told_to_the_rooms_above(
    operator: Person, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "_listeners", {})
    news.listen("topic_changed", _note_change)

    services.add_topic(draft("asthma", words("Asthma")), by=operator)

    told = DBTaskResult.objects.get(task_path__endswith="_note_change")
    assert told.args_kwargs["args"] == ["asthma"]


def test_a_changed_place_leaves_the_words_as_they_are(
    operator: Person, words: Words
) -> None:
    services.add_topic(draft("asthma", words("Asthma", lay=["wheezing"])), by=operator)
    before = queries.get_draft("asthma")

    services.save_topic(replace(before, body_system="immune"), by=operator)

    after = queries.get_draft("asthma")
    assert after.body_system == "immune"
    assert after.texts == before.texts
