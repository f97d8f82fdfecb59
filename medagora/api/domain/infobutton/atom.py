"""The answer as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from html import escape

from medagora.api.domain.infobutton.feed import Category, Entry, Feed, Link
from medagora.kernel.text import fit_for_xml


def write_atom(feed: Feed) -> str:
    """The whole document; nothing in it can end an element or an attribute early."""
    return _Writer().document(feed)


def moment(at: datetime) -> str:
    """In UTC, to the second."""
    return f"{at.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"


class _Writer:
    """Writes one document. What comes again in it, as most texts and categories do in
    each entry, is written once; nothing outlives the document."""

    def __init__(self) -> None:
        self._text = cache(_text)
        self._category = cache(self._write_category)

    def document(self, feed: Feed) -> str:
        text = self._text
        head = (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom"{self._lang(feed.language)}>\n'
            f"<id>{text(feed.id)}</id>\n"
            f'<title type="text">{text(feed.title)}</title>\n'
            f'<subtitle type="text">{text(feed.subtitle)}</subtitle>\n'
            f"<updated>{moment(feed.updated)}</updated>\n"
            f"<author><name>{text(feed.author)}</name>"
            f"<uri>{text(feed.author_address)}</uri></author>\n"
        )
        parts = [*map(self._link, feed.links), *map(self._category, feed.categories)]
        return f"{head}{_lines([*parts, *map(self._entry, feed.entries)])}</feed>\n"

    def _entry(self, entry: Entry) -> str:
        text = self._text
        author = f"<author><name>{text(entry.author)}</name></author>"
        summary = f'<summary type="text">{text(entry.summary)}</summary>'
        parts = [
            f"<id>{text(entry.id)}</id>",
            f'<title type="text">{text(entry.title)}</title>',
            f"<updated>{moment(entry.updated)}</updated>",
            *([author] if entry.author else []),
            *map(self._link, entry.links),
            *map(self._category, entry.categories),
            *([summary] if entry.summary else []),
        ]
        return f"<entry{self._lang(entry.language)}>\n{_lines(parts)}</entry>"

    def _link(self, link: Link) -> str:
        named = (
            ("rel", link.rel),
            ("type", link.type),
            ("hreflang", link.language),
            ("title", link.title),
            ("href", link.href),
        )
        return f"<link{self._attributes(named)}/>"

    def _write_category(self, category: Category) -> str:
        named = (("scheme", category.scheme), ("term", category.term))
        return f"<category{self._attributes(named)}/>"

    def _attributes(self, named: Iterable[tuple[str, str]]) -> str:
        return "".join([f' {k}="{self._text(v)}"' for k, v in named if v])

    def _lang(self, code: str) -> str:
        return f' xml:lang="{self._text(code)}"' if code else ""


def _text(text: str) -> str:
    return escape(fit_for_xml(text))


def _lines(parts: Iterable[str]) -> str:
    return "".join([f"{part}\n" for part in parts])
