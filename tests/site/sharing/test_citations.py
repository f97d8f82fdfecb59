"""References as downloads: of a resource, a collection, a topic and a search."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medagora.catalogue import services as catalogue
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def cite(client: Client, page: str, form: str, status: int = 200) -> HttpResponse:
    path, _mark, query = page.partition("?")
    response = client.get(f"{path}cite.{form}" + (f"?{query}" if query else ""))
    assert response.status_code == status, response.content.decode()[:400]
    return response  # type: ignore[return-value]  # the client's own kind


def items(client: Client, page: str) -> list[dict[str, Any]]:
    return list(json.loads(cite(client, page, "json").content))


def page_of(resource: Resource) -> str:
    return reverse("site:resource-detail", args=[resource.uid])


def test_a_resource_is_told_in_three_forms(client: Client, asthma: Resource) -> None:
    page = page_of(asthma)

    (entry,) = parse_string(cite(client, page, "bib").content.decode()).entries
    (record,) = rispy.loads(cite(client, page, "ris").content.decode())
    (item,) = items(client, page)

    assert entry.fields_dict["title"].value == r"{Asthma \& you}"
    assert record["title"] == item["title"] == "Asthma & you"
    assert record["keywords"] == ["Asthma"]
    assert record["type_of_work"] == item["genre"] == "Website"
    assert item["publisher-place"] == "United Kingdom"
    assert item["note"] == f"Medagora: http://127.0.0.1:8000{page}"
    today = timezone.now().date()
    assert item["accessed"] == {"date-parts": [[today.year, today.month, today.day]]}


def test_words_are_in_the_language_of_the_address(
    client: Client, asthma: Resource
) -> None:
    (item,) = items(client, page_of(asthma).replace("/en/", "/hu/"))

    assert item["keyword"] == "Asthma magyarul"
    assert item["publisher-place"] == "Egyesült Királyság"


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is_and_how_it_is_called(
    client: Client, asthma: Resource, form: str, content_type: str
) -> None:
    response = cite(client, page_of(asthma), form)

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == (
        f'attachment; filename="Asthma & you.{form}"'
    )
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_topic_gives_what_its_page_lists(
    client: Client, asthma: Resource, make_resource: Make
) -> None:
    blog = make_resource(kind="blog", topics=("asthma",))
    make_resource(topics=("asthma",), languages=("hu",))
    page = reverse("site:topic-detail", args=["asthma"])

    assert [row["id"] for row in items(client, page)] == [blog.uid, asthma.uid]
    assert [row["id"] for row in items(client, f"{page}?kind=blog")] == [blog.uid]


def test_a_collection_comes_with_its_maker_and_notes(
    client: Client, asthma: Resource, make_collection: Make, member: Person
) -> None:
    collection = make_collection(asthma)
    item = collection.items.get()
    catalogue.set_note(collection, item.pk, "Read this first.", by=member)
    page = reverse("catalogue:collection-detail", args=[collection.uid])

    whole, first = items(client, page)

    assert whole["author"] == [{"literal": "Mia, asthma nurse"}]
    assert whole["type"] == "webpage"
    assert whole["URL"] == f"http://127.0.0.1:8000{page}"
    assert first["id"] == asthma.uid
    assert first["note"].startswith("Read this first. Medagora: ")


def test_a_private_collection_is_told_to_its_owner_alone(
    client: Client, asthma: Resource, make_collection: Make, member: Person
) -> None:
    collection = make_collection(asthma, visibility="private")
    page = reverse("catalogue:collection-detail", args=[collection.uid])

    cite(client, page, "bib", 404)
    client.force_login(member)
    response = cite(client, page, "bib")

    assert "private" in response["Cache-Control"]


def test_a_search_gives_what_it_finds(
    client: Client, asthma: Resource, run_tasks: Callable[[], None]
) -> None:
    run_tasks()
    page = reverse("search:search")

    assert [row["id"] for row in items(client, f"{page}?q=asthma")] == [asthma.uid]
    cite(client, page, "json", 422)
    cite(client, f"{page}?q=asthma&kind=nonsense", "json", 422)
    cite(client, f"{page}?q=xyzzyqwv", "json", 404)


def test_what_is_not_there_is_not_told(
    client: Client, asthma: Resource, make_topic: Make, operator: Person
) -> None:
    make_topic("empty")
    page = page_of(asthma)

    cite(client, page, "docx", 404)
    cite(client, reverse("site:topic-detail", args=["empty"]), "bib", 404)
    cite(client, reverse("site:resource-detail", args=["none"]), "bib", 404)
    publishing.move(asthma, Move.RETIRE, by=operator, at=timezone.now())
    cite(client, page, "bib", 404)


def test_ten_more_rows_cost_no_more_queries(
    asthma: Resource, make_resource: Make, count_queries: Callable[[str], int]
) -> None:
    path = reverse("site:topic-citation", args=["asthma", "bib"])
    before = count_queries(path)

    for _ in range(10):
        make_resource(topics=("asthma",))

    assert count_queries(path) == before


@pytest.mark.parametrize("view", ["resource", "topic", "part", "collection", "search"])
def test_pages_lead_to_the_three_files(
    client: Client,
    asthma: Resource,
    make_collection: Make,
    run_tasks: Callable[[], None],
    view: str,
) -> None:
    run_tasks()
    page = {
        "resource": page_of(asthma),
        "topic": reverse("site:topic-detail", args=["asthma"]),
        "part": reverse("site:topic-detail", args=["asthma"]) + "?kind=website",
        "collection": reverse(
            "catalogue:collection-detail", args=[make_collection(asthma).uid]
        ),
        "search": reverse("search:search") + "?q=asthma",
    }[view]

    html = client.get(page).content.decode()

    path, mark, query = page.partition("?")
    for form in ("bib", "ris", "json"):
        assert f'href="{path}cite.{form}{mark}{query}" download' in html
