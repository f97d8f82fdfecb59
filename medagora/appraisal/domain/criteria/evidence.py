"""What criteria have in common: quotes around a place, and the three answers."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from medagora.appraisal.domain.criteria.sentence import Sentences, quote_of
from medagora.appraisal.domain.findings import (
    LONGEST_QUOTE,
    MOST_QUOTES,
    Answer,
    Criterion,
    Fact,
    Finding,
    Quote,
    Where,
)
from medagora.appraisal.domain.page import Page, Region
from medagora.appraisal.domain.phrases import Hit

#: Phrase hits of a page by the name of their group.
Hits = Mapping[str, Sequence[Hit]]

#: What the page itself says; comments are other people's words.
OWN_WORDS = frozenset(Region) - {Region.COMMENTS}
#: The text and what frames it, without menus and windows over the page.
AROUND_TEXT = frozenset({Region.MAIN, Region.HEADER, Region.ASIDE, Region.FOOTER})
#: A hostile page may repeat one phrase for ever.
_MOST_HITS = 200


def standing_in(
    page: Page, hits: Hits, group: str, regions: Collection[Region] = OWN_WORDS
) -> list[Hit]:
    """The first hits of a group that stand in these regions."""
    return [
        hit
        for hit in hits.get(group, ())[:_MOST_HITS]
        if page.region_at(hit.start) in regions
    ]


def quote_around(page: Page, start: int, end: int) -> Quote:
    """The sentence that holds these words, exact, cut to what may be quoted."""
    return quote_of(page, Sentences(page).around(start), start, end)


def exact_quote(page: Page, start: int, end: int) -> Quote:
    """These very words of the text, without the spaces around them."""
    words = page.text[start : min(end, start + LONGEST_QUOTE)]
    begin = start + len(words) - len(words.lstrip())
    return Quote(words.strip(), Where.TEXT, begin)


def quote_markup(page: Page, words: str) -> Quote:
    """Words of the code; where they are also visible, their place in the text."""
    words = words.strip()[:LONGEST_QUOTE]
    place = page.text.find(words) if words else -1
    if place >= 0:
        return Quote(words, Where.TEXT, place)
    return Quote(words, Where.MARKUP)


def quotes_of(page: Page, hits: Iterable[Hit]) -> tuple[Quote, ...]:
    """The sentences around the hits, each once, only a few."""
    quotes: dict[Quote, None] = {}
    for hit in hits:
        quotes[quote_around(page, hit.start, hit.end)] = None
        if len(quotes) >= MOST_QUOTES:
            break
    return tuple(quotes)


def present(
    criterion: Criterion,
    said: str,
    confidence: float,
    quotes: Iterable[Quote] = (),
    **facts: Fact,
) -> Finding:
    few = tuple(dict.fromkeys(quotes))[:MOST_QUOTES]
    return Finding(criterion, Answer.PRESENT, confidence, said, facts, few)


def absent(
    criterion: Criterion,
    said: str,
    confidence: float,
    quotes: Iterable[Quote] = (),
    **facts: Fact,
) -> Finding:
    few = tuple(dict.fromkeys(quotes))[:MOST_QUOTES]
    return Finding(criterion, Answer.ABSENT, confidence, said, facts, few)


def cannot_tell(
    criterion: Criterion, said: str, quotes: Iterable[Quote] = (), **facts: Fact
) -> Finding:
    few = tuple(dict.fromkeys(quotes))[:MOST_QUOTES]
    return Finding(criterion, Answer.CANNOT_TELL, 0.0, said, facts, few)


def no_words(criterion: Criterion) -> Finding:
    """For a language without word lists, where the code alone showed nothing."""
    return cannot_tell(criterion, "no_words")
