"""What posts point to, shown as cards."""

from typing import Any

from medagora.appraisal import services as appraisal
from medagora.community import lending
from medagora.community.models import Question
from medagora.community.queries import alike
from medagora.community.queries.cards import cards_by_post
from medagora.community.services import Alike, Paper
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask, Say


def test_a_resource_is_shown_as_the_catalogue_shows_it(
    question: Question, helper: Person, say: Say, make_resource: Any
) -> None:
    resource = make_resource("https://www.nhs.example/asthma")
    answer = say(question, helper, f"Read {resource.address}")

    cards = cards_by_post([answer.pk], "en")[answer.pk]

    assert [row.card.uid for row in cards.resources] == [resource.uid]
    assert cards.papers == ()


def test_a_paper_has_its_title_and_its_retraction(
    question: Question, helper: Person, say: Say, monkeypatch: Any
) -> None:
    paper = Paper("Pillows and breath", "en", "/en/reader/entry/1/")
    monkeypatch.setattr(lending, "_find_papers", lambda d, p: {"10.1000/abc": paper})
    monkeypatch.setattr(
        "medagora.appraisal.lending._find_retracted",
        lambda dois: {"10.1000/abc": "retraction"},
    )
    monkeypatch.setattr("medagora.appraisal.lending._is_list_kept", lambda: True)
    answer = say(question, helper, "See doi 10.1000/abc and PMID: 77.")

    first, second = cards_by_post([answer.pk], "en")[answer.pk].papers

    assert (first.title, first.notice) == ("Pillows and breath", "retraction")
    assert (second.value, second.title, second.notice) == ("77", "", "")
    assert second.address == "https://pubmed.ncbi.nlm.nih.gov/77/"
    assert appraisal  # the lender whose place is taken above


def test_a_resource_that_is_retired_is_no_card(
    question: Question, helper: Person, say: Say, make_resource: Any
) -> None:
    resource = make_resource("https://www.nhs.example/asthma")
    answer = say(question, helper, f"Read {resource.address}")
    type(resource).objects.filter(pk=resource.pk).update(state="retired")

    assert not cards_by_post([answer.pk], "en")[answer.pk].resources


def test_what_is_alike_is_shown_in_its_order_and_only_to_those_who_may_read(
    ask: Ask, asker: Person, monkeypatch: Any
) -> None:
    open_one = ask(asker)
    closed = ask(asker, audience="members", text="I also cough at noon.")
    found = Alike(questions=(closed.uid, open_one.uid, "gone"))
    monkeypatch.setattr(lending, "_find_alike", lambda *asked: found)

    def seen(viewer: Person | None) -> list[Question]:
        return list(
            alike.find(
                "How to sleep", topics=(), language="en", viewer=viewer, shown_in="en"
            ).questions
        )

    assert seen(asker) == [closed, open_one]
    assert seen(None) == [open_one]


def test_without_a_finder_answered_questions_of_the_topics_are_offered(
    ask: Ask, asker: Person, helper: Person, say: Say, make_topic: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(lending, "_find_alike", None)
    make_topic("asthma")
    answered = ask(asker, topics=("asthma",))
    ask(asker, topics=("asthma",), text="I also cough at noon.")
    say(answered, helper)

    found = alike.find(
        "Sleep?", topics=("asthma",), language="en", viewer=None, shown_in="en"
    )

    assert list(found.questions) == [answered]
