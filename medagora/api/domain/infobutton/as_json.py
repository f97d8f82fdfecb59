"""The answer as JSON: the names of Atom, repeated elements always as lists.

Text stands in ``_value``; attributes are members beside it. Nothing in it can end a
script element, since hospitals write such answers into pages.
"""

import json
from typing import Any

from medagora.api.domain.infobutton.atom import moment
from medagora.api.domain.infobutton.feed import Category, Entry, Feed, Link

#: The line separators end a string in older scripts.
_ESCAPED = {
    letter: f"\\u{ord(letter):04x}" for letter in ("<", ">", "&", "\u2028", "\u2029")
}


def write_json(feed: Feed) -> str:
    text = json.dumps({"feed": _feed(feed)}, ensure_ascii=False)
    for letter, escaped in _ESCAPED.items():  # most texts have none of them
        text = text.replace(letter, escaped)
    return text


def write_script(feed: Feed, callback: str) -> str:
    """A call of the reader's own function, whose name has been looked at. The comment
    keeps the first bytes from being anything else, such as a Flash file."""
    return f"/**/{callback}({write_json(feed)});"


def _feed(feed: Feed) -> dict[str, Any]:
    author = {"name": _value(feed.author), "uri": _value(feed.author_address)}
    return {
        "lang": feed.language,
        "id": _value(feed.id),
        "title": _text(feed.title),
        "subtitle": _text(feed.subtitle),
        "updated": _value(moment(feed.updated)),
        "author": [author],
        "link": [_link(link) for link in feed.links],
        "category": [_category(category) for category in feed.categories],
        "entry": [_entry(entry) for entry in feed.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    author = [{"name": _value(entry.author)}]
    plain = {
        "lang": entry.language,
        "id": _value(entry.id),
        "title": _text(entry.title),
        "updated": _value(moment(entry.updated)),
        "author": author if entry.author else [],
        "link": [_link(link) for link in entry.links],
        "category": [_category(category) for category in entry.categories],
        "summary": _text(entry.summary) if entry.summary else None,
    }
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _value(text: str) -> dict[str, str]:
    return {"_value": text}


def _text(text: str) -> dict[str, str]:
    return {"type": "text", "_value": text}


def _link(link: Link) -> dict[str, str]:
    plain = {
        "rel": link.rel,
        "type": link.type,
        "hreflang": link.language,
        "title": link.title,
        "href": link.href,
    }
    return {name: value for name, value in plain.items() if value}


def _category(category: Category) -> dict[str, str]:
    return {"scheme": category.scheme, "term": category.term}
