"""Who pays, what interests stand behind the text, and what it is not meant for."""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria.evidence import (
    AROUND_TEXT,
    OWN_WORDS,
    Hits,
    absent,
    cannot_tell,
    no_words,
    present,
    quotes_of,
    standing_in,
)
from medagora.appraisal.domain.criteria.policy_links import Policy, PolicyLinks
from medagora.appraisal.domain.criteria.sentence import Sentences
from medagora.appraisal.domain.criteria.tracker_hosts import ad_hosts
from medagora.appraisal.domain.findings import Criterion, Finding
from medagora.appraisal.domain.page import BlockKind, Medium, Page, Region
from medagora.appraisal.domain.phrases import Hit
from medagora.appraisal.domain.sight import Sight

_TEXT = frozenset({Region.MAIN, Region.ASIDE, Region.FOOTER, Region.HEADER})
#: An advertisement's label stands alone in its line.
_LONGEST_LABEL = 45


def look(
    page: Page, hits: Hits, sight: Sight, links: PolicyLinks | None = None
) -> Iterator[Finding]:
    """Funding, conflicts of interest, advertising, privacy and complementarity."""
    links = PolicyLinks(page, hits) if links is None else links
    yield _funding(page, hits, sight, links)
    yield _conflicts(page, hits, sight, links)
    yield _advertising(page, hits, sight, links)
    yield _privacy(page, hits, sight, links)
    yield _complements(page, hits, sight)


def _funding(page: Page, hits: Hits, sight: Sight, links_of: PolicyLinks) -> Finding:
    """Who paid for a study is another thing than who pays for the page."""
    criterion = Criterion.FUNDING
    told = standing_in(page, hits, "funding", AROUND_TEXT)
    of_study = _beside(page, hits, told, "study_words")
    own = [hit for hit in told if hit not in of_study]
    links = links_of.to(Policy.FUNDING)
    if own or links:
        sure = 0.8 if own else 0.6
        return present(criterion, "funding.told", sure, [*quotes_of(page, own), *links])
    if of_study:
        quotes = quotes_of(page, of_study)
        return present(criterion, "funding.of_study", 0.5, quotes)
    if not sight.has_words:
        return no_words(criterion)
    return absent(criterion, "funding.none", 0.7)


def _beside(page: Page, hits: Hits, told: list[Hit], group: str) -> list[Hit]:
    """Those hits that have a phrase of this group in their sentence."""
    others = [hit.start for hit in hits.get(group, ())][:1000]
    if not told or not others:
        return []
    sentences = Sentences(page)
    spans = [(hit, sentences.around(hit.start)) for hit in told]
    return [
        hit
        for hit, span in spans
        if any(span.start <= place < span.end for place in others)
    ]


def _conflicts(page: Page, hits: Hits, sight: Sight, links_of: PolicyLinks) -> Finding:
    """ "No conflicts of interest" is a statement too."""
    criterion = Criterion.CONFLICTS
    text = _TEXT - {Region.HEADER}
    none = standing_in(page, hits, "conflicts_none", text)
    some = standing_in(page, hits, "conflicts", text)
    links = links_of.to(Policy.CONFLICTS)
    if none:
        quotes = [*quotes_of(page, none), *quotes_of(page, some)]
        return present(criterion, "conflicts.none_declared", 0.9, quotes)
    linked = {quote.start for quote in links}
    some = [hit for hit in some if hit.start not in linked]
    if some:
        return present(criterion, "conflicts.told", 0.75, quotes_of(page, some))
    if links:
        return present(criterion, "conflicts.link", 0.6, links)
    if not sight.has_words:
        return no_words(criterion)
    return absent(criterion, "conflicts.not_told", 0.75)


def _advertising(
    page: Page, hits: Hits, sight: Sight, links_of: PolicyLinks
) -> Finding:
    """A policy or labels; advertisers without either are told as such."""
    criterion = Criterion.ADVERTISING
    policy = quotes_of(page, standing_in(page, hits, "advertising_policy"))
    links = links_of.to(Policy.ADVERTISING)
    labels = quotes_of(page, _labels(page, hits))
    if policy or links:
        quotes = [*policy, *links, *labels]
        return present(criterion, "advertising.policy", 0.85, quotes)
    if labels:
        return present(criterion, "advertising.labelled", 0.7, labels)
    if not sight.has_words:
        return no_words(criterion)
    if advertisers := ad_hosts(page):
        names = tuple(sorted(advertisers))[:8]
        return absent(criterion, "advertising.unlabelled", 0.7, hosts=names)
    return cannot_tell(criterion, "advertising.not_seen")


def _labels(page: Page, hits: Hits) -> list[Hit]:
    """ "Advertisement" alone in its line or nearly so."""
    found = []
    for hit in standing_in(page, hits, "advertising_label"):
        block = page.block_at(hit.start)
        if block is None or block.end - block.start > _LONGEST_LABEL:
            continue
        is_alone = block.start == hit.start and block.end - hit.end <= 3
        is_start = block.start == hit.start and " " in hit.phrase
        is_label = is_alone or (is_start and block.kind is not BlockKind.HEADING)
        if is_label and block.region is not Region.NAVIGATION:
            found.append(hit)
    return found


def _privacy(page: Page, hits: Hits, sight: Sight, links_of: PolicyLinks) -> Finding:
    criterion = Criterion.PRIVACY
    links = links_of.to(Policy.PRIVACY)
    if links:
        return present(criterion, "privacy.link", 0.9, links)
    told = quotes_of(page, standing_in(page, hits, "privacy", OWN_WORDS))
    if told:
        return present(criterion, "privacy.told", 0.5, told)
    if page.medium is not Medium.HTML:
        return cannot_tell(criterion, "privacy.no_frame")
    if not sight.has_words:
        return no_words(criterion)
    if not links_of:
        return cannot_tell(criterion, "privacy.no_links")
    return absent(criterion, "privacy.none", 0.75)


def _complements(page: Page, hits: Hits, sight: Sight) -> Finding:
    criterion = Criterion.COMPLEMENTS
    sure = standing_in(page, hits, "complements")
    weak = standing_in(page, hits, "complements_weak")
    likely = _beside(page, hits, weak, "advice_words")
    if sure or likely:
        confidence = 0.9 if sure else 0.75
        quotes = quotes_of(page, [*sure, *likely])
        return present(criterion, "complements.told", confidence, quotes)
    if not sight.has_words:
        return no_words(criterion)
    if page.medium is Medium.HTML and page.links:
        # many sites say it once, on a page of terms
        return absent(criterion, "complements.not_here", 0.6)
    return absent(criterion, "complements.none", 0.7)
