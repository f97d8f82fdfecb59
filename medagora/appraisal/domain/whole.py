"""The whole engine in one call: bytes in, findings out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.criteria import (
    content,
    markup,
    news_story,
    reading_level,
    trust,
)
from medagora.appraisal.domain.findings import (
    ENGINE_VERSION,
    NOT_ASSESSED,
    Finding,
)
from medagora.appraisal.domain.page import Page, PageState
from medagora.appraisal.domain.phrases import Hit, Phrases, words_in
from medagora.appraisal.domain.sight import Retracted, Sight
from medagora.appraisal.domain.word_lists import word_list

#: The word lists of a language that hold phrases.
_LISTS = ("trust", "content")
#: Words beyond these are not looked at: a book, not a page.
_MOST_WORDS = 60_000


@dataclass(frozen=True)
class PageReading:
    """What the engine saw of one page. Seen by machine; it decides nothing."""

    page: Page
    findings: tuple[Finding, ...]
    not_assessed: tuple[str, ...] = NOT_ASSESSED
    version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Knowing:
    """What the reader of pages may know besides the page."""

    #: A text's language, or "". Without it the page's own word counts.
    guess_language: Callable[[str], str] = lambda _text: ""
    #: Retracted papers by DOI; None: no list is kept here.
    retracted: Retracted | None = None
    #: Lay terms for clinical ones (folded) in a language.
    plainer: Callable[[str], Mapping[str, str]] = lambda _language: {}


def read_page(
    body: bytes,
    headers: Mapping[str, str],
    address: str,
    today: date,
    knowing: Knowing = Knowing(),
) -> PageReading:
    """Reads a page of HTML, a PDF or plain text and says what it saw; never raises
    for what it holds."""
    page = make_page(body, headers, address, guess_language=knowing.guess_language)
    sight = Sight(
        today=today,
        retracted=knowing.retracted,
        has_words=_phrases(page.language) is not None,
        plainer=knowing.plainer(page.language) if page.state is PageState.READ else {},
    )
    return PageReading(page, tuple(_look(page, sight)))


def _look(page: Page, sight: Sight) -> list[Finding]:
    found = list(markup.look(page))
    if page.state is not PageState.READ:
        return found
    hits = find_hits(page)
    found += trust.look(page, hits, sight)
    found += content.look(page, hits, sight)
    found += reading_level.look(page, sight.plainer)
    found += news_story.look(page, found)
    return found


def find_hits(page: Page) -> dict[str, Sequence[Hit]]:
    """Every phrase of the language's lists in the page's text, by group."""
    phrases = _phrases(page.language)
    found: dict[str, list[Hit]] = {}
    if phrases is not None:
        for hit in phrases.find(words_in(page.text)[:_MOST_WORDS]):
            found.setdefault(hit.group, []).append(hit)
    return dict(found)


@lru_cache(maxsize=16)
def _phrases(language: str) -> Phrases | None:
    lists = [word_list(language, name) for name in _LISTS]
    groups = {
        group: phrases
        for each in lists
        if each is not None
        for group, phrases in each.groups.items()
    }
    return Phrases(groups) if groups else None
