"""When the text was written, updated and reviewed, and whether its dates agree.

A date counts with a label ("last updated") beside it, or in the code of the page; a
bare date counts for the day of writing when it stands alone near the top. The years of
a copyright line, dates of comments and the day of the next review do not count. The
server's ``last-modified`` header is no evidence: it tells when a file was built.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from medagora.appraisal.domain.criteria.dated import Dated, Kind, dates_of
from medagora.appraisal.domain.criteria.evidence import (
    Hits,
    absent,
    cannot_tell,
    no_words,
    present,
)
from medagora.appraisal.domain.criteria.labels import Labels
from medagora.appraisal.domain.findings import Criterion, Fact, Finding
from medagora.appraisal.domain.page import Page
from medagora.appraisal.domain.sight import Sight
from medagora.kernel.dates import add_months

#: After three years without a look, most health information is due for one.
OLD_AFTER_MONTHS = 36
#: Two clocks, one publication: time zones make a day of difference.
_SAME_DAY = timedelta(days=1)
_CRITERIA = {
    Kind.WRITTEN: Criterion.WRITTEN,
    Kind.UPDATED: Criterion.UPDATED,
    Kind.REVIEWED: Criterion.REVIEWED,
}


def look(page: Page, hits: Hits, sight: Sight) -> Iterator[Finding]:
    """Written, updated, reviewed, and whether the dates agree."""
    labels = Labels(page, hits, page.language)
    every = dates_of(page, labels)
    latest = sight.today + _SAME_DAY
    past = [dated for dated in every if dated.day.first <= latest]
    # some sites write the next review beside the last one, under one name
    known = {(dated.kind, dated.source) for dated in past if not dated.is_visible}
    future = [
        dated
        for dated in every
        if dated.day.first > latest and (dated.kind, dated.source) not in known
    ]
    for kind in Kind:
        yield _tell(kind, past, future, sight)
    yield _agreement(past, future, sight)


def _tell(
    kind: Kind, past: Sequence[Dated], future: Sequence[Dated], sight: Sight
) -> Finding:
    criterion = _CRITERIA[kind]
    own = [dated for dated in past if dated.kind is kind]
    if own:
        return _dated(criterion, _best(own, kind), past, sight)
    wrong = [dated for dated in future if dated.kind is kind]
    if wrong:
        quotes, written = [wrong[0].quote], wrong[0].day.iso
        return cannot_tell(criterion, f"{kind}.future", quotes, date=written)
    if not sight.has_words:
        return no_words(criterion)
    return absent(criterion, f"{kind}.none", 0.75)


def _best(own: Sequence[Dated], kind: Kind) -> Dated:
    """What a reader can see outweighs the code; then the newest, or the first."""
    seen = [dated for dated in own if dated.is_visible and dated.is_labelled]
    chosen = seen or [dated for dated in own if dated.is_visible] or list(own)
    if kind is Kind.WRITTEN:
        return chosen[0]
    return max(chosen, key=lambda dated: dated.day.last)


def _dated(
    criterion: Criterion, best: Dated, past: Sequence[Dated], sight: Sight
) -> Finding:
    said, confidence = f"{best.kind}.dated", 0.95
    if best.day.other:
        said, confidence = f"{best.kind}.ambiguous", 0.8
    elif _is_old(best, past, sight):
        said = f"{best.kind}.old"
    elif not best.is_visible:
        said = f"{best.kind}.in_code"
    if not best.is_visible:
        confidence = 0.7
    elif not best.is_labelled:
        confidence = 0.6
    facts: dict[str, Fact] = {
        "date": best.day.iso,
        "years": _years_since(best, sight),
        "is_visible": best.is_visible,
        "is_labelled": best.is_labelled,
    }
    return present(criterion, said, confidence, [best.quote], **facts)


def _is_old(best: Dated, past: Sequence[Dated], sight: Sight) -> bool:
    """More than three years ago; a day of writing is old only without a later look."""
    limit = add_months(sight.today, -OLD_AFTER_MONTHS)
    if best.day.last >= limit:
        return False
    if best.kind is not Kind.WRITTEN:
        return True
    return all(d.day.last < limit for d in past if d.kind is not Kind.WRITTEN)


def _years_since(best: Dated, sight: Sight) -> int:
    last, today = best.day.last, sight.today
    return max(
        0, today.year - last.year - ((today.month, today.day) < (last.month, last.day))
    )


@dataclass(frozen=True, slots=True)
class _Clash:
    said: str
    confidence: float
    first: Dated
    second: Dated


def _agreement(past: Sequence[Dated], future: Sequence[Dated], sight: Sight) -> Finding:
    criterion = Criterion.DATES_AGREE
    if future:
        wrong = future[0]
        facts = {"date": wrong.day.iso, "today": sight.today.isoformat()}
        return absent(criterion, "dates_agree.future", 0.9, [wrong.quote], **facts)
    clash = _first_clash(past)
    if clash:
        first, second = clash.first, clash.second
        return absent(
            criterion,
            clash.said,
            clash.confidence,
            [first.quote, second.quote],
            first=first.day.iso,
            second=second.day.iso,
        )
    if len({(dated.kind, dated.source) for dated in past}) < 2:
        said = "dates_agree.one" if past else "dates_agree.no_date"
        return cannot_tell(criterion, said, [dated.quote for dated in past])
    return present(criterion, "dates_agree.yes", 0.8, [dated.quote for dated in past])


def _first_clash(past: Sequence[Dated]) -> _Clash | None:
    for kind in Kind:
        own = [dated for dated in past if dated.kind is kind]
        seen = [dated for dated in own if dated.is_visible and dated.is_labelled]
        coded = [dated for dated in own if not dated.is_visible]
        if seen and coded and _all_apart(seen, coded):
            return _Clash(f"dates_agree.{kind}", 0.85, seen[0], coded[0])
    visible = [dated for dated in past if dated.is_visible]
    written = [dated for dated in visible if dated.kind is Kind.WRITTEN]
    later = [dated for dated in visible if dated.kind is not Kind.WRITTEN]
    for first, second in product(written, later):
        if second.day.last + _SAME_DAY < first.day.first:
            return _Clash("dates_agree.order", 0.8, first, second)
    return None


def _all_apart(seen: Sequence[Dated], coded: Sequence[Dated]) -> bool:
    """Whether none of the visible dates can be the same day as one of the code."""
    return not any(
        one.day.first - _SAME_DAY <= other.day.last
        and other.day.first - _SAME_DAY <= one.day.last
        for one, other in product(seen, coded)
    )
