"""The whole way of one page, as its people walk it."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.curation import queries
from medagora.curation.domain.links import Visit
from medagora.curation.models import LogEntry, Suggestion
from medagora.curation.services import inspecting, links
from medagora.people.models import Person
from medagora.topics.models import Topic
from tests.conftest import NOW
from tests.curation.conftest import FakePages, page_at
from tests.curation.desk_forms import NO_INTEREST, page_of, sent
from tests.curation.test_suggest_pages import details, link_of, words

ADDRESS = "https://www.example.org/asztma/"


@pytest.mark.django_db
def test_a_page_is_suggested_published_by_two_and_the_log_proves_it(
    client: Client,
    curator: Person,
    second_curator: Person,
    operator: Person,
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("asthma")

    # a visitor gives an address; the machine looks; the visitor says why
    client.post("/hu/suggest/", {"address": "example.org/asztma?utm_source=mail"})
    suggestion = Suggestion.objects.get()
    page = '<html lang="hu"><title>Asztma otthon</title>'
    inspecting.inspect_suggestion(
        suggestion.pk,
        reader=FakePages({suggestion.resource.address: page_at(ADDRESS, page)}),
        guess_language=lambda text: "",
        at=NOW,
    )
    said = details(title="Asztma otthon", language="hu", topics="asthma")
    client.post(link_of(suggestion), said)

    # two curators agree, one after the other
    for person in (curator, second_curator):
        client.force_login(person)
        form = sent(suggestion, "agree", title="Asztma otthon", language="hu")
        client.post(page_of(suggestion), form)

    # readers see it, with the people who chose it
    suggestion.refresh_from_db()
    uid = suggestion.resource.uid
    shown = words(client.get(f"/en/resource/{uid}/"))
    assert "Asztma otthon" in shown
    assert "Carla" in shown
    assert "Cyril" in shown

    # a year later its address is for sale: it stays, and a person decides
    class Sold:
        def visit(self, addresses: object) -> list[Visit]:
            return [Visit(suggestion.resource.address, 200, "https://sedo.com/x")]

    links.check_links([suggestion.resource], visitor=Sold(), at=NOW)
    client.force_login(operator)
    assert uid in words(client.get("/en/desk/broken/"))
    gone = {"verdict-reason": "gone", "verdict-words": "Sold.", **NO_INTEREST}
    client.post(f"/en/desk/resource/{uid}/", {"action": "retire", **gone})

    # everything stands in the log, and the chain holds
    verbs = LogEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["resource_agreed", "resource_published", "resource_retired"]
    assert queries.verify_log() is None
    assert client.get(f"/en/resource/{uid}/").status_code == 410
