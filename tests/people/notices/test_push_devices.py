"""Which browsers may be told, and by which key and name of ours."""

from typing import Any

import pytest

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.gateways import push
from medagora.people.gateways.push import Subscription
from medagora.people.models import Person, PushDevice
from medagora.people.services import notifying_pushes
from tests.people.notices.pushing import Browser

pytestmark = pytest.mark.django_db


def usable(endpoint: str = "https://push.example.org/abc") -> Subscription:
    return Browser(endpoint).subscription


def test_a_browser_is_added_once_and_called_by_its_name(member: Person) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    for _time in range(2):
        notifying_pushes.add_device(usable(), user_agent=agent, by=member)

    assert PushDevice.objects.get().name == "Firefox, Linux"


def test_a_browser_that_changes_hands_shows_the_notices_of_its_new_owner(
    member: Person, curator: Person
) -> None:
    for person in (member, curator):
        notifying_pushes.add_device(usable(), user_agent="", by=person)

    assert PushDevice.objects.get().person == curator


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/abc",
        "https://",
        "javascript:alert(1)",
        "https://user@push.example.org/",
        f"https://push.example.org/{'a' * 800}",
        "",
    ],
)
def test_an_address_that_is_none_is_refused(member: Person, endpoint: str) -> None:
    with pytest.raises(BadInput):
        notifying_pushes.add_device(usable(endpoint), user_agent="", by=member)


@pytest.mark.parametrize(
    ("p256dh", "auth"), [("", ""), ("AAAA", ""), ("é", "é"), ("BA" * 40, "A" * 22)]
)
def test_keys_that_are_none_are_refused(member: Person, p256dh: str, auth: str) -> None:
    broken = Subscription("https://push.example.org/abc", p256dh, auth)

    with pytest.raises(BadInput):
        notifying_pushes.add_device(broken, user_agent="", by=member)


def test_nobody_has_more_devices_than_anybody_uses(member: Person) -> None:
    for number in range(notifying_pushes.MOST_DEVICES):
        own = usable(f"https://push.example.org/{number}")
        notifying_pushes.add_device(own, user_agent="", by=member)

    with pytest.raises(Conflict):
        notifying_pushes.add_device(usable(), user_agent="", by=member)


@pytest.mark.parametrize(
    ("contact", "site", "said"),
    [
        ("care@example.org", "https://m.example.org", "mailto:care@example.org"),
        (
            "https://m.example.org/help",
            "https://m.example.org",
            "https://m.example.org/help",
        ),
        ("", "https://m.example.org", "https://m.example.org"),
        ("ring 12345", "http://127.0.0.1", "mailto:medagora@localhost"),
    ],
)
def test_push_services_learn_where_to_reach_the_operator(
    settings: Any, contact: str, site: str, said: str
) -> None:
    changes = {"contact": contact, "site_url": site, "mail_from": "medagora@localhost"}
    settings.CONFIG = settings.CONFIG.model_copy(update=changes)

    assert push.contact() == said


def test_the_key_is_made_once_and_kept(settings: Any, tmp_path: Any) -> None:
    changes = {"home": tmp_path, "push_key": ""}
    settings.CONFIG = settings.CONFIG.model_copy(update=changes)

    first = push.public_key()

    assert push.public_key() == first
    assert (tmp_path / "push_key").stat().st_mode & 0o077 == 0
    settings.CONFIG = settings.CONFIG.model_copy(update={"push_key": "another"})
    assert push.public_key() != first
