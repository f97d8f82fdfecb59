"""Members, questions and posts: the same every time for the same numbers.

Of the posts one in five is a question's text, three are answers, one is a comment.
Topics and conversations follow Zipf's law: some are large, most are small; the first
conversations have thirty answers each, for the page that is measured.
"""

import random
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, islice
from typing import Any

from bench.community_load.members import LANGUAGE_WEIGHTS, make_members
from bench.dataset import LANGUAGES, NOW, bring_up_to_date
from bench.scale.documents import prose, sentence
from bench.scale.words import Drawer, make_words

AT_ONCE = 5_000
LONG, ANSWERS_OF_LONG = 50, 30
_YEARS = 3 * 365 * 24 * 60
_AUDIENCES = ("everyone", "members", "professionals")
_KINDS = ("result", "living", "treatment", "resource", "support")
_OF = "FROM community_post p WHERE p.question_id = community_question.id"
COUNTS = f"""UPDATE community_question SET
 answer_count = (SELECT count(*) {_OF} AND p.part = 'answer'),
 accepted_count = (SELECT count(*) {_OF} AND p.accepted_at IS NOT NULL),
 professional_count =
  (SELECT count(*) {_OF} AND p.part = 'answer' AND p.is_professional),
 last_post_at = (SELECT max(p.posted_at) {_OF})"""


@dataclass(frozen=True)
class Asked:
    """What the posts of a question have to know of it."""

    pk: int
    language: str
    at: datetime


class Filling:
    def __init__(self, members: int, posts: int) -> None:
        self.members, self.posts = members, posts
        self.dice = random.Random(20261128)
        self.words = {
            code: Drawer(make_words(code, 50_000), self.dice) for code in LANGUAGES
        }
        self.texts = {
            code: [self._text(code) for _ in range(600)] for code in LANGUAGES
        }
        self.people: dict[int, int | None] = {}

    def fill(self) -> None:
        from medagora.topics import services
        from medagora.topics.models import Topic

        bring_up_to_date()
        services.load_starter_topics()
        topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
        self.dice.shuffle(topics)
        with _told("members"):
            self.people = make_members(self.dice, topics, self.members)
        self.ids = list(self.people)
        self.topics, self.above = topics, _above()
        self.weights = list(accumulate(1 / (n + 1) for n in range(len(topics))))
        with _told("questions"):
            asked = self._questions(self.posts // 5)
        with _told("answers and comments"):
            self._talk(asked)
        with _told("counts and places"):
            self._count(asked)

    def _text(self, code: str) -> tuple[str, str]:
        from medagora.community.domain import markdown

        text = prose(self.words[code].draw(self.dice.randint(20, 120)))
        return text, markdown.render(text, heading=4)

    def _questions(self, count: int) -> list[Asked]:
        asked: list[Asked] = []
        for rows in _in_chunks(self._question(number) for number in range(count)):
            asked += self._store_questions(rows)
        return asked

    def _question(self, number: int) -> Any:
        from medagora.community.models import Question

        code = self.dice.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
        if number < LONG:
            code = "en"
        at = NOW - timedelta(minutes=self.dice.randrange(_YEARS // 8, _YEARS))
        audience = self.dice.choices(_AUDIENCES, (85, 12, 3))[0]
        return Question(
            kind="peer" if audience == "professionals" else self.dice.choice(_KINDS),
            audience="everyone" if number < LONG else audience,
            language=code,
            title=sentence(self.words[code].draw(self.dice.randint(5, 14)))[:159] + "?",
            author_id=self.dice.choice(self.ids),
            asked_at=at,
            last_post_at=at,
        )

    def _store_questions(self, rows: list[Any]) -> list[Asked]:
        from medagora.community.models import Post, Question

        for row in rows:
            if row.kind == "peer":
                row.audience = "professionals"
        questions = Question.objects.bulk_create(rows)
        Question.topics.through.objects.bulk_create(
            Question.topics.through(question_id=question.pk, topic_id=topic)
            for question in questions
            for topic in self._topics()
        )
        asked = [Asked(q.pk, q.language, q.asked_at) for q in questions]
        Post.objects.bulk_create(
            self._post(one, "question", one.at, author=question.author_id)
            for one, question in zip(asked, questions, strict=True)
        )
        return asked

    def _topics(self) -> set[int]:
        count = self.dice.choice((1, 1, 2, 3))
        return set(self.dice.choices(self.topics, cum_weights=self.weights, k=count))

    def _post(self, asked: Asked, part: str, at: datetime, **more: Any) -> Any:
        from medagora.community.models import Post

        author = more.pop("author", None) or self.dice.choice(self.ids)
        hat = self.people[author] if part == "answer" else None
        text, html = self.dice.choice(self.texts[asked.language])
        return Post(
            question_id=asked.pk,
            part=part,
            author_id=author,
            hat_id=hat,
            is_professional=hat is not None,
            text=text,
            html=html,
            posted_at=at,
            **more,
        )

    def _talk(self, asked: list[Asked]) -> None:
        """Answers, and comments under a third of them."""
        from medagora.community.models import Post, PostLink

        for rows in _in_chunks(self._answers(asked)):
            answers = Post.objects.bulk_create(rows)
            by_pk = {row.question_id: row for row in answers}
            commented = self.dice.sample(answers, len(answers) // 3)
            here = {one: self._of[one] for one in by_pk}
            Post.objects.bulk_create(
                self._post(
                    here[under.question_id],
                    "comment",
                    under.posted_at + timedelta(minutes=self.dice.randrange(3_000)),
                    under=under,
                )
                for under in commented
            )
            PostLink.objects.bulk_create(
                PostLink(post=row, kind="doi", value=f"10.1000/{row.pk}", position=0)
                for row in answers[::20]
            )

    def _answers(self, asked: list[Asked]) -> Iterator[Any]:
        self._of = {one.pk: one for one in asked}
        rest = max(self.posts * 3 // 5 - LONG * ANSWERS_OF_LONG, 0)
        others = asked[LONG:]
        weights = list(accumulate(1 / (n + 20) ** 0.5 for n in range(len(others))))
        chosen = self.dice.choices(others, cum_weights=weights, k=rest)
        chosen += [one for one in asked[:LONG] for _ in range(ANSWERS_OF_LONG)]
        for one in chosen:
            later = one.at + timedelta(minutes=self.dice.randrange(60_000))
            row = self._post(one, "answer", later)
            if self.dice.random() < 0.1:
                row.accepted_at = later
            yield row

    def _count(self, asked: list[Asked]) -> None:
        from django.db import connection

        from medagora.community.models import Question, QuestionPlace

        with connection.cursor() as cursor:
            cursor.execute(COUNTS)
        for ones in _in_chunks(asked):
            rows = Question.objects.filter(pk__in=[one.pk for one in ones])
            QuestionPlace.objects.bulk_create(
                QuestionPlace(
                    question=row,
                    topic_id=topic,
                    language=row.language,
                    audience=row.audience,
                    is_waiting=row.kind != "support" and not row.answer_count,
                    last_post_at=row.last_post_at,
                )
                for row in rows.prefetch_related("topics")
                for topic in self._places(row)
            )

    def _places(self, question: Any) -> set[int]:
        return set().union(*(self.above[topic.pk] for topic in question.topics.all()))


def _above() -> dict[int, set[int]]:
    """For each topic its own id and those of all topics above it."""
    from medagora.topics.models import Topic

    parents = dict(Topic.objects.values_list("pk", "parent_id"))
    found: dict[int, set[int]] = {}
    for pk in parents:
        here: int | None = pk
        found[pk] = set()
        while here and here not in found[pk]:
            found[pk].add(here)
            here = parents[here]
    return found


def _in_chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    from django.db import transaction

    waiting = iter(rows)
    while chunk := list(islice(waiting, AT_ONCE)):
        with transaction.atomic():
            yield chunk


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Says on stderr how long a part of the filling took."""
    began = time.perf_counter()
    yield
    seconds = time.perf_counter() - began
    print(f"{what} made in {seconds:.0f} s", file=sys.stderr, flush=True)
