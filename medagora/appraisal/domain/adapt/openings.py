"""Stretches of the text that an element marks: a name, a date, colours, a property."""

from collections.abc import Mapping

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.gathered import Gathered, Span
from medagora.appraisal.domain.adapt.running_text import RunningText
from medagora.appraisal.domain.adapt.signs import Signs
from medagora.appraisal.domain.adapt.styles import style_of
from medagora.appraisal.domain.page import Region

_NAMES = {"author", "creator"}
#: Named by microdata, wanted as JSON-LD has them.
_PROPERTIES = {"reviewedBy", "publisher"}
_DATES = {"datePublished", "dateModified", "dateCreated", "lastReviewed"}
_PRICES = {"price", "priceCurrency"}
_NAMELESS = (Region.COMMENTS, Region.NAVIGATION)
#: The list to which it goes, where it began, what the element says of it.
Opened = tuple[list[Span], int, tuple[str, ...]]


def opened_by(
    tag: str,
    attributes: Mapping[str, str],
    signs: Signs,
    page: Gathered,
    text: RunningText,
) -> list[Opened]:
    """What begins here; each ends where its element ends."""
    opened: list[Opened] = []
    prop = attributes.get("itemprop", "")
    if tag == "time":
        raw = attributes.get("datetime", "")
        opened.append((page.times, text.at, (prop or "time", raw)))
    elif prop:
        _open_property(prop, attributes, page, text.at, opened)
    if "style" in attributes:
        style = style_of(attributes["style"][: limits.LONGEST_STYLE])
        if style.colours and len(page.colours) < limits.MOST_COLOURS:
            opened.append((page.colours, text.at, style.colours))
    is_named = (
        signs.is_byline or prop in _NAMES or "author" in attributes.get("rel", "")
    )
    if is_named and _may_name(page, text):
        opened.append((page.bylines, text.at, ()))
    return opened


def _may_name(page: Gathered, text: RunningText) -> bool:
    """A commenter is not the author of the page."""
    if text.place.region in _NAMELESS:
        return False
    return len(page.bylines) < 3 * limits.MOST_BYLINES


def _open_property(
    prop: str,
    attributes: Mapping[str, str],
    page: Gathered,
    at: int,
    opened: list[Opened],
) -> None:
    if prop in _DATES:
        raw = attributes.get("datetime") or attributes.get("content") or ""
        opened.append((page.times, at, (prop, raw)))
    elif prop in _PRICES:
        page.add_shop_sign(f"schema.org {prop}")
    elif prop in _PROPERTIES:
        opened.append((page.properties, at, (prop,)))
