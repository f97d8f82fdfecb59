"""Where a list goes on: everything that the next part needs, in the token itself.

Nothing is stored, so a token lasts, may be used again, and survives a new start of the
site. It names the last record by its change and number. A record that changes
meanwhile moves to the end of the list and comes again there; none is left out.
"""

import base64
import binascii
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from medagora.api.domain.oai.asking import is_prefix, is_set
from medagora.api.domain.oai.dates import Span
from medagora.api.domain.oai.words import Fault, OaiFault, Verb

_LONGEST = 1000
_MOST = 2**62


@dataclass(frozen=True)
class Place:
    """How far a harvest is: after the record ``last_id`` that changed at ``last_at``;
    for the list of sets after so many of them."""

    verb: Verb
    prefix: str = ""
    set_name: str = ""
    span: Span = field(default_factory=Span)
    last_at: datetime | None = None
    last_id: int = 0
    #: How many came before, and how many there were at the beginning.
    cursor: int = 0
    size: int = 0


def write_token(place: Place) -> str:
    values = asdict(place) | {
        "span": [_number(place.span.since), _number(place.span.before)],
        "last_at": _number(place.last_at),
    }
    text = json.dumps(list(values.values()), separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_token(text: str, verb: Verb) -> Place:
    """The place of a token that ``write_token`` made for this verb, or OaiFault."""
    try:
        return _read(text, verb)
    except (
        binascii.Error,
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        OSError,
        RecursionError,
    ):
        raise OaiFault(
            Fault.BAD_TOKEN, "This resumptionToken was not made here for this verb."
        ) from None


def _read(text: str, verb: Verb) -> Place:
    if not text.isascii() or len(text) > _LONGEST:
        raise ValueError
    padded = text + "=" * (-len(text) % 4)
    values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    own, prefix, set_name, (since, before), last_at, *numbers = values
    last_id, cursor, size = numbers
    if own != verb or not all(_is_count(n) for n in (last_id, cursor, size)):
        raise ValueError
    if (prefix and not is_prefix(prefix)) or (set_name and not is_set(set_name)):
        raise ValueError
    return Place(
        verb,
        prefix,
        set_name,
        Span(_moment(since), _moment(before)),
        _moment(last_at),
        last_id,
        cursor,
        size,
    )


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _number(moment: datetime | None) -> int | None:
    """Microseconds since 1970: one spelling, and none lost."""
    if moment is None:
        return None
    passed = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


def _moment(number: int | None) -> datetime | None:
    if number is None:
        return None
    if type(number) is not int:
        raise ValueError
    seconds, rest = divmod(number, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
