"""Small details: harmless alone, telling beside a name, or three of them together.

"k identifies nobody" is not claimed; that many details point at one person is what
the guides of medical councils warn of (GMC, "Using social media", 2024).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.lexicon import countries, known, lexicon
from medagora.kernel.privacy.reading import Is, Reading
from medagora.kernel.privacy.records import labelled_details

_TELLS_WHO = {Kind.PERSON, Kind.ADDRESS, Kind.NUMBER, Kind.BIRTH_DATE}
_Span = tuple[int, int]


def find_details(reading: Reading, found: Found) -> None:
    """To be asked last: it looks at what the others found."""
    told = any(
        f.kind in _TELLS_WHO and f.confidence is not Confidence.MAYBE
        for f in found.findings
    )
    facets = {
        "age": list(_ages(reading)) if found.digits else [],
        "place": list(_places(reading)),
        "work": list(_words_of(reading, Is.WORK)),
        "rare": list(_words_of(reading, Is.RARE)),
    }
    if told:
        spans = [*facets["age"], *facets["place"], *_countries(reading)]
        spans += [*_months(reading), *labelled_details(reading)]
    elif _tells_together(facets, found):
        spans = [span for group in facets.values() for span in group]
    else:
        return
    for start, end in spans:
        found.add(Kind.DETAIL, start, end, Why.COMBINATION, Confidence.MAYBE)


def _tells_together(facets: dict[str, list[_Span]], found: Found) -> bool:
    place = any(f.kind in {Kind.PLACE, Kind.INSTITUTION} for f in found.findings)
    present = {name for name, spans in facets.items() if spans}
    if place:
        present.add("place")
    return len(present) >= 3


@lru_cache(maxsize=8)
def _age_form(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    after = "|".join(
        sorted(map(re.escape, words.sets["age_after"]), key=len, reverse=True)
    )
    before = "|".join(
        sorted(
            (re.escape(w) for w in words.sets["age_before"] if len(w) > 2),
            key=len,
            reverse=True,
        )
    )
    sexes = "|".join(map(re.escape, words.sets["sexes"]))
    joint = r"[ -]{0,2}"
    return re.compile(
        rf"(?<!\w)(?:(?:{sexes}),? (?:(?:de|d'|von|of"
        rf"|aged) )?)?\d{{1,3}}{joint}(?:{after})(?!\w)"
        rf"(?: (?:{sexes})(?!\w))?|(?<!\w)(?:{before}):? \d{{1,3}}(?![\w.,%/]"
        rf"|\s?(?:mg|kg|cm|%|ml))",
        re.IGNORECASE,
    )


def _ages(reading: Reading) -> Iterator[_Span]:
    for match in _age_form(reading.lexicon.language).finditer(reading.text):
        yield match.span()


def _places(reading: Reading) -> Iterator[_Span]:
    for word in reading.words:
        listed = word.kind & Is.PLACE and word.low in known("cities")
        if listed and (word.kind & Is.CAPITAL or reading.lexicon.language == "ar"):
            yield word.start, word.end


def _countries(reading: Reading) -> Iterator[_Span]:
    names, words = countries(reading.lexicon.language), reading.words
    for index, word in enumerate(words):
        if not word.kind & Is.PLACE:
            continue
        for size in (3, 2, 1):
            last = index + size - 1
            if (
                last < len(words)
                and reading.text[word.start : words[last].end].lower() in names
            ):
                yield word.start, words[last].end
                break


def _months(reading: Reading) -> Iterator[_Span]:
    """A month with its year."""
    months = reading.lexicon.months
    for word in reading.words:
        if word.low in months:
            match = re.match(
                r"\.?,? (?:(?:de|del|of) )?(?:(?:19|20)\d\d|\d\d)(?!\w)",
                reading.text[word.end : word.end + 14],
            )
            if match:
                yield word.start, word.end + match.end()


def _words_of(reading: Reading, kind: int) -> Iterator[_Span]:
    for word in reading.words:
        if word.kind & kind:
            yield word.start, word.end
