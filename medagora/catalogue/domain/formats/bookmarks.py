"""Bookmarks as browsers export them: the "Netscape bookmark file", tolerant HTML."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft, TextDraft
from medagora.catalogue.domain.formats.encodings import read_text
from medagora.catalogue.domain.formats.rows import (
    Item,
    Remark,
    ResourceRow,
    Skipped,
    resource_row,
    skipped,
)
from medagora.catalogue.domain.kinds import guess_kind
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy

_DEEPEST = 100


class _Link:
    """A bookmark while it is read."""

    def __init__(self, line: int, values: dict[str, str], folders: list[str]) -> None:
        self.line = line
        self.values = values
        self.folders = tuple(filter(None, folders))
        self.title = ""
        self.description = ""


class _Parser(HTMLParser):
    """Collects finished links; whoever feeds it takes them out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.finished: list[_Link] = []
        self.depth = 0
        self._folders: list[str] = []
        self._next_folder = ""
        self._link: _Link | None = None
        self._into = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._finish()
            self._link = _Link(self.getpos()[0], values, self._folders)
            self._into = "title"
        elif tag == "dd" and self._link:
            self._into = "description"
        elif tag in {"dt", "dl", "h3"}:
            self._finish()
            self._open(tag)

    def _open(self, tag: str) -> None:
        if tag == "h3":
            self._next_folder, self._into = "", "folder"
        elif tag == "dl":
            self.depth += 1
            if self.depth > _DEEPEST:
                line = self.getpos()[0]
                raise BadInput(
                    "Folders are nested too deeply at line %(line)s.", line=line
                )
            self._folders.append(tidy(self._next_folder))
            self._next_folder = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl":
            self._finish()
            self.depth -= 1
            del self._folders[-1:]
        elif tag in {"a", "h3"}:
            self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "folder":
            self._next_folder += data
        elif self._link and self._into == "title":
            self._link.title += data
        elif self._link and self._into == "description":
            self._link.description += data

    def close(self) -> None:
        super().close()
        self._finish()

    def _finish(self) -> None:
        if self._link:
            self.finished.append(self._link)
        self._link, self._into = None, ""


def read(stream: BinaryIO, *, language: str, kind: str) -> Iterator[Item]:
    """A row for each bookmark; folders and tags become words that may name topics."""
    text, remark = read_text(stream)
    if remark:
        yield Remark(remark)
    if not re.search(r"netscape-bookmark-file|<dl\b", text[:4096], re.IGNORECASE):
        raise BadInput(
            "The file is no bookmark file: there is no NETSCAPE-Bookmark-file and "
            "no list at its beginning."
        )
    parser = _Parser()
    try:
        for piece in text.splitlines(keepends=True):
            parser.feed(piece)
            yield from _taken(parser, language, kind)
        parser.close()
    except AssertionError:  # how html.parser says that a declaration makes no sense
        line = parser.getpos()[0]
        raise BadInput("The file cannot be read at line %(line)s.", line=line) from None
    yield from _taken(parser, language, kind)
    if parser.depth > 0 or text.rstrip()[-1:] != ">":
        line = text.count("\n") + 1
        raise BadInput(
            "The file ends too early, at line %(line)s: it is cut off.", line=line
        )


def _taken(parser: _Parser, language: str, kind: str) -> Iterator[Item]:
    links, parser.finished = parser.finished, []
    for link in links:
        yield _row(link, language, kind)


def _row(link: _Link, language: str, kind: str) -> ResourceRow | Skipped:
    address = link.values.get("href", "").strip()
    if not re.match(r"https?://", address, re.IGNORECASE):
        return skipped(link.line, "It is no address on the web.", address)
    feed = link.values.get("feedurl", "")
    draft = ResourceDraft(
        address=address,
        kind=guess_kind(address, kind),
        texts={language: TextDraft(tidy(link.title) or address, link.description)},
        feeds=(FeedDraft(feed),) if feed else (),
    )
    tags = link.values.get("tags", "").split(",")
    return resource_row(link.line, draft, words=(*link.folders, *filter(None, tags)))
