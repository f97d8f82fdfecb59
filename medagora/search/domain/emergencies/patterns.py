"""The small language in which the words of emergencies are written.

A pattern is a line of words, each followed by at most one other word, which may not
be a negation ("want to really die"; but "have no pain" is not "have pain"):

    die           this word, folded          di*          words that begin so
    (die|be dead) one of these, as written    <person>     one of a list in the file
    ..            up to four words between    ##           a number of two digits
    ^ $           begin and end of the text   a b & c d    both, in any order

A pattern is found by its rarest part first (``anchors``), so that the words of an
ordinary question cost a look into a dictionary and no more.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from medagora.kernel.text import fold

_SLOT = re.compile(r"\([^()]*\)|<\w+>|\S+")
_WRITTEN = re.compile(r"\w+\*?")
_NUMBER = "##"
#: Arabic writes "and", "so" and "the" at the front of a word.
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_FRONT = "[وفب]?(?:ال)?"


@dataclass(frozen=True)
class Anchor:
    """A word without which a pattern cannot match."""

    word: str
    is_start: bool


@dataclass(frozen=True)
class Pattern:
    """``written``, as regular expressions, must all be found in a text of folded words,
    each with a space after; ``anchors``: one of them is among its words."""

    written: tuple[str, ...]
    anchors: tuple[Anchor, ...]

    @cached_property
    def _parts(self) -> tuple[re.Pattern[str], ...]:
        """Made when first needed: all of them at once would take half a second."""
        return tuple(map(re.compile, self.written))

    def is_in(self, text: str) -> bool:
        return all(part.search(text) for part in self._parts)


class Compiler:
    """Makes patterns of the lines of one file, which share lists and negations."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], negations: Sequence[str]
    ) -> None:
        self._lists = lists
        barred = "".join(f"(?!{_word(word)} )" for word in negations)
        self._one = rf"(?:{barred}\S+ )?"
        self._some = rf"(?:{barred}\S+ ){{0,4}}"

    def pattern(self, line: str) -> Pattern:
        """ValueError names the line that means nothing."""
        parts = [_SLOT.findall(part) for part in line.split(" & ")]
        slots = [self._phrases(slot) for part in parts for slot in part]
        worded = [phrases for phrases in slots if phrases]
        if not worded:
            raise ValueError(f"No word in {line!r}")
        rarest = max(worded, key=_rarity)
        return Pattern(
            tuple(self._regex(part) for part in parts),
            tuple(_anchor(phrase) for phrase in rarest),
        )

    def _phrases(self, slot: str) -> tuple[str, ...]:
        """The phrases of which one must stand here; none for what is no word."""
        if slot in {"..", "^", "$", _NUMBER}:
            return ()
        if slot.startswith("<"):
            return tuple(self._lists[slot[1:-1]])
        if slot.startswith("("):
            parts = slot[1:-1].split("|")
            return tuple(phrase for part in parts for phrase in self._listed(part))
        return (slot,)

    def _listed(self, part: str) -> Sequence[str]:
        return self._lists[part[1:-1]] if part.startswith("<") else (part,)

    def _regex(self, slots: Sequence[str]) -> str:
        made, gap = [], r"(?<!\S)"
        for slot in slots:
            if slot == "..":
                gap = self._some
            elif slot in {"^", "$"}:
                made.append(r"\A" if slot == "^" else r"\Z")
                gap = ""
            elif slot == _NUMBER:
                made.append(rf"{gap}\d\d ")
                gap = ""
            else:
                choice = "|".join(_phrase(text) for text in self._phrases(slot))
                made.append(f"{gap}(?:{choice})")
                gap = self._one
        return "".join(made)


def spoken_words(text: str) -> list[str]:
    """The folded words; what an apostrophe parts in English is one ("cant", "im")."""
    words: list[str] = []
    for word in fold(text).split():
        if words and words[-1] + word in _PARTED:
            words[-1] += word
        else:
            words.append(word)
    return words


_PARTED = frozenset(
    word
    for line in (
        "cant dont wont isnt doesnt didnt couldnt wouldnt arent wasnt hasnt havent",
        "im ive hes shes itll theyre youre myself himself herself",
    )
    for word in line.split()
)


def bare_forms(word: str) -> tuple[str, ...]:
    """A word as written and, in Arabic, without what is written at its front."""
    if not _ARABIC.match(word):
        return (word,)
    cut = word[1:] if word[0] in "وفب" else word
    forms = (word, cut, word.removeprefix("ال"), cut.removeprefix("ال"))
    return tuple(dict.fromkeys(form for form in forms if form))


def _phrase(text: str) -> str:
    return "".join(f"{_word(word)} " for word in text.split())


def _word(word: str) -> str:
    """A regular expression of one written word of a pattern."""
    folded = _folded(word)
    front = _ARABIC_FRONT if _ARABIC.match(folded) else ""
    return front + re.escape(folded) + (r"\S*" if word.endswith("*") else "")


def _anchor(phrase: str) -> Anchor:
    """The longest word of a phrase."""
    word = max(phrase.split(), key=len)
    return Anchor(_folded(word), word.endswith("*"))


def _folded(word: str) -> str:
    if not _WRITTEN.fullmatch(word):
        raise ValueError(f"Not one word: {word!r}")
    return fold(word.removesuffix("*"))


def _rarity(phrases: Sequence[str]) -> int:
    """Long words are rare; a place that can be filled by a short one is not."""
    return min(len(_anchor(phrase).word) for phrase in phrases)
