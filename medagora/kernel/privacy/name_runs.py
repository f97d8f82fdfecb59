"""Capitalised words that stand together, and whether they are somebody's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medagora.kernel.privacy.findings import Confidence, Why
from medagora.kernel.privacy.lexicon import known
from medagora.kernel.privacy.reading import NAME, Is, Reading

_GAPS = {" ", "  ", ". ", "\u00a0"}
_MOST = 6
_Verdict = tuple[Why, Confidence] | None
_WHOLE_LINE = re.compile(r"[ \t>?*•\-]{0,12}$")
_NOT_NAME = Is.COMMON | Is.KNOWN | Is.HEAD


@dataclass(frozen=True)
class Run:
    """Words ``first`` to ``last`` of a reading, none of them an ordinary word alone."""

    first: int
    last: int

    def verdict(self, reading: Reading) -> _Verdict:
        words = reading.words[self.first : self.last + 1]
        kinds = [word.kind for word in words]
        full = [k for k in kinds if not k & Is.INITIAL and (k & Is.CAPITAL)]
        if len(full) == 1 and len(kinds) == 1:
            return _single(reading, self.first)
        if not full or any(k & Is.HEAD for k in kinds):
            return None
        if reading.is_(self.last + 1, Is.HEAD) and reading.between(self.last) == " ":
            return None
        return _several(reading, self, full)


def runs(reading: Reading) -> Iterator[Run]:
    first: int | None = None
    for index, word in enumerate(reading.words):
        if first is None and not word.kind & Is.CAPITAL:
            continue
        joins = (
            first is not None
            and reading.between(index - 1) in _GAPS
            and index - first < _MOST
        )
        if first is not None and not (joins and _continues(reading, index)):
            yield _trimmed(reading, first, index - 1)
            first = None
        if first is None and _begins(reading, index, word.kind):
            first = index
    if first is not None:
        yield _trimmed(reading, first, len(reading.words) - 1)


def _begins(reading: Reading, index: int, kind: int) -> bool:
    if not kind & Is.CAPITAL or kind & (Is.HEAD | Is.TITLE):
        return False
    if kind & Is.INITIAL:
        return reading.is_(index + 1, Is.CAPITAL) and reading.low(index) not in {
            "i",
            "a",
            "y",
            "o",
        }
    if kind & Is.SHOUTED:
        return (
            bool(kind & Is.GIVEN)
            and not kind & Is.COMMON
            and len(reading.low(index)) > 3
        )
    if kind & Is.COMMON:  # "Will Smith", "Rosa Campos"
        return (
            bool(kind & NAME)
            and reading.is_(index + 1, NAME)
            and not reading.is_(index + 1, Is.COMMON)
        )
    return True


def _continues(reading: Reading, index: int) -> bool:
    kind, before = reading.words[index].kind, reading.words[index - 1].kind
    gap = reading.between(index - 1)
    if gap == ". ":
        return bool(before & Is.INITIAL and kind & Is.CAPITAL)
    if kind & Is.INITIAL:
        return True
    if kind & Is.PARTICLE and not kind & Is.CAPITAL:
        after = index + 1 if not reading.is_(index + 1, Is.PARTICLE) else index + 2
        return reading.low(index) not in {"y", "i", "e", "und", "and", "of", "af"} and (
            reading.is_(after, Is.CAPITAL) and reading.is_(after, NAME)
        )
    if not kind & Is.CAPITAL or kind & Is.HEAD:
        return False
    if kind & Is.SHOUTED and not kind & NAME and not before & Is.SHOUTED:
        return False
    return not kind & Is.COMMON or bool(
        kind & NAME and before & (Is.GIVEN | Is.INITIAL)
    )


def _trimmed(reading: Reading, first: int, last: int) -> Run:
    while (
        last > first
        and reading.is_(last, Is.PARTICLE)
        and not reading.is_(last, Is.CAPITAL)
    ):
        last -= 1
    plain = not reading.is_(first, NAME | Is.INITIAL) and reading.starts_sentence(first)
    if plain and last > first and reading.is_(first + 1, Is.GIVEN):
        first += 1  # "Yesterday Peter …", where "yesterday" is not in our lists
    return Run(first, last)


def _several(reading: Reading, run: Run, kinds: list[int]) -> _Verdict:
    given = [k for k in kinds if k & Is.GIVEN and not k & _NOT_NAME]
    named = [k for k in kinds if k & NAME]
    places = all(k & Is.PLACE for k in kinds)
    if given and not places:
        return Why.LISTED, Confidence.LIKELY if len(kinds) > 1 else Confidence.MAYBE
    if all(k & (Is.KNOWN | Is.PLACE | Is.COMMON) for k in kinds):
        weak = [k for k in kinds if k & Is.GIVEN]
        both = len(weak) >= 1 and len(named) == len(kinds) >= 2 and not places
        return (Why.LISTED, Confidence.MAYBE) if both else None
    if any(k & (Is.KNOWN | Is.PLACE) and not k & NAME for k in kinds):
        return None
    if len(kinds) < run.last - run.first + 1 and not kinds[-1] & (_NOT_NAME | Is.PLACE):
        return Why.FULL_NAME, Confidence.MAYBE  # with an initial: J. R. Whitcombe
    alone = _is_line(reading, run)
    if named and (len(named) >= 2 or alone or len(kinds) == 2):
        return Why.LISTED, Confidence.LIKELY
    if reading.lexicon.language in {"de", ""}:
        return None
    if len(kinds) >= 2 and (alone or _is_prose(reading, run)):
        why = Why.SIGNATURE if alone else Why.FULL_NAME
        return why, Confidence.MAYBE
    return None


def _is_line(reading: Reading, run: Run) -> bool:
    """The run is all that stands on its line."""
    text = reading.text
    start, end = reading.words[run.first].start, reading.words[run.last].end
    before = text[max(0, start - 14) : start].rpartition("\n")
    return bool(
        ("\n" in before[1] or start < 14)
        and _WHOLE_LINE.match(before[2])
        and re.match(r"[ \t.,]*(?:\n|$)", text[end : end + 6])
        and "\n" in text
    )


def _is_prose(reading: Reading, run: Run) -> bool:
    """Not a title in which every word has a capital."""
    near = (
        [run.first - 1] if reading.between(run.first - 1) == " " and run.first else []
    )
    near += [run.last + 1] if reading.between(run.last) == " " else []
    return all(
        not reading.is_(i, Is.CAPITAL)
        or not reading.is_(i, Is.COMMON)
        or reading.starts_sentence(i)
        for i in near
    )


def _single(reading: Reading, index: int) -> _Verdict:
    word = reading.words[index]
    kind = word.kind
    if index in reading.exempt or kind & (Is.COMMON | Is.HEAD | Is.TITLE):
        return None
    listed = bool(kind & Is.GIVEN) and not kind & Is.PLACE
    told = _is_told_of(reading, index)
    if kind & Is.KNOWN:
        own = listed and word.low not in known("medicines")
        own = own and not _is_illness_alone(reading, index)
        why = Why.CUE if told else Why.LISTED
        return (why, Confidence.MAYBE) if own or (told and kind & NAME) else None
    if listed and len(word.low) > 2:
        return Why.LISTED, Confidence.LIKELY
    if kind & Is.SHOUTED or len(word.low) < 3:
        return None
    if (
        told
        and not kind & Is.PLACE
        and (kind & NAME or reading.lexicon.language != "de")
    ):
        return Why.CUE, Confidence.LIKELY if kind & NAME else Confidence.MAYBE
    if kind & (Is.SURNAME | Is.ENDING) and not kind & Is.PLACE:
        return _surname(reading, index, kind)
    if _is_spoken_of(reading, index):
        return Why.CUE, Confidence.MAYBE
    return None


def _is_illness_alone(reading: Reading, index: int) -> bool:
    """ "I have Addison's.", "Addison's and Cushing's": nothing owned follows."""
    end = reading.words[index].end
    if reading.text[end : end + 2] not in {"'s", "’s"}:
        return False
    return reading.between(index)[2:] != " " or reading.low(index + 1) in {"and", "or"}


def _is_told_of(reading: Reading, index: int) -> bool:
    """ "X said", "said X", "the X family", "X and Kovács"."""
    after = reading.low(index + 1)
    if reading.between(index) == " ":
        if reading.is_(index + 1, Is.SAYS | Is.AFTER_NAME):
            return True
        if after in {"and", "und", "et", "y", "és"} and reading.is_(
            index + 2, Is.SURNAME
        ):
            return reading.is_(index + 2, Is.CAPITAL) and not reading.is_(
                index + 2, Is.KNOWN
            )
    if index == 0 or reading.between(index - 1) != " ":
        return False
    return reading.is_(index - 1, Is.SAYS) and not reading.is_(index - 1, Is.CAPITAL)


def _surname(reading: Reading, index: int, kind: int) -> _Verdict:
    if reading.lexicon.language == "de" and not kind & Is.SURNAME:
        return None
    if reading.starts_sentence(index) and not kind & Is.SURNAME:
        return None
    return Why.LISTED, Confidence.MAYBE


def _is_spoken_of(reading: Reading, index: int) -> bool:
    """ "Zorwen is kind. You can rely on her.": an unknown word, then a pronoun."""
    if not reading.starts_sentence(index) or reading.low(index + 1) not in {
        "is",
        "was",
        "has",
        "had",
    }:
        return False
    return any(
        reading.lexicon.has("pronouns", reading.low(i))
        for i in range(index + 2, index + 16)
    )
