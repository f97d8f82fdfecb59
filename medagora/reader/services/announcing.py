"""News about what people follow and saved: on their page, and by mail to those who want
mails; a retraction at once, the rest with the next digest."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from medagora.reader.domain.words import Frequency, NewsKind, NoticeKind
from medagora.reader.models import Digest, ReaderNews
from medagora.reader.queries.news import news_lines
from medagora.reader.services import letters

if TYPE_CHECKING:
    from medagora.people.models import Person

_CHUNK = 500


@transaction.atomic
def announce(
    person_ids: Iterable[int],
    kind: NewsKind,
    subject: int,
    details: Mapping[str, Any],
    *,
    at: datetime,
) -> int:
    """Tells each of these people once; gives how many were told something new.

    ``subject`` is the number of the feed (SOURCE_ENDED, SOURCE_MOVED) or of the work
    (NOTICE, PUBLISHED). ``details``, all optional: ``title`` of what it is about;
    ``replaced_by``, the feed that follows; ``notice`` (of NoticeKind) and
    ``notice_doi``; ``work``, the published paper. Another notice about the same
    paper is news again.
    """
    wanted = list(dict.fromkeys(person_ids))
    told = 0
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        told += _announce(chunk, kind, subject, dict(details), at)
    return told


def _announce(
    people: list[int],
    kind: NewsKind,
    subject: int,
    details: dict[str, Any],
    at: datetime,
) -> int:
    about = ReaderNews.objects.filter(kind=kind, subject=subject, person__in=people)
    known = {row.person_id: row for row in about}
    notice = details.get("notice")
    ReaderNews.objects.bulk_create(
        [
            ReaderNews(
                person_id=person,
                kind=kind,
                subject=subject,
                details={**details, "told": [notice]},
                made_at=at,
            )
            for person in people
            if person not in known
        ],
        ignore_conflicts=True,
    )
    again = [
        row
        for row in known.values()
        if kind is NewsKind.NOTICE and notice not in row.details.get("told", ())
    ]
    for row in again:
        row.details = {**details, "told": [*row.details.get("told", ()), notice]}
        row.made_at, row.seen_at, row.mailed_at = at, None, None
        row.save(update_fields=["details", "made_at", "seen_at", "mailed_at"])
    if details.get("notice") == NoticeKind.RETRACTION:
        _mail_at_once(people, kind, subject, at)
    return len(people) - len(known) + len(again)


def _mail_at_once(
    people: list[int], kind: NewsKind, subject: int, at: datetime
) -> None:
    """Whoever sets ``mailed_at`` of a row queues its mail."""
    digests = Digest.objects.filter(person__in=people, person__is_active=True)
    for digest in digests.exclude(frequency=Frequency.OFF).select_related("person"):
        rows = ReaderNews.objects.filter(
            person=digest.person_id, kind=kind, subject=subject
        )
        if rows.filter(mailed_at=None).update(mailed_at=at):
            (line,) = news_lines(rows)
            letters.queue(letters.write_notice(digest, line), digest, "notice")


def mark_news_seen(person: "Person", *, at: datetime) -> int:
    """All of it; gives how much was new."""
    new = ReaderNews.objects.filter(person=person, seen_at=None)
    return new.update(seen_at=at)
