"""A resource's page: what it is, why it is here, who chose it, what one can do."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import AccountDraft, FeedDraft, TextDraft
from medagora.catalogue.domain.link_visits import LinkVisit
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.domain.verdicts import Interest, Opinion, Verdict
from medagora.curation.services import publishing, reviewing, suggesting
from medagora.people.models import Person
from tests.site.conftest import NOW, structured_data

Make = Callable[..., Any]
Read = Callable[..., str]


def page_of(resource: Resource, language: str = "en") -> str:
    return f"/{language}/resource/{resource.uid}/"


def test_everything_known_is_shown(
    read: Read, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    resource = make_resource(
        "https://www.nhs.uk/conditions/asthma/",
        kind="podcast",
        audience="patients",
        languages=("en", "cy"),
        topics=("asthma",),
        publisher="National Health Service",
        country="GB",
        cost="partly-paid",
        needs_sign_up=True,
        accessibility_notes="Has captions.",
        feeds=(FeedDraft("https://www.nhs.uk/feed", "News"),),
        social_accounts=(AccountDraft("YouTube", "https://youtube.com/nhs"),),
        further_addresses=("https://nhs.example.org/asthma",),
        texts={"en": TextDraft("NHS: asthma", "Explains inhalers.")},
    )

    page = read(page_of(resource))

    for words in (
        "NHS: asthma",
        "Explains inhalers.",
        'href="https://www.nhs.uk/conditions/asthma/" rel="noopener"',
        "Go to nhs.uk",
        "Podcast",
        "For patients and carers",
        "English, Welsh",
        "Partly paid",
        "needs an account",
        "National Health Service",
        "United Kingdom",
        "Has captions.",
        "https://www.nhs.uk/feed",
        "YouTube",
        "https://nhs.example.org/asthma",
        "/en/topics/asthma/",
        "https://web.archive.org/web/*/https://www.nhs.uk/conditions/asthma/",
        f"/en/resource/{resource.uid}/report/",
        f"/en/collections/add/{resource.uid}/",
    ):
        assert words in page


def test_words_in_another_language_are_marked(read: Read, make_resource: Make) -> None:
    resource = make_resource(
        languages=("ar",), texts={"ar": TextDraft("الربو", "يشرح الربو.")}
    )

    page = read(page_of(resource))

    assert '<h1 lang="ar" dir="rtl">الربو</h1>' in page
    assert 'lang="ar" dir="rtl">يشرح الربو.' in page
    assert "nobody has written it in your language yet" in page


def test_two_curators_and_the_days_of_their_choice_are_named(
    read: Read,
    make_topic: Make,
    make_resource: Make,
    curator: Person,
    second_curator: Person,
) -> None:
    make_topic("asthma")
    resource = make_resource(state="candidate", topics=("asthma",))
    suggestion = suggesting.put_on_desk(resource, by=None, at=NOW)
    for person, words in ((curator, "Clear and kind."), (second_curator, "I agree.")):
        opinion = Opinion(
            by=person.pseudonym,
            verdict=Verdict.AGREE,
            interest=Interest.NONE,
            words=words,
        )
        reviewing.review_suggestion(suggestion, opinion, by=person, at=NOW)

    page = read(page_of(resource))

    assert "Carla" in page
    assert "Cyril" in page
    assert "I agree." in page
    assert "23 Nov 2026" in page
    assert "23 Nov 2027" in page  # when it is due again


def test_a_starter_resource_says_that_nobody_here_has_confirmed_it(
    read: Read, make_starter: Make
) -> None:
    resource = make_starter()

    before = read(page_of(resource))
    catalogue.note_review(resource, on=date(2026, 11, 23))
    after = read(page_of(resource))

    sentence = "starter collection, not yet confirmed by this site&#x27;s curators"
    assert sentence in before.replace("'s curators", "&#x27;s curators")
    assert "Not yet" in before
    assert "not yet confirmed" not in after


def test_candidates_and_declined_ones_are_seen_from_the_desk_only(
    client: Client, make_resource: Make, curator: Person, member: Person
) -> None:
    candidate, declined = (make_resource(state="candidate") for _ in range(2))
    publishing.move(declined, Move.DECLINE, by="system", at=NOW)

    for resource in (candidate, declined):
        client.logout()
        assert client.get(page_of(resource)).status_code == 404
        client.force_login(member)
        assert client.get(page_of(resource)).status_code == 404
        client.force_login(curator)
        page = client.get(page_of(resource))
        assert page.status_code == 200
        assert 'name="robots" content="noindex"' in page.content.decode()


def test_a_retired_resource_leaves_a_page_that_says_why(
    read: Read, make_topic: Make, make_resource: Make, operator: Person
) -> None:
    make_topic("asthma")
    resource = make_resource("https://old.example.org/", topics=("asthma",))
    publishing.move(
        resource,
        Move.RETIRE,
        by=operator,
        at=NOW,
        facts={"reason": "outdated"},
        personal={"words": "The advice is from 2009."},
    )

    page = read(page_of(resource), status=410)

    assert "No longer listed" in page
    assert "Out of date" in page
    assert "The advice is from 2009." in page
    assert "/en/topics/asthma/" in page
    assert 'href="https://old.example.org/"' not in page
    assert 'name="robots" content="noindex"' in page


def test_an_address_that_failed_is_warned_about_with_its_history(
    read: Read, make_resource: Make
) -> None:
    resource = make_resource()
    for days, state, status in (
        (0, LinkState.WORKING, 200),
        (14, LinkState.BROKEN, 404),
    ):
        visit = LinkVisit(
            at=NOW + timedelta(days=days),
            state=state,
            status=status,
            details="not-found" if status == 404 else "",
        )
        catalogue.record_link_check(
            resource, visit, shown=state, again_at=NOW + timedelta(days=days + 14)
        )

    page = read(page_of(resource))

    assert "Is broken" in page
    assert "(404)" in page
    assert "Look for a copy in the Internet Archive" in page


def test_similar_resources_and_collections_lead_on(
    read: Read, make_topic: Make, make_resource: Make, member: Person
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    make_resource(topics=("asthma",), texts={"en": TextDraft("A neighbour")})
    collection = catalogue.create_collection(
        CollectionDraft("Breathing", "Mia", "en", visibility="public"), by=member
    )
    catalogue.add_item(collection, resource, by=member)

    page = read(page_of(resource))

    assert "A neighbour" in page
    assert "Breathing" in page


def test_a_resource_that_is_not_there_is_not_found(read: Read, db: None) -> None:
    read("/en/resource/nowhere/", status=404)


@pytest.mark.parametrize("title", ["</script><b>x</b>", "A & B <i>", "\u2028 line"])
def test_no_words_break_out_of_the_structured_data(
    read: Read, make_resource: Make, title: str
) -> None:
    resource = make_resource(texts={"en": TextDraft(title, title)})

    page = read(page_of(resource))
    data = structured_data(page)["mainEntity"]

    assert data["name"] == " ".join(title.split())
    assert "<b>x</b>" not in page
    assert "<i>" not in page


def test_each_language_of_the_page_is_named_for_programs(
    read: Read, make_resource: Make
) -> None:
    resource = make_resource()

    page = read(page_of(resource, "hu"))

    assert (
        f'rel="canonical" href="http://127.0.0.1:8000{page_of(resource, "hu")}"' in page
    )
    for code in ("en", "hu", "de", "fr", "es", "ar"):
        assert f'hreflang="{code}" href="http://127.0.0.1:8000/{code}/resource/' in page
    assert 'property="og:title"' in page


def test_more_history_costs_no_more_queries(
    make_topic: Make, make_resource: Make, count_queries: Make, operator: Person
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    make_resource(topics=("asthma",))

    def happen(times: int) -> None:
        for _ in range(times):
            publishing.move(resource, Move.RETIRE, by=operator, at=timezone.now())
            publishing.move(resource, Move.RESTORE, by=operator, at=timezone.now())
            publishing.move(resource, Move.PUBLISH, by=operator, at=timezone.now())
            visit = LinkVisit(at=timezone.now(), state=LinkState.WORKING)
            catalogue.record_link_check(
                resource, visit, shown=LinkState.WORKING, again_at=timezone.now()
            )
            make_resource(topics=("asthma",))

    happen(1)
    with_one = count_queries(page_of(resource))
    happen(5)

    assert count_queries(page_of(resource)) == with_one
