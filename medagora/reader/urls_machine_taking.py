"""Addresses for reading programs and feed readers: no language prefix, no session."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path

from medagora.reader.views import fever, outgoing
from medagora.reader.views.greader import (
    marking,
    signing_in,
    streams,
    subscriptions,
)
from medagora.reader.views.greader.answers import for_everybody, for_programs

_READS = {
    "token": signing_in.token,
    "user-info": signing_in.user_info,
    "subscription/list": subscriptions.subscription_list,
    "subscription/export": subscriptions.export,
    "tag/list": subscriptions.tag_list,
    "unread-count": subscriptions.unread_count,
    "stream/contents": streams.contents,
    "stream/items/ids": streams.item_ids,
    "stream/items/contents": streams.item_contents,
    "stream/items/count": streams.item_count,
}
_WRITES = {
    "edit-tag": marking.edit_tag,
    "mark-all-as-read": marking.mark_all_as_read,
    "subscription/edit": subscriptions.subscription_edit,
    "subscription/quickadd": subscriptions.quick_add,
    "subscription/import": subscriptions.bring_in,
    "rename-tag": subscriptions.rename_tag,
    "disable-tag": subscriptions.disable_tag,
}


def _programs() -> list[URLPattern]:
    """Each question of the protocol, with and without a slash at its end."""

    def place(name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        label = f"greader-{name.replace('/', '-')}"
        return re_path(rf"^greader/reader/api/0/{name}/?$", view, name=label)

    reads = [place(name, for_programs(view)) for name, view in _READS.items()]
    writes = [
        place(name, for_programs(view, writes=True)) for name, view in _WRITES.items()
    ]
    return reads + writes


urlpatterns = [
    path("reader/feed/<str:key>/sources.opml", outgoing.sources, name="reader-opml"),
    path("reader/feed/<str:key>/<path:view>", outgoing.feed, name="reader-feed"),
    re_path(r"^fever/?(?:index\.php|fever\.php)?$", fever.fever, name="fever"),
    re_path(r"^greader/?$", for_everybody(signing_in.hello), name="greader"),
    path("greader/accounts/ClientLogin", for_everybody(signing_in.client_login)),
    path("greader/check/compatibility", for_everybody(signing_in.check)),
    path("greader/reader/ping", for_programs(signing_in.ping)),
    *_programs(),
    path(
        "greader/reader/api/0/stream/contents/<path:stream>",
        for_programs(streams.contents),
    ),
    path("greader/reader/atom/<path:stream>", for_programs(streams.atom)),
    path("greader/<path:rest>", for_everybody(signing_in.unknown)),
]
