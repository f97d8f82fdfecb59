"""Reports of readers: stored with a copy, and what they change at once."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from medagora.community.domain.moderation import trust
from medagora.community.domain.moderation.covering import (
    has_picture,
    would_show_picture,
)
from medagora.community.domain.moderation.matters import (
    MatterKind,
    Outcome,
    kind_of_report,
)
from medagora.community.domain.moderation.reasons import NEEDS_WORDS, Reason
from medagora.community.domain.moderation.trust import Reported, ReporterFacts
from medagora.community.domain.words import State
from medagora.community.models import Matter, Post, PostCopy, PostReport
from medagora.community.queries import sanctions
from medagora.community.services import covering, showing
from medagora.community.services.copies import take_copy
from medagora.community.services.matters import open_matter
from medagora.kernel.refusals import BadInput, Conflict
from medagora.kernel.text import tidy_lines
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

LONGEST_WORDS = 2000


@transaction.atomic
def report_post(
    post: Post,
    reason: Reason,
    *,
    by: "Person | None",
    at: datetime,
    words: str = "",
    is_about_picture: bool = False,
) -> Matter:
    """A reader says what is wrong with a post as it reads now; ``by`` is None without
    an account. Conflict for a second report of the same reader.

    A reported picture is covered at once, a post that enough trusted readers reported
    is hidden, until a moderator has decided.
    """
    said = _check(post, reason, words, by)
    post = _hold(post)
    copy = take_copy(post, at=at)
    is_picture = is_about_picture and would_show_picture(post.html)
    kind = kind_of_report(reason, is_about_picture=is_picture)
    matter = open_matter(post, kind, [reason], by=by, at=at)
    _store(
        PostReport(
            matter=matter,
            post=post,
            copy=copy,
            reporter=by,
            reason=reason,
            words=said,
            is_about_picture=is_picture,
            was_trusted=trust.is_trusted(facts_of(by, at), at),
            reported_at=at,
        )
    )
    _hide(post, copy, at=at)
    audit.record("community.post_reported", post, by=by, reason=str(reason))
    return matter


def _hold(post: Post) -> Post:
    """The post as it is now; others who report it at the same moment wait."""
    rows = Post.objects.select_for_update(of=("self",))
    return rows.select_related("question", "author", "hat").get(pk=post.pk)


def _check(post: Post, reason: Reason, words: str, by: "Person | None") -> str:
    if by is not None and post.author_id == by.pk:
        raise BadInput("This is your own post: you can change it or take it back.")
    said = tidy_lines(words)[:LONGEST_WORDS]
    if reason in NEEDS_WORDS and not said:
        raise BadInput("Say in a sentence what is wrong.", field="words")
    return said


def _store(report: PostReport) -> None:
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        raise Conflict(
            _("You have reported this post already. A moderator will look at it.")
        ) from None


def _hide(post: Post, copy: PostCopy, *, at: datetime) -> None:
    """What nobody shall see until somebody has looked."""
    open_reports = PostReport.objects.filter(post=post, copy=copy, was_founded=None)
    reports = [
        Reported(was_trusted, is_about_picture=is_picture)
        for was_trusted, is_picture in open_reports.values_list(
            "was_trusted", "is_about_picture"
        )
    ]
    kept = Matter.objects.filter(
        copy=copy, outcome__in=[Outcome.KEEP.value, Outcome.RELEASE.value]
    )
    kinds_kept = set(kept.values_list("kind", flat=True))
    if trust.covers(
        reports,
        has_picture=has_picture(post.html),
        was_kept=MatterKind.PICTURE in kinds_kept,
    ):
        covering.cover_pictures(post)
    is_shown = post.state == State.SHOWN
    if is_shown and trust.hides(reports, was_kept=bool(kinds_kept)):
        showing.hide_post(post, at=at)


def facts_of(person: "Person | None", at: datetime) -> ReporterFacts:
    """How far a reader's reports are trusted; nobody is told."""
    if person is None:
        return ReporterFacts(joined_at=None)
    counts = PostReport.objects.filter(reporter=person).aggregate(
        founded=Count("pk", filter=Q(was_founded=True)),
        unfounded=Count("pk", filter=Q(was_founded=False)),
    )
    return ReporterFacts(
        joined_at=person.joined_at,
        founded=counts["founded"],
        unfounded=counts["unfounded"],
        is_restricted=sanctions.restriction_of(person, at) is not None,
    )
