"""What edits may bring in, and what they leave behind."""

from datetime import timedelta

import pytest

from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.words import LinkKind, State
from medagora.community.models import Post, PostVersion, Question
from medagora.community.services import posting, showing, writing
from medagora.kernel.refusals import BadInput, NotAllowed
from medagora.people.models import Person
from tests.community.conversations.conftest import MakePerson, Say
from tests.conftest import NOW
from tests.people.agreeing import agree

LATER = NOW + timedelta(hours=1)
DANGEROUS = "Stop taking your insulin, you do not need it."


def test_words_that_were_held_are_read_by_nobody_after_an_edit(
    question: Question, helper: Person, say: Say
) -> None:
    post = say(question, helper, DANGEROUS)
    assert post.state == State.HELD

    posting.edit_post(post, PostDraft("A second pillow."), by=helper, at=LATER)

    post.refresh_from_db()
    assert post.state == State.SHOWN
    assert not PostVersion.objects.exists()


def test_words_that_were_hidden_are_read_by_nobody_after_an_edit(
    question: Question, helper: Person, say: Say
) -> None:
    post = say(question, helper, "My neighbour has it too.")
    showing.hide_post(post, at=LATER)

    posting.edit_post(post, PostDraft("Others have it too."), by=helper, at=LATER)

    assert not PostVersion.objects.exists()


def test_a_comment_stays_short_when_it_is_changed(
    question: Question, helper: Person
) -> None:
    asked = question.posts.get()
    comment = posting.comment(asked, PostDraft("Which?"), by=helper, at=NOW)

    with pytest.raises(BadInput, match="2000 characters"):
        posting.edit_post(comment, PostDraft("x" * 2_001), by=helper, at=LATER)


def test_nobody_brings_a_link_in_later_that_they_could_not_post(
    question: Question, make_person: MakePerson, say: Say
) -> None:
    new = agree(make_person("New"))
    post = say(question, new, "A second pillow.")

    with pytest.raises(NotAllowed, match="resources of this site"):
        posting.edit_post(
            post, PostDraft("See https://pillows.example/"), by=new, at=LATER
        )


def test_links_after_many_papers_count_too(
    question: Question, make_person: MakePerson, say: Say
) -> None:
    papers = " ".join(f"10.1000/{number}" for number in range(20))

    with pytest.raises(NotAllowed, match="resources of this site"):
        say(question, agree(make_person("New")), f"{papers} https://pillows.example/")


def test_one_post_makes_only_so_many_cards(
    question: Question, helper: Person, say: Say
) -> None:
    post = say(question, helper, " ".join(f"10.1000/{n}" for n in range(100)))

    assert post.links.filter(kind=LinkKind.DOI).count() == writing.MOST_CARDS


def test_a_form_that_is_sent_twice_changes_a_post_once(
    question: Question, helper: Person, say: Say
) -> None:
    pk = say(question, helper).pk
    seen_by_both = [Post.objects.get(pk=pk), Post.objects.get(pk=pk)]

    for post in seen_by_both:
        posting.edit_post(post, PostDraft("Two pillows."), by=helper, at=LATER)

    assert PostVersion.objects.count() == 1
