"""Suggesting: an address is enough; the machine fills in what it sees."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django_tasks_db.models import DBTaskResult

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.models import Resource
from medagora.catalogue.services import AlreadyThere
from medagora.curation.models import LogEntry, Suggestion
from medagora.curation.services import inspecting, reviewing, suggesting
from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.models import Person
from medagora.web import http
from tests.conftest import NOW
from tests.curation.conftest import FakePages, opinion, page_at

ADDRESS = "https://www.example.org/asthma/"
PAGE = """<html lang="hu"><title>Asztma</title>
<meta name="description" content="A legjobb oldal!">
<link rel="alternate" type="application/rss+xml" href="/feed"></html>"""


def inspect(suggestion: Suggestion, pages: FakePages) -> Suggestion:
    inspecting.inspect_suggestion(
        suggestion.pk, reader=pages, guess_language=lambda text: "", at=NOW
    )
    return Suggestion.objects.get(pk=suggestion.pk)


def test_an_address_alone_puts_a_candidate_on_the_desk(db: None) -> None:
    suggestion = suggesting.suggest(ADDRESS, by=None, at=NOW)

    assert suggestion.resource.state == "candidate"
    assert suggestion.state == "open"
    assert DBTaskResult.objects.filter(args_kwargs__args=[str(suggestion.pk)]).exists()


def test_what_a_stranger_wrote_does_not_reach_the_log(db: None) -> None:
    suggesting.suggest("https://rude.example.org/dr-jones-is-a-thief", by=None, at=NOW)

    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "other", ["http://example.org/asthma", "www.example.org/asthma/?utm_source=x"]
)
def test_another_spelling_of_what_we_have_is_told(db: None, other: str) -> None:
    first = suggesting.suggest(ADDRESS, by=None, at=NOW)

    with pytest.raises(AlreadyThere) as refusal:
        suggesting.suggest(other, by=None, at=NOW)

    assert refusal.value.uid == first.resource.uid


@pytest.mark.parametrize("address", ["", "ftp://x.org/", "http://127.0.0.1/", "x"])
def test_what_is_no_address_is_refused(db: None, address: str) -> None:
    with pytest.raises(BadInput):
        suggesting.suggest(address, by=None, at=NOW)


def test_the_machine_fills_in_what_nobody_has_said(db: None) -> None:
    suggestion = suggesting.suggest(ADDRESS, by=None, at=NOW)

    suggestion = inspect(suggestion, FakePages({ADDRESS: page_at(ADDRESS, PAGE)}))

    draft = catalogue.draft_of(catalogue.get_resource(suggestion.resource.uid))
    assert draft.texts == {"hu": TextDraft("Asztma", "")}
    assert draft.languages == ("hu",)
    assert [feed.address for feed in draft.feeds] == ["https://www.example.org/feed"]
    assert suggestion.seen_by_machine["title"] == "Asztma"
    assert suggestion.seen_by_machine["description"] == "A legjobb oldal!"
    assert suggestion.inspected_at == NOW


def test_what_a_person_said_stays(db: None) -> None:
    suggestion = suggesting.suggest(ADDRESS, by=None, at=NOW)
    said = ResourceDraft(
        ADDRESS, "blog", texts={"en": TextDraft("Mine", "Why.")}, languages=("en",)
    )
    suggesting.correct_suggestion(suggestion, said, note="Good one.")

    inspect(suggestion, FakePages({ADDRESS: page_at(ADDRESS, PAGE)}))

    draft = catalogue.draft_of(catalogue.get_resource(suggestion.resource.uid))
    assert replace(draft, feeds=()) == said


def test_a_page_that_is_known_under_another_address_is_a_duplicate(
    make_resource: Callable[..., Resource],
) -> None:
    known = make_resource("https://www.example.org/lungs/asthma")
    suggestion = suggesting.suggest(ADDRESS, by=None, at=NOW)
    page = '<link rel="canonical" href="https://example.org/lungs/asthma/">'

    suggestion = inspect(suggestion, FakePages({ADDRESS: page_at(ADDRESS, page)}))

    assert suggestion.seen_by_machine["duplicates"] == [known.uid]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (http.SwitchedOff, "switched_off"),
        (http.TooSlow, "too_slow"),
        (page_at(ADDRESS, "no", status=404), "status"),
    ],
)
def test_a_page_that_cannot_be_read_is_left_to_people(
    db: None, page: http.Response | type[http.FetchFailure], problem: str
) -> None:
    suggestion = suggesting.suggest(ADDRESS, by=None, at=NOW)

    suggestion = inspect(suggestion, FakePages({ADDRESS: page}))

    assert suggestion.seen_by_machine["problem"] == problem
    assert suggestion.inspected_at == NOW


def test_nobody_looks_at_a_page_that_was_decided_about(
    make_suggestion: Callable[..., Suggestion],
    curator: Person,
    second_curator: Person,
) -> None:
    suggestion = make_suggestion()
    for person in (curator, second_curator):
        reviewing.review_suggestion(suggestion, opinion(person), by=person, at=NOW)
    pages = FakePages({})

    inspect(suggestion, pages)

    assert pages.asked == []


def test_a_suggestion_can_be_corrected_until_somebody_begins_to_decide(
    make_suggestion: Callable[..., Suggestion], curator: Person
) -> None:
    suggestion = make_suggestion()
    draft = catalogue.draft_of(catalogue.get_resource(suggestion.resource.uid))
    reviewing.review_suggestion(suggestion, opinion(curator), by=curator, at=NOW)

    with pytest.raises(Conflict):
        suggesting.correct_suggestion(suggestion, draft, note="Other words")
