"""Where a reader finds more help: other sources, patients' groups, helplines."""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria.evidence import (
    Hits,
    absent,
    exact_quote,
    no_words,
    present,
    quotes_of,
    standing_in,
)
from medagora.appraisal.domain.criteria.papers import is_at_home
from medagora.appraisal.domain.criteria.policy_links import quote_link
from medagora.appraisal.domain.criteria.sections import Section, sections
from medagora.appraisal.domain.findings import Criterion, Finding, Quote
from medagora.appraisal.domain.page import Link, Page, Region
from medagora.appraisal.domain.sight import Sight

_PLACES = frozenset({Region.MAIN, Region.ASIDE})


def look(page: Page, hits: Hits, sight: Sight) -> Iterator[Finding]:
    """Further sources of support and information."""
    criterion = Criterion.MORE_SUPPORT
    outside, inside = _under_headings(page, hits)
    told = quotes_of(page, standing_in(page, hits, "support_named", _PLACES))
    if outside:
        yield present(criterion, "more_support.section", 0.9, [*outside, *told])
    elif told:
        yield present(criterion, "more_support.told", 0.75, [*told, *inside])
    elif inside:
        yield present(criterion, "more_support.own_pages", 0.5, inside)
    elif not sight.has_words:
        yield no_words(criterion)
    else:
        yield absent(criterion, "more_support.none", 0.7)


def _under_headings(page: Page, hits: Hits) -> tuple[list[Quote], list[Quote]]:
    """Links under a heading such as "Further help": to other houses, and to its own."""
    outside: list[Quote] = []
    inside: list[Quote] = []
    placed = [link for link in page.links[:4000] if link.start is not None]
    for section in sections(page, hits, "support_heading", _PLACES):
        head = exact_quote(page, section.head.start, section.head.end)
        for link in _links_in(section, placed):
            is_own = is_at_home(link.address, page)
            is_call = link.address.startswith(("tel:", "mailto:"))
            kept = inside if is_own and not is_call else outside
            kept += [head, quote_link(page, link)]
    return outside[:6], inside[:4]


def _links_in(section: Section, links: list[Link]) -> list[Link]:
    start = section.block.start
    end = section.blocks[-1].end if section.blocks else section.block.end
    return [link for link in links if link.start and start <= link.start < end][:6]
