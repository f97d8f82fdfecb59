"""Mail: written in the recipient's language now, carried by the worker later.

No request waits for a mail server. What waits in the queue holds an address and
words, so it is forgotten soon after it was sent (``forget_sent_mails``).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from medagora.kernel import languages
from medagora.web import tasks

log = logging.getLogger(__name__)

#: What a mail server does to us; anything else is a bug of ours.
MAIL_FAILURES = (SMTPException, OSError)
#: Trying again does not help against these.
FINAL_FAILURES = (SMTPRecipientsRefused, SMTPSenderRefused)
#: Rests before each further attempt, in minutes.
RESTS = (1, 5, 30, 240)
KEEP_SENT = timedelta(hours=1)
KEEP_FAILED = timedelta(days=7)


@dataclass(frozen=True)
class Letter:
    """A mail as it was written: subject, plain text and, if any, HTML."""

    subject: str
    text: str
    html: str


def write_page_mail(template: str, context: Mapping[str, Any], language: str) -> Letter:
    """A mail made of ``TEMPLATE.subject.txt``, ``.txt`` and ``.html``; not sent.

    ``language`` is the recipient's; a language without a finished interface gives
    English.
    """
    code = language if language in languages.FINISHED else "en"
    words = {**context, **_site(), "language": code}
    words["direction"] = languages.direction(code)
    with translation.override(code):
        subject = render_to_string(f"{template}.subject.txt", words)
        text = render_to_string(f"{template}.txt", words)
        html = render_to_string(f"{template}.html", words)
    line = f"{settings.CONFIG.site_name}: {_one_line(subject)}"
    return Letter(line, text.strip() + "\n", html)


def send_page_mail(
    template: str,
    to: str,
    context: Mapping[str, Any],
    language: str,
    *,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Queues a mail written as ``write_page_mail`` does. Call it inside the
    transaction of the write that it tells about."""
    letter = write_page_mail(template, context, language)
    queue_mail(to, letter.subject, letter.text, letter.html, headers=headers)


def queue_mail(
    to: str,
    subject: str,
    text: str,
    html: str = "",
    *,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Queues a mail that is written already; header injection is cut off here."""
    clean = {name: _one_line(value) for name, value in (headers or {}).items()}
    words = (_one_line(to), _one_line(subject), text.strip() + "\n", html)
    deliver.enqueue(*words, 0, clean)


def list_headers(stop_address: str, name: str) -> dict[str, str]:
    """What mail programs need to offer "unsubscribe" with one click (RFC 8058), to
    sort, and not to answer. ``name`` is the list's, like ``digest.reader``."""
    host = urlsplit(settings.CONFIG.site_url).hostname or "localhost"
    return {
        "List-Unsubscribe": f"<{stop_address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<{name}.{host}>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }


def is_real() -> bool:
    """False while mails only become files in the home (no mail server is set)."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def _site() -> dict[str, str]:
    config = settings.CONFIG
    return {"site_name": config.site_name, "site_url": config.site_url.rstrip("/")}


def _one_line(text: str) -> str:
    return " ".join(text.split())


@task()
def deliver(
    to: str,
    subject: str,
    text: str,
    html: str,
    attempt: int = 0,
    headers: dict[str, str] | None = None,
) -> None:
    """Gives one mail to the mail server; queues itself again when that fails."""
    message = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except MAIL_FAILURES as failure:
        if attempt >= len(RESTS) or isinstance(failure, FINAL_FAILURES):
            raise
        log.warning("A mail could not be sent yet: %s", type(failure).__name__)
        later = timezone.now() + timedelta(minutes=RESTS[attempt])
        again = deliver.using(run_after=later)
        again.enqueue(to, subject, text, html, attempt + 1, headers)


@tasks.every(timedelta(hours=1))
@task()
def forget_sent_mails() -> None:
    forget_mails(timezone.now())


def forget_mails(now: datetime) -> int:
    """Removes the queue's memory of mails that went out, or failed a week ago."""
    ours = DBTaskResult.objects.filter(task_path=deliver.module_path)
    sent = ours.successful().filter(finished_at__lt=now - KEEP_SENT)
    failed = ours.failed().filter(finished_at__lt=now - KEEP_FAILED)
    return int(sent.delete()[0]) + int(failed.delete()[0])


def forget_mails_to(address: str) -> int:
    """Removes every mail to an address from the queue: its owner was erased."""
    ours = DBTaskResult.objects.filter(task_path=deliver.module_path)
    return int(ours.filter(args_kwargs__args__0=address).delete()[0])
