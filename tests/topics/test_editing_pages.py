"""The pages on which operators and editors write topics."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.topics import queries
from medagora.topics.models import Topic

NEW = {
    "slug": "asthma",
    "language": "en",
    "name": "Asthma",
    "description": "It narrows the airways. It can be treated.",
    "lay": "wheezing\n\nasthma attack\n",
    "clinical": "bronchial asthma",
    "kind": "condition",
    "body_system": "lungs",
    "parent": "",
    "related": "",
    "codes": "MeSH D001249\nICD-10-CM j45.909",
}


@pytest.fixture
def desk(client: Client, operator: Person) -> Client:
    """A browser in which an operator is signed in."""
    client.force_login(operator)
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/en/topics/edit/new/",
        "/en/topics/asthma/edit/",
        "/en/topics/asthma/edit/en/",
        "/en/topics/asthma/edit/language/?language=fi",
    ],
)
def test_only_people_who_edit_topics_see_the_pages(
    client: Client, make_topic: Callable[..., Topic], member: Person, path: str
) -> None:
    make_topic("asthma")

    as_visitor = client.get(path)
    client.force_login(member)
    as_member = client.get(path)

    assert as_visitor.status_code == 302
    assert as_member.status_code == 403


def test_a_new_topic_is_made_from_the_form(desk: Client) -> None:
    response = desk.post("/en/topics/edit/new/", NEW)

    assert response["Location"] == "/en/topics/asthma/edit/"
    draft = queries.get_draft("asthma")
    assert draft.codes == (("icd10cm", "J45.909"), ("mesh", "D001249"))
    assert [term.text for term in draft.texts["en"].terms] == [
        "wheezing",
        "asthma attack",
        "bronchial asthma",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "edit"}, "small letters"),
        ({"codes": "ICD-9 493"}, "does not begin with a code system"),
        ({"codes": "MeSH asthma"}, "does not look like a code"),
        ({"parent": "Nowhere"}, "We know no topic called “Nowhere”"),
        ({"related": "COPD, Nowhere"}, "We know no topic called “Nowhere”"),
        ({"lay": "Asthma"}, "stands there twice"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_a_fault_is_said_beside_its_field_and_nothing_is_stored(
    desk: Client,
    make_topic: Callable[..., Topic],
    change: dict[str, str],
    sentence: str,
) -> None:
    make_topic("copd")

    page = desk.post("/en/topics/edit/new/", {**NEW, **change})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Topic.objects.filter(slug__in=["asthma", "edit"]).exists()


def test_the_place_is_shown_by_names_and_saved_again(
    desk: Client, make_topic: Callable[..., Topic]
) -> None:
    make_topic("lung-disease")
    make_topic("copd")
    make_topic("asthma", parent="lung-disease", related=("copd",))

    page = desk.get("/en/topics/asthma/edit/").content.decode()
    response = desk.post(
        "/en/topics/asthma/edit/",
        {
            "kind": "rare-disease",
            "body_system": "immune",
            "parent": "",
            "related": "Lung disease, copd",
            "codes": "",
        },
    )

    assert 'value="Lung disease"' in page
    assert "MeSH D001249" in page
    assert response.status_code == 302
    draft = queries.get_draft("asthma")
    assert (draft.kind, draft.parent, draft.codes) == ("rare-disease", "", ())
    assert draft.related == ("copd", "lung-disease")


def test_a_language_beyond_the_six_is_added(
    desk: Client, make_topic: Callable[..., Topic]
) -> None:
    make_topic("asthma")

    chosen = desk.get("/en/topics/asthma/edit/language/", {"language": "he"})
    page = desk.get(chosen["Location"]).content.decode()
    saved = desk.post(chosen["Location"], {"name": "אסתמה", "lay": "צפצופים"})

    assert 'dir="rtl"' in page
    assert saved.status_code == 302
    assert queries.get_draft("asthma").texts["he"].name == "אסתמה"


def test_a_language_that_does_not_exist_is_refused(
    desk: Client, make_topic: Callable[..., Topic]
) -> None:
    make_topic("asthma")

    page = desk.get("/en/topics/asthma/edit/language/", {"language": "qqq"})

    assert page.status_code == 422


def test_shared_words_are_asked_about_with_a_tick_box(
    desk: Client, make_topic: Callable[..., Topic]
) -> None:
    make_topic("heart-attack")
    make_topic("asthma")
    path, words = "/en/topics/asthma/edit/en/", {"name": "Asthma", "clinical": "MI"}
    desk.post("/en/topics/heart-attack/edit/en/", {"name": "Attack", "clinical": "MI"})

    asked = desk.post(path, words)
    saved = desk.post(path, {**words, "shares_words": "on"})

    assert "“MI” (heart-attack)" in asked.content.decode()
    assert 'type="checkbox" name="shares_words"' in asked.content.decode()
    assert saved.status_code == 302
    assert queries.get_draft("asthma").texts["en"].terms[0].is_ambiguous


def test_words_in_a_language_are_removed(
    desk: Client, make_topic: Callable[..., Topic]
) -> None:
    make_topic("asthma")

    by_link = desk.get("/en/topics/asthma/edit/hu/remove/")
    removed = desk.post("/en/topics/asthma/edit/hu/remove/")

    assert by_link.status_code == 405
    assert removed.status_code == 302
    assert set(queries.get_draft("asthma").texts) == {"en"}


def test_the_edit_page_costs_the_same_with_more_relatives(
    desk: Client, make_topic: Callable[..., Topic], count_queries: Callable[[str], int]
) -> None:
    slugs = [make_topic().slug for _ in range(12)]
    make_topic("asthma", related=tuple(slugs[:2]))

    with_two = count_queries("/en/topics/asthma/edit/")
    make_topic("asthma", related=tuple(slugs))
    with_twelve = count_queries("/en/topics/asthma/edit/")

    assert with_two == with_twelve
