"""The made library: topics with terms in six languages, and documents as a stream.

One seed gives the same library every time. Everything is written into a folder once,
so that each engine reads the same lines and nobody measures the making.
"""

import hashlib
import json
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.dataset import zipf_weights
from bench.scale.words import Drawer, make_words

TOPICS = 2_000
PUBLISHERS = 9_000
LANGUAGES = {"en": 45, "de": 15, "es": 14, "fr": 12, "hu": 8, "ar": 6}
KINDS = {
    "website": 30,
    "article": 28,
    "news": 12,
    "video-channel": 6,
    "podcast": 5,
    "blog": 5,
    "journal": 4,
    "guideline": 3,
    "community": 2,
    "course": 2,
    "app": 1,
    "decision-aid": 1,
    "tool": 1,
}
AUDIENCES = {"patients": 55, "professionals": 25, "both": 20}
MARKS = {
    "checked": 0.8,
    "free": 0.7,
    "confirmed": 0.3,
    "appraised": 0.04,
    "retracted": 0.002,
}
TOPICS_EACH = {0: 15, 1: 40, 2: 30, 3: 10, 4: 5}
_ROLES = ("name", "lay", "clinical", "lay")
_NOW, _YEARS = 1_793_500_000, 12 * 365 * 24 * 3600


class Topic(NamedTuple):
    """``terms``: language, text and role of each."""

    slug: str
    terms: list[tuple[str, str, str]]


class Document(NamedTuple):
    uid: str
    language: str
    title: str
    text: str
    publisher: str
    host: str
    audience: str
    kind: str
    topics: list[str]
    marks: list[str]
    published: int


def recipe() -> str:
    """Changes with the code that makes the library and its questions."""
    here = Path(__file__).parent
    names = ("words.py", "documents.py", "questions.py")
    code = b"".join((here / name).read_bytes() for name in names)
    return hashlib.sha256(code).hexdigest()[:12]


def pick(dice: random.Random, shares: dict[Any, int]) -> Any:
    return dice.choices(*_weighed(tuple(shares.items())))[0]


@lru_cache
def _weighed(shares: tuple[tuple[Any, int], ...]) -> tuple[list[Any], list[int]]:
    values, weights = zip(*shares, strict=True)
    return list(values), list(weights)


class Library:
    """Makes the topics at once and the documents one by one."""

    def __init__(self, seed: int = 20261101) -> None:
        self._dice = random.Random(seed)
        self.words = {code: make_words(code) for code in LANGUAGES}
        self._drawers = {
            code: Drawer(self.words[code], random.Random(f"{seed} {code}"))
            for code in LANGUAGES
        }
        self.topics = [self._topic(number) for number in range(TOPICS)]
        self._weights = zipf_weights(TOPICS)
        self._publishers = [self._publisher(number) for number in range(PUBLISHERS)]

    def _topic(self, number: int) -> Topic:
        terms = []
        for code, vocabulary in self.words.items():
            for role in _ROLES:
                count = self._dice.choice((1, 1, 2, 2, 3))
                # names of subjects are neither small words nor the rarest
                chosen = [
                    vocabulary[int(40 * 10 ** self._dice.uniform(0.3, 3))]
                    for _ in range(count)
                ]
                terms.append((code, " ".join(chosen).capitalize(), role))
        return Topic(f"made-{number}", terms)

    def _publisher(self, number: int) -> tuple[str, str]:
        code = pick(self._dice, LANGUAGES)
        name = " ".join(self._dice.choices(self.words[code][40:20_000], k=2)).title()
        return name, f"www.site{number}.example.org"

    def documents(self, count: int) -> Iterator[Document]:
        for number in range(count):
            yield self._document(number)

    def _document(self, number: int) -> Document:
        dice = self._dice
        code = pick(dice, LANGUAGES)
        topics = self._some_topics()
        title = self._drawers[code].draw(dice.randint(4, 10))
        text = self._drawers[code].draw(length(dice))
        if topics and dice.random() < 0.7:
            term = self._term(topics[0], code)
            place = title if dice.random() < 0.4 else text
            place.insert(dice.randrange(len(place)), term)
        publisher, host = dice.choice(self._publishers)
        return Document(
            uid=f"{dice.getrandbits(50):010x}{number:x}",
            language=code,
            title=sentence(title),
            text=prose(text),
            publisher=publisher,
            host=host,
            audience=pick(dice, AUDIENCES),
            kind=pick(dice, KINDS),
            topics=[topic.slug for topic in topics],
            marks=[mark for mark, share in MARKS.items() if dice.random() < share],
            published=_NOW - int(_YEARS * dice.random() ** 2),
        )

    def _some_topics(self) -> list[Topic]:
        count = pick(self._dice, TOPICS_EACH)
        found = self._dice.choices(self.topics, cum_weights=self._weights, k=count)
        return list({topic.slug: topic for topic in found}.values())

    def _term(self, topic: Topic, code: str) -> str:
        return self._dice.choice([text for own, text, _ in topic.terms if own == code])


def length(dice: random.Random) -> int:
    """Words of a text: around 60, between 10 and 250, a few of them long."""
    return min(max(round(dice.lognormvariate(4.0, 0.6)), 10), 250)


def sentence(found: list[str]) -> str:
    return " ".join(found).capitalize()


def prose(found: list[str], each: int = 12) -> str:
    parts = [found[start : start + each] for start in range(0, len(found), each)]
    return ". ".join(sentence(part) for part in parts) + "."


def write_library(folder: Path, count: int) -> Library:
    """documents.jsonl and topics.json, as a stream."""
    library = Library()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as file:
        for document in library.documents(count):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    (folder / "topics.json").write_text(json.dumps(library.topics, ensure_ascii=False))
    return library


def read_documents(folder: Path) -> Iterator[Document]:
    with (folder / "documents.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield Document(*json.loads(line))


def read_topics(folder: Path) -> list[Topic]:
    found = json.loads((folder / "topics.json").read_text())
    return [Topic(slug, [tuple(term) for term in terms]) for slug, terms in found]
