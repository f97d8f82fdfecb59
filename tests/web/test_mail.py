"""Mail: in the reader's language, by the worker, forgotten afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medagora.web import mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(settings: Any, tmp_path: Path) -> Path:
    """Templates of a mail, written by the test."""
    (tmp_path / "greeting.subject.txt").write_text("Hello\n from {{ site_name }}")
    (tmp_path / "greeting.txt").write_text("{{ language }} {{ direction }} {{ word }}")
    (tmp_path / "greeting.html").write_text("<p>{{ word }}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return tmp_path


class FailingServer:
    """A mail server that fails, then works."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.taken: list[str] = []

    def send(self, message: EmailMultiAlternatives, *args: Any, **kwargs: Any) -> int:
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(str(message.subject))
        return 1


@pytest.fixture
def use_server(monkeypatch: pytest.MonkeyPatch) -> Callable[[FailingServer], None]:
    def use(server: FailingServer) -> None:
        monkeypatch.setattr(EmailMultiAlternatives, "send", lambda m: server.send(m))

    return use


def test_a_mail_waits_for_the_worker_and_speaks_the_language(
    letters: Path, run_tasks: Callable[[], None]
) -> None:
    words = {"word": "A & B"}

    mail.send_page_mail("greeting", "ada@example.org", words, "ar")
    before = len(django_mail.outbox)
    run_tasks()

    (sent,) = django_mail.outbox
    assert before == 0
    assert sent.subject == "Medagora: Hello from Medagora"
    assert "ar rtl" in str(sent.body)
    assert sent.to == ["ada@example.org"]
    assert "<p>A &amp; B</p>" in str(sent.message())


def test_a_language_that_is_not_finished_gives_english(
    letters: Path, run_tasks: Callable[[], None]
) -> None:
    mail.send_page_mail("greeting", "ada@example.org", {"word": ""}, "tr")
    run_tasks()

    assert str(django_mail.outbox[0].body).startswith("en ltr")


def test_no_header_can_be_smuggled_in(run_tasks: Callable[[], None]) -> None:
    mail.queue_mail("ada@example.org", "Hi\nBcc: all@example.org", "text")
    run_tasks()

    assert django_mail.outbox[0].subject == "Hi Bcc: all@example.org"
    assert django_mail.outbox[0].recipients() == ["ada@example.org"]


def test_a_mail_may_bring_headers_of_its_own(run_tasks: Callable[[], None]) -> None:
    headers = {"List-Id": "digest\nBcc: all@example.org", "Auto-Submitted": "yes"}

    mail.queue_mail("ada@example.org", "Hi", "text", headers=headers)
    run_tasks()

    (sent,) = django_mail.outbox
    assert sent.message()["List-Id"] == "digest Bcc: all@example.org"
    assert sent.message()["Auto-Submitted"] == "yes"
    assert sent.recipients() == ["ada@example.org"]


def test_a_mail_can_be_written_without_being_sent(letters: Path) -> None:
    letter = mail.write_page_mail("greeting", {"word": "A & B"}, "hu")

    assert letter.subject == "Medagora: Hello from Medagora"
    assert letter.text == "hu ltr A &amp; B\n"
    assert letter.html == "<p>A &amp; B</p>"
    assert not DBTaskResult.objects.exists()


def test_headers_wait_with_a_mail_that_comes_later(
    use_server: Callable[[FailingServer], None], run_tasks: Callable[[], None]
) -> None:
    use_server(FailingServer(SMTPServerDisconnected("gone")))

    mail.queue_mail("ada@example.org", "Later", "text", headers={"List-Id": "x"})
    run_tasks()

    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.args_kwargs["args"][4:] == [1, {"List-Id": "x"}]


def test_a_server_that_is_down_gets_the_mail_later(
    use_server: Callable[[FailingServer], None], run_tasks: Callable[[], None]
) -> None:
    server = FailingServer(SMTPServerDisconnected("gone"))
    use_server(server)

    mail.queue_mail("ada@example.org", "Later", "text")
    run_tasks()
    waiting = DBTaskResult.objects.get(status="READY")
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now())
    run_tasks()

    assert waiting.run_after > timezone.now() + timedelta(seconds=30)
    assert server.taken == ["Later"]


def test_an_address_that_is_refused_is_not_tried_again(
    use_server: Callable[[FailingServer], None], run_tasks: Callable[[], None]
) -> None:
    use_server(FailingServer(SMTPRecipientsRefused({})))
    mail.queue_mail("nobody@example.org", "Never", "text")

    with pytest.raises(SMTPRecipientsRefused):
        run_tasks()

    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_the_queue_forgets_mails_that_went_out(run_tasks: Callable[[], None]) -> None:
    mail.queue_mail("ada@example.org", "Hello", "text")
    run_tasks()
    now = timezone.now()

    soon = mail.forget_mails(now)
    later = mail.forget_mails(now + timedelta(hours=2))

    assert (soon, later) == (0, 1)


def test_the_queue_forgets_an_address() -> None:
    mail.queue_mail("ada@example.org", "Hello", "text")
    mail.queue_mail("bob@example.org", "Hello", "text")

    assert mail.forget_mails_to("ada@example.org") == 1
    assert DBTaskResult.objects.count() == 1
