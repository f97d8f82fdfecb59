"""A sheet as print, page, PDF and mail draw it: they need nothing else.

Every sentence that a person wrote is plain text; whoever draws it escapes it.
"""

from dataclasses import dataclass, field
from datetime import date

from medagora.kernel import languages
from medagora.prescriptions.domain.words import GONE, Level, LineKind, LineState


@dataclass(frozen=True)
class Line:
    """One thing on a sheet.

    ``address`` is absolute, and empty where there is none or it must not be visited
    any more. ``sort`` is the catalogue's kind of a resource ("podcast"). ``was`` is
    the title of what a replacement stands for. ``left_out`` counts what a collection
    holds beyond ``items``. ``is_private``: a collection that only its owner can open,
    so it cannot be handed over before it is unlisted or public.
    """

    kind: str
    title: str
    uid: str = ""
    title_language: str = ""
    address: str = ""
    about: str = ""
    note: str = ""
    language: str = ""
    is_other_language: bool = False
    is_private: bool = False
    level: str = ""
    sort: str = ""
    publisher: str = ""
    phone: str = ""
    place: str = ""
    hours: str = ""
    state: str = LineState.OK
    was: str = ""
    items: tuple["Line", ...] = ()
    left_out: int = 0
    id: int = 0

    @property
    def is_gone(self) -> bool:
        return self.state in GONE

    @property
    def is_service(self) -> bool:
        return self.kind == LineKind.SERVICE

    @property
    def is_collection(self) -> bool:
        return self.kind == LineKind.COLLECTION


@dataclass(frozen=True)
class Sheet:
    """What a patient holds in hand.

    ``code`` is grouped and ``link`` absolute; both are empty for a sheet that was
    printed without an account, of which nothing is stored. ``author_hat`` is one line
    in the sheet's language ("Paediatrician, verified March 2026").
    """

    language: str
    lines: tuple[Line, ...]
    made_on: date
    site_name: str
    site_address: str
    code: str = ""
    link: str = ""
    title: str = ""
    note: str = ""
    level: str = Level.ANY
    author_name: str = ""
    author_hat: str = ""
    author_page: str = ""
    expires_on: date | None = None
    wants_receipt: bool = False
    opened_on: date | None = None
    is_withdrawn: bool = False
    is_expired: bool = False
    direction: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "direction", languages.direction(self.language))

    @property
    def is_open(self) -> bool:
        return not (self.is_withdrawn or self.is_expired)

    @property
    def resources(self) -> tuple[Line, ...]:
        """Resources and collections, without the services."""
        return tuple(line for line in self.lines if not line.is_service)

    @property
    def services(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_service)

    @property
    def gone_count(self) -> int:
        """How many lines lead nowhere any more."""
        return sum(
            line.is_gone + sum(item.is_gone for item in line.items)
            for line in self.lines
        )
