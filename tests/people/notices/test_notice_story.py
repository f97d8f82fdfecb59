"""One notice on its whole way: written, mailed by real SMTP, ended with one click."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from medagora.people import tasks_notices
from medagora.people.models import NoticeSettings, Person
from tests.browser.letterbox import Letterbox, letterbox, part
from tests.people.notices.conftest import Tell

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def box(tmp_path: Path, settings: Any) -> Iterator[Letterbox]:
    """A mail server on loopback, to which the site's mails go."""
    with letterbox(tmp_path / "mails") as running:
        place = urlsplit(running.address)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = place.hostname, place.port
        yield running


def test_an_answer_is_mailed_and_one_click_in_the_mail_program_ends_it(
    member: Person,
    wishes: NoticeSettings,
    tell: Tell,
    box: Letterbox,
    run_tasks: Callable[[], None],
) -> None:
    tell(member, 1)
    tell(member, 2)
    tasks_notices.send_due_notices.call()
    run_tasks()

    mail = box.take("2 new answers")

    assert mail["To"] == member.email
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "inhaler" not in mail["Subject"]
    for kind in ("plain", "html"):
        body = part(mail, kind)
        assert "2 new answers to “Which inhaler?”" in body
        assert "http://127.0.0.1:8000/en/questions/asthma/#answer-1" in body

    address = re.fullmatch(r"<(http[^>]+)>", "".join(mail["List-Unsubscribe"].split()))
    assert address is not None
    click = Client(enforce_csrf_checks=True).post(
        urlsplit(address[1]).path,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert click.status_code == 200

    tell(member, 3)
    tasks_notices.send_due_notices.call()
    run_tasks()

    assert box.is_empty()
