"""The pages of notices and of what people want to hear."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from medagora.people import services
from medagora.people.domain.notices import Channel
from medagora.people.models import (
    Notice,
    NoticeChoice,
    NoticeSettings,
    Person,
    PushDevice,
)
from medagora.people.queries import notice_wishes
from medagora.people.queries import notices as queries
from medagora.people.services import notifying, notifying_wishes
from tests.people.notices.conftest import NOW, Tell
from tests.people.notices.pushing import Browser

pytestmark = pytest.mark.django_db
PAGE = "/en/account/notices/"
WISHES = "/en/account/notices/wishes/"


def words(response: Any) -> str:
    """The main part of a page as people read it."""
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_unread_notices_come_first_and_one_thread_is_one_line(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member, 1, about="question:gout", params={"who": "Ben", "title": "Gout?"})
    notifying.mark_all_read(by=member, at=NOW)
    for number in (2, 3):
        tell(member, number, at=NOW - timedelta(days=number))

    text = words(mia.get(PAGE))

    new, old = "2 new answers to “Which inhaler?”", "Ben answered “Gout?”"
    assert text.index(new) < text.index(old)
    assert "Mark all as read" in text


def test_the_page_is_in_the_language_of_whoever_reads_it(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member)

    html = mia.get("/ar/account/notices/").content.decode()

    assert 'dir="rtl"' in html
    assert "/ar/account/notices/" in html


def test_a_line_leads_to_what_it_tells_about_and_is_read_then(
    mia: Client, member: Person, tell: Tell
) -> None:
    for number in (1, 2):
        tell(member, number)
    first = Notice.objects.get(key="answer:1")

    response = mia.get(reverse("people:notice", args=[first.pk]))

    assert response.headers["Location"] == "/en/questions/asthma/#answer-1"
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_browser_that_looks_ahead_reads_nothing(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member)
    path = reverse("people:notice", args=[Notice.objects.get().pk])

    mia.get(path, headers={"Sec-Purpose": "prefetch"})

    assert Notice.objects.filter(read_at=None).exists()


def test_nobody_opens_the_notices_of_others(
    mia: Client, curator: Person, tell: Tell
) -> None:
    tell(curator)

    response = mia.get(reverse("people:notice", args=[Notice.objects.get().pk]))

    assert response.status_code == 404
    assert Notice.objects.filter(read_at=None).exists()


def test_all_are_marked_as_read_and_that_can_be_undone(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member, 1, about="question:old")
    notifying.mark_all_read(by=member, at=NOW)
    for number in (2, 3):
        tell(member, number)

    page = mia.post(reverse("people:notices-read"), follow=True)
    assert "2 marked as read" in words(page)
    assert Notice.objects.filter(read_at=None).count() == 0

    token = page.context["undo"]
    mia.post(reverse("people:notices-undo"), {"undo": token})
    assert Notice.objects.filter(read_at=None).count() == 2


@pytest.mark.parametrize("token", ["", "yesterday", "2026-11-23T12:00:00"])
def test_an_undo_of_nothing_is_refused_with_a_sentence(mia: Client, token: str) -> None:
    response = mia.post(reverse("people:notices-undo"), {"undo": token})

    assert response.status_code == 422
    assert "cannot be undone" in words(response)


def test_more_notices_cost_no_more_queries(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member, 1)
    mia.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        mia.get(PAGE)
    for number in range(2, 12):
        tell(member, number, about=f"question:{number}")
    with CaptureQueriesContext(connection) as many:
        mia.get(PAGE)

    assert len(many) == len(one)


def test_a_kind_that_is_gone_breaks_no_page(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member)
    Notice.objects.update(kind="of-a-room-that-was-removed")

    assert "Nothing yet" in words(mia.get(PAGE))


def test_a_notice_that_lacks_a_word_still_has_a_line(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member, params={"who": "100% Ada"})

    assert "100% Ada answered “…”" in words(mia.get(PAGE))


def test_the_menu_says_how_much_is_new_and_asks_once_a_minute(
    mia: Client, member: Person, tell: Tell
) -> None:
    assert '/account/notices/">Notices</a>' in mia.get("/en/style/").content.decode()
    for number in (1, 2):
        tell(member, number, about=f"question:{number}")
    queries.forget_count([member.pk])

    with CaptureQueriesContext(connection) as first:
        html = mia.get("/en/style/").content.decode()
    with CaptureQueriesContext(connection) as second:
        mia.get("/en/style/")

    assert re.findall(r'notices/">Notices <span class="tag">(\d+)', html) == ["2", "2"]
    assert len(second) == len(first) - 1


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    for path in (PAGE, WISHES, f"{PAGE}7/"):
        assert "/account/login/" in client.get(path).headers["Location"]


# ---- threads ---------------------------------------------------------------------


def test_a_thread_is_muted_from_its_line_and_back(
    mia: Client, member: Person, tell: Tell
) -> None:
    tell(member)
    path = reverse("people:notice-thread")

    mia.post(path, {"about": "question:asthma", "level": "mute"})
    choice = NoticeChoice.objects.get()
    assert (choice.level, choice.title) == ("mute", "Which inhaler?")
    assert choice.url_path == "/questions/asthma/#answer-1"
    assert not Notice.objects.filter(read_at=None).exists()
    assert "muted" in words(mia.get(PAGE))
    assert "Which inhaler? You muted it" in words(mia.get(WISHES))

    mia.post(path, {"about": "question:asthma", "level": "usual", "back": "wishes"})
    assert not NoticeChoice.objects.exists()


@pytest.mark.parametrize(
    ("about", "level", "status"),
    [("question:asthma", "louder", 422), ("question:unknown", "mute", 404)],
)
def test_what_is_no_choice_is_refused(
    mia: Client, member: Person, tell: Tell, about: str, level: str, status: int
) -> None:
    tell(member)

    response = mia.post(
        reverse("people:notice-thread"), {"about": about, "level": level}
    )

    assert response.status_code == status


# ---- wishes ----------------------------------------------------------------------


def filled(**changes: str) -> dict[str, str]:
    return {
        "mail_conversations": "daily",
        "push_conversations": "immediate",
        "mail_duties": "immediate",
        "push_duties": "immediate",
        "discretion": "all",
        "quiet_from": "21",
        "quiet_until": "8",
        "time_zone": "Europe/Budapest",
        "hour": "9",
        "weekday": "4",
        **changes,
    }


def test_wishes_are_saved_as_chosen_and_shown_again(
    mia: Client, member: Person
) -> None:
    response = mia.post(WISHES, filled(urgent_passes="on"), follow=True)

    own = NoticeSettings.objects.get(person=member)
    assert own.frequencies == {"mail": {"conversations": "daily"}, "push": {}}
    assert (own.quiet_from, own.quiet_until, own.urgent_passes) == (21, 8, True)
    assert (own.hour, own.weekday, own.time_zone) == (9, 4, "Europe/Budapest")
    assert own.discretion == "all"
    html = response.content.decode()
    assert re.search(r'<option value="daily" selected>', html)
    assert "Your wishes are saved" in html


def test_a_wish_that_is_none_is_refused(mia: Client, member: Person) -> None:
    response = mia.post(WISHES, filled(mail_conversations="hourly", hour="25"))

    assert "Please look at this again" in words(response)
    assert NoticeSettings.objects.get(person=member).frequencies == {}


def test_who_stopped_the_mails_sees_never_and_gets_none_by_saving(
    mia: Client, member: Person, wishes: NoticeSettings
) -> None:
    notifying_wishes.stop_mails(wishes)

    page = mia.get(WISHES)
    mia.post(WISHES, filled(mail_conversations="never", mail_duties="never"))

    assert "You stopped our mails" in words(page)
    own = NoticeSettings.objects.get(person=member)
    frequencies = notice_wishes.wishes_of(own, Channel.MAIL).frequencies
    assert set(frequencies.values()) == {"never"}


def test_topics_that_are_followed_can_be_muted(mia: Client, member: Person) -> None:
    services.follow_topics(["asthma", "gout"], by=member)
    path = reverse("people:notice-topics")

    mia.post(path, {"topic_asthma": "mute", "topic_gout": "follow"})
    mia.post(path, {"topic_asthma": "usual", "topic_gout": "follow"})

    assert list(NoticeChoice.objects.values_list("about", "level")) == [
        ("topic:gout", "follow")
    ]
    refused = mia.post(path, {"topic_asthma": "louder", "topic_gout": "follow"})
    assert refused.status_code == 422


def test_a_device_is_added_shown_and_removed(mia: Client, member: Person) -> None:
    own = Browser("https://push.example.org/abc").subscription
    fields = {"endpoint": own.endpoint, "p256dh": own.p256dh, "auth": own.auth}

    added = mia.post(reverse("people:push-devices"), fields, follow=True)
    device = PushDevice.objects.get(person=member)
    removed = mia.post(reverse("people:push-remove", args=[device.pk]), follow=True)

    assert "This device shows your notices from now on" in added.content.decode()
    assert own.endpoint not in added.content.decode()
    assert "No device shows your notices" in words(removed)
    assert not PushDevice.objects.exists()


def test_a_device_that_cannot_be_used_is_said_to_be_so(mia: Client) -> None:
    fields = {"endpoint": "http://127.0.0.1/", "p256dh": "", "auth": ""}

    page = mia.post(reverse("people:push-devices"), fields, follow=True)

    assert "gave an address that cannot be used" in page.content.decode()


def test_nobody_removes_the_devices_of_others(mia: Client, curator: Person) -> None:
    theirs = PushDevice.objects.create(person=curator, endpoint="https://a.example/")

    response = mia.post(reverse("people:push-remove", args=[theirs.pk]))

    assert response.status_code == 404
    assert PushDevice.objects.exists()


# ---- one click ---------------------------------------------------------------------


def test_one_click_ends_the_mails_without_signing_in(
    wishes: NoticeSettings,
) -> None:
    stranger = Client(enforce_csrf_checks=True)
    path = reverse("people:notices-stop", args=[wishes.token])

    looked = stranger.get(path)
    before = is_mail_on(wishes)
    clicked = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    after = is_mail_on(wishes)
    again = stranger.post(path, {"again": "1"})

    assert "Stop the mails?" in words(looked)
    assert clicked.status_code == 200
    assert "You get no more mails" in words(clicked)
    assert "You get the mails again" in words(again)
    assert [before, after, is_mail_on(wishes)] == [True, False, True]


def is_mail_on(own: NoticeSettings) -> bool:
    return NoticeSettings.objects.get(pk=own.pk).is_mail_on


def test_a_wrong_token_stops_nothing_and_guessing_is_slowed_down(
    client: Client, wishes: NoticeSettings
) -> None:
    path = reverse("people:notices-stop", args=["x" * 32])

    codes = {client.post(path).status_code for _time in range(61)}

    assert codes == {404, 429}
    wishes.refresh_from_db()
    assert wishes.is_mail_on


# ---- everything about me -------------------------------------------------------------


def test_notices_are_exported_without_secrets_and_erased(
    member: Person, wishes: NoticeSettings, tell: Tell, operator: Person
) -> None:
    tell(member)
    notifying.set_thread(member, "question:a", "follow", title="Mine?")
    PushDevice.objects.create(
        person=member, endpoint="https://push.example.org/secret", name="Firefox"
    )
    from tests.people.test_export import files_of  # noqa: PLC0415 - a helper of a test

    data = services.export_person(member, at=timezone.now())
    files = files_of(data)
    services.erase_person(member, by=member, at=NOW)

    assert files["notices/notices.json"][0]["params"]["title"] == "Which inhaler?"
    assert files["notices/choices.json"][0]["title"] == "Mine?"
    assert files["notices/devices.json"][0]["name"] == "Firefox"
    text = str(files)
    assert wishes.token not in text
    assert "push.example.org" not in text
    for table in (Notice, NoticeSettings, NoticeChoice, PushDevice):
        assert not table._default_manager.exists()
