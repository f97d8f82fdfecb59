"""Links of a page that narrow or change what it lists, with how many each shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from medagora.catalogue.domain.words import Audience
from medagora.kernel import languages

#: How an address names the resources whose language nobody has said.
UNSAID = "und"


@dataclass(frozen=True)
class Choice:
    """One link; ``value`` goes into the address, empty takes the parameter away."""

    value: str
    count: int
    is_current: bool


def kinds(counts: Mapping[str, int], current: str) -> list[Choice]:
    """All kinds, then each that there is."""
    everything = Choice("", sum(counts.values()), current == "")
    return [
        everything,
        *(Choice(kind, count, kind == current) for kind, count in counts.items()),
    ]


def audiences(counts: Mapping[str, int], current: str) -> list[Choice]:
    return [
        Choice(word, counts.get(word, 0), word == current)
        for word in (Audience.BOTH, Audience.PATIENTS, Audience.PROFESSIONALS)
    ]


def other_languages(
    counts: Mapping[str, int], current: str, reader: str
) -> list[Choice]:
    """The reader's own language first, then the others, most first; not the
    present one."""
    ranked = sorted(counts.items(), key=lambda item: (item[0] != reader, -item[1]))
    return [
        Choice(code or UNSAID, count, is_current=False)
        for code, count in ranked
        if code != current and count
    ]


def words(values: Iterable[str], current: str) -> list[Choice]:
    """Choices without counts, such as orders."""
    return [Choice(value, 0, value == current) for value in values]


def language_of(params: Mapping[str, str], reader: str) -> str:
    """The language a page lists: asked for, else the reader's. Empty: nobody said."""
    asked = params.get("language", "")
    if asked == UNSAID:
        return ""
    return languages.primary(asked)[:12] or reader
