"""The kind and region of text within an element."""

from collections.abc import Mapping

from medagora.appraisal.domain.adapt.elements import ROLES, Element
from medagora.appraisal.domain.adapt.limits import LONGEST_STYLE
from medagora.appraisal.domain.adapt.running_text import Place
from medagora.appraisal.domain.adapt.signs import NO_SIGNS, Signs
from medagora.appraisal.domain.adapt.styles import style_of
from medagora.appraisal.domain.page import BlockKind, Region

_EDGES = (Region.HEADER, Region.FOOTER)
_LEVELS = frozenset("123456")


def is_hidden(tag: str, attributes: Mapping[str, str], signs: Signs) -> bool:
    """Nobody sees what stands in this element."""
    if tag in {"html", "body", "main"}:
        return False
    if signs.is_hidden or (signs.is_unseen and not _orders(tag)):
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if "style" not in attributes:
        return False
    return style_of(attributes["style"][:LONGEST_STYLE]).is_hidden


def _orders(tag: str) -> bool:
    """A heading."""
    return len(tag) == 2 and tag[0] == "h" and tag[1] in _LEVELS


def place_in(
    place: Place,
    tag: str,
    element: Element,
    attributes: Mapping[str, str],
    signs: Signs,
) -> Place:
    """The place of text within a block element that stands at ``place``."""
    role = attributes.get("role", "")
    kind, level = _kind_in(place, tag, element, role, attributes)
    if signs is NO_SIGNS and not role and element.region is None and tag != "article":
        if kind is place.kind and level == place.level:
            return place
        return Place(kind, level, place.region, place.is_sure, place.is_inside)
    region, is_sure = _region_in(place, tag, element, role, signs)
    is_inside = place.is_inside or tag in {"main", "article"} or role == "main"
    if region is not Region.MAIN:
        is_inside = False
    elif signs.is_main:
        is_inside = True
    return Place(kind, level, region, is_sure, is_inside)


def _kind_in(
    place: Place, tag: str, element: Element, role: str, attributes: Mapping[str, str]
) -> tuple[BlockKind, int]:
    if role == "heading":
        level = attributes.get("aria-level", "2")
        return BlockKind.HEADING, int(level) if level in _LEVELS else 2
    if element.kind is None or place.kind is BlockKind.HEADING:
        return place.kind, place.level
    if tag == "p" and place.kind is not BlockKind.CELL:
        # a paragraph of a list item is the list item
        return place.kind, place.level
    return element.kind, element.level


def _region_in(
    place: Place, tag: str, element: Element, role: str, signs: Signs
) -> tuple[Region, bool]:
    """The region, and whether an element or role, no class name, tells it."""
    told = ROLES.get(role) or element.region
    if told is Region.NOTICE or signs.region is Region.NOTICE:
        return Region.NOTICE, told is Region.NOTICE
    if told is Region.MAIN and place.region is not Region.NOTICE:
        return told, True
    if place.region is Region.HEADER and Region.NAVIGATION in (told, signs.region):
        return Region.NAVIGATION, told is Region.NAVIGATION
    if place.region is not Region.MAIN:
        # a menu in the footer is the footer's
        return place.region, place.is_sure
    if told is not None and not _belongs(place, tag, told, signs):
        return told, True
    return _region_by_signs(place, signs)


def _belongs(place: Place, tag: str, told: Region, signs: Signs) -> bool:
    """A header or footer of an article is part of it, and so is a box of key facts."""
    if not place.is_inside:
        return False
    return told in _EDGES or (tag == "aside" and signs.is_box)


def _region_by_signs(place: Place, signs: Signs) -> tuple[Region, bool]:
    if signs.region is None or signs.is_main:
        return place.region, place.is_sure
    if place.is_inside and signs.region in _EDGES:
        return place.region, place.is_sure
    return signs.region, False
