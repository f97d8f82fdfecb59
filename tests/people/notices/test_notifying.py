"""People are told once, as they wish, in their language."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from medagora.people.domain.notices import Channel, Discretion, Frequency
from medagora.people.models import Notice, NoticeChoice, NoticeSettings, Person
from medagora.people.queries import notices as queries
from medagora.people.services import (
    notifying,
    notifying_wishes,
)
from medagora.people.services.notifying_wishes import WishesDraft
from tests.people.notices.conftest import NOW, Outbox, Tell, send

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def want(person: Person, frequency: Frequency, **changes: Any) -> None:
    """Mails of conversations; no quiet hours."""
    draft = WishesDraft(
        frequencies={Channel.MAIL: {"conversations": frequency}},
        **{"quiet_from": 0, "quiet_until": 0, **changes},
    )
    notifying_wishes.change_wishes(draft, by=person, at=NOW)


def test_a_notice_exists_exactly_if_the_write_does(member: Person, tell: Tell) -> None:
    class Undone(Exception):
        pass

    @transaction.atomic
    def write() -> None:
        tell(member)
        raise Undone

    with pytest.raises(Undone):
        write()

    assert not Notice.objects.exists()


def test_the_same_is_told_once(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member)
    send()
    tell(member, at=NOW + DAY)
    send(NOW + DAY)

    assert Notice.objects.count() == 1
    assert len(outbox()) == 1


def test_without_a_key_the_thread_and_its_address_say_what_happened(
    member: Person, tell: Tell
) -> None:
    for about in ("question:a", "question:b", "question:a"):
        tell(member, about=about, key="", url_path="/hu/topics/")

    keys = Notice.objects.order_by("pk").values_list("key", flat=True)
    assert list(keys) == ["question:a /topics/", "question:b /topics/"]


def test_many_people_are_told_in_as_many_queries_as_few(
    make_person: Callable[..., Person],
    tell: Tell,
    django_assert_num_queries: Any,
) -> None:
    few = [make_person().pk for _ in range(2)]
    many = [make_person().pk for _ in range(12)]
    words: dict[str, Any] = {
        "about": "question:a",
        "url_path": "/en/q/",
        "params": {},
        "at": NOW,
    }
    with django_assert_num_queries(8):
        notifying.notify(few, "test-answer", **words)
    with django_assert_num_queries(8):
        notifying.notify(many, "test-answer", **words)


def test_nobody_is_told_who_left_or_was_never_here(
    member: Person, curator: Person, tell: Tell
) -> None:
    Person.objects.filter(pk=curator.pk).update(is_active=False)

    notifying.notify(
        [member.pk, curator.pk, 10**9],
        "test-answer",
        about="question:a",
        url_path="/en/q/",
        params={},
        at=NOW,
    )

    assert Notice.objects.get().person == member


def test_a_kind_that_nobody_registered_is_a_mistake(member: Person, tell: Tell) -> None:
    with pytest.raises(KeyError):
        tell(member, kind="unheard-of")


def test_five_answers_are_one_line_of_one_mail(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    for number in range(1, 6):
        tell(member, number, at=NOW + number * MINUTE)

    send(NOW + 9 * MINUTE)
    (mail,) = outbox()

    html = str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # Django's own tuple
    address = "http://127.0.0.1:8000/en/questions/asthma/#answer-1"
    assert mail.subject == "Medagora: 5 new answers"
    assert mail.to == [member.email]
    assert "5 new answers to “Which inhaler?”" in mail.body
    assert address in mail.body
    assert f'href="{address}"' in html
    assert "<img" not in html
    assert "Answers to it are not read by anybody" in " ".join(mail.body.split())


def test_a_mail_can_be_stopped_from_the_mail_program(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member)
    send()
    (mail,) = outbox()

    address = f"http://127.0.0.1:8000/en/account/notices/stop/{wishes.token}/"
    assert mail.extra_headers == {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": "<notices.127.0.0.1>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    assert address in mail.body


@pytest.mark.parametrize(
    ("discretion", "subject", "in_body"),
    [
        (Discretion.OPEN, "Medagora: Ada answered “Which inhaler?”", True),
        (Discretion.SUBJECT, "Medagora: 1 new answer", True),
        (Discretion.ALL, "Medagora: 1 new answer", False),
    ],
)
def test_a_title_stands_only_where_the_person_wants_it(
    member: Person,
    tell: Tell,
    outbox: Outbox,
    discretion: Discretion,
    subject: str,
    in_body: bool,
) -> None:
    want(member, Frequency.IMMEDIATE, discretion=discretion)
    tell(member)
    send()
    (mail,) = outbox()

    assert mail.subject == subject
    assert ("Which inhaler?" in mail.body) is in_body
    assert ("/questions/asthma/" in mail.body) is in_body


def test_mails_are_in_the_language_of_the_person(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    Person.objects.filter(pk=member.pk).update(languages=["hu", "en"])
    tell(member)
    send()
    (mail,) = outbox()

    html = str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # as above
    assert '<html lang="hu"' in html
    assert "http://127.0.0.1:8000/hu/questions/asthma/" in mail.body


def test_kinds_of_one_group_keep_their_own_frequency_until_one_is_chosen(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member)
    tell(member, kind="test-thanks", key="thanks:1")

    send()
    first = outbox()
    send(NOW + 7 * DAY)
    second = outbox()

    assert [mail.subject for mail in first] == ["Medagora: 1 new answer"]
    assert "Ada thanks you" in second[0].body


def test_a_daily_mail_holds_what_came_in_a_day(
    member: Person, tell: Tell, outbox: Outbox
) -> None:
    want(member, Frequency.DAILY)
    tell(member, 1)
    send()
    tell(member, 2, about="question:gout", at=NOW + MINUTE)
    send(NOW + MINUTE)

    assert outbox() == []
    assert send(NOW + DAY) == []
    (mail,) = outbox()
    assert mail.subject == "Medagora: 2 new answers"


def test_a_second_mail_rests_and_brings_what_came_meanwhile(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    for number in range(1, 6):
        moment = NOW + (number - 1) * MINUTE
        tell(member, number, at=moment)
        send(moment)
    assert len(outbox()) == 1

    send(NOW + 10 * MINUTE)

    assert [mail.subject for mail in outbox()] == ["Medagora: 4 new answers"]


def test_at_night_nothing_is_mailed_and_nothing_is_lost(
    member: Person, tell: Tell, outbox: Outbox
) -> None:
    want(member, Frequency.IMMEDIATE, quiet_from=22, quiet_until=7)
    night = NOW.replace(hour=23)
    tell(member, at=night)
    tell(member, kind="test-crisis", key="crisis", about="alarm:1", at=night)

    for hours in range(8):
        send(night + timedelta(hours=hours))
    assert outbox() == []
    send(night + timedelta(hours=8))

    assert [mail.subject for mail in outbox()] == ["Medagora: 2 notices"]


def test_who_mutes_a_thread_finds_it_on_the_page_but_is_not_told(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member, 1)
    notifying.set_thread(member, "question:asthma", "mute")
    tell(member, 2)
    send()

    assert outbox() == []
    assert Notice.objects.get(key="answer:2").read_at == NOW
    assert queries.level_for(member, "question:asthma") == "mute"


def test_who_mutes_a_topic_is_not_told_of_its_threads(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    notifying.set_thread(member, "topic:asthma", "mute")
    tell(member, topics=("asthma", "children"))
    tell(member, 2, about="question:gout", topics=("gout",))
    send()

    (mail,) = outbox()
    assert mail.subject == "Medagora: 1 new answer"


def test_followers_of_a_thread_are_known_until_they_take_it_back(
    member: Person, curator: Person
) -> None:
    for person in (curator, member):
        notifying.set_thread(person, "question:a", "follow", title="A?")
    assert queries.list_followers("question:a") == sorted([member.pk, curator.pk])

    notifying.set_thread(member, "question:a", "usual")

    assert queries.list_followers("question:a") == [curator.pk]
    assert NoticeChoice.objects.count() == 1


def test_what_was_read_on_the_page_is_not_mailed(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member)
    notifying.mark_thread_read(member, "question:asthma", at=NOW)
    send()

    assert outbox() == []
    assert not Notice.objects.filter(waits_for_mail=True).exists()


def test_what_nobody_wanted_is_not_sent_later_either(
    member: Person, tell: Tell, outbox: Outbox
) -> None:
    want(member, Frequency.NEVER)
    tell(member)
    send()
    want(member, Frequency.IMMEDIATE)
    send(NOW + DAY)

    assert outbox() == []


def test_stopped_mails_come_again_as_they_were(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    notifying_wishes.stop_mails(wishes)
    tell(member, 1)
    send()
    assert outbox() == []

    notifying_wishes.resume_mails(wishes, at=NOW)
    tell(member, 2)
    send()

    assert [mail.subject for mail in outbox()] == ["Medagora: 1 new answer"]


def test_what_is_taken_away_is_told_to_nobody_any_more(
    member: Person, curator: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    for person in (member, curator):
        tell(person, 1)
        tell(person, 2)
    notifying.set_thread(curator, "question:asthma", "follow", title="Which inhaler?")

    assert notifying.take_back("question:asthma", keys=["answer:1"]) == 2
    assert NoticeChoice.objects.exists()
    assert notifying.take_back("question:asthma") == 2
    send()

    assert outbox() == []
    assert not Notice.objects.exists()
    assert not NoticeChoice.objects.exists()
