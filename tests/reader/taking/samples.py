"""Files as other reading programs write them, made by hand after their documents."""

import io
import json
import zipfile
from typing import Any

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Mine</title></head>
  <body>
    <outline text="Heart">
      <outline text="Circulation" type="rss" xmlUrl="https://circ.example.org/feed"
               htmlUrl="https://circ.example.org/" language="en-us"/>
      <outline text="Europe">
        <outline title="EHJ" text="x" xmlUrl="feed://ehj.example.org/rss"/>
      </outline>
    </outline>
    <outline text="Intranet" xmlUrl="http://10.0.0.7/news.xml"/>
    <outline text="A page" type="link" url="https://page.example.org/"/>
    <outline text="Bad" xmlUrl="ftp://old.example.org/feed"/>
    <outline text="Nothing"/>
  </body>
</opml>
"""


def freshrss_item(**changes: Any) -> dict[str, Any]:
    return {
        "id": "https://circ.example.org/articles/1",
        "timestampUsec": "1700000000000000",
        "categories": ["cardiology", "user/-/state/com.google/read"],
        "title": "An article",
        "author": "Ada Lovelace; Bea Bird",
        "published": 1_700_000_000,
        "alternate": [
            {"href": "https://circ.example.org/articles/1", "type": "text/html"}
        ],
        "content": {"content": "<p>Words <script>no()</script></p>"},
        "origin": {
            "streamId": 4,
            "title": "Circulation",
            "htmlUrl": "https://circ.example.org/",
            "feedUrl": "https://circ.example.org/feed",
        },
        **changes,
    }


def stream(identity: str, *items: Any) -> str:
    return json.dumps({"id": identity, "title": "List", "items": list(items)})


STARRED = stream(
    "user/rita/state/org.freshrss/starred",
    freshrss_item(
        title="A starred article",
        categories=[
            "user/-/state/com.google/unread",
            "user/-/state/com.google/starred",
            "user/-/label/To read",
        ],
    ),
)
LISTING = stream(
    "user/rita/state/org.freshrss/feed/4",
    freshrss_item(id="https://circ.example.org/articles/2", title="Another"),
)

INOREADER = stream(
    "user/1005/state/com.google/starred",
    {
        "id": "tag:google.com,2005:reader/item/000000034c7d1ab5",
        "title": "From Inoreader",
        "published": 1_700_000_000,
        "canonical": [{"href": "https://circ.example.org/articles/3"}],
        "alternate": [{"href": "https://counter.example.org/3", "type": "text/html"}],
        "categories": [
            "user/1005/state/com.google/reading-list",
            "user/1005/state/com.google/read",
        ],
        "summary": {"direction": "ltr", "content": "<p>Words</p>"},
        "author": "Ada",
        "origin": {
            "streamId": "feed/https://circ.example.org/feed",
            "title": "Circulation",
            "htmlUrl": "https://circ.example.org/",
        },
    },
)

FEEDLY = stream(
    "user/abc/tag/global.saved",
    {
        "id": "PSNTZO8gXFUe+cpCZyApw0vEKWPT4b14D6teBEocIAE=_174faa24b8c",
        "originId": "https://circ.example.org/articles/4",
        "fingerprint": "f",
        "title": "From Feedly",
        "published": 1_700_000_000_000,
        "canonicalUrl": "https://circ.example.org/articles/4",
        "content": {"content": "<p>Words</p>"},
        "unread": False,
        "tags": [{"id": "user/abc/tag/global.saved", "label": "Saved"}],
        "origin": {
            "streamId": "feed/https://circ.example.org/feed",
            "title": "Circulation",
        },
    },
)


def miniflux_entry(**changes: Any) -> dict[str, Any]:
    return {
        "id": 888,
        "title": "From Miniflux",
        "url": "https://circ.example.org/articles/5",
        "author": "Ada",
        "content": "<p>Words</p>",
        "hash": "29f99e4074cdacca1766f47697d03c66070ef6a14770a1fd5a867483c207a1bb",
        "published_at": "2026-11-01T16:15:19Z",
        "status": "read",
        "starred": True,
        "enclosures": None,
        "feed": {
            "feed_url": "https://circ.example.org/feed",
            "site_url": "https://circ.example.org/",
            "title": "Circulation",
            "category": {"id": 22, "title": "Heart"},
        },
        **changes,
    }


MINIFLUX = json.dumps(
    {
        "total": 2,
        "entries": [
            miniflux_entry(),
            miniflux_entry(
                id=889,
                url="https://circ.example.org/articles/6",
                status="unread",
                starred=False,
                enclosures=[
                    {
                        "url": "https://circ.example.org/6.mp3",
                        "mime_type": "audio/mpeg",
                        "size": 100,
                    }
                ],
            ),
        ],
    }
)


def zipped(files: dict[str, str | bytes], **how: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def freshrss_zip() -> bytes:
    opml = OPML.replace('xmlUrl="feed://ehj', 'xmlUrl="https://circ').replace(
        "circ.example.org/rss", "circ.example.org/feed"
    )
    return zipped(
        {
            "feeds_2026-11-23.opml.xml": opml,
            "starred_2026-11-23.json": STARRED,
            "feed_2026-11-23_1_4.json": LISTING,
        }
    )
