"""Broken XML made readable: what its makers meant, in steps from harmless to bold.

All of it is linear in the size of the file, whatever the file holds.
"""

import html
import re
from html.entities import html5

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
#: An ampersand with what could be an entity's name behind it.
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});)?")
#: "P < 0.05": no tag begins like this.
_LONE_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_OPENING = re.compile(r"<(?:item|entry)[\s>]")
_CLOSING = re.compile(r"</(?:\w+:)?(?:rss|rdf|feed|channel)\s*>\s*\Z", re.IGNORECASE)
_OF_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])
#: Elements whose makers forget to escape the HTML in them.
_TEXTS = ("description", "content:encoded", "content", "summary", "title")


def count_entries(text: str) -> int:
    """How many entries the file seems to hold."""
    return sum(1 for _ in _OPENING.finditer(text))


def mend_signs(text: str) -> str:
    """Characters that XML forbids, lone ``&`` and ``<``, entities of HTML; and an
    entry that the file ends in is taken away."""
    pieces = _CDATA.split(_cut(_CONTROL.sub("", text)))
    pieces[::2] = [_mend_markup(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _mend_markup(piece: str) -> str:
    if "&" in piece:
        piece = _AMPERSAND.sub(_entity, piece)
    return _LONE_LESS.sub("&lt;", piece)


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if not name:
        return "&amp;"
    if name in _OF_XML:
        return found[0]
    if name.startswith("#"):
        letter = html.unescape(found[0])
        return html.escape(_CONTROL.sub("", letter))
    return html.escape(html5.get(f"{name};", found[0]))


def _cut(text: str) -> str:
    """The file without a last entry that breaks off in the middle."""
    if _CLOSING.search(text[-200:]):
        return text
    last = max(text.rfind("<item"), text.rfind("<entry"))
    closed = max(text.rfind("</item"), text.rfind("</entry"))
    return text[:last] if last > closed else text


def wrap_html(text: str) -> str:
    """The file with HTML that nobody escaped put into CDATA."""
    for name in _TEXTS:
        text = _wrap_in(text, name)
    return text


def _wrap_in(text: str, name: str) -> str:
    opening = re.compile(rf"<{name}(?:\s[^<>]*)?(?<!/)>")
    closing = f"</{name}"
    done, pieces = 0, []
    while found := opening.search(text, done):
        end = text.find(closing, found.end())
        if end < 0:
            break
        inner = text[found.end() : end]
        pieces += [text[done : found.end()], _wrapped(inner)]
        done = end
    return "".join([*pieces, text[done:]])


def _wrapped(inner: str) -> str:
    if "<" not in inner or "<![CDATA[" in inner:
        return inner
    # what was escaped stays so: "&lt;" in unescaped HTML is a sign, not a tag
    return "<![CDATA[" + inner.replace("]]>", "]]&gt;") + "]]>"
