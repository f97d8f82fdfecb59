"""What each HTML element means for the text around it."""

from dataclasses import dataclass

from medagora.appraisal.domain.page import BlockKind, Region


@dataclass(frozen=True, slots=True)
class Element:
    """``kind`` and ``region`` are None where the element changes nothing."""

    is_block: bool = False
    #: What stands inside is not text that a reader sees.
    is_hidden: bool = False
    kind: BlockKind | None = None
    level: int = 0
    region: Region | None = None


INLINE = Element()
BLOCK = Element(is_block=True)
_HIDDEN = Element(is_hidden=True)
#: Text of an element that only speaks to old browsers, to scripts or to forms.
_HIDDEN_TAGS = (
    "script", "style", "noscript", "template", "svg", "select", "textarea", "datalist",
    "object", "audio", "video", "canvas", "iframe", "noframes", "noembed", "title",
    "rp", "rt",
)  # fmt: skip
_BLOCK_TAGS = (
    "address", "blockquote", "body", "center", "details", "dir", "div", "dl",
    "fieldset", "figure", "form", "hgroup", "hr", "html", "legend", "menu", "ol",
    "optgroup", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul", "search", "frameset",
)  # fmt: skip


def _kind(kind: BlockKind, level: int = 0) -> Element:
    return Element(is_block=True, kind=kind, level=level)


def _region(region: Region) -> Element:
    return Element(is_block=True, region=region)


ELEMENTS: dict[str, Element] = {
    **dict.fromkeys(_HIDDEN_TAGS, _HIDDEN),
    **dict.fromkeys(_BLOCK_TAGS, BLOCK),
    **{f"h{n}": _kind(BlockKind.HEADING, n) for n in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), _kind(BlockKind.LIST_ITEM)),
    **dict.fromkeys(("td", "th"), _kind(BlockKind.CELL)),
    **dict.fromkeys(("caption", "figcaption"), _kind(BlockKind.CAPTION)),
    "p": _kind(BlockKind.PARAGRAPH),
    "button": _kind(BlockKind.CONTROL),
    "main": _region(Region.MAIN),
    # objects of their own: these say something without an attribute
    "article": Element(is_block=True),
    "time": Element(),
    "nav": _region(Region.NAVIGATION),
    "header": _region(Region.HEADER),
    "footer": _region(Region.FOOTER),
    "aside": _region(Region.ASIDE),
    "dialog": _region(Region.NOTICE),
}

#: ARIA landmarks and their region.
ROLES = {
    "main": Region.MAIN,
    "navigation": Region.NAVIGATION,
    "menu": Region.NAVIGATION,
    "menubar": Region.NAVIGATION,
    "search": Region.NAVIGATION,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "dialog": Region.NOTICE,
    "alertdialog": Region.NOTICE,
}


def element_of(tag: str) -> Element:
    """Elements that a site made up ("my-card") mostly hold blocks."""
    found = ELEMENTS.get(tag)
    if found is not None:
        return found
    return BLOCK if "-" in tag else INLINE
