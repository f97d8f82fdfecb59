"""Messages to browsers, through a push service that is really there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from medagora.people import tasks_notices
from medagora.people.domain.notices import Discretion
from medagora.people.gateways import push
from medagora.people.gateways.push import Message, Outcome
from medagora.people.models import NoticeSettings, Person, PushDevice
from medagora.people.services import notifying, notifying_pushes
from medagora.web.http import is_public
from tests.people.notices.conftest import NOW, Tell, send
from tests.people.notices.pushing import (
    Browser,
    PushService,
    claims_of,
    push_service,
)
from tests.web.hostile import loopback_too

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
DAY = timedelta(days=1)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[PushService]:
    changes = {"outside": True, "contact": "care@example.org"}
    settings.CONFIG = settings.CONFIG.model_copy(update=changes)
    monkeypatch.setattr(push, "policy", loopback_too)
    with push_service() as running:
        yield running


@pytest.fixture
def browser(service: PushService) -> Browser:
    return Browser(f"{service.origin}/send/abc")


@pytest.fixture
def device(browser: Browser, member: Person, wishes: NoticeSettings) -> PushDevice:
    """Mia's browser, as if its address were a public one."""
    own = browser.subscription
    return PushDevice.objects.create(
        person=member,
        endpoint=own.endpoint,
        p256dh=own.p256dh,
        auth=own.auth,
        name="Firefox, Linux",
    )


class Later(list[tuple[object, int]]):
    """When a message is to be tried again, and which attempt that is."""

    def __call__(self, when: object, attempt: int) -> None:
        self.append((when, attempt))


def deliver(
    device_id: int, notice_id: int, at: Any = NOW, attempt: int = 0
) -> tuple[bool, Later]:
    later = Later()
    done = notifying_pushes.deliver(device_id, notice_id, later, attempt=attempt, at=at)
    return done, later


def test_the_browser_and_nobody_else_reads_what_is_sent(
    service: PushService,
    browser: Browser,
    device: PushDevice,
    tell: Tell,
    member: Person,
) -> None:
    tell(member)
    (pushed,) = send()

    assert deliver(*pushed) == (True, [])

    (message,) = service.received
    said = browser.read(message)
    assert said["title"] == "1 new answer"
    assert said["url"] == f"/en/account/notices/{pushed[1]}/"
    assert (said["lang"], said["dir"]) == ("en", "ltr")
    assert message.path == "/send/abc"
    assert b"answer" not in message.body
    with pytest.raises(Exception, match=r"Decryption|InvalidTag|auth"):
        Browser(browser.endpoint).read(message)


def test_the_message_says_who_sent_it_and_how_to_keep_it(
    service: PushService,
    browser: Browser,
    device: PushDevice,
    tell: Tell,
    member: Person,
) -> None:
    tell(member)
    deliver(*send()[0])

    (message,) = service.received
    claims = claims_of(message, push.public_key(), audience=service.origin)
    assert claims["sub"] == "mailto:care@example.org"
    assert claims["exp"] == int((NOW + timedelta(hours=12)).timestamp())
    assert message.headers["content-encoding"] == "aes128gcm"
    assert message.headers["ttl"] == str(24 * 60 * 60)
    assert message.headers["urgency"] == "normal"
    assert len(message.headers["topic"]) == 32
    assert "asthma" not in message.headers["topic"]


def test_a_later_message_about_the_same_takes_the_place_of_the_first(
    service: PushService,
    browser: Browser,
    device: PushDevice,
    tell: Tell,
    member: Person,
) -> None:
    for number in (1, 2):
        moment = NOW + number * timedelta(hours=1)
        tell(member, number, at=moment)
        for pushed in send(moment):
            deliver(*pushed, at=moment)
    tell(member, about="question:gout", key="answer:9", at=NOW + DAY)
    deliver(*send(NOW + DAY)[0], at=NOW + DAY)

    first, second, other = service.received
    assert browser.read(second)["title"] == "2 new answers"
    assert browser.read(first)["tag"] == browser.read(second)["tag"]
    assert first.headers["topic"] == second.headers["topic"]
    assert other.headers["topic"] != first.headers["topic"]


def test_messages_of_different_length_look_alike(
    browser: Browser,
) -> None:
    sizes = {
        len(push.encrypt(browser.subscription, {"title": "x" * size}))
        for size in (1, 40, 200)
    }

    assert len(sizes) == 1


def test_a_title_is_on_the_screen_of_those_who_want_it_there(
    service: PushService,
    browser: Browser,
    device: PushDevice,
    tell: Tell,
    member: Person,
) -> None:
    NoticeSettings.objects.update(discretion=Discretion.OPEN)
    tell(member)
    deliver(*send()[0])

    assert browser.read(service.received[0])["title"] == "Ada answered “Which inhaler?”"


def test_much_at_once_is_one_message_that_names_the_number(
    service: PushService,
    browser: Browser,
    device: PushDevice,
    tell: Tell,
    member: Person,
) -> None:
    for number in range(4):
        tell(member, number, about=f"question:{number}")
    pushes = send()

    assert pushes == [(device.pk, 0)]
    deliver(*pushes[0])
    said = browser.read(service.received[0])
    assert (said["title"], said["url"]) == ("4 notices", "/en/account/notices/")


def test_what_was_read_meanwhile_is_not_shown(
    service: PushService, device: PushDevice, tell: Tell, member: Person
) -> None:
    tell(member)
    pushes = send()
    notifying.mark_all_read(by=member, at=NOW)

    assert deliver(*pushes[0]) == (False, [])
    assert deliver(device.pk, 0) == (False, [])
    assert service.received == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_unsubscribed_is_forgotten(
    service: PushService, device: PushDevice, tell: Tell, member: Person, status: int
) -> None:
    service.status = status
    tell(member)

    assert deliver(*send()[0]) == (False, [])
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    ("status", "extra", "rest"),
    [
        (429, {"Retry-After": "1800"}, timedelta(minutes=30)),
        (503, {"Retry-After": "Mon, 23 Nov 2026 12:20:00 GMT"}, timedelta(minutes=20)),
        (500, {}, timedelta(minutes=1)),
        (429, {"Retry-After": "999999999999"}, DAY),
        (502, {"Retry-After": "soon"}, timedelta(minutes=1)),
    ],
)
def test_a_service_that_is_busy_is_asked_again_after_a_rest(
    service: PushService,
    device: PushDevice,
    tell: Tell,
    member: Person,
    status: int,
    extra: dict[str, str],
    rest: timedelta,
) -> None:
    service.status, service.extra = status, extra
    tell(member)

    assert deliver(*send()[0]) == (False, [(NOW + rest, 1)])
    assert PushDevice.objects.exists()


def test_after_some_attempts_it_is_left_to_the_page(
    service: PushService, device: PushDevice, tell: Tell, member: Person
) -> None:
    service.status = 500
    tell(member)

    assert deliver(*send()[0], attempt=4) == (False, [])


def test_a_second_try_does_not_wake_anybody(
    service: PushService, device: PushDevice, tell: Tell, member: Person
) -> None:
    NoticeSettings.objects.update(quiet_from=22, quiet_until=7)
    tell(member)
    pushes = send()
    night = NOW.replace(hour=23)

    assert deliver(*pushes[0], at=night) == (
        False,
        [(NOW.replace(hour=7) + DAY, 0)],
    )
    assert service.received == []


def test_what_comes_in_the_evening_ends_before_the_night(
    service: PushService, device: PushDevice, tell: Tell, member: Person
) -> None:
    NoticeSettings.objects.update(quiet_from=22, quiet_until=7)
    tell(member)
    deliver(*send()[0], at=NOW.replace(hour=21))

    assert service.received[0].headers["ttl"] == "3600"


def test_a_private_address_is_never_connected_to(
    service: PushService,
    browser: Browser,
    device: PushDevice,
    tell: Tell,
    member: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(push, "policy", is_public)
    tell(member)

    assert deliver(*send()[0]) == (False, [])
    assert service.received == []
    assert not PushDevice.objects.exists()


def test_a_service_that_sends_us_elsewhere_is_not_followed(
    service: PushService, device: PushDevice, tell: Tell, member: Person
) -> None:
    service.status, service.extra = 307, {"Location": f"{service.origin}/other"}
    tell(member)

    assert deliver(*send()[0]) == (False, [])
    assert [message.path for message in service.received] == ["/send/abc"]


def test_a_closed_site_keeps_its_messages_for_later(
    browser: Browser, settings: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    answer = push.send(browser.subscription, Message({}, "a", DAY), at=NOW)

    assert answer.outcome is Outcome.LATER


def test_the_worker_tries_again_by_itself(
    service: PushService, device: PushDevice, tell: Tell, member: Person
) -> None:
    service.status = 503
    NoticeSettings.objects.update(quiet_from=0, quiet_until=0)
    tell(member)
    (pushed,) = send()

    tasks_notices.deliver_push.call(*pushed)

    again = DBTaskResult.objects.get(task_path=tasks_notices.deliver_push.module_path)
    assert again.args_kwargs["args"] == [*pushed, 1]
    assert again.run_after is not None
