"""HTML as plain text: for titles, names, first lines and search."""

import html
import re

from medagora.kernel.text import tidy

#: What marks up words without ending them.
_INLINE_NAMES = (
    "a abbr b bdi bdo big bold cite code del dfn em font i inf ins italic kbd mark q s "
    "samp sc small span strike strong sub sup tt u var wbr math mfenced mfrac mi mn mo "
    "mover mrow mspace msqrt mstyle msub msubsup msup mtext munder"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_BLOCKS_NAMES = (
    "address article aside blockquote body br caption center col colgroup dd details "
    "div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html iframe "
    "img li main noscript ol p picture pre rp rt ruby script section source style "
    "summary table tbody td tfoot th thead time tr ul audio video object"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_TAG = re.compile(r"</?(?:\w+:)?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_UNSEEN = re.compile(
    r"<(script|style|head|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)

_MAY_BE_UNSEEN = re.compile(r"<(?:script|style|head|template|!--)", re.IGNORECASE)
#: So many times its length is a text with its markup at most.
_MARKUP = 50
#: Does a tag without attributes part words? For HTML that nh3 wrote.
_PARTS = {
    f"{slash}{name}": name not in _INLINE
    for name in _INLINE | _BLOCKS
    for slash in ("", "/")
}


def plain(text: str, limit: int) -> str:
    """One tidy line of at most ``limit`` characters.

    Only names that HTML has are tags, so "0.05 < p" and "<gene>" stay. Markup that
    was escaped twice is taken for markup, too: nobody writes "<i>" in a title.
    """
    text = text[: limit * _MARKUP]
    if "<" in text:
        if _MAY_BE_UNSEEN.search(text):
            text = _UNSEEN.sub(" ", text)
        text = _TAG.sub(_between, text)
    if "&" in text:
        text = html.unescape(text)
        if "<" in text:
            text = _TAG.sub(_between, text)
    return tidy(text, limit=limit)


def _between(tag: re.Match[str]) -> str:
    """What a tag leaves between the words around it."""
    name = tag[1].lower()
    if name in _INLINE:
        return ""
    return " " if name in _BLOCKS else tag[0]


def text_of(clean: str) -> str:
    """The text of cleaned HTML in one line.

    nh3 escapes "<" and ">" in texts and attributes, so every one is a tag's.
    """
    first, *pieces = clean.split("<")
    found, is_parted = [first], False
    for piece in pieces:
        tag, _, text = piece.partition(">")
        parts = _PARTS.get(tag)
        if parts is None:  # it has attributes
            parts = tag.partition(" ")[0] not in _INLINE
        if parts or text == " ":
            is_parted = True
        if text and text != " ":
            found.append(" " + text if is_parted else text)
            is_parted = False
    return _squeezed("".join(found))


def _squeezed(text: str) -> str:
    if "&" in text:
        text = _unescaped(text)
    if "  " in text or "\n" in text or "\t" in text:
        return " ".join(text.split())
    return text.strip()


def _unescaped(text: str) -> str:
    """The four entities that nh3 writes."""
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&quot;", '"').replace("&amp;", "&")
