"""What helpers want, and that it is kept."""

from datetime import timedelta

import pytest

from medagora.community.domain.words import Kind
from medagora.community.models import HelperSettings, HelperSubject, Offer
from medagora.community.services import (
    personal_data_routing,
    routing,
    routing_digest,
    routing_news,
    routing_settings,
)
from medagora.community.services.routing_settings import HelperDraft
from medagora.kernel.refusals import BadInput
from medagora.people.domain.hats import Doffed
from medagora.people.models import HatChange, Notice, Person
from tests.community.routing.conftest import MakeHelper, MakeQuestion
from tests.conftest import NOW
from tests.people.hats.building import give_hat

pytestmark = pytest.mark.django_db


def subjects_of(person: Person) -> set[tuple[str, str, str, str]]:
    rows = HelperSubject.objects.filter(helper=person.pk)
    return set(rows.values_list("topic__slug", "language", "source", "standing"))


def test_the_index_holds_chosen_topics_interests_and_hats_in_each_language(
    make_helper: MakeHelper, member: Person
) -> None:
    member.interests = ["lung-disease", "no-topic"]
    member.save()
    give_hat(member, "physician", topic="pulmonology", at=NOW)
    give_hat(member, "living_with", topic="asthma", at=NOW)

    draft = HelperDraft(True, topics=("asthma",), languages=("en", "hu"))
    routing_settings.change_settings(draft, by=member, at=NOW)

    assert {row for row in subjects_of(member) if row[1] == "hu"} == {
        ("asthma", "hu", "chosen", "professional"),
        ("asthma", "hu", "lived", "lived"),
        ("lung-disease", "hu", "interest", "professional"),
        ("pulmonology", "hu", "specialty", "professional"),
    }
    assert len(subjects_of(member)) == 8


def test_whoever_stops_is_in_no_index(make_helper: MakeHelper) -> None:
    helper = make_helper()

    routing_settings.stop(helper, at=NOW)

    assert subjects_of(helper) == set()
    own = HelperSettings.objects.get(person=helper)
    assert own.topics == ["asthma"]


def test_interests_that_changed_are_found_within_a_day(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper = make_helper(topics=())
    helper.interests = ["asthma"]
    helper.save()

    assert routing_settings.refresh_stale(at=NOW + timedelta(hours=23)) == 0
    assert routing_settings.refresh_stale(at=NOW + timedelta(hours=25)) == 1

    assert ("asthma", "en", "interest", "") in subjects_of(helper)


def test_a_refresh_writes_nothing_that_is_there_already(
    make_helper: MakeHelper,
) -> None:
    helper = make_helper()
    before = set(HelperSubject.objects.values_list("pk", flat=True))

    routing_settings.refresh_person(helper.pk, at=NOW)

    assert set(HelperSubject.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kinds": ()}, "kinds"),
        ({"kinds": ("diagnosis",)}, "kinds"),
        ({"languages": ()}, "languages"),
        ({"languages": ("klingon",)}, "languages"),
        ({"weekly_limit": 0}, "weekly_limit"),
        ({"weekly_limit": 50}, "weekly_limit"),
        ({"topics": ("no-topic",)}, "topics"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_what_cannot_be_wished_is_refused(
    changes: dict[str, object], field: str, member: Person
) -> None:
    draft = HelperDraft(takes_questions=True, **changes)  # type: ignore[arg-type]  # a test's shorthand

    with pytest.raises(BadInput) as refused:
        routing_settings.change_settings(draft, by=member, at=NOW)

    assert refused.value.field == field


def test_on_becoming_verified_somebody_is_asked_once_whether_they_want_to_be_asked(
    member: Person, make_question: MakeQuestion
) -> None:
    hat = give_hat(member, "physician", topic="pulmonology", at=NOW)
    change = HatChange.objects.create(hat=hat, kind="granted", at=NOW)

    for _ in range(2):
        routing_news.hat_changed(change.pk, at=NOW)
    routing.start_routing(make_question().uid, at=NOW)

    notices = Notice.objects.filter(person=member)
    assert [notice.kind for notice in notices] == ["help_invitation"]
    assert not Offer.objects.exists()


def test_a_hat_that_was_taken_off_takes_its_topics_along(
    make_helper: MakeHelper,
) -> None:
    doctor = make_helper(role="physician", topics=())
    hat = doctor.hats.get()
    hat.doffed_at, hat.doffed_because = NOW, Doffed.OWN_WISH
    hat.save()
    change = HatChange.objects.create(hat=hat, kind="doffed", at=NOW)

    routing_news.hat_changed(change.pk, at=NOW)

    assert subjects_of(doctor) == set()
    assert not Notice.objects.filter(person=doctor).exists()


def test_helpers_hear_once_a_week_of_what_waits_in_their_topics(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper, asker = make_helper(), make_helper()
    make_helper(languages=("de",))
    for _ in range(2):
        make_question(asker, at=NOW - timedelta(days=2))
    make_question(asker, at=NOW)  # too young
    make_question(asker, at=NOW - timedelta(days=2), kind=Kind.SUPPORT)

    routing_digest.tell_unanswered(at=NOW)
    routing_digest.tell_unanswered(at=NOW + timedelta(days=1))

    [notice] = Notice.objects.filter(kind="unanswered")
    assert notice.person == helper
    assert notice.params == {"number": "2"}


def test_everything_about_a_helper_is_exported_and_erased(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper, other = make_helper(), make_helper()
    routing.start_routing(make_question().uid, at=NOW)

    parts = {part.name: part.content for part in personal_data_routing.export(helper)}
    personal_data_routing.erase(helper, NOW)

    [settings] = parts["helping"]
    assert settings["topics"] == ["asthma"]
    assert settings["subjects"][0]["topic__slug"] == "asthma"
    assert parts["offers"][0]["reasons"][0] == ["topic", "asthma"]
    assert not HelperSettings.objects.filter(person=helper).exists()
    assert set(Offer.objects.values_list("person", flat=True)) == {other.pk}
    assert personal_data_routing.export(helper)[0].content == []
