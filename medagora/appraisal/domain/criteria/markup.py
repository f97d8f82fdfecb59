"""All criteria that need only a page's markup, and no word of any language."""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria.access_basics import look_at_access
from medagora.appraisal.domain.criteria.delivery import (
    look_at_delivery,
    look_at_language,
)
from medagora.appraisal.domain.criteria.loads import look_at_loads
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import Medium, Page, PageState

_OF_LOADS = (Criterion.TRACKERS, Criterion.THIRD_PARTIES, Criterion.POP_UPS)
_OF_LANGUAGE = (Criterion.LANGUAGE, Criterion.LANGUAGE_MARKED)
_OF_ACCESS = (Criterion.HEADINGS, Criterion.IMAGE_TEXTS, Criterion.CONTRAST)
#: Criteria that ``look`` answers, each once.
CRITERIA = (
    Criterion.PAGE,
    Criterion.HTTPS,
    *_OF_LOADS,
    *_OF_LANGUAGE,
    *_OF_ACCESS,
)
#: Pages that came as HTML: what they load is seen even when they hold no text.
_CAME = (PageState.READ, PageState.EMPTY, PageState.WALLED)


def look(page: Page) -> Iterator[Finding]:
    """One finding for each of ``CRITERIA``, for any page."""
    yield from look_at_delivery(page)
    is_read = page.state is PageState.READ
    if page.medium is not Medium.HTML:
        said = "not_a_web_page" if is_read else "not_read"
        yield from _cannot_tell(_OF_LOADS, said)
    elif page.state in _CAME:
        yield from look_at_loads(page)
    else:
        yield from _cannot_tell(_OF_LOADS, "not_read")
    if not is_read:
        yield from _cannot_tell((*_OF_LANGUAGE, *_OF_ACCESS), "not_read")
        return
    yield from look_at_language(page)
    if page.medium is Medium.HTML:
        yield from look_at_access(page)
    else:
        yield from _cannot_tell(_OF_ACCESS, "not_a_web_page")


def _cannot_tell(criteria: tuple[Criterion, ...], said: str) -> Iterator[Finding]:
    for criterion in criteria:
        yield Finding(criterion, Answer.CANNOT_TELL, 0.0, said)
