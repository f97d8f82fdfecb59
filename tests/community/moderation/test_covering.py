"""A reported picture is covered until somebody has looked; the words around it stay."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain import markdown
from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.moderation.appeals import AppealVerdict
from medagora.community.domain.moderation.covering import (
    cover,
    has_picture,
    is_covered,
    shows,
    uncover,
)
from medagora.community.domain.moderation.matters import MatterKind, Outcome
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.words import State
from medagora.community.models import Matter, Picture, Post
from medagora.community.services import appeals, deciding, pictures, posting, reporting
from medagora.curation.models import LogEntry
from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from tests.community.moderation.building import joined, no, page_of, words
from tests.community.pictures.test_reading import made
from tests.conftest import NOW
from tests.people.agreeing import agree

MakePerson = Callable[..., Person]
SignIn = Callable[[Person], Client]
WAITS = "A picture here is being looked at."


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def picture(author: Person) -> Picture:
    return pictures.bring(made(), by=agree(author), at=NOW)


@pytest.fixture
def post(asked: Post, author: Person, picture: Picture) -> Post:
    text = f"My arm today. ![a rash](picture:{picture.uid}) It itches."
    return posting.answer(asked.question, PostDraft(text), by=author, at=NOW)


def report(post: Post, by: Person | None) -> Matter:
    return reporting.report_post(
        post, Reason.IDENTIFIES, by=by, at=NOW, is_about_picture=True
    )


def html_of(post: Post) -> str:
    return Post.objects.values_list("html", flat=True).get(pk=post.pk)


# ---- the rules -------------------------------------------------------------------

TEXTS = st.text("ab <>&\"'=![](:)\n$\\", max_size=80)


@given(before=TEXTS, alt=TEXTS, after=TEXTS)
def test_what_is_covered_comes_back_as_it_was(
    before: str, alt: str, after: str
) -> None:
    html = markdown.render(f"{before}\n\n![{alt}](picture:abcdefghijkm)\n\n{after}")

    covered = cover(html, "It's <waiting>.")

    assert not has_picture(covered)
    assert not shows(covered, "/pictures/abcdefghijkm")
    assert is_covered(covered) == has_picture(html)
    assert uncover(covered) == html


def test_a_picture_is_shown_by_its_own_address_alone() -> None:
    html = markdown.render("![src=/pictures/zzzzzzzzzzzz](picture:abcdefghijkm)")

    assert shows(html, "/pictures/abcdefghijkm")
    assert not shows(html, "/pictures/zzzzzzzzzzzz")


def test_nobody_can_write_a_cover_of_their_own() -> None:
    html = markdown.render('<em class="picture-waits" data-src="x">hm</em>')

    assert not is_covered(html)
    assert uncover(html) == html


# ---- reported --------------------------------------------------------------------


def test_the_words_stay_and_the_picture_goes(
    client: Client, post: Post, picture: Picture, make_person: MakePerson
) -> None:
    file = reverse("community-picture", args=[picture.uid])
    page = reverse("community:question", args=[post.question.uid])
    assert client.get(file).status_code == 200

    matter = report(post, joined(make_person("New"), 0))

    shown = words(client.get(page))
    assert matter.kind == MatterKind.PICTURE
    assert Post.objects.get(pk=post.pk).state == State.SHOWN
    assert "My arm today." in shown
    assert WAITS in shown
    assert '<img src="/pictures/' not in shown
    assert client.get(file).status_code == 404


def test_author_and_moderators_can_still_look(
    browser: SignIn, post: Post, picture: Picture, author: Person, moderator: Person
) -> None:
    matter = report(post, None)
    file = reverse("community-picture", args=[picture.uid])

    assert browser(author).get(file).status_code == 200
    assert browser(moderator).get(file).status_code == 200
    desk = words(browser(moderator).get(page_of(matter)))
    assert file in desk
    assert "about the whole post" in desk


def test_the_author_reads_that_it_waits(
    browser: SignIn, post: Post, author: Person
) -> None:
    matter = report(post, None)

    page = browser(author).get(reverse("community:decision", args=[matter.uid]))

    assert "Your picture waits" in words(page)
    assert "others do not see the picture" in words(page)
    assert reverse("community:edit", args=[post.uid]) in words(page)


def test_a_second_reader_finds_it_covered_and_reports_the_words(
    client: Client, post: Post, reader: Person, asker: Person
) -> None:
    report(post, reader)
    form = words(client.get(reverse("community:report", args=[post.uid])))
    again = report(post, asker)

    assert "picture in the post" not in form
    assert again.kind == MatterKind.PICTURE
    assert Matter.objects.count() == 1


def test_new_words_around_it_do_not_show_it_again(
    client: Client, post: Post, picture: Picture, author: Person
) -> None:
    report(post, None)
    text = f"Now it is better. ![a rash](picture:{picture.uid})"

    edited = posting.edit_post(post, PostDraft(text), by=author, at=NOW)

    assert "Now it is better." in html_of(edited)
    assert is_covered(html_of(edited))
    file = reverse("community-picture", args=[picture.uid])
    assert client.get(file).status_code == 404


# ---- decided ---------------------------------------------------------------------


def test_what_a_moderator_keeps_is_shown_again_and_stays(
    client: Client, post: Post, picture: Picture, moderator: Person, reader: Person
) -> None:
    before = html_of(post)
    matter = report(post, None)
    deciding.decide(matter, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert html_of(post) == before
    file = reverse("community-picture", args=[picture.uid])
    assert client.get(file).status_code == 200

    report(post, reader)
    assert html_of(post) == before


def test_a_decision_about_the_words_decides_the_picture_too(
    post: Post, moderator: Person, reader: Person
) -> None:
    report(post, None)
    other = reporting.report_post(post, Reason.ATTACK, by=reader, at=NOW)

    deciding.decide(other, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert not is_covered(html_of(post))
    assert not Matter.objects.filter(outcome="").exists()


def test_a_post_that_goes_takes_its_picture_along(
    client: Client, post: Post, picture: Picture, moderator: Person
) -> None:
    matter = report(post, None)
    deciding.decide(matter, no(Outcome.REMOVE), by=moderator, at=NOW)

    assert Post.objects.get(pk=post.pk).state == State.REMOVED
    file = reverse("community-picture", args=[picture.uid])
    assert client.get(file).status_code == 404


def test_a_wording_kept_meanwhile_gets_its_picture_back(
    post: Post, picture: Picture, author: Person, moderator: Person
) -> None:
    matter = report(post, None)
    later = NOW + timedelta(hours=1)
    text = f"Better. ![a rash](picture:{picture.uid})"
    posting.edit_post(post, PostDraft(text), by=author, at=later)
    assert is_covered(post.versions.get().html)

    deciding.decide(matter, no(Outcome.KEEP, reason=None), by=moderator, at=later)

    assert has_picture(post.versions.get().html)


# ---- taken out -------------------------------------------------------------------

GONE = "A moderator took a picture out here."


def take_out(post: Post, by: Person) -> Matter:
    matter = report(post, None)
    deciding.decide(matter, no(Outcome.PICTURES), by=by, at=NOW)
    return matter


def test_the_picture_goes_for_good_and_the_words_stay(
    client: Client, post: Post, picture: Picture, author: Person, moderator: Person
) -> None:
    text = f"Older. ![a rash](picture:{picture.uid})"
    posting.edit_post(post, PostDraft(text), by=author, at=NOW + timedelta(hours=1))

    take_out(post, moderator)

    assert Post.objects.get(pk=post.pk).state == State.SHOWN
    for html in (html_of(post), post.versions.get().html):
        assert GONE in html
        assert not has_picture(html)
        assert WAITS not in html
    file = reverse("community-picture", args=[picture.uid])
    assert client.get(file).status_code == 404
    last = LogEntry.objects.latest("pk")
    assert (last.verb, last.facts["reason"]) == ("pictures_removed", "dangerous")


def test_its_author_sees_it_and_cannot_bring_it_back_with_new_words(
    post: Post, picture: Picture, author: Person, moderator: Person, browser: SignIn
) -> None:
    matter = take_out(post, moderator)
    text = f"Look again: ![a rash](picture:{picture.uid})"

    posting.edit_post(post, PostDraft(text), by=author, at=NOW)

    assert "Look again" in html_of(post)
    assert GONE in html_of(post)
    assert not has_picture(html_of(post))
    own = browser(author)
    file = reverse("community-picture", args=[picture.uid])
    assert own.get(file).status_code == 200
    page = own.get(reverse("community:decision", args=[matter.uid])).content.decode()
    assert "Your words stay" in page


def test_a_new_picture_is_shown_beside_the_one_that_is_gone(
    post: Post, picture: Picture, author: Person, moderator: Person
) -> None:
    take_out(post, moderator)
    new = pictures.bring(made(), by=agree(author), at=NOW)
    text = f"![old](picture:{picture.uid}) and ![new](picture:{new.uid})"

    posting.edit_post(post, PostDraft(text), by=author, at=NOW)

    assert GONE in html_of(post)
    assert shows(html_of(post), f"/pictures/{new.uid}")
    assert not shows(html_of(post), f"/pictures/{picture.uid}")


def test_a_later_look_at_the_words_does_not_bring_it_back(
    post: Post, reader: Person, moderator: Person
) -> None:
    take_out(post, moderator)
    other = reporting.report_post(post, Reason.ATTACK, by=reader, at=NOW)

    deciding.decide(other, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert not has_picture(html_of(post))


def test_an_appeal_brings_it_back(
    post: Post, author: Person, moderator: Person, second: Person
) -> None:
    before = html_of(post)
    matter = take_out(post, moderator)
    appeal = appeals.open_appeal(matter, "It is my own arm.", by=author, at=NOW)

    verdict = AppealVerdict(Outcome.OVERTURNED, "You are right.")
    appeals.decide_appeal(appeal, verdict, by=second, at=NOW)

    assert html_of(post) == before
    assert not Picture.objects.exclude(taken_out_at=None).exists()


def test_an_appeal_brings_back_only_what_its_decision_took(
    post: Post, picture: Picture, author: Person, moderator: Person, second: Person
) -> None:
    first = take_out(post, moderator)
    new = pictures.bring(made(), by=agree(author), at=NOW)
    text = f"![old](picture:{picture.uid}) and ![new](picture:{new.uid})"
    posting.edit_post(post, PostDraft(text), by=author, at=NOW)
    later = NOW + timedelta(hours=1)
    matter = report(post, None)
    deciding.decide(matter, no(Outcome.PICTURES), by=moderator, at=later)
    appeal = appeals.open_appeal(first, "It is my own arm.", by=author, at=later)

    verdict = AppealVerdict(Outcome.OVERTURNED, "You are right.")
    appeals.decide_appeal(appeal, verdict, by=second, at=later)

    assert shows(html_of(post), f"/pictures/{picture.uid}")
    assert not shows(html_of(post), f"/pictures/{new.uid}")


def test_only_where_there_is_a_picture(asked: Post, moderator: Person) -> None:
    matter = reporting.report_post(asked, Reason.ATTACK, by=None, at=NOW)

    with pytest.raises(BadInput, match="cannot be decided"):
        deciding.decide(matter, no(Outcome.PICTURES), by=moderator, at=NOW)


def test_the_button_stands_where_there_is_a_picture(
    post: Post, asked: Post, moderator: Person, browser: SignIn
) -> None:
    client, words = browser(moderator), "Take the pictures out, leave the words"
    of_words = reporting.report_post(asked, Reason.ATTACK, by=None, at=NOW)

    for matter, is_there in ((report(post, None), True), (of_words, False)):
        page = client.get(page_of(matter)).content.decode()
        assert (words in page) == is_there
