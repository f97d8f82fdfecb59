"""How much of each sign stands in a text, and where.

A sign's amount is the logarithm of one more than its count: the tenth "percent" says
less than the first. A sentence here ends where a phrase ends (``phrases``).
"""

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from medagora.appraisal.domain.news.signs import SignList, sign_list
from medagora.appraisal.domain.phrases import Hit, Word, words_in

#: News is short; what stands behind this is read by nobody.
MOST_CHARACTERS = 60_000
#: The lead paragraph, in words.
_OPENING = 90
#: Funding, interests and contacts stand in the last quarter.
_ENDING = 0.75
#: "Not" at one end of a long sentence says little of "available" at the other.
_NEAR = 120
_LONGEST_QUOTE = 900
_SHORTEST_QUOTE = 20
_FEW_PEOPLE = 60
#: Fewer "patients" are a story; more are a country; years are neither.
_SAMPLE = range(5, 2_000_000)
_YEARS = range(1990, 2031)

_QUOTE_MARK = re.compile('["“”]')
_MONEY = re.compile(r"[$€£]\s?\d[\d,.]{0,15}(?:\s?[mb]illion\b)?")
_PERCENT = re.compile(r"\b\d[\d.,]{0,9}\s?(?:%|percent\b|per cent\b)")
_TRADEMARK, _EXCLAMATION, _QUESTION = (
    re.compile(mark) for mark in ("[®™]", "!", "[?]")
)
_STATISTIC = re.compile(r"\b(?:[pPnN] ?[<=] ?[.\d]|95 ?% CI\b|HR\b|OR\b)")
_PEOPLE = frozenset({
    "patients", "participants", "people", "women", "men", "adults", "children",
    "subjects", "individuals", "volunteers", "veterans", "infants", "babies",
})  # fmt: skip

Span = tuple[int, int]
NOWHERE: tuple[Span, ...] = ()


@dataclass(frozen=True)
class NewsText:
    """A text taken apart once; every sign is counted on this."""

    text: str
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [word.start for word in self.words if word.is_after_break]

    def sentence_of(self, place: int) -> int:
        return bisect_right(self.sentence_starts, place)

    @cached_property
    def numbers(self) -> list[int]:
        """Which of the words are numbers."""
        return [at for at, word in enumerate(self.words) if word.folded[:1].isdigit()]

    @cached_property
    def quotes(self) -> list[Span]:
        """What stands between a quotation mark and the next, as speech does."""
        marks = [found.start() for found in _QUOTE_MARK.finditer(self.text)]
        pairs = zip(marks[::2], marks[1::2], strict=False)
        lengths = range(_SHORTEST_QUOTE, _LONGEST_QUOTE)
        return [(start, end) for start, end in pairs if end - start in lengths]

    def is_quoted(self, place: int) -> bool:
        index = bisect_right(self.quotes, (place, len(self.text))) - 1
        return index >= 0 and place < self.quotes[index][1]


@dataclass(frozen=True, slots=True)
class Sign:
    """How much of it, and where; a sign of absence or size has no place."""

    amount: float
    spans: tuple[Span, ...] = ()


def take_apart(text: str) -> NewsText:
    """The text as signs are counted on it, cut to ``MOST_CHARACTERS``."""
    text = text[:MOST_CHARACTERS]
    words = words_in(text)
    return NewsText(text, tuple(words), tuple(_once(sign_list().phrases.find(words))))


def signs_of(news: NewsText) -> Mapping[str, Sign]:
    """Every sign by its name; those that are not there have the amount 0."""
    signs = sign_list()
    spans: dict[str, list[Span]] = {name: [] for name in sign_names(signs)}
    by_sentence: dict[int, dict[str, Span]] = defaultdict(dict)
    for hit in news.hits:
        span = (hit.start, hit.end)
        by_sentence[news.sentence_of(hit.start)].setdefault(hit.group, span)
        spans[hit.group].append(span)
        for place in _places_of(hit, news, signs):
            spans[f"{place}.{hit.group}"].append(span)
    for name, (one, other) in signs.together.items():
        for held in by_sentence.values():
            if one in held and other in held:
                both = _joined(held[one], held[other])
                if both[1] - both[0] <= _NEAR:
                    spans[f"together.{name}"].append(both)
    for name, found in _numbers(news, by_sentence).items():
        spans[f"number.{name}"] = found
    counted = {
        name: Sign(math.log1p(len(found)), tuple(found))
        for name, found in spans.items()
    }
    return {**counted, **_sizes(news)}


def sign_names(signs: SignList) -> list[str]:
    """All names in a fixed order, as the weights file has them."""
    return [
        *signs.groups,
        *(f"{place}.{g}" for place, some in signs.places.items() for g in sorted(some)),
        *(f"together.{name}" for name in signs.together),
        *(f"number.{name}" for name in (*_COUNTED, *_SIZED)),
    ]


_COUNTED = (
    "money", "percent", "two_percents", "compared", "harm", "price", "trademarks",
    "exclamations", "questions", "statistics",
)  # fmt: skip
_SIZED = ("length", "all", "quotes", "sample", "sample_told", "sample_small")


def _once(hits: Iterator[Hit]) -> Iterator[Hit]:
    """Hits of one group that do not overlap: "less expensive" is one, not two."""
    ends: dict[str, int] = {}
    for hit in hits:
        if hit.start >= ends.get(hit.group, 0):
            ends[hit.group] = hit.end
            yield hit


def _places_of(hit: Hit, news: NewsText, signs: SignList) -> Iterator[str]:
    words, last = news.words, len(news.words) - 1
    places = signs.places
    if hit.group in places["opening"] and hit.start < words[min(_OPENING, last)].start:
        yield "opening"
    if hit.group in places["ending"] and hit.start >= words[int(last * _ENDING)].start:
        yield "ending"
    if hit.group in places["quoted"] and news.is_quoted(hit.start):
        yield "quoted"


def _joined(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _numbers(
    news: NewsText, by_sentence: Mapping[int, Mapping[str, Span]]
) -> dict[str, list[Span]]:
    text = news.text
    percents = _spans(_PERCENT, text)
    money = _spans(_MONEY, text)
    numbers = [(news.words[at].start, news.words[at].end) for at in news.numbers]
    in_sentence = {
        "percents": _by_sentence(percents, news),
        "money": _by_sentence(money, news),
        "numbers": _by_sentence(numbers, news),
    }
    return {
        "money": [span for span in money if not text[: span[1]].endswith("illion")],
        "percent": percents,
        "two_percents": [
            _joined(found[0], found[-1])
            for found in in_sentence["percents"].values()
            if len(found) > 1
        ],
        "compared": _beside(by_sentence, "compared", in_sentence["numbers"], 2),
        "harm": _beside(by_sentence, "side_effect", in_sentence["numbers"], 1),
        "price": _beside(by_sentence, "price", in_sentence["money"], 1),
        "trademarks": _spans(_TRADEMARK, text),
        "exclamations": _spans(_EXCLAMATION, text),
        "questions": _spans(_QUESTION, text),
        "statistics": _spans(_STATISTIC, text),
    }


def _by_sentence(spans: list[Span], news: NewsText) -> dict[int, list[Span]]:
    sorted_in: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        sorted_in[news.sentence_of(span[0])].append(span)
    return sorted_in


def _beside(
    by_sentence: Mapping[int, Mapping[str, Span]],
    group: str,
    numbers: Mapping[int, list[Span]],
    least: int,
) -> list[Span]:
    """Sentences with a group's words and at least so many numbers."""
    return [
        _joined(held[group], numbers[sentence][-1])
        for sentence, held in by_sentence.items()
        if group in held and len(numbers.get(sentence, ())) >= least
    ]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


def _sizes(news: NewsText) -> dict[str, Sign]:
    size, span = 0, NOWHERE
    for index in news.numbers:
        counted = _people_counted(news, index)
        if counted > size:
            word = news.words[index]
            size, span = counted, ((word.start, word.end),)
    return {
        "number.length": Sign(math.log1p(len(news.words))),
        "number.all": Sign(math.log1p(len(news.numbers))),
        "number.quotes": Sign(math.log1p(len(news.quotes))),
        "number.sample": Sign(math.log10(size) if size else 0.0, span),
        "number.sample_told": Sign(float(size > 0), span),
        "number.sample_small": Sign(float(0 < size < _FEW_PEOPLE), span),
    }


def _people_counted(news: NewsText, index: int) -> int:
    """ "1,214 pregnant women" is 1214; 0 for a number that counts no people."""
    word = news.words[index]
    digits = news.text[word.start : word.end].replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7):
        return 0
    number = int(digits)
    if number not in _SAMPLE or number in _YEARS:
        return 0
    for word in news.words[index + 1 : index + 4]:
        if word.is_after_break:
            return 0
        if word.folded in _PEOPLE:
            return number
    return 0
