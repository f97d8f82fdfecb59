"""Our own export: JSON Lines, from which an empty site becomes this one again.

    {"format":"medagora","version":1}
    {"type":"source", …}        each with the fields of its record, canonical JSON:
    {"type":"topic", …}         keys sorted, no spaces, what has its default left out
    {"type":"resource", …}
    {"type":"collection", …}
    {"type":"end","collections":0,"resources":0,"sources":0,"topics":0}

The order is fixed (by slug or uid), so the same content gives the same bytes; the
last line says what there was, so that a file that was cut off is found out.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.collections import clean as clean_collection
from medagora.catalogue.domain.drafts import clean
from medagora.catalogue.domain.formats.encodings import find_encoding
from medagora.catalogue.domain.formats.rows import (
    CollectionRow,
    Item,
    ResourceRow,
    SourceRow,
    TopicRow,
    skipped,
)
from medagora.catalogue.domain.plain import draft_from_plain, draft_to_plain
from medagora.catalogue.domain.records import (
    CollectionRecord,
    ItemRecord,
    ResourceRecord,
)
from medagora.catalogue.domain.words import State, Visibility
from medagora.kernel.dates import iso_utc
from medagora.kernel.plain import Fields, canonical
from medagora.kernel.refusals import BadInput
from medagora.topics.domain.plain import record_from_plain

VERSION = 1
HEADER: Mapping[str, Any] = {"format": "medagora", "version": VERSION}
KINDS = ("source", "topic", "resource", "collection")
_LONGEST_LINE = 4 * 2**20


def line_of(kind: str, plain: Mapping[str, Any]) -> bytes:
    """One line of the export."""
    return canonical({"type": kind, **plain}) + b"\n"


def header_line() -> bytes:
    return canonical(HEADER) + b"\n"


def end_line(counts: Mapping[str, int]) -> bytes:
    return line_of("end", {f"{kind}s": counts.get(kind, 0) for kind in KINDS})


def resource_to_plain(record: ResourceRecord) -> dict[str, Any]:
    plain = {
        **draft_to_plain(record.draft),
        "uid": record.uid,
        "state": record.state,
        "source": record.source,
        "source_key": record.source_key,
        "source_digest": record.source_digest,
        "published_at": iso_utc(record.published_at) if record.published_at else "",
        "first_reviewed_on": _iso(record.first_reviewed_on),
        "last_reviewed_on": _iso(record.last_reviewed_on),
        "review_due_on": _iso(record.review_due_on),
        "successor": record.successor,
    }
    return {name: value for name, value in plain.items() if value}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def collection_to_plain(record: CollectionRecord) -> dict[str, Any]:
    items = [
        {"uid": item.uid, "note": item.note} if item.note else {"uid": item.uid}
        for item in record.items
    ]
    plain = {
        "uid": record.uid,
        "title": record.title,
        "language": record.language,
        "by_name": record.by_name,
        "description": record.description,
        "forked_from": record.forked_from,
        "topics": sorted(record.topics),
        "items": items,
    }
    return {name: value for name, value in plain.items() if value}


def read(stream: BinaryIO) -> Iterator[Item]:
    """Everything in the export, in its order. BadInput for a file that is cut off,
    broken, or of a version that we do not know."""
    find_encoding(stream)
    _check_header(stream.readline(_LONGEST_LINE))
    counts: Counter[str] = Counter()
    number, is_whole = 1, False
    while raw := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if is_whole and raw.strip():
            raise BadInput(
                "Something follows the end of the export at line %(number)s.",
                number=number,
            )
        plain = _plain(raw, number)
        kind = plain.pop("type", None)
        if kind == "end":
            _check_end(plain, counts, number)
            is_whole = True
        elif kind in _READERS:
            counts[kind] += 1
            yield _item(kind, plain, number)
        else:
            raise BadInput(
                "Line %(number)s is of a type that we do not know: %(kind)s.",
                number=number,
                kind=kind,
            )
    if not is_whole:
        raise BadInput(
            "The file ends too early, after line %(number)s: its last line is missing.",
            number=number,
        )


def _check_header(raw: bytes) -> None:
    try:
        header = json.loads(raw)
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != HEADER["format"]:
        raise BadInput(
            'The file is not our export: line 1 should be {"format":"medagora",…}.'
        )
    if header.get("version") != VERSION:
        raise BadInput(
            "The export is of version %(found)s; this site reads version %(version)s.",
            found=header.get("version"),
            version=VERSION,
        )


def _plain(raw: bytes, number: int) -> dict[str, Any]:
    if len(raw) > _LONGEST_LINE:
        raise BadInput("Line %(number)s is too long.", number=number)
    try:
        plain = json.loads(raw)
    except (ValueError, RecursionError):
        raise _broken(raw, number) from None
    if not isinstance(plain, dict):
        raise BadInput(
            "Line %(number)s is not an object with named values.", number=number
        )
    return plain


def _broken(raw: bytes, number: int) -> BadInput:
    if not raw.endswith(b"\n"):
        return BadInput(
            "The file ends too early, at line %(number)s: it is cut off.", number=number
        )
    return BadInput("Line %(number)s is not valid JSON.", number=number)


def _check_end(plain: Mapping[str, Any], counts: Counter[str], number: int) -> None:
    for kind in KINDS:
        said = plain.get(f"{kind}s")
        if said != counts[kind]:
            raise BadInput(
                "Line %(number)s says that there are %(said)s %(kind)s, but there are "
                "%(counts)s: lines are missing or doubled.",
                number=number,
                said=said,
                kind=kind,
                counts=counts[kind],
            )


def _item(kind: str, plain: dict[str, Any], number: int) -> Item:
    try:
        return _READERS[kind](number, Fields(plain))
    except BadInput as fault:
        name = plain.get("address") or plain.get("slug") or plain.get("uid") or ""
        return skipped(number, str(fault), str(name))


def _read_source(line: int, fields: Fields) -> SourceRow:
    row = SourceRow(
        line=line,
        slug=fields.get("slug", str),
        name=fields.get("name", str),
        address=fields.text("address"),
        licence=fields.text("licence"),
        policy=fields.get("policy", str),
    )
    fields.finish()
    return row


def _read_topic(line: int, fields: Fields) -> TopicRow:
    return TopicRow(line, record_from_plain(fields))


def _read_resource(line: int, fields: Fields) -> ResourceRow:
    draft = clean(draft_from_plain(fields))
    successor = fields.text("successor")
    record = ResourceRecord(
        uid=_uid(fields),
        draft=draft,
        state=fields.get("state", str),
        source=fields.text("source"),
        source_key=fields.text("source_key"),
        source_digest=fields.text("source_digest"),
        published_at=_moment(fields.text("published_at")),
        first_reviewed_on=_day(fields.text("first_reviewed_on")),
        last_reviewed_on=_day(fields.text("last_reviewed_on")),
        review_due_on=_day(fields.text("review_due_on")),
        successor=_checked(successor) if successor else "",
    )
    fields.finish()
    if record.state not in set(State):
        raise BadInput("“%(state)s” is not a state we know.", state=record.state)
    return ResourceRow(line, draft, record.source_key, record=record)


def _uid(fields: Fields) -> str:
    return _checked(fields.get("uid", str))


def _checked(uid: str) -> str:
    if not re.fullmatch(r"[a-z0-9]{4,16}", uid):
        raise BadInput("“%(uid)s” is not an id of ours.", uid=uid)
    return uid


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput("“%(text)s” is not a time.", text=text) from None
    if moment and moment.tzinfo is None:
        raise BadInput("“%(text)s” has no time zone.", text=text)
    return moment


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput("“%(text)s” is not a date.", text=text) from None


def _read_collection(line: int, fields: Fields) -> CollectionRow:
    draft = clean_collection(
        CollectionDraft(
            title=fields.get("title", str),
            language=fields.get("language", str),
            by_name=fields.get("by_name", str),
            description=fields.text("description"),
            visibility=Visibility.PUBLIC,
            topics=fields.texts("topics"),
        )
    )
    record = CollectionRecord(
        uid=_uid(fields),
        title=draft.title,
        language=draft.language,
        by_name=draft.by_name,
        description=draft.description,
        forked_from=fields.text("forked_from"),
        topics=draft.topics,
        items=fields.objects("items", lambda f: ItemRecord(_uid(f), f.text("note"))),
    )
    fields.finish()
    return CollectionRow(line, record)


_READERS: Mapping[str, Callable[[int, Fields], Item]] = {
    "source": _read_source,
    "topic": _read_topic,
    "resource": _read_resource,
    "collection": _read_collection,
}
