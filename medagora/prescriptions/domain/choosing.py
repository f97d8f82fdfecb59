"""Which things a sheet takes, in which order, and which it refuses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.prescriptions.domain.drafts import Chosen, Draft
from medagora.prescriptions.domain.things import Thing
from medagora.prescriptions.domain.words import Level, LineKind, Reading

#: Resources of one collection that stand on the sheet; its page has the rest.
MOST_OF_COLLECTION = 30
#: And of all collections together: paper and PDF stay short.
MOST_OF_COLLECTIONS = 120
#: Titles that a refusal names.
_MOST_NAMED = 3
_EASE = {Reading.SIMPLE: 0, Reading.UNKNOWN: 1, Reading.HARD: 2}

Key = tuple[str, str]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Taken:
    """A thing that goes on the sheet; ``left_out`` of a collection's resources."""

    thing: Thing
    note: str = ""
    left_out: int = 0


def take(draft: Draft, things: Mapping[Key, Thing]) -> list[Taken]:
    """All lines of a clean draft in the order of the sheet, or a BadInput that names
    what cannot be handed over: all or nothing."""
    if not draft.lines:
        raise BadInput("Tick something first.", field="lines")
    chosen = [(line, things.get(line.key)) for line in draft.lines]
    _require_there(chosen)
    found = [(line, thing) for line, thing in chosen if thing is not None]
    if not draft.allow_other_languages:
        _require_language([thing for _line, thing in found], draft.language)
    most = _most_of_each([thing for _line, thing in found])
    taken = [_taken(line, thing, draft, most) for line, thing in found]
    return in_order(taken, draft.level)


def in_order(taken: Sequence[Taken], level: str) -> list[Taken]:
    """As chosen; where reading must be simple, what is easy to read comes first."""
    if level != Level.SIMPLE:
        return list(taken)
    return sorted(taken, key=lambda one: ease(one.thing.reading))


def ease(reading: str) -> int:
    """The smaller the easier; what nobody measured stands in between."""
    return _EASE[Reading(reading)]


def takes(thing: Thing, language: str, *, allow_other_languages: bool) -> bool:
    """Whether a collection's resource goes on the sheet with it."""
    return not thing.is_gone and (allow_other_languages or thing.speaks(language))


def _most_of_each(things: Iterable[Thing]) -> int:
    count = sum(thing.kind == LineKind.COLLECTION for thing in things)
    return min(MOST_OF_COLLECTION, MOST_OF_COLLECTIONS // max(count, 1))


def _taken(line: Chosen, thing: Thing, draft: Draft, most: int) -> Taken:
    fitting = [
        item
        for item in thing.items
        if takes(
            item, draft.language, allow_other_languages=draft.allow_other_languages
        )
    ]
    kept = fitting[:most]
    return Taken(
        thing=replace(thing, items=tuple(kept)),
        note=line.note,
        left_out=len(thing.items) - len(kept),
    )


def _require_there(chosen: Iterable[tuple[Chosen, Thing | None]]) -> None:
    missing, private, broken = [], [], []
    for _line, thing in chosen:
        if thing is None:
            missing.append("")
        elif thing.is_private:
            private.append(thing.title)
        elif thing.is_gone:
            broken.append(thing.title)
    if private:
        raise BadInput(
            "Nobody else can open this collection: %(titles)s. Make it unlisted first.",
            field="lines",
            titles=_named(private),
        )
    if broken:
        raise BadInput(
            "This cannot be handed over now, its link does not work or curators took "
            "it back: %(titles)s. Please leave it out.",
            field="lines",
            titles=_named(broken),
        )
    if missing:
        raise BadInput(
            "%(count)d of the things that you ticked are not there any more. Please "
            "look through them.",
            field="lines",
            count=len(missing),
        )


def _require_language(things: Iterable[Thing], language: str) -> None:
    """Services are places, so they are marked and never refused."""
    others = [
        thing.title
        for thing in things
        if thing.kind != LineKind.SERVICE and not thing.speaks(language)
    ]
    if others:
        raise BadInput(
            "This is not in the language of the sheet (%(language)s): %(titles)s. "
            "Leave it out, or say that other languages are fine.",
            field="allow_other_languages",
            language=languages.own_name(language),
            titles=_named(others),
        )


def _named(titles: Sequence[str]) -> str:
    shown = ", ".join(f"“{title}”" for title in titles[:_MOST_NAMED])
    return f"{shown}, …" if len(titles) > _MOST_NAMED else shown
