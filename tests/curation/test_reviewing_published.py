"""What is published: renewed, retired, brought back, corrected."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import draft_of, get_resource
from medagora.curation.models import LogEntry, Suggestion
from medagora.curation.services import correcting, reviewing
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.models import Person
from medagora.topics.models import Topic
from tests.conftest import NOW
from tests.curation.conftest import decline, opinion
from tests.curation.verdicts import agree, fresh, log_of

MakeSuggestion = Callable[..., Suggestion]


def test_a_due_resource_is_renewed(
    make_resource: Callable[..., Resource], curator: Person
) -> None:
    resource = make_resource(kind="app")

    reviewing.review_due(resource, opinion(curator, "renew"), by=curator, at=NOW)
    first = log_of(resource)
    reviewing.review_due(resource, opinion(curator, "renew"), by=curator, at=NOW)

    resource.refresh_from_db()
    assert str(resource.review_due_on) == "2027-05-23"
    assert first == ["resource_published", "resource_confirmed"]
    assert log_of(resource)[-1] == "resource_renewed"


def test_retiring_is_for_editors_and_needs_words(
    make_resource: Callable[..., Resource], curator: Person, operator: Person
) -> None:
    resource = make_resource()
    said = {"reason": "gone", "words": "The charity closed."}

    with pytest.raises(NotAllowed):
        reviewing.review_due(
            resource, opinion(curator, "retire", **said), by=curator, at=NOW
        )
    with pytest.raises(BadInput):
        reviewing.review_due(resource, opinion(operator, "retire"), by=operator, at=NOW)
    reviewing.review_due(
        resource, opinion(operator, "retire", **said), by=operator, at=NOW
    )

    resource.refresh_from_db()
    assert resource.state == "retired"


def test_what_comes_back_goes_to_the_desk_and_two_decide_again(
    make_suggestion: MakeSuggestion,
    curator: Person,
    second_curator: Person,
    operator: Person,
) -> None:
    suggestion = make_suggestion()
    reviewing.review_suggestion(suggestion, decline(curator), by=curator, at=NOW)
    resource = fresh(suggestion).resource

    again = reviewing.bring_back(resource, words="It changed.", by=operator, at=NOW)
    agree(again, curator)
    waiting = fresh(again).resource.state
    agree(again, second_curator)

    assert waiting == "candidate"
    assert fresh(again).resource.state == "published"
    assert log_of(resource) == [
        "resource_declined",
        "resource_reopened",
        "resource_agreed",
        "resource_published",
    ]


def test_a_published_resource_cannot_be_brought_back(
    make_resource: Callable[..., Resource], operator: Person
) -> None:
    with pytest.raises(Conflict):
        reviewing.bring_back(make_resource(), words="", by=operator, at=NOW)


def test_a_correction_says_what_changed_and_keeps_the_old_address(
    make_resource: Callable[..., Resource],
    make_topic: Callable[..., Topic],
    curator: Person,
) -> None:
    topic = make_topic()
    resource = make_resource("https://old.example.org/", topics=(topic.slug,))
    draft = draft_of(get_resource(resource.uid))
    new = replace(
        draft,
        address="https://new.example.org/",
        texts={"en": TextDraft("Better name", "Says why.")},
    )

    parts = correcting.correct_resource(resource, new, by=curator, at=NOW)

    assert set(parts) == {"address", "texts", "further_addresses"}
    assert LogEntry.objects.get(verb="resource_corrected").facts["changed"] == parts
    found = get_resource(resource.uid)
    assert {a.address for a in found.addresses.all()} == {
        "https://old.example.org/",
        "https://new.example.org/",
    }
    assert found.link_check_due_at == NOW


def test_a_correction_of_nothing_is_none(
    make_resource: Callable[..., Resource], curator: Person
) -> None:
    resource = make_resource()
    draft = draft_of(get_resource(resource.uid))

    assert correcting.correct_resource(resource, draft, by=curator, at=NOW) == []
    assert not LogEntry.objects.filter(verb="resource_corrected").exists()
