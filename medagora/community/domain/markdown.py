"""Markdown of people made into HTML that is safe to show, and what it points to.

Markdown-it reads it (without raw HTML), nh3 cleans the result: two locks on one
door. Pictures from elsewhere become links, so that no other server learns who reads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from medagora.community.domain.words import LinkKind
from medagora.kernel import dois

_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "a", "h2", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "figure", "img",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "dir"},
    "ol": {"start"},
    "img": {"src", "alt", "loading"},
    "*": {"dir"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="nofollow ugc noopener noreferrer",
)
_PMID = re.compile(r"\bPMID:?\s{0,3}(\d{1,8})\b", re.IGNORECASE)
_PUBMED = re.compile(
    r"^https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)"
    r"/(\d{1,8})(?:[/?#]|$)"
)
#: Under this path our own pictures are shown, in every language.
PICTURES = "/pictures/"
#: A picture of ours, as the editor writes it: ``![words](picture:uid)``.
PICTURE = re.compile(r"^picture:([a-z0-9]{12})$")
_BLOCKS = frozenset(
    ["paragraph_open", "heading_open", "list_item_open", "blockquote_open", "td_open"]
)


@dataclass(frozen=True)
class Pointer:
    """Something a text points to: a DOI, a PMID, or an address somewhere."""

    kind: LinkKind | None  # None: an address, which may be a resource of ours
    value: str


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """CommonMark without raw HTML, with tables and bare addresses as links."""
    made = MarkdownIt("commonmark", {"html": False, "linkify": True})
    made.enable(["table", "strikethrough", "linkify"])
    made.validateLink = _is_link  # type: ignore[method-assign, assignment]  # its documented way
    return made


def _is_link(address: str) -> bool:
    return bool(
        re.match(r"(?:https?://|mailto:|tel:|/(?!/)|#)", address, re.IGNORECASE)
        or PICTURE.match(address)
    )


@dataclass(frozen=True)
class Written:
    """A text read once: its clean HTML; what it points to and the uids of our own
    pictures in it, in order, each once."""

    html: str
    pointers: tuple[Pointer, ...]
    pictures: tuple[str, ...]


def read(text: str, *, heading: int = 4) -> Written:
    """``heading``: the level of the highest heading in the HTML, 2 to 6."""
    tokens = _reader().parse(text)
    pointers, pictures = _pointers(tokens), _pictures(tokens)
    return Written(_html(tokens, heading), pointers, pictures)


def render(text: str, *, heading: int = 4) -> str:
    """Clean HTML of a post."""
    return _html(_reader().parse(text), heading)


def _html(tokens: list[Token], heading: int) -> str:
    """Changes the tokens: ask them for the rest before."""
    _fit_headings(tokens, heading)
    for token in tokens:
        if token.type in _BLOCKS:
            token.attrSet("dir", "auto")
        if token.children:
            token.children = list(_plain_pictures(token.children))
    reader = _reader()
    return _CLEANER.clean(reader.renderer.render(tokens, reader.options, {}))


def _fit_headings(tokens: list[Token], top: int) -> None:
    """Headings of a post stand below those of the page, without a gap."""
    levels = sorted({t.tag for t in tokens if t.type == "heading_open"})
    fitted = {tag: f"h{min(top + i, 6)}" for i, tag in enumerate(levels)}
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = fitted[token.tag]


def _plain_pictures(children: list[Token]) -> Iterator[Token]:
    """Our own pictures stay; others become links with the same words."""
    for child in children:
        if child.type != "image":
            yield child
            continue
        address = str(child.attrGet("src") or "")
        ours = PICTURE.match(address)
        if ours:
            child.attrSet("src", f"{PICTURES}{ours[1]}")
            child.attrSet("loading", "lazy")
            yield child
        else:
            yield from _link(address, child.content or address)


def _link(address: str, words: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield Token("text", "", 0, content=words)
    yield Token("link_close", "a", -1)


def _pictures(tokens: list[Token]) -> tuple[str, ...]:
    found = [
        match[1]
        for child in _inline(tokens)
        if child.type == "image"
        and (match := PICTURE.match(str(child.attrGet("src") or "")))
    ]
    return tuple(dict.fromkeys(found))


def _pointers(tokens: list[Token]) -> tuple[Pointer, ...]:
    found: dict[Pointer, None] = {}
    for child in _inline(tokens):
        if child.type == "link_open":
            found[_of_address(str(child.attrGet("href") or ""))] = None
        elif child.type == "text":
            for pointer in _of_words(child.content):
                found[pointer] = None
    return tuple(found)


def _inline(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _of_address(address: str) -> Pointer:
    if match := _PUBMED.match(address):
        return Pointer(LinkKind.PMID, match[1])
    if doi := dois.doi_in_address(address):
        return Pointer(LinkKind.DOI, doi)
    return Pointer(None, address)


def _of_words(words: str) -> Iterator[Pointer]:
    for match in dois.PATTERN.finditer(words):
        if doi := dois.bare_doi(match.group()):
            yield Pointer(LinkKind.DOI, doi)
    for match in _PMID.finditer(words):
        yield Pointer(LinkKind.PMID, match[1])
