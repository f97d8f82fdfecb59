"""Who, when, on what ground, who pays: all criteria of trust together."""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria import (
    authorship,
    dates,
    disclosure,
    ownership,
    references,
    support,
)
from medagora.appraisal.domain.criteria.evidence import Hits, cannot_tell
from medagora.appraisal.domain.criteria.policy_links import PolicyLinks
from medagora.appraisal.domain.findings import Criterion, Finding
from medagora.appraisal.domain.page import Page, PageState
from medagora.appraisal.domain.sight import Sight

#: In the order in which they are told.
CRITERIA = (
    *(Criterion.AUTHOR, Criterion.CREDENTIALS, Criterion.REVIEWER, Criterion.OWNER),
    *(Criterion.CONTACT, Criterion.WRITTEN, Criterion.UPDATED, Criterion.REVIEWED),
    *(Criterion.DATES_AGREE, Criterion.REFERENCES, Criterion.NOT_RETRACTED),
    *(Criterion.MORE_SUPPORT, Criterion.FUNDING, Criterion.CONFLICTS),
    *(Criterion.ADVERTISING, Criterion.PRIVACY, Criterion.COMPLEMENTS),
)


def look(page: Page, hits: Hits, sight: Sight) -> Iterator[Finding]:
    """One finding for each criterion of trust, also for a page that was not read."""
    if page.state is not PageState.READ:
        yield from (cannot_tell(criterion, "not_read") for criterion in CRITERIA)
        return
    yield from authorship.look(page, hits, sight)
    links = PolicyLinks(page, hits)
    yield from ownership.look(page, hits, sight, links)
    yield from dates.look(page, hits, sight)
    yield from references.look(page, hits, sight)
    yield from support.look(page, hits, sight)
    yield from disclosure.look(page, hits, sight, links)
