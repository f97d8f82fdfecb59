"""A resource in the words that its reader understands best."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from medagora.catalogue import queries, services
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("reader", "language", "description"),
    [
        ("hu", "hu", "Miért."),
        ("de", "fr", "Pourquoi."),
        ("en", "en", "Why."),
    ],
)
def test_words_come_in_the_readers_language_then_in_the_resources_own(
    make_resource: Make, reader: str, language: str, description: str
) -> None:
    resource = make_resource(
        languages=("fr", "en"),
        texts={
            "en": TextDraft("Asthme", "Why."),
            "fr": TextDraft("Asthme", "Pourquoi."),
            "hu": TextDraft("Asthme", "Miért."),
        },
    )

    card = queries.cards_of([resource.pk], reader)[0]

    assert (card.description, card.description_language) == (description, language)


def test_a_title_that_is_the_resources_own_name_speaks_its_language(
    make_resource: Make,
) -> None:
    resource = make_resource(
        languages=("hu",),
        texts={
            "en": TextDraft("Egészségvonal", "Hungary's health portal."),
            "hu": TextDraft("Egészségvonal", "Egészségportál."),
        },
    )

    card = queries.cards_of([resource.pk], "en")[0]

    assert card.title_language == "hu"
    assert card.description_language == "en"


def test_a_resource_without_words_shows_its_address(make_resource: Make) -> None:
    resource = make_resource("https://www.nhs.uk/", texts={}, languages=())

    card = queries.cards_of([resource.pk], "en")[0]

    assert (card.title, card.description) == ("https://www.nhs.uk/", "")


def test_cards_keep_the_order_of_their_ids_and_leave_out_what_is_gone(
    make_resource: Make,
) -> None:
    first, second = make_resource(), make_resource()

    cards = queries.cards_of([second.pk, 10**9, first.pk], "en")

    assert [card.id for card in cards] == [second.pk, first.pk]


def test_a_starter_resource_is_unconfirmed_until_a_curator_looks_at_it(
    db: None,
) -> None:
    source = services.make_source("starter", "Starter", policy="published")
    draft = ResourceDraft("https://www.nhs.uk/", texts={"en": TextDraft("NHS")})
    resource = services.add_resource(draft, source=source)

    before = queries.is_unconfirmed(resource)
    services.note_review(resource, on=date(2026, 11, 23))

    assert before
    assert not queries.is_unconfirmed(resource)


@pytest.mark.parametrize(
    ("state", "is_doubtful"),
    [
        (LinkState.BROKEN, True),
        (LinkState.PARKED, True),
        (LinkState.UNREACHABLE, True),
        (LinkState.MOVED, False),
        (LinkState.WORKING, False),
        (LinkState.UNCHECKED, False),
        (LinkState.NOT_ALLOWED, False),
    ],
)
def test_only_an_address_that_fails_is_doubtful(
    make_resource: Make, state: str, is_doubtful: bool
) -> None:
    resource = make_resource()
    Resource.objects.filter(pk=resource.pk).update(link_state=state)

    assert queries.cards_of([resource.pk], "en")[0].is_link_doubtful is is_doubtful


def test_more_cards_cost_no_more_queries(
    make_resource: Make, django_assert_num_queries: Any
) -> None:
    ids = [make_resource().pk for _ in range(12)]

    with django_assert_num_queries(3):
        queries.cards_of(ids, "hu")
