"""The fields of the query language, and how their values are written. Pure."""

from medagora.kernel.query_language import values
from medagora.kernel.text import tidy
from medagora.reader.domain.words import NoticeKind, Sort

#: How a field may be called, and which it is.
FIELDS = {
    "title": "title",
    "author": "author",
    "source": "source",
    "journal": "source",
    "topic": "topic",
    "lang": "lang",
    "kind": "kind",
    "sort": "kind",
    "doi": "doi",
    "pmid": "pmid",
    "is": "is",
    "after": "after",
    "before": "before",
}
#: What ``is:`` can say, and the notice behind it.
IS = {
    "retracted": NoticeKind.RETRACTION,
    "questioned": NoticeKind.CONCERN,
    "corrected": NoticeKind.CORRECTION,
}


def clean_fact(field: str, value: str, place: int) -> str:
    """The value as it is compared. BadInput for one that cannot be, with what can."""
    return _CLEAN[field](tidy(value), place)


def _kind(value: str, place: int) -> str:
    return values.one_of(value, [sort.value for sort in Sort], place)


def _is(value: str, place: int) -> str:
    return values.one_of(value, list(IS), place)


_CLEAN = {
    "topic": values.clean_topic,
    "lang": values.clean_language,
    "kind": _kind,
    "doi": values.clean_doi,
    "pmid": values.clean_pmid,
    "is": _is,
    "after": values.clean_day,
    "before": values.clean_day,
}
