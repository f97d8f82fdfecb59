"""Sources and labels: what programs list, add, rename and take away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.places import place_of
from medagora.reader.domain.taking import greader
from medagora.reader.domain.taking.greader import StreamKind, read_stream_id
from medagora.reader.domain.taking.opml_writing import OpmlList, write_opml
from medagora.reader.domain.unread import Unread
from medagora.reader.domain.words import ENDED
from medagora.reader.models import Feed
from medagora.reader.queries import taking
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.source_names import hints_of, with_hint
from medagora.reader.queries.taking import FollowedFeed
from medagora.reader.services import following
from medagora.reader.services import taking as bringing
from medagora.reader.services.feeds import add_feed
from medagora.reader.views.app_calls import Call
from medagora.reader.views.greader import naming
from medagora.reader.views.greader.answers import as_json, plain
from medagora.reader.views.greader.streams import micros_of

_MOST_EDITED = 500

#: What the protocol says, word for word.
BAD_REQUEST = "Bad Request!"


def subscription_list(call: Call) -> HttpResponse:
    followed = taking.list_followed(call.reading, call.language)
    hints = hints_of((feed.feed_id, feed.title, feed.address) for feed in followed)
    rows = [
        _subscription(feed, place, hints.get(feed.feed_id, ""))
        for place, feed in enumerate(followed)
    ]
    return as_json({"subscriptions": rows})


def _subscription(feed: FollowedFeed, place: int, hint: str) -> dict[str, Any]:
    label = {"id": greader.label_id(feed.label), "label": feed.label}
    return {
        "id": greader.feed_id(feed.feed_id),
        "title": with_hint(feed.title, hint),
        "categories": [label] if feed.label else [],
        "sortid": f"{place:08x}",
        "firstitemmsec": "0",
        "url": feed.address,
        "htmlUrl": feed.site,
        "iconUrl": "",
    }


def tag_list(call: Call) -> HttpResponse:
    labels = sorted(set(taking.labels_of(call.reading, call.language).values()))
    folders = [{"id": greader.label_id(name), "type": "folder"} for name in labels]
    return as_json({"tags": [{"id": greader.STARRED}, *folders]})


def unread_count(call: Call) -> HttpResponse:
    """Of each source, each label and all; a source's is counted to a thousand."""
    counts = count_unread(call.reading)
    followed = taking.list_followed(call.reading, call.language)
    newest = {feed.feed_id: _micros(feed.changed_at) for feed in followed}
    rows = [
        _count(greader.feed_id(pk), counts[pk], newest[pk])
        for pk in newest
        if pk in counts
    ]
    for label in dict.fromkeys(feed.label for feed in followed if feed.label):
        own = [feed.feed_id for feed in followed if feed.label == label]
        rows.append(_sum(greader.label_id(label), own, counts, newest))
    rows.append(_sum(greader.READING_LIST, list(newest), counts, newest))
    return as_json({"max": 1000, "unreadcounts": rows})


def _count(name: str, count: int, newest: int) -> dict[str, Any]:
    return {"id": name, "count": count, "newestItemTimestampUsec": str(newest)}


def _sum(
    name: str, ids: list[int], counts: Unread, newest: dict[int, int]
) -> dict[str, Any]:
    newest_of_all = max((newest[pk] for pk in ids), default=0)
    return _count(name, counts.total(ids), newest_of_all)


def _micros(moment: datetime | None) -> int:
    return micros_of(place_of(moment)) if moment else 0


# ---- changing ------------------------------------------------------------------------


@transaction.atomic
def subscription_edit(call: Call) -> HttpResponse:
    """``ac`` is subscribe, unsubscribe or edit; several sources may be named."""
    streams, titles = call.every("s")[:_MOST_EDITED], call.every("t")
    action = {"subscribe": _subscribe, "unsubscribe": _unsubscribe, "edit": _edit}.get(
        call.one("ac")
    )
    if action is None or not streams:
        raise BadInput(BAD_REQUEST)
    for place, stream in enumerate(streams):
        action(call, stream, titles[place] if place < len(titles) else "")
    return plain("OK")


def _subscribe(call: Call, stream: str, title: str) -> None:
    stream_id = read_stream_id(stream)
    if stream_id.kind is not StreamKind.FEED or stream_id.feed_number:
        raise BadInput("The address cannot be read.")
    feed = _add(call, stream_id.value, title)
    if label := _label(call.every("a")):
        following.set_folder(call.person, feed.pk, label)


def _add(call: Call, address: str, title: str = "") -> Feed:
    """The title is the person's own name for it: whoever adds it later sees its own."""
    feed = add_feed(address, at=timezone.now())
    if feed.state in ENDED:
        raise BadInput("This source has ended.")
    following.follow(call.person, feed, title=title)
    return feed


def _unsubscribe(call: Call, stream: str, _title: str) -> None:
    feed_id = naming.followed_feed(call, read_stream_id(stream))
    following.unfollow(call.person, feed_id)


def _edit(call: Call, stream: str, title: str) -> None:
    feed_id = naming.followed_feed(call, read_stream_id(stream))
    if title:
        following.rename(call.person, feed_id, title)
    if label := _label(call.every("a")):
        following.set_folder(call.person, feed_id, label)
    elif _label(call.every("r")):
        following.set_folder(call.person, feed_id, "")


def _label(tags: Iterable[str]) -> str:
    """The first label among the tags."""
    named = (read_stream_id(tag) for tag in tags)
    return next((n.value for n in named if n.kind is StreamKind.LABEL), "")


@transaction.atomic
def quick_add(call: Call) -> HttpResponse:
    """Follows a source by its address."""
    address = call.one("quickadd").removeprefix("feed/")
    feed = _add(call, address)
    return as_json(
        {
            "numResults": 1,
            "query": address,
            "streamId": greader.feed_id(feed.pk),
            "streamName": feed.title or feed.address,
        }
    )


@transaction.atomic
def rename_tag(call: Call) -> HttpResponse:
    """Gives all sources with a label another one."""
    old, new = _label([call.one("s")]) or call.one("t"), _label([call.one("dest")])
    if not old or not new:
        raise BadInput(BAD_REQUEST)
    for feed_id in naming.feeds_with_label(call, old):
        following.set_folder(call.person, feed_id, new)
    return plain("OK")


@transaction.atomic
def disable_tag(call: Call) -> HttpResponse:
    """Takes a label away; the sources stay. A topic's own name is no label to take."""
    old = _label([call.one("s")]) or call.one("t")
    if not old:
        raise BadInput(BAD_REQUEST)
    for follow in call.reading.follows:
        if follow.folder == old:
            following.set_folder(call.person, follow.feed_id, "")
    return plain("OK")


# ---- lists of sources ----------------------------------------------------------------


def export(call: Call) -> HttpResponse:
    followed = taking.list_followed(call.reading, call.language)
    title = _("Sources of %(name)s") % {"name": call.person}
    listed = OpmlList(title, timezone.now(), taking.as_sources(followed))
    return HttpResponse(write_opml(listed), content_type="text/x-opml; charset=utf-8")


def bring_in(call: Call) -> HttpResponse:
    """An OPML file as the body of the request."""
    # the parser stays out of the web process until somebody brings a file
    from medagora.reader.domain.taking.opml import read_opml  # noqa: PLC0415 - see above

    found = read_opml(call.request.body)
    taken = bringing.bring_in(call.person, found, at=timezone.now())
    told = f"OK: {len(taken.new)}"
    if found.not_taken:
        told += f"; left out: {len(found.not_taken)}"
    return plain(told)
