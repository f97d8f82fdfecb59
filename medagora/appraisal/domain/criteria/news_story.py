"""A news story or press release in English, looked at by the ten criteria for health
news. What a model learned from reviewers; see ``news`` and docs/appraisal-quality.md.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from medagora.appraisal.domain.adapt.linked_data import types_of
from medagora.appraisal.domain.findings import (
    LONGEST_QUOTE,
    MOST_QUOTES,
    Answer,
    Criterion,
    Finding,
    Quote,
)
from medagora.appraisal.domain.news import NewsAnswer, judge_news, leave_open
from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.page import BlockKind, Page, Region

#: The one language of which the model read reviewed stories.
_LANGUAGE = "en"
_NEWS_TYPES = ("NewsArticle", "PressRelease", "ReportageNewsArticle")
CRITERIA = {
    NewsCriterion.COST: Criterion.NEWS_COST,
    NewsCriterion.BENEFITS_QUANTIFIED: Criterion.NEWS_BENEFITS,
    NewsCriterion.HARMS: Criterion.NEWS_HARMS,
    NewsCriterion.EVIDENCE_QUALITY: Criterion.NEWS_EVIDENCE,
    NewsCriterion.NO_DISEASE_MONGERING: Criterion.NEWS_MONGERING,
    NewsCriterion.FUNDING_AND_CONFLICTS: Criterion.NEWS_FUNDING,
    NewsCriterion.ALTERNATIVES: Criterion.NEWS_ALTERNATIVES,
    NewsCriterion.AVAILABILITY: Criterion.NEWS_AVAILABILITY,
    NewsCriterion.NOVELTY: Criterion.NEWS_NOVELTY,
    NewsCriterion.NO_UNJUSTIFIED_LANGUAGE: Criterion.NEWS_LANGUAGE,
}


#: What the rules look for on the same point. Where they saw it and the model says
#: that it is lacking, nobody should be told that it is not there.
_SAME_POINT = {
    NewsCriterion.COST: Criterion.COSTS,
    NewsCriterion.BENEFITS_QUANTIFIED: Criterion.ABSOLUTE_NUMBERS,
    NewsCriterion.HARMS: Criterion.HARMS,
    NewsCriterion.ALTERNATIVES: Criterion.ALTERNATIVES,
    NewsCriterion.FUNDING_AND_CONFLICTS: Criterion.FUNDING,
}


def look(page: Page, seen: Iterable[Finding] = ()) -> Iterator[Finding]:
    """Ten findings for an English page that says of itself that it is news; none for
    any other page. ``seen``: what the rules found on it."""
    if page.language != _LANGUAGE or not says_it_is_news(page):
        return
    story = _Story(page)
    present = {f.criterion for f in seen if f.answer is Answer.PRESENT}
    for answer in leave_open(judge_news(page.title, story.text)).values():
        is_denied = _SAME_POINT.get(answer.criterion) in present
        if is_denied and answer.answer is Answer.ABSENT:
            answer = replace(answer, answer=Answer.CANNOT_TELL)
        yield _finding(answer, story)


def says_it_is_news(page: Page) -> bool:
    """By its code: schema.org, or an article with the time of its publication."""
    if any(kind in _NEWS_TYPES for one in page.linked_data for kind in types_of(one)):
        return True
    kind = page.meta.get("og:type", "").strip().lower()
    return kind == "article" and "article:published_time" in page.meta


class _Story:
    """The main text in one piece, and where its letters stand on the page."""

    def __init__(self, page: Page) -> None:
        blocks = [
            block
            for block in page.blocks
            if block.region is Region.MAIN and block.kind is not BlockKind.CONTROL
        ]
        self._page, self._starts, self._places = page, [0], [0]
        pieces, length = [], 0
        for block in blocks:
            self._starts.append(length)
            self._places.append(block.start)
            pieces.append(page.words_of(block))
            length += len(pieces[-1]) + 1
        self.text = "\n".join(pieces)

    def quote(self, words: str, start: int) -> Quote:
        index = bisect_right(self._starts, start) - 1
        place = self._places[index] + start - self._starts[index]
        return Quote(words[:LONGEST_QUOTE], start=place)


def _finding(answer: NewsAnswer, story: _Story) -> Finding:
    quotes = tuple(story.quote(*spot) for spot in answer.words[:MOST_QUOTES])
    said = {
        Answer.PRESENT: "news.met",
        Answer.ABSENT: "news.not_met",
        Answer.CANNOT_TELL: "news.open",
    }[answer.answer]
    return Finding(
        CRITERIA[answer.criterion],
        answer.answer,
        answer.confidence if answer.answer is not Answer.CANNOT_TELL else 0.0,
        said,
        quotes=quotes if answer.answer is not Answer.CANNOT_TELL else (),
    )
