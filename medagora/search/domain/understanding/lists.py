"""The word lists of this folder: data files, read once, when first needed.

A phrase may stand for several: ``"gyermek(|ek)nek"`` is "gyermeknek" and
"gyermekeknek". Lists are written as people write; what is compared is folded.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.search.domain.words import words_of

_CHOICE = re.compile(r"\(([^()]*)\)")


@lru_cache(maxsize=32)
def tables_of(path: str) -> dict[str, Any]:
    """A data file under this folder, as "words/en/intents.toml"; not to be changed."""
    place = files("medagora.search.domain.understanding")
    for step in path.split("/"):
        place = place / step
    return tomllib.loads(place.read_text(encoding="utf-8"))


def written_out(phrase: str) -> Iterator[str]:
    """Every phrase that one with choices in brackets stands for."""
    choice = _CHOICE.search(phrase)  # an innermost one
    if choice is None:
        yield phrase
        return
    for chosen in choice[1].split("|"):
        yield from written_out(
            phrase[: choice.start()] + chosen + phrase[choice.end() :]
        )


def folded_phrases(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Written out and as words, ready to be compared with those of a question."""
    for phrase in phrases:
        for whole in written_out(phrase):
            yield tuple(words_of(whole))
