"""The reader's mails as they are written: digests, alerts, notices.

No picture, no address that would tell who opened it: every link leads to a page that
is the same for all. Each mail can be stopped with one click (RFC 8058).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from medagora.reader.domain.digests import DigestLine, Group
from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Digest
from medagora.reader.queries.digests import Gathered
from medagora.reader.queries.news import NewsLine
from medagora.web import mail
from medagora.web.links import absolute

_GAPS = re.compile(r"\n{3,}")
#: Authors that a line names.
_AUTHORS = 3


@dataclass(frozen=True)
class Shown:
    """A line of a mail; templates ask it no questions."""

    line: DigestLine

    @property
    def authors(self) -> str:
        return ", ".join(self.line.authors[:_AUTHORS])

    @property
    def has_more_authors(self) -> bool:
        return len(self.line.authors) > _AUTHORS

    @property
    def is_retracted(self) -> bool:
        return NoticeKind.RETRACTION in self.line.notices


def stop_address(digest: Digest) -> str:
    """Where one click ends the mails; no sign-in, no language."""
    return absolute(reverse("reader-unsubscribe", args=[digest.token]))


def headers_of(digest: Digest, kind: str) -> dict[str, str]:
    """What mail programs need to offer "unsubscribe", to sort, and not to answer."""
    return mail.list_headers(stop_address(digest), f"{kind}.reader")


def write_digest(digest: Digest, gathered: Gathered) -> mail.Letter:
    """What is new, as subject, text and HTML in the person's language."""
    content = gathered.content
    context = {
        "count": content.count,
        "notices": _first_the_worst(gathered.news),
        "alerts": _groups(content.alerts),
        "sections": _groups(content.sections),
        "more": content.more,
    }
    return _write("digest", digest, context)


def write_alert(digest: Digest, groups: Sequence[Group]) -> mail.Letter:
    """What alerts found just now."""
    count = sum(len(group.lines) + group.more for group in groups)
    names = [group.name for group in groups]
    context = {"count": count, "alerts": _groups(groups), "name": names[0]}
    return _write("alert", digest, context)


def write_notice(digest: Digest, line: NewsLine) -> mail.Letter:
    """That something was said about a paper which the person saved."""
    return _write("notice", digest, {"notices": [line], "news": line})


def _write(name: str, digest: Digest, context: dict[str, Any]) -> mail.Letter:
    more = {
        "person": digest.person,
        "digest": digest,
        "stop_address": stop_address(digest),
        **context,
    }
    letter = mail.write_page_mail(f"reader/mail/{name}", more, digest.language)
    return replace(letter, text=_GAPS.sub("\n\n", letter.text))


def _groups(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [
        {
            "name": group.name,
            "lines": [Shown(line) for line in group.lines],
            "more": group.more,
        }
        for group in groups
    ]


def _first_the_worst(news: Sequence[NewsLine]) -> list[NewsLine]:
    """Retractions, other notices, then the rest; each the newest first."""
    worst = [NoticeKind.RETRACTION, NoticeKind.CONCERN, NoticeKind.CORRECTION]
    ranks = {kind.value: rank for rank, kind in enumerate(worst)}
    return sorted(news, key=lambda line: ranks.get(line.notice, len(ranks)))


def queue(letter: mail.Letter, digest: Digest, kind: str) -> None:
    """Into the same transaction as what it tells of."""
    mail.queue_mail(
        digest.person.email,
        letter.subject,
        letter.text,
        letter.html,
        headers=headers_of(digest, kind),
    )
