"""A news story is looked at as its reviewers look; no other page is."""

from dataclasses import replace

from medagora.appraisal.domain.criteria import news_story
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import BlockKind, Page, Region
from medagora.appraisal.labels_findings import CRITERIA, GROUPS, sentence_of
from tests.appraisal.building import build_page

PARAGRAPH = (
    "The trial with 1,200 people was a randomised controlled study, and the "
    "researchers say that the drug lowered the risk of a stroke from 4 percent to 2 "
    "percent, but that it caused bleeding in 3 of 100 people who took it for a year, "
    "and that the study was paid for by the company that makes the drug. The drug "
    "costs $5,800 a year, and Dr. Jones, who was not involved in the study, said that "
    "older drugs work nearly as well for most of them and cost much less than that. "
    "It is not yet approved, and a larger study will have to show whether the benefit "
    "lasts for longer than a year with people who are older than those in this trial."
)


def story(**changes: object) -> Page:
    page = build_page(
        (BlockKind.HEADING, Region.MAIN, "New drug and strokes"),
        (BlockKind.PARAGRAPH, Region.NAVIGATION, "Home News Sport"),
        (BlockKind.PARAGRAPH, Region.MAIN, PARAGRAPH),
        language="en",
    )
    return replace(page, **changes)  # type: ignore[arg-type]  # fields of Page


NEWS = {"linked_data": ({"@type": "NewsArticle"},)}


def test_a_page_that_says_it_is_news_gets_the_ten_findings() -> None:
    page = story(**NEWS)

    found = {f.criterion: f for f in news_story.look(page)}

    assert set(found) == set(news_story.CRITERIA.values())
    for finding in found.values():
        assert sentence_of(finding)
        for quote in finding.quotes:
            assert quote.start is not None
            assert page.text[quote.start : quote.end] == quote.words


def test_what_stands_there_is_not_called_lacking() -> None:
    page = story(**NEWS)
    costs = Finding(Criterion.COSTS, Answer.PRESENT, 0.9, "costs.some")

    alone = {f.criterion: f.answer for f in news_story.look(page)}
    beside = {f.criterion: f.answer for f in news_story.look(page, [costs])}

    assert alone[Criterion.NEWS_COST] is Answer.ABSENT
    assert beside[Criterion.NEWS_COST] is Answer.CANNOT_TELL


def test_a_leaflet_and_news_in_another_language_are_left_alone() -> None:
    assert list(news_story.look(story())) == []
    assert list(news_story.look(story(**NEWS, language="de"))) == []


def test_what_reviewers_judged_both_ways_is_left_to_people() -> None:
    short = build_page(
        (BlockKind.PARAGRAPH, Region.MAIN, "A drug was approved."), language="en"
    )

    found = list(news_story.look(replace(short, **NEWS)))  # type: ignore[arg-type]  # fields of Page

    assert {f.answer for f in found} == {Answer.CANNOT_TELL}
    assert all(f.confidence == 0 and not f.quotes for f in found)


def test_every_criterion_has_a_name_and_one_place_in_the_report() -> None:
    placed = [criterion for _key, _name, several in GROUPS for criterion in several]

    assert sorted(placed) == sorted(Criterion)
    assert set(CRITERIA) == set(Criterion)
