"""From the protocol's names of streams to our lists."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from medagora.kernel.refusals import BadInput, NotFound
from medagora.reader.domain.places import SPREAD_BITS
from medagora.reader.domain.taking.greader import StreamId, StreamKind, read_stream_id
from medagora.reader.domain.words import View
from medagora.reader.queries import feeds, taking
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.readings import Reading, StreamSearch
from medagora.reader.queries.taking import Numbers
from medagora.reader.views.app_calls import Call

_PAGE = 500
#: The year 2242, where places end.
_FAR = 2**33
#: Pages that are looked through for entries that a list can't ask for by itself.
_MOST_PAGES = 40


Test = Callable[[Line], bool]


@dataclass(frozen=True, slots=True)
class Listed:
    """A stream as one of our lists; ``keep`` says which of its lines belong to it."""

    reading: Reading
    search: StreamSearch
    keep: Test | None = None


def listed(call: Call, stream: str) -> Listed:
    """The list that a request asks for: a stream, and what it is narrowed to."""
    stream_id = read_stream_id(stream)
    reading = scope_of(call, stream_id)
    kinds = {stream_id.kind, *_kinds(call.every("it"))}
    left_out = _kinds(call.every("xt"))
    times = _times(call)
    if StreamKind.STARRED in kinds:
        tests = _tests(kinds, left_out) + _tests_of_saved(
            kinds, left_out, times, reading
        )
        search = StreamSearch(view=View.SAVED, before=call.number("c"))
        return Listed(reading, search, _all(tests))
    is_unread = StreamKind.UNREAD in kinds or StreamKind.READ in left_out
    search = _continued(times, call.number("c"))
    search = replace(search, view=View.UNREAD if is_unread else View.ALL)
    return Listed(reading, search, _all(_tests(kinds, left_out)))


def scope_of(call: Call, stream_id: StreamId) -> Reading:
    """The reader with only the sources of a stream."""
    if stream_id.kind is StreamKind.FEED:
        return call.reading.within([followed_feed(call, stream_id)])
    if stream_id.kind is StreamKind.LABEL:
        return call.reading.within(feeds_with_label(call, stream_id.value))
    if stream_id.kind is StreamKind.NOTHING:
        return call.reading.within([])
    return call.reading


def followed_feed(call: Call, stream_id: StreamId) -> int:
    """The number of a source that the person follows, or NotFound."""
    number = stream_id.feed_number or _number_of(stream_id.value)
    if number not in call.reading.by_feed:
        raise NotFound("You do not follow this source.")
    return number


def _number_of(address: str) -> int:
    try:
        feed = feeds.find_feed(address)
    except BadInput:
        return 0
    return feed.pk if feed else 0


def feeds_with_label(call: Call, label: str) -> list[int]:
    labels = taking.labels_of(call.reading, call.language)
    return [feed_id for feed_id, name in labels.items() if name == label]


def _kinds(tags: list[str]) -> set[StreamKind]:
    return {read_stream_id(tag).kind for tag in tags if tag}


def _tests(kinds: set[StreamKind], left_out: set[StreamKind]) -> list[Test]:
    """What none of our lists leaves out by itself."""
    tests: list[Test] = []
    if StreamKind.READ in kinds or StreamKind.UNREAD in left_out:
        tests.append(lambda line: line.is_read)
    if StreamKind.STARRED in left_out:
        tests.append(lambda line: not line.is_saved)
    return tests


def _tests_of_saved(
    kinds: set[StreamKind],
    left_out: set[StreamKind],
    times: StreamSearch,
    reading: Reading,
) -> list[Test]:
    """The list of what was saved knows neither sources nor times of arrival."""
    tests: list[Test] = []
    if StreamKind.UNREAD in kinds or StreamKind.READ in left_out:
        tests.append(lambda line: not line.is_read)
    if {StreamKind.FEED, StreamKind.LABEL, StreamKind.NOTHING} & kinds:
        tests.append(lambda line: line.feed_id in reading.by_feed)
    if times.after:
        tests.append(lambda line: line.id > times.after)
    if times.before:
        tests.append(lambda line: line.id < times.before)
    return tests


def _all(tests: list[Test]) -> Test | None:
    return (lambda line: all(test(line) for test in tests)) if tests else None


def _times(call: Call) -> StreamSearch:
    """``ot`` and ``nt`` are seconds, the oldest and the newest that are wanted."""
    oldest = call.number("ot", most=_FAR)
    newest = call.number("nt", most=_FAR)
    return StreamSearch(
        after=max((oldest << SPREAD_BITS) - 1, 0),
        before=(newest + 1) << SPREAD_BITS if newest else 0,
        oldest_first=call.one("r") == "o",
    )


def _continued(times: StreamSearch, at: int) -> StreamSearch:
    """The list from where the last answer ended."""
    if not at:
        return times
    if times.oldest_first:
        return replace(times, after=max(times.after, at))
    return replace(times, before=min(times.before, at) if times.before else at)


def collect(asked: Listed, limit: int) -> Numbers:
    """The first entries of the list, and where it goes on."""
    if asked.keep is None:
        return taking.list_numbers(asked.reading, asked.search, limit=limit)
    ids: list[int] = []
    search = asked.search
    for _page in range(_MOST_PAGES):
        wanted = min(_PAGE, limit - len(ids))
        page = taking.list_numbers(asked.reading, search, limit=wanted)
        lines = lines_of(asked.reading, page.ids)
        ids += [line.id for line in lines if asked.keep(line)]
        if not page.next or len(ids) >= limit:
            break
        search = taking.further(search, page.next)
    return Numbers(ids, page.next)
