"""Pictures from the upload to the post, and out again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from medagora.community.domain.drafts import PostDraft
from medagora.community.models import Picture, Question
from medagora.community.services import pictures, posting
from medagora.kernel.refusals import NotAllowed
from medagora.people.models import Person
from tests.community.conversations.conftest import *  # noqa: F403 - the same people
from tests.community.pictures.test_reading import made, opened
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def picture(helper: Person) -> Picture:
    return pictures.bring(made(), by=helper, at=NOW)


def test_a_picture_is_seen_by_its_owner_alone_until_it_is_posted(
    client: Client, picture: Picture, helper: Person, asker: Person, question: Question
) -> None:
    path = reverse("community-picture", args=[picture.uid])
    assert client.get(path).status_code == 404
    client.force_login(helper)
    assert client.get(path).headers["Content-Type"] == "image/webp"

    text = f"Look: ![two colours](picture:{picture.uid})"
    posting.answer(question, PostDraft(text), by=helper, at=NOW)
    client.logout()

    assert client.get(path).status_code == 200


def test_a_picture_goes_with_its_post(
    client: Client, picture: Picture, helper: Person, question: Question
) -> None:
    text = f"![two colours](picture:{picture.uid})"
    post = posting.answer(question, PostDraft(text), by=helper, at=NOW)

    posting.withdraw_post(post, by=helper, at=NOW)

    assert (
        client.get(reverse("community-picture", args=[picture.uid])).status_code == 404
    )


def test_nobody_blurs_or_posts_the_picture_of_another(
    picture: Picture, asker: Person, question: Question
) -> None:
    with pytest.raises(NotAllowed):
        pictures.blur_squares(picture, [0], by=asker)

    text = f"![mine?](picture:{picture.uid})"
    posting.answer(question, PostDraft(text), by=asker, at=NOW)

    picture.refresh_from_db()
    assert picture.post is None


def test_ticked_squares_are_blurred_for_good(
    client: Client, picture: Picture, helper: Person
) -> None:
    client.force_login(helper)
    before = pictures.bytes_of(picture)
    path = reverse("community:picture", args=[picture.uid])

    client.post(path, {"square": ["3", "4", "99", "x", "²"]})

    picture.refresh_from_db()
    assert picture.is_blurred
    assert pictures.bytes_of(picture) != before
    assert opened(pictures.bytes_of(picture)).size == (60, 40)


def test_the_machine_finds_no_face_in_two_colours(
    picture: Picture, helper: Person
) -> None:
    assert pictures.blur_faces(picture, by=helper) == 0


def test_a_picture_without_a_post_is_forgotten_after_a_day(
    picture: Picture, helper: Person
) -> None:
    name = picture.name

    assert pictures.forget_loose(NOW + timedelta(hours=23)) == 0
    assert pictures.forget_loose(NOW + timedelta(hours=25)) == 1

    assert not Picture.objects.exists()
    assert name


def test_a_file_that_is_no_picture_gets_a_sentence(
    client: Client, helper: Person
) -> None:
    client.force_login(helper)
    file = SimpleUploadedFile("x.jpg", b"no picture")

    answer = client.post(reverse("community:picture-new"), {"picture": file})

    assert "no picture that we can read" in answer.content.decode()
