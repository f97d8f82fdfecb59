"""What can stand on a sheet, before it does: the catalogue's or the author's own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from medagora.prescriptions.domain.sheets import Line
from medagora.prescriptions.domain.words import GONE, LineKind, LineState, Reading


@dataclass(frozen=True)
class Thing:
    """A resource, collection or local service as it is now.

    ``languages``: those it speaks, its own first; ``about_language`` is the language
    of ``about``. ``items`` are filled for a collection that is about to be handed
    over. ``is_private``: a collection that nobody else can open.
    """

    kind: str
    uid: str
    title: str
    title_language: str = ""
    languages: tuple[str, ...] = ()
    address: str = ""
    about: str = ""
    about_language: str = ""
    sort: str = ""
    publisher: str = ""
    reading: str = Reading.UNKNOWN
    phone: str = ""
    place: str = ""
    hours: str = ""
    state: str = LineState.OK
    is_private: bool = False
    items: tuple["Thing", ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.uid

    @property
    def is_gone(self) -> bool:
        return self.state in GONE or self.is_private

    def speaks(self, language: str) -> bool:
        """False too when nobody has said what it speaks: then it is marked."""
        return language in self.languages

    def language_for(self, language: str) -> str:
        """What it speaks to a reader of ``language``; empty when unknown."""
        if self.speaks(language):
            return language
        return next(iter(self.languages), "")


def gone(kind: str, uid: str, title: str = "") -> Thing:
    """What was chosen once and is not there any more."""
    return Thing(kind, uid, title, state=LineState.RETIRED)


def line_of(thing: Thing, language: str, *, note: str = "") -> Line:
    """The thing on a sheet in ``language``. Words about it in another language are
    left out, and so is an address that must not be visited."""
    is_own_words = thing.kind == LineKind.SERVICE or thing.about_language == language
    return Line(
        kind=thing.kind,
        uid=thing.uid,
        title=thing.title,
        title_language=thing.title_language,
        address="" if thing.is_gone else thing.address,
        about=thing.about if is_own_words else "",
        note=note,
        language=thing.language_for(language),
        is_other_language=not thing.speaks(language),
        is_private=thing.is_private,
        level=thing.reading,
        sort=thing.sort,
        publisher=thing.publisher,
        phone=thing.phone,
        place=thing.place,
        hours=thing.hours,
        state=LineState.RETIRED if thing.is_private else thing.state,
    )


def with_items(line: Line, items: Iterable[Line], *, left_out: int) -> Line:
    return replace(line, items=tuple(items), left_out=left_out)
