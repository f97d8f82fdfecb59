"""The helpers' desk: what is seen, tapped, saved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from medagora.community.domain.words import Audience, Kind
from medagora.community.models import HelperSettings, Offer, Tie
from medagora.community.services import routing
from medagora.people.models import Notice, Person
from tests.community.routing.conftest import MakeHelper, MakeQuestion, make_post

pytestmark = pytest.mark.django_db
DESK = "/en/community/helping/"
SETTINGS = "/en/community/helping/settings/"


@pytest.fixture
def helper(make_helper: MakeHelper, client: Client) -> Person:
    person = make_helper()
    client.force_login(person)
    return person


def test_an_offer_shows_the_question_the_reasons_and_three_ways_to_pass(
    helper: Person, make_question: MakeQuestion, client: Client
) -> None:
    question = make_question(title="How do you sleep with asthma?")
    routing.start_routing(question.uid, at=timezone.now())

    page = client.get(DESK).content.decode()

    assert "How do you sleep with asthma?" in page
    assert "You help with Asthma" in page
    assert "You answer in this language: English" in page
    assert page.count("How do you sleep with asthma?") == 1
    for words in ("Not my field", "No time", "I am not impartial here"):
        assert words in page


def test_one_tap_passes_and_somebody_else_is_asked(
    helper: Person,
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    client: Client,
    run_tasks: Callable[[], None],
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=timezone.now())
    second = make_helper()
    address = reverse("community:offer-pass", args=[question.uid])

    answer = client.post(address, {"reason": "no_time"}, follow=True)
    run_tasks()

    assert "Somebody else is asked" in answer.content.decode()
    [reason] = Offer.objects.filter(person=helper).values_list("pass_reason", flat=True)
    assert reason == "no_time"
    assert Offer.objects.get(person=second).passed_at is None
    assert question.title not in client.get(DESK).content.decode()


def test_passing_twice_asks_one_more_person(
    helper: Person,
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    client: Client,
    run_tasks: Callable[[], None],
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=timezone.now())
    for _ in range(3):
        make_helper()
    address = reverse("community:offer-pass", args=[question.uid])

    for _ in range(3):
        client.post(address, {"reason": "no_time"})
    run_tasks()

    assert Offer.objects.exclude(person=helper).count() == 1


def test_looking_at_an_offer_marks_it_seen_and_its_notice_read(
    helper: Person, make_question: MakeQuestion, client: Client
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=timezone.now())
    notice = Notice.objects.get(person=helper, kind="offer")

    page = client.get(f"/en{notice.url_path}").content.decode()

    assert reverse("community:question", args=[question.uid]) in page
    assert Offer.objects.get(person=helper).seen_at is not None
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_nobody_sees_what_was_offered_to_somebody_else(
    helper: Person, member: Person, make_question: MakeQuestion, client: Client
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=timezone.now())
    client.force_login(member)

    page = client.get(reverse("community:offer", args=[question.uid]))

    assert page.status_code == 404


def test_what_waits_in_my_topics_comes_with_the_longest_wait_first(
    helper: Person,
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    client: Client,
) -> None:
    now = timezone.now()
    make_question(title="Asked an hour ago, or not?", at=now - timedelta(hours=1))
    make_question(title="Asked a week ago, or not?", at=now - timedelta(days=7))
    answered = make_question(title="Was this answered already?")
    make_post(answered, make_helper())
    make_question(title="Ist das eine andere Sprache?", language="de")
    make_question(helper, title="Is this my own question?")
    rude = make_question(title="Is this from somebody I block?")
    assert rude.author is not None
    Tie.objects.create(person=helper, other=rude.author, kind="block", made_at=now)

    page = client.get(f"{DESK}?tab=unanswered").content.decode()

    assert page.index("a week ago") < page.index("an hour ago")
    for hidden in ("answered already", "andere Sprache", "my own", "I block"):
        assert hidden not in page


def test_questions_among_clinicians_have_a_tab_for_verified_ones_only(
    helper: Person, make_helper: MakeHelper, make_question: MakeQuestion, client: Client
) -> None:
    make_question(
        kind=Kind.PEER, audience=Audience.PROFESSIONALS, title="Which dose would you?"
    )
    address = f"{DESK}?tab=peers"

    assert "Which dose" not in client.get(address).content.decode()
    client.force_login(make_helper(role="physician"))

    assert "Which dose" in client.get(address).content.decode()


def test_whoever_has_not_said_yes_is_invited_and_shown_what_they_follow(
    member: Person, make_question: MakeQuestion, client: Client
) -> None:
    make_question(title="Does this wait for somebody?")
    member.interests, member.languages = ["asthma"], ["en"]
    member.save()
    client.force_login(member)

    page = client.get(DESK).content.decode()

    assert "Do you want to be asked?" in page
    assert "Does this wait for somebody?" in page
    assert not HelperSettings.objects.filter(person=member).exists()


def test_wishes_are_saved_and_shown_again(
    member: Person, make_helper: MakeHelper, client: Client
) -> None:
    client.force_login(member)
    wishes = {
        "takes_questions": "on",
        "weekly_limit": "5",
        "kinds": ["living", "support"],
        "languages": "English, Hungarian",
        "topics": "Asthma",
        "quiet_from": "22",
        "quiet_until": "6",
        "time_zone": "Europe/Budapest",
        "away_until": "",
    }

    answer = client.post(SETTINGS, wishes)

    assert answer.status_code == 302
    own = HelperSettings.objects.get(person=member)
    assert own.languages == ["en", "hu"]
    assert own.topics == ["asthma"]
    assert (own.weekly_limit, own.quiet_from, own.with_interests) == (5, 22, False)
    page = client.get(SETTINGS).content.decode()
    assert "English, Hungarian" in page
    assert 'value="Europe/Budapest" selected' in page


def test_a_topic_that_we_do_not_know_is_said_back(
    member: Person, make_helper: MakeHelper, client: Client
) -> None:
    client.force_login(member)

    page = client.post(SETTINGS, {"topics": "moonsickness"}).content.decode()

    assert "We know no topic called “moonsickness”" in page
    assert not HelperSettings.objects.filter(person=member).exists()


def test_away_lasts_through_the_day_on_the_persons_own_clock(
    helper: Person, make_question: MakeQuestion, client: Client
) -> None:
    day = (timezone.now() + timedelta(days=3)).date()
    wishes = {
        "takes_questions": "on",
        "weekly_limit": "3",
        "kinds": ["living"],
        "languages": "English",
        "topics": "Asthma",
        "quiet_from": "0",
        "quiet_until": "0",
        "time_zone": "Europe/Budapest",
        "away_until": day.isoformat(),
    }
    client.post(SETTINGS, wishes)

    routing.start_routing(make_question().uid, at=timezone.now())

    own = HelperSettings.objects.get(person=helper)
    assert own.away_until is not None
    assert own.away_until.date() == day
    assert own.away_until.hour in {21, 22}  # 23:59 in Budapest
    assert not Offer.objects.exists()


def test_stopping_takes_one_tap(helper: Person, client: Client) -> None:
    client.post("/en/community/helping/stop/")

    assert not HelperSettings.objects.get(person=helper).takes_questions
    assert "Do you want to be asked?" in client.get(DESK).content.decode()


def test_ten_more_rows_cost_no_more_queries(
    helper: Person,
    make_question: MakeQuestion,
    client: Client,
) -> None:
    now = timezone.now()
    for _ in range(2):
        routing.start_routing(make_question().uid, at=now)
        make_question()  # it waits, and is offered to nobody
    client.get(DESK)
    with CaptureQueriesContext(connection) as few:
        client.get(DESK)
    for _ in range(10):
        routing.start_routing(make_question().uid, at=now)
        make_question()
    with CaptureQueriesContext(connection) as many:
        client.get(DESK)

    assert len(many) <= len(few)


def test_signed_out_people_are_asked_to_sign_in(client: Client) -> None:
    for address in (DESK, SETTINGS):
        assert client.get(address).status_code == 302
