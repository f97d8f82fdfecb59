"""What somebody who imports a file decides, and what each format decides for them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from medagora.catalogue import queries as catalogue_queries
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.formats.reading import Reading
from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.words import Kind, Policy
from medagora.kernel.refusals import BadInput
from medagora.people import access
from medagora.people.access import Permission

if TYPE_CHECKING:
    from medagora.catalogue.models import Source
    from medagora.people.models import Person


@dataclass(frozen=True)
class Origin:
    """Where the files of a format come from, unless somebody says otherwise."""

    slug: str
    name: str
    address: str = ""
    licence: str = ""


ORIGINS: Mapping[Format, Origin] = {
    Format.MEDLINEPLUS: Origin(
        "medlineplus", "MedlinePlus", "https://medlineplus.gov/", "US public domain"
    ),
    Format.HON: Origin("hon-2018", "Sites certified by HON in 2018"),
    Format.OPML: Origin("opml", "A list of feeds (OPML)"),
    Format.CSV: Origin("table", "A table (CSV)"),
    Format.BOOKMARKS: Origin("bookmarks", "Bookmarks of a browser"),
    Format.MEDAGORA: Origin("medagora", "Another Medagora"),
}


@dataclass(frozen=True)
class ImportOptions:
    """Everything that shapes an import besides the file itself.

    ``policy`` empty: as the source was imported last, else as candidates.
    ``new_topics``: topics of the file that are not here are made.
    ``known_topics_only``: resources that stand under no topic of ours are skipped.
    """

    format: Format
    source: str = ""
    source_name: str = ""
    policy: str = ""
    language: str = "en"
    kind: str = Kind.WEBSITE
    columns: Mapping[str, str] = field(default_factory=dict)
    new_topics: bool = False
    known_topics_only: bool = False

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "ImportOptions":
        return cls(**{**plain, "format": Format(plain["format"])})

    @property
    def reading(self) -> Reading:
        return Reading(self.format, self.language, self.kind, self.columns)

    @property
    def source_slug(self) -> str:
        return self.source or ORIGINS[self.format].slug


def decide_policy(options: ImportOptions) -> Policy:
    """What this import may do; BadInput where the format leaves no choice."""
    source = catalogue_queries.find_source(options.source_slug)
    said = options.policy or (source.policy if source else Policy.CANDIDATE)
    if said not in set(Policy):
        raise BadInput(
            "“%(said)s” is not a policy: say candidate or published.", said=said
        )
    if options.format is Format.HON and said == Policy.PUBLISHED:
        raise BadInput(
            _("The HON list is of 2018: its sites must be reviewed before they appear.")
        )
    return Policy(said)


def require_import(by: "Person | None", policy: Policy) -> None:
    """Publishing without two reviews is the operator's own decision about a source.

    ``by=None`` is the operator at the server's own command line.
    """
    if by is None:
        return
    access.require(by, Permission.IMPORT_RUN)
    if policy is Policy.PUBLISHED:
        access.require(by, Permission.SITE_OPERATE)


def source_for(options: ImportOptions, policy: Policy) -> "Source":
    """The source's row as it is, or a new one: a file that turns out to be broken
    must not change what we think of its source."""
    return catalogue_queries.find_source(options.source_slug) or make_source(
        options, policy
    )


def make_source(options: ImportOptions, policy: Policy) -> "Source":
    """The source's row: made, or with its new policy and name."""
    slug, origin = options.source_slug, ORIGINS[options.format]
    source = catalogue_queries.find_source(slug)
    is_usual = slug == origin.slug
    name = options.source_name or (source.name if source else "")
    return catalogue.make_source(
        slug,
        name or (origin.name if is_usual else slug),
        policy=policy,
        address=source.address if source else origin.address if is_usual else "",
        licence=source.licence if source else origin.licence if is_usual else "",
    )
