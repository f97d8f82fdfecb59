"""What the criteria of trust find on a page made by hand."""

from medagora.appraisal.domain.criteria import trust
from medagora.appraisal.domain.findings import Criterion, Finding
from medagora.appraisal.domain.page import Page
from medagora.appraisal.domain.sight import Sight
from medagora.appraisal.domain.word_lists import LANGUAGES
from tests.appraisal.building import Piece, build_page, hits_of, sight


def findings(page: Page, seen: Sight | None = None) -> dict[Criterion, Finding]:
    """All findings of trust by their criterion."""
    seen = seen or sight(has_words=page.language in LANGUAGES)
    return {
        found.criterion: found
        for found in trust.look(page, hits_of(page, "trust"), seen)
    }


def find(criterion: Criterion, *pieces: Piece, **others: object) -> Finding:
    """The finding for one criterion on a page of these blocks."""
    return findings(build_page(*pieces, **others))[criterion]
