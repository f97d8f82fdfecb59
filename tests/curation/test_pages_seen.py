"""What the engine sees of a resource's page: beside the desk's forms, and a page that
says something else than before is due again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from medagora.appraisal.models import PageSeen
from medagora.catalogue.models import Resource
from medagora.curation import gateways
from medagora.curation.domain.links import Visit
from medagora.curation.models import Suggestion
from medagora.curation.services import links, suggesting
from tests.conftest import NOW
from tests.curation.conftest import FakePages, page_at

SHOP = (
    "<html lang=en><title>Miracle drops</title><main><h1>The miracle cure</h1>"
    "<p>Our secret formula is a guaranteed cure for diabetes. This miracle treatment "
    "cures everybody. Buy now and save 50%! Add to cart.</p><button>Add to cart"
    "</button><p>" + "Order the miracle cure today and feel better. " * 30 + "</p>"
)
FIRST = (
    "<html lang=en><title>Asthma</title><main><h1>Asthma</h1><p>"
    + "The lungs take in air through ever smaller branches, and in asthma these "
    "branches are swollen, so that breathing out becomes hard at night. " * 12 + "</p>"
)
OTHER = (
    "<html lang=en><title>Holidays</title><main><h1>Holidays</h1><p>"
    + "Book a cheap flight to the sunny south with our partners and win a prize in "
    "the great summer draw of all our happy travellers. " * 12 + "</p>"
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medagora.appraisal.gateways.guess_language", lambda _: "en")
    monkeypatch.setattr(gateways, "guess_language", lambda _: "en")


class OnePage:
    """The same page at every address."""

    def __init__(self, body: str) -> None:
        self.body = body

    def visit(self, addresses: object) -> list[Visit]:
        assert isinstance(addresses, list)
        return [
            Visit(
                address,
                200,
                address,
                page=self.body,
                body=self.body.encode(),
                headers={"content-type": "text/html"},
            )
            for address in addresses
        ]


def look(body: str, *, days: int) -> None:
    links.check_due_links(visitor=OnePage(body), at=NOW + timedelta(days=days))


def test_a_page_that_says_something_else_is_due_again(
    make_resource: Callable[..., Resource],
) -> None:
    resource = make_resource()
    later = (NOW + timedelta(days=300)).date()
    Resource.objects.update(review_due_on=later)

    look(FIRST, days=0)
    look(FIRST.replace("12", "13"), days=40)
    resource.refresh_from_db()
    assert resource.review_due_on == later
    look(OTHER, days=80)

    resource.refresh_from_db()
    seen = PageSeen.objects.get()
    assert resource.review_due_on == (NOW + timedelta(days=80)).date()
    assert (seen.resource_uid, seen.title) == (resource.uid, "Holidays")
    assert seen.changed_on == resource.review_due_on


def test_the_desk_says_that_the_text_is_another_one(
    make_resource: Callable[..., Resource], desk: Client
) -> None:
    resource = make_resource()
    look(FIRST, days=0)
    look(OTHER, days=40)

    page = desk.get(f"/en/desk/resource/{resource.uid}/").content.decode()

    assert "Its text is another one since" in page
    assert "What a machine saw on the page" in page


def test_a_review_is_filled_in_from_what_was_seen(
    run_tasks: Callable[[], None], monkeypatch: pytest.MonkeyPatch, desk: Client
) -> None:
    address = "https://www.example.org/drops/"
    pages = FakePages({address: page_at(address, SHOP)})
    monkeypatch.setattr(gateways, "WebPageReader", lambda: pages)
    suggesting.suggest(address, by=None, at=NOW)
    run_tasks()
    suggestion = Suggestion.objects.get()

    page = desk.get(f"/en/desk/suggestion/{suggestion.pk}/").content.decode()

    assert '<option value="sells" selected>' in page
    assert "Filled in from what a machine saw" in page
    assert "miracle" in page
    assert suggestion.state == Suggestion.State.OPEN


def test_a_page_that_was_not_read_fills_in_nothing(
    make_suggestion: Callable[..., Suggestion], desk: Client
) -> None:
    suggestion = make_suggestion()

    page = desk.get(f"/en/desk/suggestion/{suggestion.pk}/").content.decode()

    reasons = page.split('name="verdict-reason"')[1].split("</select>")[0]
    assert '<option value="" selected>' in reasons
    assert "Filled in from what a machine saw" not in page
