"""JSON from strangers: its values, and what is taken out of them.

Nothing is believed: a number may be a word, a list an object, a text half a
character. Whoever asks for a text gets one.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from medagora.catalogue.domain.formats.encodings import check_size, read_text
from medagora.kernel.refusals import BadInput
from medagora.reader.domain.formats.addresses import absolute
from medagora.reader.domain.formats.cleaning import clean
from medagora.reader.domain.formats.plain import plain, text_of

MOST_BYTES = 32 * 2**20
_LONGEST_NAME = 200
_MOST_AUTHORS = 100
_HALVES = re.compile("[\x00\ud800-\udfff]")
_EARLIEST, _LATEST = 0, 4_102_444_800  # 1970 to 2100
#: Seconds since 1970 are below this until the year 5138; milliseconds were above it
#: from 1973 on.
_MILLISECONDS = 100_000_000_000

Object = Mapping[str, Any]


def load(data: bytes) -> Any:
    """The value of a JSON file, or BadInput with the line where it breaks."""
    stream = io.BytesIO(data)
    check_size(stream, MOST_BYTES)
    text, _remark = read_text(stream)
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadInput(
            "The file cannot be read as JSON: see line %(line)s.", line=fault.lineno
        ) from None
    except (ValueError, RecursionError):  # a number of a million digits; nested lists
        raise BadInput("The file cannot be read as JSON.") from None


def text(value: object) -> str:
    """A text as it can be stored; "" for anything else."""
    return _HALVES.sub("", value) if isinstance(value, str) else ""


def objects(value: object) -> Iterator[Object]:
    """The objects of a list, if it is one."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def inner(value: Object, name: str) -> Object:
    """The object under a name, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def title_of(value: object, limit: int) -> str:
    return plain(text(value), limit)


def link_of(value: object) -> str:
    """An http(s) address, or ""."""
    return absolute(text(value), "")


def html_and_text(value: object, base: str) -> tuple[str, str]:
    """Safe HTML, and its words."""
    html = clean(text(value), base)
    return html, text_of(html)


def authors_of(value: object) -> tuple[str, ...]:
    """Names that are parted by semicolons."""
    names = (plain(name, _LONGEST_NAME) for name in text(value).split(";"))
    return tuple(name for name in names if name)[:_MOST_AUTHORS]


def moment_of(value: object) -> datetime | None:
    """Seconds or milliseconds since 1970, or an ISO date; None for anything else."""
    if isinstance(value, str):
        return _moment_of_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1000 if value > _MILLISECONDS else value
    if not _EARLIEST < seconds < _LATEST:  # False for "not a number", too
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _moment_of_text(value: str) -> datetime | None:
    if value.isascii() and value.isdigit() and len(value) < 19:
        number = int(value)
        # microseconds are what Google Reader called timestampUsec
        return moment_of(number // 1000 if number > _MILLISECONDS * 1000 else number)
    try:
        moment = datetime.fromisoformat(value[:40])
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment_of(moment.timestamp())
    except OverflowError:
        return None
