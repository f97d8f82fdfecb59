"""How a text becomes the words that an index holds and a question asks for.

Every engine gets these words, so that all of them agree on what a word is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from medagora.kernel.text import fold, tidy
from medagora.search.domain.function_words import ARTICLES, FUNCTION_WORDS

#: A question longer than this is cut: nobody types it, and it costs.
MAX_TEXT = 200
MAX_WORDS = 12
#: Longer "words" are addresses or noise; index and question cut them alike.
MAX_LETTERS = 40
#: The longest term of a topic that is looked for inside a question, in words.
MAX_PHRASE = 6

# Scripts without spaces between words are held as overlapping pairs of letters.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUNS = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
# A word as it is written: letters, digits and the marks that folding removes.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
_WRITTEN = re.compile(rf"[\w{_MARKS}]+")
_WRITTEN_RUN = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[\w{_MARKS}])+")


# Arabic writes "the" at the front of the word; asked for with it or without, it is
# one word. These only look as if they had it (inflammation, adhesion, …), folded.
ARTICLE = "ال"
_NOT_AN_ARTICLE = ("التهاب", "التصاق", "التواء", "التيام", "التحام")
_SHORTEST_WITH_ARTICLE = 5


@dataclass(frozen=True)
class Question:
    """What somebody typed, understood."""

    text: str
    words: tuple[str, ...]
    #: Without "what", "is", "the" …; all words when nothing else was typed.
    content: tuple[str, ...]
    #: In which languages it may be asked, the reader's first.
    languages: tuple[str, ...] = ()
    #: Not what was typed, but another way to read it.
    is_guess: bool = False

    def phrases(self) -> tuple[str, ...]:
        """Every run of adjacent words, the longest first: each may be a term."""
        found = {
            words[start : start + length]
            for words in (self.words, self.content)
            for length in (*range(1, MAX_PHRASE + 1), len(words))
            for start in range(len(words) - length + 1)
        }
        ordered = sorted(found - {()}, key=lambda run: (-len(run), run))
        return tuple(" ".join(run) for run in ordered)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    folded = fold(text)
    if folded.isascii():  # no script without spaces, no article to drop
        return [word[:MAX_LETTERS] for word in folded.split()]
    return [word[:MAX_LETTERS] for whole in folded.split() for word in _pieces(whole)]


def _pieces(word: str) -> Iterator[str]:
    if not _IS_UNSPACED.search(word):
        yield without_article(word)
        return
    for run in _RUNS.findall(word):
        if _IS_UNSPACED.match(run) and len(run) > 1:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
        else:
            yield run


def without_article(word: str) -> str:
    """Also of a word that only begins like it once it has lost its own, so that words
    of words are the same words."""
    while (
        word.startswith(ARTICLE)
        and len(word) >= _SHORTEST_WITH_ARTICLE
        and not word.startswith(_NOT_AN_ARTICLE)
    ):
        word = word.removeprefix(ARTICLE)
    return word


def understand(
    text: str, language: str, *others: str, most: int = MAX_WORDS
) -> Question:
    """The question in a text; ``language`` is the reader's, ``others`` may be meant as
    well. The small words of all of them drop, but not where they are short forms."""
    clean = tidy(text, limit=MAX_TEXT)
    words = tuple(words_of(clean)[:most])
    languages = tuple(dict.fromkeys((language, *others)))
    small = ARTICLES.union(
        *(FUNCTION_WORDS.get(code, ()) for code in ("en", *languages))
    )
    small -= _capitals(clean)
    content = tuple(word for word in words if word not in small)
    return Question(clean, words, content or words, languages)


def _capitals(text: str) -> frozenset[str]:
    """Words in capitals among others ("WHO", "HAS"), folded."""
    if text.isupper():
        return frozenset()
    written = (word for word in words_as_written(text) if len(word) > 1)
    return frozenset(fold(word) for word in written if word.isupper())


def words_as_written(text: str) -> list[str]:
    """The words of a text as they stand there."""
    pattern = _WRITTEN_RUN if is_unspaced(text) else _WRITTEN
    return pattern.findall(text)


def written_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word stands in a text as written: start, end, folded form.

    A run of a script without spaces is one word here.
    """
    pattern = _WRITTEN_RUN if is_unspaced(text) else _WRITTEN
    for match in pattern.finditer(text):
        yield match.start(), match.end(), _folded(match.group())


@lru_cache(maxsize=20_000)  # results share their words
def _folded(word: str) -> str:
    return " ".join(map(without_article, fold(word).split()))


def is_unspaced(word: str) -> bool:
    return not word.isascii() and bool(_IS_UNSPACED.search(word))
