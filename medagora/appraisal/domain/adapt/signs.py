"""What the class names and the id of an element tell of it.

No standard says that a "site-footer" is a footer, but half of the web does. These
names are the usual ones of WordPress, Drupal, TYPO3, Bootstrap, of the design systems
of health services and of consent tools. They are weak signs: see ``settling``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from medagora.appraisal.domain.page import Region

_HUMP = re.compile(r"([a-z])([A-Z])")
_PARTS = re.compile(r"[-_:]+")


@dataclass(frozen=True, slots=True)
class Signs:
    region: Region | None = None
    is_hidden: bool = False
    #: For screen readers only; a heading of that sort still orders the page.
    is_unseen: bool = False
    is_main: bool = False
    is_byline: bool = False
    #: Key facts, a warning: a box that belongs to the text around it.
    is_box: bool = False
    pop_up: str = ""
    shop: str = ""


NO_SIGNS = Signs()

_HIDDEN = {"d-none", "hidden", "is-hidden", "u-hidden", "hide", "uk-hidden"}
_UNSEEN = {
    "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "u-sr-only",
    "screenreader-only", "nhsuk-u-visually-hidden", "govuk-visually-hidden",
    "u-visually-hidden", "element-invisible", "offscreen", "accessibility-text",
}  # fmt: skip
#: "hidden md:block": shown on wider windows.
_SHOWN_AGAIN = re.compile(r":(?:block|flex|grid|inline|table)|d-\w+-(?:block|flex)")
_MAIN = {
    "main", "content", "main-content", "maincontent", "entry-content", "post-content",
    "article-content", "article-body", "articlebody", "story-body", "post-body",
    "page-content", "content-main", "mw-content-text", "mw-parser-output",
    "field-name-body", "articletext", "article-text",
}  # fmt: skip
#: A wrapper that has or lacks a part is not that part.
_WRAPPERS = {"has", "with", "no", "without", "hide", "open", "layout", "js", "wrap"}

_NOTICE_PARTS = {
    "cookie", "cookies", "consent", "gdpr", "onetrust", "cookiebanner", "didomi",
    "cookieconsent", "usercentrics", "iubenda", "cmp", "ccpa",
}  # fmt: skip
_POP_UP_PARTS = {
    "modal", "popup", "popups", "lightbox", "interstitial", "exitintent", "popover",
    "fancybox", "optinmonster",
}  # fmt: skip
_UNASKED_PARTS = {"popup", "popups", "interstitial", "exitintent", "optinmonster"}
_POP_UP = {"pop-up", "exit-intent", "pum-overlay", "pop-under", "sgpb-popup-overlay"}
_COMMENT_PARTS = {"comments", "commentlist", "disqus"}
_COMMENTS = {
    "comment", "comment-list", "comment-body", "comment-content", "comment-thread",
    "comment-section", "comment-respond", "comment-form", "respond", "kommentare",
    "commentaires", "comentarios", "hozzaszolasok",
}  # fmt: skip
_NAVIGATION_PARTS = {
    "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs",
    "pagination", "pager", "sitemap", "skiplink", "toc", "megamenu",
}  # fmt: skip
_ASIDE_PARTS = {
    "promo", "promos", "advert", "adverts", "advertisement", "advertisements",
    "adsbygoogle", "sponsored", "advertorial", "advertorials", "anzeige", "werbung",
    "addtoany", "addthis", "sharethis", "share", "sharing",
    "dfp", "adslot",
}  # fmt: skip
_ASIDE = {
    "ad", "ads", "widget", "widget-area", "rail", "right-rail", "tags", "tag-cloud",
    "tagcloud", "social", "social-links", "social-icons", "social-media", "trending",
    "ad-container", "ad-wrapper", "ad-slot", "ad-unit", "ad-banner", "banner-ad",
    "marginalspalte", "teaser-list",
}  # fmt: skip
_ASIDE_STARTS = ("related", "recommended", "recommendation", "newsletter", "sidebar")
_ASIDE_ENDS = ("-sidebar", "-related", "-newsletter")
_FOOTER = {"footer", "colophon", "bottom-bar", "footer-wrapper"}
_HEADER = {"header", "masthead", "topbar", "top-bar", "site-branding"}
_OF_SITE = {"site", "page", "global", "main", "app", "nhsuk", "govuk", "layout", "gb"}
_BYLINE_PARTS = {"byline", "author", "authors", "autor", "auteur", "writer"}
_NOT_BYLINE_PARTS = {
    "image", "img", "avatar", "photo", "picture", "bio", "box", "description",
    "comment", "comments", "link", "links", "page", "archive", "thumb", "social",
}  # fmt: skip
_BOX_PARTS = {
    "callout", "note", "box", "key", "summary", "highlight", "warning", "tip", "facts",
    "important", "infobox", "alert", "hint", "inset", "merkkasten", "encadre",
}  # fmt: skip
_SHOP = {
    "add-to-cart", "addtocart", "add-to-cart-button", "btn-addtocart", "add-to-basket",
    "single-add-to-cart-button", "product-form-submit", "single-product",
    "woocommerce", "woocommerce-page", "shopify-section", "shopping-cart",
    "in-den-warenkorb", "ajouter-au-panier", "anadir-al-carrito", "kosarba",
}  # fmt: skip


@lru_cache(maxsize=8192)
def signs_of(classes: str, ident: str) -> Signs:
    """Signs of an element with this class attribute and id."""
    names = _HUMP.sub(r"\1-\2", f"{classes} {ident}").lower().split()
    tokens = ["-".join(filter(None, _PARTS.split(name))) for name in names]
    kept = {token: frozenset(token.split("-")) for token in tokens if token}
    if not kept:
        return NO_SIGNS
    signs = _signs(kept, classes)
    # one object for "nothing", so that it is told by identity
    return NO_SIGNS if signs == NO_SIGNS else signs


def _signs(kept: "_Kept", classes: str) -> Signs:
    shown = not _SHOWN_AGAIN.search(classes)
    return Signs(
        region=_region_of(kept),
        is_hidden=shown and not _HIDDEN.isdisjoint(kept),
        is_unseen=not _UNSEEN.isdisjoint(kept) or any(map(_skips, kept)),
        is_main=not _MAIN.isdisjoint(kept),
        is_byline=any(map(_is_byline, kept.values())),
        is_box=any(not _BOX_PARTS.isdisjoint(parts) for parts in kept.values()),
        pop_up=_first_that(kept, _is_unasked) or _first_that(kept, _is_pop_up),
        shop=next((token for token in kept if token in _SHOP), ""),
    )


_Kept = dict[str, frozenset[str]]
_Test = Callable[[str, frozenset[str]], bool]


def _first_that(kept: _Kept, test: _Test) -> str:
    return next((token for token, parts in kept.items() if test(token, parts)), "")


def _skips(token: str) -> bool:
    """A link past the menu, shown only to people who use the keyboard."""
    return token.startswith(("skip-", "skiplink")) or token.endswith("-skip-link")


def _is_byline(parts: frozenset[str]) -> bool:
    return not _BYLINE_PARTS.isdisjoint(parts) and _NOT_BYLINE_PARTS.isdisjoint(parts)


def _is_notice(token: str, parts: frozenset[str]) -> bool:
    return not _NOTICE_PARTS.isdisjoint(parts) or _is_pop_up(token, parts)


def _is_pop_up(token: str, parts: frozenset[str]) -> bool:
    return not _POP_UP_PARTS.isdisjoint(parts) or token in _POP_UP


def opens_later(sign: str) -> bool:
    """Whether a hidden window of this name is one that comes unasked; a "modal" may
    as well be the search field or a picture shown larger."""
    return _is_unasked(sign, frozenset(sign.split("-")))


def _is_unasked(token: str, parts: frozenset[str]) -> bool:
    return token in _POP_UP or not _UNASKED_PARTS.isdisjoint(parts)


def _is_comments(token: str, parts: frozenset[str]) -> bool:
    if parts & {"link", "links", "count", "number", "closed"}:
        return False
    return token in _COMMENTS or not _COMMENT_PARTS.isdisjoint(parts)


def _is_footer(token: str, parts: frozenset[str]) -> bool:
    return _is_edge(token, parts, "footer", _FOOTER)


def _is_header(name: str, parts: frozenset[str]) -> bool:
    # "page-header" holds the page's own title in Bootstrap and TYPO3
    return name != "page-header" and _is_edge(name, parts, "header", _HEADER)


def _is_edge(token: str, parts: frozenset[str], name: str, known: set[str]) -> bool:
    if token in known or token.startswith(f"{name}-"):
        return True
    return token.endswith(f"-{name}") and not _OF_SITE.isdisjoint(parts)


def _is_navigation(_token: str, parts: frozenset[str]) -> bool:
    return not _NAVIGATION_PARTS.isdisjoint(parts)


def _is_aside(token: str, parts: frozenset[str]) -> bool:
    return (
        token in _ASIDE
        or not _ASIDE_PARTS.isdisjoint(parts)
        or token.startswith(_ASIDE_STARTS)
        or token.endswith(_ASIDE_ENDS)
    )


#: The first that fits; a cookie note in the footer is a cookie note.
_REGIONS: tuple[tuple[Region, _Test], ...] = (
    (Region.NOTICE, _is_notice),
    (Region.COMMENTS, _is_comments),
    (Region.NAVIGATION, _is_navigation),
    (Region.FOOTER, _is_footer),
    (Region.HEADER, _is_header),
    (Region.ASIDE, _is_aside),
)


def _region_of(kept: _Kept) -> Region | None:
    parts_only = {
        token: parts for token, parts in kept.items() if _WRAPPERS.isdisjoint(parts)
    }
    for region, test in _REGIONS:
        if _first_that(parts_only, test):
            return region
    return None
