"""Notices as mails and as messages to browsers, in the words of whom they are for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation

from medagora.kernel import languages
from medagora.people.domain.notices import Bundle, Discretion
from medagora.people.models import Notice, NoticeSettings
from medagora.people.notice_kinds import MANY, kind_of
from medagora.people.queries import notice_wishes as queries
from medagora.people.queries.notices import address_of
from medagora.web import mail
from medagora.web.links import absolute


@dataclass(frozen=True)
class Line:
    """One line of a mail; without an address it leads to the page of notices."""

    words: str
    address: str = ""


def stop_address(settings: NoticeSettings) -> str:
    """Where one click ends the mails; no sign-in."""
    with translation.override(queries.language_of(settings)):
        return absolute(reverse("people:notices-stop", args=[settings.token]))


def write(
    settings: NoticeSettings,
    bundles: Sequence[Bundle],
    notices: Mapping[int, Notice],
    *,
    can_answer: bool = False,
) -> mail.Letter:
    """A mail of one or several lines. Who is discreet finds no title in it."""
    language = queries.language_of(settings)
    with translation.override(language):
        context = {
            "lines": [_line(settings, b, notices, language) for b in bundles],
            "count": sum(len(bundle.ids) for bundle in bundles),
            "subject": _subject(settings, bundles, notices),
            "person": settings.person,
            "can_answer": can_answer,
            "stop_address": stop_address(settings),
            "page_address": absolute(reverse("people:notices")),
            "wishes_address": absolute(reverse("people:notice-wishes")),
        }
    return mail.write_page_mail("people/mail/notices", context, language)


def _line(
    settings: NoticeSettings,
    bundle: Bundle,
    notices: Mapping[int, Notice],
    language: str,
) -> Line:
    newest = notices[bundle.ids[-1]]
    is_discreet = settings.discretion == Discretion.ALL
    kind = kind_of(bundle.kind)
    words = kind.words(newest.params, len(bundle.ids), is_discreet=is_discreet)
    if is_discreet:
        return Line(words)  # an address may hold words of a title
    oldest = notices[bundle.ids[0]]
    return Line(words, absolute(address_of(oldest, language)))


def _subject(
    settings: NoticeSettings, bundles: Sequence[Bundle], notices: Mapping[int, Notice]
) -> str:
    count = sum(len(bundle.ids) for bundle in bundles)
    kinds = {bundle.kind for bundle in bundles}
    if len(kinds) > 1:
        return str(MANY % {"count": count})
    is_open = settings.discretion == Discretion.OPEN and len(bundles) == 1
    params = notices[bundles[0].ids[-1]].params
    return kind_of(kinds.pop()).words(params, count, is_discreet=not is_open)


def queue(letter: mail.Letter, settings: NoticeSettings, reply_to: str = "") -> None:
    """Into the same transaction as the note that it was sent."""
    headers = mail.list_headers(stop_address(settings), "notices")
    if reply_to:
        headers["Reply-To"] = reply_to
    mail.queue_mail(
        settings.person.email,
        letter.subject,
        letter.text,
        letter.html,
        headers=headers,
    )


def write_push(settings: NoticeSettings, notice: Notice, count: int) -> dict[str, Any]:
    """What a browser shows for the unread notices of one line. Others see a screen
    too, so it holds a title only for those who want it there."""
    is_open = settings.discretion == Discretion.OPEN
    language = queries.language_of(settings)
    with translation.override(language):
        words = kind_of(notice.kind).words(
            notice.params, count, is_discreet=not is_open
        )
        path = reverse("people:notice", args=[notice.pk])
    return _message(words, path, f"{notice.kind}:{notice.about}", language)


def write_summary(settings: NoticeSettings, count: int) -> dict[str, Any]:
    """What it shows when much happened at once."""
    language = queries.language_of(settings)
    with translation.override(language):
        words = str(MANY % {"count": count})
        path = reverse("people:notices")
    return _message(words, path, "notices", language)


def _message(words: str, path: str, tag: str, language: str) -> dict[str, Any]:
    return {
        "title": words,
        "url": path,
        "tag": tag,
        "lang": language,
        "dir": languages.direction(language),
    }
