"""Long words taken apart, and words that belong together put together.

"Zuckerkrankheit" is found by somebody's "Zucker Krankheit" and the other way round.
All words are folded; only words that the caller knows count as parts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from medagora.search.domain.function_words import FUNCTION_WORDS

#: Shorter parts are prefixes and accidents ("be", "in"), and so are most of three
#: letters ("inf", "akt"): of these only terms count.
MIN_PART = 3
_LONGEST_SHORT_PART = 3
MAX_PARTS = 4
_SHORTEST = 2 * MIN_PART
_LONGEST = 40

Known = Callable[[str], bool]


@dataclass(frozen=True)
class _Joints:
    """How a language joins words: letters put between them, and endings of the front
    word that are lost there ("Sprache" in "Sprachstörung")."""

    between: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


_JOINTS = {
    "de": _Joints(("s", "es", "n", "en", "er", "e", "ens"), ("e", "en")),
    "nl": _Joints(("s", "e", "en", "n", "er")),
    "sv": _Joints(("s", "o", "e", "u", "a"), ("a", "e")),
    "da": _Joints(("s", "e", "er")),
    "no": _Joints(("s", "e")),
    "nb": _Joints(("s", "e")),
    "hu": _Joints(),
    "fi": _Joints(("n", "en", "in", "s")),
}
LANGUAGES = tuple(_JOINTS)


@dataclass(frozen=True)
class _Split:
    """Parts of the end of a word; ``lost`` counts letters that are in no part."""

    parts: tuple[str, ...] = ()
    lost: int = 0

    def rank(self) -> tuple[int, int, int, int]:
        """Few, long parts are the likeliest; then those that leave nothing over, and
        a long last part, which carries the meaning."""
        lengths = [len(part) for part in self.parts]
        return len(lengths), -min(lengths), self.lost, -lengths[-1]


def split_compound(
    word: str, known: Known, language: str, is_term: Known | None = None
) -> tuple[str, ...]:
    """Two to four known parts of a folded word, in order; () if it has none.

    The word itself may be known or not. ``is_term`` says which short parts are words
    of a topic; without it all that are known count.
    """
    joints = _JOINTS.get(language)
    if joints is None or not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return ()
    small = FUNCTION_WORDS.get(language, frozenset())
    is_short_one = is_term or known

    def is_part(piece: str) -> bool:
        is_short = len(piece) <= _LONGEST_SHORT_PART
        return piece not in small and (is_short_one if is_short else known)(piece)

    best = _Splitter(word, is_part, joints).end(0, MAX_PARTS)
    return best.parts if best else ()


@dataclass
class _Splitter:
    word: str
    known: Known
    joints: _Joints
    seen: dict[tuple[int, int], _Split | None] = field(default_factory=dict)

    def end(self, start: int, parts: int) -> _Split | None:
        """The best split of the word from here on, into so many parts at most."""
        key = (start, parts)
        if key not in self.seen:
            self.seen[key] = self._best(start, parts)
        return self.seen[key]

    def _best(self, start: int, parts: int) -> _Split | None:
        found = self._followed(start, parts) if parts > 1 else []
        rest = self.word[start:]
        if start and self.known(rest):
            found.append(_Split((rest,)))
        return min(found, key=_Split.rank, default=None)

    def _followed(self, start: int, parts: int) -> list[_Split]:
        """A known part here, perhaps a joint, and the best of what follows."""
        found = []
        for stop in range(start + MIN_PART, len(self.word) - MIN_PART + 1):
            part = self._part(self.word[start:stop])
            if not part:
                continue
            for joint in ("", *self.joints.between):
                after = stop + len(joint)
                if not self.word.startswith(joint, stop):
                    continue
                if len(self.word) - after >= MIN_PART and (
                    rest := self.end(after, parts - 1)
                ):
                    found.append(_Split((part, *rest.parts), rest.lost + len(joint)))
        return found

    def _part(self, piece: str) -> str:
        """The known word that stands here, perhaps without its ending; or ""."""
        if self.known(piece):
            return piece
        whole = (piece + ending for ending in self.joints.lost)
        return next((one for one in whole if self.known(one)), "")


@dataclass(frozen=True)
class Joined:
    """The words from ``start`` to before ``stop``, as one."""

    start: int
    stop: int
    word: str


def join_words(words: tuple[str, ...], known: Known) -> tuple[Joined, ...]:
    """Known words that two or three neighbours make when written together."""
    return tuple(
        Joined(start, start + length, joined)
        for length in (3, 2)
        for start in range(len(words) - length + 1)
        if len(joined := "".join(words[start : start + length])) >= _SHORTEST
        and known(joined)
    )
