"""Finding many phrases in a text in one walk over its words.

A phrase is written as words with spaces: ``side effect*``. A word may end in ``*``
(any ending: ``risk*``), be ``#`` (a number) or ``_`` (any one word). Case, accents
and Arabic letter variants do not count (``kernel.text.fold``); a sentence's end
between two words does. Cost grows with the text, not with the number of phrases.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from medagora.kernel.text import fold

#: Parts a text into words and what stands between them.
_PARTED = re.compile(r"(\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*)")
#: Between two words of a phrase there may be spaces, commas, hyphens, quotes.
_BREAK = re.compile(r"[.!?؟。:;\n]")
#: What Arabic writes together with the next word: the article, with "and", "so",
#: "with", "like", "for" before it (للآثار, وبالعلاج) …
_ARABIC_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)")
#: … or such a letter alone, which may as well be the word's own.
_ARABIC_JOINED = re.compile(r"^(?:[وف][بلك]?|[بلك])")
#: What French writes together with the next word: l'effet, d'effets, qu'un.
_ELISION = re.compile(r"(?:[cdjlmnst]|(?:jusqu|lorsqu|puisqu|qu))[’']", re.IGNORECASE)
_SHORTEST_STEM = 3
_new = tuple.__new__

#: A word as it stands, then without what is joined to its front.
_Forms = tuple[str, ...]


class Word(NamedTuple):
    folded: str
    start: int
    end: int
    #: A sentence or line ends between the word before and this one.
    is_after_break: bool
    #: The word without its elision ("effet" of "l'effet"), "" when it has none.
    bare: str = ""


class Hit(NamedTuple):
    """``group`` is whose phrase it was; ``phrase`` as written in the list."""

    group: str
    phrase: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """The words of a text with their places, folded; numbers are words."""
    words, end = [], 0
    # gap, word, gap, word, …, gap
    parted = _PARTED.split(text)
    for gap, word in zip(parted[::2], parted[1::2], strict=False):
        start = end + len(gap)
        end = start + len(word)
        broken = gap != " " and _BREAK.search(gap) is not None
        bare = _without_elision(word) if "'" in word or "’" in word else ""
        # past the class's own constructor, which costs as much as all the rest
        words.append(_new(Word, (_folded(word), start, end, broken, bare)))
    return words


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    # one word stays one word: an apostrophe does not part it
    return fold(word).replace(" ", "")


@lru_cache(maxsize=5_000)
def _without_elision(word: str) -> str:
    found = _ELISION.match(word)
    return _folded(word[found.end() :]) if found else ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    group: str
    written: str
    parts: tuple[str, ...]


class Phrases:
    """Phrases of several groups, ready to be looked for. Build once, use often."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[_Phrase]] = defaultdict(list)
        self._stems: dict[str, list[_Phrase]] = defaultdict(list)
        for group, phrases in groups.items():
            for written in phrases:
                self._add(_Phrase(group, written, _parts_of(written)))
        # pages repeat their words: what may begin with one or two is found out once
        self._beginning_with = lru_cache(maxsize=20_000)(self._find_beginning_with)
        self._going_on_with = lru_cache(maxsize=20_000)(_Branch.going_on_with)

    def _add(self, phrase: _Phrase) -> None:
        first = phrase.parts[0]
        if first == "_":
            raise ValueError(f"a phrase cannot begin with any word: {phrase.written}")
        if not first.endswith("*"):
            self._whole[first].append(phrase)
        elif len(first) <= _SHORTEST_STEM:
            raise ValueError(f"a stem needs three letters: {phrase.written}")
        else:
            self._stems[first[:_SHORTEST_STEM]].append(phrase)

    def find(self, words: list[Word]) -> Iterator[Hit]:
        """Every hit in order of its place; hits of one group may overlap."""
        beginning_with = self._beginning_with
        forms = [_forms_of(word) for word in words]
        for index, own in enumerate(forms):
            for form in own:
                branch = beginning_with(form)
                if branch is not None:
                    yield from self._hits_at(branch, words, forms, index)

    def _hits_at(
        self, branch: "_Branch", words: list[Word], forms: list[_Forms], index: int
    ) -> list[Hit]:
        """The hits among phrases whose first word stands at the index."""
        start, hits, after = words[index].start, [], index + 1
        for phrase in branch.alone:
            end = words[index].end
            hits.append(_new(Hit, (phrase.group, phrase.written, start, end)))
        if not branch.goes_on or after == len(words) or words[after].is_after_break:
            return hits
        for phrase in self._going_on_with(branch, forms[after]):
            is_long = len(phrase.parts) > 2
            last = _end_of(phrase.parts, words, forms, index) if is_long else after
            if last is not None:
                end = words[last].end
                hits.append(_new(Hit, (phrase.group, phrase.written, start, end)))
        return hits

    def _find_beginning_with(self, form: str) -> "_Branch | None":
        """The phrases whose first word this is."""
        numbers = self._whole.get("#", ()) if form[:1].isdigit() else ()
        stems = self._stems.get(form[:_SHORTEST_STEM], ())
        fitting = (phrase for phrase in stems if _fits(phrase.parts[0], form))
        phrases = (*self._whole.get(form, ()), *numbers, *fitting)
        return _Branch(phrases) if phrases else None


class _Branch:
    """Phrases that begin alike, laid out by their second word."""

    __slots__ = ("alone", "by_stem", "by_word", "goes_on", "open")

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self.alone: list[_Phrase] = []
        self.by_word: dict[str, list[_Phrase]] = {}
        self.by_stem: dict[str, list[_Phrase]] = {}
        self.open: list[_Phrase] = []
        for phrase in phrases:
            self._home_of(phrase).append(phrase)
        self.goes_on = bool(self.by_word or self.by_stem or self.open)

    def _home_of(self, phrase: _Phrase) -> list[_Phrase]:
        if len(phrase.parts) == 1:
            return self.alone
        second = phrase.parts[1]
        if second in {"#", "_"} or len(second) <= _SHORTEST_STEM:
            return self.open if second[-1] in "#_*" else self._by_word(second)
        if second[-1] == "*":
            return self.by_stem.setdefault(second[:_SHORTEST_STEM], [])
        return self._by_word(second)

    def _by_word(self, word: str) -> list[_Phrase]:
        return self.by_word.setdefault(word, [])

    def going_on_with(self, forms: _Forms) -> tuple[_Phrase, ...]:
        """Phrases whose second word is one of these forms, each once."""
        fitting = (phrase for form in forms for phrase in self._with(form))
        return tuple(dict.fromkeys(fitting))

    def _with(self, form: str) -> list[_Phrase]:
        found = self.by_word.get(form)
        stems = self.by_stem.get(form[:_SHORTEST_STEM])
        if stems is None and not self.open:
            return found or []
        fitting = [p for p in (*(stems or ()), *self.open) if _fits(p.parts[1], form)]
        return [*(found or ()), *fitting]


def _parts_of(written: str) -> tuple[str, ...]:
    parts = tuple(
        part
        if part in {"#", "_"}
        else _folded(part.rstrip("*")) + ("*" if part.endswith("*") else "")
        for part in written.split()
    )
    if not parts or any(part in {"", "*"} for part in parts):
        raise ValueError(f"this is no phrase: {written!r}")
    return parts


def _forms_of(word: Word) -> _Forms:
    """The word, and without what French or Arabic joins to its front."""
    folded = word.folded
    if word.bare:
        return (folded, word.bare)
    if not folded or not "\u0621" <= folded[0] <= "\u064a":
        return (folded,)
    return _arabic_forms(folded)


@lru_cache(maxsize=20_000)
def _arabic_forms(folded: str) -> _Forms:
    forms = [folded]
    joined = _ARABIC_ARTICLE.match(folded) or _ARABIC_JOINED.match(folded)
    if joined:
        forms += [folded[joined.end() :], folded[1:] if folded[0] != "ا" else ""]
    long_enough = [form for form in forms[1:] if len(form) >= _SHORTEST_STEM]
    return tuple(dict.fromkeys([folded, *long_enough]))


def _end_of(
    parts: tuple[str, ...], words: list[Word], forms: list[_Forms], index: int
) -> int | None:
    """The index of the phrase's last word when its words from the third on stand
    here, else None."""
    at = index + 1
    for part in parts[2:]:
        at += 1
        if at >= len(words) or words[at].is_after_break:
            return None
        if not _fits_one(part, forms[at]):
            return None
    return at


def _fits_one(part: str, forms: _Forms) -> bool:
    if part[-1] not in "*#_":  # as most parts of most phrases
        return part in forms
    return any(_fits(part, form) for form in forms)


def _fits(part: str, form: str) -> bool:
    if part == "_":
        return True
    if part == "#":
        return form[:1].isdigit()
    return part[-1] == "*" and form.startswith(part[:-1])
