"""What is asked of a feed's server, and what its answer means. Pure.

Nothing in an answer is trusted: what is kept of it is printable, bounded and safe to
store, whatever a server sends.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

#: Nothing that a server asks for keeps us away for longer.
LONGEST_WAIT = 7 * 24 * 60 * 60
LONGEST_ADDRESS = 1000
#: Longer validators are not kept: cut short they would be worthless.
LONGEST_ETAG = 300
LONGEST_DATE = 100

#: Failures besides the codes of ``web.http``.
STATUS = "status"  # the server answered with an error; ``status`` says which
EMPTY = "empty"  # it said that all is well, and sent nothing
TOO_MANY_REQUESTS = "too_many_requests"  # it wants to be left alone for a while

_PERMANENT = frozenset({301, 308})
#: Answers that say: not now, for nobody at this host.
_BUSY = frozenset({429, 503})
#: Failures that are the host's and not the one address's.
_OF_THE_HOST = frozenset({"dns", "connection", "tls", "too_slow"})
#: Names below which strangers register theirs: example.co.uk, example.com.au.
_SHARED_ENDINGS = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "mil", "ne", "net", "nhs"}
    | {"nom", "or", "org", "sch"}
)
_SITE = re.compile(r"\w+://([^/?#\\]*)")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,10})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])no-(?:store|cache)\b", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]{1,1000})>([^<]{0,500})")
_REL = re.compile(r";\s*rel\s*=\s*\"?([^\";,]{1,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedAsk:
    """One feed whose turn it is, with what its server told us the last time."""

    feed_id: int
    address: str
    etag: str = ""
    last_modified: str = ""
    #: Somebody who may decide it chose this source: it may lie in the operator's own
    #: networks. A reader's may not.
    may_be_inside: bool = False

    @property
    def host(self) -> str:
        """Whom the request burdens; see ``host_key``."""
        return host_key(self.site)

    @property
    def site(self) -> str:
        """Whose word counts for it: one blog's "too many" is not its neighbours'."""
        found = _SITE.match(self.address)
        return found[1].lower() if found else ""

    @property
    def headers(self) -> dict[str, str]:
        """The conditions under which an unchanged feed need not be sent again."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """How one ask ended: with a body, "unchanged", or a failure."""

    feed_id: int
    #: "" or a failure: a code of ``web.http.FETCH_FAILURES``, STATUS, EMPTY or
    #: TOO_MANY_REQUESTS. ``labels.FETCH_FAILURES_WORDS`` has their sentences.
    failure: str = ""
    status: int = 0  # 0 when there was no answer
    body: bytes = b""
    content_type: str = ""  # with its parameters: the charset is for the parser
    etag: str = ""  # this and the next: what to ask with the next time
    last_modified: str = ""
    address: str = ""  # where the answer came from
    moved_to: str = ""  # the same, if every step of the way there was permanent
    max_age: int | None = None  # seconds for which it stays as it is, if said
    retry_after: int | None = None  # seconds to stay away, if said
    hub: str = ""  # WebSub: where to subscribe, and to what
    topic: str = ""
    milliseconds: int = 0
    #: False: its host failed or refused others in this run, so it was not asked.
    is_asked: bool = True

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304 and not self.failure

    @property
    def wants_peace(self) -> bool:
        """True if the rest of this host's feeds should not be asked now either."""
        is_said = self.retry_after is not None
        return self.status == 429 or (self.status in _BUSY and is_said)

    @property
    def is_failure_of_host(self) -> bool:
        return self.failure in _OF_THE_HOST


@lru_cache(maxsize=4096)
def host_key(site: str) -> str:
    """Whose servers a site ("www.example.com:8080") is on, for being gentle with
    them: all of ``example.com`` together, sites below ``nhs.uk`` apart.

    Numbers and bare names count with their port, as they do in closed networks.
    """
    name = site.partition(":")[0].rstrip(".")
    labels = name.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or site.startswith("["):
        return site
    is_shared = len(labels[-1]) == 2 and labels[-2] in _SHARED_ENDINGS
    return ".".join(labels[-3 if is_shared else -2 :])


@dataclass(frozen=True, slots=True)
class Received:
    """An HTTP answer, in plain values; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    #: Statuses of the redirects on the way.
    hops: Sequence[int] = ()
    milliseconds: int = 0


def answer_of(ask: FeedAsk, got: Received, *, now: datetime) -> FeedAnswer:
    """The meaning of an HTTP answer for the feed that was asked."""
    headers = got.headers
    failure = _failure_of(ask, got)
    is_fresh = not failure and got.status != 304
    moved = got.hops and not failure and all(hop in _PERMANENT for hop in got.hops)
    hub, topic = links_of(headers.get("link", ""), got.address)
    # to be sent back as they came, so all of each or nothing
    etag = _printable(headers.get("etag", ""), LONGEST_ETAG)
    last_modified = _printable(headers.get("last-modified", ""), LONGEST_DATE)
    return FeedAnswer(
        feed_id=ask.feed_id,
        failure=failure,
        status=got.status,
        body=got.body if is_fresh else b"",
        content_type=_printable(headers.get("content-type", ""), 200),
        # what is not a new body leaves the validators of the old one in force
        etag=etag if is_fresh else ask.etag,
        last_modified=last_modified if is_fresh else ask.last_modified,
        address=_address(got.address),
        moved_to=_address(got.address) if moved else "",
        max_age=None if failure else max_age_of(headers, now=now),
        retry_after=retry_after_of(headers.get("retry-after", ""), now=now),
        hub=hub,
        topic=topic,
        milliseconds=got.milliseconds,
    )


def failed(ask: FeedAsk, failure: str, milliseconds: int = 0) -> FeedAnswer:
    """The answer for an ask that came to nothing."""
    return FeedAnswer(
        ask.feed_id,
        failure,
        etag=ask.etag,
        last_modified=ask.last_modified,
        milliseconds=milliseconds,
    )


def not_asked(ask: FeedAsk, reason: FeedAnswer) -> FeedAnswer:
    """The answer for an ask that was spared because of what its host said before."""
    failure = TOO_MANY_REQUESTS if reason.wants_peace else reason.failure
    return FeedAnswer(
        ask.feed_id,
        failure,
        etag=ask.etag,
        last_modified=ask.last_modified,
        retry_after=reason.retry_after,
        is_asked=False,
    )


def _failure_of(ask: FeedAsk, got: Received) -> str:
    if got.status == 429:
        return TOO_MANY_REQUESTS
    if got.status == 304:
        # "unchanged" since what? We had nothing
        return "" if ask.headers else STATUS
    if not 200 <= got.status < 300:
        return STATUS
    return "" if got.body.strip() else EMPTY


# ---- headers -------------------------------------------------------------------


def max_age_of(headers: Mapping[str, str], *, now: datetime) -> int | None:
    """Seconds for which the answer stays fresh (RFC 9111, 4.2); None if not said."""
    control = headers.get("cache-control", "")[:1000]
    if _NOT_KEPT.search(control):
        return 0
    if said := _MAX_AGE.search(control):
        return max(0, int(said[1]) - _seconds(headers.get("age", "")))
    if "expires" not in headers:
        return None
    end = parse_http_date(headers["expires"])
    start = parse_http_date(headers.get("date", "")) or now
    # "0" and other dates that are none mean that it has already expired
    return max(0, int((end - start).total_seconds())) if end else 0


def retry_after_of(text: str, *, now: datetime) -> int | None:
    """Seconds to wait, from a number or a date, never more than LONGEST_WAIT."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,20}", text):
        return min(int(text), LONGEST_WAIT)
    moment = parse_http_date(text)
    if moment is None:
        return None
    return min(max(0, int((moment - now).total_seconds())), LONGEST_WAIT)


def parse_http_date(text: str) -> datetime | None:
    """A moment in UTC, or None for what is not a date of HTTP."""
    if len(text) > 60:
        return None
    try:
        found = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if not found.tzinfo else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def links_of(header: str, base: str) -> tuple[str, str]:
    """Hub and topic that a ``Link`` header names (WebSub, 4); "" where it does not."""
    found: dict[str, str] = {}
    for link in _LINK.finditer(header[:8000]):
        rel = _REL.search(link[2])
        for word in rel[1].lower().split() if rel else ():
            if word in {"hub", "self"}:
                found.setdefault(word, _absolute(link[1].strip(), base))
    hub = found.get("hub", "")
    return (hub, found.get("self", "")) if hub else ("", "")


def _absolute(target: str, base: str) -> str:
    try:
        found = urljoin(base, target)
        is_web = urlsplit(found).scheme in {"http", "https"}
    except ValueError:
        return ""
    return _address(found) if is_web else ""


def _seconds(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,10}", text.strip()) else 0


def _address(address: str) -> str:
    return _printable(address, LONGEST_ADDRESS)


def _printable(text: str, longest: int) -> str:
    """The text, or "" if it is too long or holds what no header of ours may hold."""
    text = text.strip()
    fits = len(text) <= longest and text.isascii() and text.isprintable()
    return text if fits else ""


# ---- words for people ------------------------------------------------------------


def failure_word(failure: str, status: int = 0) -> str:
    """The failure, or for STATUS the more telling word that its number stands for."""
    if failure != STATUS:
        return failure
    if status >= 500:
        return "server_error"
    return _STATUS_WORDS.get(status, STATUS)


_STATUS_WORDS = {
    401: "not_allowed",
    403: "not_allowed",
    404: "not_found",
    410: "gone",
    451: "not_allowed",
}
