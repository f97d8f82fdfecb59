"""Members, questions and posts: the same every time for the same numbers.

Of the posts one in five is a question's text, three are answers, one is a comment.
Topics and conversations follow Zipf's law: some are large, most are small; the first
conversations have thirty answers each, for the page that is measured. Posts lie in the
table in the order of chance, as those of a living site lie among all others.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from bench.community_load.helpers import a_uid
from bench.community_load.members import LANGUAGE_WEIGHTS, make_members
from bench.community_load.pouring import Row, next_id, pour, unchecked
from bench.dataset import LANGUAGES, NOW, bring_up_to_date
from bench.scale.documents import prose, sentence
from bench.scale.words import Drawer, make_words

LONG, ANSWERS_OF_LONG = 50, 30
#: Texts of each language; posts share them.
TEXTS = 600
_YEARS = 3 * 365 * 24 * 60
_AUDIENCES = ("everyone", "members", "professionals")
_KINDS = ("result", "living", "treatment", "resource", "support")


@dataclass(slots=True)
class Asked:
    """A question, and what its posts make of it."""

    pk: int
    language: str
    kind: str
    audience: str
    author: int
    topics: list[int]
    at: datetime
    last_post_at: datetime
    answers: int = 0
    accepted: int = 0
    professional: int = 0


class Filling:
    def __init__(self, members: int, posts: int) -> None:
        self.members, self.posts = members, posts
        self.dice = random.Random(20261128)
        self.words = {
            code: Drawer(make_words(code, 50_000), self.dice) for code in LANGUAGES
        }
        self.texts = {
            code: [self._text(code) for _ in range(TEXTS)] for code in LANGUAGES
        }

    def fill(self) -> None:
        from medagora.community.models import Post, PostLink, Question, QuestionPlace
        from medagora.topics import services
        from medagora.topics.models import Topic

        bring_up_to_date()
        services.load_starter_topics()
        self.topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
        self.dice.shuffle(self.topics)
        self.weights = list(accumulate(1 / (n + 1) for n in range(len(self.topics))))
        above = _above()
        self.first_post = next_id(Post)
        with unchecked():
            with _told("members"):
                people = make_members(self.dice, self.topics, self.members)
                self.people, self.ids = people, list(people)
            first = next_id(Question)
            asked = [self._asked(n, first + n) for n in range(self.posts // 5)]
            self.links: list[Row] = []
            with _told("posts"):
                pour(Post, self._posts(asked))
                pour(PostLink, self.links)
            with _told("questions and places"):
                pour(Question, map(self._question, asked))
                pour(Question.topics.through, _topics_of(asked))
                pour(QuestionPlace, _places_of(asked, above))

    def _text(self, code: str) -> tuple[str, str]:
        from medagora.community.domain import markdown

        text = prose(self.words[code].draw(self.dice.randint(20, 120)))
        return text, markdown.render(text, heading=4)

    def _asked(self, number: int, pk: int) -> Asked:
        code = self.dice.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
        at = NOW - timedelta(minutes=self.dice.randrange(_YEARS // 8, _YEARS))
        audience = self.dice.choices(_AUDIENCES, (85, 12, 3))[0]
        is_long = number < LONG
        if is_long:
            code, audience = "en", "everyone"
        is_peer = audience == "professionals"
        count = self.dice.choice((1, 1, 2, 3))
        topics = self.dice.choices(self.topics, cum_weights=self.weights, k=count)
        return Asked(
            pk=pk,
            language=code,
            kind="peer" if is_peer else self.dice.choice(_KINDS),
            audience=audience,
            author=self.dice.choice(self.ids),
            topics=sorted(set(topics)),
            at=at,
            last_post_at=at,
        )

    def _question(self, asked: Asked) -> Row:
        words = self.words[asked.language].draw(self.dice.randint(5, 14))
        return {
            "id": asked.pk,
            "uid": a_uid(self.dice),
            "kind": asked.kind,
            "audience": asked.audience,
            "language": asked.language,
            "title": sentence(words)[:159] + "?",
            "author_id": asked.author,
            "asked_at": asked.at,
            "last_post_at": asked.last_post_at,
            "answer_count": asked.answers,
            "accepted_count": asked.accepted,
            "professional_count": asked.professional,
        }

    def _posts(self, asked: list[Asked]) -> Iterator[Row]:
        """The texts of all questions, then answers, with comments under a third."""
        for pk, one in enumerate(asked, self.first_post):
            yield self._post(pk, one, "question", one.at, author=one.author)
        pk = self.first_post + len(asked)
        for number, one in enumerate(self._answered(asked)):
            answer, later = pk, one.at + timedelta(minutes=self.dice.randrange(60_000))
            is_accepted = self.dice.random() < 0.1
            row = self._post(pk, one, "answer", later)
            yield row | {"accepted_at": later if is_accepted else None}
            one.answers += 1
            one.accepted += is_accepted
            one.professional += row["is_professional"]
            pk += 1
            if number % 3 == 0:
                later += timedelta(minutes=self.dice.randrange(3_000))
                yield self._post(pk, one, "comment", later, under=answer)
                pk += 1
            one.last_post_at = max(one.last_post_at, later)
            if number % 20 == 0:
                self.links.append(_link(answer))

    def _answered(self, asked: list[Asked]) -> list[Asked]:
        """Each question as often as it has answers, in the order of chance."""
        rest = max(self.posts * 3 // 5 - LONG * ANSWERS_OF_LONG, 0)
        others = asked[LONG:]
        weights = list(accumulate(1 / (n + 20) ** 0.5 for n in range(len(others))))
        chosen = self.dice.choices(others, cum_weights=weights, k=rest)
        chosen += asked[:LONG] * ANSWERS_OF_LONG
        self.dice.shuffle(chosen)
        return chosen

    def _post(
        self,
        pk: int,
        asked: Asked,
        part: str,
        at: datetime,
        *,
        author: int = 0,
        under: int | None = None,
    ) -> Row:
        author = author or self.dice.choice(self.ids)
        hat = self.people[author] if part == "answer" else None
        text, html = self.dice.choice(self.texts[asked.language])
        return {
            "id": pk,
            "uid": a_uid(self.dice),
            "question_id": asked.pk,
            "part": part,
            "author_id": author,
            "hat_id": hat,
            "is_professional": hat is not None,
            "text": text,
            "html": html,
            "posted_at": at,
            "under_id": under,
            "accepted_at": None,
        }


def _link(post: int) -> Row:
    return {"post_id": post, "kind": "doi", "value": f"10.1000/{post}", "position": 0}


def _topics_of(asked: list[Asked]) -> Iterator[Row]:
    for one in asked:
        for topic in one.topics:
            yield {"question_id": one.pk, "topic_id": topic}


def _places_of(asked: list[Asked], above: dict[int, set[int]]) -> Iterator[Row]:
    """Where questions are listed, as ``services.filing`` keeps it."""
    for one in asked:
        for topic in sorted(set().union(*(above[pk] for pk in one.topics))):
            yield {
                "question_id": one.pk,
                "topic_id": topic,
                "language": one.language,
                "audience": one.audience,
                "kind": one.kind,
                "asked_at": one.at,
                "is_waiting": one.kind != "support" and not one.answers,
                "last_post_at": one.last_post_at,
            }


def _above() -> dict[int, set[int]]:
    """For each topic its own id and those of all topics above it."""
    from medagora.topics.models import Topic

    parents: dict[int, int | None] = dict(Topic.objects.values_list("pk", "parent_id"))
    found: dict[int, set[int]] = {}
    for pk in parents:
        here: int | None = pk
        found[pk] = set()
        while here and here not in found[pk]:
            found[pk].add(here)
            here = parents[here]
    return found


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Says on stderr how long a part of the filling took."""
    began, worked = time.perf_counter(), time.process_time()
    yield
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    words = f"{what} made in {seconds:.0f} s ({cpu:.0f} s of our CPU)"
    print(words, file=sys.stderr, flush=True)
