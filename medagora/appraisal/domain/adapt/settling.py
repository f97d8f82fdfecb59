"""Regions settled with the whole page in view.

While a page is read only the elements above a block are known. Afterwards weak signs
(class names) can be weighed: they are wrong often enough that a page's whole text
must not be lost to a wrapper called "sidebar-layout".
"""

from collections.abc import Iterable, Sequence

from medagora.appraisal.domain.adapt.running_text import Piece, Place
from medagora.appraisal.domain.page import Block, BlockKind, Region

#: Less main text than this, and much more under weak signs: the signs are wrong.
_LITTLE = 250
_MUCH_MORE = 3
#: ``main`` holds the text when it has this share of what stands in no other region.
_HOLDS = 0.6
_ENOUGH = 400
#: This many links in a row, each short and nothing but a link, are a menu.
_MENU = 5
_SHORT_LINK = 50
_DOUBTED = {Region.HEADER, Region.NAVIGATION, Region.ASIDE, Region.FOOTER}
_MAY_BE_MENU = {BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.CONTROL}


def settle(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """The blocks of a page."""
    places = [piece.place for piece in pieces]
    _doubt_weak_signs(pieces, places)
    _free_the_title(places)
    _leave_what_is_outside(pieces, places)
    _find_menus(pieces, places)
    return tuple(
        [
            Block(start, end, kind, region, level)
            for (start, end, _, _), (kind, level, region, _, _) in zip(
                pieces, places, strict=True
            )
        ]
    )


def _letters(pieces: Sequence[Piece], chosen: Iterable[int]) -> int:
    return sum([pieces[index].end - pieces[index].start for index in chosen])


def _doubt_weak_signs(pieces: Sequence[Piece], places: list[Place]) -> None:
    main = _letters(
        pieces, [n for n, place in enumerate(places) if place.region is Region.MAIN]
    )
    if main >= _LITTLE:
        return
    # rows of links stay what they were called
    prose = [
        index
        for index, (start, end, place, linked) in enumerate(pieces)
        if place.region in _DOUBTED and not place.is_sure and linked * 2 < end - start
    ]
    if _letters(pieces, prose) <= _MUCH_MORE * max(main, 50):
        return
    for index in prose:
        places[index] = places[index]._replace(region=Region.MAIN)


def _is_title(place: Place) -> bool:
    return place.kind is BlockKind.HEADING and place.level == 1


def _free_the_title(places: list[Place]) -> None:
    """A page's only h1 in a header, and what follows it there, belong to the text."""
    titles = [index for index, place in enumerate(places) if _is_title(place)]
    if len(titles) != 1 or places[titles[0]].region is not Region.HEADER:
        return
    for index in range(titles[0], len(places)):
        if places[index].region is not Region.HEADER:
            break
        places[index] = places[index]._replace(region=Region.MAIN, is_inside=True)


def _leave_what_is_outside(pieces: Sequence[Piece], places: list[Place]) -> None:
    """Where ``main`` or ``article`` holds the text, the rest stands beside it."""
    default = [n for n, place in enumerate(places) if place.region is Region.MAIN]
    inside = [n for n in default if places[n].is_inside]
    if len(inside) == len(default):
        return
    held = _letters(pieces, inside)
    if held < _ENOUGH or held < _HOLDS * _letters(pieces, default):
        return
    title = next((n for n in default if _is_title(places[n])), inside[0])
    for index in default:
        if index < min(inside[0], title):
            places[index] = places[index]._replace(region=Region.HEADER)
        elif index > inside[-1]:
            places[index] = places[index]._replace(region=Region.ASIDE)


def _find_menus(pieces: Sequence[Piece], places: list[Place]) -> None:
    """Link after link, outside what is surely the text."""
    run: list[int] = []
    for index, place in enumerate(places):
        if not place.is_inside and _is_menu_item(pieces[index], place):
            run.append(index)
        elif run:
            _mark_menu(run, places)
            run = []
    _mark_menu(run, places)


def _is_menu_item(piece: Piece, place: Place) -> bool:
    length = piece.end - piece.start
    return (
        place.region is Region.MAIN
        and place.kind in _MAY_BE_MENU
        and length <= _SHORT_LINK
        and piece.linked >= 0.9 * length
    )


def _mark_menu(run: Sequence[int], places: list[Place]) -> None:
    if len(run) >= _MENU:
        for index in run:
            places[index] = places[index]._replace(region=Region.NAVIGATION)
