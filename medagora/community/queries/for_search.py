"""What the search room reads: questions that everybody may read, with their words.

What only members or professionals read, and what waits, is hidden or is gone, is never
given: neither to be indexed nor to be shown. Of a conversation only the question's own
words are given; what others said under it is found by reading it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from medagora.community.domain.words import Part, State
from medagora.community.models import Post, Question
from medagora.community.queries.questions import readable_by

_CHUNK = 500  # SQLite takes a thousand values in one condition
#: So many letters of a text say what is asked.
_LONGEST = 4_000
#: The headings of a template are the site's words, not those of whoever asks.
_HEADINGS = re.compile(r"^###? .*$", re.MULTILINE)
_LINKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESSES = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with the words to find it by; topics are slugs.

    ``answers``, ``accepted`` and ``by_professionals`` count shown answers: all, those
    that helped whoever asked, those under a verified hat.
    """

    uid: str
    kind: str
    language: str
    title: str
    text: str
    topics: tuple[str, ...]
    asked_at: datetime
    last_post_at: datetime
    answers: int
    accepted: int
    by_professionals: int


def question_rows(uids: Iterable[str] | None = None) -> Iterator[QuestionRow]:
    """Questions that everybody may read (of these uids) in id order; a few hundred at
    a time, each three queries."""
    questions = _open()
    if uids is not None:
        questions = questions.filter(uid__in=set(uids))
    ids = sorted(questions.values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        yield from _rows(ids[start : start + _CHUNK])


def question_cards(uids: Iterable[str]) -> list[QuestionRow]:
    """Those that everybody may read now, in the order of the uids; four queries."""
    order = {uid: place for place, uid in enumerate(uids)}
    return sorted(question_rows(order), key=lambda row: order[row.uid])


def count_questions() -> int:
    return _open().count()


def question_of_post(uid: str) -> str:
    """The uid of the question under which a post stands, or ""."""
    found = Post.objects.filter(uid=uid).values_list("question__uid", flat=True)
    return found.first() or ""


def _open() -> QuerySet[Question]:
    return readable_by(None)


def _rows(ids: list[int]) -> Iterator[QuestionRow]:
    texts = _texts(ids)
    topics = _topics(ids)
    for row in sorted(_open().filter(pk__in=ids), key=lambda row: row.pk):
        yield QuestionRow(
            uid=row.uid,
            kind=row.kind,
            language=row.language,
            title=row.title,
            text=texts.get(row.pk, ""),
            topics=tuple(topics[row.pk]),
            asked_at=row.asked_at,
            last_post_at=row.last_post_at,
            answers=row.answer_count,
            accepted=row.accepted_count,
            by_professionals=row.professional_count,
        )


def _texts(ids: list[int]) -> dict[int, str]:
    own = Post.objects.filter(question__in=ids, part=Part.QUESTION, state=State.SHOWN)
    return {
        question: plain(text) for question, text in own.values_list("question", "text")
    }


def _topics(ids: list[int]) -> dict[int, list[str]]:
    rows = Question.topics.through.objects.filter(question__in=ids)
    fields = ("pk", "question_id", "topic__slug")
    found: dict[int, list[str]] = defaultdict(list)
    for _pk, question, slug in sorted(rows.values_list(*fields)):
        found[question].append(slug)
    return found


def plain(markdown: str) -> str:
    """The words of a text without headings of its template, addresses and signs of
    links; cut where it is very long."""
    text = _HEADINGS.sub("", markdown[:_LONGEST])
    return _ADDRESSES.sub("", _LINKS.sub(r"\1", text)).strip()
