"""HTML of strangers made safe to show, by nh3, with addresses that lead somewhere.

What stays is text, structure, links and images. Scripts, styles, frames, forms and
players go, and so do images that nobody can see: they only count readers.
"""

import html
import re
from collections.abc import Sequence
from functools import partial

import nh3

from medagora.reader.domain.formats.addresses import absolute
from medagora.reader.domain.formats.limits import LONGEST_HTML
from medagora.reader.domain.formats.plain import plain

_TAG_NAMES = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p "
    "pre q rp rt ruby s samp section small span strong sub summary sup table tbody td "
    "tfoot th thead time tr u ul var wbr"
)
TAGS = frozenset(_TAG_NAMES.split())
_CONTENT_TOO_NAMES = (
    "script style iframe object embed applet noscript template svg math audio video "
    "canvas button select textarea head title"
)
_CONTENT_TOO = frozenset(_CONTENT_TOO_NAMES.split())
#: Where scripts keep an image's address until it comes into view.
_LAZY = ("data-src", "data-lazy-src", "data-original")
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height", *_LAZY},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_CONTENT_TOO),
    attributes=_ATTRIBUTES,
    link_rel="noopener noreferrer",
    url_schemes={"http", "https", "mailto", "tel"},
)

# nh3 writes attributes as name="value" with &, ", < and > escaped: these are exact.
_IMAGE = re.compile(r'<img((?: [a-z-]+="[^"]*")*)>')
_UNSEEN = re.compile(r' (?:width|height)="\s*[01](?:px)?\s*"')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_LINK = re.compile(r'(<a(?: [a-z-]+="[^"]*")*?) href="(?!https?:|mailto:|tel:)([^"]*)"')
_FIRST_IMAGE = re.compile(r'<img src="([^"]*)"')

_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|img|h[1-6]|table)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^>]*>?")
#: They end by themselves where the next one begins, and so pile up no depth.
_SELF_ENDING_NAMES = (
    "p li td th tr tbody thead tfoot dd dt br hr img input col wbr source meta link "
    "area embed param base option"
)
_SELF_ENDING = frozenset(_SELF_ENDING_NAMES.split())
_FEW_TAGS, _MANY_TAGS = 100, 1_000
_DEEPEST = 100
#: Where tags can be hidden from a simple count: in comments and in quoted values.
_HIDING = re.compile(
    r"""<!--(?:(?!-->)[^<])*<|<(?:[!?](?!--)|/[^A-Za-z])[^<>]*<|"""
    r"""=\s*(?:"[^"<>]*>|'[^'<>]*>)"""
)
#: No tag of less than this can hold so many attributes that it takes long.
_LONG_TAG = 8_000
_MOST_IMAGES = 300
_MOST_RELATIVE = 1_000
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")


def clean_all(raws: Sequence[str], bases: Sequence[str]) -> list[str]:
    """Safe HTML of each text; addresses are seen from the base beside it.

    All go through nh3 before the rest is done: in turns, it and Python would drive
    each other's code out of the processor's cache.
    """
    cleaned = [_cleaned(raw) for raw in raws]
    return [_led(html, base) for html, base in zip(cleaned, bases, strict=True)]


def clean(raw: str, base: str) -> str:
    """``clean_all`` for one text."""
    return _led(_cleaned(raw), base)


def _cleaned(raw: str) -> str:
    """Through nh3; nested too deep for a reasonable page, it becomes a plain
    paragraph, for cleaning takes time with the square of the depth."""
    raw = raw[:LONGEST_HTML].strip()
    if "<" not in raw and "&lt;" in raw and _ESCAPED_TAG.search(raw):
        raw = html.unescape(raw)
    if not _MARKUP.search(raw):
        return paragraphs(html.unescape(raw))
    if not _is_tangled(raw):
        cleaned = _CLEANER.clean(raw)
        if len(cleaned) <= 2 * LONGEST_HTML:
            return cleaned
    return paragraphs(plain(raw, LONGEST_HTML))


def _led(cleaned: str, base: str) -> str:
    """With addresses that lead somewhere, and without images that nobody can see."""
    if "<img" in cleaned:
        too_many = cleaned.count("<img") > _MOST_IMAGES
        cleaned = _IMAGE.sub("" if too_many else partial(_image, base), cleaned)
    relative = cleaned.count(' href="') - cleaned.count(' href="http')
    if relative:
        too_many = relative > _MOST_RELATIVE
        cleaned = _LINK.sub(r"\1" if too_many else partial(_link, base), cleaned)
    return cleaned.strip()


def paragraphs(text: str) -> str:
    """Plain text as HTML: empty lines part paragraphs, other breaks stay."""
    blocks = [block.strip() for block in re.split(r"\n[ \t\r]*\n", text)]
    escaped = [html.escape(block, quote=False) for block in blocks if block]
    return "".join(f"<p>{block}</p>".replace("\n", "<br>") for block in escaped)


def first_image(cleaned: str) -> str:
    """The address of the first image in cleaned HTML, or ""."""
    if "<img" not in cleaned:
        return ""
    found = _FIRST_IMAGE.search(cleaned)
    return html.unescape(found[1]) if found else ""


def _image(base: str, found: re.Match[str]) -> str:
    """The tag with an absolute address, or nothing for what nobody can see."""
    if _UNSEEN.search(found[1]):
        return ""
    values = dict(_ATTRIBUTE.findall(found[1]))
    candidates = (values.pop(name, "") for name in (*_LAZY, "src"))
    addresses = (absolute(html.unescape(each), base) for each in candidates if each)
    address = next(filter(None, addresses), "")
    if not address:
        return ""
    values.setdefault("alt", "")
    others = "".join(f' {name}="{value}"' for name, value in values.items())
    return f'<img src="{html.escape(address)}"{others} loading="lazy">'


def _link(base: str, found: re.Match[str]) -> str:
    address = absolute(html.unescape(found[2]), base)
    return f'{found[1]} href="{html.escape(address)}"' if address else found[1]


def _is_tangled(raw: str) -> bool:
    """True for what takes nh3 long: its time grows with the square of the depth and
    of the number of attributes."""
    if len(raw) > _LONG_TAG and any(map(_is_overlong, raw.split(">"))):
        return True
    tags = raw.count("<")
    if tags > _MANY_TAGS and _HIDING.search(raw):
        return True
    return tags > _FEW_TAGS and _is_too_deep(raw)


def _is_overlong(piece: str) -> bool:
    """True if a tag begins in the piece and is long even without quoted values."""
    if len(piece) <= _LONG_TAG:
        return False
    tag = piece[piece.find("<") :] if "<" in piece else ""
    return len(tag) > _LONG_TAG and len(_QUOTED.sub("", tag)) > _LONG_TAG // 2


def _is_too_deep(raw: str) -> bool:
    """True if elements lie in each other more than a hundred deep, counted high:
    an end tag that ends no innermost element ends none."""
    open_names: list[str] = []
    for found in _TAG.finditer(raw):
        slash, name = found[1], found[2].lower()
        if name in _SELF_ENDING:
            continue
        if not slash:
            open_names.append(name)
        elif open_names and open_names[-1] == name:
            open_names.pop()
        if len(open_names) > _DEEPEST:
            return True
    return False
