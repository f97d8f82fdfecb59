"""Four hundred questions of the made library: short and long, slips, beginnings."""

import json
import random
from pathlib import Path
from typing import NamedTuple

from bench.scale.documents import AUDIENCES, KINDS, LANGUAGES, Library, pick

QUESTIONS, BEGINNINGS = 400, 200
WORDS = {1: 22, 2: 32, 3: 22, 4: 12, 5: 7, 6: 5}
#: Ranks of the words that people ask for, by their share.
BANDS = {(0, 40): 8, (40, 500): 17, (500, 5_000): 35, (5_000, 50_000): 30}
BANDS |= {(50_000, 200_000): 10}
SORTS = {"plain": 78, "a slip": 12, "a beginning": 10}


class Asked(NamedTuple):
    """A question with its filters; empty filters mean anything."""

    text: str
    reader: str
    sort: str
    language: str = ""
    audience: str = ""
    kind: str = ""
    topic: str = ""

    @property
    def has_filters(self) -> bool:
        return bool(self.language or self.audience or self.kind or self.topic)


def make_questions(library: Library, seed: int = 7) -> list[Asked]:
    dice = random.Random(seed)
    found = []
    for number in range(QUESTIONS):
        reader, sort = pick(dice, LANGUAGES), pick(dice, SORTS)
        text = _text(dice, library, reader, pick(dice, WORDS))
        filters = _filters(dice, library, reader) if number % 2 else {}
        found.append(Asked(_changed(dice, text, sort), reader, sort, **filters))
    return found


def _text(dice: random.Random, library: Library, code: str, count: int) -> str:
    """In a third of the questions some words are a topic's."""
    words = []
    if dice.random() < 0.33:
        topic = dice.choice(library.topics)
        words = dice.choice([t for own, t, _ in topic.terms if own == code]).split()
    while len(words) < count:
        low, high = pick(dice, BANDS)
        words.append(library.words[code][dice.randrange(low, high)])
    return " ".join(words[: max(count, 1)]).lower()


def _filters(dice: random.Random, library: Library, reader: str) -> dict[str, str]:
    """The reader's language, nearly always, and often one thing more."""
    found = {"language": reader} if dice.random() < 0.85 else {}
    more = dice.random()
    if more < 0.3 or not found:
        found["kind"] = pick(dice, KINDS)
    elif more < 0.55:
        found["audience"] = pick(dice, AUDIENCES)
    elif more < 0.7:
        found["topic"] = dice.choice(library.topics[:300]).slug
    return found


def _changed(dice: random.Random, text: str, sort: str) -> str:
    *others, last = text.split()
    if sort == "a slip" and len(last) > 3:
        place = dice.randrange(1, len(last) - 1)
        last = last[:place] + last[place + 1] + last[place] + last[place + 2 :]
    if sort == "a beginning":
        last = last[: max(2, len(last) * 2 // 3)]
    return " ".join([*others, last])


def make_beginnings(library: Library, seed: int = 8) -> list[tuple[str, str]]:
    """What stands in the box while somebody types, and the reader's language."""
    dice = random.Random(seed)
    found = []
    for _ in range(BEGINNINGS):
        code = pick(dice, LANGUAGES)
        text = _text(dice, library, code, dice.choice((1, 1, 2, 3)))
        found.append((text[: dice.randint(2, max(len(text), 2))], code))
    return found


def write_questions(folder: Path, library: Library) -> None:
    asked = [make_questions(library), make_beginnings(library)]
    (folder / "questions.json").write_text(json.dumps(asked, ensure_ascii=False))


def read_questions(folder: Path) -> tuple[list[Asked], list[tuple[str, str]]]:
    asked, begun = json.loads((folder / "questions.json").read_text())
    return [Asked(*row) for row in asked], [(text, code) for text, code in begun]
