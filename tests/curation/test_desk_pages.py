"""The desk: who sees it, the queue, one suggestion, charts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medagora.catalogue.queries import get_resource
from medagora.curation.models import (
    Review,
    Suggestion,
)
from medagora.curation.services import claiming, reviewing
from medagora.people.models import Person
from medagora.topics.models import Topic
from tests.conftest import NOW
from tests.curation.conftest import decline, opinion
from tests.curation.desk_forms import (
    DECLINED,
    MakePerson,
    MakeResource,
    MakeSuggestion,
    count_queries,
    page_of,
    sent,
)
from tests.curation.test_suggest_pages import words

# ---- who sees what -----------------------------------------------------------------

PAGES = (
    "desk",
    "desk-due",
    "desk-broken",
    "desk-reports",
    "desk-batches",
    "desk-set-aside",
    "desk-statistics",
)


@pytest.mark.parametrize("name", PAGES)
def test_the_desk_is_for_those_who_work_on_it(
    client: Client, member: Person, name: str
) -> None:
    path = reverse(f"curation:{name}")

    stranger = client.get(path)
    client.force_login(member)
    guest = client.get(path)

    assert (stranger.status_code, guest.status_code) == (302, 403)


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_desk_says_what_will_be_there(desk: Client, name: str) -> None:
    page = desk.get(reverse(f"curation:{name}"))

    assert page.status_code == 200
    assert 'class="empty"' in words(page)


def test_a_moderator_comes_to_the_reports(
    client: Client, make_person: MakePerson
) -> None:
    client.force_login(make_person("Mo", role="moderator"))

    page = client.get("/en/desk/", follow=True)

    assert page.redirect_chain == [("/en/desk/reports/", 302)]
    assert page.status_code == 200


# ---- the queue --------------------------------------------------------------------


def test_the_queue_is_narrowed_by_topic_language_import_and_stage(
    desk: Client,
    make_suggestion: MakeSuggestion,
    make_topic: Callable[..., Topic],
    second_curator: Person,
) -> None:
    make_topic("lungs")
    make_topic("asthma", parent="lungs")
    asthma = make_suggestion(address="https://a.example.org/", topics=("asthma",))
    german = make_suggestion(address="https://b.example.org/", languages=("de",))
    reviewing.review_suggestion(
        german, opinion(second_curator), by=second_curator, at=NOW
    )

    def found(query: str) -> list[bool]:
        page = words(desk.get(f"/en/desk/?{query}"))
        return [page_of(s) in page for s in (asthma, german)]

    assert found("") == [True, True]
    assert found("topic=lungs") == [True, False]
    assert found("language=de") == [False, True]
    assert found("needs=second") == [False, True]
    assert found("needs=first") == [True, False]
    assert found("batch=99") == [False, False]
    assert found("topic=x%27&batch=9999999999999&needs=odd") == [False, False]


def test_a_curator_of_one_topic_and_language_sees_only_those(
    client: Client,
    make_person: MakePerson,
    make_suggestion: MakeSuggestion,
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("lungs")
    make_topic("asthma", parent="lungs")
    inside = make_suggestion(topics=("asthma",))
    outside = make_suggestion(topics=("asthma",), languages=("hu",))
    client.force_login(make_person("L", role="curator", topic="lungs", language="en"))

    page = words(client.get("/en/desk/"))

    assert page_of(inside) in page
    assert page_of(outside) not in page
    assert client.get(page_of(outside)).status_code == 403


def test_what_i_agreed_to_waits_for_others_not_for_me(
    desk: Client, curator: Person, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()
    reviewing.review_suggestion(suggestion, opinion(curator), by=curator, at=NOW)

    assert page_of(suggestion) not in words(desk.get("/en/desk/"))


def test_ten_more_suggestions_cost_no_more_queries(
    desk: Client, make_suggestion: MakeSuggestion
) -> None:
    make_suggestion()
    few = count_queries(desk, "/en/desk/")
    for _ in range(10):
        make_suggestion()

    assert count_queries(desk, "/en/desk/") == few


def test_the_next_one_is_claimed_and_opened(
    desk: Client, curator: Person, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()

    page = desk.post("/en/desk/next/?language=en")
    last = desk.post("/en/desk/next/?language=hu")

    assert page["Location"] == f"{page_of(suggestion)}?language=en"
    assert last["Location"] == "/en/desk/?language=hu"
    assert Suggestion.objects.get().claimed_by == curator


# ---- one suggestion --------------------------------------------------------------


def test_the_review_page_tells_everything_that_is_known(
    desk: Client,
    second_curator: Person,
    make_suggestion: MakeSuggestion,
    make_resource: MakeResource,
) -> None:
    suggestion = make_suggestion(address="https://www.example.org/asthma/")
    make_resource("https://www.example.org/lungs/", texts={})
    known = make_resource("https://other.example.net/")
    Suggestion.objects.update(
        note="Seen at school.",
        inspected_at=NOW,
        seen_by_machine={"title": "As it calls itself", "duplicates": [known.uid]},
    )
    said = opinion(second_curator, words="Sound.")
    reviewing.review_suggestion(suggestion, said, by=second_curator, at=NOW)

    page = words(desk.get(page_of(suggestion)))

    for expected in (
        "Seen at school.",
        "As it calls itself",
        "Seen by the machine",
        "We have it already",
        "We have from the same site",
        "Sound.",
        "Agree and publish",
        "web.archive.org",
    ):
        assert expected in page


def test_agreeing_saves_corrections_and_opens_the_next(
    desk: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion, other = make_suggestion(), make_suggestion()

    page = desk.post(page_of(suggestion), sent(suggestion, "agree", title="Better"))

    assert page["Location"] == page_of(other)
    assert get_resource(suggestion.resource.uid).texts.get().title == "Better"
    assert Review.objects.get().verdict == "agree"


def test_the_question_of_interests_must_be_answered(
    desk: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()
    silent = sent(suggestion, "agree") | {"verdict-interest": ""}

    page = desk.post(page_of(suggestion), silent)

    assert page.status_code == 422
    assert not Review.objects.exists()


def test_with_an_interest_agreeing_is_refused_and_nothing_is_saved(
    desk: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()
    biased = {"verdict-interest": "declared", "verdict-interest_words": "Mine."}

    page = desk.post(
        page_of(suggestion), sent(suggestion, "agree", title="Better", **biased)
    )

    assert "somebody else must decide" in words(page)
    assert get_resource(suggestion.resource.uid).texts.get().title != "Better"


def test_declining_asks_for_reason_and_words(
    desk: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()

    bare = desk.post(page_of(suggestion), sent(suggestion, "decline"))
    full = desk.post(page_of(suggestion), sent(suggestion, "decline", **DECLINED))

    assert "Choose a reason from the list" in words(bare)
    assert full.status_code == 302
    assert Suggestion.objects.get().resource.state == "declined"


def test_words_for_the_public_log_pass_the_privacy_guard(
    desk: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()
    private = {**DECLINED, "verdict-words": "By eva.kiss@example.org"}

    asked = desk.post(page_of(suggestion), sent(suggestion, "decline", **private))

    assert "looks like an e-mail address" in words(asked)
    assert 'name="verdict-identifies_nobody"' in words(asked)
    assert not Review.objects.exists()


def test_saving_is_no_verdict(desk: Client, make_suggestion: MakeSuggestion) -> None:
    suggestion = make_suggestion()
    hu = sent(suggestion, "save", text_language="hu", description="Miért?")

    page = desk.post(page_of(suggestion) + "?text=hu", hu)

    assert page.status_code == 302
    texts = get_resource(suggestion.resource.uid).texts
    assert texts.get(language="hu").description == "Miért?"
    assert texts.get(language="en").description == "Helps."
    assert not Review.objects.exists()


def test_what_somebody_else_looks_at_cannot_be_judged(
    desk: Client, second_curator: Person, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()
    claiming.claim(suggestion, by=second_curator, at=timezone.now())

    shown = desk.get(page_of(suggestion))
    page = desk.post(page_of(suggestion), sent(suggestion, "agree"))

    assert "is looking at it just now" in words(shown)
    assert page.status_code == 422
    assert not Review.objects.exists()


def test_claim_and_release_by_button(
    desk: Client, curator: Person, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion()

    desk.post(page_of(suggestion), {"action": "claim"})
    claimed = Suggestion.objects.get().claimed_by
    desk.post(page_of(suggestion), {"action": "release"})

    assert (claimed, Suggestion.objects.get().claimed_by) == (curator, None)


def test_charts_count_the_work_done(
    desk: Client,
    curator: Person,
    second_curator: Person,
    make_suggestion: MakeSuggestion,
) -> None:
    now = timezone.now()
    suggestion, other = make_suggestion(), make_suggestion(languages=("hu",))
    Suggestion.objects.update(suggested_at=now - timedelta(days=3))
    for person in (curator, second_curator):
        reviewing.review_suggestion(suggestion, opinion(person), by=person, at=now)
    reviewing.review_suggestion(other, decline(curator), by=curator, at=now)

    page: Any = desk.get("/en/desk/statistics/")

    numbers = page.context["numbers"]
    assert dict(numbers.verdicts) == {"agree": 2, "decline": 1}
    assert dict(numbers.curators) == {"Carla": 2, "Cyril": 1}
    assert dict(numbers.languages) == {"en": 2, "hu": 1}
    assert dict(numbers.reasons) == {"sells": 1}
    assert sum(count for _week, count in numbers.weeks) == 3
    assert numbers.median_wait == timedelta(days=3)
    assert "3\xa0days" in words(page)
