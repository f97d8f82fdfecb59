"""Resources as tables, lists of feeds and linked data; pure, a piece at a time."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from medagora.catalogue.domain import schema_org
from medagora.catalogue.domain.records import ResourceRecord, TopicName
from medagora.kernel.dates import iso_utc

#: The columns of a table; the importer knows those that it can take back.
COLUMNS = (
    "uid",
    "address",
    "title",
    "description",
    "text_language",
    "kind",
    "audience",
    "languages",
    "topics",
    "publisher",
    "country",
    "cost",
    "sign_up",
    "feeds",
    "state",
    "published_at",
    "last_reviewed_on",
    "review_due_on",
    "source",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """Gives back what the csv module writes."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def table(records: Iterable[ResourceRecord], language: str = "") -> Iterator[bytes]:
    """A row for each resource, in the language asked for or its own. RFC 4180."""
    line = _Line()
    writer = csv.writer(line)
    for row in _rows(records, language):
        writer.writerow(row)
        yield line.text.encode()


def _rows(records: Iterable[ResourceRecord], language: str) -> Iterator[Iterable[str]]:
    yield COLUMNS
    for record in records:
        yield map(guarded, _cells(record, language))


def _cells(record: ResourceRecord, language: str) -> Iterator[str]:
    draft = record.draft
    code, text = record.text_in(language)
    yield from (record.uid, draft.address, text.title, text.description, code)
    yield from (draft.kind, draft.audience)
    yield from (";".join(draft.languages), ";".join(sorted(draft.topics)))
    yield from (draft.publisher, draft.country, draft.cost)
    yield "yes" if draft.needs_sign_up else ""
    yield " ".join(feed.address for feed in draft.feeds)
    yield record.state
    yield iso_utc(record.published_at) if record.published_at else ""
    yield str(record.last_reviewed_on or "")
    yield str(record.review_due_on or "")
    yield record.source


def guarded(cell: str) -> str:
    """With an apostrophe where a spreadsheet would read a formula (OWASP)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def feed_list(
    records: Iterable[ResourceRecord], title: str, language: str = ""
) -> Iterator[bytes]:
    """OPML 2.0: an outline for each feed; resources without one are plain links."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"<head><title>{escape(title)}</title></head>\n<body>\n"
    )
    yield head.encode()
    for record in records:
        for outline in _outlines(record, language):
            values = "".join(f" {name}={quoteattr(v)}" for name, v in outline if v)
            yield f"<outline{values}/>\n".encode()
    yield b"</body>\n</opml>\n"


def _outlines(
    record: ResourceRecord, language: str
) -> Iterator[Iterable[tuple[str, str]]]:
    draft = record.draft
    _code, text = record.text_in(language)
    common = (
        ("text", text.title or draft.address),
        ("title", text.title or draft.address),
        ("description", text.description),
        ("language", draft.languages[0] if draft.languages else ""),
        ("category", ",".join(f"/{slug}" for slug in sorted(draft.topics))),
    )
    for feed in draft.feeds:
        feed_only = (("type", "rss"), ("xmlUrl", feed.address))
        yield (*common, *feed_only, ("htmlUrl", draft.address))
    if not draft.feeds:
        yield (*common, ("type", "link"), ("url", draft.address))


def linked_data(
    records: Iterable[ResourceRecord],
    topics: Mapping[str, TopicName],
    *,
    page_of: Callable[[str], str],
    language: str = "",
) -> Iterator[bytes]:
    """One JSON-LD document in the words of schema.org."""
    yield b'{"@context":"' + schema_org.CONTEXT.encode() + b'","@graph":['
    separator = "\n"
    for record in records:
        plain = schema_org.of_resource(
            record, language=language, page=page_of(record.uid), topics=topics
        )
        yield (separator + _json(plain)).encode()
        separator = ",\n"
    yield b"\n]}\n"


def _json(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
