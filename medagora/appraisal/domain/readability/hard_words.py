"""The words that make a text hard, with plainer ones where a lay term is known.

Words that are capitals wherever they stand are taken for names and left out, except in
German. Clinical terms with a lay term come first, then the longest words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from medagora.appraisal.domain.readability.counting import (
    count_kinds,
    plain_blocks,
    weigh,
)
from medagora.appraisal.domain.readability.syllables import counters
from medagora.kernel.languages import primary
from medagora.kernel.text import fold

MOST_HARD_WORDS = 30
#: A clinical term is looked for up to this many words.
_LONGEST_TERM = 5
_LONGEST_WORD = 60

#: From how many syllables a word is hard: about one running word in fifty of everyday
#: prose has as many. English has short words, Hungarian and Turkish add endings.
_HARD_FROM = {"en": 4, "fr": 4, "sv": 5, "da": 5, "nb": 5, "nl": 5, "hu": 6, "tr": 6}
_HARD_FROM_ELSEWHERE = 5
#: Where no syllables are counted, or (Arabic) not as speech.
_HARD_LETTERS = 12
_HARD_LETTERS_ARABIC = 8
_SHORTEST_HARD = 7
_NOUNS_ARE_CAPITALS = frozenset({"de", "lb"})

_BREAK = re.compile(r"[.!?…؟。:;\n]+")
_WRITTEN = re.compile(r"[\w\u0300-\u036f\u064b-\u0652]+")


class PlainerTerms(dict[str, str]):
    """Folded clinical terms with their lay terms, ready to be looked for often.

    Any mapping will do for ``hard_words``; this one spares it most of the looking.
    """

    def __init__(self, plainer: Mapping[str, str]) -> None:
        super().__init__(plainer)
        firsts = {term.partition(" ")[0] for term in plainer}
        #: Every word with which a term begins, with a plural s too.
        self.firsts = frozenset(firsts | {f"{first}s" for first in firsts})


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word or term as it is written first.

    ``plainer`` is what lay people say, None where that is not known;
    ``is_explained`` says that the plainer word stands in the text as well.
    ``size`` is its syllables, or its letters where syllables are not counted.
    """

    word: str
    plainer: str | None
    count: int
    size: int
    is_explained: bool = False


def hard_words(
    blocks: Sequence[str], language: str, plainer: Mapping[str, str]
) -> tuple[HardWord, ...]:
    """The hardest words of a text, those that can be said more plainly first.

    ``plainer`` maps folded clinical terms, of several words too, to lay terms.
    """
    code = primary(language)
    pieces = list(plain_blocks(blocks))
    terms = _terms(pieces, code, plainer) if plainer else []
    covered = {fold(part) for term in terms for part in term.word.split()}
    long_ones = [
        word for word in _long_words(pieces, code) if fold(word.word) not in covered
    ]
    long_ones.sort(key=lambda word: (-word.size, -word.count, word.word))
    terms.sort(key=lambda term: (term.is_explained, -term.count, term.word))
    return tuple((terms + long_ones)[:MOST_HARD_WORDS])


def _terms(
    pieces: Sequence[str], language: str, plainer: Mapping[str, str]
) -> list[HardWord]:
    firsts: dict[str, str] = {}
    times: Counter[str] = Counter()
    said: list[str] = []
    for part in _parts(pieces):
        folded = fold(part)
        words = folded.split()
        said.append(folded)
        for term, at, length in _known_terms(words, plainer):
            times[term] += 1
            if term not in firsts:
                firsts[term] = _as_written(part, len(words), at, length) or term
    text = f" {' '.join(said)} " if times else ""
    return [
        HardWord(
            word=firsts[term],
            plainer=plainer[term],
            count=number,
            size=_size(firsts[term], language),
            is_explained=f" {fold(plainer[term])} " in text,
        )
        for term, number in times.items()
        if fold(plainer[term]) != term
    ]


def _parts(pieces: Sequence[str]) -> Iterator[str]:
    """What stands between two marks: no term reaches over one."""
    for piece in pieces:
        yield from filter(None, _BREAK.split(piece))


def _known_terms(
    words: list[str], plainer: Mapping[str, str]
) -> Iterator[tuple[str, int, int]]:
    """Every known term with its place and length, the longest that begins there."""
    firsts = plainer.firsts if isinstance(plainer, PlainerTerms) else None
    at = 0
    while at < len(words):
        if firsts is not None and words[at] not in firsts:
            at += 1
            continue
        term, length = _term_at(words, at, plainer)
        if term:
            yield term, at, length
        at += length


def _term_at(words: list[str], at: int, plainer: Mapping[str, str]) -> tuple[str, int]:
    """The longest known term that begins here; "" for none. A plural s is no bar."""
    best, length, term = "", 1, ""
    for step, word in enumerate(words[at : at + _LONGEST_TERM], start=1):
        term = f"{term} {word}" if term else word
        if term in plainer:
            best, length = term, step
        elif word[-1] == "s" and term[:-1] in plainer:
            best, length = term[:-1], step
    return best, length


def _as_written(part: str, words: int, at: int, length: int) -> str:
    """The term as the page writes it; "" where folding has parted words anew."""
    places = [found.span() for found in _WRITTEN.finditer(part)]
    if len(places) != words:
        return ""
    return part[places[at][0] : places[at + length - 1][1]]


def _long_words(pieces: Sequence[str], language: str) -> Iterator[HardWord]:
    kinds = count_kinds(pieces)
    found: dict[str, list[str]] = {}
    for word in kinds:
        if len(word) <= _LONGEST_WORD and _is_hard(word, language):
            found.setdefault(word.lower(), []).append(word)
    for forms in found.values():
        # in a script without capitals no letter is one
        if language in _NOUNS_ARE_CAPITALS or not all(f[0].isupper() for f in forms):
            number = sum(kinds[form] for form in forms)
            smallest = max(forms)  # small letters sort behind capitals
            yield HardWord(smallest, None, number, _size(smallest, language))


def _is_hard(word: str, language: str) -> bool:
    # by far the most words leave here; numbers, addresses and joined words do too
    if len(word) < _SHORTEST_HARD or not word.isalpha():
        return False
    if _has_spoken_syllables(language):
        least = _HARD_FROM.get(language, _HARD_FROM_ELSEWHERE)
    else:
        least = _HARD_LETTERS_ARABIC if language == "ar" else _HARD_LETTERS
    return _size(word, language) >= least


def _has_spoken_syllables(language: str) -> bool:
    return language in counters.LANGUAGES and language != "ar"


def _size(words: str, language: str) -> int:
    kind = 1 if _has_spoken_syllables(language) else 0
    return sum(weigh(word, language)[kind] for word in words.split())
