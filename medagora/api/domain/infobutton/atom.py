"""The answer as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape

from medagora.api.domain.infobutton.feed import Category, Entry, Feed, Link
from medagora.kernel.text import fit_for_xml


def write_atom(feed: Feed) -> str:
    """The whole document; nothing in it can end an element or an attribute early."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom"{_language(feed.language)}>\n'
        f"<id>{_text(feed.id)}</id>\n"
        f'<title type="text">{_text(feed.title)}</title>\n'
        f'<subtitle type="text">{_text(feed.subtitle)}</subtitle>\n'
        f"<updated>{moment(feed.updated)}</updated>\n"
        f"<author><name>{_text(feed.author)}</name>"
        f"<uri>{_text(feed.author_address)}</uri></author>\n"
    )
    parts = [*map(_link, feed.links), *map(_category, feed.categories)]
    return f"{head}{_lines([*parts, *map(_entry, feed.entries)])}</feed>\n"


def moment(at: datetime) -> str:
    """In UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(entry: Entry) -> str:
    author = f"<author><name>{_text(entry.author)}</name></author>"
    summary = f'<summary type="text">{_text(entry.summary)}</summary>'
    parts = [
        f"<id>{_text(entry.id)}</id>",
        f'<title type="text">{_text(entry.title)}</title>',
        f"<updated>{moment(entry.updated)}</updated>",
        *([author] if entry.author else []),
        *map(_link, entry.links),
        *map(_category, entry.categories),
        *([summary] if entry.summary else []),
    ]
    return f"<entry{_language(entry.language)}>\n{_lines(parts)}</entry>"


def _link(link: Link) -> str:
    named = {
        "rel": link.rel,
        "type": link.type,
        "hreflang": link.language,
        "title": link.title,
        "href": link.href,
    }
    return f"<link{_attributes(named)}/>"


def _category(category: Category) -> str:
    named = {"scheme": category.scheme, "term": category.term}
    return f"<category{_attributes(named)}/>"


def _attributes(named: dict[str, str]) -> str:
    return "".join(f' {k}="{_text(v)}"' for k, v in named.items() if v)


def _language(code: str) -> str:
    return f' xml:lang="{_text(code)}"' if code else ""


def _text(text: str) -> str:
    return escape(fit_for_xml(text))


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)
