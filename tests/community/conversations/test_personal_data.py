"""Everything about one person: given out whole, and forgotten."""

import json
import zipfile
from io import BytesIO

import pytest

from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.words import State
from medagora.community.models import Bookmark, Draft, GoodWord, Post, Question, Tie
from medagora.community.services import drafts, posting, ties
from medagora.people.models import Person
from medagora.people.services import erase_person
from medagora.people.services.personal_data import export_person
from tests.community.conversations.conftest import Say
from tests.conftest import NOW


def exported(person: Person) -> dict[str, object]:
    archive = zipfile.ZipFile(BytesIO(export_person(person, at=NOW)))
    return {
        name: json.loads(archive.read(name))
        for name in archive.namelist()
        if name.startswith("community/")
    }


@pytest.fixture
def lived(question: Question, asker: Person, helper: Person, say: Say) -> Post:
    """A conversation with everything that one person can leave in it."""
    answer = say(question, helper, "A second pillow.")
    posting.comment(answer, PostDraft("Thank you."), by=asker, at=NOW)
    posting.edit_post(
        question.posts.get(part="question"),
        PostDraft("I wake at five."),
        by=asker,
        at=NOW.replace(hour=20),
    )
    ties.give_word(answer, "thanks", by=asker, at=NOW)
    ties.keep_bookmark(question, by=asker, at=NOW)
    ties.tie(helper, "mute", by=asker, at=NOW)
    drafts.keep(asker, "ask", {"title": ["Another"]}, at=NOW)
    return answer


def test_the_export_holds_every_word(lived: Post, asker: Person) -> None:
    words = json.dumps(exported(asker))

    for word in (
        "I wake at five.",
        "I wake up at four and cough.",
        "Thank you.",
        "thanks",
        "Another",
        "mute",
    ):
        assert word in words
    assert "A second pillow." not in words


def test_erasing_takes_the_words_and_leaves_those_of_others(
    lived: Post, asker: Person, helper: Person, question: Question
) -> None:
    erase_person(asker, by=asker, at=NOW)

    question.refresh_from_db()
    assert (question.title, question.author, question.state) == ("", None, State.ERASED)
    everything = " ".join(Post.objects.values_list("text", flat=True))
    assert "five" not in everything
    assert "Thank you" not in everything
    lived.refresh_from_db()
    assert (lived.text, lived.state) == ("A second pillow.", State.SHOWN)
    assert not question.places.exists()
    for table in (GoodWord, Bookmark, Tie, Draft):
        assert not table.objects.exists()


def test_an_erased_question_can_still_be_opened_for_its_answers(
    lived: Post, asker: Person, question: Question, client: object
) -> None:
    erase_person(asker, by=asker, at=NOW)

    answer = client.get(f"/en/community/q/{question.uid}/")  # type: ignore[attr-defined]  # Django's

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "A second pillow." in html
    assert "five" not in html
