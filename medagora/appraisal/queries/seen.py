"""What the engine saw, beside the items that it bears on."""

from dataclasses import dataclass

from medagora.appraisal.domain.findings import Answer, Criterion
from medagora.appraisal.domain.instruments import Instrument
from medagora.appraisal.queries.reports import find_page_seen, findings_of
from medagora.appraisal.queries.telling import Told, told

_MOST_QUOTES = 3


@dataclass(frozen=True)
class Seen:
    """One finding as it stands beside an item; ``sentence`` is in the reader's
    language, ``quotes`` are the page's own words."""

    criterion: Criterion
    answer: Answer
    sentence: str
    quotes: tuple[str, ...] = ()
    version: str = ""


def seen_by_item(uid: str, instrument: Instrument) -> dict[str, list[Seen]]:
    """Findings for each item, in the order in which the instrument names criteria;
    none for a resource whose page was not read yet."""
    page = find_page_seen(uid)
    found = told(findings_of(page)) if page else []
    by_criterion = {each.finding.criterion: _seen(each) for each in reversed(found)}
    return {
        item.id: [by_criterion[c] for c in item.criteria if c in by_criterion]
        for item in instrument.items
    }


def _seen(told: Told) -> Seen:
    finding = told.finding
    quotes = tuple(quote.words for quote in finding.quotes[:_MOST_QUOTES])
    return Seen(
        finding.criterion, finding.answer, told.sentence, quotes, finding.version
    )
